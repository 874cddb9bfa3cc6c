"""Reads PDF files: the words of each page with their places and type, by PDFium.

PDFium was chosen over pdfminer.six by measurement (``python -m benchmarks.pdf_libraries``): it reads as
exactly, many times faster, and is built to withstand hostile files.
"""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ingest.formats.manuscript import Manuscript, Unreadable
from ingest.formats.pdf import flow
from ingest.formats.pdf.page import Page, Word

MAX_PAGES = 1_000
_MAX_CHARACTERS = 100_000
"""On one page: more is no page that anyone reads."""
_LINE_END_HYPHENS = frozenset({0x02, 0xAD})
"""How PDFium marks a hyphen at the end of a line (2), and a soft hyphen."""
_SPACES = frozenset(map(ord, " \t\r\n\u00a0\u2002\u2003\u2007\u2009\u200a\u202f\u3000")) | {0}
_NUMBERED = re.compile(r"\d{1,3}\.(?=[A-Z‘“])")
_HALF = re.compile(r"[\ud800-\udfff]")
"""A half of a character, as PDFium gives what lies beyond the first 65,536: two make one, one alone is nothing."""
_IGNORED = frozenset({0x200B, 0x200C, 0x200D, 0xFEFF, 0xFFFE, 0xFFFF})


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
        pages, broken = _pages(document)
    finally:
        document.close()
    wordless = [page.number for page in pages if not page.words]
    if len(wordless) == len(pages):
        if broken:
            raise Unreadable("broken", "No page of the PDF can be read. Fetch it again from where it was published.")
        raise Unreadable(
            "scanned", "The PDF holds pictures of pages and no text. Run text recognition (OCR) over it and try again."
        )
    flow.write(pages, manuscript)
    problems = [
        ("broken-page", f"Page {number} of the PDF is damaged; its text is not in the store.", "partial")
        for number in broken
    ]
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


def _pages(document: pdfium.PdfDocument) -> tuple[list[Page], list[int]]:
    """The pages that can be read, and the numbers of those that cannot."""
    pages, broken = [], []
    for index in range(len(document)):
        try:
            page = document[index]
            text = page.get_textpage()
        except pdfium.PdfiumError:
            broken.append(index + 1)
            continue
        width, height = page.get_size()
        pages.append(Page(index + 1, width, height, tuple(_words(text.raw, page.get_rotation(), width, height))))
        text.close()
        page.close()
    return pages, broken


def _words(text: Any, rotation: int, width: float, height: float) -> Iterator[Word]:
    """The words of a page, in the order of the file; those set at an angle (watermarks) are passed over."""
    count = min(raw.FPDFText_CountChars(text), _MAX_CHARACTERS)
    codes = [raw.FPDFText_GetUnicode(text, index) for index in range(count)]
    place = _Place(text, rotation, width, height)
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
        turns = is_digit[index - start] != is_digit[index - start - 1]
        if turns and abs(place.size(index) - place.size(index - 1)) > 0.2 * place.size(index - 1):
            yield cut, index
            cut = index
    yield cut, end


class _Place:
    """Asks PDFium where characters stand, turning the page upright."""

    def __init__(self, text: Any, rotation: int, width: float, height: float) -> None:
        self._text, self._rotation, self._width, self._height = text, rotation, width, height
        self._x, self._y, self._box = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
        self._name, self._flags = ctypes.create_string_buffer(128), ctypes.c_int()

    def size(self, index: int) -> float:
        """The size of the type of a character, in points."""
        return float(raw.FPDFText_GetFontSize(self._text, index))

    def word(self, codes: list[int], start: int, end: int) -> Word | None:
        """The word of the characters from `start` to `end`, or None if it has no place on the upright page."""
        hyphenated = codes[end - 1] in _LINE_END_HYPHENS
        letters = "".join(
            chr(code) for code in codes[start:end] if code not in _IGNORED and code not in _LINE_END_HYPHENS
        )
        if _HALF.search(letters):
            letters = letters.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
        letters = "".join(unicodedata.normalize("NFKC", c) if "\ufb00" <= c <= "\ufb06" else c for c in letters)
        if not letters or not raw.FPDFText_GetCharOrigin(self._text, start, self._x, self._y):
            return None
        left, base = self._upright(self._x.value, self._y.value)
        last = end - 1 if not hyphenated or end - start == 1 else end - 2
        raw.FPDFText_GetLooseCharBox(self._text, last, self._box)
        right = max(
            self._upright(self._box.left, self._box.bottom)[0], self._upright(self._box.right, self._box.top)[0]
        )
        angle = raw.FPDFText_GetCharAngle(self._text, start)
        upright = min(abs(angle - turn) for turn in _ANGLES[self._rotation]) < 0.1
        size = self.size(start)
        if not upright or not size > 0 or right < left:
            return None
        raw.FPDFText_GetFontInfo(self._text, start, self._name, len(self._name), self._flags)
        bold = any(word in self._name.value.lower() for word in (b"bold", b"black", b"heavy", b"semibold"))
        return Word(letters + "-" * hyphenated, left, right, base, size, bold, hyphenated)

    def _upright(self, x: float, y: float) -> tuple[float, float]:
        if self._rotation == 90:
            return y, self._height - x
        if self._rotation == 180:
            return self._width - x, self._height - y
        if self._rotation == 270:
            return self._width - y, x
        return x, y


_FULL_TURN = 6.283185307179586
_ANGLES = {
    0: (0.0, _FULL_TURN),
    90: (_FULL_TURN / 4, -_FULL_TURN * 3 / 4),
    180: (_FULL_TURN / 2, -_FULL_TURN / 2),
    270: (_FULL_TURN * 3 / 4, -_FULL_TURN / 4),
}
"""The angle, in radians, of text that stands upright once a page is turned by so many degrees."""
