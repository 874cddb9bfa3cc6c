"""What each stage of a build and of an answer costs, measured in one run.

Run as ``make bench`` (or ``python -m benchmarks.stages FOLDER``). The times of an answer are given beside the
time T of embedding the question once, since machines differ and are noisy: the ratios are what to compare.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

from graph.embedding import embed_question, model
from graph.store import build, open_store
from qa_service.service import answer
from qa_service.web.pages import example_questions

ROUNDS = 5


def main(folder: Path) -> None:
    """Build a store of `folder`, ask its example questions, and print what took how long."""
    with tempfile.TemporaryDirectory() as temporary:
        store = Path(temporary) / "store"
        model()
        seconds: dict[str, float] = defaultdict(float)
        last = [time.perf_counter()]

        def progress(stage: str, done: int, total: int) -> None:
            now = time.perf_counter()
            if done:
                seconds[stage] += now - last[0]
            last[0] = now

        started = time.perf_counter()
        report = build([folder], store, progress)
        total = time.perf_counter() - started
        print(f"build: {report.documents} documents, {report.passages:,} paragraphs in {total:.1f} s")
        for stage, spent in seconds.items():
            print(f"  {stage:<12}{spent:8.2f} s {spent / total:6.1%}")
        for stage, spent in report.seconds.items():
            print(f"    reading: {stage:<16}{spent:8.2f} s {spent / total:6.1%}")
        started = time.perf_counter()
        opened = open_store(store)
        print(f"open: {time.perf_counter() - started:.2f} s")
        questions = example_questions(opened.corpus)
        for question in questions:
            answer(opened, question)
        embedding = _median(embed_question, questions)
        answering = _median(lambda question: answer(opened, question), questions)
        print(f"embedding a question, T: {embedding * 1000:.1f} ms")
        print(f"answering a question:    {answering * 1000:.1f} ms = {answering / embedding:.2f} T")


def _median(call, questions: list[str]) -> float:  # type: ignore[no-untyped-def]
    """The median seconds of `call` over the questions, each asked several times."""
    times = []
    for question in questions * ROUNDS:
        started = time.perf_counter()
        call(question)
        times.append(time.perf_counter() - started)
    return statistics.median(times)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
