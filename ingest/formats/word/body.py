"""Goes over the body of a Word file and drafts what its pages show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from ingest.formats.draft import RAISED, Draft, Mark, Passage
from ingest.formats.word.field import Fields, is_listing
from ingest.formats.word.numbering import Numbering
from ingest.formats.word.package import Element
from ingest.formats.word.style import Look, Style, Styles
from ingest.formats.word.wordml import attribute, child, integer, name, switch

Notes = Mapping[tuple[str, str], Element]
"""Footnotes and endnotes, by kind and id."""

_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SYMBOLS = {"F0FC": "✓", "F0FE": "☑", "F052": "☑", "F0FB": "✗", "F0A8": "☐", "F06F": "☐", "F0B7": "•", "F0A7": "▪"}
"""What the commonest letters of symbol fonts show."""


@dataclass
class _Paragraph:
    """A paragraph as it is read. boxes: the text boxes that are anchored in it. bold, plain: how many letters are."""

    style: Style
    mark: Mark
    text: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    page: int | None = None
    bold: int = 0
    plain: int = 0


@dataclass
class _Pages:
    """Counts pages. known: whether Word has left a record of them. fresh: nothing stands on this one yet."""

    known: bool = False
    number: int = 1
    fresh: bool = True

    @property
    def here(self) -> int | None:
        return self.number if self.known else None

    def turn(self, forced: bool = False) -> None:
        """Turn the page, but a fresh one only if `forced`: Word notes a break that was asked for once more where it made it."""
        if forced or not self.fresh:
            self.number += 1
            self.fresh = True


class Body:
    """A walk over a body, in the order of the file, without recursion.

    `draft` is what it showed. Where `reads_fields` is false the results of fields are not told from the text round them.
    """

    def __init__(self, styles: Styles, numbering: Numbering, notes: Notes, reads_fields: bool = True) -> None:
        self.draft = Draft()
        self.fields = Fields()
        self._styles, self._numbering, self._notes, self._reads_fields = styles, numbering, notes, reads_fields
        self._steps: list[Element | Callable[[], None]] = []
        self._open: list[_Paragraph] = []
        self._carried: _Paragraph | None = None
        self._told: set[tuple[str, str]] = set()
        self._look = Look()
        self._muted = 0
        self._pages = _Pages()
        self._visits: dict[str, Callable[[Element], None]] = {
            "p": self._paragraph,
            "r": self._run,
            "t": lambda element: self._write(element.text or ""),
            _MATHS: lambda element: self._write(element.text or ""),
            "sym": lambda element: self._write(_SYMBOLS.get((attribute(element, "char") or "").upper(), "")),
            "noBreakHyphen": lambda _: self._write("-"),
            **dict.fromkeys(("tab", "ptab", "cr"), lambda _: self._write(" ")),
            "br": self._break,
            "lastRenderedPageBreak": lambda _: self._pages.turn(),
            "fldChar": self._field,
            "fldSimple": self._simple_field,
            "instrText": lambda element: self.fields.add_code(element.text or ""),
            "footnoteReference": lambda element: self._note("footnote", element),
            "endnoteReference": lambda element: self._note("endnote", element),
            "txbxContent": self._box,
            "tbl": self._table,
            "tr": self._row,
            "tc": self._cell,
            "sdt": self._control,
            **dict.fromkeys(("del", "moveFrom"), self._mute),
            **dict.fromkeys(("pPr", "rPr", "tblPr", "trPr", "tcPr", "sdtPr", "rt"), lambda _: None),
            f"{_COMPATIBILITY}AlternateContent": self._alternatives,
        }

    def read(self, element: Element) -> None:
        """Draft all that `element` holds."""
        self._pages.known = any(name(inner) == "lastRenderedPageBreak" for inner in element.iter())
        self._descend(element)
        while self._steps:
            step = self._steps.pop()
            if callable(step):
                step()
            else:
                self._visits.get(name(step), self._descend)(step)
        self._drop_carried()

    @property
    def _silent(self) -> bool:
        return bool(self._muted) or self.fields.silent

    def _descend(self, element: Iterable[Element], then: Callable[[], None] | None = None) -> None:
        """Go over what `element` holds next, and `then` do something."""
        if then:
            self._steps.append(then)
        self._steps.extend(reversed(list(element)))

    def _mute(self, element: Iterable[Element]) -> None:
        """Pass over the words of `element`, but take note of the pages and fields in it."""

        def unmute() -> None:
            self._muted -= 1

        self._muted += 1
        self._descend(element, unmute)

    # Paragraphs

    def _paragraph(self, element: Element) -> None:
        properties = child(element, "pPr")
        style = self._styles.of_paragraph(properties)
        if style.page_before:
            self._pages.turn()
        end = child(properties, "rPr")
        end_is_deleted = any(child(end, change) is not None for change in ("del", "moveFrom"))
        counts = not end_is_deleted and not self._silent and not switch(child(end, "vanish"))
        paragraph = _Paragraph(style, self._mark(style) if counts else Mark())
        if self._carried and not self._silent:
            paragraph = _joined(self._carried, paragraph)
            self._carried = None
        self._open.append(paragraph)

        def close() -> None:
            self._open.pop()
            if end_is_deleted:
                self._carried = paragraph
            else:
                self._add(paragraph)
            section = child(properties, "sectPr")
            if section is not None and attribute(child(section, "type")) not in ("continuous", "nextColumn"):
                self._pages.turn()
            self._descend([inner for box in paragraph.boxes for inner in box])

        self._descend(element, close)

    def _mark(self, style: Style) -> Mark:
        """Count the paragraph in its list, and give its mark."""
        return self._numbering.mark(style.list_id, self._depth(style)) if style.list_id else Mark()

    def _depth(self, style: Style) -> int:
        if style.list_level is not None or not style.list_id:
            return style.list_level or 0
        return self._numbering.level(style.list_id, style.list_style)

    def _add(self, paragraph: _Paragraph) -> None:
        style = paragraph.style
        if style.contents:
            return
        page = self._pages.here if paragraph.page is None else paragraph.page
        self.draft.add(
            Passage(
                "".join(paragraph.text),
                paragraph.mark,
                level=style.level or 0,
                indent=max(self._depth(style), style.depth or 0) if paragraph.mark.text else 0,
                bold=paragraph.bold > 0 and not paragraph.plain,
                page=page,
            )
        )
        for note in paragraph.notes:
            self.draft.add(Passage(note, note=True, page=page))

    def _drop_carried(self) -> None:
        """Add a paragraph that was to be joined to the next, where there is none."""
        if self._carried:
            carried, self._carried = self._carried, None
            self._add(carried)

    # Text

    def _run(self, element: Element) -> None:
        before = self._look
        style = self._open[-1].style if self._open else Style()
        self._look = self._styles.look(child(element, "rPr"), style)

        def restore() -> None:
            self._look = before

        self._descend(element, restore)

    def _write(self, text: str) -> None:
        if self._silent or self._look.hidden or not self._open:
            return
        paragraph = self._open[-1]
        paragraph.text.append(text.translate(RAISED) if self._look.raised else text)
        letters = sum(not character.isspace() for character in text)
        if letters and paragraph.page is None:
            paragraph.page = self._pages.here
        if letters:
            self._pages.fresh = False
        if self._look.bold:
            paragraph.bold += letters
        else:
            paragraph.plain += letters

    def _break(self, element: Element) -> None:
        self._write(" ")
        if attribute(element, "type") == "page":
            self._pages.turn(forced=True)

    def _note(self, kind: str, element: Element) -> None:
        key = (kind, attribute(element, "id") or "")
        if key in self._told or key not in self._notes or self._silent or self._look.hidden or not self._open:
            return
        self._told.add(key)
        body = Body(self._styles, Numbering(None, self._styles), {})
        body.read(self._notes[key])
        self._open[-1].notes.append(body.draft.text())
        if attribute(element, "customMarkFollows") in ("1", "true", "on"):
            self._look = self._look._replace(hidden=True)

    def _box(self, element: Element) -> None:
        if self._open and not self._silent:
            self._open[-1].boxes.append(element)

    def _field(self, element: Element) -> None:
        change = {"begin": self.fields.begin, "separate": self.fields.show, "end": self.fields.end}
        if self._reads_fields:
            change.get(attribute(element, "fldCharType") or "", lambda: None)()

    def _simple_field(self, element: Element) -> None:
        (self._mute if is_listing(attribute(element, "instr") or "") else self._descend)(element)

    # What holds paragraphs

    def _alternatives(self, element: Element) -> None:
        """Of several forms of the same thing, the first is the one that is meant."""
        forms = [element.find(f"{_COMPATIBILITY}{form}") for form in ("Choice", "Fallback")]
        self._descend([form for form in forms if form is not None][:1])

    def _control(self, element: Element) -> None:
        properties = child(element, "sdtPr")
        is_contents = attribute(child(properties, "docPartObj", "docPartGallery")) == "Table of Contents"
        is_hint = switch(child(properties, "showingPlcHdr"))
        (self._mute if is_contents or is_hint else self._descend)(element)

    def _table(self, element: Element) -> None:
        self._drop_carried()
        self.draft.open_table()
        self._descend(element, self.draft.close_table)

    def _row(self, element: Element) -> None:
        if not self.draft.expects_row:
            self._descend(element)
            return
        deleted = child(element, "trPr", "del") is not None
        self._muted += deleted
        self.draft.open_row()
        begins = self._pages
        ends = [begins]

        def begin_cell() -> None:
            # Where a row goes over a page break, Word notes the break in each of its cells.
            self._pages = _Pages(begins.known, begins.number, begins.fresh)
            ends.append(self._pages)

        def close() -> None:
            self._pages = max(ends, key=lambda pages: (pages.number, not pages.fresh))
            self._muted -= deleted
            self.draft.close_row()

        self._descend([step for cell in element for step in (begin_cell, cell)], close)

    def _cell(self, element: Element) -> None:
        if not self.draft.expects_cell:
            self._descend(element)
            return
        properties = child(element, "tcPr")
        merges = [child(properties, direction) for direction in ("vMerge", "hMerge")]
        goes_on = any(merge is not None and attribute(merge) != "restart" for merge in merges)
        self._muted += goes_on
        self.draft.open_cell(integer(child(properties, "gridSpan")) or 1)

        def close() -> None:
            self._drop_carried()
            self._muted -= goes_on
            self.draft.close_cell()

        self._descend(element, close)


def _joined(first: _Paragraph, second: _Paragraph) -> _Paragraph:
    """The paragraph that two become when the end of the first is deleted: what it is, the second says."""
    return _Paragraph(
        second.style, second.mark, first.text, first.notes, first.boxes, first.page, first.bold, first.plain
    )
