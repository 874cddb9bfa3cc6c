"""Checks graphs of a store against the SHACL shapes of the vocabulary, in memory."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import rdflib
from rdflib.namespace import RDF, RDFS, SH, SKOS

from graph.rdf import ONTOLOGY_GRAPH
from ontology.vocabulary import DEF

TL = rdflib.Namespace(DEF)
SHAPES = Path(__file__).parent.parent / "ontology" / "shapes.ttl"
WORDS = frozenset(
    {SKOS.altLabel, SKOS.hiddenLabel, SKOS.scopeNote, SKOS.example, SKOS.related, RDFS.comment, TL.wording}
)
"""What need not be known of the vocabulary when documents are checked."""


def shape_faults(database: Path, graphs: Sequence[str]) -> list[str]:
    """What the shapes find in the named `graphs` of a database together, one sentence each, in order."""
    store = ox.Store.read_only(str(database))
    data = rdflib.Graph()
    for graph in graphs:
        _copy(store.quads_for_pattern(None, None, None, ox.NamedNode(graph)), data)
    own = set(data.subjects())
    if ONTOLOGY_GRAPH.value not in graphs:
        vocabulary = store.quads_for_pattern(None, None, None, ONTOLOGY_GRAPH)
        _copy((quad for quad in vocabulary if rdflib.URIRef(quad.predicate.value) not in WORDS), data)
    conforms, results, _ = pyshacl.validate(data, shacl_graph=_shapes(), inplace=True)
    if conforms:
        return []
    found = (
        (results.value(result, SH.focusNode), results.value(result, SH.resultMessage))
        for result in results.subjects(RDF.type, SH.ValidationResult)
    )
    return sorted({f"{node}: {message}" for node, message in found if node in own})


@cache
def _shapes() -> rdflib.Graph:
    return rdflib.Graph().parse(SHAPES)


def _copy(quads: Iterable[ox.Quad], graph: rdflib.Graph) -> None:
    for quad in quads:
        graph.add((_term(quad.subject), _term(quad.predicate), _term(quad.object)))


def _term(term: object) -> rdflib.term.Node:
    """A term of Oxigraph as one of rdflib."""
    if isinstance(term, ox.Literal):
        if term.language:
            return rdflib.Literal(term.value, lang=term.language)
        return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value))
    assert isinstance(term, ox.NamedNode)
    return rdflib.URIRef(term.value)
