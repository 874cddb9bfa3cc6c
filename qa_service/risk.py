"""How often answers are wrong at each share of questions answered: the risk-coverage curve.

Questions are answered in order of confidence, the surest first; coverage is the share of all that are answered so far,
risk the share of those that are wrong (El-Yaniv and Wiener, 2010).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True)
class Point:
    """One point of the curve: what is answered from this confidence on, and how much of that is wrong, all from 0 to 1."""

    confidence: float
    coverage: float
    risk: float


def risk_coverage(pairs: Iterable[tuple[float, bool]]) -> list[Point]:
    """The curve over pairs of confidence and whether the answer is right, one point for each confidence, the highest first."""
    ordered = sorted(pairs, key=lambda pair: -pair[0])
    points = []
    answered = wrong = 0
    for confidence, group in groupby(ordered, key=lambda pair: pair[0]):
        rights = [right for _, right in group]
        answered += len(rights)
        wrong += rights.count(False)
        points.append(Point(confidence, answered / len(ordered), wrong / answered))
    return points


def area(points: list[Point]) -> float:
    """The mean risk over all coverages, from 0 (best) to 1: the area under the curve, each point's risk up to its coverage."""
    total, before = 0.0, 0.0
    for point in points:
        total += point.risk * (point.coverage - before)
        before = point.coverage
    return total


def risk_at(points: list[Point], coverage: float) -> float | None:
    """The risk at the first point that answers at least this share of the questions; None if there is none."""
    return next((point.risk for point in points if point.coverage >= coverage), None)
