"""A label that was in use in a certain time says from when to when and who says so, and is a label of its concept."""

from __future__ import annotations

import pytest
import rdflib
from rdflib.namespace import DCTERMS, RDF, XSD
from triples import TL, whole

from ontology.vocabulary import ID, SKOSXL, Concept, DatedLabel, vocabulary

XL = rdflib.Namespace(SKOSXL)
LABELS = [rdflib.URIRef(label) for label in sorted(map(str, whole().subjects(RDF.type, XL.Label)))]
DATED = [
    (concept, dated)
    for concepts in (vocabulary().themes, vocabulary().actors, vocabulary().authorities)
    for concept in concepts.values()
    for dated in concept.dated
]


def theme(key: str) -> Concept:
    return vocabulary().themes[f"{ID}theme/{key}"]


def dates(concept: Concept) -> dict[str, tuple[str | None, str | None]]:
    return {dated.label: (dated.start, dated.end) for dated in concept.dated}


def last_day(iso: str) -> str:
    """The last day of a year or month; a day as it is."""
    return iso + "-12-31"[len(iso) - 4 :] if len(iso) < 10 else iso


def test_many_themes_and_actors_have_dated_labels() -> None:
    assert sum("/authority/" not in concept.iri for concept, _ in DATED) > 200
    assert len(LABELS) > 240


def test_every_dated_label_is_a_label_of_its_concept() -> None:
    misnamed = [
        (concept.iri, dated.label) for concept, dated in DATED if dated.label not in (*concept.labels, *concept.hidden)
    ]
    assert misnamed == []


@pytest.mark.parametrize(("kind", "at_least"), [("prefLabel", 50), ("altLabel", 50), ("hiddenLabel", 5)])
def test_a_label_is_linked_as_what_it_is(kind: str, at_least: int) -> None:
    graph = whole()
    pairs = list(graph.subject_objects(XL[kind]))
    assert len(pairs) > at_least
    for concept, label in pairs:
        form = graph.value(label, XL.literalForm)
        assert (concept, rdflib.SKOS[kind], form) in graph, (concept, form)


def test_every_label_has_one_form_a_date_and_one_source() -> None:
    graph = whole()
    for label in LABELS:
        assert len(list(graph.objects(label, XL.literalForm))) == 1, label
        assert len(list(graph.objects(label, DCTERMS.source))) == 1, label
        starts, ends = list(graph.objects(label, TL.startDate)), list(graph.objects(label, TL.endDate))
        assert (len(starts), len(ends)) in {(1, 0), (0, 1), (1, 1)}, label


def test_every_label_belongs_to_something_of_the_vocabulary() -> None:
    graph = whole()
    borne = {label for kind in ("prefLabel", "altLabel", "hiddenLabel") for label in graph.objects(None, XL[kind])}
    assert borne == set(LABELS)


def test_dates_have_the_type_of_their_precision() -> None:
    types = {4: XSD.gYear, 7: XSD.gYearMonth, 10: XSD.date}
    for label in LABELS:
        for date in (*whole().objects(label, TL.startDate), *whole().objects(label, TL.endDate)):
            assert isinstance(date, rdflib.Literal)
            assert date.datatype == types[len(str(date))], label


def test_a_name_ends_after_it_began() -> None:
    assert [dated for _, dated in DATED if dated.start and dated.end and dated.start > last_day(dated.end)] == []


def test_a_source_has_a_date_of_its_own() -> None:
    assert [dated for _, dated in DATED if not any(year in dated.source for year in map(str, range(1981, 2027)))] == []


def test_no_node_of_the_vocabulary_is_blank() -> None:
    assert [term for triple in whole() for term in triple if isinstance(term, rdflib.BNode)] == []


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("special-guardianship", {"residence order": ("1991-10-14", "2014-04-21")}),
        ("special-guardianship", {"child arrangements order": ("2014-04-22", None)}),
        ("supporting-families-programme", {"Troubled Families": ("2012", "2021-03")}),
        ("child-safeguarding-practice-reviews", {"serious case review": ("1999-12", "2019-09")}),
        ("staying-put", {"staying put": ("2014-05-13", None)}),
    ],
)
def test_what_a_thing_was_called_when(key: str, expected: dict[str, tuple[str | None, str | None]]) -> None:
    assert dates(theme(key)).items() >= expected.items()


def test_the_labels_of_a_concept_are_in_the_order_of_their_time() -> None:
    assert [dated.label for dated in theme("working-together-guidance").dated][:4] == [
        "Working Together 2010",
        "Working Together 2013",
        "Working Together 2015",
        "Working Together 2018",
    ]


def test_a_name_that_was_borne_twice_is_two_labels() -> None:
    ministry = "Ministry of Housing, Communities and Local Government"
    government = vocabulary().actors[f"{ID}actor/central-government"]
    assert [(dated.start, dated.end) for dated in government.dated if dated.label == ministry] == [
        ("2018-01", "2021-09"),
        ("2024-07", None),
    ]


def test_the_names_of_an_authority_in_time() -> None:
    buckinghamshire = vocabulary().authorities[f"{ID}authority/buckinghamshire"]
    source = "The Buckinghamshire (Structural Changes) Order 2019 (S.I. 2019/957)"
    assert buckinghamshire.dated == (
        DatedLabel("Buckinghamshire County Council", None, "2020-03-31", source),
        DatedLabel("Bucks County Council", None, "2020-03-31", source),
        DatedLabel("Buckinghamshire Council", "2020-04-01", None, source),
    )
