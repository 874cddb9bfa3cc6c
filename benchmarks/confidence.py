"""Learns from questions with and without an answer how sure an answer is, and writes `qa_service/confidence.json`.

Run as ``python -m benchmarks.confidence GOLD=STORE ...``. A logistic regression is fitted with a penalty on the squares
of its weights; the threshold is the highest probability at which, over questions that were left out of the fit, no more of
the answerable questions are refused than is allowed. Prints the weights, and the
risk-coverage curve of the questions left out. Run it again where the ranking or the questions have changed.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from graph.store import open_store
from qa_service.confidence import FEATURES, PATH, Model
from qa_service.evaluate import read_gold
from qa_service.risk import area, risk_at, risk_coverage
from qa_service.service import examined

PENALTY = 0.5
FOLDS = 10
ROUNDS = 5
MOST_FALSE_REFUSALS = 0.014
"""The share of the answerable questions that may be refused for lack of confidence: a quarter of what is bearable, since
questions that nobody has seen fare worse than those that weights were found with."""


@dataclass(frozen=True)
class Case:
    """A question with its features, whether it can be answered, and whether it is refused whatever the model says."""

    file: Path
    question: str
    values: tuple[float, ...]
    answerable: bool
    refused: bool


def cases(gold: Path, store: Path) -> list[Case]:
    """The questions in `gold`, as `store` sees them."""
    opened = open_store(store)
    found = []
    for question in read_gold(gold):
        values, refused = examined(opened, question["question"], question.get("history") or [])
        found.append(
            Case(gold, question["question"], tuple(values[name] for name in FEATURES), question["answerable"], refused)
        )
    return found


def fit(known: Sequence[Case]) -> tuple[np.ndarray, float]:
    """The weights, shape (features,), and the intercept that make the answers of `known` most likely, less the penalty."""
    x = np.array([case.values for case in known])
    y = np.where([case.answerable for case in known], 1.0, -1.0)

    def loss(parameters: np.ndarray) -> tuple[float, np.ndarray]:
        odds = y * (x @ parameters[:-1] + parameters[-1])
        pull = -y / (1 + np.exp(odds))
        value = np.logaddexp(0, -odds).sum() + PENALTY / 2 * parameters[:-1] @ parameters[:-1]
        return float(value), np.append(x.T @ pull + PENALTY * parameters[:-1], pull.sum())

    best = minimize(loss, np.zeros(x.shape[1] + 1), jac=True, method="L-BFGS-B").x
    return best[:-1], float(best[-1])


def left_out(known: Sequence[Case]) -> np.ndarray:
    """The probability of each case by models fitted without it, the mean over rounds: shape (cases,)."""
    total = np.zeros(len(known))
    for seed in range(ROUNDS):
        fold_of = np.random.default_rng(seed).permutation(len(known)) % FOLDS
        for fold in range(FOLDS):
            weights, intercept = fit([case for case, of in zip(known, fold_of, strict=True) if of != fold])
            for number in np.flatnonzero(fold_of == fold):
                total[number] += 1 / (1 + np.exp(-(np.array(known[number].values) @ weights + intercept)))
    return total / ROUNDS


def errors(known: Sequence[Case], probabilities: np.ndarray, threshold: float) -> tuple[float, float]:
    """The share of answerable questions that are refused at a threshold, and of unanswerable ones that are answered."""
    answered = [not case.refused and p >= threshold for case, p in zip(known, probabilities, strict=True)]
    of_answerable = [not given for given, case in zip(answered, known, strict=True) if case.answerable]
    of_others = [given for given, case in zip(answered, known, strict=True) if not case.answerable]
    return _share(of_answerable), _share(of_others)


def _share(of: Sequence[bool]) -> float:
    return sum(of) / len(of) if of else 0.0


def best_threshold(known: Sequence[Case], probabilities: np.ndarray) -> float:
    """The highest threshold that, with what is refused anyhow, refuses no more of the answerable questions than is allowed."""
    answerable = [(case, float(p)) for case, p in zip(known, probabilities, strict=True) if case.answerable]
    judged = sorted(p for case, p in answerable if not case.refused)
    return judged[max(0, int(MOST_FALSE_REFUSALS * len(answerable)) - (len(answerable) - len(judged)))]


def main(pairs: Sequence[str]) -> None:
    """Learn from each GOLD=STORE of `pairs`, print what was learned, and write the model."""
    known = [case for pair in pairs for case in cases(*map(Path, pair.split("=", 1)))]
    probabilities = left_out(known)
    threshold = best_threshold(known, probabilities)
    weights, intercept = fit(known)
    learned = Model(
        {name: round(float(weight), 3) for name, weight in zip(FEATURES, weights, strict=True)},
        round(intercept, 3),
        round(threshold, 3),
    )
    for name, weight in learned.weights.items():
        print(f"{weight:8.3f}  {name}: {FEATURES[name]}")
    print(f"{len(known)} questions; from {threshold:.3f} on, of those left out of the fit:")
    for file in dict.fromkeys(case.file for case in known):
        of_file = np.array([case.file == file for case in known])
        some = [case for case in known if case.file == file]
        refused, answered = errors(some, probabilities[of_file], threshold)
        print(f"  {refused:.3f} of the answerable refused, {answered:.3f} of the others answered: {file.name}")
    curve = risk_coverage(
        (0.0 if case.refused else float(p), case.answerable) for case, p in zip(known, probabilities, strict=True)
    )
    shares = {share: risk_at(curve, share) for share in (0.25, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)}
    print("  risk at coverage:", ", ".join(f"{share:.0%} {risk:.3f}" for share, risk in shares.items()))
    print(f"  area under the risk-coverage curve {area(curve):.4f}")
    PATH.write_text(json.dumps(asdict(learned), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
