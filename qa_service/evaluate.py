"""Scores the answers to gold questions: recall, nDCG, rank, facts, periods, order, refusals, speed.

A gold passage is found where its quotation, normalised, lies in the normalised text of an evidence item, or, given by
its address, where an item has that address.
recall@10 is the share of a question's gold passages found in the first ten; nDCG@10 takes 2^grade - 1 as
gain (Järvelin and Kekäläinen, 2002; Burges and others, 2005), each gold passage counting once, at its first place.
"""

from __future__ import annotations

import json
import math
import statistics
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from graph.encoder import encoder
from graph.store import Store
from ingest.normalisation import normalise
from qa_service.answer import Answer
from qa_service.risk import Point, area, risk_coverage
from qa_service.service import answer

AT = 10
COLUMNS = (
    "questions",
    "recall@10",
    "ndcg@10",
    "mrr",
    "right_first",
    "facts",
    "period_coverage",
    "order",
    "refusal_recall",
    "refusal_precision",
    "false_refusals",
    "mean_risk",
    "p50_ms",
    "p95_ms",
)
"""The figures of a group of questions, in the order in which they are shown."""


class GoldError(ValueError):
    """The file of gold questions cannot be read. The message says where."""


@dataclass(frozen=True)
class Score:
    """The figures of one question; None where one does not apply.

    confidence: how probable the answer says it is that the documents answer the question. found and missed: its gold passages, each by its quotation or address,
    that are and are not among the first ten of the evidence. lacking: its facts that are not in the answer.
    """

    id: str
    type: str
    answerable: bool
    answered: bool
    kind: str
    recall: float | None
    ndcg: float | None
    reciprocal_rank: float | None
    right_first: bool | None
    facts: float | None
    period_coverage: float | None
    in_order: bool | None
    milliseconds: float
    question: str = ""
    confidence: float | None = None
    found: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()


def read_gold(path: Path) -> list[dict[str, Any]]:
    """The gold questions in a JSON Lines file. Raises GoldError."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise GoldError(f"The gold file {path} could not be read as text ({error}).") from error
    questions = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            question = json.loads(line)
            question["id"], question["question"], question["answerable"]
            [passage["id"] if "id" in passage else passage["quote"] for passage in question.get("gold") or []]
        except (ValueError, KeyError, TypeError) as error:
            raise GoldError(
                f"Line {number} of {path} is no gold question ({error!r}). Each line is a JSON object with id, type, question, answerable and gold."
            ) from error
        questions.append(question)
    return questions


def evaluate(store: Store, questions: Iterable[dict[str, Any]]) -> list[Score]:
    """The scores of `questions`, asked of `store` one after the other, with the model loaded before the first."""
    encoder()
    scores = []
    for gold in questions:
        started = time.perf_counter()
        given = answer(store, gold["question"], gold.get("history") or [])
        scores.append(_score(gold, given, (time.perf_counter() - started) * 1000))
    return scores


def summary(scores: Sequence[Score]) -> dict[str, Any]:
    """The figures over all questions and by type."""
    by_type: dict[str, list[Score]] = defaultdict(list)
    for score in scores:
        by_type[score.type].append(score)
    return {
        "all": _figures(scores),
        "by_type": {name: _figures(group) for name, group in sorted(by_type.items())},
        "questions": [asdict(score) for score in scores],
    }


def report(figures: dict[str, Any]) -> str:
    """The figures as a table for reading."""
    rows = [("all", figures["all"]), *figures["by_type"].items()]
    lines = ["  ".join(["type".ljust(15), *(column.rjust(max(9, len(column))) for column in COLUMNS)])]
    lines += [
        "  ".join([name.ljust(15), *(_cell(values[column]).rjust(max(9, len(column))) for column in COLUMNS)])
        for name, values in rows
    ]
    return "\n".join(lines)


def _cell(value: float | int | None) -> str:
    return (
        "-"
        if value is None
        else str(value)
        if isinstance(value, int)
        else f"{value:.3f}"
        if value < 10
        else f"{value:.1f}"
    )


def _figures(scores: Sequence[Score]) -> dict[str, float | int | None]:
    refused = [score for score in scores if not score.answered]
    unanswerable = [score for score in scores if not score.answerable]
    answerable = [score for score in scores if score.answerable]
    times = sorted(score.milliseconds for score in scores)
    return {
        "questions": len(scores),
        "recall@10": _mean(score.recall for score in scores),
        "ndcg@10": _mean(score.ndcg for score in scores),
        "mrr": _mean(score.reciprocal_rank for score in scores),
        "right_first": _mean(score.right_first for score in scores),
        "facts": _mean(score.facts for score in scores),
        "period_coverage": _mean(score.period_coverage for score in scores),
        "order": _mean(score.in_order for score in scores),
        "refusal_recall": _mean(not score.answered for score in unanswerable),
        "refusal_precision": _mean(not score.answerable for score in refused),
        "false_refusals": _mean(not score.answered for score in answerable),
        "mean_risk": area(curve) if (curve := risk_curve(scores)) else None,
        "p50_ms": statistics.median(times) if times else None,
        "p95_ms": times[min(len(times) - 1, math.ceil(0.95 * len(times)) - 1)] if times else None,
    }


def is_right(score: Score) -> bool:
    """Whether an answer is right: there should be one, and it has all expected facts, or where none are, a right first passage."""
    if not score.answerable:
        return False
    return score.facts == 1 if score.facts is not None else score.right_first is not False


def risk_curve(scores: Iterable[Score]) -> list[Point]:
    """How much of what is answered is wrong, if only the surest answers are given."""
    return risk_coverage(
        (score.confidence, is_right(score)) for score in scores if score.answered and score.confidence is not None
    )


def _mean(values: Iterable[float | bool | None]) -> float | None:
    known = [float(value) for value in values if value is not None]
    return sum(known) / len(known) if known else None


def _score(gold: dict[str, Any], given: Answer, milliseconds: float) -> Score:
    passages = (gold.get("gold") or []) if gold["answerable"] else []
    names = [passage.get("quote") or passage["id"] for passage in passages]
    places = _places(passages, given)
    near = [place is not None and place < AT for place in places]
    first = min((place for place in places if place is not None), default=None)
    facts = gold.get("facts") or []
    told = [_is_told(fact, given) for fact in facts]
    coverage, in_order = _periods(gold.get("order") or [], given)
    return Score(
        id=gold["id"],
        type=gold.get("type", ""),
        answerable=gold["answerable"],
        answered=given.answered,
        kind=given.kind,
        recall=_mean(near),
        ndcg=_ndcg([passage.get("grade", 1) for passage in passages], places) if passages else None,
        reciprocal_rank=(0.0 if first is None else 1 / (first + 1)) if passages else None,
        right_first=first == 0 if passages else None,
        facts=_mean(told),
        period_coverage=coverage,
        in_order=in_order,
        milliseconds=milliseconds,
        question=gold["question"],
        confidence=given.confidence,
        found=tuple(name for name, is_near in zip(names, near, strict=True) if is_near),
        missed=tuple(name for name, is_near in zip(names, near, strict=True) if not is_near),
        lacking=tuple(_named(fact) for fact, is_told in zip(facts, told, strict=True) if not is_told),
    )


def _places(passages: Sequence[dict[str, Any]], given: Answer) -> list[int | None]:
    """Where in the evidence each gold passage is found first; None for one that is not."""
    texts = [normalise(item.text) for item in given.evidence]
    return [
        next(
            (
                place
                for place, (item, text) in enumerate(zip(given.evidence, texts, strict=True))
                if is_gold(passage, item.id, text)
            ),
            None,
        )
        for passage in passages
    ]


def is_gold(passage: dict[str, Any], iri: str, text: str) -> bool:
    """Whether the passage at an address, with its normalised `text`, is a gold `passage`."""
    return passage["id"] == iri if "id" in passage else normalise(passage["quote"]) in text


def _ndcg(grades: Sequence[int], places: Sequence[int | None]) -> float:
    """nDCG of the first ten; of several gold passages in one evidence item the highest counts."""
    gains: dict[int, int] = {}
    for grade, place in zip(grades, places, strict=True):
        if place is not None and place < AT:
            gains[place] = max(gains.get(place, 0), 2**grade - 1)
    ideal = sorted((2**grade - 1 for grade in grades), reverse=True)[:AT]
    found = sum(gain / math.log2(place + 2) for place, gain in gains.items())
    return float(found / sum(gain / math.log2(place + 2) for place, gain in enumerate(ideal)))


def _is_told(fact: str | list[str], given: Answer) -> bool:
    """Whether a fact, a string or a list of alternatives, stands in the answer's text."""
    text = normalise(given.answer)
    return any(normalise(option) in text for option in ([fact] if isinstance(fact, str) else fact))


def _named(fact: str | list[str]) -> str:
    return fact if isinstance(fact, str) else " or ".join(fact)


def _periods(order: Sequence[str], given: Answer) -> tuple[float | None, bool | None]:
    """The share of the years in `order` that dated quotations cover, and whether the quotations are in order of date."""
    if not order:
        return None, None
    dates = [statement.date for statement in given.statements if statement.type == "quotation" and statement.date]
    years = [date[:4] for date in dates]
    return sum(year in years for year in order) / len(order), bool(dates) and dates == sorted(dates)
