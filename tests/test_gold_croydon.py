"""The seventy gold questions over the Croydon papers are answered as well as is promised, and the same each time."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from graph.store import Store
from qa_service.evaluate import Score, evaluate, read_gold, summary


@pytest.fixture(scope="module")
def gold(shared: Path) -> list[dict[str, Any]]:
    return read_gold(shared / "gold" / "croydon.jsonl")


@pytest.fixture(scope="module")
def scores(croydon: Store, gold: list[dict[str, Any]]) -> list[Score]:
    return evaluate(croydon, gold)


@pytest.fixture(scope="module")
def figures(scores: list[Score]) -> dict[str, Any]:
    return summary(scores)


def test_all_seventy_questions_are_asked_in_order(scores: list[Score], gold: list[dict[str, Any]]) -> None:
    assert [score.id for score in scores] == [f"d-{number:03}" for number in range(1, 71)]
    assert [score.id for score in scores] == [question["id"] for question in gold]


def test_the_relevant_passages_are_among_the_first_ten(figures: dict[str, Any]) -> None:
    assert figures["all"]["recall@10"] >= 0.60
    assert figures["all"]["ndcg@10"] >= 0.45


def test_what_cannot_be_answered_is_refused(figures: dict[str, Any]) -> None:
    assert figures["by_type"]["unanswerable"]["questions"] == 7
    assert figures["all"]["refusal_recall"] >= 0.7


def test_what_can_be_answered_is_not_refused_as_a_rule(figures: dict[str, Any]) -> None:
    assert figures["all"]["false_refusals"] <= 0.1
    assert figures["all"]["refusal_precision"] >= 0.7


def test_the_periods_of_timelines_are_covered_and_in_order(figures: dict[str, Any], scores: list[Score]) -> None:
    assert figures["by_type"]["timeline"]["questions"] == 10
    assert figures["by_type"]["timeline"]["period_coverage"] >= 0.8
    assert figures["by_type"]["timeline"]["order"] == 1.0
    assert {score.id for score in scores if score.period_coverage is not None} == {
        f"d-{number:03}" for number in range(1, 11)
    }


def test_facts_stand_in_the_answers(figures: dict[str, Any]) -> None:
    assert figures["all"]["facts"] >= 0.7


def test_figures_are_reported_for_every_type(figures: dict[str, Any], gold: list[dict[str, Any]]) -> None:
    assert set(figures["by_type"]) == {question["type"] for question in gold}
    assert sum(group["questions"] for group in figures["by_type"].values()) == figures["all"]["questions"] == 70
    assert all(group["p50_ms"] > 0 for group in figures["by_type"].values())


def test_an_unanswerable_question_has_no_recall(scores: list[Score]) -> None:
    for score in scores:
        assert (score.recall is None) == (not score.answerable)


def test_two_runs_differ_in_nothing_but_milliseconds(
    croydon: Store, gold: list[dict[str, Any]], scores: list[Score]
) -> None:
    again = evaluate(croydon, gold)
    assert [replace(score, milliseconds=0.0) for score in again] == [
        replace(score, milliseconds=0.0) for score in scores
    ]
