"""Lines of a PDF are joined to the paragraphs that they were set from."""

from __future__ import annotations

import pytest
from paper import LEFT, PROSE, SIZE, TOP, Paper, prose, read, texts, wrapped


def set_in_rows(*rows: str) -> list[str]:
    """What is read of a paragraph set in these lines, after one that shows how wide the text is."""
    paper = Paper()
    paper.paragraph(PROSE)
    paper.rows(list(rows))
    return texts(paper)[1:]


def test_the_lines_of_a_paragraph_are_joined_and_paragraphs_kept_apart() -> None:
    paper = Paper()
    paper.paragraph(PROSE)
    paper.paragraph("Short.")
    paper.paragraph(prose(2))
    assert texts(paper) == [PROSE, "Short.", prose(2)]


def test_a_paragraph_without_space_above_it_begins_after_a_line_that_had_room_left() -> None:
    paper = Paper()
    for text in (PROSE, PROSE):
        paper.rows(wrapped(text))
    assert texts(paper) == [PROSE, PROSE]


def test_a_paragraph_goes_on_over_the_end_of_a_page() -> None:
    rows = wrapped(prose(3))
    paper = Paper()
    paper.rows(rows[:5])
    paper.page()
    paper.rows(rows[5:])
    paper.gap()
    paper.paragraph("Another.")
    lines, _ = read(paper.content())
    assert [(line.text, line.page) for line in lines] == [(prose(3), 1), ("Another.", 2)]


def test_a_paragraph_goes_on_over_two_ends_of_pages() -> None:
    rows = wrapped(prose(5))
    paper = Paper()
    for start in range(0, len(rows), 7):
        paper.rows(rows[start : start + 7])
        paper.page()
    assert texts(paper) == [prose(5)]


def test_a_paragraph_that_ended_with_its_page_is_not_joined_to_the_next() -> None:
    paper = Paper()
    paper.paragraph(PROSE)
    paper.page()
    paper.paragraph("Leaders know this. " + PROSE)
    assert texts(paper) == [PROSE, "Leaders know this. " + PROSE]


def test_a_paragraph_goes_on_over_a_footnote_at_the_end_of_its_page() -> None:
    rows = wrapped(prose(3))
    paper = Paper()
    paper.rows(rows[:5])
    end = paper.at(LEFT, 80, "1", size=5)
    paper.at(end + 2, 77, "A note of the council.", size=8)
    paper.page()
    paper.rows(rows[5:])
    lines, _ = read(paper.content())
    assert [(line.text, line.note) for line in lines] == [(prose(3), False), ("A note of the council.", True)]


def test_a_first_line_set_in_from_the_edge_begins_its_paragraph() -> None:
    paper = Paper()
    for text in (prose(2), prose(2)):
        first, *_ = wrapped(text, LEFT + 20)
        paper.rows([first], LEFT + 20)
        paper.rows(wrapped(text[len(first) + 1 :]))
    assert texts(paper) == [prose(2), prose(2)]


# Hyphens


def test_a_word_that_was_parted_at_the_end_of_a_line_is_made_whole() -> None:
    assert set_in_rows(
        "The authority has worked well with its partners, and with the agencies, so that the deve-",
        "lopment of its development plan has gone on.",
    ) == [
        "The authority has worked well with its partners, and with the agencies, so that the development of its development plan has gone on."
    ]


@pytest.mark.parametrize(
    ("above", "below", "joined"),
    [
        ("long-", "term plans", "long-term plans"),
        ("multi-", "agency safeguarding", "multi-agency safeguarding"),
        ("short-", "and long-term plans", "short- and long-term plans"),
        ("2016-", "17 was better", "2016-17 was better"),
        ("plans –", "and reviews", "plans – and reviews"),
    ],
)
def test_a_hyphen_that_is_part_of_the_word_is_kept(above: str, below: str, joined: str) -> None:
    start = "Leaders of the council have worked with many partners in the city to write down these "
    assert set_in_rows(f"{start}{above}", f"{below} for all the children.") == [
        f"{start}{joined} for all the children."
    ]


# Words


def test_ligatures_are_letters_and_dashes_and_quotation_marks_are_kept() -> None:
    assert set_in_rows("The council’s “offer” – 50% of it – is “good”.") == [
        "The council’s “offer” – 50% of it – is “good”."
    ]


def test_letters_set_one_by_one_make_words() -> None:
    paper = Paper()
    x = LEFT
    for word in "Children are safe.".split(" "):
        for letter in word:
            x = paper.at(x, TOP, letter)
        x += 0.28 * SIZE
    assert texts(paper) == ["Children are safe."]


def test_words_in_another_order_in_the_file_are_read_as_they_stand() -> None:
    paper = Paper()
    paper.at(LEFT, 600, "Below.")
    paper.at(LEFT, 700, "Above.")
    assert texts(paper) == ["Above.", "Below."]


def test_bold_and_slanting_words_are_part_of_their_paragraph() -> None:
    paper = Paper()
    end = paper.at(LEFT, TOP, "Leaders are ")
    end = paper.at(end, TOP, "not ", font="Helvetica-Bold")
    paper.at(end, TOP, "complacent.", font="Helvetica-Oblique")
    assert texts(paper) == ["Leaders are not complacent."]


def test_type_scaled_by_its_matrix_is_as_large_as_it_is_seen() -> None:
    paper = Paper()
    paper.heading("Findings", size=16)
    paper.canvas.saveState()
    paper.canvas.scale(SIZE, SIZE)
    for row in wrapped(PROSE):
        paper.at(LEFT / SIZE, paper.y / SIZE, row, size=1)
        paper.y -= 1.2 * SIZE
    paper.canvas.restoreState()
    lines, _ = read(paper.content())
    assert [(line.text, line.level) for line in lines] == [("Findings", 1), (PROSE, 0)]


def test_a_line_in_type_of_another_size_goes_on_with_its_sentence() -> None:
    rows = wrapped(PROSE)
    paper = Paper()
    paper.rows(rows[:1])
    paper.rows(rows[1:2], size=10)
    paper.rows(rows[2:])
    assert texts(paper) == [PROSE]
