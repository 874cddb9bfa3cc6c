"""A process that answers SPARQL queries over one generation, opened read only, one at a time.

Run as ``python -m qa_service.sparql_worker FOLDER``. It reads a request as one line of JSON, {"query", "accept"},
and writes one line of JSON with the length of the body, and then the body. It is expected to be killed: by
the deadline, by its own memory limit, or by a query that overruns the engine's stack.
"""

from __future__ import annotations

import ctypes
import io
import json
import resource
import signal
import sys
from pathlib import Path
from typing import Any, BinaryIO

import pyoxigraph as ox

from graph.rdf import PREFIXES

MEMORY = 1 << 30
"""Bytes that a query may use beyond what the process has at its start."""
MAX_RESULT = 50_000_000
_PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG
_NEW_NETWORK = 0x50000000  # CLONE_NEWUSER | CLONE_NEWNET

RESULT_FORMATS = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
GRAPH_FORMATS = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
}


class _Full(Exception):
    """The result is larger than is served."""


class _Bounded(io.BytesIO):
    """A buffer that refuses to grow beyond what is served, which also stops the engine."""

    def write(self, data: Any) -> int:
        if self.tell() + len(data) > MAX_RESULT:
            raise _Full
        return super().write(data)


def main(folder: str, requests: BinaryIO, replies: BinaryIO) -> None:
    """Serve until the requests end."""
    system = ctypes.CDLL(None)
    # A worker in the middle of a query does not see its requests end: it ends with its parent by signal.
    system.prctl(_PARENT_DEATH_SIGNAL, signal.SIGKILL)
    # SERVICE has no switch in the engine: without a network there is nothing for it to reach.
    system.unshare(_NEW_NETWORK)
    store = ox.Store.read_only(folder)
    _limit_memory()
    replies.write(b'{"ready": true}\n')
    replies.flush()
    for line in requests:
        request = json.loads(line)
        head, body = _reply(store, request["query"], request["accept"])
        replies.write(json.dumps({**head, "length": len(body)}).encode() + b"\n" + body)
        replies.flush()


def _reply(store: ox.Store, query: str, accept: list[str]) -> tuple[dict[str, Any], bytes]:
    """The head and body for a query; accept: media types, the one preferred first."""
    try:
        results = store.query(query, prefixes=PREFIXES)
        formats = GRAPH_FORMATS if isinstance(results, ox.QueryTriples) else RESULT_FORMATS
        chosen = next((kind for kind in accept if kind in formats), next(iter(formats)))
        buffer = _Bounded()
        results.serialize(buffer, format=formats[chosen])  # type: ignore[arg-type]
        return {"status": 200, "type": chosen}, buffer.getvalue()
    except SyntaxError as error:
        return {"status": 400, "type": "text/plain"}, f"The query is not SPARQL 1.1: {error.msg}".encode()
    except _Full:
        return {
            "status": 413,
            "type": "text/plain",
        }, f"The result is larger than {MAX_RESULT:,} bytes. Add LIMIT, or ask for fewer variables.".encode()
    except (ValueError, RuntimeError, OSError) as error:
        return {"status": 400, "type": "text/plain"}, f"The query cannot be run: {error}".encode()


def _limit_memory() -> None:
    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + MEMORY, used + MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main(sys.argv[1], sys.stdin.buffer, sys.stdout.buffer)
