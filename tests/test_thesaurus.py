"""The concepts of each scheme are labelled, explained and ordered, and no label stands for two of them."""

from __future__ import annotations

from collections import defaultdict

import pytest
import rdflib
from rdflib.namespace import RDF, RDFS, SKOS
from triples import TL, whole

from ontology.label import is_abbreviation, words
from ontology.vocabulary import ID, Concept, vocabulary

CONCEPTS = sorted(str(concept) for concept in whole().subjects(RDF.type, SKOS.Concept))
SCHEMES = sorted(str(scheme) for scheme in whole().subjects(RDF.type, SKOS.ConceptScheme))
THESAURI = pytest.mark.parametrize("known", [vocabulary().themes, vocabulary().actors], ids=["themes", "actors"])


def every(subject: str, predicate: rdflib.URIRef) -> list[str]:
    return sorted(str(value) for value in whole().objects(rdflib.URIRef(subject), predicate))


def members(scheme: str) -> list[str]:
    return [concept for concept in CONCEPTS if scheme in every(concept, SKOS.inScheme)]


def steps_to_top(iri: str, below: tuple[str, ...] = ()) -> int:
    """How many concepts stand on the longest way from `iri` to the top, itself included."""
    assert iri not in below, f"{iri} is broader than itself: {' > '.join((*below, iri))}"
    return 1 + max((steps_to_top(broader, (*below, iri)) for broader in every(iri, SKOS.broader)), default=0)


# Schemes


def test_there_are_a_scheme_for_each_kind_of_concept_and_a_scale_for_each_framework() -> None:
    names = ("actors", "areas", "kinds", "methods", "speakers", "themes")
    scales = ("ilacs", "looked-after-2013", "sif")
    assert [scheme.removeprefix(ID) for scheme in SCHEMES] == [
        *(f"scale/{name}" for name in scales),
        *(f"scheme/{name}" for name in names),
    ]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_scheme_has_a_label_a_comment_and_members(scheme: str) -> None:
    assert len(every(scheme, SKOS.prefLabel)) == 1
    [comment] = every(scheme, RDFS.comment)
    assert comment.endswith(".")
    assert len(members(scheme)) > 2


def test_every_concept_is_in_one_scheme_that_there_is() -> None:
    assert len(CONCEPTS) > 700
    assert [concept for concept in CONCEPTS if len(set(every(concept, SKOS.inScheme)) & set(SCHEMES)) != 1] == []
    assert {scheme for concept in CONCEPTS for scheme in every(concept, SKOS.inScheme)} == set(SCHEMES)


def test_a_concept_stands_under_the_same_scheme_as_those_that_it_is_linked_to() -> None:
    graph = whole()
    assert [
        (str(one), str(other))
        for link in (SKOS.broader, SKOS.related)
        for one, other in graph.subject_objects(link)
        if every(str(one), SKOS.inScheme) != every(str(other), SKOS.inScheme)
    ] == []


# Labels


def test_every_concept_has_one_preferred_label_and_one_scope_note() -> None:
    for predicate in (SKOS.prefLabel, SKOS.scopeNote):
        assert [c for c in CONCEPTS if [text.strip() != "" for text in every(c, predicate)] != [True]] == []


def test_every_scope_note_is_a_sentence() -> None:
    assert [c for c in CONCEPTS if not every(c, SKOS.scopeNote)[0].endswith(".")] == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_no_label_names_two_concepts_of_a_scheme(scheme: str) -> None:
    named: dict[str | tuple[str, ...], set[str]] = defaultdict(set)
    for concept in members(scheme):
        for label in (*every(concept, SKOS.prefLabel), *every(concept, SKOS.altLabel)):
            named[label if is_abbreviation(label) else tuple(word.stem for word in words(label))].add(concept)
    assert {label: sorted(iris) for label, iris in named.items() if len(iris) > 1} == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_no_two_concepts_of_a_scheme_have_the_same_preferred_label(scheme: str) -> None:
    labels = [label.lower() for concept in members(scheme) for label in every(concept, SKOS.prefLabel)]
    assert len(set(labels)) == len(labels)


def test_no_label_is_both_preferred_and_another_of_the_same_concept() -> None:
    assert [c for c in CONCEPTS if set(every(c, SKOS.prefLabel)) & set(every(c, SKOS.altLabel))] == []


# Order


def test_no_concept_is_broader_than_itself_and_none_is_below_four_levels() -> None:
    assert max(steps_to_top(concept) for concept in CONCEPTS) == 4


@THESAURI
def test_every_theme_and_actor_has_a_broader_one_or_is_a_top_concept(known: dict[str, Concept]) -> None:
    assert [iri for iri in known if bool(every(iri, SKOS.broader)) == bool(every(iri, SKOS.topConceptOf))] == []


@THESAURI
def test_broader_and_related_concepts_exist(known: dict[str, Concept]) -> None:
    assert len(known) > 100
    assert [
        (concept.iri, other)
        for concept in known.values()
        for other in (*concept.broader, *concept.related)
        if other not in known
    ] == []


# Grades, and the areas that they are given to


@pytest.mark.parametrize("framework", vocabulary().frameworks)
def test_the_scale_of_a_framework_has_the_grades_from_one_to_four(framework: str) -> None:
    [scale] = every(framework, TL.scale)
    assert sorted(every(grade, TL.rank) for grade in members(scale)) == [["1"], ["2"], ["3"], ["4"]]


def test_grades_and_areas_match_closely_on_both_sides_and_across_scales_only() -> None:
    graph = whole()
    pairs = set(graph.subject_objects(SKOS.closeMatch))
    assert len(pairs) > 20
    assert {(str(other), str(one)) for one, other in pairs if (other, one) not in pairs} == set()
    assert [
        grade
        for grade in vocabulary().grades
        for other in every(grade, SKOS.closeMatch)
        if every(grade, SKOS.inScheme) == every(other, SKOS.inScheme) or every(grade, TL.rank) != every(other, TL.rank)
    ] == []


def test_adequate_matches_no_later_grade() -> None:
    assert every(f"{ID}grade/looked-after-2013/adequate", SKOS.closeMatch) == []


def test_every_area_is_part_of_a_framework() -> None:
    known = vocabulary()
    parts = {area: every(area, rdflib.DCTERMS.isPartOf) for area in known.areas}
    assert [
        area for area, frameworks in parts.items() if not frameworks or set(frameworks) - set(known.frameworks)
    ] == []


def test_every_framework_has_dates_and_says_where_they_are_from() -> None:
    for iri, framework in vocabulary().frameworks.items():
        assert framework.start
        assert every(iri, rdflib.DCTERMS.source)
