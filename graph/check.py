"""Checks a store: its graph against the shapes, its quotations against their sources, its indexes against the graph."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import rdflib
from oxrdflib import OxigraphStore

from graph.store import Store
from ingest.line import text_of
from ontology.prefix import PREFIXES

SHAPES = Path(__file__).parent.parent / "ontology" / "shapes.ttl"


def dataset(store: Store) -> rdflib.Dataset:
    """The graph of `store` as an rdflib Dataset over the Oxigraph database, read only.

    Give it query strings: a prepared query would be run by rdflib's own engine, which is far slower.
    """
    return rdflib.Dataset(store=OxigraphStore(store=ox.Store.read_only(str(store.graph_folder))))


def faults(store: Store) -> Iterator[str]:
    """Everything that is wrong with the store, one sentence each; nothing if it is sound."""
    yield from _quotation_faults(store)
    yield from _index_faults(store)
    yield from _shape_faults(store)


def _quotation_faults(store: Store) -> Iterator[str]:
    for passage in store.corpus.passages:
        source = store.sources.get(store.corpus.documents[passage.document].source_sha256)
        if source is None:
            yield f"The source of {passage.iri} is not in the store."
        elif text_of(source, passage.paragraph.spans) != passage.text:
            yield f"The words of {passage.iri} are not those of its source."


def _index_faults(store: Store) -> Iterator[str]:
    passages = len(store.corpus.passages)
    sentences = sum(len(passage.sentences) for passage in store.corpus.passages)
    for name, found, expected in (
        ("lexical", store.lexical.size, passages),
        ("paragraph vector", store.vectors.paragraphs, passages),
        ("sentence vector", store.vectors.sentences, sentences),
    ):
        if found != expected:
            yield f"The {name} index has {found} rows and the documents have {expected}."
    query = "SELECT ?p WHERE { ?p a doco:Paragraph ; tl:role ?role FILTER(?role != 'colophon') }"
    in_graph = {str(binding[rdflib.Variable("p")]) for binding in dataset(store).query(query, initNs=PREFIXES).bindings}
    for iri in sorted(in_graph ^ {passage.iri for passage in store.corpus.passages}):
        yield f"{iri} is in {'the graph' if iri in in_graph else 'the indexes'} only."


def _shape_faults(store: Store) -> Iterator[str]:
    """What the shapes find. Mentions are left out: they are many, and made by one rule."""
    query = """CONSTRUCT { ?s ?p ?o } WHERE {
        ?s ?p ?o
        FILTER(?p NOT IN (dcterms:subject, tl:names, skos:altLabel, skos:hiddenLabel))
        FILTER NOT EXISTS { ?s a tl:Mention }
    }"""
    data = dataset(store).query(query, initNs=PREFIXES).graph
    conforms, results, _ = pyshacl.validate(data, shacl_graph=rdflib.Graph().parse(SHAPES), inplace=True)
    if conforms:
        return
    for result in sorted(results.subjects(rdflib.RDF.type, rdflib.SH.ValidationResult)):
        yield f"{results.value(result, rdflib.SH.focusNode)}: {results.value(result, rdflib.SH.resultMessage)}"
