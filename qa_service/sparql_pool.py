"""Runs users' SPARQL in a few worker processes, each killed at its deadline and replaced."""

from __future__ import annotations

import json
import queue
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from ingest.process import Worker

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
        self._idle: queue.Queue[Worker | None] = queue.Queue()
        # The system ends a worker with the thread that started it, and a request's thread may end with the request.
        self._starter = ThreadPoolExecutor(1)
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
        kept: Worker | None = None
        try:
            if worker is None or not worker.alive:
                if worker is not None:
                    worker.kill()
                worker = self._starter.submit(Worker, "qa_service.sparql_worker", str(self._folder)).result()
            try:
                reply = worker.ask(json.dumps({"query": text, "accept": accept}).encode(), self._seconds)
            except (TimeoutError, ConnectionError):
                worker.kill()
                return _error(
                    503,
                    f"The query did not end within {self._seconds:g} seconds, or used too much memory, and was stopped. Add LIMIT, or make it more particular.",
                )
            kept = worker
            head, _, body = reply.partition(b"\n")
            return SparqlReply(**json.loads(head), body=body)
        finally:
            self._idle.put(kept)

    def close(self) -> None:
        """End all workers."""
        while not self._idle.empty():
            worker = self._idle.get()
            if worker is not None:
                worker.kill()


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


def _error(status: int, message: str) -> SparqlReply:
    return SparqlReply(status, "text/plain", message.encode())
