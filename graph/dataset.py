"""The data set described for those who would use it: how much of what is in it (VoID), and in which forms it can be had (DCAT)."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from graph.rdf import Triple, date_literal, name
from graph.store import Store
from ontology.prefix import PREFIXES, shortened
from ontology.vocabulary import DEF, ID

FORMS = {
    "nquads": ("application/n-quads", "all named graphs as sorted N-Quads"),
    "trig": ("application/trig", "all named graphs as TriG"),
    "jsonld": ("application/ld+json", "all named graphs as JSON-LD"),
    "csv": ("text/csv", "one row a paragraph"),
}
"""The forms in which the data set is exported: the media type of each, and what is in it."""
_DATASET = ox.NamedNode(f"{ID}dataset")
_TYPE = name("rdf:type")
_VOCABULARIES = (DEF, *(PREFIXES[prefix] for prefix in ("dcterms", "doco", "foaf", "oa", "org", "prov", "skos")))


def description(store: Store) -> bytes:
    """The description of the data set in `store`, as Turtle; the same bytes for the same store."""
    triples = sorted({ox.Triple(*triple) for triple in _statements(store)}, key=str)
    return ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=PREFIXES) or b""


def _statements(store: Store) -> Iterator[Triple]:
    database = ox.Store.read_only(str(store.graph_folder))
    dates = sorted(document.date for document in store.corpus.documents if document.date)
    yield _DATASET, _TYPE, name("void:Dataset")
    yield _DATASET, _TYPE, name("dcat:Dataset")
    yield _DATASET, name("dcterms:title"), ox.Literal("What reports on children’s services say", language="en")
    yield (
        _DATASET,
        name("dcterms:description"),
        ox.Literal(
            f"{len(store.corpus.documents):,} documents with {len(store.corpus.passages):,} searchable paragraphs, each with what is said in it.",
            language="en",
        ),
    )
    yield _DATASET, name("dcterms:identifier"), ox.Literal(store.generation)
    yield _DATASET, name("void:uriSpace"), ox.Literal(ID)
    for vocabulary in _VOCABULARIES:
        yield _DATASET, name("void:vocabulary"), ox.NamedNode(vocabulary)
    if dates:
        period = ox.NamedNode(f"{_DATASET.value}/period")
        yield _DATASET, name("dcterms:temporal"), period
        yield period, _TYPE, name("dcterms:PeriodOfTime")
        yield period, name("dcat:startDate"), date_literal(dates[0])
        yield period, name("dcat:endDate"), date_literal(dates[-1])
    for iri in store.corpus.iris[:1]:
        yield _DATASET, name("void:exampleResource"), ox.NamedNode(iri)
    yield from _counts(database)
    yield from _distributions()


def _counts(database: ox.Store) -> Iterator[Triple]:
    """How many statements there are, and of each class and property how many members and uses, in the default graph."""
    for row in _rows(database, "SELECT (COUNT(*) AS ?count) WHERE { ?s ?p ?o }"):
        yield _DATASET, name("void:triples"), row["count"]
    for kind, term, query in (
        ("classPartition", "class", "SELECT ?term (COUNT(?s) AS ?count) WHERE { ?s a ?term } GROUP BY ?term"),
        ("propertyPartition", "property", "SELECT ?term (COUNT(*) AS ?count) WHERE { ?s ?term ?o } GROUP BY ?term"),
    ):
        for row in _rows(database, query):
            part = ox.NamedNode(f"{_DATASET.value}/{term}/{shortened(row['term'].value).replace(':', '-')}")
            yield _DATASET, name(f"void:{kind}"), part
            yield part, name(f"void:{term}"), row["term"]
            yield part, name("void:entities" if term == "class" else "void:triples"), row["count"]


def _rows(database: ox.Store, query: str) -> Iterator[ox.QuerySolution]:
    rows = database.query(query)
    assert isinstance(rows, ox.QuerySolutions)
    return rows


def _distributions() -> Iterator[Triple]:
    for form, (media_type, words) in FORMS.items():
        distribution = ox.NamedNode(f"{_DATASET.value}/distribution/{form}")
        yield _DATASET, name("dcat:distribution"), distribution
        yield distribution, _TYPE, name("dcat:Distribution")
        yield distribution, name("dcterms:title"), ox.Literal(words, language="en")
        yield (
            distribution,
            name("dcat:mediaType"),
            ox.NamedNode(f"https://www.iana.org/assignments/media-types/{media_type}"),
        )
