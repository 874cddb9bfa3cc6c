"""Two evaluations are compared question by question, and it is seen whether any figure fell."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from qa_service.change import ComparisonError, compare, read_scores, told
from qa_service.evaluate import Score, summary

BEFORE = [
    Score("a", "theme", True, True, "theme", 0.5, 0.5, 0.5, False, 1.0, None, None, 9.0),
    Score("b", "theme", True, True, "theme", 1.0, 1.0, 1.0, True, 1.0, None, None, 9.0),
    Score("c", "figure", True, True, "figure", 1.0, 1.0, 1.0, True, 0.5, None, None, 9.0),
    Score("d", "unanswerable", False, False, "none", None, None, None, None, None, None, None, 9.0),
]


def changed(number: int, **figures: object) -> list[Score]:
    """The scores with figures of one of them changed."""
    return [replace(score, **figures) if place == number else score for place, score in enumerate(BEFORE)]  # type: ignore[arg-type]


def test_nothing_changed() -> None:
    change = compare(BEFORE, changed(0, milliseconds=99.0))
    assert (change.figures, change.questions, change.same, change.fell) == ((), {}, 4, False)
    assert told(change).splitlines() == [
        "4 questions compared: 0 better, 0 worse, 0 better and worse, 4 the same.",
        "",
        "No figure fell.",
    ]


def test_a_better_question_raises_its_figures() -> None:
    change = compare(BEFORE, changed(0, recall=0.75))
    [difference] = change.questions["a"]
    assert (difference.name, difference.before, difference.after, difference.gain) == ("recall@10", 0.5, 0.75, 0.25)
    assert {found.name: found.gain for found in change.figures} == {
        "all: recall@10": pytest.approx(0.25 / 3),
        "theme: recall@10": pytest.approx(0.125),
    }
    assert not change.fell
    assert "Better:\n  a: recall@10 0.500 to 0.750 (0.250 better)" in told(change)


def test_a_worse_question_lets_figures_fall() -> None:
    change = compare(BEFORE, changed(2, facts=0.0))
    assert change.fell
    text = told(change)
    assert "4 questions compared: 0 better, 1 worse, 0 better and worse, 3 the same." in text
    assert "Worse:\n  c: facts 0.500 to 0.000 (0.500 worse)" in text
    assert "figure: facts 0.500 to 0.000 (0.500 worse)\nAt least one figure fell." in text


def test_a_question_can_be_better_and_worse() -> None:
    text = told(compare(BEFORE, changed(0, recall=1.0, ndcg=0.25)))
    assert "0 better, 0 worse, 1 better and worse, 3 the same" in text
    assert (
        "Better and worse:\n  a: recall@10 0.500 to 1.000 (0.500 better); nDCG@10 0.500 to 0.250 (0.250 worse)" in text
    )


def test_a_fall_of_one_type_is_a_fall_though_the_whole_rose() -> None:
    change = compare(BEFORE, [replace(changed(0, facts=1.0, recall=1.0)[0]), *changed(2, recall=0.9)[1:]])
    gains = {found.name: found.gain for found in change.figures}
    assert gains["all: recall@10"] > 0 > gains["figure: recall@10"]
    assert change.fell


def test_fewer_false_refusals_are_better() -> None:
    refused = changed(1, answered=False, kind="none")
    worse, better = compare(BEFORE, refused), compare(refused, BEFORE)
    assert {found.name: found.gain > 0 for found in worse.figures}["all: false_refusals"] is False
    assert {found.name: found.gain > 0 for found in better.figures}["all: false_refusals"] is True
    assert [found.name for found in worse.questions["b"]] == ["answered or refused rightly"]
    assert worse.fell
    assert not better.fell


def test_rounding_is_no_change() -> None:
    assert compare(BEFORE, changed(0, recall=0.5 + 1e-9)).same == 4


def test_questions_of_one_evaluation_only_are_named_and_left_out() -> None:
    change = compare(BEFORE[1:], BEFORE[:-1])
    assert (change.only_before, change.only_after, change.same) == (("d",), ("a",), 2)
    assert not change.fell
    text = told(change)
    assert "Asked only before, and not compared: d." in text
    assert "Asked only now, and not compared: a." in text


def test_an_evaluation_is_read_from_its_json(tmp_path: Path) -> None:
    path = tmp_path / "before.json"
    path.write_text(json.dumps(summary(BEFORE)))
    assert compare(read_scores(path), BEFORE).same == 4


def test_an_evaluation_by_an_earlier_version_is_read(tmp_path: Path) -> None:
    figures = summary(BEFORE)
    for row in figures["questions"]:
        del row["question"], row["found"], row["missed"]
        row["unheard_of"] = 1
    path = tmp_path / "before.json"
    path.write_text(json.dumps(figures))
    assert [score.id for score in read_scores(path)] == ["a", "b", "c", "d"]


@pytest.mark.parametrize(
    "content", [None, "", "[]", "{}", '{"questions": [1]}', '{"questions": [{"id": "a"}]}', "\xff"]
)
def test_what_is_no_evaluation_is_refused_with_what_to_do(tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "before.json"
    if content is not None:
        path.write_bytes(content.encode("latin-1"))
    with pytest.raises(ComparisonError, match=r"before\.json is no evaluation to compare with .*throughline eval GOLD"):
        read_scores(path)
