"""Checks a store: its graph against the shapes, its quotations against their sources, its indexes against the graph."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import rdflib
from oxrdflib import OxigraphStore

from graph.rdf import PREFIXES
from graph.store import Store
from ingest.line import text_of

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
    database = ox.Store.read_only(str(store.graph_folder))
    query = f"SELECT ?p WHERE {{ ?p a <{PREFIXES['doco']}Paragraph> ; <{PREFIXES['tl']}role> ?role FILTER(?role != 'colophon') }}"
    in_graph = {solution["p"].value for solution in database.query(query)}  # type: ignore[union-attr]
    for iri in sorted(in_graph ^ {passage.iri for passage in store.corpus.passages}):
        yield f"{iri} is in {'the graph' if iri in in_graph else 'the indexes'} only."


def _shape_faults(store: Store) -> Iterator[str]:
    """What the shapes find. Mentions are left out: they are many, and made by one rule."""
    data = rdflib.Graph()
    database = ox.Store.read_only(str(store.graph_folder))
    is_mention = f"FILTER NOT EXISTS {{ ?s a <{PREFIXES['tl']}Mention> }}"
    triples = database.query(
        f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o {is_mention} FILTER(?p NOT IN (<{PREFIXES['dcterms']}subject>, <{PREFIXES['tl']}names>, <{PREFIXES['skos']}altLabel>, <{PREFIXES['skos']}hiddenLabel>)) }}"
    )
    data.parse(data=triples.serialize(format=ox.RdfFormat.N_TRIPLES), format="nt")  # type: ignore[arg-type]
    conforms, results, _ = pyshacl.validate(data, shacl_graph=rdflib.Graph().parse(SHAPES), inplace=True)
    if conforms:
        return
    shacl = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    for result in sorted(results.subjects(rdflib.RDF.type, shacl.ValidationResult)):
        yield f"{results.value(result, shacl.focusNode)}: {results.value(result, shacl.resultMessage)}"
