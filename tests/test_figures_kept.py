"""No figure of the Croydon questions falls below what was reached and committed."""

from __future__ import annotations

import json
import os
from pathlib import Path

from golden import FOLDER

from graph.store import Store
from qa_service.change import LESS_IS_BETTER, NOT_QUALITY
from qa_service.evaluate import evaluate, read_gold, summary

REACHED = FOLDER / "croydon.json"
DIGITS = 4
"""To how many places the figures are kept: what differs by less is rounding."""


def fallen(reached: dict[str, float], found: dict[str, float | None]) -> list[str]:
    """The figures that are worse than was reached, in words."""
    faults = []
    for name, before in reached.items():
        after = found.get(name)
        sign = -1 if name in LESS_IS_BETTER else 1
        if after is None or sign * (round(after, DIGITS) - before) < 0:
            faults.append(f"{name} was {before} and is {after}")
    return faults


def test_no_figure_of_the_croydon_questions_has_fallen(croydon: Store, shared: Path) -> None:
    figures = summary(evaluate(croydon, read_gold(shared / "gold" / "croydon.jsonl")))["all"]
    quality = {name: value for name, value in figures.items() if name not in NOT_QUALITY}
    if os.environ.get("WRITE_GOLDEN"):
        rounded = {name: round(value, DIGITS) for name, value in quality.items()}
        REACHED.write_text(json.dumps(rounded, indent=1) + "\n", encoding="utf-8")
    reached = json.loads(REACHED.read_text(encoding="utf-8"))
    assert set(reached) == set(quality)
    assert fallen(reached, quality) == [], "Mend what made it fall; `throughline eval --compare` shows the questions."


def test_a_fall_is_seen_and_a_rise_or_rounding_is_not() -> None:
    reached = {"facts": 0.873, "false_refusals": 0.0, "order": 1.0}
    assert fallen(reached, {"facts": 0.87300001, "false_refusals": 0.00001, "order": 1.0}) == []
    assert fallen(reached, {"facts": 0.9, "false_refusals": 0.0, "order": 1.0}) == []
    assert fallen(reached, {"facts": 0.872, "false_refusals": 0.0, "order": 1.0}) == ["facts was 0.873 and is 0.872"]
    assert fallen(reached, {"facts": 0.873, "false_refusals": 0.01, "order": None}) == [
        "false_refusals was 0.0 and is 0.01",
        "order was 1.0 and is None",
    ]
