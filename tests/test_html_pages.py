"""A page is read in its encoding, error pages are refused, and committee pages become documents."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from webpage import FILLER, FURNITURE, PROSE, documents, read, refused, texts

from ingest.formats import reader
from ingest.line import text_of
from ingest.pipeline import read_documents

# Encodings


WORDS = "The council’s carers – all of them – met inspectors."


@pytest.mark.parametrize(
    ("encoding", "head"),
    [
        ("utf-8", ""),
        ("utf-8-sig", "<meta charset=iso-8859-1>"),
        ("utf-16", ""),
        ("utf-8", '<meta charset="utf-8">'),
        ("cp1252", '<meta charset="ISO-8859-1">'),
        ("cp1252", '<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">'),
        ("utf-8", '<meta charset="utf-16">'),
        ("utf-8", '<meta charset="x-unknown">'),
        ("utf-8", '<meta charset="zlib">'),
    ],
)
def test_a_page_is_read_in_the_encoding_that_it_is_in(encoding: str, head: str) -> None:
    content = f"<!DOCTYPE html><html><head>{head}</head><p>{WORDS}</p></html>".encode(encoding)
    assert (texts(content), read(content)[1]) == ([WORDS], [])
    reading = reader.read_bytes(content, ".html", "page.html")
    assert reading.source is not None
    assert reading.source.text == WORDS + "\n"


@pytest.mark.parametrize("head", ["", '<meta charset="utf-8">'])
def test_a_page_that_is_not_in_the_encoding_expected_is_read_as_windows_1252_with_a_note(head: str) -> None:
    content = f"{head}<p>{WORDS}</p>".encode("cp1252")
    assert (texts(content), read(content)[1]) == ([WORDS], [("not-utf-8", "note")])


# Pages that are no documents


@pytest.mark.parametrize(
    "page",
    [
        "<title>Page not found - Northmere</title><h1>Page not found</h1><p>Check the address.</p>",
        "<title>Page not found</title><h1>Page not found</h1>",
        "<h1>404</h1><p>Nothing here.</p>",
        "<h1>Sorry, there is a problem with the service</h1>",
        "<title>Access denied</title><p>You may not see this.</p>",
        "<h1>Error 403: forbidden</h1>",
        "<title>Sign in</title><h1>Northmere</h1><p>Your account.</p>",
        "<h1>This page cannot be found</h1><p>It may have moved.</p>",
        "<title>Just a moment...</title><p>Checking your browser.</p>",
        "<h1>Service unavailable</h1>",
    ],
)
def test_an_error_page_is_refused(page: str) -> None:
    assert refused(page) == "error-page"


@pytest.mark.parametrize(
    "page",
    [
        "<h1>404 children in care</h1><p>Their homes.</p>",
        f"<title>Page not found</title><h1>Focused visit</h1>{FILLER * 10}",
        "<h1>Children not found in school</h1><p>Text.</p>",
    ],
)
def test_a_document_is_not_taken_for_an_error_page(page: str) -> None:
    assert texts(page)


def test_a_page_without_text_is_empty_and_one_with_little_is_doubted() -> None:
    assert refused("<title>Northmere</title><div id=app></div><script>start()</script>") == "empty"
    assert refused(f"<nav>{FILLER}</nav>") == "empty"
    [problem] = reader.read_bytes(b"<main><p>Five words are not much.</p></main>", ".html", "page.html").problems
    assert (problem.code, problem.severity) == ("little-text", "partial")
    assert "5 words" in problem.message


@pytest.mark.parametrize("content", [b"<h2>Findings</h2><p>Text.", b"<div>Text", b"<table><tr><td>Text", b"<br>Text"])
def test_a_part_of_a_page_is_a_page(content: bytes) -> None:
    assert reader.read_bytes(content, ".htm", "page.htm").source is not None


# Every page


TAGS = (
    "<p> </p> <br> <br><br> <div> </div> <ol> <ol/type=a> </ol> <ul> </ul> <li> </li> <table> <tr> <td> <th> <td> <td> </td> "
    "</tr> </table> <dl> <dt> <dd> </dl> <h1> </h1> <h2> </h2> <b> </b> <pre> </pre> <main> </main> <nav> </nav> <sup> </sup> "
    "<form> </form> <article> <q> <caption> <aside> <title> </title> <!-- --> <script>"
).split()
PIECES = st.one_of(
    st.text(max_size=10),
    st.sampled_from(TAGS),
    st.sampled_from(
        ['<sup><a href="#n1">1</a></sup>', '<p id="n1">', "<td colspan=3>", "<td rowspan=2>", "<li value=9>"]
    ),
    st.sampled_from(["12. ", "• ", "7.19 ", "Main findings", "words ", "&shy;", "\n\n", "&#0;", "&lt;p&gt;", "\u2028"]),
)


@given(st.lists(PIECES, max_size=60).map("".join))
@settings(max_examples=300)
def test_the_spans_of_each_line_select_just_its_text_whatever_the_page_holds(page: str) -> None:
    reading = reader.read_bytes(f"<html>{page}".encode("utf-8", "replace"), ".html", "page.html")
    if reading.source is None:
        assert [problem.severity for problem in reading.problems] == ["unread"]
        return
    end = 0
    for line in reading.lines:
        assert text_of(reading.source.text, line.spans) == line.text
        assert line.start >= end
        assert any(character.isalnum() for character in line.text)
        assert line.number is None or line.text.startswith(line.number)
        end = line.spans[-1][1]
    for document, problems in read_documents(reading.source, reading.lines):
        assert [problem.message for problem in problems if problem.code == "stage-failed"] == []
        for paragraph in document.paragraphs:
            assert paragraph.text == text_of(reading.source.text, paragraph.spans)


@given(st.lists(st.text("abcdefg ", min_size=1, max_size=9).filter(str.strip), min_size=1, max_size=30))
@settings(max_examples=100)
def test_no_word_of_a_page_is_lost_or_moved(words: list[str]) -> None:
    page = "".join(
        f"<{tag}>{word}</{tag}>" for word, tag in zip(words, ("p", "div", "h2", "li", "blockquote") * 6, strict=False)
    )
    assert " ".join(texts(f"<main>{page}</main>")).split() == " ".join(words).split()


# From page to document


COMMITTEE_PAGE = f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Agenda item - Improvement plan - Northmere County Council</title></head>
<body class="js"><a class="skip-link" href="#modgov">Skip to main content</a>{FURNITURE}
<form id="aspnetForm"><div class="mgBreadcrumbs breadcrumb"><ul><li>Committees</li></ul></div><div id="modgov">
<h1>Children’s services improvement plan</h1>
<table><tr><th>REPORT TO:</th><td>Cabinet 14 February 2017</td></tr>
<tr><th>SUBJECT:</th><td>Response to the Ofsted inspection of 2016</td></tr>
<tr><th>LEAD OFFICER:</th><td>Desmond Aldershay, Director of Children’s Services</td></tr></table>
<h2>1. Recommendations</h2><p>The Cabinet is asked to:</p>
<ol><li>Approve the improvement plan at Appendix 1.</li><li>Ask for a progress report every six months.</li></ol>
<h2>2. Background</h2>
<p>2.1 Ofsted judged services to be inadequate<sup><a href="#fn1">1</a></sup> in November 2016.</p>
<p>2.2 In December 2016, 67% of contacts were decided within one working day.</p>
<p><strong>Workloads</strong></p>
<p>2.3 Each social worker held 22 children on average.</p>
<table><caption>Measures</caption><tr><th>Measure</th><th>2016</th><th>Target</th></tr>
<tr><td>Supervision on time</td><td>58%</td><td>90%</td></tr></table>
<div class="footnotes"><h2>Footnotes</h2><ol><li id="fn1">Ofsted published its report on 28 November 2016.</li></ol></div>
</div></form></body></html>"""


def test_a_committee_page_becomes_a_paper_with_its_recommendations_numbers_and_rows() -> None:
    [document] = documents(COMMITTEE_PAGE)
    assert (document.kind, document.date) == ("cabinet-report", "2017-02-14")
    assert document.authority is not None
    assert document.authority.endswith("northmere")
    assert [section.title for section in document.sections] == [
        "Children’s services improvement plan",
        "Recommendations",
        "Background",
        "Workloads",
    ]
    said = [q for q in document.paragraphs[1:] if q.role != "front-matter"]
    assert [(q.number, q.role, document.trail(q.section)[-1], q.text) for q in said[1:]] == [
        ("1", "recommendation", "Recommendations", "Approve the improvement plan at Appendix 1."),
        ("2", "recommendation", "Recommendations", "Ask for a progress report every six months."),
        ("2.1", "text", "Background", "Ofsted judged services to be inadequate in November 2016."),
        (None, "note", "Background", "Ofsted published its report on 28 November 2016."),
        ("2.2", "text", "Background", "In December 2016, 67% of contacts were decided within one working day."),
        ("2.3", "text", "Workloads", "Each social worker held 22 children on average."),
        (None, "table", "Workloads", "Measure 2016 Target Supervision on time 58% 90%"),
    ]
    assert {figure.printed for figure in document.figures} >= {"67%", "22"}


def test_a_letter_published_as_a_page_is_known_for_what_it_is() -> None:
    page = f"""<html><head><title>Focused visit to Northmere County Council - GOV.UK</title></head><body>{FURNITURE}
    <main id="content" role="main"><h1>Focused visit to Northmere County Council children’s services</h1>
    <dl class="gem-c-metadata"><dt>From:</dt><dd>Ofsted</dd><dt>Published</dt><dd>23 November 2021</dd></dl>
    <div class="govspeak"><p>This letter reports on a focused visit to Northmere County Council on 19 and 20 October
    2021. The visit was made by two of Her Majesty’s Inspectors, Callum Threave and Odette Marchbank.</p>
    <h2 id="main">Main findings</h2><p>{PROSE}</p></div></main></body></html>"""
    [document] = documents(page)
    assert (document.kind, document.inspection_start) == ("focused-visit", "2021-10-19")
    assert document.authority is not None
    assert document.authority.endswith("northmere")
    assert document.date == "2021-11-23"
