"""The vocabulary is whole: it parses, its terms are explained, and every term in use is defined in it."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from golden import assert_as_before
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS, XSD
from triples import TURTLE, graph_of, is_defined, own_terms

from graph.export import export_nquads
from graph.store import Store
from ontology.vocabulary import DEF, FILES, ID, vocabulary

# Files


@pytest.mark.parametrize("path", TURTLE, ids=lambda path: path.name)
def test_every_file_parses_to_the_same_statements_in_both_libraries(path: Path) -> None:
    graph = graph_of(path.name)
    oxigraph = set(ox.parse(path=str(path), format=ox.RdfFormat.TURTLE))
    assert len(graph) == len(oxigraph) > 20


def test_every_file_is_read_but_the_shapes() -> None:
    assert {path.name for path in TURTLE} == {*FILES, "shapes.ttl"}


# Terms


def test_every_term_of_ours_has_a_label_a_comment_and_an_example() -> None:
    graph = graph_of("throughline.ttl")
    for iri in own_terms():
        assert iri.startswith(DEF)
        assert len(list(graph.objects(rdflib.URIRef(iri), RDFS.label))) == 1, iri
        assert str(graph.value(rdflib.URIRef(iri), RDFS.comment)).endswith("."), iri
        assert str(graph.value(rdflib.URIRef(iri), SKOS.example)), iri


def test_domains_and_ranges_are_defined_classes() -> None:
    graph = graph_of("throughline.ttl")
    for predicate in (RDFS.domain, RDFS.range, RDFS.subClassOf):
        for _, value in graph.subject_objects(predicate):
            assert is_defined(str(value)), value


def test_our_terms_are_those_that_were_accepted() -> None:
    kinds = {
        OWL.Class: "class",
        OWL.ObjectProperty: "object property",
        OWL.DatatypeProperty: "datatype property",
        RDFS.Datatype: "datatype",
    }
    assert_as_before(
        "terms.txt",
        "".join(f"tl:{iri.removeprefix(DEF)}  {kinds[kind]}\n" for iri, kind in sorted(own_terms().items())),
    )


@pytest.mark.parametrize("name", FILES)
def test_every_predicate_and_class_in_the_vocabulary_is_defined(name: str) -> None:
    graph = graph_of(name)
    used = {str(predicate) for predicate in graph.predicates()} | {str(kind) for kind in graph.objects(None, RDF.type)}
    assert sorted(iri for iri in used if not is_defined(iri)) == []


def test_every_term_in_the_graph_is_defined(sample: Store) -> None:
    used: set[str] = set()
    names_of_the_whole = {DEF, str(graph_of("throughline.ttl").value(rdflib.URIRef(DEF), OWL.versionIRI))}
    for quad in ox.parse(input=export_nquads(sample), format=ox.RdfFormat.N_QUADS):
        used.add(quad.predicate.value)
        if quad.predicate.value == str(RDF.type):
            used.add(quad.object.value)
        if isinstance(quad.object, ox.Literal):
            used.add(quad.object.datatype.value)
        used |= {
            term.value
            for term in (quad.subject, quad.object)
            if isinstance(term, ox.NamedNode) and term.value.startswith(DEF) and term.value not in names_of_the_whole
        }
    assert {f"{DEF}Judgement", f"{DEF}Figure", f"{DEF}Mention", f"{DEF}unit", str(XSD.decimal)} <= used
    assert sorted(iri for iri in used if not is_defined(iri)) == []


def test_every_concept_that_the_graph_points_to_is_in_the_vocabulary(sample: Store) -> None:
    known = vocabulary()
    by_path = {
        "theme": known.themes,
        "actor": known.actors,
        "kind": known.kinds,
        "area": known.areas,
        "grade": known.grades,
        "framework": known.frameworks,
    }
    pointed: dict[str, set[str]] = defaultdict(set)
    for quad in ox.parse(input=export_nquads(sample), format=ox.RdfFormat.N_QUADS):
        if isinstance(quad.object, ox.NamedNode) and quad.object.value.startswith(ID):
            pointed[quad.object.value.removeprefix(ID).split("/")[0]].add(quad.object.value)
    for path, concepts_there in by_path.items():
        assert pointed[path], path
        assert sorted(pointed[path] - set(concepts_there)) == [], path


def test_a_misspelt_term_is_not_defined() -> None:
    assert is_defined(f"{DEF}text")
    assert is_defined(str(DCTERMS.title))
    assert not is_defined(f"{DEF}txet")
    assert not is_defined(f"{DCTERMS}titel")
    assert not is_defined("http://purl.org/spar/doco/Paragraf")
