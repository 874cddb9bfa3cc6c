"""Tables of a PDF are told by how words stand side by side, and are read as rows of cells."""

from __future__ import annotations

from paper import BOLD, LEADING, LEFT, PROSE, SIZE, Paper, lines, prose, wrapped

EDGES = (LEFT, 270.0, 400.0)
HEAD = ("Experiences of children", "Judgement", "Date")
ROWS = (("Help and protection", "Good", "May 2016"), ("Care leavers", "Inadequate", "June 2017"))


def cells(paper: Paper) -> list[tuple[str, ...]]:
    return [line.cells for line in lines(paper) if line.cells]


def row(paper: Paper, words: tuple[str, ...], width: float = 120, font: str = "Helvetica") -> None:
    """A row of a table, each cell wrapped in its column, and the space below it."""
    top = paper.y
    lowest = top
    for x, text in zip(EDGES, words, strict=True):
        paper.y = top
        paper.rows(wrapped(text, x, x + width, font=font), x, font=font)
        lowest = min(lowest, paper.y)
    paper.y = lowest - 6


def test_a_table_is_read_as_rows_of_cells_between_the_paragraphs_round_it() -> None:
    paper = Paper()
    paper.paragraph(PROSE)
    paper.gap(10)
    for words in (HEAD, *ROWS):
        row(paper, words)
    paper.gap(20)
    paper.paragraph(PROSE)
    assert [line.cells or line.text for line in lines(paper)] == [PROSE, HEAD, *ROWS, PROSE]


def test_cells_of_several_lines_are_one_cell_each() -> None:
    long = ("Children who need help and protection, and their families", "Requires improvement to be good", "May 2016")
    paper = Paper()
    for words in (HEAD, long, ROWS[1]):
        row(paper, words)
    assert cells(paper) == [HEAD, long, ROWS[1]]


def test_an_empty_cell_keeps_its_place() -> None:
    paper = Paper()
    for words in (HEAD, ("Help and protection", "", "May 2016"), ROWS[1]):
        row(paper, words)
    assert cells(paper) == [HEAD, ("Help and protection", "", "May 2016"), ROWS[1]]


def test_figures_set_to_the_right_are_a_column() -> None:
    paper = Paper()
    found = [("Children looked after", "1,204"), ("Care leavers", "86"), ("Children in need", "3,310")]
    for name, figure in found:
        paper.at(LEFT, paper.y, name)
        paper.canvas.drawRightString(400, paper.y, figure)
        paper.y -= 18
    assert cells(paper) == found


def test_a_table_in_ruled_boxes_is_read_the_same() -> None:
    paper = Paper()
    for words in (HEAD, *ROWS):
        for x in EDGES:
            paper.canvas.rect(x - 4, paper.y - 5, 130, 18)
        row(paper, words, font=BOLD if words is HEAD else "Helvetica")
    assert cells(paper) == [HEAD, *ROWS]


def test_a_table_goes_on_overleaf_as_rows() -> None:
    paper = Paper()
    row(paper, HEAD)
    row(paper, ROWS[0])
    paper.page()
    paper.y -= 120
    row(paper, ROWS[1])
    row(paper, ("Adoption", "Outstanding", "July 2017"))
    assert cells(paper) == [HEAD, *ROWS, ("Adoption", "Outstanding", "July 2017")]
    assert [line.page for line in lines(paper)] == [1, 1, 2, 2]


def test_the_leaders_of_a_table_of_contents_part_its_cells() -> None:
    paper = Paper()
    contents = [("The local authority", "3"), ("What needs to improve", "5"), ("Care leavers", "12")]
    for title, page in contents:
        end = paper.at(LEFT, paper.y, f"{title} ")
        paper.at(end, paper.y, "." * int((480 - end) / paper.canvas.stringWidth(".", "Helvetica", SIZE)))
        paper.canvas.drawRightString(500, paper.y, page)
        paper.y -= LEADING * SIZE
    assert cells(paper) == contents


def test_wide_spaces_of_justified_text_make_no_table() -> None:
    rows = wrapped(prose(2))
    paper = Paper()
    for text in rows[:-1]:
        words = text.split(" ")
        width = sum(paper.canvas.stringWidth(word, "Helvetica", SIZE) for word in words)
        space = (455 - width) / (len(words) - 1)
        x = LEFT
        for word in words:
            x = paper.at(x, paper.y, word) + space
        paper.y -= LEADING * SIZE
    paper.rows(rows[-1:])
    assert [line.text for line in lines(paper)] == [prose(2)]
    assert cells(paper) == []


def test_numbered_paragraphs_and_bullets_make_no_table() -> None:
    paper = Paper()
    for number in range(1, 5):
        paper.item(f"{number}.", PROSE, hang=60)
    for _ in range(4):
        paper.item("•", "children are seen alone", hang=40)
    assert cells(paper) == []


def test_a_long_title_that_reaches_over_the_page_numbers_stands_in_the_table_of_contents() -> None:
    paper = Paper()
    long = "The experiences and progress of children looked after by the authority, and of care leavers"
    for title, page in (("Recommendations", "7"), (long, "112"), ("Leadership, management and governance", "17")):
        rows = wrapped(title, LEFT, 512)
        paper.rows(rows[:-1])
        paper.canvas.drawRightString(523, paper.y, page)
        paper.rows(rows[-1:])
        paper.gap(6)
    assert [line.cells for line in lines(paper)] == [
        ("Recommendations", "7"),
        (long, "112"),
        ("Leadership, management and governance", "17"),
    ]
