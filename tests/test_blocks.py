"""Lines are joined into headings, paragraphs, list items and tables as the page meant them."""

from __future__ import annotations

import northmere
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.document import Source
from ingest.line import lines, text_of
from ingest.structure.block import Block, blocks
from ingest.structure.outline import is_contents

WRAPPED = """Main findings

Children in care are well cared for by adults who know them and enjoy their company.
Services have kept the strengths that inspectors saw in 2019 in spite of the pandemic.
"""
"""The opening of a letter that was wrapped at 86 characters."""

LONG = "Social workers know children well and see them often, which means that children can tell them what they like and what they do not like about the place in which they live, and"
"""A line of unwrapped text that breaks off in mid-sentence."""


def joined(text: str) -> list[Block]:
    return blocks(text, lines(Source("paper.txt", text, "0" * 64)))


def texts(text: str, kind: str = "text") -> list[str]:
    return [block.text for block in joined(text) if block.kind == kind]


def headings(text: str) -> list[str]:
    return texts(text, "heading")


@pytest.fixture(scope="module")
def letter() -> list[Block]:
    """The focused visit letter of the sample: wrapped, with page breaks in mid-sentence."""
    return joined(northmere.wrapped("focused-visit-2021"))


@pytest.fixture(scope="module")
def report() -> list[Block]:
    """The inspection report of 2016 in the sample: unwrapped, with a contents table."""
    return joined(northmere.SINGLE)


def starting(found: list[Block], words: str) -> Block:
    [block] = [block for block in found if block.text.startswith(words)]
    return block


def test_wrapped_lines_are_joined_into_paragraphs() -> None:
    assert texts(WRAPPED) == [
        "Children in care are well cared for by adults who know them and enjoy their company. Services have kept the strengths that inspectors saw in 2019 in spite of the pandemic."
    ]


def test_a_blank_line_after_a_finished_sentence_ends_the_paragraph(letter: list[Block]) -> None:
    assert (
        starting(letter, "Inspectors looked at").text
        == "Inspectors looked at the local authority’s arrangements for children in care, with particular attention to those who go missing."
    )
    assert starting(letter, "The visit took place on site").text.endswith(
        "and a group of young people, and read children’s records."
    )


def test_a_sentence_broken_by_a_page_is_healed(letter: list[Block]) -> None:
    assert (
        "Leaders attribute this to competition from neighbouring areas and have raised salaries for experienced staff."
        in starting(letter, "Caseloads in the children").text
    )
    assert "The records that do exist are brief. Because the figures" in starting(letter, "The position is weaker").text


def test_an_unwrapped_sentence_broken_by_a_page_is_healed() -> None:
    assert texts(f"{LONG}\n\nthey feel heard.\n\nInspectors agreed with this.\n") == [
        f"{LONG} they feel heard.",
        "Inspectors agreed with this.",
    ]


def test_an_unwrapped_sentence_is_healed_before_a_capital_letter_too() -> None:
    assert texts(f"{LONG}\n\nOfsted agreed.\n\nInspectors went home.\n") == [
        f"{LONG} Ofsted agreed.",
        "Inspectors went home.",
    ]


def test_a_sentence_is_healed_over_a_footnote_at_the_foot_of_the_page() -> None:
    text = f"{LONG}\n\n¹ Figures of the council.\n\nthey feel heard.\n"
    assert texts(text) == [f"{LONG} they feel heard."]
    assert texts(text, "note") == ["Figures of the council."]


def test_a_number_at_the_start_of_a_wrapped_line_is_no_paragraph_number() -> None:
    text = f"""{WRAPPED}
There have been many cases of the virus in the county, with a peak during last January
2021. Services to children were quickly changed in response to the first lockdown, and
all open cases were looked at again.
"""
    assert texts(text, "item") == []
    assert texts(text)[1] == (
        "There have been many cases of the virus in the county, with a peak during last January 2021. "
        "Services to children were quickly changed in response to the first lockdown, and all open cases were looked at again."
    )


def test_a_number_in_mid_sentence_of_a_numbered_paragraph_is_no_paragraph_number() -> None:
    text = f"""{WRAPPED}
12. The council agreed that more social workers will be in post by the end of the year
2021. It has kept to this, and children do not change their social worker as often.
13. Supervision is regular.
"""
    assert [(block.number, block.text.split(".")[0]) for block in joined(text) if block.kind == "item"] == [
        ("12", "The council agreed that more social workers will be in post by the end of the year 2021"),
        ("13", "Supervision is regular"),
    ]


def test_a_numbered_paragraph_loses_its_number_from_text_and_spans() -> None:
    text = "15. The front door is safe.\n16. Visits are on time.\n"
    found = joined(text)
    assert [(block.kind, block.number, block.text) for block in found] == [
        ("item", "15", "The front door is safe."),
        ("item", "16", "Visits are on time."),
    ]
    assert all(text_of(text, block.spans) == block.text for block in found)


def test_a_decimal_number_after_a_bullet_mark_is_the_number_of_the_paragraph() -> None:
    assert [(block.number, block.text) for block in joined("- 7.19 Work is taking place.\n- 7.20 It will end.\n")] == [
        ("7.19", "Work is taking place."),
        ("7.20", "It will end."),
    ]


def test_a_paragraph_that_lacks_its_full_stop_does_not_take_the_number_of_the_next() -> None:
    found = joined(f"- 5.3 {LONG} more\n- 5.4 The programme had begun.\n- 5.5 It goes on.\n")
    assert [block.number for block in found] == ["5.3", "5.4", "5.5"]


def test_a_number_without_a_stop_is_no_paragraph_number() -> None:
    assert [block.number for block in joined("143 contacts were waiting to be read on that day.\n")] == [None]


def test_bullets_are_items_of_their_own_without_their_marks() -> None:
    assert [(block.kind, block.bullet, block.text) for block in joined("◼ Visits.\n◼ Plans.\n• Reviews.\n")] == [
        ("item", True, "Visits."),
        ("item", True, "Plans."),
        ("item", True, "Reviews."),
    ]


def test_a_wrapped_bullet_is_joined(letter: list[Block]) -> None:
    assert [block.text for block in letter if block.bullet] == [
        "The timeliness and quality of return home interviews for children who are placed out of area.",
        "The use of what children say in these interviews to update their care plans and risk assessments.",
        "The sharing of information with other local authorities and police forces when children who are placed in their areas go missing.",
    ]


def test_nested_bullets_stay_with_the_bullet_that_introduces_them(report: list[Block]) -> None:
    meals = starting(report, "The proportion of children entitled to free school meals:")
    assert (
        meals.text
        == "The proportion of children entitled to free school meals: • in primary schools is 13% (the national average is 15%) • in secondary schools is 11% (the national average is 13%)."
    )
    assert [meals.text[at:].split(" is ")[0] for at in meals.breaks] == [
        "• in primary schools",
        "• in secondary schools",
    ]
    assert starting(report, "Fourteen per cent of children").breaks == ()


def test_bullets_stay_with_the_numbered_paragraph_that_introduces_them() -> None:
    found = joined("- 3.6 Inspectors judge on four points:\n - Outstanding\n - Good\n- 3.7 The grade is final.\n")
    assert [(block.number, block.text) for block in found] == [
        ("3.6", "Inspectors judge on four points: - Outstanding - Good"),
        ("3.7", "The grade is final."),
    ]
    assert found[0].breaks == (
        len("Inspectors judge on four points: "),
        len("Inspectors judge on four points: - Outstanding "),
    )


def test_a_bullet_goes_on_with_the_sentence_that_introduces_it_but_not_if_it_is_a_sentence() -> None:
    assert texts("The board has asked that the council will:\n- see children\n- listen to them.\n") == [
        "The board has asked that the council will: - see children - listen to them."
    ]
    assert texts("The report stated:\n\n- Children are seen.\n- Staff are kind.\n", "item") == [
        "Children are seen.",
        "Staff are kind.",
    ]


def test_a_bullet_after_a_finished_paragraph_is_an_item_of_its_own() -> None:
    found = joined("3. Inspectors judge on four points.\n- Staff are kind.\n - Visits are late.\n")
    assert [block.text for block in found] == [
        "Inspectors judge on four points.",
        "Staff are kind.",
        "Visits are late.",
    ]


def test_bullets_of_one_rank_do_not_own_each_other() -> None:
    assert texts("- Visits to:\n- Plans.\n", "item") == ["Visits to:", "Plans."]


def test_the_headings_of_a_letter_are_told_from_names_and_addresses(letter: list[Block]) -> None:
    assert [block.text for block in letter if block.kind == "heading"] == [
        "Focused visit to Northmere County Council children’s services",
        "Headline findings",
        "What needs to improve in this area of social work practice",
        "Main findings",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Priyanka Ketterill",
        "Yours sincerely",
        "23 November 2021",
        "County Hall, NM1 1AA",
        "enquiries@northmere.gov.uk",
        "Tel: 01632 960 001",
        "Contact officer: Hilary Stannock",
    ],
)
def test_lines_of_a_letterhead_or_signature_are_no_headings(line: str) -> None:
    assert line not in headings(
        f"{WRAPPED}\n{line}\n\nThe next paragraph of the letter begins here and is a whole sentence of its own.\n"
    )


@pytest.mark.parametrize(
    "line",
    [
        "Overview",
        "Findings and evaluation of progress",
        "Children who go missing",
        "TO WATCH",
        "Section two: re-inspection of authorities",
    ],
)
def test_short_lines_over_a_paragraph_are_headings(line: str) -> None:
    assert headings(
        f"{WRAPPED}\n{line}\n\nThe next paragraph of the letter begins here and is a whole sentence of its own.\n"
    ) == ["Main findings", line]


@pytest.mark.parametrize(
    "line", ["The board met in May.", "the board met", "Of these children;", "They said so. Others Did Not", "A" * 130]
)
def test_sentences_and_fragments_are_no_headings(line: str) -> None:
    assert line not in headings(
        f"{WRAPPED}\n{line}\n\nThe next paragraph of the letter begins here and is a whole sentence of its own.\n"
    )


def test_a_numbered_title_in_capitals_or_over_its_own_numbers_is_a_heading() -> None:
    found = joined("1. RECOMMENDATIONS\n\n- 1.1 Approve the plan.\n\n2. Background to the plan\n\n- 2.1 Ofsted came.\n")
    assert [(block.kind, block.number, block.text) for block in found] == [
        ("heading", "1", "RECOMMENDATIONS"),
        ("item", "1.1", "Approve the plan."),
        ("heading", "2", "Background to the plan"),
        ("item", "2.1", "Ofsted came."),
    ]


def test_a_markdown_heading_is_a_heading_of_its_level() -> None:
    assert [
        (block.kind, block.level, block.text) for block in joined("## findings of the visit.\nStaff are kind.\n")
    ] == [("heading", 2, "findings of the visit."), ("text", 0, "Staff are kind.")]


@pytest.mark.parametrize(
    ("line", "text", "grade"),
    [
        (
            "Leadership, management and governance\tInadequate",
            "Leadership, management and governance Inadequate",
            "inadequate",
        ),
        (
            "The experiences of children in care\tRequires improvement to be good",
            "The experiences of children in care Requires improvement to be good",
            "requires-improvement",
        ),
        ("The impact of leaders: good", "The impact of leaders: good", "good"),
        (
            "The graded judgement for adoption performance is that it requires improvement",
            "The graded judgement for adoption performance is that it requires improvement",
            "requires-improvement",
        ),
        (
            "The Local Safeguarding Children Board is inadequate",
            "The Local Safeguarding Children Board is inadequate",
            "inadequate",
        ),
        (
            "The Local Safeguarding Children Board requires improvement",
            "The Local Safeguarding Children Board requires improvement",
            "requires-improvement",
        ),
    ],
)
def test_a_heading_that_prints_a_grade_has_it(line: str, text: str, grade: str) -> None:
    found = joined(f"{LONG} they feel heard.\n\n{line}\n\n1. Leaders know what they do.\n")
    assert [(block.kind, block.text, block.grade) for block in found[1:2]] == [("heading", text, grade)]


def test_a_heading_without_a_grade_has_none() -> None:
    assert [block.grade for block in joined(WRAPPED) if block.kind == "heading"] == [None]


def test_rows_that_stand_together_are_a_table_with_a_break_before_each_but_the_first() -> None:
    [table] = joined("Judgement\tGrade\nOverall effectiveness\tGood\nThe impact of leaders\tInadequate\n")
    assert table.kind == "table"
    assert table.rows == (
        ("Judgement", "Grade"),
        ("Overall effectiveness", "Good"),
        ("The impact of leaders", "Inadequate"),
    )
    assert [table.text[start:end] for start, end in zip((0, *table.breaks), (*table.breaks, None), strict=True)] == [
        "Judgement Grade ",
        "Overall effectiveness Good ",
        "The impact of leaders Inadequate",
    ]


def test_graded_rows_parted_by_blank_lines_are_headings_of_their_own() -> None:
    found = joined("Adoption performance\tGood\n\nOverall effectiveness\tInadequate\n")
    assert [(block.kind, block.grade) for block in found] == [("heading", "good"), ("heading", "inadequate")]


def test_short_lines_that_stand_together_are_one_block_until_a_sentence_begins() -> None:
    sentence = "Inspectors looked at the work of the council with children who go missing from home or from care and with those who live with neglect."
    assert texts(f"{sentence}\n\nOwen Pellifer\nof Northmere\nHMI, etc.\n{sentence}\n") == [
        sentence,
        "Owen Pellifer of Northmere HMI, etc.",
        sentence,
    ]


def test_a_lone_row_without_a_grade_is_a_table_and_no_heading() -> None:
    assert [block.kind for block in joined("Average caseload\t18\n\nIt was 15 in March.\n")] == ["table", "text"]


def test_a_contents_table_is_told_from_other_tables(report: list[Block]) -> None:
    tables = [block for block in report if block.kind == "table"]
    assert [is_contents(table) for table in tables] == [False, True]
    assert tables[1].rows[0] == ("Executive summary", "2")
    assert tables[1].rows[-1] == ("Information about this inspection", "28")


def test_a_table_of_few_numbers_is_no_contents_table() -> None:
    [table] = joined(
        "Area\tGrade\tYear\nAdoption\tGood\tnone\nLeaders\tGood\tnone\nOverall\tGood\t2\nBoard\tGood\tnone\n"
    )
    assert not is_contents(table)


@given(
    st.lists(
        st.sampled_from(
            WRAPPED.split("\n")
            + LONG.split(", ")
            + [
                "- Visits to:",
                "  - children",
                "12. The front door",
                "¹ A note.",
                "A\tGood",
                "B\t2",
                "**Bold** <b>x</b>",
                "",
            ]
        ),
        max_size=30,
    ).map("\n".join)
)
def test_every_block_is_what_its_spans_select_and_breaks_begin_inside_it(text: str) -> None:
    for block in joined(text):
        assert block.text == text_of(text, block.spans)
        assert all(0 < at < len(block.text) for at in block.breaks)
        assert list(block.breaks) == sorted(set(block.breaks))
