"""Each document of a timeline says which grade was in force at its date: computed from printed judgements, cited, never guessed."""

from __future__ import annotations

from itertools import pairwise
from types import SimpleNamespace
from typing import cast

import pytest
import rdflib
from answers import quotations
from flask.testing import FlaskClient
from pages import INTERVIEWS, text_of
from tiny import document

from graph.check import dataset
from graph.passage import corpus
from graph.store import Store
from ingest.document import Document, Judgement
from ontology.vocabulary import ID
from qa_service.answer import Answer
from qa_service.compose import Context
from qa_service.compose.grade_in_force import grades_in_force
from qa_service.question import Question
from qa_service.service import answer

OVERALL, LEADERS = f"{ID}area/overall", f"{ID}area/leaders"
EASTMERE, WESTMERE = f"{ID}authority/eastmere", f"{ID}authority/westmere"


@pytest.fixture(scope="module")
def interviews(sample: Store) -> Answer:
    return answer(sample, "What was said about return home interviews over time?")


def inspection(date: str | None, kind: str = "sif", authority: str = EASTMERE, **grades: str) -> Document:
    """An inspection that prints a grade for each area."""
    judgements = tuple(Judgement(f"{ID}area/{area}", grade, 0, area) for area, grade in grades.items())
    return document(f"Grades of {date}.", kind=kind, authority=authority, date=date, judgements=judgements)


def letter(date: str | None, authority: str | None = EASTMERE) -> Document:
    return document("Dear Desmond", kind="monitoring-visit", authority=authority, date=date)


def in_force(*documents: Document, areas: tuple[str, ...] = ()) -> str | None:
    """The area, grade and date of the grade in force at the last of `documents`."""
    read = corpus(documents)
    question = Question("", "", "timeline", areas=areas)
    context = cast(Context, SimpleNamespace(store=SimpleNamespace(corpus=read), question=question))
    last = len(documents) - 1
    found = grades_in_force(context, [last]).get(last)
    if found is None:
        return None
    number, judgement = found
    return f"{judgement.area.rsplit('/', 1)[1]} {judgement.grade} {documents[number].date}"


def test_it_is_that_of_the_last_inspection_that_was_out_by_then() -> None:
    first, second = inspection("2016-05-01", overall="inadequate"), inspection("2019-03-02", overall="good")
    assert in_force(first, second, letter("2018-07-09")) == "overall inadequate 2016-05-01"
    assert in_force(first, second, letter("2019-03-02")) == "overall good 2019-03-02"
    assert in_force(first, second) == "overall good 2019-03-02"


def test_before_the_first_inspection_there_is_none() -> None:
    assert in_force(inspection("2016-05-01", overall="good"), letter("2016-04-30")) is None


@pytest.mark.parametrize("date", ["2016", "2016-05", None])
def test_a_date_that_may_be_before_the_inspection_has_none(date: str | None) -> None:
    assert in_force(inspection("2016-05-01", overall="good"), letter(date)) is None


def test_an_inspection_that_may_be_later_counts_for_nothing() -> None:
    assert in_force(inspection("2016", overall="good"), letter("2016-07-09")) is None
    assert in_force(inspection("2016", overall="good"), letter("2017-01-01")) == "overall good 2016"


def test_grades_of_other_authorities_and_in_other_papers_count_for_nothing() -> None:
    elsewhere = inspection("2016-05-01", authority=WESTMERE, overall="good")
    told = inspection("2016-06-01", kind="cabinet-report", overall="good")
    assert in_force(elsewhere, told, letter("2018-07-09")) is None
    assert in_force(elsewhere, letter("2018-07-09", authority=None)) is None


def test_the_area_asked_about_goes_before_overall_effectiveness() -> None:
    both = inspection("2016-05-01", overall="good", leaders="outstanding")
    assert in_force(both, letter("2018-07-09"), areas=(LEADERS,)) == "leaders outstanding 2016-05-01"


def test_a_later_inspection_without_the_area_replaces_its_grade() -> None:
    both = inspection("2016-05-01", overall="good", leaders="outstanding")
    later = inspection("2019-03-02", overall="inadequate")
    assert in_force(both, later, letter("2020-01-01"), areas=(LEADERS,)) == "overall inadequate 2019-03-02"


# In answers


def test_each_document_of_a_timeline_has_the_grade_of_its_time(interviews: Answer) -> None:
    grades = {item.document["date"]: item.document["grade_in_force"] for item in interviews.evidence}
    assert {date: (grade["grade"], grade["area"], grade["date"]) for date, grade in grades.items()} == {
        **dict.fromkeys(
            ["2016-11-28", "2017-02-14", "2018-07-09"], ("inadequate", "overall effectiveness", "2016-11-28")
        ),
        **dict.fromkeys(
            ["2019-11-15", "2020-10-13", "2021-11-23"],
            ("requires improvement", "overall effectiveness", "2019-11-15"),
        ),
    }


def test_the_paragraph_that_prints_the_grade_is_evidence(interviews: Answer) -> None:
    by_id = {item.id: item for item in interviews.evidence}
    for item in interviews.evidence:
        grade = item.document["grade_in_force"]
        printing = by_id[grade["paragraph"]]
        assert printing.document["date"] == grade["date"]
        assert grade["grade"] in printing.text.lower()


def test_each_lane_of_the_text_says_whose_words_it_has_and_the_grade_in_force(interviews: Answer) -> None:
    lines = interviews.answer.splitlines()
    following = dict(pairwise(lines))
    for described, grade in {
        "14 February 2017, council report, Northmere; words of the council about itself": "inadequate for overall effectiveness (28 November 2016)",
        "23 November 2021, focused visit letter, Northmere; words of inspectors": "requires improvement for overall effectiveness (15 November 2019)",
    }.items():
        assert following[described] == f"  Grade in force: {grade}."


def test_the_area_that_the_question_is_about_is_the_one_named(sample: Store) -> None:
    given = answer(sample, "What was said about help and protection over time?")
    grades = {item.document["date"][:4]: item.document["grade_in_force"] for item in given.evidence}
    assert (grades["2020"]["area"], grades["2020"]["date"]) == ("children who need help and protection", "2019-11-15")


def test_the_sides_of_a_comparison_have_it_too(sample: Store) -> None:
    given = answer(sample, "Compare supervision in 2016 and 2019")
    assert {item.document["grade_in_force"]["date"] for item in given.evidence if item.highlights} == {
        "2016-11-28",
        "2019-11-15",
    }
    assert given.answer.count("Grade in force: ") == 2


def test_other_kinds_of_answer_do_not_have_it(sample: Store) -> None:
    given = answer(sample, "How well are disabled children supported?")
    assert "Grade in force" not in given.answer
    assert all("grade_in_force" not in item.document for item in given.evidence)


@pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated:DeprecationWarning")
def test_the_query_shown_recomputes_it(sample: Store, interviews: Answer) -> None:
    graph: rdflib.Dataset = dataset(sample)
    rows = [
        {str(name): str(value) for name, value in row.asdict().items()}
        for row in graph.query(interviews.queries["grades in force"])
    ]  # type: ignore[union-attr]
    for item in interviews.evidence:
        grade = item.document["grade_in_force"]
        latest = [row for row in rows if row["date"] <= item.document["date"]][-1]
        assert (latest["date"], latest["areaLabel"]) == (grade["date"], grade["area"])
        assert latest["gradeLabel"].startswith(grade["grade"])


def test_a_grade_that_is_not_as_in_its_source_is_not_told(changeable: Store) -> None:
    question = "What was said about return home interviews over time?"
    [number] = [i for i, read in enumerate(changeable.corpus.documents) if read.date == "2019-11-15"]
    sha = changeable.corpus.documents[number].source_sha256
    changeable.sources[sha] = "shifted " + changeable.sources[sha]
    given = answer(changeable, question)
    graded = {item.document["date"]: item.document["grade_in_force"] for item in given.evidence}
    assert graded["2020-10-13"] is None
    assert graded["2018-07-09"]["date"] == "2016-11-28"
    assert "15 November 2019" not in "".join(line for line in given.answer.splitlines() if "Grade in force" in line)
    assert {date for statement in quotations(given) if (date := statement.date)} >= {"2020-10-13", "2021-11-23"}


def test_the_page_shows_it_in_each_lane_with_a_link_to_where_it_is_printed(client: FlaskClient) -> None:
    page = client.get(INTERVIEWS)
    text = text_of(page)
    assert text.count("Grade in force: inadequate for overall effectiveness (28 November 2016") == 3
    assert text.count("Grade in force: requires improvement for overall effectiveness (15 November 2019") == 3
    assert "For the grades in force:" in text
