"""Writes a text as a PDF, a Word file and a web page that have what such files have: tables, notes, lists, fields, marks."""

from __future__ import annotations

import textwrap
import zlib
from collections.abc import Callable, Iterator
from html import escape
from itertools import groupby

from benchmarks.mutation.word import packed

TEXT = """\
Northmere County Council
Inspection of services for children in need of help and protection, children looked after and care leavers

Inspection date: 6 June 2016 – 30 June 2016
Report published: 5 September 2016

Children’s services in Northmere require improvement
1. Children who need help and protection\tRequires improvement
2. Children looked after and achieving permanence\tGood
3. Leadership, management and governance\tRequires improvement

# Executive summary

The multi-agency safeguarding hub (MASH) is well led.¹ At 31 March 2016, 342 children were the subject of a child \
protection plan, a rate of 41 per 10,000, compared with 38 nationally. The director of children’s services, Anna \
Whitlock, told inspectors that between 15 and 20 posts are vacant: 12% of social workers, up from 9%.

# Recommendations

1. Ensure that assessments are timely, including:
- those of children who are privately fostered;
- those of disabled children (paragraphs 16, 18).
2. Reduce caseloads to the target of 16 by 1 April 2017. (Recommendation)

Measure\t2015\t2016
Assessments within 45 days\t71%\t88%
Visits within ten working days\t64%\t£2.9 million

16. Parents told inspectors that they feel “listened to”. Of the 14 cases seen, three were stepped down too soon.

¹ Working together to safeguard children, 2015.

© Crown copyright 2016. www.example.gov.uk
"""
"""A short report of an invented council."""
_SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"'
)
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="List"><w:name w:val="List Bullet"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Out"><w:name w:val="Out"/><w:basedOn w:val="H1"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
<w:style w:type="character" w:styleId="Unseen"><w:name w:val="Unseen"/><w:rPr><w:vanish/></w:rPr></w:style>"""
_NUMBERING = """
<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="3"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="(%2)"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="upperLetter"/><w:lvlRestart w:val="0"/><w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride></w:num>"""
_FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGEREF x </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>7</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
_SPECIAL = (
    f'<w:p><w:r><w:t>See page </w:t></w:r>{_FIELD}<w:ins w:id="1"><w:r><w:t> and more</w:t></w:r></w:ins>'
    '<w:del w:id="2"><w:r><w:delText>less</w:delText></w:r></w:del><w:r><w:footnoteReference w:id="2"/></w:r>'
    '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>3</w:t></w:r></w:p>'
    '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:txbxContent><w:p><w:r><w:t>In a box</w:t></w:r></w:p></w:txbxContent>'
    "</mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>In a box</w:t></w:r></w:p></w:txbxContent></v:textbox>"
    "</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p><w:sdt><w:sdtContent><w:p><w:r><w:t>Controlled</w:t></w:r></w:p></w:sdtContent></w:sdt>"
)
_LINES_ON_PAGE = 46
_MAP = """/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /M def /CMapType 2 def
1 begincodespacerange <00> <FF> endcodespacerange 2 beginbfrange <20> <7E> <0020> <A0> <FF> <00A0> endbfrange
3 beginbfchar <92> <2019> <95> <2022> <96> <2013> endbfchar endcmap CMapName currentdict /CMap defineresource pop end end"""


# PDF


def pdf(text: str) -> bytes:
    """The text as a PDF: a head and a foot on each page, headings in bold, tables in columns, notes in small type."""
    lines = list(_printed(text))
    pages = [lines[start : start + _LINES_ON_PAGE] for start in range(0, len(lines), _LINES_ON_PAGE)]
    first = 7
    kids = " ".join(f"{first + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R/Lang(en-GB)>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]/MediaBox[0 0 595 842]>>".encode(),
        b"<</Font<</F1 4 0 R/F2 5 0 R>>>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding/ToUnicode 6 0 R>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>",
        _stream(_MAP.encode()),
    ]
    for number, page_lines in enumerate(pages, 1):
        begins = f"<</Type/Page/Parent 2 0 R/Rotate {90 * (number % 7 == 6)}/Resources 3 0 R/Contents"
        objects += [f"{begins} {first + 2 * number - 1} 0 R>>".encode(), _stream(_contents(page_lines, number))]
    return _assembled(objects)


def _printed(text: str) -> Iterator[str]:
    for line in text.splitlines():
        yield from [line] if "\t" in line else textwrap.wrap(line, 88) or [""]


def _contents(lines: list[str], number: int) -> bytes:
    """The content of a page: each line in the type that its kind is set in."""
    shown = [f"BT /F1 8 Tf 60 810 Td (Inspection report) Tj ET BT /F1 8 Tf 290 30 Td ({number}) Tj ET"]
    for place, line in enumerate(lines):
        height = 770 - 15 * place
        font, size = ("F2", 16) if line.startswith("#") else ("F1", 8) if line[:1] in "¹²" else ("F1", 11)
        for column, cell in enumerate(line.lstrip("# ").split("\t")):
            left = 60 + 200 * column + 18 * line.startswith("-")
            shown.append(f"BT /{font} {size} Tf 1 0 0 1 {left} {height} Tm [{_string(cell)}] TJ ET")
    return "\n".join(shown).encode("cp1252", "replace")


def _string(text: str) -> str:
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"({escaped[:9]}) -20 ({escaped[9:]})" if "\\" not in escaped[:10] else f"({escaped})"


def _stream(content: bytes) -> bytes:
    data = zlib.compress(content)
    return b"<</Filter/FlateDecode/Length %d>>stream\n%b\nendstream" % (len(data), data)


def _assembled(objects: list[bytes]) -> bytes:
    """The file of these objects, with the table that says where each of them is."""
    content, places = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return (
        content
        + b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
        % (
            size,
            table,
            size,
            len(content),
        )
    )


# Markup


def _blocks(
    text: str, table: str, row: str, cell: Callable[[str, bool], str], paragraph: Callable[[str], str]
) -> Iterator[str]:
    """The paragraphs and tables of the text in the markup that is given for each."""
    for is_table, lines in groupby(filter(None, text.splitlines()), key=lambda line: "\t" in line):
        if is_table:
            rows = (
                row.format("".join(cell(words, not at) for at, words in enumerate(line.split("\t")))) for line in lines
            )
            yield table.format("".join(rows))
        else:
            yield from map(paragraph, lines)


# Word


def docx(text: str) -> bytes:
    """The text as a Word file: with styles, numbered lists, merged cells, footnotes, fields, tracked changes, text boxes."""
    body = "".join(_blocks(text, "<w:tbl>{}</w:tbl>", "<w:tr>{}</w:tr>", _word_cell, _word_paragraph))
    parts = {
        "_rels/.rels": _relations(
            f'<Relationship Id="a" Type="{_RELATIONS}/officeDocument" Target="word/document.xml"/>'
        ),
        "word/_rels/document.xml.rels": _relations(
            "".join(
                f'<Relationship Id="{kind}" Type="{_RELATIONS}/{kind}" Target="{kind}.xml"/>'
                for kind in ("styles", "numbering", "footnotes")
            )
        ),
        "word/document.xml": _part("document", f"<w:body>{body}{_SPECIAL}</w:body>"),
        "word/styles.xml": _part("styles", _STYLES),
        "word/numbering.xml": _part("numbering", _NUMBERING),
        "word/footnotes.xml": _part("footnotes", f'<w:footnote w:id="2">{_word_paragraph("A note.")}</w:footnote>'),
    }
    return packed({name: xml.encode() for name, xml in parts.items()})


def _relations(content: str) -> str:
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{content}</Relationships>'
    )


def _part(root: str, content: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} {_SPACES}>{content}</w:{root}>'


def _word_paragraph(line: str) -> str:
    style = "H1" if line.startswith("#") else "List" if line.startswith("-") else "Normal"
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>' if line[:1].isdigit() else ""
    words = escape(line.lstrip("#- "), quote=False)
    middle = len(words) // 2 if "&" not in words else 0
    runs = f"<w:r><w:t>{words[:middle]}</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>{words[middle:]}</w:t></w:r>"
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{number}</w:pPr>{runs}</w:p>'


def _word_cell(text: str, first: bool) -> str:
    merged = '<w:tcPr><w:gridSpan w:val="1"/><w:vMerge w:val="restart"/></w:tcPr>' if first else ""
    return f"<w:tc>{merged}{_word_paragraph(text)}</w:tc>"


# Web page


def html(text: str) -> bytes:
    """The text as a web page: with navigation, lists, cells that reach over others, and references to notes."""
    body = "".join(_blocks(text, "<table><tbody>{}</tbody></table>", "<tr>{}</tr>", _page_cell, _page_paragraph))
    page = (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Inspection report - Northmere</title></head><body>'
        f'<nav><ul><li><a href="/">Home</a></li></ul></nav><main id="content"><h1>Inspection report</h1>{body}'
        '<p>Seen<sup><a href="#fn1" id="ref1">1</a></sup> twice.</p><ol start="3" type="a" reversed><li value="7">One<ul><li>Two</li></ul></li></ol>'
        '<dl><dt>Term</dt><dd>What it is</dd></dl><p hidden>Unseen</p><div class="footnotes"><p id="fn1">1. A note.</p></div></main>'
        '<footer role="contentinfo">Cookies</footer><script>if (a < b) { c("</p>") }</script></body></html>'
    )
    return page.encode()


def _page_paragraph(line: str) -> str:
    tag = "h2" if line.startswith("#") else "li" if line.startswith("-") else "p"
    return f'<{tag} class="text">{escape(line.lstrip("#- "))}</{tag}>'


def _page_cell(text: str, first: bool) -> str:
    return f'<td colspan="1" rowspan="1">{"<b>" * first}{escape(text)}{"</b>" * first}</td>'
