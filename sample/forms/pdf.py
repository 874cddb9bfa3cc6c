"""Writes a sample document as a PDF that looks as inspection reports do: A4, with heads, feet and page numbers.

What stands on which page is known only once it has been set, so it is set again until the footnotes stand on the pages
that their marks are on, and the table of contents has the right numbers.
"""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, KeepTogether, PageTemplate, Paragraph
from reportlab.platypus import PageBreak as NewPage
from reportlab.platypus import Table as Grid

from sample.forms.sheet import NOTE_MARKS, Bullet, Heading, Note, PageBreak, Passage, Table, Thing, notes, parted

_SIDE, _TOP, _BOTTOM = 2.5 * cm, 2.6 * cm, 2.4 * cm
_WIDTH = A4[0] - 2 * _SIDE
_SIZE = 11
_LEADING = 14
_HANG = 24
"""How far the number of a paragraph hangs out to the left of it."""
_BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=_SIZE, leading=_LEADING, spaceAfter=9)
_NOTE = ParagraphStyle("note", _BODY, fontSize=8, leading=10, spaceAfter=2)
_CELL = ParagraphStyle("cell", _BODY, spaceAfter=0)
_ALL = (0, 0), (-1, -1)
_CELLS = (
    ("VALIGN", *_ALL, "TOP"),
    ("LEFTPADDING", *_ALL, 8),
    ("RIGHTPADDING", *_ALL, 8),
    ("TOPPADDING", *_ALL, 4),
    ("BOTTOMPADDING", *_ALL, 6),
)
_RULES = ("GRID", *_ALL, 0.5, "grey")
_HEADING_SIZES = (20, 16, 13, 12)
_MAX_SETTINGS = 6


@dataclass
class _Places:
    """On which pages things stand, as the last setting found it: the notes of each page, and the page of each title."""

    notes: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    titles: dict[str, int] = field(default_factory=dict)


def write(sheet: Sequence[Thing], running_head: str) -> bytes:
    """The document as a PDF. running_head: what stands at the head and foot of every page."""
    places = _Places()
    for _ in range(_MAX_SETTINGS):
        content, found = _set(sheet, running_head, places)
        if found == places:
            return content
        places = found
    raise ValueError(f"The footnotes of “{running_head}” find no page: move the marks further from the end of a page.")


def _set(sheet: Sequence[Thing], running_head: str, places: _Places) -> tuple[bytes, _Places]:
    """The document as it is when things stand where `places` says, and where they stand then."""
    setting = _Setting(sheet, running_head, places)
    written = io.BytesIO()
    template = BaseDocTemplate(
        written, pagesize=A4, invariant=1, pageCompression=0, title=running_head, author="Throughline"
    )
    template.addPageTemplates([setting.page(number) for number in range(1, 2 + max(places.notes, default=0))])
    template.build(setting.flowables(), canvasmaker=setting.canvas)
    return written.getvalue(), setting.found


class _Setting:
    """One setting of a document. found: where its notes and titles came to stand."""

    def __init__(self, sheet: Sequence[Thing], running_head: str, places: _Places) -> None:
        self._sheet, self._running_head, self._places = sheet, running_head, places
        self._notes = notes(sheet)
        self.found = _Places()

    def page(self, number: int) -> PageTemplate:
        """The page with this number, with room at its foot for its notes; the last serves for all that follow."""
        room = sum(note.wrap(_WIDTH, A4[1])[1] + 2 for note in self._page_notes(number))
        height = A4[1] - _TOP - _BOTTOM - (room + 12 if room else 0)
        frame = Frame(_SIDE, A4[1] - _TOP - height, _WIDTH, height, 0, 0, 0, 0)
        following = None if number > max(self._places.notes, default=0) else f"page {number + 1}"
        return PageTemplate(f"page {number}", [frame], onPage=self._furnish, autoNextPageTemplate=following)

    def _furnish(self, canvas: Canvas, _template: BaseDocTemplate) -> None:
        """Draw what stands round the text: head, foot, page number, and the notes above the foot."""
        number = canvas.getPageNumber()
        canvas.setFont("Helvetica", 8)
        if self._running_head:
            canvas.drawString(_SIDE, A4[1] - 1.4 * cm, self._running_head)
        canvas.drawRightString(A4[0] - _SIDE, 1.2 * cm, str(number))
        height = _BOTTOM
        for note in reversed(self._page_notes(number)):
            height += note.wrap(_WIDTH, A4[1])[1] + 2
            note.drawOn(canvas, _SIDE, height - note.height)
        if height > _BOTTOM:
            canvas.line(_SIDE, height + 4, _SIDE + 5 * cm, height + 4)

    def _page_notes(self, number: int) -> list[Paragraph]:
        marks = self._places.notes.get(number, [])
        return [Paragraph(f"{_raised(mark, 5)} {escape(self._notes[mark].text)}", _NOTE) for mark in marks]

    def canvas(self, *arguments: Any, **named: Any) -> Canvas:
        """A canvas that is told, as it is drawn on, which mark or title stands there."""
        made = Canvas(*arguments, **named)

        def mark(canvas: Canvas, _kind: str, label: str) -> None:
            self.found.notes[canvas.getPageNumber()].append(label)

        def title(canvas: Canvas, _kind: str, label: str) -> None:
            self.found.titles.setdefault(label, canvas.getPageNumber())

        made.setNamedCB("note", mark)
        made.setNamedCB("title", title)
        return made

    def flowables(self) -> list[Flowable]:
        return [self._flowable(thing) for thing in self._sheet if not isinstance(thing, Note)]

    def _flowable(self, thing: Thing) -> Flowable:
        if isinstance(thing, Heading):
            return self._heading(thing)
        if isinstance(thing, Bullet):
            left = _HANG * thing.depth
            style = ParagraphStyle("bullet", _BODY, leftIndent=left + 14, bulletIndent=left, spaceAfter=5)
            return Paragraph(self._text(thing.text), style, bulletText="•")
        if isinstance(thing, Table):
            return self._table(thing)
        if isinstance(thing, PageBreak):
            return NewPage()
        assert isinstance(thing, Passage)
        if not thing.number:
            return Paragraph(self._text(thing.text), _BODY)
        hang = _HANG + 8 if len(thing.number) > 4 else _HANG
        return Paragraph(
            self._text(thing.text), ParagraphStyle("numbered", _BODY, leftIndent=hang), bulletText=thing.number
        )

    def _heading(self, heading: Heading) -> Paragraph:
        size = _HEADING_SIZES[heading.level - 1]
        style = ParagraphStyle(
            "heading",
            fontName="Helvetica-Bold",
            fontSize=size,
            leading=1.2 * size,
            spaceBefore=0.7 * size,
            spaceAfter=0.6 * size,
            keepWithNext=1,
        )
        text = f"{heading.number} {self._text(heading.text)}".strip()
        return Paragraph(
            _title("".join(part for part in parted(heading.text) if part not in self._notes)) + text, style
        )

    def _table(self, table: Table) -> Flowable:
        columns = max(map(len, table.rows))
        last = 40.0 if table.is_contents else 0.36 * _WIDTH if columns == 2 else _WIDTH / columns
        widths = [*[(_WIDTH - last) / (columns - 1)] * (columns - 1), last]
        style: list[tuple[Any, ...]] = [*_CELLS] if table.is_contents else [*_CELLS, _RULES]
        rows = [[Paragraph(text, _CELL) for text in self._cells(row, table.is_contents)] for row in table.rows]
        return KeepTogether([Grid(rows, widths, style=style, hAlign="LEFT", spaceAfter=12)])

    def _cells(self, row: Sequence[str], is_contents: bool) -> list[str]:
        """The text of the cells of a row: with the number of its page in the table of contents, else as a title itself."""
        first, *others = map(self._text, row)
        if is_contents:
            return [first, str(self._places.titles.get(row[0], row[-1]))]
        return [_title(row[0]) + first, *others]

    def _text(self, text: str) -> str:
        """`text` in the markup of paragraphs, with the marks of footnotes raised and new lines as line breaks."""
        return "".join(
            f'<onDraw name="note" label="{part}"/>{_raised(part)}' if part in self._notes else escape(part)
            for part in parted(text)
        ).replace("\n", "<br/>")


def _title(text: str) -> str:
    """What tells, where it is drawn, on which page a title stands."""
    return f'<onDraw name="title" label={quoteattr(text)}/>'


def _raised(mark: str, size: int = 7) -> str:
    return f'<super size="{size}">{NOTE_MARKS.index(mark) + 1}</super>'
