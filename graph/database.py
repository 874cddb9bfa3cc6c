"""The graph on disk: an Oxigraph database of named graphs, and their sum without provenance as the default graph.

A database is written from scratch, unless all documents that the generation before holds are to stay: its files of
sorted quads never change once written, so the new database shares them by hard links, and only the new documents are put
in, and what has changed in the views. What a document said cannot be taken out: the engine would keep its words. Either
way the quads are the same.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import pyoxigraph as ox

from graph.passage import Corpus
from graph.rdf import document_quads, ontology_quads, provenance_quads
from graph.view import Views

CHUNK = 50_000
"""Quads that are handed over together: more are hardly faster and take more memory."""


@dataclass(frozen=True)
class Contents:
    """A digest of what a database holds of each document, by its address, and of each view, by the name of its graph."""

    documents: dict[str, str]
    views: dict[str, str]


@dataclass(frozen=True)
class Written:
    """A database: its folder, what it holds, and the views in it."""

    folder: Path
    contents: Contents
    views: Views


def digests(corpus: Corpus, records: Sequence[bytes]) -> dict[str, str]:
    """What tells whether two documents of one address have the same quads, by address. records: the documents encoded."""
    return {iri: hashlib.sha256(record).hexdigest() for iri, record in zip(corpus.iris, records, strict=True)}


def write(
    corpus: Corpus,
    views: Views,
    folder: Path,
    version: str,
    want: Contents,
    before: Written | None = None,
) -> None:
    """Write the database of `corpus` and its views, with the digests `want`, to `folder`, starting from `before` if it can.

    version: of Throughline, which provenance names. `before` must have been written by the same code.
    """
    if before and any(want.documents.get(iri) != digest for iri, digest in before.contents.documents.items()):
        before = None
    have = before.contents if before else Contents({}, {})
    new = [
        (document, iri)
        for document, iri in zip(corpus.documents, corpus.iris, strict=True)
        if iri not in have.documents
    ]
    if before:
        _link(before.folder, folder)
    database = ox.Store(str(folder))
    database.bulk_extend([quad for document, iri in new for quad in provenance_quads(document, iri, version)])
    documents = (quad for document, iri in new for quad in document_quads(document, iri))
    changed = [graph for graph, digest in want.views.items() if have.views.get(graph) != digest]
    come = (
        quad
        for graph in changed
        for quad in _changes(database, views.quads(graph), before.views.quads(graph) if before else [])
    )
    _add(database, chain(() if before else ontology_quads(), documents, come))
    database.flush()
    if not before:
        database.optimize()


def _changes(database: ox.Store, want: Sequence[ox.Quad], have: Sequence[ox.Quad]) -> list[ox.Quad]:
    """What a view says that it did not say before, after what it no longer says is removed from the database.

    No other graph says what a view says, so that it can be removed from the default graph as well.
    """
    before = set(have)
    for quad in before.difference(want):
        database.remove(quad)
        database.remove(_in_default_graph(quad))
    return [quad for quad in want if quad not in before]


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
        database.bulk_extend([*chunk, *map(_in_default_graph, chunk)])


def _in_default_graph(quad: ox.Quad) -> ox.Quad:
    return ox.Quad(quad.subject, quad.predicate, quad.object)


def _chunks(quads: Iterable[ox.Quad]) -> Iterator[list[ox.Quad]]:
    chunk: list[ox.Quad] = []
    for quad in quads:
        chunk.append(quad)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    yield chunk
