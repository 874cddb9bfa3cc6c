"""Reads a file's bytes into a source text and its lines, or says why it cannot.

Which reader takes a file is decided by what the file is, and its name has to agree: a web page named
``.pdf`` is the error page that was saved in place of a report.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from ingest.document import Problem, Source
from ingest.formats import plain
from ingest.formats.manuscript import Manuscript, Unreadable
from ingest.formats.pdf import reader as pdf
from ingest.formats.web import reader as html
from ingest.formats.word import reader as docx
from ingest.formats.word.package import OLE
from ingest.line import Line, lines

FORMATS = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".markdown": "text",
    ".pdf": "PDF",
    ".docx": "Word",
    ".htm": "web page",
    ".html": "web page",
}
"""What a file with such an ending should hold."""
MAX_BYTES = {"text": 20_000_000, "web page": 20_000_000, "Word": 50_000_000, "PDF": 100_000_000}
"""A larger file is no report; reading it would only use up memory."""
_READERS = {"PDF": pdf.read, "Word": docx.read, "web page": html.read}
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_BYTE_ORDER_MARKS = re.compile(rb"\A(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)")
_MARKUP = re.compile(
    rb"\s*(?:<\?xml\b[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*+<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_TAG = re.compile(rb"</?[a-z][a-z0-9]*(?:\s[^<>]*)?>", re.I)


@dataclass(frozen=True)
class Reading:
    """What came of one file: its source and lines, or None where nothing could be read, and the problems."""

    source: Source | None
    lines: tuple[Line, ...]
    problems: tuple[Problem, ...]


def read(path: Path, name: str) -> Reading:
    """Read the file at `path`, called `name` in problems and citations.

    A file that cannot be read gives a problem of severity ``unread``. Files are hostile until proven
    otherwise: `ingest.sandbox` calls this where time and memory are bounded.
    """
    try:
        content = _content(path, MAX_BYTES[_expected(path.suffix)])
    except Unreadable as error:
        return _unread(error, name)
    return read_bytes(content, path.suffix, name)


def read_bytes(content: bytes, suffix: str, name: str) -> Reading:
    """Read the `content` of a file whose name ends in `suffix` (".pdf"), called `name` in problems and citations."""
    try:
        expected = _expected(suffix)
        if not content.strip():
            raise Unreadable("empty", "The file is empty. Fetch the document again from where it was published.")
        found = _format(content, expected)
        if expected != found:
            raise Unreadable(*_disguised(suffix, expected, found))
        return _read(content, expected, name)
    except Unreadable as error:
        return _unread(error, name)


def _unread(error: Unreadable, name: str) -> Reading:
    return Reading(None, (), (Problem(error.code, str(error), name, severity="unread"),))


def _expected(suffix: str) -> str:
    """What a file with the ending `suffix` should hold: a value of `FORMATS`."""
    try:
        return FORMATS[suffix.lower()]
    except KeyError:
        raise Unreadable(
            "unknown-format",
            f"Throughline does not read {suffix or 'files without an ending'}. Save it as .pdf, .docx, .html, .txt or .md, or take it out of the folder.",
        ) from None


def _content(path: Path, limit: int) -> bytes:
    try:
        size = path.stat().st_size
        if size > limit:
            raise Unreadable(
                "too-large",
                f"The file has {size:,} bytes; the most that is read is {limit:,}. Split it into its documents.",
            )
        return path.read_bytes()
    except OSError as error:
        raise Unreadable(
            "unreadable",
            f"The file could not be opened ({error.strerror}). Check that it is there and that you may read it.",
        ) from error


def _format(content: bytes, expected: str) -> str:
    """What `content` is, by how it begins: a value of `FORMATS`. A part of a page is one where a page is expected."""
    if b"%PDF-" in content[:1024]:
        return "PDF"
    if content.startswith((*_ZIP, OLE)):
        return "Word"
    begins = _BYTE_ORDER_MARKS.sub(b"", content[:8192])
    if begins != content[:8192]:
        begins = begins.replace(b"\0", b"")
    if _MARKUP.match(begins) or (expected == "web page" and _TAG.search(begins)):
        return "web page"
    return "text"


def _disguised(suffix: str, expected: str, found: str) -> tuple[str, str]:
    if expected in ("PDF", "Word") and found == "text":
        return (
            "broken",
            f"The file is named {suffix} but its content is damaged or something else. Fetch it again from where it was published.",
        )
    return (
        "disguised",
        f"The file is named {suffix} but holds {_A[found]}. Often this is an error page or a wrong name: fetch the document again, or give the file its right ending.",
    )


_A = {"PDF": "a PDF", "Word": "a Word file or another packed one", "web page": "a web page", "text": "text"}


def _read(content: bytes, kind: str, name: str) -> Reading:
    sha256 = hashlib.sha256(content).hexdigest()
    if kind == "text":
        text, problems = plain.decode(content, name)
        source = Source(name, text, sha256)
        return Reading(source, tuple(lines(source)), tuple(problems))
    manuscript = Manuscript()
    problems = [
        Problem(code, message, name, severity) for code, message, severity in _READERS[kind](content, manuscript)
    ]
    return Reading(Source(name, manuscript.text, sha256), tuple(manuscript.lines), tuple(problems))
