"""How probable it is that what answers a question mentions a concept, whether the question names it or not.

Three things tell together: that it names the concept, that its words are those of the concept's labels, and that a label
is near to it in meaning. The model is logistic, learned by ``python -m benchmarks.relevance`` from questions with their
gold passages, and stands in `relevance.json`.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import numpy as np

from graph.lexical import terms
from graph.step import step
from graph.store import Store
from qa_service.asking import content
from qa_service.feature import scaled
from qa_service.question import Question

FEATURES = {
    "named": "how surely the question names it, from 0 to 1",
    "words": "how well the words of all its labels fit the question, as a share of those of the concept that they fit best",
    "near": "the cosine of its nearest label",
    "nearest": "how much farther that is than the nearest label of any, at most 0",
}
"""The features of a concept, each in words."""
LEAST = 0.1
"""Concepts less probable than this are left out: so probable are most of which nothing tells."""
PATH = Path(__file__).with_name("relevance.json")


@step("concepts")
def relevant_concepts(store: Store, found: dict[str, np.ndarray]) -> dict[str, float]:
    """The concepts that passages mention and that those which answer probably do, with how probably, the surest first.

    found: the features of every concept.
    """
    weights = _weights()
    odds = weights["intercept"] + sum(np.float32(weights[name]) * found[name] for name in FEATURES)
    probable = np.round(1 / (1 + np.exp(-odds)), 4)
    iris, mentioned = store.labels.iris, store.corpus.mentioning
    best = np.argsort(-probable, kind="stable")
    return {iris[i]: float(probable[i]) for i in best if probable[i] >= LEAST and iris[i] in mentioned}


@step("concepts")
def concept_features(store: Store, question: Question, about: np.ndarray) -> dict[str, np.ndarray]:
    """The `FEATURES` of every concept of `store.labels`: arrays of shape (concepts,).

    about: the vector of what the question asks about.
    """
    near = store.labels.cosines(about)
    wanted = dict.fromkeys(terms(content(question.subject)), 1.0)
    return {
        "named": np.array([question.concepts.get(iri, 0.0) for iri in store.labels.iris], dtype=np.float32),
        "words": scaled(store.lexical.scores("concepts", wanted)),
        "near": near,
        "nearest": near - near.max(),
    }


@cache
def _weights() -> dict[str, float]:
    weights: dict[str, float] = json.loads(PATH.read_text(encoding="utf-8"))
    return weights
