"""The lists, tables and notes of web pages are read as a browser shows them."""

from __future__ import annotations

import pytest
from webpage import FILLER, PROSE, documents, marked, read, texts

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
