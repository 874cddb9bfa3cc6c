"""The figures of an evaluation are those that are worked out by hand, on tiny made-up answers."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from graph.store import Store
from qa_service import evaluate as module
from qa_service.answer import Answer, Coverage, Evidence, Statement
from qa_service.evaluate import GoldError, Score, evaluate, read_gold, report, summary

Scored = Callable[[dict[str, Any], Answer], Score]


def made_up(texts: Sequence[str] = (), text: str = "", dates: Sequence[str] = (), answered: bool = True) -> Answer:
    """An answer with evidence of these texts, and a quotation of each of these dates."""
    evidence = tuple(Evidence(f"p{place}", words, None, "", None, {}, 1.0) for place, words in enumerate(texts))
    statements = tuple(Statement(f"quoted {date}", "quotation", date, ("p0",)) for date in dates)
    return Answer(
        "?", answered, "theme" if answered else "none", text, statements, evidence, Coverage(0, 0), "", {}, ""
    )


@pytest.fixture
def scored(monkeypatch: pytest.MonkeyPatch, sample: Store) -> Scored:
    """Scores a gold question against a made-up answer."""

    def score(gold: dict[str, Any], given: Answer) -> Score:
        monkeypatch.setattr(module, "answer", lambda store, question, history: given)
        [found] = evaluate(sample, [{"id": "q", "type": "theme", "question": "?", "answerable": True, **gold}])
        return found

    return score


def passages(*quotes: str, grade: int = 2) -> list[dict[str, Any]]:
    return [{"quote": quote, "grade": grade} for quote in quotes]


FILL = [f"filling {place}" for place in range(20)]


def test_recall_is_the_share_of_gold_passages_among_the_first_ten(scored: Scored) -> None:
    found = scored({"gold": passages("one", "two", "three", "four")}, made_up(["says one", "x", "says three"]))
    assert found.recall == 0.5


def test_the_tenth_place_counts_and_the_eleventh_does_not(scored: Scored) -> None:
    assert scored({"gold": passages("sought")}, made_up([*FILL[:9], "sought"])).recall == 1.0
    assert scored({"gold": passages("sought")}, made_up([*FILL[:10], "sought"])).recall == 0.0
    assert scored({"gold": passages("sought")}, made_up([*FILL[:10], "sought"])).ndcg == 0.0


def test_the_reciprocal_rank_is_that_of_the_first_gold_passage(scored: Scored) -> None:
    assert scored(
        {"gold": passages("a quote", "b quote")}, made_up(["x", "y", "b quote", "a quote"])
    ).reciprocal_rank == pytest.approx(1 / 3)
    assert scored({"gold": passages("a quote")}, made_up(FILL)).reciprocal_rank == 0.0


def test_right_first_is_whether_the_first_place_is_gold(scored: Scored) -> None:
    assert scored({"gold": passages("a quote")}, made_up(["a quote"])).right_first is True
    assert scored({"gold": passages("a quote")}, made_up(["x", "a quote"])).right_first is False


def test_ndcg_of_a_perfect_order_is_one(scored: Scored) -> None:
    gold = [*passages("best", grade=2), *passages("good", grade=1)]
    assert scored({"gold": gold}, made_up(["best", "good"])).ndcg == pytest.approx(1.0)


def test_ndcg_of_a_turned_order_is_as_worked_out_by_hand(scored: Scored) -> None:
    gold = [*passages("best", grade=2), *passages("good", grade=1)]
    by_hand = (1 / math.log2(2) + 3 / math.log2(3)) / (3 / math.log2(2) + 1 / math.log2(3))
    assert scored({"gold": gold}, made_up(["good", "best"])).ndcg == pytest.approx(by_hand)
    assert by_hand == pytest.approx(0.7967, abs=1e-4)


def test_ndcg_of_one_found_at_the_third_place(scored: Scored) -> None:
    assert scored({"gold": passages("sought", "missing")}, made_up(["x", "y", "sought"])).ndcg == pytest.approx(
        (3 / 2) / (3 + 3 / math.log2(3))
    )


def test_two_gold_quotations_in_one_evidence_item_gain_once_for_ndcg_and_both_for_recall(scored: Scored) -> None:
    found = scored({"gold": passages("part one", "part two")}, made_up(["part one and part two"]))
    assert found.recall == 1.0
    assert found.ndcg == pytest.approx(3 / (3 + 3 / math.log2(3)))


def test_a_repeated_evidence_text_gains_once(scored: Scored) -> None:
    assert scored({"gold": passages("sought")}, made_up(["sought", "sought"])).ndcg == pytest.approx(1.0)


@pytest.mark.parametrize(
    "text", ["CHILDREN’S  “return”\ninterviews – late", 'before children\'s "return" interviews - late after']
)
def test_quotes_are_found_whatever_their_marks_case_and_spaces(scored: Scored, text: str) -> None:
    assert scored({"gold": passages('children\'s "Return" interviews — late')}, made_up([text])).recall == 1.0


def test_facts_are_the_share_that_stands_in_the_answer(scored: Scored) -> None:
    found = scored({"facts": ["92%", "Lanternway", "missing fact"]}, made_up(text="In September 92% of LANTERNWAY’s"))
    assert found.facts == pytest.approx(2 / 3)


def test_a_nested_list_of_facts_gives_alternatives(scored: Scored) -> None:
    assert scored({"facts": [["ninety-two per cent", "92%"]]}, made_up(text="it was 92%")).facts == 1.0
    assert scored({"facts": [["ninety", "93%"]]}, made_up(text="it was 92%")).facts == 0.0


def test_facts_in_the_evidence_alone_do_not_count(scored: Scored) -> None:
    assert scored({"facts": ["92%"]}, made_up(["92%"], text="nothing")).facts == 0.0


def test_period_coverage_is_the_share_of_years_with_a_dated_quotation(scored: Scored) -> None:
    found = scored(
        {"order": ["2016", "2018", "2020", "2021"]}, made_up(dates=["2016-11-28", "2018-07-09", "2018-07-09"])
    )
    assert found.period_coverage == 0.5
    assert found.in_order is True


def test_quotations_out_of_order_are_reported(scored: Scored) -> None:
    assert scored({"order": ["2016", "2018"]}, made_up(dates=["2018-07-09", "2016-11-28"])).in_order is False
    assert scored({"order": ["2016", "2018"]}, made_up(dates=[])).in_order is False


def test_what_does_not_apply_is_left_out(scored: Scored) -> None:
    found = scored({}, made_up(["text"]))
    assert (
        found.recall,
        found.ndcg,
        found.reciprocal_rank,
        found.right_first,
        found.facts,
        found.period_coverage,
        found.in_order,
    ) == (None,) * 7


def test_gold_of_an_unanswerable_question_is_not_scored(scored: Scored) -> None:
    assert scored({"answerable": False, "gold": passages("x")}, made_up(["x"])).recall is None


def test_history_is_handed_on(monkeypatch: pytest.MonkeyPatch, sample: Store) -> None:
    asked: list[tuple[str, list[str]]] = []

    def listen(store: Store, question: str, history: list[str]) -> Answer:
        asked.append((question, history))
        return made_up()

    monkeypatch.setattr(module, "answer", listen)
    evaluate(
        sample,
        [
            {"id": "1", "question": "and in 2017?", "answerable": True, "history": ["What of 2020?"]},
            {"id": "2", "question": "alone", "answerable": True},
        ],
    )
    assert asked == [("and in 2017?", ["What of 2020?"]), ("alone", [])]


# Figures over all questions


def score(
    id: str,
    kind: str = "theme",
    answerable: bool = True,
    answered: bool = True,
    recall: float | None = None,
    milliseconds: float = 1.0,
) -> Score:
    return Score(
        id,
        kind,
        answerable,
        answered,
        kind if answered else "none",
        recall,
        recall,
        recall,
        None,
        None,
        None,
        None,
        milliseconds,
    )


SCORES = [
    score("a", "theme", recall=1.0, milliseconds=10),
    score("b", "theme", recall=0.0, milliseconds=20),
    score("c", "figure", recall=0.5, milliseconds=30),
    score("d", "figure", answered=False, recall=0.0, milliseconds=40),
    score("e", "unanswerable", answerable=False, answered=False, milliseconds=50),
    score("f", "unanswerable", answerable=False, answered=False, milliseconds=60),
    score("g", "unanswerable", answerable=False, answered=True, milliseconds=70),
]


def test_means_leave_out_the_questions_to_which_they_do_not_apply() -> None:
    figures = summary(SCORES)
    assert figures["all"]["questions"] == 7
    assert figures["all"]["recall@10"] == pytest.approx(1.5 / 4)
    assert figures["by_type"]["theme"]["recall@10"] == 0.5
    assert figures["by_type"]["figure"]["recall@10"] == 0.25
    assert figures["by_type"]["unanswerable"]["recall@10"] is None


def test_refusals_are_scored_both_ways() -> None:
    figures = summary(SCORES)["all"]
    assert figures["refusal_recall"] == pytest.approx(2 / 3)
    assert figures["refusal_precision"] == pytest.approx(2 / 3)
    assert figures["false_refusals"] == pytest.approx(1 / 4)


def test_the_mean_risk_is_the_area_under_the_curve_of_the_answers_that_are_given() -> None:
    told = [
        replace(score("sure"), facts=1.0, confidence=0.9),
        replace(score("half"), facts=0.5, confidence=0.8),
        replace(score("none", answerable=False), confidence=0.7),
        replace(score("refused", answered=False), confidence=0.99),
    ]
    assert summary(told)["all"]["mean_risk"] == pytest.approx((0 + 1 / 2 + 2 / 3) / 3)
    assert summary(told[:1])["all"]["mean_risk"] == 0.0
    assert summary(told[3:])["all"]["mean_risk"] is None


def test_the_confidence_is_that_of_the_answer_and_not_the_score_of_a_passage(scored: Scored) -> None:
    assert scored({}, replace(made_up(["one"]), confidence=0.25)).confidence == 0.25


def test_latency_is_given_at_the_middle_and_near_the_end() -> None:
    figures = summary([score(str(number), milliseconds=number) for number in range(1, 21)])["all"]
    assert (figures["p50_ms"], figures["p95_ms"]) == (10.5, 19)
    assert (summary(SCORES)["all"]["p50_ms"], summary(SCORES)["all"]["p95_ms"]) == (40, 70)


def test_no_questions_give_no_figures() -> None:
    figures = summary([])
    assert figures["all"]["questions"] == 0
    assert all(value is None for name, value in figures["all"].items() if name != "questions")


def test_every_question_is_listed_with_its_figures() -> None:
    assert [question["id"] for question in summary(SCORES)["questions"]] == list("abcdefg")
    assert summary(SCORES)["questions"][2]["recall"] == 0.5


def test_the_table_has_a_row_for_all_and_for_each_type() -> None:
    lines = report(summary(SCORES)).splitlines()
    assert [line.split()[0] for line in lines] == ["type", "all", "figure", "theme", "unanswerable"]
    assert "recall@10" in lines[0]
    assert lines[1].split()[1:3] == ["7", "0.375"]
    assert lines[4].split()[2] == "-"


# The gold file


def test_a_gold_file_is_read_with_its_blank_lines_left_out(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(
        '{"id": "1", "question": "Who?", "answerable": true}\n\n{"id": "2", "question": "Why?", "answerable": false}\n'
    )
    assert [question["id"] for question in read_gold(path)] == ["1", "2"]


@pytest.mark.parametrize("line", ["not json", '{"id": "1"}', "[1, 2]", '"text"', "3", "null"])
def test_a_line_that_is_no_gold_question_is_named_by_its_number(tmp_path: Path, line: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('{"id": "1", "question": "Who?", "answerable": true}\n' + line + "\n")
    with pytest.raises(GoldError, match=r"^Line 2 of .*gold\.jsonl is no gold question"):
        read_gold(path)


def test_a_missing_gold_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match=r"absent\.jsonl could not be read"):
        read_gold(tmp_path / "absent.jsonl")


def test_a_gold_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_bytes(b"\xff\xfe\x00binary")
    with pytest.raises(GoldError, match=r"gold\.jsonl"):
        read_gold(path)


def test_a_gold_passage_without_a_quotation_is_named_by_its_line(tmp_path: Path, sample: Store) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(
        '{"id": "1", "question": "What was said about neglect?", "answerable": true, "gold": [{"grade": 2}]}\n'
    )
    with pytest.raises(GoldError, match="Line 1"):
        evaluate(sample, read_gold(path))


def test_a_gold_passage_may_be_given_by_its_address(scored: Scored) -> None:
    found = scored({"gold": [{"id": "p1", "grade": 2}, {"id": "p9", "grade": 2}]}, made_up(["one", "two"]))
    assert (found.recall, found.reciprocal_rank) == (0.5, 0.5)
