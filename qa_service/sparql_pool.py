"""Runs users' SPARQL in a few worker processes, each killed at its deadline and replaced."""

from __future__ import annotations

import contextlib
import json
import queue
import re
import select
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO

SECONDS = 10.0
WAIT_SECONDS = 5.0
WORKERS = 2
MAX_QUERY = 256_000
MAX_NESTING = 100
_QUIET = re.compile(
    r"\"\"\".*?\"\"\"|'''.*?'''|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|<[^<>\s(){}|^`\"\\]*>|#[^\n]*", re.S
)
_REFUSED = {
    "SERVICE": "SERVICE is not allowed: this endpoint asks no other.",
    **dict.fromkeys(
        ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY"),
        "This endpoint is read only: updates are not allowed.",
    ),
}
_KEYWORD = re.compile(r"(?<![?$:\w-])(" + "|".join(_REFUSED) + r")(?![\w:-])", re.I)


@dataclass(frozen=True)
class SparqlReply:
    """What a query gave: HTTP status, media type and body; for errors the body is a message to the user."""

    status: int
    type: str
    body: bytes


class SparqlPool:
    """Workers over the graph of one generation."""

    def __init__(self, folder: Path, workers: int = WORKERS, seconds: float = SECONDS) -> None:
        self._folder, self._seconds = folder, seconds
        self._idle: queue.Queue[subprocess.Popen[bytes] | None] = queue.Queue()
        for _ in range(workers):
            self._idle.put(None)

    def query(self, text: str, accept: list[str]) -> SparqlReply:
        """Run `text`; `accept` lists media types, the one preferred first."""
        refused = refusal(text)
        if refused:
            return refused
        try:
            worker = self._idle.get(timeout=WAIT_SECONDS)
        except queue.Empty:
            return _error(503, "All workers are busy. Try again in a few seconds.")
        kept: subprocess.Popen[bytes] | None = None
        try:
            if worker is None or worker.poll() is not None:
                worker = self._start()
            reply = self._ask(worker, text, accept)
            if reply is None:
                _kill(worker)
                return _error(
                    503,
                    f"The query did not end within {self._seconds:g} seconds, or used too much memory, and was stopped. Add LIMIT, or make it more particular.",
                )
            kept = worker
            return reply
        finally:
            self._idle.put(kept)

    def close(self) -> None:
        """End all workers."""
        while not self._idle.empty():
            worker = self._idle.get()
            if worker is not None:
                _kill(worker)

    def _start(self) -> subprocess.Popen[bytes]:
        worker = subprocess.Popen(
            [sys.executable, "-m", "qa_service.sparql_worker", str(self._folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        assert worker.stdout
        worker.stdout.readline()
        return worker

    def _ask(self, worker: subprocess.Popen[bytes], text: str, accept: list[str]) -> SparqlReply | None:
        """The worker's reply, or None if it died or ran out of time."""
        assert worker.stdin and worker.stdout
        deadline = time.monotonic() + self._seconds
        try:
            worker.stdin.write(json.dumps({"query": text, "accept": accept}).encode() + b"\n")
            worker.stdin.flush()
        except BrokenPipeError:
            return None
        if not select.select([worker.stdout], [], [], max(0.0, deadline - time.monotonic()))[0]:
            return None
        return _read(worker.stdout)


def refusal(text: str) -> SparqlReply | None:
    """Why a query is not run at all: too long, too deep, an update, or one that asks another endpoint."""
    if not text.strip():
        return _error(400, "The query is empty. Write a SPARQL query, or choose one of the examples.")
    if len(text) > MAX_QUERY:
        return _error(413, f"The query has {len(text):,} characters; the most that is run is {MAX_QUERY:,}.")
    plain = _QUIET.sub(" ", text)
    depth = deepest = 0
    for character in plain:
        depth += (character in "{([") - (character in "})]")
        deepest = max(deepest, depth)
    if deepest > MAX_NESTING:
        return _error(400, f"The query is nested {deepest} deep; the most that is run is {MAX_NESTING}.")
    keyword = _KEYWORD.search(plain)
    if keyword:
        return _error(400 if keyword[1].upper() == "SERVICE" else 403, _REFUSED[keyword[1].upper()])
    return None


def _read(stream: IO[bytes]) -> SparqlReply | None:
    line = stream.readline()
    if not line:
        return None
    head = json.loads(line)
    body = stream.read(head["length"])
    return SparqlReply(head["status"], head["type"], body) if len(body) == head["length"] else None


def _kill(worker: subprocess.Popen[bytes]) -> None:
    worker.kill()
    worker.wait()
    for pipe in (worker.stdin, worker.stdout):
        if pipe:
            with contextlib.suppress(BrokenPipeError):
                pipe.close()


def _error(status: int, message: str) -> SparqlReply:
    return SparqlReply(status, "text/plain", message.encode())
