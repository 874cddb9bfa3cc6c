"""Learns how probable it is that what answers a question mentions a concept, from questions with gold passages.

Run as ``python -m benchmarks.relevance GOLD STORE [GOLD STORE …]``, which writes qa_service/relevance.json. What is learned
is, of each concept that may be relevant, the share of the gold passages that mention it or a narrower one, less the share
of all passages in scope that do; every question counts alike. It prints the loss on questions left out beside that of
the named concepts alone.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

from graph.store import Store, open_store
from ingest.normalisation import normalise
from ontology.vocabulary import vocabulary
from qa_service.evaluate import is_gold, read_gold
from qa_service.question import understand
from qa_service.relevance import FEATURES, PATH, concept_features
from qa_service.retrieval import understood_vectors

LOOKED_AT = 25
"""So many concepts by each feature are learned from, of each question: of the others nothing is to be learned."""
REGULARISATION = 1e-4
FOLDS = 8
Example = tuple[np.ndarray, np.ndarray]
"""Of one question: the features of the concepts looked at, shape (concepts, features), and their shares, shape (concepts,)."""


def examples(store: Store, questions: Sequence[dict[str, Any]]) -> list[Example]:
    """The examples that the answerable questions with gold passages make."""
    texts = [normalise(passage.text) for passage in store.corpus.passages]
    return [_example(store, texts, question) for question in questions if question["answerable"] and question["gold"]]


def _example(store: Store, texts: Sequence[str], question: dict[str, Any]) -> Example:
    corpus = store.corpus
    understood = understand(question["question"], question.get("history") or [], corpus, store.lexical.terms)
    found = concept_features(store, understood, understood_vectors(understood)[1])
    looked_at = sorted(
        {i for feature in found.values() for i in np.argsort(-feature, kind="stable")[:LOOKED_AT].tolist()}
    )
    looked_at = [i for i in looked_at if store.labels.iris[i] in corpus.mentioning]
    gold = {
        row
        for row, passage in enumerate(corpus.passages)
        if any(is_gold(each, passage.iri, texts[row]) for each in question["gold"])
    }
    shares = [_share(store, store.labels.iris[i], gold) for i in looked_at]
    return np.stack([found[name][looked_at] for name in FEATURES], axis=1).astype(np.float64), np.array(shares)


def _share(store: Store, iri: str, gold: set[int]) -> float:
    mentioning = store.corpus.rows_of_concept
    rows = {row for lower in (iri, *vocabulary().narrower(iri)) for row in mentioning.get(lower, ())}
    return max(0.0, len(rows & gold) / max(1, len(gold)) - len(rows) / len(store.corpus.passages))


def fitted(given: Sequence[Example]) -> np.ndarray:
    """The intercept and the weights of the features that fit the examples best: shape (1 + features,)."""
    features = np.concatenate([found for found, _ in given])
    shares = np.concatenate([share for _, share in given])
    counts = np.concatenate([np.full(len(share), 1 / len(share) / len(given)) for _, share in given])
    matrix = np.c_[np.ones(len(features)), features]

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        odds = matrix @ weights
        error = np.logaddexp(0, odds) - shares * odds
        slope = matrix.T @ (counts * (1 / (1 + np.exp(-odds)) - shares))
        slope[1:] += 2 * REGULARISATION * weights[1:]
        return float(counts @ error) + REGULARISATION * float(weights[1:] @ weights[1:]), slope

    return np.asarray(minimize(loss, np.zeros(matrix.shape[1]), jac=True, method="L-BFGS-B").x)


def loss_left_out(given: Sequence[Example], columns: Sequence[int]) -> float:
    """The mean cross-entropy of the questions of each fold by the model that the others give, with these features only."""
    fold = np.random.default_rng(0).permutation(len(given)) % FOLDS
    picked = [(features[:, list(columns)], shares) for features, shares in given]
    total = 0.0
    for number in range(FOLDS):
        weights = fitted([example for example, here in zip(picked, fold, strict=True) if here != number])
        for features, shares in (picked[i] for i in np.flatnonzero(fold == number)):
            odds = weights[0] + features @ weights[1:]
            total += float(np.mean(np.logaddexp(0, odds) - shares * odds))
    return total / len(given)


def main(arguments: Sequence[str]) -> None:
    """Learn from pairs of a file of questions and a store, print what it gains, and write the weights."""
    given = [
        example
        for questions, store in zip(arguments[::2], arguments[1::2], strict=True)
        for example in examples(open_store(Path(store)), read_gold(Path(questions)))
    ]
    print(f"{len(given)} questions; loss left out, with the named alone: {loss_left_out(given, [0]):.4f}")
    print(f"with all features: {loss_left_out(given, range(len(FEATURES))):.4f}")
    weights = np.round(fitted(given), 3).tolist()
    PATH.write_text(
        json.dumps(dict(zip(("intercept", *FEATURES), weights, strict=True)), indent=1) + "\n", encoding="utf-8"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
