"""Reads files in processes of their own, each with bounds on its time and memory, and without a network.

Whatever a file does to the libraries that read it (a crash, an endless loop, a flood of memory), it ends as a
problem record of that file, and the others are read. Run as ``python -m ingest.sandbox``, it is such a process.
"""

from __future__ import annotations

import os
import queue
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec

from ingest.annotation.mention import label_indexes
from ingest.document import Problem
from ingest.pipeline import FileReading, read_file
from ingest.process import CORES, Worker, serve

SECONDS = 120.0
"""For one file: many times what the longest report takes."""
MEMORY = 1 << 30
"""Bytes that reading may use beyond what the process has at its start."""
# Made once, while one thread runs: msgspec crashes where two threads decode a dataclass that it has not yet seen.
REPLIES = msgspec.json.Decoder(FileReading)


def read_files(files: Sequence[tuple[Path, str]], seconds: float = SECONDS) -> Iterator[FileReading]:
    """What is in each of `files`, pairs of path and name, in their order, as many at once as there are cores.

    seconds: what one file may take.
    """
    idle: queue.SimpleQueue[Worker | None] = queue.SimpleQueue()
    count = min(CORES, len(files))
    for _ in range(count):
        idle.put(None)

    def read(file: tuple[Path, str]) -> FileReading:
        worker = idle.get() or Worker("ingest.sandbox")
        try:
            reading = _ask(worker, *file, seconds)
        finally:
            idle.put(worker if worker.alive else None)
        return reading

    try:
        with ThreadPoolExecutor(max(count, 1)) as threads:
            yield from threads.map(read, files)
    finally:
        while not idle.empty():
            if worker := idle.get():
                worker.kill()


def _ask(worker: Worker, path: Path, name: str, seconds: float) -> FileReading:
    """What `worker` reads in a file. It is killed where it does not reply."""
    try:
        reply = worker.ask(msgspec.json.encode((os.fsencode(path), name)), seconds)
        return REPLIES.decode(reply)
    except TimeoutError:
        code, reason = "too-slow", f"was not read after {seconds:g} seconds"
    except ConnectionError:
        code, reason = "crashed", "brought down the program that reads it"
    worker.kill()
    problem = Problem(
        code,
        f"The file {reason}. Save it again from the program that it came from (print it to a new PDF), or take it out of the folder.",
        name,
        "unread",
    )
    return FileReading(name, None, (), (problem,), {})


def _reply(request: bytes) -> bytes:
    path, name = msgspec.json.decode(request, type=tuple[bytes, str])
    try:
        return msgspec.json.encode(read_file(Path(os.fsdecode(path)), name))
    except MemoryError:
        problem = Problem(
            "too-large",
            f"Reading the file takes more than {MEMORY >> 20:,} MiB of memory. Split it into its documents.",
            name,
            "unread",
        )
        return msgspec.json.encode(FileReading(name, None, (), (problem,), {}))


if __name__ == "__main__":
    label_indexes()
    serve(_reply, MEMORY)
