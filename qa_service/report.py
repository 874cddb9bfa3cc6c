"""An evaluation as a web page: every figure by type, the curve of risk and coverage, and each question with what it missed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from qa_service.evaluate import AT, COLUMNS, Score, is_right, risk_curve, summary
from qa_service.risk import Point

WIDTH, HEIGHT, MARGIN = 560, 280, 56
"""Of the plot in the curve's picture, without its margin, in pixels."""
NAMES = {
    "questions": "Questions",
    "recall@10": "Recall at 10",
    "ndcg@10": "nDCG at 10",
    "mrr": "Mean reciprocal rank",
    "right_first": "Right first",
    "facts": "Facts",
    "period_coverage": "Periods covered",
    "order": "In order",
    "refusal_recall": "Refusal recall",
    "refusal_precision": "Refusal precision",
    "false_refusals": "False refusals",
    "mean_risk": "Mean risk",
    "p50_ms": "Median time (ms)",
    "p95_ms": "95th percentile of time (ms)",
}
MEANINGS = {
    "Recall at 10": f"the share of the relevant passages that are among the first {AT} of the evidence",
    "nDCG at 10": "how high they stand there, the more relevant counting more; 1 is the best order",
    "Mean reciprocal rank": "one over the place of the first relevant passage, on average",
    "Right first": "how often the first passage is a relevant one",
    "Facts": "the share of the expected facts that stand in the answer",
    "Periods covered": "the share of the years of a timeline from which there is a quotation",
    "In order": "how often these quotations are in order of date",
    "Refusal recall": "the share of the questions without an answer that are refused",
    "Refusal precision": "the share of the refusals that are right",
    "False refusals": "the share of the questions with an answer that are refused; less is better",
    "Mean risk": "the share of wrong answers among the surest, on average over how many are given; less is better",
}


def page(scores: Sequence[Score], gold: str, generation: str) -> str:
    """The page. gold: the name of the file of questions; generation: that of the store which was asked."""
    figures = summary(scores)
    points = risk_curve(scores)
    environment = Environment(
        loader=PackageLoader("qa_service", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("report.html").render(
        gold=gold,
        generation=generation,
        names=[NAMES[column] for column in COLUMNS],
        meanings=MEANINGS,
        rows=[
            (name, [_cell(_whole(values[column]) if column.endswith("_ms") else values[column]) for column in COLUMNS])
            for name, values in (("All", figures["all"]), *figures["by_type"].items())
        ],
        scores=[(score, _verdict(score), _figures(score)) for score in scores],
        points=_thinned(points),
        mean_risk=_cell(figures["all"]["mean_risk"]),
        picture=_picture(points),
    )


def _cell(value: float | int | None) -> str:
    """A figure for the table: a share with three places; a dash where there is none."""
    if value is None:
        return "–"
    return str(value) if isinstance(value, int) else f"{value:.3f}"


def _whole(milliseconds: float | None) -> int | None:
    return None if milliseconds is None else round(milliseconds)


def _verdict(score: Score) -> str:
    """How a question was answered, in words."""
    if not score.answered:
        return "Rightly refused" if not score.answerable else "Refused, though it can be answered"
    if not score.answerable:
        return "Answered, though it cannot be"
    return "Answered, nothing missed" if is_right(score) and not score.missed else "Answered, with something missed"


def _figures(score: Score) -> list[tuple[str, str]]:
    values = {
        "Recall at 10": score.recall,
        "nDCG at 10": score.ndcg,
        "Reciprocal rank": score.reciprocal_rank,
        "Facts": score.facts,
        "Periods covered": score.period_coverage,
        "In order": None if score.in_order is None else float(score.in_order),
    }
    return [(name, _cell(value)) for name, value in values.items() if value is not None]


def _thinned(points: Sequence[Point]) -> list[Point]:
    """The last point of each tenth of the coverage, for a table."""
    return list({int(point.coverage * 10 - 1e-9): point for point in points}.values())


def _picture(points: Sequence[Point]) -> dict[str, Any]:
    """Where what is drawn stands in the picture, the origin of which is at its top left."""

    def x(coverage: float) -> float:
        return round(MARGIN + coverage * WIDTH, 1)

    def y(risk: float) -> float:
        return round(MARGIN / 2 + (1 - risk) * HEIGHT, 1)

    return {
        "width": WIDTH + 2 * MARGIN,
        "height": HEIGHT + 2 * MARGIN,
        "line": " ".join(f"{x(point.coverage)},{y(point.risk)}" for point in points),
        "ticks": [(x(tenth / 10), y(tenth / 10), f"{tenth * 10}%") for tenth in range(0, 11, 2)],
        "left": x(0),
        "right": x(1),
        "top": y(1),
        "bottom": y(0),
        "middle": x(0.5),
        "name": y(0) + 0.75 * MARGIN,
    }
