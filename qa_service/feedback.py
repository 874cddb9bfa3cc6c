"""Relevance feedback: what the best passages of a first ranking have in common brings up those that say it in other words.

Nobody judges the passages; the best are taken to be relevant (pseudo-relevance feedback: Rocchio, 1971; Croft and Harper,
1979). They count by how far their scores stand above that of the first that is not taken.
"""

from __future__ import annotations

from collections import Counter

import numpy as np

from graph.step import step
from graph.store import Store
from qa_service.feature import above_middle, rarity, scaled

TAKEN = 8
"""So many of the best passages are taken to be relevant."""
LEAST = 1e-3
"""What a passage that is taken counts at least."""


@step("feedback")
def feedback_features(store: Store, scores: np.ndarray, inside: np.ndarray) -> dict[str, np.ndarray]:
    """The features of every row that follow from the best of those `inside` by `scores`: arrays of shape (rows,), from 0 to 1.

    feedback_vector: how near it is to the best in meaning. feedback_concepts: how much it mentions what they mention.
    """
    rows = np.flatnonzero(inside)
    if len(rows) <= TAKEN:
        return {name: np.zeros(len(scores), dtype=np.float32) for name in ("feedback_vector", "feedback_concepts")}
    order = rows[np.argsort(-scores[rows], kind="stable")]
    taken = order[:TAKEN]
    weights = np.maximum(scores[taken] - scores[order[TAKEN]], LEAST)
    weights = weights / weights.sum()
    middle = weights @ store.vectors.paragraph_vectors(taken)
    near = store.vectors.paragraph_scores((middle / np.linalg.norm(middle)).astype(np.float32), inside)
    return {
        "feedback_vector": above_middle(near, inside),
        "feedback_concepts": scaled(_mentions(store, taken.tolist(), weights.tolist()) * inside),
    }


def _mentions(store: Store, taken: list[int], weights: list[float]) -> np.ndarray:
    """For each row, the concepts that it shares with the rows taken, a rare concept counting more."""
    shares: Counter[str] = Counter()
    for row, weight in zip(taken, weights, strict=True):
        for iri in store.corpus.concepts[row]:
            shares[iri] += weight  # type: ignore[assignment]
    total = np.zeros(len(store.corpus.passages), dtype=np.float32)
    for iri, share in sorted(shares.items()):
        total[store.corpus.mentioning[iri]] += np.float32(share * rarity(store, iri) ** 2)
    return total
