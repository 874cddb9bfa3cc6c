"""The notes, pages and tables of Word files are kept where they belong."""

from __future__ import annotations

from word import (
    BREAK,
    LEGAL,
    NOTES,
    cell,
    num,
    p,
    r,
    read,
    reference,
    table,
    texts,
    word,
)

PROSE = "Social workers visit children at home and know them well, and their plans say what is to change by when. "


# Notes


def test_footnotes_and_endnotes_follow_the_paragraph_that_refers_to_them() -> None:
    endnotes = '<w:endnote w:id="1">' + p("An endnote.") + "</w:endnote>"
    body = (
        p(r("Text") + reference(1) + r(" goes on") + reference(1, "endnote") + r("."))
        + p(r("Custom") + reference(2, more=' w:customMarkFollows="1"', mark="*") + r(" mark."))
        + p(r("Again") + reference(1) + "<w:del>" + reference(2) + "</w:del>" + reference(99))
    )
    lines = read(word(body, footnotes=NOTES, endnotes=endnotes))[0]
    assert [(line.text, line.note) for line in lines] == [
        ("Text goes on.", False),
        ("First note. More.", True),
        ("An endnote.", True),
        ("Custom mark.", False),
        ("Second note.", True),
        ("Again", False),
    ]


def test_notes_in_a_table_follow_the_table() -> None:
    body = table(["Visits", p(r("58%") + reference(2))], ["Reviews", "80%"]) + p("After.")
    lines = read(word(body, footnotes=NOTES))[0]
    assert [(line.text, line.note, line.gap) for line in lines] == [
        ("Visits 58%", False, 1),
        ("Reviews 80%", False, 0),
        ("Second note.", True, 1),
        ("After.", False, 1),
    ]


# Pages


def pages(body: str, **parts: str) -> list[tuple[str, int | None]]:
    return [(line.text, line.page) for line in read(word(body, **parts))[0]]


def test_pages_are_counted_by_the_breaks_that_word_has_noted() -> None:
    body = (
        p("One.")
        + p(r("Begins on one,") + BREAK + r(" ends on two."))
        + p("Two.")
        + p(BREAK + r("Three.") + reference(2))
    )
    assert pages(body, footnotes=NOTES) == [
        ("One.", 1),
        ("Begins on one, ends on two.", 1),
        ("Two.", 2),
        ("Three.", 3),
        ("Second note.", 3),
    ]


def test_a_break_that_was_asked_for_and_is_noted_again_is_one_break() -> None:
    asked = '<w:r><w:br w:type="page"/></w:r>'
    section = "<w:sectPr/>"
    body = (
        p("One.")
        + p(asked)
        + p(BREAK + r("Two."))
        + p(BREAK + r("Three."), properties="<w:pageBreakBefore/>")
        + p("Still three.", properties=section)
        + p(BREAK + r("Four."), properties='<w:sectPr><w:type w:val="continuous"/></w:sectPr>')
        + p("Four on.")
        + p(asked)
        + p(asked)
        + p("Six.")
    )
    assert [page for _, page in pages(body)] == [1, 2, 3, 3, 4, 4, 6]


def test_a_row_that_goes_over_a_page_has_one_break_however_many_cells_note_it() -> None:
    row = [cell(p(r("a") + BREAK + r("b"))), cell(p(r("c") + BREAK + r("d")))]
    body = p("One.") + table(row, [p(BREAK + r("Three")), p(BREAK + r("too"))]) + p("After.")
    assert pages(body) == [("One.", 1), ("ab cd", 1), ("Three too", 3), ("After.", 3)]


def test_a_file_that_word_has_not_laid_out_has_no_pages() -> None:
    assert pages(p("One.") + p('<w:r><w:br w:type="page"/></w:r>') + p("Next.")) == [("One.", None), ("Next.", None)]


# Tables


def test_rows_are_lines_of_cells_and_a_table_begins_after_a_gap() -> None:
    body = p("Before.") + table(["Measure", "2016"], ["Visits", p("46%") + p("of all")]) + table(["x", "y"])
    assert [(line.cells or line.text, line.gap) for line in read(word(body))[0]] == [
        ("Before.", 1),
        (("Measure", "2016"), 1),
        (("Visits", "46% of all"), 0),
        (("x", "y"), 1),
    ]


def test_merged_cells_are_read_once_and_keep_the_columns_in_line() -> None:
    wide = cell("Share", '<w:gridSpan w:val="2"/>')
    down, on = cell("Visits", '<w:vMerge w:val="restart"/>'), cell("never shown", "<w:vMerge/>")
    body = table(["Measure", wide, "Target"], [down, "2016", "46%", "90%"], [on, "2017", "58%", "90%"])
    assert [line.cells for line in read(word(body))[0]] == [
        ("Measure", "Share", "", "Target"),
        ("Visits", "2016", "46%", "90%"),
        ("", "2017", "58%", "90%"),
    ]


def test_lists_in_cells_keep_their_marks() -> None:
    numbering = LEGAL + num(1, 0)
    body = table(["Actions", p("Recruit", num=1) + p("Train", num=1)])
    assert texts(body, numbering=numbering) == ["Actions 1. Recruit 2. Train"]


def test_deleted_rows_are_out() -> None:
    body = table(["a", "b"], ["c", "d"]).replace("<w:tr>", "<w:tr><w:trPr><w:del/></w:trPr>", 1)
    assert texts(body) == ["c d"]


def test_rows_and_cells_may_stand_in_controls() -> None:
    inner = (
        table(["a", "b"])
        .replace("<w:tc>", "<w:sdt><w:sdtContent><w:tc>")
        .replace("</w:tc>", "</w:tc></w:sdtContent></w:sdt>")
    )
    inner = inner.replace("<w:tr>", "<w:sdt><w:sdtContent><w:tr>").replace("</w:tr>", "</w:tr></w:sdtContent></w:sdt>")
    assert [line.cells for line in read(word(inner))[0]] == [("a", "b")]


def test_a_table_that_only_lays_out_paragraphs_is_read_as_paragraphs() -> None:
    one_cell = table([p("Findings", "H1") + p("First.") + p("Second.")])
    columns = table([p(PROSE) * 3, p(PROSE)])
    lines = read(word(one_cell + columns))[0]
    assert [(line.text, line.level, line.cells) for line in lines] == [
        ("Findings", 1, ()),
        ("First.", 0, ()),
        ("Second.", 0, ()),
        *[(PROSE.strip(), 0, ())] * 4,
    ]


def test_a_table_in_a_table_is_a_table_of_its_own() -> None:
    body = table([p("Left.") + table(["a", "b"], ["c", "d"]) + p("Below."), "Right."], ["e", "f"])
    assert [line.cells or line.text for line in read(word(body))[0]] == [
        "Left.",
        ("a", "b"),
        ("c", "d"),
        "Below.",
        "Right.",
        ("e", "f"),
    ]
