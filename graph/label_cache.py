"""The vectors of all labels of the thesaurus, which are embedded once on a machine and kept in the user's cache folder."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from functools import cache
from pathlib import Path
from tempfile import NamedTemporaryFile
from zipfile import BadZipFile

import numpy as np

from graph.conversion import cache_folder, can_be_written
from graph.embedding import embed, embedding_version
from graph.encoder import DIMENSIONS
from graph.meaning import LabelVectors, labels_of_concepts


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
