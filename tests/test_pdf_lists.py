"""Numbered paragraphs, bullets and footnotes of a PDF are told from running text by where they stand."""

from __future__ import annotations

import pytest
from paper import LEADING, LEFT, PROSE, SIZE, TOP, Paper, lines, prose, texts, wrapped


def numbered(paper: Paper) -> list[tuple[str | None, str]]:
    return [(line.number, line.text) for line in lines(paper)]


# Numbers


@pytest.mark.parametrize("mark", ["12.", "12", "7.19", "3.2.1.", "12)"])
def test_a_number_that_hangs_out_of_its_paragraph_is_its_number(mark: str) -> None:
    paper = Paper()
    paper.item(mark, PROSE, hang=40)
    assert numbered(paper) == [(mark.rstrip(".)"), f"{mark} {PROSE}")]


def test_numbered_paragraphs_without_space_between_them_are_kept_apart() -> None:
    paper = Paper()
    for number in (1, 2, 3):
        paper.at(LEFT, paper.y, f"{number}.")
        paper.rows(wrapped(PROSE, LEFT + 25), LEFT + 25)
    assert numbered(paper) == [(str(n), f"{n}. {PROSE}") for n in (1, 2, 3)]


def test_a_number_that_the_text_follows_without_a_space_is_cut_from_it() -> None:
    paper = Paper()
    paper.paragraph(f"10.{PROSE}")
    assert numbered(paper) == [("10", f"10. {PROSE}")]


def test_a_number_on_a_line_of_its_own_numbers_the_paragraph_below() -> None:
    paper = Paper()
    paper.paragraph(PROSE)
    paper.rows(["12."])
    paper.paragraph(PROSE, LEFT + 25)
    assert numbered(paper)[1:] == [("12", f"12. {PROSE}")]


def test_a_number_in_the_margin_numbers_the_paragraph_beside_it() -> None:
    paper = Paper()
    for number in (12, 13):
        paper.at(LEFT - 40, paper.y, f"{number}.")
        paper.paragraph(PROSE)
    assert numbered(paper) == [("12", f"12. {PROSE}"), ("13", f"13. {PROSE}")]


def test_a_numbered_paragraph_goes_on_over_the_end_of_a_page() -> None:
    rows = wrapped(prose(2), LEFT + 25)
    paper = Paper()
    paper.item("1.", PROSE)
    paper.at(LEFT, paper.y, "2.")
    paper.rows(rows[:3], LEFT + 25)
    paper.page()
    paper.rows(rows[3:], LEFT + 25)
    paper.gap()
    paper.item("3.", PROSE)
    assert numbered(paper) == [("1", f"1. {PROSE}"), ("2", f"2. {prose(2)}"), ("3", f"3. {PROSE}")]


@pytest.mark.parametrize("figure", ["84.5", "84", "12.", "2016."])
def test_a_figure_at_the_start_of_a_line_numbers_nothing(figure: str) -> None:
    start = "Leaders of the council have worked with many partners in the city, and now the share of"
    paper = Paper()
    paper.paragraph(PROSE)
    paper.rows([start, f"{figure} per cent of children were seen on the day."])
    assert numbered(paper)[1:] == [(None, f"{start} {figure} per cent of children were seen on the day.")]


def test_a_paragraph_that_begins_with_a_year_or_a_sum_has_no_number() -> None:
    paper = Paper()
    for text in ("2016 was a better year for children.", "£20 was paid to each.", "1,200 children were seen.", PROSE):
        paper.paragraph(text)
    assert [number for number, _ in numbered(paper)] == [None] * 4


# Bullets


@pytest.mark.parametrize("mark", ["•", "-", "–", "o"])
def test_a_sign_that_hangs_out_of_its_text_makes_it_an_item(mark: str) -> None:
    paper = Paper()
    paper.item(mark, "children are seen alone")
    paper.item(mark, PROSE)
    assert texts(paper) == ["• children are seen alone", f"• {PROSE}"]


def test_a_bullet_in_a_typeface_of_signs_is_a_bullet() -> None:
    paper = Paper()
    paper.at(LEFT, TOP, "\u2022", font="ZapfDingbats")
    paper.paragraph("children are seen alone", LEFT + 25)
    [only] = texts(paper)
    assert only.endswith(" children are seen alone")
    assert only.startswith("•")


def test_nested_bullets_stand_further_in() -> None:
    paper = Paper()
    paper.paragraph("The authority should:")
    paper.item("•", "see children alone, and write down")
    paper.item("–", "what they said", LEFT + 25)
    paper.item("–", "what is to be done", LEFT + 25)
    paper.item("•", "read its own plans.")
    found = [(line.text, line.indent) for line in lines(paper)]
    assert [text for text, _ in found] == [
        "The authority should:",
        "• see children alone, and write down",
        "• what they said",
        "• what is to be done",
        "• read its own plans.",
    ]
    indents = [indent for _, indent in found]
    assert indents[2] == indents[3] > indents[1] == indents[4]


def test_a_bullet_goes_on_over_the_end_of_a_page_and_its_list_as_well() -> None:
    rows = wrapped(PROSE, LEFT + 25)
    paper = Paper()
    paper.item("•", PROSE)
    paper.at(LEFT, paper.y, "•")
    paper.rows(rows[:2], LEFT + 25)
    paper.page()
    paper.rows(rows[2:], LEFT + 25)
    paper.gap()
    paper.item("•", "read its own plans.")
    assert texts(paper) == [f"• {PROSE}", f"• {PROSE}", "• read its own plans."]


def test_a_paragraph_after_a_list_is_not_part_of_its_last_item() -> None:
    paper = Paper()
    paper.item("•", "children are seen alone")
    paper.paragraph("Leaders know this.")
    assert texts(paper) == ["• children are seen alone", "Leaders know this."]


# Footnotes


def with_note(mark: str, note: str) -> Paper:
    """A page with a footnote, whose mark stands raised in a sentence and before the note."""
    paper = Paper()
    end = paper.at(LEFT, paper.y, "Plans are read by managers")
    end = paper.at(end, paper.y + 4, mark, size=6)
    paper.at(end, paper.y, " every month.")
    paper.gap(LEADING * SIZE * 2)
    paper.paragraph(PROSE)
    end = paper.at(LEFT, 94, mark, size=5)
    for number, row in enumerate(wrapped(note, size=8)):
        paper.at(end + 2 if not number else LEFT, 90 - 9.6 * number, row, size=8)
    return paper


def test_a_footnote_and_its_mark_are_taken_out_of_the_text() -> None:
    note = f"Since 2016. {PROSE}"
    assert [(line.text, line.note) for line in lines(with_note("1", note))] == [
        ("Plans are read by managers every month.", False),
        (note, True),
        (PROSE, False),
    ]


def test_two_footnotes_of_a_page_are_two_notes() -> None:
    paper = with_note("1", "Since 2016.")
    end = paper.at(LEFT, 74, "2", size=5)
    paper.at(end + 2, 70, "Since 2017.", size=8)
    assert [line.text for line in lines(paper) if line.note] == ["Since 2016.", "Since 2017."]


def test_a_footnote_mark_after_a_figure_is_no_part_of_it() -> None:
    paper = Paper()
    end = paper.at(LEFT, paper.y, "Children were seen in 2016")
    end = paper.at(end, paper.y + 4, "12", size=6)
    paper.at(end, paper.y, " and later.")
    assert texts(paper) == ["Children were seen in 2016 and later."]


def test_raised_letters_are_part_of_their_word() -> None:
    paper = Paper()
    end = paper.at(LEFT, paper.y, "Children were seen on the 3")
    end = paper.at(end, paper.y + 4, "rd", size=6)
    paper.at(end, paper.y, " of May.")
    assert texts(paper) == ["Children were seen on the 3rd of May."]


def test_a_raised_mark_in_type_of_the_size_of_its_note_is_its_mark() -> None:
    paper = Paper()
    paper.paragraph(PROSE)
    paper.at(LEFT, 95, "3", size=8)
    paper.at(LEFT + 8, 90, "Since 2016.", size=8)
    assert [line.text for line in lines(paper) if line.note] == ["Since 2016."]


@pytest.mark.parametrize("hang", [20, 30])
def test_a_first_line_that_does_not_hang_as_the_others_do_is_part_of_its_paragraph(hang: float) -> None:
    rows = wrapped(PROSE, LEFT + 30)
    paper = Paper()
    end = paper.at(LEFT, paper.y, "128. ")
    paper.rows(rows[:1], end)
    paper.rows(rows[1:], LEFT + hang)
    assert numbered(paper) == [("128", f"128. {PROSE}")]


def test_a_figure_with_a_stop_at_the_start_of_a_hanging_line_numbers_nothing() -> None:
    paper = Paper()
    paper.item("41.", PROSE)
    paper.at(LEFT, paper.y, "42.")
    start = "Many of the young people of the city remain in touch with services beyond the age of"
    paper.rows([start, "25. Support goes on."], LEFT + 25)
    paper.gap()
    paper.item("43.", PROSE)
    assert [number for number, _ in numbered(paper)] == ["41", "42", "43"]


def test_an_item_whose_dash_stands_close_to_its_text_goes_on_where_its_text_hangs() -> None:
    paper = Paper()
    paper.paragraph(PROSE)
    for _ in range(2):
        paper.rows(["– children live in homes, of whom most live in those that stand outside the area of"], LEFT + 20)
        paper.rows(["the authority"], LEFT + 38)
        paper.gap()
    item = "– children live in homes, of whom most live in those that stand outside the area of the authority"
    assert texts(paper)[1:] == [item, item]
