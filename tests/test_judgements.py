"""Grades are read by the label they are printed with, never by their place, and two that disagree are reported."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from northmere import CABINET, ILACS, LETTER
from reports import read

from graph.store import Store
from ingest.annotation.grade import grade_of, trailing_grade
from ingest.annotation.judgement import area_of
from ingest.document import Document
from ontology.vocabulary import ID

TABLE = (
    "The impact of leaders on social work practice with children and families\tGood\n",
    "The experiences and progress of children who need help and protection\tRequires improvement to be good\n",
    "The experiences and progress of children in care and care leavers\tGood\n",
    "Overall effectiveness\tRequires improvement to be good\n",
)
GRADES_2019 = {
    "leaders": "good",
    "help-protection": "requires-improvement",
    "in-care-and-care-leavers": "good",
    "overall": "requires-improvement",
}


def grades(document: Document) -> dict[str, str]:
    areas = [judgement.area.removeprefix(f"{ID}area/") for judgement in document.judgements]
    assert len(set(areas)) == len(areas)
    return dict(zip(areas, (judgement.grade for judgement in document.judgements), strict=True))


@given(st.permutations(TABLE))
@settings(max_examples=24)
def test_the_order_of_the_rows_does_not_matter(rows: list[str]) -> None:
    assert "".join(TABLE) in ILACS
    document, problems = read(ILACS.replace("".join(TABLE), "".join(rows)))
    assert grades(document) == GRADES_2019
    assert [problem.code for problem in problems] == []


@given(
    st.lists(
        st.sampled_from(["Outstanding", "Good", "Requires improvement to be good", "Inadequate"]),
        min_size=4,
        max_size=4,
    )
)
@settings(max_examples=20)
def test_each_row_of_the_table_gives_its_own_grade(words: list[str]) -> None:
    rows = "".join(f"{row.split(chr(9))[0]}\t{word}\n" for row, word in zip(TABLE, words, strict=True))
    body = (
        ILACS.replace(": requires improvement to be good\n", "\n")
        .replace("families: good\n", "families\n")
        .replace("leavers: good\n", "leavers\n")
    )
    document, _ = read(body.replace("".join(TABLE), rows))
    assert list(grades(document).values()) == [
        word.lower().removesuffix(" to be good").replace(" ", "-") for word in words
    ]


def test_a_judgement_points_to_the_paragraph_that_prints_it() -> None:
    document, _ = read(ILACS)
    for judgement in document.judgements:
        paragraph = document.paragraphs[judgement.paragraph]
        assert paragraph.role == "judgement"
        assert judgement.label in paragraph.text


def test_grades_are_read_from_headings_where_there_is_no_table() -> None:
    document, _ = read(ILACS.replace("Judgement\tGrade\n", "").replace("".join(TABLE), ""))
    assert grades(document) == {area: grade for area, grade in GRADES_2019.items() if area != "overall"}


def test_two_grades_for_one_area_are_a_problem_and_the_first_stands() -> None:
    heading = "The experiences and progress of children who need help and protection: requires improvement to be good"
    assert heading in ILACS
    document, problems = read(ILACS.replace(heading, heading.replace("requires improvement to be good", "inadequate")))
    assert grades(document) == GRADES_2019
    [problem] = problems
    assert (problem.code, problem.source) == ("judgement-disagrees", "report.txt")
    assert "children who need help and protection" in problem.message
    assert "inadequate, requires-improvement" in problem.message


@pytest.mark.parametrize(
    ("printed", "instead"),
    [
        (
            "children and families: good\n",
            "children and families: inadequate\n",
        ),
        (
            "Partners understand thresholds",
            "The impact of leaders on social work practice with children and families is inadequate. Partners understand thresholds",
        ),
    ],
    ids=["heading", "running text"],
)
def test_a_table_that_headings_or_running_text_contradict_is_a_problem(printed: str, instead: str) -> None:
    assert printed in ILACS
    document, problems = read(ILACS.replace(printed, instead, 1))
    assert grades(document) == GRADES_2019
    [problem] = problems
    assert (problem.code, problem.source, problem.severity) == ("judgement-disagrees", "report.txt", "note")
    assert (
        "“The impact of leaders on social work practice with children and families”: good, inadequate"
        in problem.message
    )


def test_a_grade_is_read_from_running_text_where_nothing_else_gives_it() -> None:
    text = ILACS.replace(TABLE[3], "").replace(
        "Partners understand thresholds",
        "Children’s services in Northmere require improvement to be good. Partners understand thresholds",
        1,
    )
    document, _ = read(text)
    assert grades(document)["overall"] == "requires-improvement"
    [overall] = [judgement for judgement in document.judgements if judgement.area == f"{ID}area/overall"]
    assert "Northmere require improvement to be good" in document.paragraphs[overall.paragraph].text


def test_an_inspection_report_without_grades_is_a_problem() -> None:
    text = (
        ILACS.replace("Judgement\tGrade\n", "")
        .replace("".join(TABLE), "")
        .replace(": requires improvement to be good\n", "\n")
        .replace("families: good\n", "families\n")
        .replace("leavers: good\n", "leavers\n")
    )
    document, problems = read(text)
    assert document.judgements == ()
    assert "no-judgement" in [problem.code for problem in problems]


def test_a_visit_that_gives_no_grades_is_no_problem() -> None:
    document, problems = read(LETTER)
    assert (document.kind, document.judgements, problems) == ("focused-visit", (), [])


def test_a_council_paper_that_repeats_grades_has_no_judgements() -> None:
    table = "1. Children who need help and protection\tInadequate\n2. Adoption performance\tGood\n"
    document, _ = read(CABINET.replace("4. THE IMPROVEMENT PLAN\n", f"{table}\n4. THE IMPROVEMENT PLAN\n"))
    assert document.kind == "cabinet-report"
    assert "judgement" in [paragraph.role for paragraph in document.paragraphs]
    assert document.judgements == ()


@pytest.mark.parametrize(
    ("label", "area"),
    [
        ("Overall effectiveness", "overall"),
        ("Children's services in Northmere", "overall"),
        ("Children’s social care services in East Sussex", "overall"),
        ("1. Children who need help and protection", "help-protection"),
        ("The experiences and progress of children who need help and protection:", "help-protection"),
        ("2. Children looked after and achieving permanence", "looked-after"),
        ("2.1 Adoption performance", "adoption"),
        ("2.2 Experiences and progress of care leavers", "care-leavers"),
        ("3. Leadership, management and governance", "leadership"),
        ("The Local Safeguarding Children Board (LSCB)", "lscb"),
        ("THE IMPACT OF LEADERS on social work practice with children and families", "leaders"),
        ("The experiences and progress of children in care", "in-care"),
        ("The experiences and progress of children in care and care leavers", "in-care-and-care-leavers"),
        ("Capacity to improve", "capacity-to-improve"),
    ],
)
def test_an_area_is_known_by_its_label_in_every_printed_form(label: str, area: str) -> None:
    assert area_of(label) == f"{ID}area/{area}"


@pytest.mark.parametrize(
    "label", ["Judgement", "Children", "Overall", "The work of the board", "", "Children's services"]
)
def test_other_words_are_no_area(label: str) -> None:
    assert area_of(label) is None


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("Outstanding", "outstanding"),
        ("GOOD", "good"),
        ("Requires improvement", "requires-improvement"),
        ("Requires  improvement to be good.", "requires-improvement"),
        ("Adequate", "adequate"),
        ("inadequate ", "inadequate"),
        ("Not judged", "not-judged"),
        ("Goodness", None),
        ("Good work", None),
        ("Grade", None),
        ("", None),
    ],
)
def test_a_cell_is_a_grade_only_if_it_holds_nothing_else(text: str, grade: str | None) -> None:
    assert grade_of(text) == grade


@pytest.mark.parametrize(
    ("heading", "grade"),
    [
        ("The impact of leaders: good", "good"),
        ("The experiences of care leavers are that they are inadequate", "inadequate"),
        ("Adoption performance is that it requires improvement", "requires-improvement"),
        ("The Board requires improvement.", "requires-improvement"),
        ("What good looks like", None),
        ("Practice that is not good", None),
        ("A service that requires improvement: how it began", None),
    ],
)
def test_a_heading_has_the_grade_that_it_ends_with(heading: str, grade: str | None) -> None:
    assert trailing_grade(heading) == grade


def test_the_sample_inspection_of_2016_has_its_seven_grades(sample: Store) -> None:
    [report] = [document for document in sample.corpus.documents if document.kind == "sif"]
    assert grades(report) == {
        "overall": "inadequate",
        "help-protection": "inadequate",
        "looked-after": "requires-improvement",
        "adoption": "good",
        "care-leavers": "requires-improvement",
        "leadership": "inadequate",
        "lscb": "requires-improvement",
    }


def test_the_croydon_inspection_of_2017_has_its_seven_grades(croydon: Store) -> None:
    [report] = [document for document in croydon.corpus.documents if document.kind == "sif"]
    assert grades(report) == {
        "overall": "inadequate",
        "help-protection": "inadequate",
        "looked-after": "inadequate",
        "adoption": "requires-improvement",
        "care-leavers": "requires-improvement",
        "leadership": "inadequate",
        "lscb": "inadequate",
    }


def test_the_croydon_inspection_of_2020_has_its_four_grades(croydon: Store) -> None:
    [report] = [document for document in croydon.corpus.documents if document.kind == "ilacs-standard"]
    assert grades(report) == {
        "overall": "good",
        "leaders": "good",
        "help-protection": "good",
        "in-care-and-care-leavers": "requires-improvement",
    }


def test_no_other_croydon_document_has_grades_though_the_cabinet_paper_prints_them(croydon: Store) -> None:
    assert {document.kind for document in croydon.corpus.documents if document.judgements} == {"sif", "ilacs-standard"}
