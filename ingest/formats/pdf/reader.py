"""Reads PDF files: the words of each page with their places and type, by PDFium.

PDFium was chosen over pdfminer.six by measurement (``python -m benchmarks.pdf_libraries``): it reads as
exactly, many times faster, and is built to withstand hostile files.
"""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ingest.formats.manuscript import Manuscript, Unreadable
from ingest.formats.pdf import flow
from ingest.formats.pdf.page import Page, Word

MAX_PAGES = 1_000
_MAX_CHARACTERS = 100_000
"""On one page: more is no page that anyone reads."""
_FAULTS = {
    "broken-page": "is damaged; its text is not in the store.",
    "crowded-page": f"has more than {_MAX_CHARACTERS:,} characters; what comes after them is not in the store.",
}
_SMALLEST = 1.0
"""Type of fewer points is there for no reader to see."""
_LINE_END_HYPHENS = frozenset({0x02, 0xAD})
"""How PDFium marks a hyphen at the end of a line (2), and a soft hyphen."""
_SPACES = frozenset(map(ord, " \t\r\n\u00a0\u2002\u2003\u2007\u2009\u200a\u202f\u3000")) | {0}
_NUMBERED = re.compile(r"\d{1,3}\.(?=[A-Z‘“])")
_HALF = re.compile(r"[\ud800-\udfff]")
"""A half of a character, as PDFium gives what lies beyond the first 65,536: two make one, one alone is nothing."""
_IGNORED = frozenset({0x200B, 0x200C, 0x200D, 0xFEFF, 0xFFFE, 0xFFFF})
_LETTERS = dict.fromkeys(_IGNORED | _LINE_END_HYPHENS) | {
    code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)
}
"""What becomes of characters that are no letters of a word: signs without width go, ligatures become letters."""


def read(content: bytes, manuscript: Manuscript) -> list[tuple[str, str, str]]:
    """Write the text of a PDF into `manuscript`; the problems met, as code, message and severity.

    Raises Unreadable where the file is encrypted, broken, or has no text.
    """
    document = _open(content)
    try:
        if len(document) > MAX_PAGES:
            raise Unreadable(
                "too-large",
                f"The PDF has {len(document):,} pages; the most that is read is {MAX_PAGES:,}. Split it into its documents.",
            )
        pages, faults = pages_of(document)
    finally:
        document.close()
    wordless = [page.number for page in pages if not page.words]
    if len(wordless) == len(pages):
        if faults:
            raise Unreadable("broken", "No page of the PDF can be read. Fetch it again from where it was published.")
        raise Unreadable(
            "scanned", "The PDF holds pictures of pages and no text. Run text recognition (OCR) over it and try again."
        )
    flow.write(pages, manuscript)
    problems = [(code, f"Page {number} of the PDF {_FAULTS[code]}", "partial") for number, code in faults]
    if wordless:
        numbers = ", ".join(map(str, wordless))
        problems.append(
            (
                "page-without-text",
                f"On page {numbers} there is no text; if it is a picture, its words are not in the store.",
                "partial",
            )
        )
    return problems


def _open(content: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        if raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD or "password" in str(error).lower():
            raise Unreadable(
                "encrypted", "The PDF is locked with a password. Save a copy without the password and try again."
            ) from error
        raise Unreadable(
            "broken", "The PDF is damaged and cannot be opened. Fetch it again from where it was published."
        ) from error


def pages_of(document: pdfium.PdfDocument) -> tuple[list[Page], list[tuple[int, str]]]:
    """The pages that can be read, and the numbers of those that cannot or only in part, with a key of `_FAULTS`."""
    pages, faults = [], []
    for index in range(len(document)):
        try:
            page = document[index]
            text = page.get_textpage()
        except pdfium.PdfiumError:
            faults.append((index + 1, "broken-page"))
            continue
        if raw.FPDFText_CountChars(text.raw) > _MAX_CHARACTERS:
            faults.append((index + 1, "crowded-page"))
        width, height = page.get_size()
        place = _Place(text.raw, page.get_rotation(), page.get_bbox())
        pages.append(Page(index + 1, width, height, tuple(_words(text.raw, place))))
        text.close()
        page.close()
    return pages, faults


def _words(text: Any, place: _Place) -> Iterator[Word]:
    """The words of a page, in the order of the file; those set at an angle (watermarks) are passed over."""
    count = min(raw.FPDFText_CountChars(text), _MAX_CHARACTERS)
    codes = [raw.FPDFText_GetUnicode(text, index) for index in range(count)]
    start = 0
    while start < count:
        if codes[start] in _SPACES:
            start += 1
            continue
        end = start
        while end < count and codes[end] not in _SPACES and not (end > start and codes[end - 1] in _LINE_END_HYPHENS):
            end += 1
        for first, last in _cut(codes, start, end, place):
            word = place.word(codes, first, last)
            if word:
                yield word
        start = end


def _cut(codes: list[int], start: int, end: int, place: _Place) -> Iterator[tuple[int, int]]:
    """A run of characters cut before and after a footnote mark, which is a number in smaller type, and after a
    paragraph number that the text follows without a space, as in "10.Emerging".
    """
    is_digit = [48 <= code <= 57 for code in codes[start:end]]
    if not any(is_digit):
        yield start, end
        return
    cut = start
    numbered = _NUMBERED.match("".join(map(chr, codes[start : min(end, start + 12)])))
    if numbered:
        yield start, start + numbered.end()
        cut = start = start + numbered.end()
        is_digit = is_digit[numbered.end() :]
    for index in range(start + 1, end):
        after, before = is_digit[index - start], is_digit[index - start - 1]
        if (after and place.is_raised(index, index - 1)) or (before and place.is_raised(index - 1, index)):
            yield cut, index
            cut = index
    yield cut, end


class _Place:
    """Asks PDFium where characters stand, turning the page upright. `box` is the part of the page that is shown."""

    def __init__(self, text: Any, rotation: int, box: tuple[float, float, float, float]) -> None:
        self._text, self._page, self._turn = text, box, _TURNS[rotation]
        corners = (self._turn(*box[:2]), self._turn(*box[2:]))
        self._origin = min(corner[0] for corner in corners), min(corner[1] for corner in corners)
        self._x, self._y, self._box = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
        self._name, self._flags, self._matrix = ctypes.create_string_buffer(128), ctypes.c_int(), raw.FS_MATRIX()

    def size(self, index: int) -> float:
        """The size of the type of a character as it is seen, in points."""
        raw.FPDFText_GetMatrix(self._text, index, self._matrix)
        scale = math.hypot(self._matrix.c, self._matrix.d)
        return abs(float(raw.FPDFText_GetFontSize(self._text, index))) * scale

    def is_raised(self, index: int, other: int) -> bool:
        """Whether a character is smaller than another one and stands higher, as a footnote mark does."""
        return self.size(index) < 0.8 * self.size(other) and self._base(index) > self._base(other)

    def _base(self, index: int) -> float:
        raw.FPDFText_GetCharOrigin(self._text, index, self._x, self._y)
        return self._upright(self._x.value, self._y.value)[1]

    def word(self, codes: list[int], start: int, end: int) -> Word | None:
        """The word of the characters from `start` to `end`, or None if nobody sees it on the upright page."""
        hyphenated = codes[end - 1] in _LINE_END_HYPHENS
        letters = "".join(map(chr, codes[start:end])).translate(_LETTERS)
        if _HALF.search(letters):
            letters = letters.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
        letters += "-" * hyphenated
        if not letters or not raw.FPDFText_GetCharOrigin(self._text, start, self._x, self._y):
            return None
        if not self._is_shown(self._x.value, self._y.value):
            return None
        left, base = self._upright(self._x.value, self._y.value)
        last = end - 2 if hyphenated and end - start > 1 else end - 1
        raw.FPDFText_GetLooseCharBox(self._text, last, self._box)
        right = max(
            self._upright(self._box.left, self._box.bottom)[0], self._upright(self._box.right, self._box.top)[0]
        )
        size = self.size(start)
        if size < _SMALLEST or right < left or not self._is_level():
            return None
        raw.FPDFText_GetFontInfo(self._text, start, self._name, len(self._name), self._flags)
        bold = any(word in self._name.value.lower() for word in (b"bold", b"black", b"heavy", b"semibold"))
        return Word(letters, left, right, base, size, bold, hyphenated)

    def _is_shown(self, x: float, y: float) -> bool:
        left, bottom, right, top = self._page
        return left <= x <= right and bottom <= y <= top

    def _is_level(self) -> bool:
        """Whether the character that was last measured runs from left to right on the upright page."""
        along, up = self._turn(self._matrix.a, self._matrix.b)
        return along > 0 and abs(up) < 0.1 * along

    def _upright(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the page is, from the lower left corner of what is shown once it is turned."""
        along, up = self._turn(x, y)
        return along - self._origin[0], up - self._origin[1]


_TURNS: dict[int, Callable[[float, float], tuple[float, float]]] = {
    0: lambda x, y: (x, y),
    90: lambda x, y: (y, -x),
    180: lambda x, y: (-x, -y),
    270: lambda x, y: (-y, x),
}
"""What becomes of a direction when a page is turned clockwise by so many degrees."""
