"""How long an answer takes, beside the time T in which plain sentence-transformers embeds the question once.

Run as ``python -m benchmarks.answers GOLD STORE``, GOLD a JSON Lines file of questions. Each question is embedded and
answered in turn, several times, in one process, since machines differ and are noisy: the ratios are what to compare.
Both have one thread: several that wait for each other on a busy machine would make T many times as long.
The store is prepared before, as it is where it is served; a question on the command line pays for what it needs of that.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from math import ceil
from pathlib import Path
from statistics import median
from time import perf_counter

import torch
from sentence_transformers import SentenceTransformer
from transformers.utils.logging import disable_progress_bar

from graph.encoder import model_folder
from graph.store import open_store
from qa_service.evaluate import read_gold
from qa_service.service import answer, prepare

ROUNDS = 4
MOST_AT_MEDIAN, MOST_AT_95 = 2, 6
"""How many T the median answer, and that at the 95th percentile, should take at most."""


def main(gold: Path, path: Path) -> None:
    """Ask the store at `path` the questions in `gold`, and print the percentiles."""
    questions = read_gold(gold)
    opening = _seconds(lambda: open_store(path))
    store = open_store(path)
    preparing = _seconds(lambda: prepare(store))
    disable_progress_bar()
    torch.set_num_threads(1)
    plain = SentenceTransformer(str(model_folder()), device="cpu")
    plain.encode("What was said?", show_progress_bar=False)
    embedding: list[float] = []
    answering: list[float] = []
    for _ in range(ROUNDS):
        for question in questions:
            text, history = question["question"], question.get("history") or []
            embedding.append(_seconds(lambda text=text: plain.encode(text, show_progress_bar=False)))
            answering.append(_seconds(lambda text=text, history=history: answer(store, text, history)))
    unit = median(embedding)
    print(
        f"{len(questions)} questions to {len(store.corpus.documents)} documents; open: {opening:.2f} s, prepare: {preparing:.2f} s"
    )
    print(f"embedding a question by sentence-transformers, T: {unit * 1000:.1f} ms")
    told = (
        f"p{share} {value * 1000:.1f} ms = {value / unit:.2f} T"
        for share in (50, 95, 100)
        if (value := percentile(answering, share))
    )
    print(f"answering: {', '.join(told)}")
    kept = median(answering) <= MOST_AT_MEDIAN * unit and percentile(answering, 95) <= MOST_AT_95 * unit
    print(f"at most {MOST_AT_MEDIAN} T and {MOST_AT_95} T: {'kept' if kept else 'not kept'}")


def percentile(values: list[float], share: int) -> float:
    """The least of `values` that `share` in a hundred do not exceed."""
    return sorted(values)[ceil(share / 100 * len(values)) - 1]


def _seconds(call: Callable[[], object]) -> float:
    started = perf_counter()
    call()
    return perf_counter() - started


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("Give the questions and the store to ask, as: python -m benchmarks.answers GOLD STORE")
    main(Path(sys.argv[1]), Path(sys.argv[2]))
