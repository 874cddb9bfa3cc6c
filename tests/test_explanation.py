"""`ask --explain` says what each step costs beside T, and by which features the best passages came first."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from commands import Run

from graph.step import observed, step
from graph.store import Store
from qa_service.explanation import STEPS, explain, explained
from qa_service.retrieval import WEIGHTS
from qa_service.service import answer

QUESTION = "What was said about return home interviews over time?"


@pytest.fixture(scope="module")
def text(sample: Store) -> str:
    return explained(explain(sample, QUESTION), sample)


def test_every_step_is_listed_with_its_costs(text: str) -> None:
    rows = re.findall(r"^  (\S.*?) +([\d.]+) ms +([\d.]+) ms +([\d.]+) T$", text, re.M)
    assert [name for name, *_ in rows] == [*STEPS.values(), "the whole answer"]
    for place in (1, 2):
        assert sum(float(row[place]) for row in rows[:-1]) == pytest.approx(float(rows[-1][place]), abs=1.0)
    unit = float(re.search(r"T = ([\d.]+) ms", text)[1])  # type: ignore[index]
    assert float(rows[-1][3]) == pytest.approx(float(rows[-1][2]) / unit, rel=0.05)


def test_every_step_runs_for_an_answer(sample: Store) -> None:
    with observed() as observation:
        given = answer(sample, QUESTION)
    assert set(observation.seconds) == set(STEPS)
    assert all(seconds > 0 for seconds in observation.seconds.values())
    assert observation.results["answer"] is given


def test_the_shares_of_a_passage_add_up_to_its_score(text: str) -> None:
    blocks = re.findall(r"^ +\d+\. ([\d.]+)  .*\n .*\n +(\w+ [-\d.]+ × .*)$", text, re.M)
    assert len(blocks) == 10
    for score, shares in blocks:
        found = [
            (name, float(value), float(weight))
            for name, value, weight in re.findall(r"(\w+) (-?[\d.]+) × ([\d.]+)", shares)
        ]
        assert all(WEIGHTS[name] == weight for name, _, weight in found)
        assert sum(value * weight for _, value, weight in found) == pytest.approx(float(score), abs=0.05)
    scores = [float(score) for score, _ in blocks]
    assert scores == sorted(scores, reverse=True)


def test_the_answer_stands_before_its_explanation(run: Run) -> None:
    given = run("ask", QUESTION, "--explain")
    assert given.exit_code == 0
    plain = run("ask", QUESTION)
    assert given.output.startswith(plain.output)
    assert "What each step costs, beside T =" in given.output.removeprefix(plain.output)


def test_an_explanation_is_not_given_as_json(run: Run) -> None:
    given = run("ask", QUESTION, "--explain", "--json")
    assert given.exit_code == 2
    assert "--json is for programs and --explain for reading. Give one of them." in given.output


# Steps


@step("inner")
def inner() -> str:
    return "inner"


@step("outer")
def outer(times: int) -> list[str]:
    return [inner() for _ in range(times)]


def test_a_step_inside_another_is_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter(range(100))
    monkeypatch.setattr("graph.step.perf_counter", lambda: float(next(clock)))
    with observed() as observation:
        assert outer(2) == ["inner", "inner"]
    # The clock ticks once at each beginning and each end: 0 [1 2] [3 4] 5.
    assert observation.seconds == Counter({"inner": 2.0, "outer": 3.0})
    assert observation.results == {"inner": "inner", "outer": ["inner", "inner"]}


def test_nothing_is_observed_unless_asked_for() -> None:
    with observed() as observation:
        pass
    outer(1)
    assert not observation.seconds


def test_a_step_that_fails_is_timed_and_gives_nothing() -> None:
    @step("failing")
    def failing() -> None:
        raise ValueError

    with observed() as observation, pytest.raises(ValueError):
        failing()
    assert "failing" in observation.seconds
    assert "failing" not in observation.results
