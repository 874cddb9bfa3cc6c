"""What somebody said or did: the answer leads with what documents attribute to them, and says how much that is."""

from __future__ import annotations

import re

import pytest
import rdflib
from answers import computed, dated, quoted

from graph.check import dataset
from graph.store import Store
from qa_service.answer import Answer
from qa_service.service import answer

CARERS = "What did foster carers tell inspectors in 2016?"
CHAIR = "What did the independent chair say about return home interviews?"


def rows(store: Store, query: str) -> int:
    graph: rdflib.Dataset = dataset(store)
    return len(list(graph.query(query)))


def first_number(given: Answer) -> int:
    [lead] = computed(given)
    return int(re.findall(r"\d+", lead)[0])


def test_words_reported_as_theirs_come_first(sample: Store) -> None:
    given = answer(sample, CARERS)
    assert "One said, 'We find out there's a new social worker when a stranger knocks at the door.'" in quoted(given)[0]
    assert "Carers said that the allowance was explained to them late" in quoted(given)[1]
    assert computed(given) == ["3 sentences here report the words of a foster carer or other carer."]


@pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated:DeprecationWarning")
@pytest.mark.parametrize(
    ("question", "query"),
    [
        (CARERS, "reported words"),
        ("What have children told inspectors?", "reported words"),
        ("What did social workers say about caseloads?", "reported words"),
        (CHAIR, "passages in their own words"),
    ],
)
def test_how_much_there_is_is_what_the_query_gives(sample: Store, question: str, query: str) -> None:
    given = answer(sample, question)
    assert first_number(given) == rows(sample, given.queries[query])


def test_only_words_on_the_theme_asked_about_count(sample: Store) -> None:
    given = answer(sample, "What did social workers say about caseloads?")
    assert computed(given) == ["3 sentences here report the words of a social worker or other member of staff."]
    assert all("caseload" in text.lower() or "workload" in text.lower() for text in quoted(given)[:3])


def test_only_words_of_the_time_asked_about_lead(sample: Store) -> None:
    assert [date for date, _ in dated(answer(sample, CARERS))][:2] == ["2016-11-28", "2016-11-28"]
    later = answer(sample, "What did foster carers tell inspectors in 2021?")
    assert dated(later)[0][0] == "2021-11-23"
    assert "Foster carers told inspectors that they feel respected." in quoted(later)[0]


def test_documents_that_somebody_wrote_are_their_words(sample: Store) -> None:
    given = answer(sample, CHAIR)
    assert computed(given) == ["4 passages here are in the words of the independent chair of the improvement board."]
    assert {date for date, _ in dated(given)[:4]} == {"2020-10-13"}
    assert quoted(given)[0].startswith("Talking to children when they come back from being missing")


def test_what_a_body_did_leads_where_that_is_asked(sample: Store) -> None:
    given = answer(sample, "What did the improvement board do?")
    deeds = quoted(given)[:3]
    for words in (
        "The improvement board provides effective challenge.",
        "The improvement board met for the first time on 19 January 2017",
        "The former improvement board raised this possibility before it closed in March 2021",
    ):
        assert any(words in text for text in deeds)


def test_a_passage_that_only_names_a_body_does_not_lead(sample: Store) -> None:
    given = answer(sample, "What did the improvement board do?")
    [place] = [place for place, text in enumerate(quoted(given)) if "to set up an improvement board" in text]
    assert place > 3


def test_who_is_told_is_not_who_tells(sample: Store) -> None:
    given = answer(sample, "What did foster carers tell inspectors in 2016?")
    assert "inspectors" not in computed(given)[0]


def test_nothing_is_said_of_words_where_none_are_reported(sample: Store) -> None:
    given = answer(sample, "What did the police say about private fostering?")
    assert computed(given) == []
    assert given.queries == {}


def test_carers_in_croydon_lead_with_their_own_words(croydon: Store) -> None:
    given = answer(croydon, "What did foster carers themselves tell inspectors in 2017?")
    assert "a foster carer or other carer" in computed(given)[0]
    assert dated(given)[0][0] == "2017-09-04"
    assert "carers" in quoted(given)[0].lower()
