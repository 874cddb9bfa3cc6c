"""Which of several councils had a grade, or moved from one to another: each count is that of the query shown with it."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from answers import computed
from tiny import take_vectors, write

from graph.build import build
from graph.store import Store, open_store
from qa_service.answer import Answer
from qa_service.service import answer

GIVEN = (
    ("Barnsley", "11 January 2019", "Good", "Good"),
    ("Barnsley", "10 February 2023", "Outstanding", "Outstanding"),
    ("Wakefield", "18 January 2019", "Inadequate", "Inadequate"),
    ("Wakefield", "8 October 2021", "Good", "Requires improvement to be good"),
    ("Redbridge", "3 May 2019", "Outstanding", "Good"),
)
"""Council, date, overall effectiveness and the grade for leaders of each report."""


def report(council: str, date: str, overall: str, leaders: str) -> str:
    month = date.split(" ", 1)[1]
    return f"""# {council} Council

Inspection of children's social care services

Inspection dates: 7 {month} to 9 {month}

Lead inspector: Ada Quill

Judgement\tGrade
The impact of leaders on social work practice with children and families\t{leaders}
The experiences and progress of children who need help and protection\tGood
Overall effectiveness\t{overall}

Published {date}

## What needs to improve

- The oversight of private fostering arrangements in {council}.

## The experiences and progress of children who need help and protection

1. Children in {council} receive early help from family centres when they need it.
"""


@pytest.fixture(scope="module")
def councils(tmp_path_factory: pytest.TempPathFactory, sample_path: Path) -> Store:
    folder = tmp_path_factory.mktemp("councils")
    write(folder / "in", **{f"{i}": report(*given) for i, given in enumerate(GIVEN)})
    build([folder / "in"], take_vectors(folder / "store", sample_path))
    return open_store(folder / "store")


def recounted(store: Store, given: Answer) -> list[dict[str, str]]:
    """The rows of the query shown with an answer, as text by variable."""
    found = ox.Store.read_only(str(store.graph_folder)).query(given.sparql)
    assert isinstance(found, ox.QuerySolutions)
    names = [variable.value for variable in found.variables]
    return [{name: row[name].value for name in names if row[name] is not None} for row in found]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("question", "statements"),
    [
        (
            "Which councils went from inadequate overall at first to good at the latest?",
            [
                "1 of 2 authorities with grades of two dates for overall effectiveness:"
                " inadequate in the first inspection and good in the latest.",
                "Wakefield: inadequate (18 January 2019), good (8 October 2021).",
            ],
        ),
        (
            "Which councils that are good at the latest inspection were inadequate at the first?",
            [
                "1 of 2 authorities with grades of two dates for overall effectiveness:"
                " inadequate in the first inspection and good in the latest.",
                "Wakefield: inadequate (18 January 2019), good (8 October 2021).",
            ],
        ),
        (
            "Which councils are now outstanding overall?",
            [
                "2 of 3 authorities with a grade for overall effectiveness: outstanding.",
                "Barnsley: outstanding (10 February 2023).",
                "Redbridge: outstanding (3 May 2019).",
            ],
        ),
        (
            "Which London boroughs are now outstanding overall?",
            [
                "1 of 1 authority with a grade for overall effectiveness: outstanding.",
                "Redbridge: outstanding (3 May 2019).",
            ],
        ),
        (
            "Which councils went from good to outstanding?",
            [
                "1 of 3 authorities with a grade for overall effectiveness: good to outstanding.",
                "Barnsley: good (11 January 2019), outstanding (10 February 2023).",
            ],
        ),
        (
            "Whose leaders were outstanding in 2023?",
            [
                "1 of 1 authority with a grade for the impact of leaders on social work practice with children and families"
                " or leadership, management and governance: outstanding.",
                "Barnsley: outstanding (10 February 2023).",
            ],
        ),
        (
            "list the councils ever rated inadequate",
            [
                "1 of 3 authorities with a grade for overall effectiveness: inadequate.",
                "Wakefield: inadequate (18 January 2019), good (8 October 2021).",
            ],
        ),
    ],
)
def test_the_councils_are_listed_with_their_grades(councils: Store, question: str, statements: list[str]) -> None:
    given = answer(councils, question)
    assert given.kind == "count"
    assert computed(given) == statements
    listed = [text.split(":")[0] for text in statements[1:]]
    assert sorted({row["authority"] for row in recounted(councils, given)}) == listed


@pytest.mark.parametrize(
    ("question", "count", "listed"),
    [
        (
            "How many reports judged overall effectiveness outstanding?",
            "2 of 5 reports with a grade for overall effectiveness: outstanding.",
            "Redbridge (3 May 2019); Barnsley (10 February 2023).",
        ),
        (
            "How many of the 2019 reports gave good overall?",
            "1 of 3 reports with a grade for overall effectiveness: good.",
            "Barnsley (11 January 2019).",
        ),
    ],
)
def test_the_reports_with_a_grade_are_counted(councils: Store, question: str, count: str, listed: str) -> None:
    given = answer(councils, question)
    assert computed(given) == [count, listed]
    assert len(recounted(councils, given)) == int(count.split()[0])


def test_none_is_a_count_too(councils: Store) -> None:
    given = answer(councils, "How many of the 2023 reports gave inadequate overall?")
    assert computed(given) == ["0 of 1 report with a grade for overall effectiveness: inadequate."]
    assert recounted(councils, given) == []


def test_the_evidence_is_where_the_grades_are_printed(councils: Store) -> None:
    given = answer(councils, "Which councils were ever inadequate?")
    assert [item.document["date"] for item in given.evidence] == ["2019-01-18", "2021-10-08"]
    assert all("Overall effectiveness" in item.text for item in given.evidence)


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("How many short inspections are there?", "5 documents on 3 authorities"),
        ("How many short inspections were published in 2019?", "3 of 5 documents on 3 authorities"),
        ("How many reports are there about Wakefield?", "2 documents on 1 authority"),
    ],
)
def test_documents_as_such_are_counted_by_kind_and_time(councils: Store, question: str, count: str) -> None:
    given = answer(councils, question)
    [statement] = computed(given)
    assert statement.startswith(count)
    assert len(recounted(councils, given)) == int(count.split()[0])


def test_documents_that_mention_something_are_named_by_their_council(councils: Store) -> None:
    [statement] = computed(answer(councils, "How many reports in 2021 mention private fostering?"))
    assert statement.startswith("1 of 1 document mentions private fostering: Wakefield, ")
    assert statement.endswith("(8 October 2021).")


def test_two_grades_on_one_scale_are_compared_and_nothing_else(councils: Store) -> None:
    assert computed(answer(councils, "What overall grades has Wakefield been given?"))[2:] == [
        "Wakefield, overall effectiveness: good (8 October 2021) is higher than inadequate (18 January 2019), on the same scale."
    ]


def test_the_grades_of_all_areas_are_given_where_the_question_names_none(councils: Store) -> None:
    given = answer(councils, "Which area was graded lower than the others in Wakefield in 2021?")
    assert [text.split(" (inspection")[0] for text in computed(given)] == [
        "Wakefield, 8 October 2021, the impact of leaders on social work practice with children and families:"
        " requires improvement",
        "Wakefield, 8 October 2021, children who need help and protection: good",
        "Wakefield, 8 October 2021, overall effectiveness: good",
    ]
