"""Embeddings of paragraphs and sentences, each with its headings, in two FAISS indexes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import faiss
import numpy as np

from graph.encoder import DIMENSIONS
from graph.passage import Corpus
from graph.step import step
from ontology.vocabulary import vocabulary


@dataclass(frozen=True)
class Vectors:
    """Unit vectors of the passages of a corpus and of their sentences: shapes (rows, 384) and (sentences, 384), float16.

    sentence_rows has the row of each sentence, in ascending order.
    """

    paragraphs: np.ndarray
    sentences: np.ndarray
    sentence_rows: np.ndarray


def paragraph_texts(corpus: Corpus) -> list[str]:
    """What is embedded for each passage, in row order."""
    return [passage.in_context(passage.text) for passage in corpus.passages]


def sentence_texts(corpus: Corpus) -> tuple[list[str], list[int]]:
    """What is embedded for each sentence, and the row of the passage that it is in."""
    pairs = [
        (passage.in_context(passage.text[start:end]), row)
        for row, passage in enumerate(corpus.passages)
        for start, end in passage.sentences
    ]
    return [text for text, _ in pairs], [row for _, row in pairs]


def concept_texts() -> dict[str, str]:
    """What is embedded for each theme and actor, by IRI: its label and scope note."""
    known = vocabulary()
    return {
        concept.iri: f"{concept.label}: {concept.note}"
        for concepts in (known.themes, known.actors)
        for concept in concepts.values()
    }


class VectorIndex:
    """Two FAISS indexes by inner product, of paragraphs and of sentences, and the vectors of the concepts.

    sentence_rows has the row of each sentence; concept_vectors a row for each of `concept_iris`.
    """

    def __init__(
        self, paragraphs: faiss.Index, sentences: faiss.Index, sentence_rows: np.ndarray, concept_vectors: np.ndarray
    ) -> None:
        self._paragraphs, self._sentences, self._sentence_rows = paragraphs, sentences, sentence_rows
        self.concept_vectors = np.asarray(concept_vectors, dtype=np.float32)
        self.concept_iris = tuple(concept_texts())

    @classmethod
    def build(
        cls, paragraphs: np.ndarray, sentences: np.ndarray, sentence_rows: Sequence[int], concepts: np.ndarray
    ) -> VectorIndex:
        """Index unit vectors of shape (n, 384); `sentence_rows` has a row for each sentence."""
        return cls(_flat(paragraphs), _flat(sentences), np.asarray(sentence_rows, dtype=np.int64), concepts)

    def save(self, folder: Path) -> None:
        """Write the indexes into `folder`."""
        folder.mkdir(parents=True, exist_ok=True)
        faiss.write_index(self._paragraphs, str(folder / "paragraphs.faiss"))
        faiss.write_index(self._sentences, str(folder / "sentences.faiss"))
        np.save(folder / "sentence_rows.npy", self._sentence_rows)
        np.save(folder / "concepts.npy", self.concept_vectors.astype(np.float16))

    @classmethod
    def load(cls, folder: Path) -> VectorIndex:
        """Read what `save` wrote; the vectors stay on the disk until they are looked at."""
        return cls(
            faiss.read_index(str(folder / "paragraphs.faiss"), faiss.IO_FLAG_MMAP_IFC),
            faiss.read_index(str(folder / "sentences.faiss"), faiss.IO_FLAG_MMAP_IFC),
            np.load(folder / "sentence_rows.npy"),
            np.load(folder / "concepts.npy"),
        )

    @property
    def vectors(self) -> Vectors:
        """The vectors that are indexed."""
        paragraphs, sentences = (
            index.reconstruct_n(0, index.ntotal).astype(np.float16) for index in (self._paragraphs, self._sentences)
        )
        return Vectors(paragraphs, sentences, self._sentence_rows)

    @property
    def paragraphs(self) -> int:
        """The number of paragraphs indexed."""
        return int(self._paragraphs.ntotal)

    @property
    def sentences(self) -> int:
        """The number of sentences indexed."""
        return int(self._sentences.ntotal)

    def concept_vector(self, iri: str) -> np.ndarray | None:
        """The vector of a theme or actor, or None if it has none."""
        return self.concept_vectors[self.concept_iris.index(iri)] if iri in self.concept_iris else None

    def paragraph_vectors(self, rows: np.ndarray) -> np.ndarray:
        """The vectors of the paragraphs in `rows`: shape (len(rows), 384), float32."""
        chosen: np.ndarray = _matrix(self._paragraphs)[rows]
        return chosen

    @step("vectors")
    def paragraph_scores(self, query: np.ndarray, inside: np.ndarray | None = None) -> np.ndarray:
        """The cosine of the paragraphs with the `query` vector, -1 for those that are not `inside`: shape (rows,), float32."""
        inside = np.ones(self.paragraphs, dtype=bool) if inside is None else inside
        scores = np.full(self.paragraphs, -1.0, dtype=np.float32)
        scores[inside] = _chosen(_matrix(self._paragraphs), inside) @ query
        return scores

    @step("vectors")
    def sentence_scores(self, queries: np.ndarray, inside: np.ndarray | None = None) -> tuple[np.ndarray, np.ndarray]:
        """How near the best sentence of every paragraph is to each query vector, and which sentence is nearest to the first.

        queries: shape (queries, 384). inside: the rows looked at, all if None. Cosines, -1 for rows that are not
        looked at or have no sentence: shape (queries, rows), float32; and the number of the sentence in its paragraph,
        from 0: shape (rows,), int64.
        """
        best = np.full((len(queries), self.paragraphs), -1.0, dtype=np.float32)
        which = np.zeros(self.paragraphs, dtype=np.int64)
        inside = np.ones(self.paragraphs, dtype=bool) if inside is None else inside
        chosen = inside[self._sentence_rows]
        rows, starts = np.unique(self._sentence_rows[chosen], return_index=True)
        if not len(rows):
            return best, which
        scores = _chosen(_matrix(self._sentences), chosen) @ queries.T
        best[:, rows] = np.maximum.reduceat(scores, starts, axis=0).T
        place = np.repeat(np.arange(len(rows)), np.diff(starts, append=len(scores)))
        are_best = np.flatnonzero(scores[:, 0] == best[0, rows][place])[::-1]  # the first of equals is set last
        which[rows[place[are_best]]] = are_best - starts[place[are_best]]
        return best, which


def _flat(vectors: np.ndarray) -> faiss.Index:
    index = faiss.IndexFlatIP(DIMENSIONS)
    index.add(np.ascontiguousarray(vectors, dtype=np.float32))
    return index


def _matrix(index: Any) -> np.ndarray:
    """The vectors of a flat index where they lie in memory: shape (n, 384), float32."""
    if not index.ntotal:
        return np.zeros((0, DIMENSIONS), dtype=np.float32)
    matrix: np.ndarray = faiss.rev_swig_ptr(index.get_xb(), index.ntotal * DIMENSIONS).reshape(-1, DIMENSIONS)
    return matrix


def _chosen(matrix: np.ndarray, chosen: np.ndarray) -> np.ndarray:
    """The rows of `matrix` that are chosen; itself, and no copy, if all are."""
    return matrix if chosen.all() else matrix[chosen]
