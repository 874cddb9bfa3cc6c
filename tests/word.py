"""Builds Word files from their parts, so that a test says exactly what is in them."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

from ingest.document import Document
from ingest.formats import reader
from ingest.formats.manuscript import Manuscript
from ingest.formats.word import reader as docx
from ingest.line import Line
from ingest.pipeline import read_documents

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
BOLD = "<w:b/>"
STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Council2"><w:name w:val="Council Sub"/><w:basedOn w:val="H2"/></w:style>
<w:style w:type="paragraph" w:styleId="Numbered"><w:name w:val="Numbered Para"/><w:basedOn w:val="H2"/>
  <w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Outline3"><w:name w:val="Custom"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Bullet2"><w:name w:val="List Bullet 2"/>
  <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Unseen"><w:name w:val="Unseen"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="LoopA"><w:name w:val="Loop A"/><w:basedOn w:val="LoopB"/></w:style>
<w:style w:type="paragraph" w:styleId="LoopB"><w:name w:val="Loop B"/><w:basedOn w:val="LoopA"/></w:style>
"""


def part(root: str, content: str, space: str = MAIN) -> str:
    """A part of a Word file with this root element."""
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} xmlns:w="{space}" {SPACES}>{content}</w:{root}>'


def packed(members: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def word(body: str, space: str = MAIN, **parts: str) -> bytes:
    """A Word file with this in its body; `parts` are the contents of its styles, numbering, footnotes or endnotes."""
    members: dict[str, str | bytes] = {
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r" Type="{RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": part("document", f"<w:body>{body}</w:body>", space),
        "word/styles.xml": part("styles", parts.pop("styles", STYLES), space),
    }
    members |= {f"word/{name}.xml": part(name, content, space) for name, content in parts.items()}
    return packed(members)


def t(text: str) -> str:
    return f'<w:t xml:space="preserve">{escape(text)}</w:t>'


def r(text: str, properties: str = "") -> str:
    """A run of letters."""
    return f"<w:r><w:rPr>{properties}</w:rPr>{t(text)}</w:r>"


def p(content: str = "", style: str = "", num: int | None = None, ilvl: int | None = 0, properties: str = "") -> str:
    """A paragraph: of a style, in a list, with other properties. Text that is no markup becomes a run."""
    content = content if content.startswith("<") or not content else r(content)
    listed = "" if num is None else f'<w:numPr><w:ilvl w:val="{ilvl}"/><w:numId w:val="{num}"/></w:numPr>'
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{styled}{listed}{properties}</w:pPr>{content}</w:p>"


def cell(content: str, properties: str = "") -> str:
    content = content if content.startswith("<") or not content else p(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content or '<w:p/>'}</w:tc>"


def table(*rows: list[str]) -> str:
    """A table of rows, each a list of cells: text, paragraphs or whole cells."""
    return f"<w:tbl>{''.join('<w:tr>' + ''.join(c if c.startswith('<w:tc>') else cell(c) for c in row) + '</w:tr>' for row in rows)}</w:tbl>"


def level(ilvl: int, form: str, text: str, more: str = "", start: int | None = 1) -> str:
    """A level of a list."""
    begins = "" if start is None else f'<w:start w:val="{start}"/>'
    return f'<w:lvl w:ilvl="{ilvl}">{begins}<w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def outline(name: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{name}">{"".join(levels)}</w:abstractNum>'


def num(name: int, outline_name: int, overrides: str = "") -> str:
    return f'<w:num w:numId="{name}"><w:abstractNumId w:val="{outline_name}"/>{overrides}</w:num>'


def field(code: str, result: str) -> str:
    """A field with its code and result, as runs."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def read(content: bytes) -> tuple[list[Line], list[tuple[str, str]], str]:
    """The lines of a Word file, the codes and severities of its problems, and its source text."""
    manuscript = Manuscript()
    problems = docx.read(content, manuscript)
    return manuscript.lines, [(code, severity) for code, _, severity in problems], manuscript.text


def texts(body: str, **parts: str) -> list[str]:
    """What each line of a Word file says."""
    return [line.text for line in read(word(body, **parts))[0]]


BREAK = "<w:r><w:lastRenderedPageBreak/></w:r>"


LEGAL = outline(
    0,
    level(0, "decimal", "%1."),
    level(1, "decimal", "%1.%2"),
    level(2, "lowerLetter", "(%3)"),
    level(3, "lowerRoman", "%4."),
    level(4, "bullet", "\uf0b7"),
)


NOTES = (
    '<w:footnote w:type="separator" w:id="-1">' + p("rule") + "</w:footnote>"
    '<w:footnote w:id="1">'
    + p("<w:r><w:footnoteRef/></w:r>" + r(" First ") + r("note."))
    + p("More.")
    + "</w:footnote>"
    '<w:footnote w:id="2">' + p("Second note.") + "</w:footnote>"
)


def reference(number: int, kind: str = "footnote", more: str = "", mark: str = "") -> str:
    return f'<w:r><w:{kind}Reference w:id="{number}"{more}/>{t(mark) if mark else ""}</w:r>'


def documents(content: bytes) -> list[Document]:
    reading = reader.read_bytes(content, ".docx", "report.docx")
    assert reading.source is not None
    return [document for document, _ in read_documents(reading.source, reading.lines)]
