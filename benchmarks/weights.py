"""Finds how much each feature of the ranking counts, from gold questions, and measures it on questions left out.

Run as ``python -m benchmarks.weights GOLD STORE [GOLD STORE …]``, which writes qa_service/weights.json. The score of a
passage is linear in its features, as in `qa_service.retrieval`. The loss of a question is that of ListNet's top one
(Cao and others, 2007): the cross-entropy of the softmax of the scores with the gains of the gold passages. To its mean
over the questions the squared distance from the weights in use is added, `REGULARISATION` times, since the questions
are few. Features of the subject, the date and the document may not count less than nothing.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

import qa_service.retrieval
from graph.store import Store, open_store
from ingest.normalisation import normalise
from qa_service.evaluate import AT, is_gold, read_gold
from qa_service.question import understand
from qa_service.retrieval import SUBJECT_FEATURES, WEIGHTS, rank

REGULARISATION = 0.01
SHARPNESS = 2.0
"""What the weights are multiplied by in the softmax."""
FOLDS = 8
FIXED = ("authority",)
"""Features that are alike for all passages looked at: nothing tells what they should count."""
NEVER_NEGATIVE = (
    *SUBJECT_FEATURES,
    "feedback_vector",
    "feedback_concepts",
    "date",
    "document",
    "kind",
    "tone",
    "figure",
)
NAMES = tuple(name for name in WEIGHTS if name not in FIXED)


@dataclass(frozen=True)
class Example:
    """A question: the features of the passages looked at, shape (rows, features), and their gains, shape (rows,).

    gold: for each gold passage the rows, counted here, that are it.
    """

    features: np.ndarray
    gains: np.ndarray
    gold: tuple[tuple[int, ...], ...]


def examples(store: Store, questions: Iterable[dict[str, Any]]) -> list[Example]:
    """The examples that the answerable questions with gold passages make."""
    texts = [normalise(passage.text) for passage in store.corpus.passages]
    return [
        _example(store, texts, question) for question in questions if question["answerable"] and question.get("gold")
    ]


def _example(store: Store, texts: Sequence[str], question: dict[str, Any]) -> Example:
    understood = understand(question["question"], question.get("history") or [], store.corpus, store.lexical.terms)
    features = rank(store, understood).features
    rows = np.flatnonzero(features["authority"])
    places = {int(row): place for place, row in enumerate(rows)}
    gains = np.zeros(len(rows))
    gold = []
    for passage in question["gold"]:
        found = tuple(
            place for row, place in places.items() if is_gold(passage, store.corpus.passages[row].iri, texts[row])
        )
        gold.append(found)
        gains[list(found)] = np.maximum(gains[list(found)], 2 ** passage.get("grade", 1) - 1)
    return Example(np.stack([features[name][rows] for name in NAMES], axis=1).astype(np.float64), gains, tuple(gold))


def fitted(given: Sequence[Example]) -> np.ndarray:
    """The weights of the features that fit the examples best: shape (features,)."""
    before = np.array([WEIGHTS[name] for name in NAMES])
    known = [example for example in given if example.gains.any()]

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        total, slope = 0.0, np.zeros_like(weights)
        for example in known:
            scores = SHARPNESS * example.features @ weights
            logarithms = scores - scores.max() - np.log(np.exp(scores - scores.max()).sum())
            wanted = example.gains / example.gains.sum()
            total -= float(wanted @ logarithms)
            slope -= SHARPNESS * example.features.T @ (wanted - np.exp(logarithms))
        away = SHARPNESS * (weights - before)
        penalty = REGULARISATION * float(away @ away)
        return total / len(known) + penalty, slope / len(known) + 2 * REGULARISATION * SHARPNESS * away

    bounds = [(0.0 if name in NEVER_NEGATIVE else None, None) for name in NAMES]
    return np.asarray(minimize(loss, before, jac=True, method="L-BFGS-B", bounds=bounds).x)


def recall(example: Example, weights: np.ndarray) -> float:
    """The share of the gold passages among the first ten."""
    first = set(np.argsort(-np.round(example.features @ weights, 4), kind="stable")[:AT].tolist())
    return sum(not first.isdisjoint(rows) for rows in example.gold) / len(example.gold)


def recalls_left_out(given: Sequence[Example]) -> np.ndarray:
    """The recall of each example by the weights that fit the other folds: shape (examples,)."""
    fold = np.random.default_rng(0).permutation(len(given)) % FOLDS
    found = np.zeros(len(given))
    for number in range(FOLDS):
        weights = fitted([example for example, here in zip(given, fold, strict=True) if here != number])
        for place in np.flatnonzero(fold == number):
            found[place] = recall(given[place], weights)
    return found


def main(arguments: Sequence[str]) -> None:
    """Measure by cross-validation over all sets together, fit on all, and write the weights."""
    sets = [
        examples(open_store(Path(store)), read_gold(Path(gold)))
        for gold, store in zip(arguments[::2], arguments[1::2], strict=True)
    ]
    every = [example for group in sets for example in group]
    before = np.array([recall(example, np.array([WEIGHTS[name] for name in NAMES])) for example in every])
    left_out, weights = recalls_left_out(every), fitted(every)
    after = np.array([recall(example, weights) for example in every])
    start = 0
    for gold, group in zip(arguments[::2], sets, strict=True):
        here = slice(start, start := start + len(group))
        print(
            f"{gold}: recall@{AT} {before[here].mean():.3f} before,"
            f" {left_out[here].mean():.3f} on questions left out, {after[here].mean():.3f} fitted"
        )
    written = WEIGHTS | {name: round(float(weight), 2) for name, weight in zip(NAMES, weights, strict=True)}
    path = Path(qa_service.retrieval.__file__).with_name("weights.json")
    path.write_text(json.dumps(written, indent=1) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
