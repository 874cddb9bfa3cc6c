"""A question that may mean several things is asked back with choices, each a question that means one of them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from graph.store import Store
from ingest.document import Abbreviation
from ontology.vocabulary import ID
from qa_service.service import answer


@pytest.fixture
def two_councils(changeable: Store) -> Store:
    """The sample with its last two documents about another authority."""
    documents = list(changeable.corpus.documents)
    documents[-2:] = [replace(document, authority=f"{ID}authority/leeds") for document in documents[-2:]]
    changeable.corpus = replace(changeable.corpus, documents=tuple(documents))
    return changeable


@pytest.mark.parametrize(
    "question", ["What was the overall grade?", "How many children were in care?", "What needs to improve?"]
)
def test_which_authority_is_asked_back(two_councils: Store, question: str) -> None:
    given = answer(two_councils, question)
    assert (given.answered, given.reason) == (False, "ambiguous")
    assert "Which one do you mean?" in given.answer
    assert [choice.label for choice in given.choices] == ["Leeds", "Northmere"]
    assert given.choices[0].question == f"{question.rstrip('?')} in Leeds?"


@pytest.mark.parametrize(
    "question",
    ["What was the overall grade in Northmere?", "Which councils were inadequate?", "What was said about supervision?"],
)
def test_a_question_that_names_one_or_asks_for_all_is_not_asked_back(two_councils: Store, question: str) -> None:
    assert answer(two_councils, question).reason != "ambiguous"


def test_of_one_council_nothing_is_asked_back(sample: Store) -> None:
    assert answer(sample, "What was the overall grade?").answered


def test_an_answer_over_several_inspections_offers_each(sample: Store) -> None:
    given = answer(sample, "What overall grade was given?")
    assert given.answered
    assert [choice.label for choice in given.choices] == ["inspection of November 2016", "inspection of November 2019"]
    assert answer(sample, given.choices[0].question).understood["period"] == "November 2016"


def test_an_abbreviation_with_two_meanings_offers_both(changeable: Store) -> None:
    documents = list(changeable.corpus.documents)
    meanings = (Abbreviation("LAC", "looked after children", 0), Abbreviation("LAC", "local area council", 1))
    documents[0] = replace(documents[0], abbreviations=(*documents[0].abbreviations, *meanings))
    changeable.corpus = replace(changeable.corpus, documents=tuple(documents))
    given = answer(changeable, "How well are LAC supported?")
    assert [choice.label for choice in given.choices][:2] == ["LAC: local area council", "LAC: looked after children"]
    assert given.choices[0].question == "How well are local area council supported?"


def test_the_page_has_the_choices_as_links(client: FlaskClient) -> None:
    page = client.get("/ask", query_string={"q": "How was Northmere rated in its 2023 inspection?"}).text
    assert "You could ask instead" in page
    assert "How+was+Northmere+rated+in+its+2016+inspection" in page
