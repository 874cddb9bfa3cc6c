"""The Turtle files of the vocabulary as graphs."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import rdflib
from rdflib.namespace import DCTERMS, FOAF, ORG, OWL, PROV, QB, RDF, RDFS, SH, SKOS, XSD, DefinedNamespace

import ontology
from ontology.vocabulary import DEF, files

FOLDER = Path(str(ontology.__file__)).parent
TURTLE = sorted(FOLDER.glob("*.ttl"))
TL = rdflib.Namespace(DEF)
TERM_TYPES = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, RDFS.Datatype)
EXTERNAL: tuple[type[DefinedNamespace], ...] = (DCTERMS, FOAF, ORG, OWL, PROV, QB, RDF, RDFS, SH, SKOS, XSD)
EXTERNAL_BY_HAND = frozenset(
    [
        *(f"http://purl.org/spar/doco/{term}" for term in ("Paragraph", "Section")),
        *(
            f"http://www.w3.org/2008/05/skos-xl#{term}"
            for term in ("Label", "literalForm", "prefLabel", "altLabel", "hiddenLabel")
        ),
        *(
            f"http://www.w3.org/ns/oa#{term}"
            for term in ("TextPositionSelector", "TextQuoteSelector", "hasSelector", "exact", "start", "end")
        ),
        *(
            f"http://purl.org/linked-data/sdmx/2009/{term}"
            for term in ("measure#obsValue", "attribute#unitMeasure", "dimension#refPeriod")
        ),
    ]
)
"""Terms of vocabularies that rdflib has no list of, as their specifications spell them."""


@cache
def graph_of(name: str) -> rdflib.Graph:
    """One file. Not to be changed: every test sees the same."""
    return rdflib.Graph().parse(FOLDER / name)


@cache
def whole() -> rdflib.Graph:
    """All files of the vocabulary. Not to be changed."""
    graph = rdflib.Graph()
    for path in files():
        graph += graph_of(path.name)
    return graph


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
