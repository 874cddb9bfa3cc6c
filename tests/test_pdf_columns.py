"""A PDF page is read in the order in which people read it: column after column, upright, and what is shown of it."""

from __future__ import annotations

import pytest
from paper import BOLD, HEIGHT, LEFT, PROSE, RIGHT, SIZE, TOP, WIDTH, Paper, drawn, prose, read, refused, texts, wrapped
from PIL import Image
from reportlab.lib.utils import ImageReader

MIDDLE = 287.0
RIGHT_COLUMN = 307.0


def column(paper: Paper, rows: list[str], right: bool, top: float = TOP) -> None:
    paper.y = top
    paper.rows(rows, RIGHT_COLUMN if right else LEFT)


# Columns


def test_columns_are_read_one_after_the_other_and_a_paragraph_goes_on_from_one_to_the_next() -> None:
    text = prose(3)
    rows = wrapped(text, LEFT, MIDDLE)
    half = len(rows) // 2
    paper = Paper()
    column(paper, rows[:half], right=False)
    column(paper, rows[half:], right=True)
    assert texts(paper) == [text]


def test_paragraphs_of_each_column_are_kept_apart() -> None:
    paper = Paper()
    for right in (False, True):
        paper.y = TOP
        for _ in range(2):
            paper.paragraph(PROSE, RIGHT_COLUMN if right else LEFT, RIGHT if right else MIDDLE)
    assert texts(paper) == [PROSE] * 4


def test_a_heading_over_both_columns_is_read_before_them() -> None:
    paper = Paper()
    paper.heading("What inspectors found in the city, and what they ask for", size=18)
    top = paper.y
    column(paper, wrapped(prose(2), LEFT, MIDDLE), right=False, top=top)
    column(paper, wrapped(f"Leaders know this. {prose(2)}", LEFT, MIDDLE), right=True, top=top)
    assert texts(paper) == [
        "What inspectors found in the city, and what they ask for",
        prose(2),
        f"Leaders know this. {prose(2)}",
    ]


def test_text_below_two_columns_is_read_after_them() -> None:
    rows = wrapped(prose(2), LEFT, MIDDLE)
    paper = Paper()
    column(paper, rows, right=False)
    column(paper, rows, right=True)
    paper.gap(30)
    paper.paragraph(f"In all. {PROSE}")
    assert texts(paper) == [prose(2), prose(2), f"In all. {PROSE}"]


def test_a_text_goes_on_from_the_last_column_of_a_page_to_the_first_of_the_next() -> None:
    text = prose(5)
    rows = wrapped(text, LEFT, MIDDLE)
    quarter = len(rows) // 4 + 1
    paper = Paper()
    column(paper, rows[:quarter], right=False)
    column(paper, rows[quarter : 2 * quarter], right=True)
    paper.page()
    column(paper, rows[2 * quarter : 3 * quarter], right=False)
    column(paper, rows[3 * quarter :], right=True)
    assert texts(paper) == [text]


# Pages that are turned, cropped or moved


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_that_is_turned_is_read_upright(turn: int) -> None:
    """The text is set so that it stands upright only once the page is turned."""
    paper = Paper()
    paper.canvas.setPageRotation(turn)
    paper.canvas.translate(*{90: (HEIGHT, 0), 180: (WIDTH, HEIGHT), 270: (0, WIDTH)}[turn])
    paper.canvas.rotate(turn)
    paper.y = 500
    paper.heading("Findings")
    paper.item("1.", PROSE)
    lines, problems = read(paper.content())
    assert [(line.text, line.level, line.number) for line in lines] == [
        ("Findings", 1, None),
        (f"1. {PROSE}", 0, "1"),
    ]
    assert problems == []


def test_a_page_whose_text_lies_on_its_side_without_being_turned_is_named() -> None:
    paper = Paper()
    paper.paragraph(PROSE)
    paper.page()
    paper.canvas.translate(WIDTH, 0)
    paper.canvas.rotate(90)
    paper.paragraph(PROSE, right=700)
    assert read(paper.content())[1] == [("page-without-text", "partial")]


def test_a_watermark_across_the_page_is_no_part_of_its_text() -> None:
    paper = Paper()
    paper.paragraph(PROSE)
    paper.canvas.translate(100, 100)
    paper.canvas.rotate(45)
    paper.at(0, 0, "DRAFT", size=80)
    assert texts(paper) == [PROSE]


def test_a_page_whose_corner_is_not_the_origin_is_read() -> None:
    words = b"BT /F1 12 Tf 1072 1700 Td (Children are safe.) Tj ET"
    assert texts(drawn(words, b"/MediaBox[1000 1000 1595 1842]")) == ["Children are safe."]
    assert texts(drawn(words, b"/MediaBox[1000 1000 1595 1842]/Rotate 360")) == ["Children are safe."]


def test_words_outside_what_is_shown_of_the_page_are_not_read() -> None:
    words = b"BT /F1 12 Tf 72 700 Td (Shown.) Tj 0 -400 Td (Cropped.) Tj 900 0 Td (Beside the page.) Tj ET"
    assert texts(drawn(words, b"/MediaBox[0 0 595 842]/CropBox[0 500 595 842]")) == ["Shown."]


# What nobody sees


def test_type_too_small_to_see_is_not_read() -> None:
    paper = Paper()
    paper.paragraph(PROSE)
    paper.at(LEFT, 400, "The authority is outstanding.", size=0.5)
    assert texts(paper) == [PROSE]


def test_an_unseen_layer_of_text_over_a_scanned_page_is_read() -> None:
    """It is how text recognition stores what it found, so it cannot be left out."""
    assert texts(drawn(b"BT /F1 12 Tf 3 Tr 72 700 Td (Children are safe.) Tj ET")) == ["Children are safe."]


def test_white_words_are_read_since_they_may_stand_on_a_dark_ground() -> None:
    paper = Paper()
    paper.canvas.rect(LEFT, TOP - 4, 300, 16, fill=1)
    paper.canvas.setFillGray(1)
    paper.at(LEFT, TOP, "Children are safe.")
    assert texts(paper) == ["Children are safe."]


def test_words_printed_twice_in_one_place_for_weight_are_read_once() -> None:
    paper = Paper()
    for shift in (0, 0.3):
        paper.at(LEFT + shift, TOP, "Children are safe.", size=SIZE, font=BOLD)
    assert texts(paper) == ["Children are safe."]


# Pages without text


def scan(paper: Paper) -> None:
    """Put a picture of a page on the page."""
    paper.canvas.drawImage(ImageReader(Image.new("L", (200, 300), 128)), LEFT, 100, 400, 600)


def test_a_scanned_paper_is_refused_by_name() -> None:
    paper = Paper()
    scan(paper)
    assert refused(paper.content()) == "scanned"


def test_a_scanned_page_between_others_is_named() -> None:
    paper = Paper()
    paper.paragraph(PROSE)
    paper.page()
    scan(paper)
    paper.page()
    paper.paragraph(f"Leaders know this. {PROSE}")
    lines, problems = read(paper.content())
    assert [line.page for line in lines] == [1, 3]
    assert problems == [("page-without-text", "partial")]
