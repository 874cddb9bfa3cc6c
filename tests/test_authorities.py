"""The table of authorities is whole: codes, names, dates and successors."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from datetime import date, timedelta

import pyshacl
import pytest
import rdflib
from councils import AUTHORITIES, authority, named_in
from rdflib.namespace import DCTERMS, ORG, RDF, RDFS, SKOS
from triples import FOLDER, TL, graph_of

from ontology.vocabulary import Concept

NATIONS = {"Wales": 22, "Scotland": 32, "Northern Ireland": 11}
ENGLISH = {iri: concept for iri, concept in AUTHORITIES.items() if concept.region}
OF_TODAY = [concept for concept in ENGLISH.values() if concept.end is None]
REPLACED = [concept for concept in ENGLISH.values() if concept.end is not None]
GSS = re.compile(r"http://statistics\.data\.gov\.uk/id/statistical-geography/E(?:06|08|09|10)\d{6}")
REGIONS = {
    "East Midlands",
    "East of England",
    "London",
    "North East",
    "North West",
    "South East",
    "South West",
    "West Midlands",
    "Yorkshire and The Humber",
}


def table() -> rdflib.Graph:
    return graph_of("authorities.ttl")


# Codes


def test_the_table_has_the_authorities_of_today_and_those_replaced_since_2009() -> None:
    assert len(OF_TODAY) == 153
    assert {concept.key for concept in REPLACED} == {
        "bedfordshire",
        "bournemouth",
        "cheshire",
        "cumbria",
        "dorset-county",
        "northamptonshire",
        "poole",
    }


def test_every_authority_has_one_gss_code_and_shares_it_with_none() -> None:
    bearers: dict[str, set[str]] = defaultdict(set)
    for subject, area in [*table().subject_objects(DCTERMS.spatial), *table().subject_objects(TL.formerArea)]:
        assert GSS.fullmatch(str(area)), area
        bearers[str(area)].add(str(subject))
    assert {area: who for area, who in bearers.items() if len(who) > 1} == {}
    assert [
        str(s) for s in table().subjects(RDF.type, TL.Authority) if len(list(table().objects(s, DCTERMS.spatial))) != 1
    ] == []
    assert all(concept.gss for concept in ENGLISH.values())


def test_it_is_said_when_a_code_changed() -> None:
    graph = table()
    changed = {concept.iri for concept in AUTHORITIES.values() if concept.former_areas}
    assert len(changed) == 11
    assert {
        str(subject)
        for subject, comment in graph.subject_objects(RDFS.comment)
        if re.search(r"\b(?:31 March|1 April) (?:2009|2013|2020|2023|2025)\b", str(comment))
    } >= changed


@pytest.mark.parametrize(
    ("key", "now", "before"),
    [
        ("barnsley", "E08000038", ["E08000016"]),
        ("sheffield", "E08000039", ["E08000019"]),
        ("northumberland", "E06000057", ["E06000048", "E10000022"]),
        ("gateshead", "E08000037", ["E08000020"]),
        ("somerset", "E06000066", ["E10000027"]),
        ("dorset", "E06000059", []),
        ("dorset-county", "E10000009", []),
    ],
)
def test_a_code_that_changed_is_kept_beside_the_one_in_force(key: str, now: str, before: list[str]) -> None:
    concept = AUTHORITIES[authority(key)]
    assert (concept.gss, [area.rsplit("/", 1)[1] for area in concept.former_areas]) == (now, before)


def test_every_authority_of_today_has_a_urn_and_shares_it_with_none() -> None:
    urns = [concept.urn or "" for concept in OF_TODAY]
    assert [urn for urn in urns if not re.fullmatch(r"80[45]\d\d|2\d{6}", urn)] == []
    assert len(set(urns)) == len(urns)
    assert {concept.urn for concept in REPLACED} == {None}


def test_a_urn_is_no_short_key() -> None:
    assert {concept.notation for concept in AUTHORITIES.values()} == {""}
    assert {
        literal.datatype for literal in table().objects(None, SKOS.notation) if isinstance(literal, rdflib.Literal)
    } == {TL.OfstedURN}


def test_the_codes_of_croydon() -> None:
    croydon = AUTHORITIES[authority("croydon")]
    assert (croydon.gss, croydon.urn, croydon.region) == ("E09000008", "80492", "London")


def test_every_authority_is_in_a_region() -> None:
    assert {concept.region for concept in ENGLISH.values()} == REGIONS


def test_every_council_of_the_other_nations_is_known_as_one_of_them() -> None:
    elsewhere = {str(s): str(nation) for s, nation in graph_of("authorities-elsewhere.ttl").subject_objects(TL.nation)}
    assert elsewhere.keys() == AUTHORITIES.keys() - ENGLISH.keys()
    assert Counter(elsewhere.values()) == NATIONS
    assert elsewhere[authority("fife")] == "Scotland"
    assert named_in("How good are pathway plans in Cardiff?") == {"cardiff"}


# Names


def test_only_dorset_is_the_name_of_two() -> None:
    bearers: dict[str, set[str]] = defaultdict(set)
    for concept in AUTHORITIES.values():
        for label in concept.labels:
            bearers[label.lower()].add(concept.key)
    assert {label: keys for label, keys in bearers.items() if len(keys) > 1} == {"dorset": {"dorset", "dorset-county"}}


# Successors


def test_an_authority_that_ended_was_replaced_and_one_that_began_replaced_another() -> None:
    assert [concept.key for concept in REPLACED if not concept.replaced_by] == []
    heirs = {heir for concept in REPLACED for heir in concept.replaced_by}
    assert heirs == {concept.iri for concept in AUTHORITIES.values() if concept.start}
    assert [concept.key for concept in OF_TODAY if concept.replaced_by] == []


@pytest.mark.parametrize("concept", REPLACED, ids=lambda concept: concept.key)
def test_a_successor_begins_on_the_day_after(concept: Concept) -> None:
    assert concept.end
    day_after = (date.fromisoformat(concept.end) + timedelta(days=1)).isoformat()
    assert {AUTHORITIES[heir].start for heir in concept.replaced_by} == {day_after}


def test_a_change_comes_between_what_ended_and_what_began() -> None:
    changes = list(table().subjects(RDF.type, ORG.ChangeEvent))
    assert len(changes) == 6
    for change in changes:
        day = date.fromisoformat(str(table().value(change, DCTERMS.date)))
        before = {AUTHORITIES[str(one)].end for one in table().objects(change, ORG.originalOrganization)}
        after = {AUTHORITIES[str(one)].start for one in table().objects(change, ORG.resultingOrganization)}
        assert before == {(day - timedelta(days=1)).isoformat()}, change
        assert after == {day.isoformat()}, change
        assert str(table().value(change, DCTERMS.source)).startswith("The "), change
        assert str(change).endswith(f"-{day.year}")


def test_what_took_the_place_of_dorset_and_its_neighbours() -> None:
    bcp = authority("bournemouth-christchurch-and-poole")
    assert AUTHORITIES[authority("dorset-county")].replaced_by == (bcp, authority("dorset"))
    assert AUTHORITIES[authority("poole")].replaced_by == (bcp,)


# Shapes


def faults(graph: rdflib.Graph) -> list[str]:
    _, results, _ = pyshacl.validate(graph, shacl_graph=rdflib.Graph().parse(FOLDER / "shapes.ttl"))
    return sorted(str(message) for message in results.objects(None, rdflib.SH.resultMessage))


def test_the_table_conforms_to_the_shapes() -> None:
    assert faults(table()) == []


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        ('authority:leeds skos:notation "80999"^^tl:OfstedURN .', "An authority has at most one Ofsted URN"),
        ('authority:poole skos:notation "80999" .', "An authority has at most one Ofsted URN"),
        ('authority:poole skos:notation "eight"^^tl:OfstedURN .', "An authority has at most one Ofsted URN"),
        ("authority:leeds dcterms:spatial gss:E08000001 .", "An authority has one GSS code"),
        ('authority:nowhere a tl:Authority ; tl:region "London" .', "An authority has one GSS code"),
        ("authority:leeds tl:formerArea gss:W08000001 .", "A former area is a GSS code"),
        ("change:dorset-2019 org:resultingOrganization authority:nowhere .", "A change says which authorities of"),
        ('change:dorset-2019 dcterms:date "2019"^^xsd:gYear .', "A change has one day"),
        ('authority:poole tl:startDate "2019-04-01"^^xsd:date .', "An authority begins once, on a day before it ends."),
        ('authority:poole tl:endDate "2020-03-31"^^xsd:date .', "An authority ends once, on a day."),
    ],
)
def test_the_shapes_find_what_is_wrong_with_an_authority(statement: str, message: str) -> None:
    prefixes = "".join(
        f"@prefix {prefix}: <{iri}> .\n"
        for prefix, iri in table().namespaces()
        if prefix in {"tl", "authority", "change", "dcterms", "gss", "org", "skos", "xsd"}
    )
    graph = table() + rdflib.Graph().parse(data=prefixes + statement, format="turtle")
    assert any(found.startswith(message) for found in faults(graph))
