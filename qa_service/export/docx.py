"""An answer as a briefing for Word: what was found, quotations with a footnote each, and the documents that say nothing."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from ingest.identity.date import in_words
from qa_service.export.footnotes import Footnotes
from qa_service.export.records import CAUTION, NEAREST, QUOTED, RELATED, Asked, about, by_document, passages, silent

_INK = RGBColor(0x1D, 0x21, 0x26)
_LANGUAGE = "en-GB"
_HEADINGS = {
    QUOTED: "What the documents say",
    RELATED: "Other passages that may bear on it",
    NEAREST: "The nearest passages, which do not answer the question",
}


def briefing(asked: Asked) -> bytes:
    """The briefing, with headings, a marked row of table headings and its language set, for those who hear it read."""
    document = docx.Document()
    facts = about(asked)
    _prepare(document, facts[0][1])
    footnotes = Footnotes(document)
    document.add_heading(facts[0][1], 1)
    for name, text in facts:
        if name == "Found" or name.startswith(("Only:", "Asked after", "Searched for")):
            document.add_paragraph(text if name == "Found" else f"{name}: {text}")
    rows = passages(asked)
    for standing, heading in _HEADINGS.items():
        chosen = [row for row in rows if row["standing"] == standing]
        if chosen:
            document.add_heading(heading, 2)
            _quotations(document, footnotes, chosen)
    if rows:
        document.add_heading("The documents", 2)
        _table(document, rows)
    _silent(document, footnotes, asked)
    document.add_heading("About this briefing", 2)
    for name, text in facts:
        if name in ("Documents", "How to read this", "Collection", "Licence", "Address of this answer", "Made by"):
            paragraph = document.add_paragraph(style="List Bullet")
            paragraph.add_run(f"{name}: ").bold = True
            paragraph.add_run(text)
    footnotes.finish()
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _quotations(document: Document, footnotes: Footnotes, rows: list[dict[str, Any]]) -> None:
    """Quotations under a heading for each document, each with its citation in a footnote."""
    for of_document in by_document(rows).values():
        first = of_document[0]
        where = f", {first['authority']}" if first["authority"] else ""
        document.add_heading(f"{in_words(first['date'])} – {first['document_type']}{where}", 3)
        for row in of_document:
            paragraph = document.add_paragraph(f"“{row['quotation'] or row['passage']}”", style="Quote")
            footnotes.add(paragraph, f"{row['citation']}; words of {row['whose_words']}. ", row["link"])


def _table(document: Document, rows: list[dict[str, Any]]) -> None:
    """A table of the documents, whose first row is marked as its heading."""
    headings = ("Date", "Document", "Kind", "Authority", "Grade in force", "Passages here")
    table = document.add_table(rows=1, cols=len(headings), style="Table Grid")
    for cell, heading in zip(table.rows[0].cells, headings, strict=True):
        cell.paragraphs[0].add_run(heading).bold = True
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for tag, text in (("w:tblCaption", "The documents"), ("w:tblDescription", "The documents of the passages above.")):
        described = OxmlElement(tag)
        described.set(qn("w:val"), text)
        table._tbl.tblPr.append(described)
    for of_document in by_document(rows).values():
        first = of_document[0]
        texts = (
            in_words(first["date"]),
            first["document"],
            first["document_type"],
            first["authority"] or "none named",
            first["grade_in_force"] or "none known",
            str(len(of_document)),
        )
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            cell.text = text


def _silent(document: Document, footnotes: Footnotes, asked: Asked) -> None:
    rows = silent(asked)
    if not rows:
        return
    document.add_heading(f"Documents that do not mention it ({len(rows)})", 2)
    document.add_paragraph(CAUTION)
    for row in rows:
        paragraph = document.add_paragraph(f"{row['document']}, {in_words(row['date'])}", style="List Bullet")
        footnotes.add(paragraph, f"{row['document_type']}. ", row["link"])


def _prepare(document: Document, title: str) -> None:
    """Set title, language and colours: the blue of Word's headings is too pale to be read by all."""
    properties = document.core_properties
    properties.title, properties.author, properties.language = title[:250], "Throughline", _LANGUAGE
    properties.comments = ""
    properties.created = properties.modified = datetime.now(UTC).replace(tzinfo=None)
    for language in (
        *document.styles.element.iter(qn("w:lang")),
        *document.settings.element.iter(qn("w:themeFontLang")),
    ):
        language.set(qn("w:val"), _LANGUAGE)
    for style in document.styles:
        if style.type == WD_STYLE_TYPE.PARAGRAPH and style.name.startswith(("Heading", "Quote")):
            style.font.color.rgb = _INK
    document.styles["Quote"].paragraph_format.left_indent = Pt(18)
