"""Embeddings of paragraphs and sentences, each with its headings, in two FAISS indexes.

Texts are embedded once: a cache beside the store keeps each vector under the hash of its text and of what made it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import faiss
import numpy as np

from graph.embedding import DIMENSIONS, embed, embedding_version
from graph.passage import Corpus
from ontology.vocabulary import vocabulary


@dataclass(frozen=True)
class Vectors:
    """Unit vectors of the passages of a corpus and of their sentences: shapes (rows, 384) and (sentences, 384), float16.

    sentence_rows has the row of each sentence, in ascending order.
    """

    paragraphs: np.ndarray
    sentences: np.ndarray
    sentence_rows: np.ndarray


class EmbeddingCache:
    """Vectors by the hash of their text, kept in one file beside the store."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._rows: dict[str, int] = {}
        self._key_of: dict[str, str] = {}
        self._vectors = np.zeros((0, DIMENSIONS), dtype=np.float16)
        try:
            with np.load(path) as saved:
                keys, vectors = saved["keys"].astype(str).tolist(), saved["vectors"]
        except (OSError, ValueError, KeyError, EOFError, BadZipFile):
            return
        if vectors.shape == (len(keys), DIMENSIONS):
            self._rows, self._vectors = {key: row for row, key in enumerate(keys)}, vectors.astype(np.float16)

    def vectors(self, texts: Sequence[str], progress: Any = None) -> np.ndarray:
        """The vectors of `texts`, embedding those that are new: shape (len(texts), 384), float16."""
        keys = self._keys(texts)
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._rows}
        if progress:
            progress(len(texts) - len(missing))
        if missing:
            self._rows |= {key: row for row, key in enumerate(missing, len(self._vectors))}
            self._vectors = np.concatenate([self._vectors, embed(list(missing.values()), progress)])
        return self._of(keys)

    def keep_only(self, texts: Sequence[str]) -> None:
        """Forget all texts but these, and write the file: what was deleted is gone from here too."""
        keys = sorted(set(self._keys(texts)) & self._rows.keys())
        self._vectors = self._of(keys)
        self._rows = {key: row for row, key in enumerate(keys)}
        self._path.parent.mkdir(parents=True, exist_ok=True)
        partial = self._path.with_suffix(".partial.npz")
        np.savez(partial, keys=np.array(keys, dtype="S64"), vectors=self._vectors)
        partial.replace(self._path)

    def _of(self, keys: Sequence[str]) -> np.ndarray:
        return self._vectors[np.array([self._rows[key] for key in keys], dtype=np.int64)]

    def _keys(self, texts: Sequence[str]) -> list[str]:
        version = embedding_version()
        for text in texts:
            if text not in self._key_of:
                self._key_of[text] = hashlib.sha256(f"{version}\n{text}".encode()).hexdigest()
        return [self._key_of[text] for text in texts]


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
        """Read what `save` wrote."""
        return cls(
            faiss.read_index(str(folder / "paragraphs.faiss")),
            faiss.read_index(str(folder / "sentences.faiss")),
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

    def paragraph_scores(self, query: np.ndarray, inside: np.ndarray | None = None) -> np.ndarray:
        """The cosine of the paragraphs with the `query` vector, -1 for those that are not `inside`: shape (rows,), float32."""
        inside = np.ones(self.paragraphs, dtype=bool) if inside is None else inside
        scores = np.full(self.paragraphs, -1.0, dtype=np.float32)
        scores[inside] = _chosen(_matrix(self._paragraphs), inside) @ query
        return scores

    def sentence_scores(self, queries: np.ndarray, inside: np.ndarray | None = None) -> tuple[np.ndarray, np.ndarray]:
        """How near the best sentence of every paragraph is to each query vector, and which sentence that is.

        queries: shape (queries, 384). inside: the rows looked at, all if None. Cosines, -1 for rows that are not
        looked at or have no sentence, and the number of the sentence in its paragraph, from 0: shapes (queries, rows),
        float32 and int64.
        """
        shape = len(queries), self.paragraphs
        best, which = np.full(shape, -1.0, dtype=np.float32), np.zeros(shape, dtype=np.int64)
        inside = np.ones(self.paragraphs, dtype=bool) if inside is None else inside
        chosen = inside[self._sentence_rows]
        rows, starts = np.unique(self._sentence_rows[chosen], return_index=True)
        if not len(rows):
            return best, which
        scores = (_chosen(_matrix(self._sentences), chosen) @ queries.T).T
        best[:, rows] = np.maximum.reduceat(scores, starts, axis=1)
        lengths = np.diff(starts, append=scores.shape[1])
        within = np.arange(scores.shape[1]) - np.repeat(starts, lengths)
        is_best = scores == np.repeat(best[:, rows], lengths, axis=1)
        which[:, rows] = np.minimum.reduceat(np.where(is_best, within, scores.shape[1]), starts, axis=1)
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
