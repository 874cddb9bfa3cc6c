"""The scales of features: each from 0 to 1 for one question, whatever it is made of."""

from __future__ import annotations

import numpy as np

from graph.store import Store


def rarity(store: Store, iri: str) -> float:
    """How much a mention of a concept tells: the logarithm of all passages to those that mention it."""
    return float(np.log(len(store.corpus.passages) / max(1, len(store.corpus.rows_of_concept.get(iri, ())))))


def scaled(scores: np.ndarray) -> np.ndarray:
    """Scores from 0 upwards, so scaled that the highest is 1."""
    highest = scores.max(initial=0)
    return np.asarray(scores / highest if highest > 0 else scores)


def above_middle(scores: np.ndarray, inside: np.ndarray) -> np.ndarray:
    """Cosines, which are never near 0, so scaled that the middle one of those `inside` is 0 and the highest 1."""
    if not inside.any():
        return np.zeros_like(scores)
    middle, highest = np.median(scores[inside]), scores[inside].max()
    return np.asarray(np.clip((scores - middle) / max(highest - middle, 1e-6), 0, 1) * inside, dtype=np.float32)
