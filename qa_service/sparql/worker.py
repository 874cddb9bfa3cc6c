"""A process that answers SPARQL queries over one generation, opened read only, one at a time.

Run as ``python -m qa_service.sparql.worker FOLDER``. A request is JSON, {"query", "accept"}; a reply is one line of
JSON, {"status", "type"}, and then the body. It is expected to be killed: by the deadline, by its own memory limit, or
by a query that overruns the engine's stack. SERVICE has no switch in the engine: without a network there is nothing
for it to reach.
"""

from __future__ import annotations

import io
import json
import sys
from typing import Any

import pyoxigraph as ox

from ingest.process import serve
from ontology.prefix import PREFIXES

MEMORY = 1 << 30
"""Bytes that a query may use beyond what the process has at its start."""
MAX_RESULT = 50_000_000

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


def main(folder: str) -> None:
    """Serve until the requests end."""
    store = ox.Store.read_only(folder)

    def reply(request: bytes) -> bytes:
        head, body = _reply(store, **json.loads(request))
        return json.dumps(head).encode() + b"\n" + body

    serve(reply, MEMORY)


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


if __name__ == "__main__":
    main(sys.argv[1])
