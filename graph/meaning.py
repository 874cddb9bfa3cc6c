"""The themes and actors nearest in meaning to a text, by the vectors of all their labels.

A question seldom has the words of a label, but a label that means the same is near to it: the nearest label of a
concept tells, not their mean.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from graph.step import step
from ontology.vocabulary import vocabulary


@dataclass(frozen=True)
class LabelVectors:
    """The unit vectors of all labels, those of one concept together: shape (labels, 384), float32.

    iris: the concepts; starts: where the labels of each begin.
    """

    iris: tuple[str, ...]
    starts: np.ndarray
    vectors: np.ndarray

    @step("concepts")
    def cosines(self, query: np.ndarray) -> np.ndarray:
        """The cosine with the `query` vector of the nearest label of each concept, to four places: shape (concepts,), float32."""
        return np.asarray(np.round(np.maximum.reduceat(self.vectors @ query, self.starts), 4))

    def is_same_as(self, other: LabelVectors) -> bool:
        """Whether the other has the same labels of the same concepts."""
        return (
            self.iris == other.iris
            and np.array_equal(self.starts, other.starts)
            and np.array_equal(self.vectors, other.vectors)
        )

    def save(self, path: Path) -> None:
        """Write to `path`, in half the size: labels are embedded to no more places."""
        np.savez(path, iris=np.array(self.iris), starts=self.starts, vectors=self.vectors.astype(np.float16))

    @classmethod
    def load(cls, path: Path) -> LabelVectors:
        """Read what `save` wrote."""
        with np.load(path) as saved:
            return cls(tuple(saved["iris"].tolist()), saved["starts"], saved["vectors"].astype(np.float32))


@cache
def labels_of_concepts() -> dict[str, tuple[str, ...]]:
    """Every label of each theme and actor, also those that people only type, by IRI."""
    known = vocabulary()
    return {
        concept.iri: (*concept.labels, *concept.hidden)
        for concepts in (known.themes, known.actors)
        for concept in concepts.values()
    }
