"""What changed from one evaluation to another, question by question: what is better, what is worse, and by how much."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from qa_service.evaluate import Score, summary
from qa_service.wording import plural

QUESTION_FIGURES = {
    "recall": "recall@10",
    "ndcg": "nDCG@10",
    "reciprocal_rank": "reciprocal rank",
    "right_first": "right first",
    "facts": "facts",
    "period_coverage": "periods covered",
    "in_order": "in order",
    "right_to_answer": "answered or refused rightly",
}
"""The figures of one question, more being better, in words."""
LESS_IS_BETTER = ("false_refusals",)
NOT_QUALITY = ("questions", "mean_risk", "p50_ms", "p95_ms")
"""Figures that are worse for other reasons, too: who answers what was refused takes more risk."""
LEAST = 1e-6
"""What is less than this is rounding."""


class ComparisonError(ValueError):
    """What is to be compared with is no evaluation. The message says what to do."""


@dataclass(frozen=True)
class Difference:
    """One figure before and after, and by how much it is better (worse if negative)."""

    name: str
    before: float
    after: float
    gain: float


@dataclass(frozen=True)
class Change:
    """From one evaluation to another. figures: those of the whole and by type that differ, as ``all`` or the type and name.

    questions: what differs, by id; same: how many questions have no difference. only_before and only_after: the ids of
    questions that the other evaluation does not have; they are not compared.
    """

    figures: tuple[Difference, ...]
    questions: dict[str, tuple[Difference, ...]]
    same: int
    only_before: tuple[str, ...]
    only_after: tuple[str, ...]

    @property
    def fell(self) -> bool:
        """Whether any figure is worse."""
        return any(difference.gain < 0 for difference in self.figures)


def read_scores(path: Path) -> list[Score]:
    """The scores in the JSON of an evaluation. Raises ComparisonError."""
    known = {field.name for field in fields(Score)}
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))["questions"]
        return [Score(**{name: value for name, value in row.items() if name in known}) for row in rows]
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise ComparisonError(
            f"{path} is no evaluation to compare with ({error!r}). Make one with: throughline eval GOLD --store DIR --json > {path}"
        ) from error


def compare(before: Sequence[Score], after: Sequence[Score]) -> Change:
    """What changed from `before` to `after`, over the questions that both have."""
    old, new = ({score.id: score for score in scores} for scores in (before, after))
    both = [name for name in new if name in old]
    questions = {name: _differences(_of_question(old[name]), _of_question(new[name])) for name in both}
    changed = {name: differences for name, differences in questions.items() if differences}
    return Change(
        _differences(*(_of_whole([scores[name] for name in both]) for scores in (old, new))),
        changed,
        len(both) - len(changed),
        tuple(name for name in old if name not in new),
        tuple(name for name in new if name not in old),
    )


def told(change: Change) -> str:
    """The change as text for reading."""
    groups: dict[str, list[str]] = {"better": [], "worse": [], "better and worse": []}
    for name, differences in change.questions.items():
        groups[_verdict(differences)].append(f"  {name}: {'; '.join(map(_line, differences))}")
    counts = ", ".join(f"{len(lines)} {verdict}" for verdict, lines in groups.items())
    lines = [f"{plural(len(change.questions) + change.same, 'question')} compared: {counts}, {change.same} the same."]
    for verdict, found in groups.items():
        if found:
            lines += ["", f"{verdict.capitalize()}:", *found]
    for words, names in (("before", change.only_before), ("now", change.only_after)):
        if names:
            lines += ["", f"Asked only {words}, and not compared: {', '.join(names)}."]
    lines += ["", *(f"{_line(difference)}" for difference in change.figures)]
    lines.append("At least one figure fell." if change.fell else "No figure fell.")
    return "\n".join(lines)


def as_data(change: Change) -> dict[str, Any]:
    """The change as plain data."""
    return {**asdict(change), "fell": change.fell}


def _of_question(score: Score) -> dict[str, float | None]:
    values = {**asdict(score), "right_to_answer": score.answered == score.answerable}
    return {words: values[name] for name, words in QUESTION_FIGURES.items()}


def _of_whole(scores: Sequence[Score]) -> dict[str, float | None]:
    figures = summary(scores)
    groups: Mapping[str, Mapping[str, Any]] = {"all": figures["all"], **figures["by_type"]}
    return {
        f"{group}: {name}": value
        for group, values in groups.items()
        for name, value in values.items()
        if name not in NOT_QUALITY
    }


def _differences(before: Mapping[str, float | None], after: Mapping[str, float | None]) -> tuple[Difference, ...]:
    """The figures that differ, of those that apply to both."""
    found = []
    for name, old in before.items():
        new = after.get(name)
        if old is not None and new is not None:
            gain = float(old - new if name.endswith(LESS_IS_BETTER) else new - old)
            if abs(gain) > LEAST:
                found.append(Difference(name, float(old), float(new), gain))
    return tuple(found)


def _verdict(differences: Sequence[Difference]) -> str:
    gains = {difference.gain > 0 for difference in differences}
    return "better and worse" if len(gains) == 2 else "better" if True in gains else "worse"


def _line(difference: Difference) -> str:
    verdict = "better" if difference.gain > 0 else "worse"
    return f"{difference.name} {difference.before:.3f} to {difference.after:.3f} ({abs(difference.gain):.3f} {verdict})"
