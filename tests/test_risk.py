"""The risk-coverage curve: how much of what is answered is wrong, the surest first."""

from __future__ import annotations

import pytest

from qa_service.risk import Point, area, risk_at, risk_coverage

PAIRS = [(0.9, True), (0.8, True), (0.4, False), (0.6, True), (0.6, False)]


def test_each_confidence_is_a_point_with_the_wrong_among_those_answered() -> None:
    assert risk_coverage(PAIRS) == [
        Point(0.9, 0.2, 0.0),
        Point(0.8, 0.4, 0.0),
        Point(0.6, 0.8, 0.25),
        Point(0.4, 1.0, 0.4),
    ]


def test_the_area_is_the_mean_risk_over_all_coverages() -> None:
    assert area(risk_coverage(PAIRS)) == pytest.approx(0.4 * 0.25 + 0.2 * 0.4)
    assert area(risk_coverage([(0.5, True), (0.1, True)])) == 0.0
    assert area(risk_coverage([(0.5, False), (0.1, False)])) == 1.0


def test_the_risk_at_a_coverage_is_that_of_the_first_point_that_reaches_it() -> None:
    curve = risk_coverage(PAIRS)
    assert risk_at(curve, 0.3) == 0.0
    assert risk_at(curve, 0.5) == 0.25
    assert risk_at([], 0.5) is None
