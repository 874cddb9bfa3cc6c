"""The vocabulary is whole: it parses, its concepts are labelled and ordered, and every term in use is defined in it."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from golden import assert_as_before
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS, XSD
from terms import FOLDER, graph_of, is_defined, own_terms

from graph.store import Store, export_nquads
from ingest.identity.kind import INSPECTIONS
from ontology.label import is_abbreviation, words
from ontology.vocabulary import DEF, FILES, ID, Concept, vocabulary

TURTLE = sorted(FOLDER.glob("*.ttl"))
TL = rdflib.Namespace(DEF)


def steps_to_top(iri: str, known: dict[str, Concept], below: tuple[str, ...] = ()) -> int:
    """How many concepts stand on the longest way from `iri` to the top, itself included."""
    assert iri not in below, f"{iri} is broader than itself: {' > '.join((*below, iri))}"
    return 1 + max((steps_to_top(broader, known, (*below, iri)) for broader in known[iri].broader), default=0)


# Files


@pytest.mark.parametrize("path", TURTLE, ids=lambda path: path.name)
def test_every_file_parses_to_the_same_statements_in_both_libraries(path: Path) -> None:
    graph = graph_of(path.name)
    oxigraph = set(ox.parse(path=str(path), format=ox.RdfFormat.TURTLE))
    assert len(graph) == len(oxigraph) > 20


def test_every_file_is_read_but_the_shapes() -> None:
    assert {path.name for path in TURTLE} == {*FILES, "shapes.ttl"}


# Themes and actors


def test_there_are_at_least_150_themes() -> None:
    assert len(vocabulary().themes) >= 150


@pytest.mark.parametrize("name", ["themes.ttl", "actors.ttl"])
def test_every_concept_has_one_preferred_label_and_one_scope_note(name: str) -> None:
    graph = graph_of(name)
    for concept in graph.subjects(RDF.type, SKOS.Concept):
        assert [str(label).strip() != "" for label in graph.objects(concept, SKOS.prefLabel)] == [True], concept
        assert [str(note).strip() != "" for note in graph.objects(concept, SKOS.scopeNote)] == [True], concept


@pytest.mark.parametrize("name", ["themes.ttl", "actors.ttl"])
def test_every_concept_has_a_broader_one_or_is_a_top_concept(name: str) -> None:
    graph = graph_of(name)
    wrong = [
        str(concept)
        for concept in graph.subjects(RDF.type, SKOS.Concept)
        if ((concept, SKOS.broader, None) in graph) == ((concept, SKOS.topConceptOf, None) in graph)
    ]
    assert wrong == []


@pytest.mark.parametrize("known", [vocabulary().themes, vocabulary().actors], ids=["themes", "actors"])
def test_broader_and_related_concepts_exist(known: dict[str, Concept]) -> None:
    assert [
        (concept.iri, other)
        for concept in known.values()
        for other in (*concept.broader, *concept.related)
        if other not in known
    ] == []


@pytest.mark.parametrize("known", [vocabulary().themes, vocabulary().actors], ids=["themes", "actors"])
def test_the_hierarchy_has_no_cycle_and_at_most_four_levels(known: dict[str, Concept]) -> None:
    assert 2 <= max(steps_to_top(iri, known) for iri in known) <= 4


@pytest.mark.parametrize("known", [vocabulary().themes, vocabulary().actors], ids=["themes", "actors"])
def test_no_label_names_two_concepts(known: dict[str, Concept]) -> None:
    named: dict[str | tuple[str, ...], set[str]] = defaultdict(set)
    for concept in known.values():
        for label in concept.labels:
            named[label if is_abbreviation(label) else tuple(word.stem for word in words(label))].add(concept.iri)
    assert len(named) > len(known)
    assert {label: sorted(iris) for label, iris in named.items() if len(iris) > 1} == {}


@pytest.mark.parametrize("known", [vocabulary().themes, vocabulary().actors], ids=["themes", "actors"])
def test_no_two_concepts_have_the_same_preferred_label(known: dict[str, Concept]) -> None:
    assert len({concept.label.lower() for concept in known.values()}) == len(known)


# Grades


def test_every_kind_that_carries_grades_has_a_framework_with_a_scale_of_ranked_grades() -> None:
    known, graph = vocabulary(), graph_of("inspection.ttl")
    for kind in INSPECTIONS:
        framework = known.kinds[f"{ID}kind/{kind}"].framework
        assert framework in known.frameworks
        scale = graph.value(rdflib.URIRef(framework), TL.scale)
        ranks = sorted(
            int(str(graph.value(grade, TL.rank)))
            for grade in graph.subjects(SKOS.inScheme, scale)
            if graph.value(grade, TL.rank) is not None
        )
        assert ranks == [1, 2, 3, 4], scale


# Terms


def test_every_term_of_ours_has_a_label_and_a_comment() -> None:
    graph = graph_of("throughline.ttl")
    for iri in own_terms():
        assert iri.startswith(DEF)
        assert len(list(graph.objects(rdflib.URIRef(iri), RDFS.label))) == 1, iri
        assert str(graph.value(rdflib.URIRef(iri), RDFS.comment)).endswith("."), iri


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


def test_every_term_in_the_shapes_is_defined() -> None:
    shapes = graph_of("shapes.ttl")
    used = {
        str(term)
        for triple in shapes
        for term in triple
        if isinstance(term, rdflib.URIRef) and not str(term).startswith(f"{ID}shape/")
    }
    assert {f"{DEF}Judgement", f"{DEF}text"} <= used
    assert sorted(iri for iri in used if not is_defined(iri)) == []


def test_every_term_in_the_graph_is_defined(sample: Store) -> None:
    used: set[str] = set()
    for quad in ox.parse(input=export_nquads(sample), format=ox.RdfFormat.N_QUADS):
        used.add(quad.predicate.value)
        if quad.predicate.value == str(RDF.type):
            used.add(quad.object.value)
        if isinstance(quad.object, ox.Literal):
            used.add(quad.object.datatype.value)
        used |= {
            term.value
            for term in (quad.subject, quad.object)
            if isinstance(term, ox.NamedNode) and term.value.startswith(DEF) and term.value != DEF
        }
    assert {f"{DEF}Judgement", f"{DEF}Figure", f"{DEF}Mention", f"{DEF}printed", str(XSD.decimal)} <= used
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
