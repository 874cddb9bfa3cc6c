"""Which terms there are: our own, and those of the vocabularies that we use, as their specifications spell them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import rdflib
from rdflib.namespace import DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SH, SKOS, XSD, DefinedNamespace

import ontology

FOLDER = Path(str(ontology.__file__)).parent
TERM_TYPES = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, RDFS.Datatype)
EXTERNAL: tuple[type[DefinedNamespace], ...] = (DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SH, SKOS, XSD)
_BY_HAND = {
    "http://purl.org/spar/doco/": "Paragraph Section",
    "http://www.w3.org/ns/oa#": "TextPositionSelector TextQuoteSelector end exact hasSelector start",
    "http://www.w3.org/2008/05/skos-xl#": "Label altLabel literalForm prefLabel",
    "http://purl.org/linked-data/cube#": "Observation",
    "http://purl.org/linked-data/sdmx/2009/attribute#": "unitMeasure",
    "http://purl.org/linked-data/sdmx/2009/dimension#": "refPeriod",
    "http://purl.org/linked-data/sdmx/2009/measure#": "obsValue",
}
EXTERNAL_BY_HAND = frozenset(space + term for space, terms in _BY_HAND.items() for term in terms.split())
"""Terms of vocabularies that rdflib has no list of, or only a part of one."""


@cache
def graph_of(name: str) -> rdflib.Graph:
    """The statements of a file of the vocabulary."""
    return rdflib.Graph().parse(FOLDER / name)


def own_terms() -> dict[str, rdflib.URIRef]:
    """Our classes, properties and datatypes, each with what it is."""
    graph = graph_of("throughline.ttl")
    return {
        str(subject): kind
        for kind in TERM_TYPES
        for subject in graph.subjects(RDF.type, kind)
        if isinstance(subject, rdflib.URIRef)
    }


def is_defined(iri: str) -> bool:
    """Whether `iri` is a term of ours or of a vocabulary that we use, spelt as it is there."""
    return (
        iri in own_terms()
        or iri in EXTERNAL_BY_HAND
        or any(iri.startswith(str(space)) and iri in space for space in EXTERNAL)
    )
