"""Web pages are read as a browser shows their main part: headings and words, without the furniture."""

from __future__ import annotations

import pytest
from webpage import FILLER, FURNITURE, PROSE, read, texts

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
