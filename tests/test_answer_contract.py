"""The JSON of an answer has the keys and types that other tools rely on, answered or not."""

from __future__ import annotations

import json
from typing import Any

import pytest

from graph.store import Store
from qa_service.answer import KINDS
from qa_service.service import answer

ANSWERED = {
    "timeline": "What was said about return home interviews over time?",
    "judgement": "How was leadership graded?",
    "figure": "What share of social work posts were filled by agency staff?",
    "recommendation": "What did the 2016 inspection recommend on private fostering?",
    "actor": "Who led the 2016 inspection?",
    "theme": "How well are disabled children supported?",
    "comparison": "Compare supervision in 2016 and 2019",
    "definition": "What is the LSCB?",
    "guidance": "Are councils required to offer return interviews?",
    "count": "How many documents mention neglect?",
}
REFUSED = "What did Birmingham's inspection say about caseloads?"
KEYS = {
    "question": str,
    "answered": bool,
    "kind": str,
    "answer": str,
    "statements": list,
    "evidence": list,
    "coverage": dict,
    "sparql": str,
    "understood": dict,
    "store": str,
    "took_ms": int,
}


@pytest.fixture(scope="module")
def answered(sample: Store) -> dict[str, dict[str, Any]]:
    """The answer of each kind as a client reads it."""
    return {kind: json.loads(json.dumps(answer(sample, question).to_json())) for kind, question in ANSWERED.items()}


@pytest.fixture(scope="module")
def refused(sample: Store) -> dict[str, Any]:
    return json.loads(json.dumps(answer(sample, REFUSED).to_json()))  # type: ignore[no-any-return]


def assert_evidence(item: dict[str, Any]) -> None:
    assert item["id"].startswith("https://w3id.org/throughline/id/document/northmere/")
    assert "/p/" in item["id"]
    assert item["text"]
    assert item["paragraph"] is None or isinstance(item["paragraph"], str)
    assert isinstance(item["section"], str)
    assert item["page"] is None or isinstance(item["page"], int)
    assert isinstance(item["score"], float)
    assert all(
        isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(item["text"])
        for start, end in item["highlights"]
    )
    document = item["document"]
    assert {"id", "title", "kind", "authority", "publisher", "date", "source"} <= set(document)
    assert item["id"].startswith(document["id"] + "/p/")
    assert document["authority"] == "Northmere"
    assert document["source"].endswith((".pdf", ".docx", ".html"))
    assert all(isinstance(document[name], str) for name in ("title", "kind", "publisher", "date"))


@pytest.mark.parametrize("kind", ANSWERED)
def test_an_answer_has_the_keys_of_the_contract_with_their_types(
    answered: dict[str, dict[str, Any]], kind: str
) -> None:
    given = answered[kind]
    assert set(KEYS) <= set(given)
    for name, expected in KEYS.items():
        assert type(given[name]) is expected, name
    assert "nearest" not in given
    assert given["answered"] is True
    assert given["kind"] == kind
    assert given["question"] == ANSWERED[kind]
    assert given["answer"]


@pytest.mark.parametrize("kind", ANSWERED)
def test_statements_are_quotations_or_computed_with_their_evidence(
    answered: dict[str, dict[str, Any]], kind: str
) -> None:
    given = answered[kind]
    ids = {item["id"] for item in given["evidence"]}
    assert given["statements"]
    for statement in given["statements"]:
        assert set(statement) == {"text", "type", "date", "evidence", "tone", "side"}
        assert statement["type"] in ("quotation", "computed")
        assert statement["text"]
        assert isinstance(statement["evidence"], list)
        assert set(statement["evidence"]) <= ids
        if statement["type"] == "quotation":
            assert len(statement["evidence"]) == 1
            assert len(statement["date"]) == 10


@pytest.mark.parametrize("kind", ANSWERED)
def test_evidence_is_whole_paragraphs_with_their_document_each_once(
    answered: dict[str, dict[str, Any]], kind: str
) -> None:
    evidence = answered[kind]["evidence"]
    assert len(evidence) >= 1
    assert len({item["id"] for item in evidence}) == len(evidence)
    for item in evidence:
        assert_evidence(item)


@pytest.mark.parametrize("kind", ANSWERED)
def test_coverage_adds_up_and_names_the_silent_documents(answered: dict[str, dict[str, Any]], kind: str) -> None:
    coverage = answered[kind]["coverage"]
    assert coverage["documents_searched"] == 6
    assert coverage["documents_with"] + len(coverage["silent"]) == 6
    for item in coverage["silent"]:
        assert item["document"].startswith("https://w3id.org/throughline/id/document/northmere/")
        assert len(item["date"]) == 10


@pytest.mark.parametrize("kind", ANSWERED)
def test_what_was_understood_is_shown(answered: dict[str, dict[str, Any]], kind: str) -> None:
    understood = answered[kind]["understood"]
    assert {"themes", "authorities", "period", "intent"} <= set(understood)
    assert understood["intent"] == kind
    assert all({"id", "label", "words"} <= set(theme) for theme in understood["themes"])


def test_the_understood_period_and_theme_are_those_of_the_question(answered: dict[str, dict[str, Any]]) -> None:
    assert answered["comparison"]["understood"]["period"] == "2016; 2019"
    assert answered["timeline"]["understood"]["period"] is None
    assert [theme["label"] for theme in answered["timeline"]["understood"]["themes"]] == ["return home interviews"]


@pytest.mark.parametrize("kind", ANSWERED)
def test_the_query_is_shown_and_the_store_named(sample: Store, answered: dict[str, dict[str, Any]], kind: str) -> None:
    assert "SELECT" in answered[kind]["sparql"]
    assert answered[kind]["store"] == sample.generation


def test_a_refusal_has_nearest_passages_instead_of_evidence(refused: dict[str, Any]) -> None:
    assert "evidence" not in refused
    assert set(KEYS) - {"evidence"} <= set(refused)
    assert (refused["answered"], refused["kind"], refused["statements"]) == (False, "none", [])
    assert refused["coverage"] == {"documents_with": 0, "documents_searched": 6, "silent": []}
    assert refused["understood"]["authorities"] == ["Birmingham"]
    assert 1 <= len(refused["nearest"]) <= 5
    for item in refused["nearest"]:
        assert_evidence(item)
        assert item["highlights"] == []


def test_every_kind_of_the_contract_is_given(answered: dict[str, dict[str, Any]], refused: dict[str, Any]) -> None:
    assert {given["kind"] for given in [*answered.values(), refused]} == set(KINDS)


def test_evidence_of_a_theme_is_ranked_best_first(sample: Store) -> None:
    scores = [item.score for item in answer(sample, ANSWERED["theme"]).evidence]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] > scores[-1]
