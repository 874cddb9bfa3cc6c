"""The whole store in one file, always the same bytes for the same store."""

from __future__ import annotations

import csv
import io

import pyoxigraph as ox

from graph.dataset import description
from graph.rdf import nquads
from graph.store import Store
from ontology.prefix import PREFIXES

_CSV_FIELDS = ("paragraph", "document", "title", "kind", "authority", "date", "section", "number", "role", "text")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def export(store: Store, kind: str) -> bytes:
    """The store as ``nquads``, ``trig``, ``jsonld`` or ``csv`` (one row a paragraph), or what is in it as ``void``."""
    if kind == "csv":
        return _csv(store)
    if kind == "void":
        return description(store)
    quads = export_nquads(store)
    if kind == "nquads":
        return quads
    parsed = ox.parse(input=quads, format=ox.RdfFormat.N_QUADS)
    wanted = {"trig": ox.RdfFormat.TRIG, "jsonld": ox.RdfFormat.JSON_LD}[kind]
    return ox.serialize(parsed, format=wanted, prefixes=PREFIXES) or b""


def export_nquads(store: Store) -> bytes:
    """All named graphs of the store as sorted N-Quads."""
    database = ox.Store.read_only(str(store.graph_folder))
    return nquads(quad for quad in database if not isinstance(quad.graph_name, ox.DefaultGraph))


def _csv(store: Store) -> bytes:
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(_CSV_FIELDS)
    for passage in store.corpus.passages:
        document = store.corpus.documents[passage.document]
        row = (
            passage.iri,
            store.corpus.iris[passage.document],
            document.title,
            document.kind,
            document.authority,
            document.date,
            " – ".join(passage.trail),
            passage.paragraph.number,
            passage.paragraph.role,
            passage.text,
        )
        writer.writerow([safe_cell(value or "") for value in row])
    return buffer.getvalue().encode("utf-8-sig")


def safe_cell(text: str) -> str:
    """`text` so that no spreadsheet takes it for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
