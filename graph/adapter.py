"""Adapts question vectors: brings what people ask of a concept nearer to the sentences that speak of it.

A vector has a low-rank turn of itself added (Hu and others, 2022, do the same to the weights of a model). The factors
were trained on reports and the thesaurus by `benchmarks.adapter`; what is stored of documents stays as it is.
"""

from __future__ import annotations

import hashlib
from functools import cache
from io import BytesIO
from pathlib import Path

import numpy as np

from graph.encoder import ModelError

ADAPTER = Path(__file__).parent / "adapter.npz"
ADAPTER_SHA256 = "98179c758c4436b2a0389e9a571e739b2b48221d7d4b1e7d508f5884d3c92bb9"
"""Of adapter.npz: other factors would give other answers."""


def adapted(vector: np.ndarray) -> np.ndarray:
    """The unit vector that a question of the unit `vector` is searched by: shapes (384,), float32. Raises ModelError."""
    down, up = _factors()
    turned = vector + vector @ down @ up
    unit: np.ndarray = turned / np.linalg.norm(turned)
    return unit


@cache
def _factors() -> tuple[np.ndarray, np.ndarray]:
    """The factors, of shapes (384, rank) and (rank, 384), float32."""
    content = ADAPTER.read_bytes()
    found = hashlib.sha256(content).hexdigest()
    if found != ADAPTER_SHA256:
        raise ModelError(
            f"The adapter {ADAPTER} has the hash {found}, not {ADAPTER_SHA256}. Install Throughline again."
        )
    with np.load(BytesIO(content)) as saved:
        return saved["down"].astype(np.float32), saved["up"].astype(np.float32)
