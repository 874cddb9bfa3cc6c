"""Each answer says how sure it is that the documents answer, by a model whose features and weights can be read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import benchmarks
from graph.store import Store
from qa_service.confidence import FEATURES, model
from qa_service.risk import area, risk_at, risk_coverage
from qa_service.service import answer, examined

QUESTIONS = Path(benchmarks.__file__).parent / "questions"


def test_the_model_has_a_weight_for_each_feature_with_the_sign_that_its_words_say() -> None:
    weights = model().weights
    assert weights.keys() == FEATURES.keys()
    for name in ("similarity", "covered", "rarest", "named", "record", "composed"):
        assert weights[name] > 0, name
    for name in ("unheard", "outside", "granted", "other_authority", "other_period", "premise"):
        assert weights[name] < 0, name
    assert 0 < model().threshold < 1


@pytest.mark.parametrize(
    "question", ["How well are disabled children supported?", "How do I bake bread?", "Why was Northmere good in 2016?"]
)
def test_features_are_from_0_to_1(sample: Store, question: str) -> None:
    values, _ = examined(sample, question)
    assert values.keys() == FEATURES.keys()
    assert all(-1e-6 <= value <= 1 + 1e-6 for value in values.values())


def test_what_is_answered_is_surer_than_what_is_not(sample: Store) -> None:
    known = answer(sample, "What was said about return home interviews over time?")
    absent = answer(sample, "What was said about swimming pools for camels?")
    assert known.answered
    assert not absent.answered
    assert known.confidence > 0.8 > model().threshold > absent.confidence
    assert known.to_json()["confidence"] == known.confidence


@pytest.mark.parametrize("name", ["refusals", "refusals-croydon"])
def test_the_questions_that_it_is_learned_from_are_half_without_an_answer(name: str) -> None:
    lines = (QUESTIONS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    questions = [json.loads(line) for line in lines]
    assert len({question["id"] for question in questions}) == len({q["question"] for q in questions}) == len(questions)
    without = [question for question in questions if not question["answerable"]]
    assert 0.45 <= len(without) / len(questions) <= 0.6
    kinds = {"other-authority", "other-year", "false-premise", "absent", "out-of-domain"}
    assert {question["note"] for question in without} == kinds


def test_of_the_questions_over_the_croydon_papers_the_surest_are_the_answerable(croydon: Store) -> None:
    lines = (QUESTIONS / "refusals-croydon.jsonl").read_text(encoding="utf-8").splitlines()
    pairs = []
    for question in map(json.loads, lines):
        given = answer(croydon, question["question"])
        pairs.append((given.confidence, question["answerable"]))
    curve = risk_coverage(pairs)
    risk = risk_at(curve, 0.4)
    assert risk is not None
    assert risk <= 0.1
    assert area(curve) <= 0.25
