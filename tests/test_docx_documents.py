"""Any Word file, of any edition, becomes lines that its text has, and letters and reports become documents."""

from __future__ import annotations

import io
from datetime import date

import docx as python_docx
from docx.enum.text import WD_BREAK
from hypothesis import given, settings
from hypothesis import strategies as st
from word import BOLD, BREAK, LEGAL, NOTES, STRICT, documents, level, num, outline, p, r, read, reference, table, word

from ingest.formats import reader
from ingest.line import text_of
from ingest.pipeline import read_documents

# Editions and parts


def test_the_strict_edition_of_the_standard_is_read_alike() -> None:
    body = p("Findings", "H1") + p("Text.") + table(["a", "b"])
    strict, transitional = read(word(body, STRICT)), read(word(body))
    assert strict == transitional
    assert len(strict[0]) == 3


def test_headers_footers_and_comments_are_not_part_of_the_text() -> None:
    document = python_docx.Document()
    document.sections[0].header.paragraphs[0].text = "Header of each page"
    document.sections[0].footer.paragraphs[0].text = "Footer of each page"
    document.add_paragraph("The text.")
    assert [line.text for line in read(saved(document))[0]] == ["The text."]


def test_a_damaged_part_that_the_text_can_do_without_is_noted_and_missed() -> None:
    content = word(p("Text.") + p(r("More") + reference(1)), numbering="<broken")
    lines, problems, _ = read(content)
    assert [line.text for line in lines] == ["Text.", "More"]
    assert problems == [("broken", "partial")]


def test_text_in_an_embedded_file_is_noted_as_not_read() -> None:
    assert read(word(p("Text.") + "<w:altChunk/>"))[1] == [("embedded-file", "partial")]


# Every file


XML_TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=12)
RUNS = st.one_of(
    XML_TEXT.map(r),
    XML_TEXT.map(lambda text: r(text, BOLD)),
    st.sampled_from(
        [
            r("12. "),
            r("• "),
            r("Main findings", BOLD),
            r("gone", "<w:vanish/>"),
            BREAK,
            reference(1),
            reference(2),
            "<w:r><w:tab/><w:br/></w:r>",
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
            "<w:r><w:instrText>TOC</w:instrText></w:r>",
            f"<w:del>{r('deleted')}</w:del>",
            f"<w:r><w:txbxContent>{p('Boxed.')}</w:txbxContent></w:r>",
        ]
    ),
)
PARAGRAPHS = st.builds(
    p,
    st.lists(RUNS, max_size=5).map("".join),
    st.sampled_from(["", "H1", "H2", "Title", "TOC1", "Bullet2", "LoopA", "none"]),
    st.sampled_from([None, None, 0, 1, 2, 9]),
    st.integers(0, 9),
    st.sampled_from(["", "", "<w:pageBreakBefore/>", "<w:rPr><w:del/></w:rPr>", "<w:sectPr/>"]),
)
BLOCKS = st.recursive(
    st.lists(PARAGRAPHS, max_size=4).map("".join),
    lambda inner: st.one_of(
        st.lists(st.lists(inner, min_size=1, max_size=3), min_size=1, max_size=3).map(lambda rows: table(*rows)),
        inner.map(lambda content: f"<w:sdt><w:sdtContent>{content}</w:sdtContent></w:sdt>"),
        inner.map(lambda content: f"<w:tr>{content}</w:tr>"),
        inner.map(lambda content: f"<w:tc>{content}</w:tc>"),
        st.lists(inner, max_size=3).map("".join),
    ),
    max_leaves=8,
)


@given(BLOCKS)
@settings(max_examples=200)
def test_the_spans_of_each_line_select_just_its_text_whatever_the_file_holds(body: str) -> None:
    content = word(p("Some text.") + body, numbering=LEGAL + num(1, 0) + num(2, 0), footnotes=NOTES)
    reading = reader.read_bytes(content, ".docx", "report.docx")
    assert reading.source is not None
    end = 0
    for line in reading.lines:
        assert text_of(reading.source.text, line.spans) == line.text
        assert line.start >= end
        assert any(character.isalnum() for character in line.text)
        assert line.number is None or line.number in line.text
        end = line.spans[-1][1]
    for document, problems in read_documents(reading.source, reading.lines):
        assert [problem.message for problem in problems if problem.code == "stage-failed"] == []
        for paragraph in document.paragraphs:
            assert paragraph.text == text_of(reading.source.text, paragraph.spans)


# From file to document


def saved(document: python_docx.document.Document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def letter() -> bytes:
    """A letter of Ofsted's as Word writes it: address, bold headings, bullets, no numbers."""
    document = python_docx.Document()
    for line in (
        "23 November 2021",
        "Priyanka Ketterill",
        "Director of Children’s Services",
        "Northmere County Council",
        "Dear Priyanka",
    ):
        document.add_paragraph(line)
    document.add_paragraph().add_run("Focused visit to Northmere County Council children’s services").bold = True
    document.add_paragraph(
        "This letter summarises the findings of a focused visit to Northmere County Council on 19 and 20 October 2021. "
        "The visit was made by two of Her Majesty’s Inspectors, Callum Threave and Odette Marchbank."
    )
    document.add_paragraph().add_run("Headline findings").bold = True
    document.add_paragraph("Children in care are well cared for. Those placed further away wait longer for a visit.")
    document.add_paragraph().add_run("What needs to improve in this area of social work practice").bold = True
    document.add_paragraph("The timeliness of return home interviews.", style="List Bullet")
    document.add_paragraph("The use of what children say in them.", style="List Bullet")
    document.add_paragraph().add_run("Main findings").bold = True
    document.add_paragraph("At the time of the visit, 611 children were in the care of the local authority.")
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    document.add_paragraph("Supervision is regular. Managers encourage social workers to reflect on their practice.")
    document.add_paragraph("Yours sincerely")
    document.add_paragraph("Callum Threave")
    document.add_paragraph("Her Majesty’s Inspector")
    return saved(document)


def test_a_letter_becomes_a_document_with_its_sections_findings_and_dates() -> None:
    [document] = documents(letter())
    assert document.kind == "focused-visit"
    assert document.authority is not None
    assert document.authority.endswith("northmere")
    assert date.fromisoformat(document.date or "") == date(2021, 11, 23)
    assert (document.inspection_start, document.inspection_end) == ("2021-10-19", "2021-10-20")
    assert set(document.inspectors) == {"Callum Threave", "Odette Marchbank"}
    assert [section.title for section in document.sections] == [
        "Focused visit to Northmere County Council children’s services",
        "Headline findings",
        "What needs to improve in this area of social work practice",
        "Main findings",
    ]
    said = {q.text: (document.trail(q.section)[-1], q.role) for q in document.paragraphs if q.section is not None}
    assert said["The timeliness of return home interviews."] == (
        "What needs to improve in this area of social work practice",
        "improvement",
    )
    assert said["At the time of the visit, 611 children were in the care of the local authority."] == (
        "Main findings",
        "finding",
    )
    assert any(figure.printed == "611" for figure in document.figures)


def test_a_numbered_report_keeps_its_numbers_sections_and_rows() -> None:
    numbering = outline(0, level(0, "decimal", "%1."), level(1, "decimal", "%1.%2")) + num(1, 0)
    body = (
        table(["REPORT TO:", "Cabinet 14 February 2017"], ["SUBJECT:", "Improvement plan of Northmere County Council"])
        + p("RECOMMENDATIONS", "H1", num=1)
        + p("Agree the plan.", num=1, ilvl=1)
        + p("Note the costs.", num=1, ilvl=1)
        + p("BACKGROUND", "H1", num=1)
        + p(r("Ofsted judged services to be inadequate.") + reference(2), num=1, ilvl=1)
        + table(["Measure", "2016", "2017"], ["Visits on time", "46%", "58%"])
        + "<w:sectPr/>"
    )
    [document] = documents(word(body, numbering=numbering, footnotes=NOTES))
    assert document.kind == "cabinet-report"
    assert [(q.number, q.role, q.text) for q in document.paragraphs[1:]] == [
        ("1.1", "recommendation", "Agree the plan."),
        ("1.2", "recommendation", "Note the costs."),
        ("2.1", "text", "Ofsted judged services to be inadequate."),
        (None, "note", "Second note."),
        (None, "table", "Measure 2016 2017 Visits on time 46% 58%"),
    ]
    assert [section.title for section in document.sections] == ["RECOMMENDATIONS", "BACKGROUND"]
