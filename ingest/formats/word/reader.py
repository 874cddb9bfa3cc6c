"""Reads Word files (.docx): what their pages show, and not what is crossed out, hidden or worked out by Word.

python-docx reads no list numbers, notes, tracked changes or text boxes and unpacks whatever a file holds, so the
parts are read with lxml.
"""

from __future__ import annotations

import posixpath

from ingest.formats.draft import Draft
from ingest.formats.manuscript import Manuscript, Unreadable
from ingest.formats.word.body import Body, Notes
from ingest.formats.word.numbering import Numbering
from ingest.formats.word.package import Element, Package
from ingest.formats.word.style import Styles
from ingest.formats.word.wordml import attribute, child, children, name

Found = list[tuple[str, str, str]]
"""Problems: code, message and severity."""

_OTHERS = {"xl/": "an Excel workbook", "ppt/": "a PowerPoint presentation", "content.xml": "an OpenDocument file"}
_CHANGES = {"del", "ins", "moveFrom", "moveTo"}


def read(content: bytes, manuscript: Manuscript) -> Found:
    """Write the text of a Word file into `manuscript`.

    Returns the problems met on the way. Raises Unreadable where nothing can be read.
    """
    package = Package(content)
    main = _main_part(package)
    body = child(package.root(main), "body")
    problems: Found = []
    parts = {kind: _part(package, main, kind, problems) for kind in ("styles", "numbering", "footnotes", "endnotes")}
    notes = {**_notes(parts["footnotes"], "footnote"), **_notes(parts["endnotes"], "endnote")}
    if body is not None:
        _draft(body, parts["styles"], parts["numbering"], notes).write(manuscript)
        problems += _doubts(body)
    if not manuscript.lines:
        raise Unreadable(
            "empty", "The file holds no text. If its pages are pictures of text, it needs text recognition first."
        )
    return problems


def _main_part(package: Package) -> str:
    """The name of the part that holds the text. Raises Unreadable for a zip file that is no Word file."""
    main = package.related("").get("officeDocument", "word/document.xml")
    if main in package.names and name(package.root(main)) == "document":
        return main
    if any(member.startswith("word/") for member in package.names):
        raise Unreadable(
            "broken",
            "The file is damaged: the part that holds its text is missing. Fetch it again from where it was published.",
        )
    others = (what for start, what in _OTHERS.items() if any(member.startswith(start) for member in package.names))
    raise Unreadable(
        "disguised",
        f"The file is named .docx but holds {next(others, 'a zip file of something else')}. Save it as .docx or .pdf, or put what is in it into the folder.",
    )


def _part(package: Package, main: str, kind: str, problems: Found) -> Element | None:
    """The part of this kind, or None: without it the text can still be read, if not all that belongs to it."""
    part = package.related(main).get(kind, posixpath.join(posixpath.dirname(main), f"{kind}.xml"))
    if part not in package.names:
        return None
    try:
        return package.root(part)
    except Unreadable as error:
        problems.append((error.code, f"Its {kind} could not be read and are missing. {error}", "partial"))
        return None


def _notes(root: Element | None, kind: str) -> Notes:
    """The notes in a part, without the rules that are drawn between them and the text."""
    return {
        (kind, attribute(note, "id") or ""): note
        for note in children(root, kind)
        if attribute(note, "type") in (None, "normal")
    }


def _draft(body: Element, styles_root: Element | None, numbering: Element | None, notes: Notes) -> Draft:
    styles = Styles(styles_root)
    whole = Body(styles, Numbering(numbering, styles), notes)
    whole.read(body)
    if whole.fields.unclosed:
        # A field without an end would swallow all the text after its beginning.
        whole = Body(styles, Numbering(numbering, styles), notes, reads_fields=False)
        whole.read(body)
    return whole.draft


def _doubts(body: Element) -> Found:
    names = {name(element) for element in body.iter()}
    found: Found = []
    if names & _CHANGES:
        message = "The file has tracked changes; they were read as if accepted. Check that it is the final version."
        found.append(("tracked-changes", message, "note"))
    if "altChunk" in names:
        message = (
            "Part of its text is a file within the file and was not read. Open it in Word and save it as a new file."
        )
        found.append(("embedded-file", message, "partial"))
    return found
