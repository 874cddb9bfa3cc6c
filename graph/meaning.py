"""The themes and actors nearest in meaning to a text, by the vectors of all their labels.

A question seldom has the words of a label, but a label that means the same is near to it: the nearest label of a
concept tells, not their mean. The labels are embedded once on a machine, and kept in the user's cache folder.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import NamedTemporaryFile
from zipfile import BadZipFile

import numpy as np

from graph.conversion import cache_folder, can_be_written
from graph.embedding import DIMENSIONS, embed, embedding_version
from ontology.vocabulary import vocabulary


@dataclass(frozen=True)
class LabelVectors:
    """The unit vectors of all labels, those of one concept together: shape (labels, 384), float32.

    iris: the concepts; starts: where the labels of each begin.
    """

    iris: tuple[str, ...]
    starts: np.ndarray
    vectors: np.ndarray

    def cosines(self, query: np.ndarray) -> np.ndarray:
        """The cosine with the `query` vector of the nearest label of each concept: shape (concepts,), float32."""
        nearest: np.ndarray = np.maximum.reduceat(self.vectors @ query, self.starts)
        return nearest

    def nearest(self, query: np.ndarray, limit: int) -> list[tuple[str, float]]:
        """The concepts nearest to the `query` vector, with the cosine of their nearest label, the nearest first."""
        cosines = np.round(self.cosines(query), 4)
        return [(self.iris[i], float(cosines[i])) for i in np.argsort(-cosines, kind="stable")[:limit]]


def labels_of_concepts() -> dict[str, tuple[str, ...]]:
    """Every label of each theme and actor, also those that people only type, by IRI."""
    known = vocabulary()
    return {
        concept.iri: (*concept.labels, *concept.hidden)
        for concepts in (known.themes, known.actors)
        for concept in concepts.values()
    }


@cache
def label_vectors() -> LabelVectors:
    """The vectors of all labels: read where they are kept, or else made, which takes some twenty seconds."""
    labels = labels_of_concepts()
    texts = sorted({label for group in labels.values() for label in group})
    place = {text: number for number, text in enumerate(texts)}
    vectors = _kept(texts)
    rows = [place[label] for group in labels.values() for label in group]
    lengths = [len(group) for group in labels.values()]
    starts = np.cumsum([0, *lengths[:-1]])
    return LabelVectors(tuple(labels), starts, vectors[rows].astype(np.float32))


def _kept(texts: list[str]) -> np.ndarray:
    """The vectors of `texts`, which are made if no whole file of them is kept: shape (len(texts), 384), float16."""
    digest = hashlib.sha256("\n".join([embedding_version(), *texts]).encode()).hexdigest()[:16]
    folder = cache_folder()
    path = folder / f"labels-{digest}.npz" if folder else None
    if path:
        with suppress(OSError, ValueError, KeyError, EOFError, BadZipFile), path.open("rb") as file:
            vectors: np.ndarray = np.load(file)["vectors"]
            if vectors.shape == (len(texts), DIMENSIONS):
                return vectors
    vectors = embed(texts)
    if path and can_be_written(path.parent):
        _keep(path, vectors)
    return vectors


def _keep(path: Path, vectors: np.ndarray) -> None:
    """Write the vectors to `path`, whole or not at all."""
    with NamedTemporaryFile(dir=path.parent, suffix=".npz", delete=False) as partial:
        np.savez(partial, vectors=vectors)
    Path(partial.name).replace(path)
