"""Promise 5: the SPARQL shown with an answer runs as it stands, and gives the numbers and words that the answer states."""

from __future__ import annotations

import re

import pytest
import rdflib
from answers import computed, quoted

from graph.check import dataset
from graph.store import Store
from qa_service.answer import Answer
from qa_service.service import answer

pytestmark = pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated:DeprecationWarning")
"""rdflib warns of its own use of it."""

Row = dict[str, str]


@pytest.fixture(scope="module")
def graph(sample: Store) -> rdflib.Dataset:
    return dataset(sample)


@pytest.fixture(scope="module")
def croydon_graph(croydon: Store) -> rdflib.Dataset:
    return dataset(croydon)


def run(graph: rdflib.Dataset, given: Answer) -> list[Row]:
    """The rows of an answer's own query, as text by variable."""
    return [{str(name): str(value) for name, value in row.asdict().items()} for row in graph.query(given.sparql)]  # type: ignore[union-attr]


def numbers(text: str) -> list[int]:
    return [int(number.replace(",", "")) for number in re.findall(r"\d[\d,]*", text)]


@pytest.mark.parametrize(
    "question",
    [
        "What was said about return home interviews over time?",
        "What was said about female genital mutilation over the years?",
        "How has supervision changed between 2016 and 2021?",
        "What was said about care leavers over time?",
        "What was said about Ofsted over time?",
        "What was said about the LSCB over time?",
        "What was said about private fostering?",
    ],
)
def test_the_counts_of_passages_and_documents_are_those_of_the_query(
    sample: Store, graph: rdflib.Dataset, question: str
) -> None:
    given = answer(sample, question)
    rows = run(graph, given)
    passages, documents, searched = numbers(computed(given)[0])[:3]
    assert passages == len({row["paragraph"] for row in rows}) == len(rows)
    assert documents == len({row["document"] for row in rows}) == given.coverage.documents_with
    assert searched == len(sample.corpus.documents)


def test_the_passages_of_the_query_are_those_that_use_the_words(sample: Store, graph: rdflib.Dataset) -> None:
    given = answer(sample, "What was said about private fostering over time?")
    rows = run(graph, given)
    assert {item.id for item in given.evidence if item.uses_words} == {row["paragraph"] for row in rows}
    assert {row["text"] for row in rows} == {item.text for item in given.evidence if item.uses_words}
    dates = [row["date"] for row in rows]
    assert dates == sorted(dates)


def test_the_count_of_a_name_that_is_no_theme_is_that_of_the_query(sample: Store, graph: rdflib.Dataset) -> None:
    given = answer(sample, "What was said about Lanternway over time?")
    rows = run(graph, given)
    for statement in computed(given):
        assert numbers(statement)[0] == len(rows)


@pytest.mark.parametrize(
    "question", ["How many documents mention neglect?", "How many documents mention agency staff?"]
)
def test_a_count_of_documents_is_that_of_the_query(sample: Store, graph: rdflib.Dataset, question: str) -> None:
    given = answer(sample, question)
    rows = run(graph, given)
    assert numbers(computed(given)[0])[:2] == [len({row["document"] for row in rows}), 6]
    for row in rows:
        assert row["title"] in computed(given)[0]


def test_the_grades_stated_are_those_of_the_query(sample: Store, graph: rdflib.Dataset) -> None:
    given = answer(sample, "How was leadership graded?")
    rows = run(graph, given)
    assert [(row["date"], row["authority"], row["areaLabel"], row["gradeLabel"]) for row in rows] == [
        ("2016-11-28", "Northmere", "leadership, management and governance", "inadequate"),
        ("2019-11-15", "Northmere", "the impact of leaders on social work practice with children and families", "good"),
    ]
    for row, statement in zip(rows, computed(given), strict=False):
        assert row["areaLabel"] in statement
        assert row["gradeLabel"] in statement
        assert row["framework"] in statement
    assert {row["text"] for row in rows} <= {item.text for item in given.evidence}


def test_the_grade_is_stated_as_its_scale_calls_it(sample: Store, graph: rdflib.Dataset) -> None:
    given = answer(sample, "overall rating in 2019?")
    [row] = run(graph, given)
    assert row["gradeLabel"] == "requires improvement to be good"
    assert row["gradeLabel"].startswith("requires improvement")
    assert "requires improvement" in computed(given)[0]


def test_the_councils_with_a_grade_are_those_of_the_query(sample: Store, graph: rdflib.Dataset) -> None:
    rows = run(graph, answer(sample, "Which councils have been inadequate?"))
    assert {(row["authority"], row["date"], row["areaLabel"]) for row in rows} == {
        ("Northmere", "2016-11-28", "overall effectiveness"),
        ("Northmere", "2019-11-15", "overall effectiveness"),
    }
    assert rows[0]["gradeLabel"] == "inadequate"


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("What needed to improve, according to the 2019 inspection?", 5),
        ("What did the 2016 inspection recommend on private fostering?", 18),
        ("What was Cabinet recommended to do in February 2017?", 5),
    ],
)
def test_the_number_of_recommendations_is_that_of_the_query(
    sample: Store, graph: rdflib.Dataset, question: str, count: int
) -> None:
    given = answer(sample, question)
    rows = run(graph, given)
    assert len(rows) == count
    assert f"{count} recommendations or areas for improvement" in computed(given)[0]
    assert set(quoted(given)) & {row["text"] for row in rows}


def test_the_expansion_stated_is_that_of_the_query(sample: Store, graph: rdflib.Dataset) -> None:
    given = answer(sample, "what does nap stand for")
    rows = run(graph, given)
    assert {row["expansion"] for row in rows} == {"Northmere Access Point"}
    assert len(rows) == 2
    assert [item.text for item in given.evidence[:2]] == [row["text"] for row in rows]


def test_the_figures_of_the_query_are_those_quoted(sample: Store, graph: rdflib.Dataset) -> None:
    given = answer(sample, "What share of social work posts were filled by agency staff?")
    rows = run(graph, given)
    first = quoted(given)[0]
    printed = {row["printed"] for row in rows if first in row["text"]}
    assert printed
    assert any(figure in first for figure in printed)
    assert {"38%", "29%", "17%", "19%"} <= {row["printed"] for row in rows}


@pytest.mark.parametrize(
    ("question", "name", "post"),
    [
        ("Who has been director of children's services?", "Gwenda Tarrowby", "DCS"),
        ("Who led the 2016 inspection?", "Rosalind Vayle", "inspector"),
    ],
)
def test_the_people_of_the_query_are_those_quoted(
    sample: Store, graph: rdflib.Dataset, question: str, name: str, post: str
) -> None:
    given = answer(sample, question)
    assert (name, post) in {(row["name"], row["post"]) for row in run(graph, given)}
    assert name in given.answer


def test_the_query_of_what_people_said_gives_the_passages_that_mention_them(
    sample: Store, graph: rdflib.Dataset
) -> None:
    given = answer(sample, "What did foster carers tell inspectors in 2016?")
    texts = {row["text"] for row in run(graph, given)}
    assert any("We find out there's a new social worker" in text for text in texts)


def test_an_answer_found_by_its_words_alone_shows_its_own_passages(sample: Store, graph: rdflib.Dataset) -> None:
    given = answer(sample, "What was said about Quennell?")
    shown = given.evidence or given.nearest
    assert {row["text"] for row in run(graph, given)} == {item.text for item in shown}


@pytest.mark.parametrize(
    "question",
    [
        "What did Birmingham's inspection say about caseloads?",
        "How do I bake sourdough bread?",
        "How many children were excluded from school in 2018?",
        "Who was the principal social worker?",
    ],
)
def test_the_query_of_a_refusal_runs_too(sample: Store, graph: rdflib.Dataset, question: str) -> None:
    given = answer(sample, question)
    assert not given.answered
    assert isinstance(run(graph, given), list)
    assert "SELECT" in given.sparql


@pytest.mark.parametrize(
    "question",
    [
        'What does "} DROP ALL {" stand for?',
        "What does \\ mean?",
        "What is the <http://x> = ?",
        'What does LSCB\\" stand for?',
    ],
)
def test_a_hostile_question_cannot_break_its_query(sample: Store, graph: rdflib.Dataset, question: str) -> None:
    assert isinstance(run(graph, answer(sample, question)), list)


@pytest.mark.parametrize(
    "question",
    [
        "What was said about return home interviews over time?",
        "What was said about foster care over time?",
        "What was said about Ofsted over time?",
    ],
)
def test_the_counts_over_the_croydon_papers_are_those_of_the_query(
    croydon: Store, croydon_graph: rdflib.Dataset, question: str
) -> None:
    given = answer(croydon, question)
    rows = run(croydon_graph, given)
    assert numbers(computed(given)[0])[:3] == [len(rows), len({row["document"] for row in rows}), 8]
