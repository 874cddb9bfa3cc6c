"""Runs users' SPARQL in a few worker processes, each killed at its deadline and replaced."""

from __future__ import annotations

import json
import queue
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from ingest.process import Worker
from qa_service.sparql.guard import refusal
from qa_service.sparql.reply import SparqlReply, error

SECONDS = 10.0
WAIT_SECONDS = 5.0
WORKERS = 2


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
            return error(503, "All workers are busy. Try again in a few seconds.")
        kept: Worker | None = None
        try:
            if worker is None or not worker.alive:
                if worker is not None:
                    worker.kill()
                worker = self._starter.submit(Worker, "qa_service.sparql.worker", str(self._folder)).result()
            try:
                reply = worker.ask(json.dumps({"query": text, "accept": accept}).encode(), self._seconds)
            except (TimeoutError, ConnectionError):
                worker.kill()
                return error(
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
