"""The graph on disk: an Oxigraph database of named graphs, and their sum without provenance as the default graph.

A database is written from scratch, unless all that the generation before holds is to stay: its files of sorted quads
never change once written, so the new database shares them by hard links, and only the new documents are put in. What
is to be gone cannot be taken out: the engine would keep its words. Either way the quads are the same.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from graph.passage import Corpus
from graph.rdf import document_quads, ontology_quads, provenance_quads

CHUNK = 50_000
"""Quads that are handed over together: more are hardly faster and take more memory."""


@dataclass(frozen=True)
class Written:
    """A database: its folder, and a digest of what it holds of each document, by the document's address."""

    folder: Path
    documents: dict[str, str]


def digests(corpus: Corpus, records: Sequence[bytes]) -> dict[str, str]:
    """What tells whether two documents of one address have the same quads, by address. records: the documents encoded."""
    return {iri: hashlib.sha256(record).hexdigest() for iri, record in zip(corpus.iris, records, strict=True)}


def write(corpus: Corpus, folder: Path, version: str, want: dict[str, str], before: Written | None = None) -> None:
    """Write the database of `corpus`, with the digests `want`, to `folder`, starting from `before` if it can.

    version: of Throughline, which provenance names. `before` must have been written by the same code.
    """
    if before and any(want.get(iri) != digest for iri, digest in before.documents.items()):
        before = None
    have = before.documents if before else {}
    new = [(document, iri) for document, iri in zip(corpus.documents, corpus.iris, strict=True) if iri not in have]
    if before:
        _link(before.folder, folder)
    database = ox.Store(str(folder))
    if not before:
        _add(database, ontology_quads())
    database.bulk_extend([quad for document, iri in new for quad in provenance_quads(document, iri, version)])
    _add(database, (quad for document, iri in new for quad in document_quads(document, iri)))
    database.flush()
    if not before:
        database.optimize()


def _link(source: Path, target: Path) -> None:
    """A copy of a closed database, whose files of sorted quads are shared."""
    target.mkdir(parents=True)
    for file in source.iterdir():
        if file.suffix == ".sst":
            os.link(file, target / file.name)
        else:
            shutil.copyfile(file, target / file.name)


def _add(database: ox.Store, quads: Iterable[ox.Quad]) -> None:
    """Add quads of named graphs, and their triples to the default graph."""
    for chunk in _chunks(quads):
        database.bulk_extend([*chunk, *(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in chunk)])


def _chunks(quads: Iterable[ox.Quad]) -> Iterator[list[ox.Quad]]:
    chunk: list[ox.Quad] = []
    for quad in quads:
        chunk.append(quad)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    yield chunk
