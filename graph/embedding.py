"""Texts become vectors, each text by itself and on one core: its vector depends on nothing else, to the last bit.

Neither the texts it is embedded with nor their order or number, nor how many cores there are, can change a vector;
a question has the vector that the same words have in the store.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from threading import Lock
from typing import Any

import numpy as np
import openvino as ov
from openvino import properties
from openvino.properties import hint

from graph.conversion import conversion_version, load
from ingest.process import CORES

DIMENSIONS = 384
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


def embed_question(text: str) -> np.ndarray:
    """The unit vector of one question: shape (384,), float32."""
    return model().vector(text).astype(np.float32)
