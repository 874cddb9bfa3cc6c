"""Reads web pages: the text of their main part, as a browser shows it. Nothing that a page refers to is fetched."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.formats.manuscript import Manuscript, Unreadable
from ingest.formats.web.content import Content
from ingest.formats.web.noteref import footnotes
from ingest.formats.web.page import Node, decode, main_part, parse
from ingest.line import Line
from ingest.normalisation import normalise

Found = list[tuple[str, str, str]]
"""Problems: code, message and severity."""

_ERROR = re.compile(
    r"(?:error\W+)?(?:40[0134]|410|50[0234])(?:\s*(?:$|[-–—:|])|\s+(?:error|not|page|forbidden|bad|internal))"
    r"|(?:the |this |that )?(?:page|file|document|resource) (?:you \S+ \S+ \S+ )?(?:(?:was|is|could|can|has) ?not|cannot|can['’]t)\b"
    r"|(?:the |this )?(?:page|file|document|resource) not found|not found$|access (?:is )?denied|forbidden$"
    r"|(?:service|site|page) (?:is )?(?:temporarily |currently )?unavailable|internal server error|something went wrong"
    r"|sorry, (?:we|there|this|the)|we (?:can['’]t|cannot|couldn['’]t) find|just a moment|attention required|(?:sign|log) ?in$"
    r"|are you (?:a )?(?:human|robot)",
    re.I,
)
_ERROR_WORDS = 300
"""A page of more words than this holds a document, whatever its title says."""
_FEW_WORDS = 30
_TITLE_PARTS = re.compile(r"\s+[-–—|:]\s+")


def read(content: bytes, manuscript: Manuscript) -> Found:
    """Write the text of a web page into `manuscript`.

    Returns the problems met on the way. Raises Unreadable where nothing can be read, or the page only says
    that something went wrong.
    """
    text, not_utf_8 = decode(content)
    problems: Found = []
    if not_utf_8 is not None:
        message = f"The page is not in the encoding that it should be in (byte {not_utf_8:,}); it was read as Windows-1252. If letters look wrong, save it again as UTF-8."
        problems.append(("not-utf-8", message, "note"))
    root, title = parse(text)
    main = main_part(root)
    page = Content(footnotes(root))
    window = _title_of_window(title, main)
    page.read([*window, *_title_outside(root, main), main])
    page.draft.write(manuscript)
    said = manuscript.lines[1:] if [line.text for line in manuscript.lines[:1]] == window else manuscript.lines
    words = sum(len(line.text.split()) for line in said)
    _refuse(said, title, words)
    if words < _FEW_WORDS:
        message = f"Only {words} words were found in the page. If a browser shows more, a script puts them there: print the page to a PDF from the browser and add that."
        problems.append(("little-text", message, "partial"))
    return problems


def _refuse(said: Sequence[Line], title: str, words: int) -> None:
    """Raise Unreadable for a page without text, or one that says that something went wrong."""
    if not said:
        raise Unreadable(
            "empty",
            "The page has no text in its main part. If a browser shows some, a script puts it there: print the page to a PDF from the browser and add that.",
        )
    heading = next((line.text for line in said if line.level), said[0].text)
    errors = [text for text in (title, heading) if any(map(_ERROR.match, _TITLE_PARTS.split(text)))]
    if errors and words < _ERROR_WORDS:
        raise Unreadable(
            "error-page",
            f"The page says “{errors[0][:100]}” in place of a document. Fetch the document again from where it was published.",
        )


def _title_of_window(title: str, main: Node) -> list[str]:
    """The title that a browser shows over the page, if it says more than the page: often only it names the council."""
    shown = normalise(" ".join(child for node in main.shown() for child in node.children if isinstance(child, str)))
    return [] if all(normalise(part) in shown for part in _TITLE_PARTS.split(title)) else [title]


def _title_outside(root: Node, main: Node) -> list[Node]:
    """The page's title where it stands before its main part."""
    titles = [node for node in root.shown() if node.tag == "h1"]
    return titles[:1] if titles and not any(main.holds(title) for title in titles) else []
