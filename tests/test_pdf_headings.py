"""Headings of a PDF are told by their type, and ranked by it."""

from __future__ import annotations

import pytest
from paper import BOLD, LEFT, PROSE, Paper, lines, wrapped


def ranked(paper: Paper) -> list[tuple[str, int]]:
    """The lines of a paper that are not its running text, with their levels."""
    return [(line.text, line.level) for line in lines(paper) if PROSE not in line.text]


def test_headings_are_ranked_by_the_size_and_weight_of_their_type() -> None:
    paper = Paper()
    for title, size in (("Northmere", 24), ("Findings", 16), ("Front door", 13), ("Contacts", 11)):
        paper.heading(title, size)
        paper.paragraph(PROSE)
    paper.heading("Leaders", 16)
    paper.paragraph(PROSE)
    assert ranked(paper) == [("Northmere", 1), ("Findings", 2), ("Front door", 3), ("Contacts", 4), ("Leaders", 2)]


def test_a_heading_of_two_lines_is_one_heading() -> None:
    paper = Paper()
    title = "The experiences and progress of children who need help and protection in the city of Northmere"
    paper.rows(wrapped(title, size=16, font=BOLD), size=16, font=BOLD)
    paper.gap()
    paper.paragraph(PROSE)
    assert ranked(paper) == [(title, 1)]


def test_two_headings_below_each_other_in_one_type_are_two() -> None:
    paper = Paper()
    paper.heading("Findings")
    paper.gap(10)
    paper.heading("Front door")
    paper.paragraph(PROSE)
    assert ranked(paper) == [("Findings", 1), ("Front door", 1)]


def test_a_numbered_heading_keeps_its_number() -> None:
    paper = Paper()
    paper.at(LEFT, paper.y, "2.", size=16, font=BOLD)
    paper.at(LEFT + 30, paper.y, "Findings", size=16, font=BOLD)
    paper.y -= 30
    paper.paragraph(PROSE)
    assert ranked(paper) == [("2. Findings", 1)]


@pytest.mark.parametrize("text", ["Children are safe.", "the next steps;"])
def test_a_sentence_in_bold_is_no_heading(text: str) -> None:
    paper = Paper()
    paper.rows([text], font=BOLD)
    paper.gap()
    paper.paragraph(PROSE)
    assert ranked(paper) == [(text, 0)]


def test_a_paragraph_of_bold_type_is_no_heading() -> None:
    paper = Paper()
    paper.paragraph(f"Note: {PROSE}", font=BOLD)
    paper.paragraph(PROSE)
    assert [line.level for line in lines(paper)] == [0, 0]


def test_a_paragraph_that_begins_in_bold_is_one_paragraph() -> None:
    paper = Paper()
    end = paper.at(LEFT, paper.y, "Help and protection.", font=BOLD)
    rows = wrapped(PROSE, end + 4)
    paper.at(end + 4, paper.y, rows[0])
    paper.y -= 13.2
    rest = wrapped(PROSE[len(rows[0]) + 1 :])
    paper.rows(rest)
    assert [line.text for line in lines(paper)] == [f"Help and protection. {PROSE}"]


def test_a_heading_in_type_a_little_larger_than_the_text_is_a_heading() -> None:
    paper = Paper()
    paper.heading("Front door", 11.6, "Helvetica-Oblique")
    paper.paragraph(PROSE)
    assert ranked(paper) == [("Front door", 1)]
