"""The data set is described as it is: its statements counted, its forms listed, in the same bytes each time."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.namespace import DCAT, DCTERMS, RDF, VOID

from graph.dataset import FORMS, description
from graph.export import export, export_nquads
from graph.store import Store, open_store
from ontology.vocabulary import DEF, ID

DATASET = rdflib.URIRef(f"{ID}dataset")


@pytest.fixture(scope="module")
def described(sample: Store) -> rdflib.Graph:
    return rdflib.Graph().parse(data=description(sample), format="turtle")


@pytest.fixture(scope="module")
def triples(sample: Store) -> set[ox.Triple]:
    """The statements of all named graphs but that of provenance, which a query sees."""
    quads = ox.parse(input=export_nquads(sample), format=ox.RdfFormat.N_QUADS)
    return {
        ox.Triple(quad.subject, quad.predicate, quad.object)
        for quad in quads
        if quad.graph_name != ox.NamedNode(f"{ID}graph/provenance")
    }


def test_all_statements_are_counted(described: rdflib.Graph, triples: set[ox.Triple]) -> None:
    assert described.value(DATASET, VOID.triples).toPython() == len(triples)  # type: ignore[union-attr]


def test_the_members_of_each_class_are_counted(described: rdflib.Graph, triples: set[ox.Triple]) -> None:
    members: dict[str, int] = {}
    for triple in triples:
        if triple.predicate.value == str(RDF.type):
            members[triple.object.value] = members.get(triple.object.value, 0) + 1  # type: ignore[union-attr]
    counted = {
        str(described.value(part, VOID["class"])): described.value(part, VOID.entities).toPython()  # type: ignore[union-attr]
        for part in described.objects(DATASET, VOID.classPartition)
    }
    assert counted == members
    assert counted[f"{DEF}Judgement"] > 4


def test_the_uses_of_each_property_are_counted(described: rdflib.Graph, triples: set[ox.Triple]) -> None:
    uses: dict[str, int] = {}
    for triple in triples:
        uses[triple.predicate.value] = uses.get(triple.predicate.value, 0) + 1
    counted = {
        str(described.value(part, VOID.property)): described.value(part, VOID.triples).toPython()  # type: ignore[union-attr]
        for part in described.objects(DATASET, VOID.propertyPartition)
    }
    assert counted == uses


def test_it_says_from_when_to_when_the_documents_are(described: rdflib.Graph, sample: Store) -> None:
    dates = sorted(document.date for document in sample.corpus.documents if document.date)
    period = described.value(DATASET, DCTERMS.temporal)
    assert [str(described.value(period, DCAT[end])) for end in ("startDate", "endDate")] == [dates[0], dates[-1]]


def test_every_form_of_export_is_a_distribution(described: rdflib.Graph, sample: Store) -> None:
    listed = {str(part).rsplit("/", 1)[1] for part in described.objects(DATASET, DCAT.distribution)}
    assert listed == set(FORMS)
    assert all(export(sample, form) for form in listed)


def test_it_names_the_generation(described: rdflib.Graph, sample: Store) -> None:
    assert str(described.value(DATASET, DCTERMS.identifier)) == sample.generation


def test_it_is_the_same_bytes_each_time(sample: Store, sample_path: Path) -> None:
    assert export(sample, "void") == export(open_store(sample_path), "void")


def test_it_has_no_blank_nodes(described: rdflib.Graph) -> None:
    assert not any(isinstance(node, rdflib.BNode) for triple in described for node in triple)
