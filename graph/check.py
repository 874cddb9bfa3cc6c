"""Checks a store: whether all that is in it is what its documents give, and is so as the shapes want it.

What a store holds follows from its documents, and their words from the sources. So it is all worked out anew, and what
differs is named: nothing is taken on trust but the sources, and those by their digests.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import chain
from multiprocessing import get_context

import msgspec
import numpy as np
import pyoxigraph as ox
import rdflib
from oxrdflib import OxigraphStore

from graph import database, view
from graph.build import embedded_texts
from graph.embedding import EmbeddingCache
from graph.label_cache import label_vectors
from graph.lexical import LexicalIndex
from graph.link import groups
from graph.rdf import ONTOLOGY_GRAPH, PROVENANCE_GRAPH, document_quads, ontology_quads, provenance_quads
from graph.shape import shape_faults
from graph.store import VERSION, Store, digest_of_text
from graph.vector import Vectors, concept_texts
from ingest.line import text_of
from ingest.process import CORES
from ingest.structure.sentence import sentences
from ontology.prefix import PREFIXES
from ontology.vocabulary import ID, SKOS

MANY = 3_000
"""So many paragraphs are worth a process on each core."""


def dataset(store: Store) -> rdflib.Dataset:
    """The graph of `store` as an rdflib Dataset over the Oxigraph database, read only.

    Give it query strings: a prepared query would be run by rdflib's own engine, which is far slower.
    """
    return rdflib.Dataset(store=OxigraphStore(store=_database(store)))


def faults(store: Store) -> Iterator[str]:
    """Everything that is wrong with the store, one sentence each; nothing if it is sound."""
    for check in (_records, _quotations, _graphs, _orphans, _labels, _indexes, _shapes):
        yield from check(store)


def _database(store: Store) -> ox.Store:
    return ox.Store.read_only(str(store.graph_folder))


def _records(store: Store) -> Iterator[str]:
    """Documents and sources that are not those that were built."""
    records = [msgspec.json.encode(document) for document in store.corpus.documents]
    found, built = database.digests(store.corpus, records), store.manifest["graphs"]
    for iri in sorted(found.keys() | built.keys()):
        if found.get(iri) != built.get(iri):
            yield f"The record of {iri} is not the one that was built."
    for sha256, digest in store.manifest["texts"].items():
        if sha256 in store.sources and digest_of_text(store.sources[sha256]) != digest:
            yield f"The text of the source {sha256} is not the one that was read."


def _quotations(store: Store) -> Iterator[str]:
    """Words that are not in the source, and places in them that are not where they should be."""
    for passage in store.corpus.passages:
        source = store.sources.get(store.corpus.documents[passage.document].source_sha256)
        if source is None:
            yield f"The source of {passage.iri} is not in the store."
        elif text_of(source, passage.paragraph.spans) != passage.text:
            yield f"The words of {passage.iri} are not those of its source."
        if tuple(sentences(passage.text, passage.paragraph.breaks)) != passage.sentences:
            yield f"The sentences of {passage.iri} do not begin and end where they should."


# The graph


def _graphs(store: Store) -> Iterator[str]:
    """Statements that the documents do not give, or that are missing, in each named graph and in the default graph."""
    held = _database(store)
    names = {str(graph.value) for graph in held.named_graphs() if isinstance(graph, ox.NamedNode)}
    wanted: set[int] = set()
    for graph, quads in _expected(store):
        names.discard(graph)
        expected, found = set(quads), set(held.quads_for_pattern(None, None, None, ox.NamedNode(graph)))
        yield from _difference(f"The graph {graph}", expected, found)
        if graph != PROVENANCE_GRAPH.value:
            wanted.update(hash((quad.subject, quad.predicate, quad.object)) for quad in expected)
    for graph in sorted(names):
        yield f"The graph {graph} is of no document in the store."
    present = {
        hash((quad.subject, quad.predicate, quad.object))
        for quad in held.quads_for_pattern(None, None, None, ox.DefaultGraph())
    }
    if wanted != present:
        yield (
            f"The default graph, which queries see, lacks {len(wanted - present):,} statements of the documents,"
            f" and holds {len(present - wanted):,} of none."
        )


def _expected(store: Store) -> Iterator[tuple[str, Iterable[ox.Quad]]]:
    """Every named graph with the statements that it should hold."""
    documents = list(zip(store.corpus.documents, store.corpus.iris, strict=True))
    yield ONTOLOGY_GRAPH.value, ontology_quads()
    yield (
        PROVENANCE_GRAPH.value,
        [quad for document, iri in documents for quad in provenance_quads(document, iri, VERSION)],
    )
    for document, iri in documents:
        yield iri, document_quads(document, iri)
    digests = view.digests(store.corpus, store.manifest["graphs"])
    views = view.views(store.corpus, store.vectors.vectors, digests, None)
    for graph in digests:
        yield graph, views.quads(graph)


def _difference(where: str, expected: set[ox.Quad], found: set[ox.Quad]) -> Iterator[str]:
    for missing, words in ((expected - found, "lacks"), (found - expected, "holds what no document gives:")):
        if missing:
            example = min(map(str, missing)).rsplit(" ", 1)[0]
            others = f", and {len(missing) - 1:,} other statements" if len(missing) > 1 else ""
            yield f"{where} {words} {example}{others}."


def _orphans(store: Store) -> Iterator[str]:
    """Addresses of ours that something points to and nothing is said of."""
    query = f"""SELECT DISTINCT ?thing WHERE {{
        ?subject ?predicate ?thing
        FILTER(ISIRI(?thing) && STRSTARTS(STR(?thing), "{ID}"))
        FILTER NOT EXISTS {{ ?thing ?other ?value }}
    }} ORDER BY ?thing"""
    for row in _rows(store, query):
        yield f"{row['thing'].value} is pointed to, and nothing is said of it."


def _labels(store: Store) -> Iterator[str]:
    """Names that two concepts of one scheme share, so that a text could mean either."""
    query = f"""SELECT ?scheme ?concept ?label WHERE {{
        GRAPH {ONTOLOGY_GRAPH} {{ ?concept <{SKOS}inScheme> ?scheme ; <{SKOS}prefLabel>|<{SKOS}altLabel> ?label }}
    }}"""
    concepts: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in _rows(store, query):
        concepts[row["scheme"].value, row["label"].value.casefold()].add(row["concept"].value)
    for (_, label), sharing in sorted(concepts.items()):
        if len(sharing) > 1:
            yield f"“{label}” is a name of {' and of '.join(sorted(sharing))}."


def _rows(store: Store, query: str) -> ox.QuerySolutions:
    rows = _database(store).query(query, prefixes=PREFIXES)
    assert isinstance(rows, ox.QuerySolutions)
    return rows


# The indexes


def _indexes(store: Store) -> Iterator[str]:
    """Rows of the text index and of the vectors that are not those of the documents."""
    passages = len(store.corpus.passages)
    in_sentences = sum(len(passage.sentences) for passage in store.corpus.passages)
    counts = (
        ("lexical", store.lexical.size, passages),
        ("paragraph vector", store.vectors.paragraphs, passages),
        ("sentence vector", store.vectors.sentences, in_sentences),
        ("concept vector", len(store.vectors.concept_vectors), len(concept_texts())),
    )
    for name, found, expected in counts:
        if found != expected:
            yield f"The {name} index has {found:,} rows and should have {expected:,}."
    if all(found == expected for _, found, expected in counts):
        if not store.lexical.is_same_as(LexicalIndex.build(store.corpus)):
            yield "The lexical index does not hold the words of the documents."
        yield from _vectors(store)
    if not store.labels.is_same_as(label_vectors()):
        yield "The vectors of labels are not those of the labels of themes and actors."


def _vectors(store: Store) -> Iterator[str]:
    """Vectors that are not those of the words in their row."""
    texts, rows = embedded_texts(store.corpus)
    cache = EmbeddingCache(store.folder.parent.parent / "cache" / "embeddings.npz")
    expected = cache.vectors(texts)
    first, last = len(store.corpus.passages), len(store.corpus.passages) + len(rows)
    found: Vectors = store.vectors.vectors
    if not np.array_equal(found.sentence_rows, np.array(rows, dtype=np.int64)):
        yield "The sentence vectors are not in the order of the sentences."
        return
    for index in np.flatnonzero((found.paragraphs != expected[:first]).any(axis=1)):
        yield f"The vector of {store.corpus.passages[int(index)].iri} is not that of its words."
    differing = (found.sentences != expected[first:last]).any(axis=1)
    for row in sorted({rows[int(index)] for index in np.flatnonzero(differing)}):
        yield f"The vector of a sentence of {store.corpus.passages[row].iri} is not that of its words."
    concepts = store.vectors.concept_vectors.astype(np.float16)
    for index in np.flatnonzero((concepts != expected[last:]).any(axis=1)):
        yield f"The vector of {store.vectors.concept_iris[index]} is not that of its label."


# The shapes


def _shapes(store: Store) -> Iterator[str]:
    """What the shapes find: in the vocabulary, in the network, and in the documents of each authority with their links."""
    units = [[ONTOLOGY_GRAPH.value], [view.NETWORK_GRAPH]]
    for key, numbers in groups(store.corpus).items():
        units.append([f"{view.LINKS_GRAPH}{key}", *(store.corpus.iris[number] for number in numbers)])
    folders = [store.graph_folder] * len(units)
    if len(store.corpus.passages) < MANY:
        yield from chain.from_iterable(map(shape_faults, folders, units))
        return
    with ProcessPoolExecutor(CORES, get_context("spawn")) as pool:
        yield from chain.from_iterable(pool.map(shape_faults, folders, units))
