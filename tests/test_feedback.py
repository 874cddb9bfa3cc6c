"""What the best passages have in common brings up others that are like them."""

from __future__ import annotations

import numpy as np

from graph.store import Store
from qa_service.feedback import TAKEN, feedback_features


def scored(store: Store, rows: list[int]) -> np.ndarray:
    """Scores by which `rows` are the best, in their order."""
    scores = np.zeros(len(store.corpus.passages), dtype=np.float32)
    scores[rows] = np.linspace(2, 1, len(rows))
    return scores


def everywhere(store: Store) -> np.ndarray:
    return np.ones(len(store.corpus.passages), dtype=bool)


def mentioning(store: Store, concept: str) -> list[int]:
    (iri,) = [iri for iri in store.corpus.rows_of_concept if iri.endswith(f"/theme/{concept}")]
    return list(store.corpus.rows_of_concept[iri])


def test_passages_that_mention_what_the_best_mention_get_more(sample: Store) -> None:
    about = mentioning(sample, "supervision")
    best = about[: TAKEN // 2]
    others = [row for row in about if row not in best]
    assert others
    features = feedback_features(sample, scored(sample, best), everywhere(sample))
    rest = [row for row in range(len(sample.corpus.passages)) if row not in about]
    for name in ("feedback_vector", "feedback_concepts"):
        assert features[name][others].mean() > 2 * features[name][rest].mean(), name


def test_feedback_is_from_0_to_1_and_0_for_what_is_not_looked_at(sample: Store) -> None:
    inside = everywhere(sample)
    inside[::2] = False
    features = feedback_features(sample, scored(sample, mentioning(sample, "supervision")), inside)
    for feature in features.values():
        assert feature.shape == inside.shape
        assert feature.min() >= 0
        assert feature.max() <= 1 + 1e-6
        assert not feature[~inside].any()


def test_where_there_is_little_to_choose_from_nothing_is_fed_back(sample: Store) -> None:
    inside = np.zeros(len(sample.corpus.passages), dtype=bool)
    inside[:TAKEN] = True
    features = feedback_features(sample, scored(sample, [0, 1]), inside)
    assert not any(feature.any() for feature in features.values())
