"""What each stage of a build costs, measured in one run.

Run as ``make bench`` (or ``python -m benchmarks.stages FOLDER``). A store is built of all files of the folder but one,
then that one is added.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from types import TracebackType
from typing import TypeVar

import pypdfium2 as pdfium

from graph.build import BuildReport, build
from ingest.pipeline import find_files

Result = TypeVar("Result")
STRUCTURE = ("splitting", "structure")
"""The stages of reading that make paragraphs of what the reader sees; the others but "reading" annotate them."""


def main(folder: Path) -> None:
    """Build a store of `folder`, add a file to it, and print what took how long."""
    with tempfile.TemporaryDirectory() as temporary:
        files, store = Path(temporary) / "files", Path(temporary) / "store"
        for path, name in find_files([folder]):
            (files / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, files / name)
        names = [path for path, _ in find_files([files])]
        held_back = names[len(names) // 2]
        held_back.rename(Path(temporary) / held_back.name)
        whole = _in_new_process(_build, files, store)
        (Path(temporary) / held_back.name).rename(held_back)
        added, seconds, _ = _in_new_process(_timed_build, files, store)
        stages = ", ".join(f"{stage} {spent:.1f}" for stage, spent in seconds.items())
        print(f"adding one file: {added:.1f} s = {added / whole:.1%} of building the others ({stages})")


def _in_new_process(run: Callable[[Path, Path], Result], files: Path, store: Path) -> Result:
    """What `run` gives in a process of its own, such as each build has: what another has loaded or left is not there."""
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(run, files, store).result()


def _build(files: Path, store: Path) -> float:
    """Build, print the costs, and give the seconds that it took."""
    with _Memory() as memory:
        total, seconds, report = _timed_build(files, store)
    pages = sum(_pages(path) for path, _ in find_files([files]))
    print(
        f"build: {len(report.files)} files, {pages:,} pages of PDF, {report.documents} documents, {report.passages:,} paragraphs in {total:.1f} s"
    )
    read = report.seconds
    shares = {
        "reading": read["reading"],
        "structure": sum(read[stage] for stage in STRUCTURE),
        "annotation": sum(spent for stage, spent in read.items() if stage not in ("reading", *STRUCTURE)),
    }
    # Files are read side by side: the time that passed is shared out by the work done in it.
    scale = seconds["reading"] / sum(shares.values())
    passed = {stage: spent * scale for stage, spent in shares.items()} | {
        stage: spent for stage, spent in seconds.items() if stage != "reading"
    }
    passed["other"] = total - sum(passed.values())
    for stage, spent in passed.items():
        print(f"  {stage:<12}{spent:8.2f} s {spent / total:6.1%}")
    for stage, spent in read.items():
        print(f"    work in {stage:<16}{spent:8.2f} s")
    if pages:
        print(
            f"  {pages / read['reading']:.0f} pages a second on one core, {pages / seconds['reading']:.0f} with annotation on all"
        )
    print(
        f"  all but embedding: {total - passed['embedding']:.1f} s = {(total - passed['embedding']) / passed['embedding']:.2f} of embedding"
    )
    print(f"  peak memory: {memory.peak / 1e9:.2f} GB, of all processes together")
    return total


def _timed_build(files: Path, store: Path) -> tuple[float, Counter[str], BuildReport]:
    """The seconds that a build takes, the same by stage, and its report."""
    seconds: Counter[str] = Counter()
    last = started = time.perf_counter()

    def progress(stage: str, done: int, total: int) -> None:
        nonlocal last
        now = time.perf_counter()
        seconds[stage] += now - last  # type: ignore[assignment]
        last = now

    report = build([files], store, progress)
    return time.perf_counter() - started, seconds, report


def _pages(path: Path) -> int:
    """How many pages a file has, if it is a PDF that can be opened."""
    try:
        with pdfium.PdfDocument(path) as document:
            return len(document)
    except pdfium.PdfiumError:
        return 0


class _Memory:
    """Watches the resident memory of this process and its children inside a ``with``; `peak` is in bytes."""

    def __enter__(self) -> _Memory:
        self.peak = 0
        self._over = threading.Event()
        self._watch = threading.Thread(target=self._look)
        self._watch.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._watch.join()

    def _look(self) -> None:
        while not self._over.wait(0.2):
            self.peak = max(self.peak, sum(_resident(process) for process in (os.getpid(), *_children())))


def _children() -> list[int]:
    """The processes that this one has started."""
    tasks = Path(f"/proc/{os.getpid()}/task").iterdir()
    return [int(child) for task in tasks for child in (task / "children").read_text().split()]


def _resident(process: int) -> int:
    """The bytes of memory that a process holds; none if it has just ended."""
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


if __name__ == "__main__":
    main(Path(sys.argv[1]))
