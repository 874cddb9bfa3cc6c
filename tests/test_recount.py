"""What an answer counts is what the query shown with it gives: checked as counts are served, and here for all others."""

from __future__ import annotations

import re
from dataclasses import replace
from types import MappingProxyType

import pyoxigraph as ox
import pytest
from answers import computed

from graph.store import Store
from ontology.vocabulary import vocabulary
from qa_service import service
from qa_service.compose import COMPOSERS, Context, Draft
from qa_service.service import MISCOUNTED, answer
from qa_service.verify import recounts

PASSAGES = re.compile(r"^([\d,]+) passages? in (\d+) of \d+ documents? mentions? ")
DOCUMENTS = re.compile(r"^(\d+) of \d+ documents? mentions? ")


@pytest.fixture(scope="module")
def graph(sample: Store) -> ox.Store:
    return ox.Store.read_only(str(sample.graph_folder))


def different(graph: ox.Store, query: str, name: str) -> int:
    return len({row[name] for row in graph.query(query)})  # type: ignore[index, union-attr]


def test_the_passages_on_every_theme_and_actor_are_counted_as_the_query_counts_them(
    sample: Store, graph: ox.Store
) -> None:
    counted = 0
    for iri in list(sample.corpus.rows_of_concept)[::2]:
        given = answer(sample, f"What was said about {vocabulary().label(iri)} over time?")
        found = PASSAGES.match(given.answer)
        if found:
            counted += 1
            passages, documents = int(found[1].replace(",", "")), int(found[2])
            assert different(graph, given.sparql, "paragraph") == passages, iri
            assert different(graph, given.sparql, "document") == documents, iri
    assert counted > 100


def test_the_documents_that_mention_a_theme_are_counted_as_the_query_counts_them(
    sample: Store, graph: ox.Store
) -> None:
    for iri in list(sample.corpus.rows_of_concept)[::5]:
        given = answer(sample, f"How many documents mention {vocabulary().label(iri)}?")
        if found := DOCUMENTS.match(given.answer):
            assert different(graph, given.sparql, "document") == int(found[1]), iri


@pytest.mark.parametrize(
    "question",
    [
        "How many documents mention neglect?",
        "How many reports are there?",
        "Which councils have been inadequate?",
        "Which councils went from inadequate to requires improvement?",
        "How many reports judged overall effectiveness inadequate?",
        "What needed to improve, according to the 2019 inspection?",
        "What did the 2016 inspection recommend on private fostering?",
    ],
)
def test_a_count_is_recounted_as_it_is_served(sample: Store, monkeypatch: pytest.MonkeyPatch, question: str) -> None:
    drafts: list[Draft] = []

    def seen(store: Store, sparql: str, counted: tuple[tuple[str | None, int], ...]) -> bool:
        assert counted
        drafts.append(Draft(sparql=sparql, counted=counted))
        return recounts(store, sparql, counted)

    monkeypatch.setattr(service, "recounts", seen)
    given = answer(sample, question)
    assert MISCOUNTED not in given.answer
    [draft] = drafts
    assert draft.sparql == given.sparql
    assert re.findall(r"\d+", " ".join(computed(given)))
    assert not recounts(sample, draft.sparql, tuple((name, count + 1) for name, count in draft.counted))


def test_a_count_that_the_query_does_not_give_is_withheld(sample: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    composers = dict(COMPOSERS)

    def wrong(context: Context) -> Draft:
        draft = COMPOSERS["count"](context)
        return replace(draft, lead=("7 of 6 documents mention neglect.",), counted=(("document", 7),))

    monkeypatch.setattr(service, "COMPOSERS", MappingProxyType({**composers, "count": wrong}))
    given = answer(sample, "How many documents mention neglect?")
    assert computed(given) == [MISCOUNTED]
    assert "7 of 6" not in given.answer


def test_a_query_is_held_to_rows_and_to_the_values_of_a_variable(sample: Store) -> None:
    query = "SELECT ?n ?m WHERE { VALUES (?n ?m) { (1 1) (1 2) (2 1) } }"
    assert recounts(sample, query, ((None, 3), ("n", 2)))
    assert not recounts(sample, query, (("n", 3),))
