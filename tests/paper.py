"""Makes small PDFs, so that a test says exactly what is in them and where on the page it stands."""

from __future__ import annotations

import io
from typing import Any

from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

from ingest.formats.manuscript import Manuscript, Unreadable
from ingest.formats.pdf import reader as pdf
from ingest.line import Line

WIDTH, HEIGHT = 595.0, 842.0
LEFT, RIGHT = 72.0, 523.0
TOP, FOOT = 740.0, 40.0
SIZE = 11.0
LEADING = 1.2
PLAIN, BOLD = "Helvetica", "Helvetica-Bold"

FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
SENTENCE = b"BT /F1 12 Tf 72 700 Td (Children are safe.) Tj ET"
"""What draws a sentence on a page, in the typeface /F1."""

PROSE = (
    "Social workers visit children at home and know them well, and the plans that they write with families say what "
    "is to change and by when. Managers read a sample of these plans every month, and what they learn from them is "
    "talked over in the teams. Children told inspectors that they are listened to and that their wishes are acted on."
)
_WORDS = "children families plans visits records managers teams schools partners carers leaders homes".split()


class Paper:
    """A PDF that is being written. `y` is the height of the next line."""

    def __init__(self, **options: Any) -> None:
        self._stream = io.BytesIO()
        self.canvas = Canvas(self._stream, **{"pagesize": (WIDTH, HEIGHT), "invariant": 1, **options})
        self.y = TOP

    def at(self, x: float, y: float, text: str, size: float = SIZE, font: str = PLAIN) -> float:
        """Write `text` at a place; where it ends."""
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, y, text)
        return x + float(self.canvas.stringWidth(text, font, size))

    def rows(self, rows: list[str], x: float = LEFT, size: float = SIZE, font: str = PLAIN) -> None:
        """Write lines, one below the other."""
        for row in rows:
            self.at(x, self.y, row, size, font)
            self.y -= LEADING * size

    def paragraph(self, text: str, x: float = LEFT, right: float = RIGHT, **type_: Any) -> None:
        """Write a paragraph, wrapped at `right`, and leave white space below it."""
        self.rows(wrapped(text, x, right, **type_), x, **type_)
        self.gap()

    def item(self, mark: str, text: str, x: float = LEFT, hang: float = 25, right: float = RIGHT) -> None:
        """Write a list item or numbered paragraph, its mark hanging out to the left of its text."""
        self.at(x, self.y, mark)
        self.paragraph(text, x + hang, right)

    def heading(self, text: str, size: float = 16, font: str = BOLD) -> None:
        self.gap()
        self.rows([text], size=size, font=font)
        self.gap()

    def gap(self, points: float = 8) -> None:
        self.y -= points

    def page(self) -> None:
        """Turn to a new page."""
        self.canvas.showPage()
        self.y = TOP

    def content(self) -> bytes:
        """The file; the paper is finished with the first call."""
        if not self._stream.getvalue():
            self.canvas.save()
        return self._stream.getvalue()


def wrapped(text: str, x: float = LEFT, right: float = RIGHT, size: float = SIZE, font: str = PLAIN) -> list[str]:
    """The lines that `text` makes between two edges."""
    return list(simpleSplit(text, font, size, right - x))


def prose(times: int = 1) -> str:
    """One paragraph of so many times three sentences, no two of them the same."""
    return " ".join([PROSE, *map(said, range(1, times))])


def said(number: int) -> str:
    """A paragraph of three sentences, another one for each number."""
    one, two, three = (_WORDS[(number + step) % len(_WORDS)] for step in (0, 4, 7))
    return (
        f"Inspectors spoke of {one} and {two}. They found that {three} were better than a year ago, that most of what "
        f"had been asked for was done, and that {one} now come first. No {two} were without help when it was needed."
    )


def assembled(objects: list[bytes], version: bytes = b"1.7") -> bytes:
    """A PDF of these objects, numbered from 1, of which the first is the catalogue."""
    content = b"%PDF-" + version + b"\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return content + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        size,
        table,
        size,
        len(content),
    )


def stream(data: bytes, entries: bytes = b"") -> bytes:
    """A stream object."""
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries, len(data), data)


def drawn(operators: bytes, page: bytes = b"/MediaBox[0 0 595 842]", catalogue: bytes = b"") -> bytes:
    """A PDF of one page with these operators, in which /F1 is a plain typeface."""
    return assembled(
        [
            b"<</Type/Catalog/Pages 2 0 R%s>>" % catalogue,
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R%s/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>" % page,
            stream(operators),
            FONT,
        ]
    )


def read(content: bytes) -> tuple[list[Line], list[tuple[str, str]]]:
    """The lines of a PDF, and the codes and severities of its problems."""
    manuscript = Manuscript()
    problems = pdf.read(content, manuscript)
    return manuscript.lines, [(code, severity) for code, _, severity in problems]


def lines(paper: Paper | bytes) -> list[Line]:
    return read(paper if isinstance(paper, bytes) else paper.content())[0]


def texts(paper: Paper | bytes) -> list[str]:
    """What each line of a PDF says."""
    return [line.text for line in lines(paper)]


def refused(content: bytes) -> str:
    """The code of the problem for which nothing of a PDF is read."""
    try:
        read(content)
    except Unreadable as refusal:
        return refusal.code
    raise AssertionError("The file was read.")
