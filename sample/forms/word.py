"""Writes a sample document as a Word file: with Word's styles, numbered lists, tables, footnotes and page numbers."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt

from sample.forms.sheet import Bullet, Heading, PageBreak, Passage, Table, Thing, notes, parted

_MADE = datetime(2021, 1, 1)
"""The time that every file says it was made at, so that the same text gives the same bytes."""
_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_BULLETS, _NUMBERS = 90, 91
"""The names of our two outlines of lists; python-docx's template has a few of its own."""
_DEPTHS = 4
_TABLE_STYLES = ("Normal Table", "Table Grid")
_UNUSED = ("/stylesWithEffects", "/thumbnail", "/customXml")
"""How the names of relations end whose parts are left out."""


def write(sheet: Sequence[Thing], running_head: str) -> bytes:
    """The document as a Word file. running_head: what stands at the top of every page."""
    return _packed(_File(sheet, running_head).document)


class _File:
    """A Word file in the making. _lists: how many numbered lists there are; _next: the number of the next item."""

    def __init__(self, sheet: Sequence[Thing], running_head: str) -> None:
        self.document = docx.Document()
        self._notes = list(notes(sheet).values())
        self._lists, self._next, self._num = _BULLETS, 0, 0
        self._leave_out_unused()
        self._set_up(running_head)
        self._define_lists()
        if self._notes:
            self._define_notes()
        for thing, following in zip(sheet, [*sheet[1:], None], strict=True):
            self._add(thing, following)

    def _leave_out_unused(self) -> None:
        """Take out what python-docx's template has that nothing here uses, most of its size: table styles, a thumbnail."""
        for relations in (self.document.part.rels, self.document.part.package.rels):
            for name in [name for name, relation in relations.items() if relation.reltype.endswith(_UNUSED)]:
                del relations[name]
        for style in list(self.document.styles):
            if style.type == WD_STYLE_TYPE.TABLE and style.name not in _TABLE_STYLES:
                style.delete()

    def _set_up(self, running_head: str) -> None:
        properties = self.document.core_properties
        properties.author, properties.comments, properties.title = "Throughline", "An invented document.", running_head
        properties.created = properties.modified = _MADE
        normal = self.document.styles["Normal"]
        normal.font.name, normal.font.size = "Arial", Pt(11)
        [section] = self.document.sections
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.header.paragraphs[0].text = running_head
        foot = section.footer.paragraphs[0]
        foot.add_run("Page ")
        foot._p.append(parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'))

    # Lists and notes

    def _define_lists(self) -> None:
        numbering = self.document.part.numbering_part.element
        for child in list(numbering):
            numbering.remove(child)
        bullets = "".join(_level(depth, "bullet", "•") for depth in range(_DEPTHS))
        numbers = _level(0, "decimal", "%1.")
        for name, levels in ((_BULLETS, bullets), (_NUMBERS, numbers)):
            numbering.append(
                parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{name}">{levels}</w:abstractNum>')
            )
        numbering.append(_num(_BULLETS, _BULLETS))

    def _define_notes(self) -> None:
        bodies = "".join(
            f'<w:footnote w:id="{index}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
            f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
            f'<w:r><w:t xml:space="preserve"> {escape(note.text)}</w:t></w:r></w:p></w:footnote>'
            for index, note in enumerate(self._notes, 1)
        )
        rule = '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        content = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:footnotes {nsdecls("w")}>{rule}{bodies}</w:footnotes>'
        part = Part(PackURI("/word/footnotes.xml"), _FOOTNOTES, content.encode(), self.document.part.package)
        self.document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)

    # What stands in the text

    def _add(self, thing: Thing, following: Thing | None) -> None:
        if isinstance(thing, Heading):
            self._heading(thing, is_over_contents=isinstance(following, Table) and following.is_contents)
        elif isinstance(thing, Bullet):
            name = "List Bullet" if not thing.depth else f"List Bullet {thing.depth + 1}"
            self._in_list(self._paragraph(thing.text, name), _BULLETS, thing.depth)
        elif isinstance(thing, Passage) and thing.number.endswith("."):
            self._numbered(thing)
        elif isinstance(thing, Passage):
            self._paragraph(f"{thing.number}\t{thing.text}" if thing.number else thing.text, "Normal")
        elif isinstance(thing, Table):
            self._contents(thing) if thing.is_contents else self._table(thing)
        elif isinstance(thing, PageBreak):
            self.document.add_page_break()

    def _heading(self, heading: Heading, is_over_contents: bool) -> None:
        text = f"{heading.number}\t{heading.text}" if heading.number else heading.text
        self._paragraph(text, "TOC Heading" if is_over_contents else f"Heading {heading.level}")

    def _paragraph(self, text: str, style: str) -> Any:
        paragraph = self.document.add_paragraph(style=style)
        self._fill(paragraph, text)
        return paragraph

    def _fill(self, paragraph: Any, text: str) -> None:
        for part in parted(text):
            note = next((index for index, note in enumerate(self._notes, 1) if note.mark == part), None)
            run = paragraph.add_run("" if note else part)
            if note:
                run.font.superscript = True
                reference = OxmlElement("w:footnoteReference")
                reference.set(qn("w:id"), str(note))
                run._r.append(reference)

    def _numbered(self, passage: Passage) -> None:
        number = int(passage.number[:-1])
        if number != self._next or not self._num:
            self._lists += 1
            self._num = self._lists
            self.document.part.numbering_part.element.append(_num(self._num, _NUMBERS, start=number))
        self._next = number + 1
        self._in_list(self._paragraph(passage.text, "List Number"), self._num, 0)

    def _in_list(self, paragraph: Any, name: int, depth: int) -> None:
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = depth
        properties.get_or_add_numId().val = name

    def _contents(self, table: Table) -> None:
        """A table of contents as Word makes one: the result of a field."""
        paragraphs = [self.document.add_paragraph("\t".join(row), style="Normal") for row in table.rows]
        for kind, paragraph in (("begin", paragraphs[0]), ("end", paragraphs[-1])):
            run = parse_xml(f'<w:r {nsdecls("w")}><w:fldChar w:fldCharType="{kind}"/></w:r>')
            if kind == "end":
                paragraph._p.append(run)
                continue
            code = parse_xml(
                f'<w:r {nsdecls("w")}><w:instrText xml:space="preserve"> TOC \\o "1-2" </w:instrText></w:r>'
            )
            shown = parse_xml(f'<w:r {nsdecls("w")}><w:fldChar w:fldCharType="separate"/></w:r>')
            for index, element in enumerate((run, code, shown), 1):
                paragraph._p.insert(index, element)

    def _table(self, table: Table) -> None:
        columns = max(map(len, table.rows))
        made = self.document.add_table(0, columns, style="Table Grid")
        for row in table.rows:
            for cell, text in zip(made.add_row().cells, row, strict=False):
                self._fill(cell.paragraphs[0], text)


def _level(depth: int, form: str, text: str) -> str:
    left = 360 * (depth + 1)
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{left}" w:hanging="360"/></w:pPr></w:lvl>'
    )


def _num(name: int, outline: int, start: int | None = None) -> Any:
    begins = "" if start is None else f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride>'
    return parse_xml(f'<w:num {nsdecls("w")} w:numId="{name}"><w:abstractNumId w:val="{outline}"/>{begins}</w:num>')


def _packed(document: Any) -> bytes:
    """The bytes of a file: its parts as python-docx writes them, without the time of day and without compression,
    which not every machine does alike.
    """
    written, packed = io.BytesIO(), io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as before, zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as after:
        for name in before.namelist():
            after.writestr(zipfile.ZipInfo(name, _MADE.timetuple()[:6]), before.read(name))
    return packed.getvalue()
