"""Texts become vectors, each text by itself and on one core: its vector depends on nothing else, to the last bit.

Neither the texts it is embedded with nor their order or number, nor how many cores there are, can change a vector.
Texts are embedded once: a cache beside the store keeps each vector under the hash of its text and of what made it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any
from zipfile import BadZipFile

import numpy as np
import openvino as ov
from openvino import properties
from openvino.properties import hint

from graph.conversion import conversion_version, load
from graph.encoder import DIMENSIONS
from ingest.process import CORES

STREAMS = min(CORES, 8)
"""How many texts are embedded at once. Each stream needs about 100 MB, for what it has compiled for each length of text."""


class Model:
    """The embedding model, ready to run, for any number of threads. Raises ModelError."""

    def __init__(self) -> None:
        network, self._tokenizer = load()
        settings = {
            hint.inference_precision: precision(),
            # Each stream has one thread: a text is too small to share among cores. The threads are not bound to
            # cores, where they would be in the way of other processes bound to the same ones.
            properties.num_streams: STREAMS,
            properties.inference_num_threads: STREAMS,
            hint.enable_cpu_pinning: False,
        }
        self.network = ov.Core().compile_model(network, "CPU", settings)
        # OpenVINO waits for a lock of its own while it holds Python's: two threads in it at once may stop each other.
        self._alone = Lock()

    def tokens(self, text: str) -> np.ndarray:
        """The ids of the tokens of `text`, as many as the model reads: shape (1, tokens), int64."""
        return np.array([self._tokenizer.encode(text).ids])

    def vector(self, text: str) -> np.ndarray:
        """The unit vector of one text: shape (384,), float16."""
        tokens = self.tokens(text)
        with self._alone:
            vector: np.ndarray = self.network.infer_new_request([tokens])[0][0].astype(np.float16)
        return vector


@cache
def model() -> Model:
    """The embedding model, loaded once. Raises ModelError."""
    return Model()


@cache
def precision() -> ov.Type:
    """What the large products are computed in: bfloat16 if the processor has it, which is faster and as good.

    Sums, normalisations and the mean over the tokens are in float32 even so.
    """
    return ov.Type.bf16 if "BF16" in ov.Core().get_property("CPU", "OPTIMIZATION_CAPABILITIES") else ov.Type.f32


def embedding_version() -> str:
    """What a vector depends on besides its text: where it is the same, so are the vectors on one machine."""
    return f"{conversion_version()} {precision().get_type_name()}"


def embed(texts: Sequence[str], progress: Any = None) -> np.ndarray:
    """The unit vectors of `texts`: shape (len(texts), 384), float16. `progress` is told how many more are on their way."""
    vectors = np.zeros((len(texts), DIMENSIONS), dtype=np.float16)
    if not texts:
        return vectors
    tokens = [model().tokens(text) for text in texts]

    def keep(request: ov.InferRequest, index: int) -> None:
        vectors[index] = request.get_output_tensor().data[0]

    # One text runs in each stream, and one waits so that no stream has to. What is compiled for one length is used
    # for all texts of that length in turn.
    queue = ov.AsyncInferQueue(model().network, 2 * STREAMS)
    queue.set_callback(keep)
    for index in sorted(range(len(texts)), key=lambda index: tokens[index].size):
        queue.start_async([tokens[index]], index)
        if progress:
            progress(1)
    queue.wait_all()
    return vectors


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
