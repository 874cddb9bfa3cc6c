"""Footnotes of a Word file, which python-docx does not make: a part of their own, and a mark in the text for each.

The form is that of ECMA-376, part 1, 17.11: the notes -1 and 0 are the lines that part notes from text.
"""

from __future__ import annotations

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsmap, qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph
from lxml import etree

_WORD = nsmap["w"]
_LINKED = nsmap["r"]
_SEPARATORS = ((-1, "separator"), (0, "continuationSeparator"))


class Footnotes:
    """The footnotes of a document: marks are made as notes are added, the part when they are finished."""

    def __init__(self, document: Document) -> None:
        self._document = document
        styles = document.styles
        self._text = styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH)
        self._text.base_style = styles["Normal"]
        self._text.font.size = Pt(10)
        self._mark = styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER)
        self._mark.font.superscript = True
        self._notes = etree.Element(f"{{{_WORD}}}footnotes", nsmap={"w": _WORD, "r": _LINKED})
        for number, kind in _SEPARATORS:
            note = self._note(number)
            note.set(qn("w:type"), kind)
            _within(_within(_within(note, "p"), "r"), kind)
        self._part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, b"", document.part.package)
        document.part.relate_to(self._part, RELATIONSHIP_TYPE.FOOTNOTES)
        self._count = 0

    def add(self, paragraph: Paragraph, text: str, link: str) -> None:
        """Put a mark at the end of `paragraph`, and a note of `text` and the address `link`."""
        self._count += 1
        run = paragraph.add_run()
        run.style = self._mark
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), str(self._count))
        run._r.append(reference)
        inside = _within(self._note(self._count), "p")
        style = _within(_within(inside, "pPr"), "pStyle")
        style.set(qn("w:val"), self._text.style_id)
        marked = _within(inside, "r")
        _within(_within(marked, "rPr"), "rStyle").set(qn("w:val"), self._mark.style_id)
        _within(marked, "footnoteRef")
        _words(inside, f" {text}")
        hyperlink = _within(inside, "hyperlink")
        hyperlink.set(qn("r:id"), self._part.relate_to(link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        _words(hyperlink, link)

    def finish(self) -> None:
        """Write the part, and name its lines in the settings."""
        self._part._blob = etree.tostring(self._notes, xml_declaration=True, encoding="UTF-8", standalone=True)
        named = OxmlElement("w:footnotePr")
        for number, _ in _SEPARATORS:
            line = OxmlElement("w:footnote")
            line.set(qn("w:id"), str(number))
            named.append(line)
        self._document.settings.element.find(qn("w:compat")).addprevious(named)

    def _note(self, number: int) -> etree._Element:
        note = _within(self._notes, "footnote")
        note.set(qn("w:id"), str(number))
        return note


def _within(parent: etree._Element, name: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{_WORD}}}{name}")


def _words(parent: etree._Element, text: str) -> None:
    words = _within(_within(parent, "r"), "t")
    words.text = text
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
