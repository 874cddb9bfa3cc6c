"""A source is cut into lines of plain text, each of which is exactly what its spans select."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.document import Source
from ingest.line import Line, lines, tail, text_of
from ingest.normalisation import collapse

MARKS = (
    "**",
    "__",
    "[",
    "](https://example.org/a)",
    "<b>",
    "</b>",
    "<sup>",
    "</sup>",
    "<p>",
    "</p>",
    "<li>",
    "<br/>",
    "¹",
    "²³",
    "\t",
    "\n",
    "\n\n",
    "# ",
    "- ",
    " ",
    "\u00a0",
    "\u200b",
    "word",
    "Word.",
    "12",
)
MARKED_UP = st.lists(st.one_of(st.sampled_from(MARKS), st.text(max_size=4)), max_size=60).map("".join)
PLAIN = st.text(alphabet="abcXYZ 0123456789.,;:!?()'’“”-–\n\t\u00a0é", max_size=300)


def cut(text: str) -> list[Line]:
    return lines(Source("paper.md", text, "0" * 64))


def texts(text: str) -> list[str]:
    return [line.text for line in cut(text)]


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("**Bold** and __strong__ words.", "Bold and strong words."),
        ("A <b>bold</b>, <i>slanted</i> and <u>underlined</u> word.", "A bold, slanted and underlined word."),
        ('See <span style="color: red">this</span> <a href="https://example.org">page</a>.', "See this page."),
        ("Read [the report](https://example.org/report_1) now.", "Read the report now."),
        ("mid**dle** of a word", "middle of a word"),
        ("two  spaces\u00a0and\ta tab", "two spaces and a tab"),
    ],
)
def test_inline_markup_is_left_out_of_the_text(marked: str, plain: str) -> None:
    assert texts(marked) == [plain]


@pytest.mark.parametrize(
    "text",
    [
        "Fewer than 3 < 5 and 7 > 2.",
        "An [aside] (in brackets).",
        "A [link](that never ends",
        "4 * 5 = 20",
        "#5 on the list",
    ],
)
def test_signs_that_only_look_like_markup_stay(text: str) -> None:
    assert texts(text) == [text]


def test_markup_is_left_out_of_the_spans_too() -> None:
    source = "A **bold** word."
    [line] = cut(source)
    assert [source[start:end] for start, end in line.spans] == ["A ", "bold", " word."]


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("Information about this area²", "Information about this area"),
        ("The board met.¹ It agreed.", "The board met. It agreed."),
        ("The board (the LSCB)¹² met.", "The board (the LSCB) met."),
        ("It was ‘slow’,³ they said.", "It was ‘slow’, they said."),
    ],
)
def test_footnote_marks_in_the_text_are_left_out(marked: str, plain: str) -> None:
    assert texts(marked) == [plain]


def test_a_footnote_is_told_from_the_text_and_loses_its_mark() -> None:
    text, note = cut("The board met.¹\n¹ It met twice.\n")
    assert (text.text, text.note) == ("The board met.", False)
    assert (note.text, note.note) == ("It met twice.", True)


def test_a_footnote_loses_all_digits_of_its_mark() -> None:
    assert texts("¹² Local data have not been validated.\n") == ["Local data have not been validated."]


def test_a_row_of_a_table_has_its_cells() -> None:
    [line] = cut("Overall effectiveness\tRequires improvement to be good\t\n")
    assert line.text == "Overall effectiveness Requires improvement to be good"
    assert line.cells == ("Overall effectiveness", "Requires improvement to be good")


def test_an_empty_first_cell_is_kept_and_bold_is_stripped_in_cells() -> None:
    [line] = cut("\t**Good**\t12\n")
    assert line.cells == ("", "Good", "12")


def test_a_line_without_tabs_has_no_cells() -> None:
    assert [line.cells for line in cut("Overall effectiveness: good\n")] == [()]


def test_html_blocks_in_a_cell_become_lines_of_their_own() -> None:
    found = cut("PRIORITIES\t<p>The plan helps:</p><ul><li>families</li><li>carers</li></ul>\n")
    assert [(line.text, line.gap) for line in found] == [
        ("PRIORITIES", 0),
        ("The plan helps:", 1),
        ("families", 1),
        ("carers", 1),
    ]
    assert all(line.cells == () for line in found)


def test_a_line_break_tag_parts_lines_and_never_glues_words() -> None:
    assert texts("Town Hall<br>Northmere<br/>NM1 1AA") == ["Town Hall", "Northmere", "NM1 1AA"]


def test_blank_lines_and_lines_of_markup_count_as_the_gap_before_a_line() -> None:
    assert [(line.text, line.gap) for line in cut("one\ntwo\n\n  \n<p></p>\nthree\n")] == [
        ("one", 0),
        ("two", 0),
        ("three", 3),
    ]


def test_the_indent_of_a_line_is_kept() -> None:
    assert [(line.text, line.indent) for line in cut("- one\n  - two\n    - three\n")] == [
        ("- one", 0),
        ("- two", 2),
        ("- three", 4),
    ]


def test_a_markdown_heading_has_its_level_and_loses_its_hashes() -> None:
    assert [(line.text, line.level) for line in cut("# Report\n### What **needs** to improve\nText\n")] == [
        ("Report", 1),
        ("What needs to improve", 3),
        ("Text", 0),
    ]


def test_spans_are_joined_by_a_space_only_where_one_stood_or_a_block_of_markup_did() -> None:
    source = "care**ful** work<br>done\nwell"
    assert text_of(source, ((0, 4), (6, 9), (11, 16), (20, 24), (25, 29))) == "careful work done well"


def test_the_tail_of_a_line_leaves_out_its_number() -> None:
    source = "**12.** The **visit** was short.\n"
    [line] = cut(source)
    assert line.text == "12. The visit was short."
    spans = tail(source, line.spans, len("12. "))
    assert text_of(source, spans) == "The visit was short."
    assert source[spans[0][0] : spans[-1][1]].strip() == "The **visit** was short."


@given(st.one_of(st.text(max_size=400), MARKED_UP))
def test_every_line_is_what_its_spans_select(text: str) -> None:
    for line in cut(text):
        assert line.text
        assert line.text == text_of(text, line.spans)
        assert all(0 <= start < end <= len(text) for start, end in line.spans)


@given(MARKED_UP)
def test_spans_run_forward_and_no_character_is_in_two_lines(text: str) -> None:
    spans = [span for line in cut(text) for span in line.spans]
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


@given(PLAIN)
def test_no_word_of_plain_text_is_lost_or_added(text: str) -> None:
    assert " ".join(texts(text)) == collapse(text)


@given(MARKED_UP, st.data())
def test_the_tail_is_the_rest_of_the_text(text: str, data: st.DataObject) -> None:
    for line in cut(text)[:3]:
        length = data.draw(st.integers(0, len(line.text) - 1))
        assert text_of(text, tail(text, line.spans, length)) == line.text[length:].lstrip()
