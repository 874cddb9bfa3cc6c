"""Strengths and weaknesses are those that documents put under such headings; the words of a passage do not count."""

from __future__ import annotations

import pytest
from answers import quotations
from flask.testing import FlaskClient
from pages import text_of
from tiny import document, paragraph

from graph.passage import Passage, corpus
from graph.store import Store
from ingest.document import Section
from qa_service.answer import Answer
from qa_service.plain_text import TONES
from qa_service.service import answer
from qa_service.tone import tone_of


@pytest.fixture(scope="module")
def missing(sample: Store) -> Answer:
    return answer(sample, "How well does the council respond to children who go missing?")


def under(*titles: str, role: str = "finding") -> Passage:
    """A passage that is full of praise, under these headings, outermost first."""
    sections = tuple(Section(title, place - 1 if place else None) for place, title in enumerate(titles))
    read = document(paragraph("Practice is outstanding.", role=role, section=len(titles) - 1), sections=sections)
    return corpus([read]).passages[0]


@pytest.mark.parametrize(
    "title", ["GOING WELL", "What is working well", "The local authority’s strengths", "Areas of stronger practice"]
)
def test_a_heading_that_names_strengths_marks_what_stands_under_it(title: str) -> None:
    assert tone_of(under("Findings", title)) == "strength"


@pytest.mark.parametrize(
    "title",
    [
        "Areas for improvement",
        "Areas for priority action",
        "What needs to improve",
        "TO IMPROVE",
        "Things to do better",
    ],
)
def test_a_heading_that_names_weaknesses_marks_what_stands_under_it(title: str) -> None:
    assert tone_of(under("Findings", title)) == "weakness"


@pytest.mark.parametrize(("role", "tone"), [("recommendation", "recommendation"), ("improvement", "weakness")])
def test_recommendations_are_marked_under_any_heading(role: str, tone: str) -> None:
    assert tone_of(under("Executive summary", role=role)) == tone
    assert tone_of(under("Areas for improvement", role=role)) == "weakness"


def test_the_innermost_heading_that_names_either_decides() -> None:
    assert (
        tone_of(under("What does the local authority need to improve?", "The local authority’s strengths"))
        == "strength"
    )
    assert tone_of(under("What needs to improve", "Care leavers")) == "weakness"


def test_a_heading_that_names_both_or_neither_marks_nothing() -> None:
    assert tone_of(under("What needs to improve", "Key strengths and weaknesses of the LSCB")) is None
    assert tone_of(under("Main findings")) is None
    assert tone_of(under("Capacity to improve")) is None


# In answers


def test_quotations_and_evidence_are_marked(missing: Answer) -> None:
    tones = {statement.text: statement.tone for statement in quotations(missing)}
    assert (
        tones[
            "The quality of return home interviews, so that they explain why children go missing and lead to plans that reduce risk."
        ]
        == "weakness"
    )
    by_id = {item.id: item for item in missing.evidence}
    for statement in quotations(missing):
        assert statement.tone == by_id[statement.evidence[0]].tone
    poor = [statement for statement in quotations(missing) if "home or care is poor" in statement.text]
    assert [statement.tone for statement in poor] == [None]


def test_what_the_documents_mark_is_grouped_in_the_text(missing: Answer) -> None:
    tones = [statement.tone for statement in quotations(missing)]
    assert len(list(dict.fromkeys(tones))) == sum(
        one != other for one, other in zip(tones, [object(), *tones], strict=False)
    )
    for tone in ("weakness", "recommendation"):
        marked = missing.answer.split(TONES[tone])[1]
        for heading in TONES.values():
            marked = marked.split(heading)[0]
        for statement in quotations(missing):
            assert (statement.text in marked) == (statement.tone == tone)


def test_what_no_document_marks_stays_as_it_was(sample: Store) -> None:
    given = answer(sample, "What is said about adoption?")
    assert {statement.tone for statement in quotations(given)} == {None}
    assert not any(heading in given.answer for heading in TONES.values())


def test_strengths_are_grouped_where_a_paper_lists_them(sample: Store) -> None:
    given = answer(sample, "What is going well according to the independent chair in 2020?")
    strengths = [statement for statement in quotations(given) if statement.tone == "strength"]
    assert strengths
    assert {statement.date for statement in strengths} == {"2020-10-13"}
    assert TONES["strength"] in given.answer


def test_a_timeline_keeps_its_order_of_date(sample: Store) -> None:
    given = answer(sample, "What was said about return home interviews over time?")
    assert {"weakness", None} <= {statement.tone for statement in quotations(given)}
    assert not any(heading in given.answer for heading in TONES.values())


def test_the_page_marks_them(client: FlaskClient) -> None:
    text = text_of(client.get("/ask?q=How+well+does+the+council+respond+to+children+who+go+missing"))
    assert "under what has to improve" in text
