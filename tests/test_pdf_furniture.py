"""What stands at the head and foot of the pages of a PDF is told from their text."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from paper import BOLD, FOOT, HEIGHT, LEFT, RIGHT, Paper, lines, read, said, texts, wrapped

HEAD = HEIGHT - 40


def pages(count: int, furnish: Callable[[Paper, int], object]) -> Paper:
    """A paper of so many pages, on each of which `furnish` puts furniture."""
    paper = Paper()
    for number in range(1, count + 1):
        furnish(paper, number)
        paper.paragraph(said(number))
        paper.page()
    return paper


@pytest.mark.parametrize(
    "furnish",
    [
        lambda paper, n: paper.at(LEFT, HEAD, "Inspection of Northmere children’s services"),
        lambda paper, n: paper.at(LEFT, FOOT, "Inspection of Northmere children’s services", size=8),
        lambda paper, n: paper.at(300, FOOT, str(n)),
        lambda paper, n: paper.at(300, FOOT, f"– {n} –"),
        lambda paper, n: paper.at(300, FOOT, f"Page {n} of 7"),
        lambda paper, n: paper.at(300, HEAD, f"Page {n}"),
        lambda paper, n: paper.at(LEFT, FOOT, f"{n} www.gov.uk/ofsted"),
        lambda paper, n: paper.at(LEFT if n % 2 else 400, FOOT, "Northmere inspection report"),
        lambda paper, n: (
            paper.at(LEFT, FOOT, f"{n} Children’s services")
            if n % 2
            else paper.at(400, FOOT, f"Northmere, June 2016 {n}")
        ),
        lambda paper, n: (paper.at(LEFT, HEAD, "Northmere"), paper.at(RIGHT, HEAD, str(n))),
        lambda paper, n: (paper.at(LEFT, HEAD, "Northmere"), paper.at(LEFT, HEAD - 14, "June 2016", size=8)),
        lambda paper, n: n > 1 and paper.at(LEFT, HEAD, "Inspection of Northmere children’s services"),
        lambda paper, n: n > 2 and paper.at(300, FOOT, str(n - 2)),
        lambda paper, n: paper.at(300, FOOT, "i ii iii iv v vi vii".split()[n - 1]),
        lambda paper, n: paper.at(LEFT, FOOT, f"Page | {n}"),
    ],
    ids=range(15),
)
def test_furniture_is_taken_off(furnish: Callable[[Paper, int], object]) -> None:
    assert texts(pages(7, furnish)) == [said(n) for n in range(1, 8)]


@pytest.mark.parametrize("count", [2, 3, 5])
def test_furniture_of_a_few_pages_is_taken_off(count: int) -> None:
    def furnish(paper: Paper, number: int) -> None:
        paper.at(LEFT, HEAD, "Inspection of Northmere children’s services")
        paper.at(300, FOOT, str(number))

    assert texts(pages(count, furnish)) == [said(n) for n in range(1, count + 1)]


def test_the_number_of_the_only_page_is_taken_off() -> None:
    assert texts(pages(1, lambda paper, n: paper.at(300, FOOT, str(n)))) == [said(1)]


def test_furniture_does_not_part_a_paragraph_that_goes_on_overleaf() -> None:
    text = " ".join(said(n) for n in range(1, 5))
    rows = wrapped(text)
    paper = Paper()
    for number, start in enumerate(range(0, len(rows), 4), 1):
        paper.at(LEFT, HEAD, "Inspection of Northmere children’s services")
        paper.at(300, FOOT, f"Page {number} of 3")
        paper.rows(rows[start : start + 4])
        paper.page()
    assert texts(paper) == [text]


def test_text_in_the_margin_that_is_not_on_other_pages_is_kept() -> None:
    def furnish(paper: Paper, number: int) -> None:
        if number == 3:
            paper.at(LEFT, HEAD, "This report takes the place of that of May.")
        paper.at(300, FOOT, str(number))

    assert "This report takes the place of that of May." in texts(pages(5, furnish))


def test_what_is_said_on_several_pages_in_their_text_is_kept() -> None:
    def furnish(paper: Paper, number: int) -> None:
        paper.at(LEFT, 400, "The next visit is in six months.")

    assert texts(pages(4, furnish)).count("The next visit is in six months.") == 4


def test_paragraph_numbers_at_the_top_of_several_pages_are_kept() -> None:
    paper = Paper()
    for number in range(1, 7):
        paper.item(f"{number}.", said(number))
        paper.page()
    assert [line.number for line in lines(paper)] == list("123456")


def test_pages_are_numbered_as_they_come_in_the_file() -> None:
    found, _ = read(pages(4, lambda paper, n: paper.at(300, FOOT, str(n + 10))).content())
    assert [(line.text, line.page) for line in found] == [(said(n), n) for n in range(1, 5)]


def test_a_foot_that_stands_higher_on_the_first_page_is_taken_off_there_too() -> None:
    def furnish(paper: Paper, number: int) -> None:
        paper.at(LEFT, FOOT + (number == 1) * 15, "Inspection of Northmere, June 2016", size=8)

    assert texts(pages(5, furnish)) == [said(n) for n in range(1, 6)]


def test_a_title_that_the_heads_of_pages_repeat_is_kept_where_it_is_the_title() -> None:
    def furnish(paper: Paper, number: int) -> None:
        paper.at(LEFT, HEAD - (number == 1) * 40, "Northmere children’s services", size=20 if number == 1 else 8)
        paper.gap(40)

    assert texts(pages(5, furnish)) == ["Northmere children’s services", *(said(n) for n in range(1, 6))]


def test_a_heading_at_the_top_of_a_few_pages_is_kept() -> None:
    def furnish(paper: Paper, number: int) -> None:
        if number in (2, 5, 9):
            paper.rows(["Inspection findings"], font=BOLD)
            paper.gap()

    found, _ = read(pages(10, furnish).content())
    assert [(line.text, line.page) for line in found if line.level] == [("Inspection findings", n) for n in (2, 5, 9)]


def test_a_head_that_changes_with_the_chapter_is_taken_off() -> None:
    def furnish(paper: Paper, number: int) -> None:
        paper.at(LEFT, HEAD, "Help and protection" if number < 4 else "Children in care")

    assert texts(pages(7, furnish)) == [said(n) for n in range(1, 8)]
