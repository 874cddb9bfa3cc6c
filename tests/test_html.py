"""Web pages are read as a browser shows their main part: words, numbers, levels, rows and notes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.document import Document
from ingest.formats import reader
from ingest.formats.manuscript import Manuscript, Unreadable
from ingest.formats.web import reader as html
from ingest.line import Line, text_of
from ingest.pipeline import read_documents

PROSE = "Social workers visit children at home and know them well, and their plans say what is to change by when. "
FILLER = f"<p>{PROSE * 3}</p>"


def read(page: str | bytes) -> tuple[list[Line], list[tuple[str, str]]]:
    """The lines of a page, and the codes and severities of its problems other than that the page is short."""
    manuscript = Manuscript()
    problems = html.read(page.encode() if isinstance(page, str) else page, manuscript)
    return manuscript.lines, [(code, severity) for code, _, severity in problems if code != "little-text"]


def texts(page: str | bytes) -> list[str]:
    return [line.text for line in read(page)[0]]


def refused(page: str) -> str:
    with pytest.raises(Unreadable) as refusal:
        read(page)
    return refusal.value.code


def marked(page: str) -> list[tuple[str, str | None, int]]:
    return [(line.text, line.number, line.indent) for line in read(page)[0]]


# Paragraphs and headings


def test_headings_have_their_level_and_each_block_is_a_line() -> None:
    page = (
        "<h1>Northmere</h1><h2>Findings</h2><p>First <b>bold</b> words.</p><div>Second.</div>"
        "<blockquote>Third.</blockquote><section><h3>Records</h3>Fourth.</section><h6>Small</h6>"
        '<div role="heading" aria-level="4">By role</div><address>Fifth.</address>'
    )
    assert [(line.text, line.level) for line in read(page)[0]] == [
        ("Northmere", 1),
        ("Findings", 2),
        ("First bold words.", 0),
        ("Second.", 0),
        ("Third.", 0),
        ("Records", 3),
        ("Fourth.", 0),
        ("Small", 6),
        ("By role", 4),
        ("Fifth.", 0),
    ]


def test_a_short_paragraph_in_bold_stands_below_the_headings() -> None:
    page = "<h2>Findings</h2><p><strong>The front door</strong></p><p>Contacts are read on the day.</p>"
    assert [line.level for line in read(page)[0]] == [2, 3, 0]


def test_a_whole_sentence_marked_up_as_a_heading_is_a_paragraph() -> None:
    sentence = "The council has agreed to pay for two more teams of social workers from April 2018."
    assert [line.level for line in read(f"<h3>{sentence}</h3><p>Text.</p>")[0]] == [0, 0]


def test_words_are_joined_and_parted_as_a_browser_does() -> None:
    assert texts("<p>One<span>two</span> <i>three</i>\n\tfour<br>five&nbsp;six</p>") == ["Onetwo three four five six"]


def test_hyphenation_and_letters_of_no_width_are_removed() -> None:
    assert texts("<p>chil&shy;dren\u200b \u200dand<wbr>carers&#xfeff;</p>") == ["children andcarers"]


def test_two_line_breaks_part_paragraphs_and_one_does_not() -> None:
    page = "<div>First<br>line.<br><br>Second.<br> <br/>Third.</div><h2>A<br><br>title</h2><p>Text.</p>"
    assert texts(page) == ["First line.", "Second.", "Third.", "A title", "Text."]


def test_preformatted_text_is_parted_at_its_empty_lines() -> None:
    assert texts("<pre>One\ntwo\n\nThree\n  \nFour</pre>") == ["One two", "Three", "Four"]


def test_raised_digits_stay_apart_from_the_number_that_they_follow() -> None:
    assert texts("<p>In 2016<sup>1</sup> on the 3<sup>rd</sup> of CO<sub>2</sub></p>") == ["In 2016¹ on the 3rd of CO2"]


def test_quotations_have_their_marks_and_deletions_are_out() -> None:
    assert texts("<p>She said <q>yes</q>.<del>No.</del><ins> Really.</ins></p>") == ["She said “yes”. Really."]


def test_what_can_be_folded_away_is_read() -> None:
    page = '<details><summary>More</summary><p>Folded.</p></details><div hidden="until-found">Found.</div>'
    assert texts(page) == ["More", "Folded.", "Found."]


# The main part


FURNITURE = (
    '<a class="skip-link" href="#main">Jump</a><div id="cookie-banner"><h2>Cookies</h2><p>We use them.</p></div>'
    "<header><p>Site name</p></header><nav><ul><li>Home</li></ul></nav><aside>Related</aside>"
    '<div class="govuk-breadcrumbs"><ol><li>Home</li></ol></div><form><label>Search</label><input></form>'
    "<script>var a = '<p>script</p>';</script><style>p { }</style><noscript>No script</noscript>"
    '<template><p>Template</p></template><div hidden>Hidden</div><p style="display: none">Not shown</p>'
    '<p aria-hidden="true">Icon</p><button>Menu</button><select><option>One</option></select><div role="navigation">Go</div>'
    '<span class="govuk-visually-hidden">Unseen</span><footer><p>© Northmere</p></footer><svg><text>x</text></svg>'
    "<dialog>Stay signed in?</dialog><iframe>frame</iframe><object>object</object>"
)


@pytest.mark.parametrize(
    "main",
    [
        "<main>{}</main>",
        '<div role="main">{}</div>',
        '<div id="content">{}</div>',
        '<div id="modgov">{}</div>',
        "<article>{}</article>",
        "{}",
    ],
)
def test_the_main_part_is_read_without_the_furniture_in_and_round_it(main: str) -> None:
    inside = f"<h1>Title</h1>{FILLER}{FURNITURE.replace('<header><p>Site name</p></header>', '')}"
    assert texts(f"<body class='has-breadcrumbs'>{FURNITURE}{main.format(inside)}{FURNITURE}") == [
        "Title",
        (PROSE * 3).strip(),
    ]


def test_what_stands_outside_the_main_part_is_left_out_whatever_it_is() -> None:
    page = f"<div><p>Latest news of the council</p></div><main>{FILLER}</main><div><p>Contact us by post</p></div>"
    assert texts(page) == [(PROSE * 3).strip()]


def test_a_main_part_with_next_to_nothing_in_it_is_not_taken_for_the_document() -> None:
    assert texts(f"<main><p>Loading</p></main><div>{FILLER * 3}</div>") == ["Loading", *[(PROSE * 3).strip()] * 3]


def test_of_several_articles_none_is_the_document() -> None:
    assert texts(f"<article>{FILLER}</article><article><p>Another.</p></article>") == [(PROSE * 3).strip(), "Another."]


def test_a_form_or_header_round_the_whole_page_is_not_furniture() -> None:
    page = f"<form id='aspnetForm'><header><h1>Title</h1></header><label>Search</label>{FILLER}</form>"
    assert texts(page) == ["Title", (PROSE * 3).strip()]


def test_classes_about_social_care_are_not_taken_for_links_to_share() -> None:
    page = '<main><div class="childrens-social-care" id="social-workers"><p>Text.</p></div><p class="shared">Too.</p></main>'
    assert texts(page) == ["Text.", "Too."]


def test_the_heading_in_a_button_of_an_accordion_is_read() -> None:
    page = "<main><h2><button>Thresholds</button></h2><div><p>They are clear.</p></div></main>"
    assert texts(page) == ["Thresholds", "They are clear."]


def test_the_title_is_read_where_it_stands_outside_the_main_part() -> None:
    assert texts(f"<div><h1>Focused visit</h1></div><main>{FILLER}</main>")[0] == "Focused visit"


def test_the_title_of_the_window_is_read_where_it_says_more_than_the_page() -> None:
    head, body = "<title>Improvement plan - Northmere County Council</title>", "<h1>Improvement plan</h1><p>Text.</p>"
    assert texts(head + body) == ["Improvement plan - Northmere County Council", "Improvement plan", "Text."]
    assert texts(head + body + "<p>Northmere County Council wrote it.</p>")[0] == "Improvement plan"


# Lists


def test_ordered_lists_have_the_numbers_that_a_browser_prints() -> None:
    page = "<ol start=7><li>Seven</li><li value=12>Twelve</li><li>Thirteen</li></ol>"
    assert marked(page) == [("7. Seven", "7", 0), ("12. Twelve", "12", 0), ("13. Thirteen", "13", 0)]


def test_lists_may_count_down_and_by_letters_and_roman_numerals() -> None:
    items = "<li>x</li><li>y</li>"
    assert [text for text, _, _ in marked(f"<ol reversed>{items}</ol>")] == ["2. x", "1. y"]
    assert marked(f"<ol type=a>{items}</ol>") == [("(a) x", None, 0), ("(b) y", None, 0)]
    assert marked(f"<ol type=i start=4>{items}</ol>") == [("(iv) x", None, 0), ("(v) y", None, 0)]
    assert marked(f"<ol type=A>{items}</ol>") == [("A. x", None, 0), ("B. y", None, 0)]
    assert marked(f"<ol style='list-style-type: lower-roman'>{items}</ol>") == [("(i) x", None, 0), ("(ii) y", None, 0)]


def test_lists_in_lists_are_indented_and_only_outer_numbers_are_numbers() -> None:
    page = (
        "<ol><li>One:<ul><li>dot<ul><li>deep</li></ul></li></ul></li><li><p>Two.</p><p>More of two.</p>"
        "<ol><li>inner</li></ol></li></ol><ul><li>After</li></ul>"
    )
    assert marked(page) == [
        ("1. One:", "1", 0),
        ("• dot", None, 1),
        ("• deep", None, 2),
        ("2. Two.", "2", 0),
        ("More of two.", None, 0),
        ("1. inner", None, 1),
        ("• After", None, 0),
    ]


def test_marks_that_are_typed_are_not_printed_twice() -> None:
    assert marked("<ol><li>1. One</li><li>2) Two</li><li>12 children</li></ol>") == [
        ("1. One", None, 0),
        ("2) Two", None, 0),
        ("3. 12 children", "3", 0),
    ]
    assert marked('<ol class="legislative-list"><li>1.1 One</li></ol>') == [("1.1 One", None, 0)]
    assert marked('<ul style="list-style: none"><li>Plain</li></ul>') == [("Plain", None, 0)]


def test_numbered_items_are_numbered_paragraphs() -> None:
    [document] = documents(f"<h1>Plan</h1><ol><li>{PROSE}</li><li>{PROSE}Twice.</li></ol>")
    assert [q.number for q in document.paragraphs] == ["1", "2"]


# Tables


def cells(page: str) -> list[tuple[str, ...] | str]:
    return [line.cells or line.text for line in read(page)[0]]


def test_rows_are_lines_of_cells_below_the_caption_of_their_table() -> None:
    page = (
        "<table><caption>Timeliness</caption><thead><tr><th>Measure<th>2016</thead>"
        "<tbody><tr><td>Visits<td><p>46%</p><p>of all</p></tbody></table><table><tr><td>x<td>y</table>"
    )
    assert cells(page) == ["Timeliness", ("Measure", "2016"), ("Visits", "46% of all"), ("x", "y")]
    assert [line.gap for line in read(page)[0]] == [1, 1, 0, 1]


def test_merged_cells_are_read_once_and_keep_the_columns_in_line() -> None:
    page = (
        "<table><tr><th rowspan=2>Measure<th colspan=2>Share<th>Target<tr><th>2016<th>2017<th>2018"
        "<tr><td>Visits<td>46%<td>58%<td>90%</table>"
    )
    assert cells(page) == [
        ("Measure", "Share", "", "Target"),
        ("", "2016", "2017", "2018"),
        ("Visits", "46%", "58%", "90%"),
    ]


def test_a_table_that_only_lays_out_paragraphs_is_read_as_paragraphs() -> None:
    page = (
        f"<table><tr><td>{FILLER * 3}<td><p>Side.</p></table><table><tr><td><h2>Findings</h2><p>One cell.</p></table>"
        "<table><tr><td>Left<table><tr><td>a<td>b<tr><td>c<td>d</table><td>Right</table>"
    )
    assert cells(page) == [
        *[(PROSE * 3).strip()] * 3,
        "Side.",
        "Findings",
        "One cell.",
        "Left",
        ("a", "b"),
        ("c", "d"),
        "Right",
    ]


def test_lists_of_terms_are_rows_of_two_cells() -> None:
    page = (
        "<dl><dt>Contact</dt><dd>Roland Thripp</dd><dt>Decision</dt><dt>Vote</dt><dd>Agreed</dd><dd>Unanimous</dd></dl>"
        "<dl><div><dt>Date</dt><dd>14 February</dd></div></dl><dl><p>Not terms.</p></dl>"
    )
    assert cells(page) == [
        ("Contact", "Roland Thripp"),
        ("Decision Vote", "Agreed Unanimous"),
        ("Date", "14 February"),
        "Not terms.",
    ]


def test_cells_without_their_table_are_paragraphs() -> None:
    assert texts("<div><tr><td>One</td></tr></div><table><td>Two</td></table><p>Three.</p>")[-1] == "Three."


# Notes


@pytest.mark.parametrize(
    ("reference", "note"),
    [
        ('<sup><a href="#fn1">1</a></sup>', '<ol><li id="fn1">The note. <a href="#r1">↩</a></li></ol>'),
        ('<sup>[<a href="#n">1</a>]</sup>', '<p id="n">1. The note.</p>'),
        ('<a href="#x" role="doc-noteref">*</a>', '<aside role="doc-footnote" id="x"><p>* The note.</p></aside>'),
        ('<a href="#x" class="footnote-ref"><sup>2</sup></a>', '<div id="x"><sup>2</sup> The note.</div>'),
        ('<a href="#_ftn1" name="_ftnref1">[1]</a>', '<p><a href="#_ftnref1" name="_ftn1">[1]</a> The note.</p>'),
        ('<sup><a href="#fn1">1</a></sup>', '<footer><ol><li id="fn1"><p>The note.</p></li></ol></footer>'),
    ],
)
def test_footnotes_follow_the_paragraph_that_refers_to_them(reference: str, note: str) -> None:
    page = f"<p>Text{reference} goes on.</p><p>More.</p><h2>Footnotes</h2>{note}"
    assert [(line.text, line.note) for line in read(page)[0]] == [
        ("Text goes on.", False),
        ("The note.", True),
        ("More.", False),
    ]


def test_notes_in_a_table_follow_the_table() -> None:
    page = '<table><tr><td>a<td>b<sup><a href="#fn">1</a></sup><tr><td>c<td>d</table><p id="fn">The note.</p>'
    assert [(line.cells or line.text, line.note) for line in read(page)[0]] == [
        (("a", "b"), False),
        (("c", "d"), False),
        ("The note.", True),
    ]


def test_a_note_keeps_a_number_that_its_words_begin_with() -> None:
    page = '<p>Text<sup><a href="#fn1">1</a></sup>.</p><ol><li id="fn1">1 in 5 children.</li></ol>'
    assert texts(page) == ["Text.", "1 in 5 children."]


def test_links_within_a_page_are_not_notes() -> None:
    page = '<p>See <a href="#annex">Annex</a> or <a href="#top">1</a>.</p><h2 id="annex">Annex</h2><p>Text.</p>'
    assert texts(page) == ["See Annex or 1.", "Annex", "Text."]


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
@settings(max_examples=300, deadline=None)
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
@settings(max_examples=100, deadline=None)
def test_no_word_of_a_page_is_lost_or_moved(words: list[str]) -> None:
    page = "".join(
        f"<{tag}>{word}</{tag}>" for word, tag in zip(words, ("p", "div", "h2", "li", "blockquote") * 6, strict=False)
    )
    assert " ".join(texts(f"<main>{page}</main>")).split() == " ".join(words).split()


# From page to document


def documents(page: str) -> list[Document]:
    reading = reader.read_bytes(page.encode(), ".html", "page.html")
    assert reading.source is not None
    return [document for document, _ in read_documents(reading.source, reading.lines)]


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
