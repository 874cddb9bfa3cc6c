"""The graph of a store holds each document in a graph of its own, and all of them without provenance in one."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from graph.export import export_nquads
from graph.rdf import ONTOLOGY_GRAPH, PREFIXES, PROVENANCE_GRAPH, document_quads
from graph.store import Store
from ontology.vocabulary import ID

GRAPHS_OF_ALL = {ONTOLOGY_GRAPH.value, PROVENANCE_GRAPH.value}


@pytest.fixture(scope="module")
def database(sample: Store) -> ox.Store:
    return ox.Store.read_only(str(sample.graph_folder))


def test_the_default_graph_is_all_named_graphs_without_provenance(database: ox.Store) -> None:
    default, named = set(), set()
    for quad in database:
        if isinstance(quad.graph_name, ox.DefaultGraph):
            default.add(quad.triple)
        elif quad.graph_name != PROVENANCE_GRAPH:
            named.add(quad.triple)
    assert len(default) > 20_000
    assert default == named


def test_nothing_of_provenance_is_seen_by_queries(database: ox.Store) -> None:
    assert not database.query(f"ASK {{ ?s <{PREFIXES['prov']}used> ?o }}")
    assert not database.query(f"ASK {{ ?s a <{PREFIXES['prov']}Activity> }}")
    assert database.query(f"ASK {{ GRAPH <{PROVENANCE_GRAPH.value}> {{ ?s <{PREFIXES['prov']}used> ?o }} }}")


def test_there_is_a_named_graph_for_each_document_and_each_view(database: ox.Store, sample: Store) -> None:
    views = {f"{ID}graph/links/northmere", f"{ID}graph/network"}
    assert {graph.value for graph in database.named_graphs()} == {*sample.corpus.iris, *views, *GRAPHS_OF_ALL}


def test_the_graph_of_a_document_is_about_that_document(database: ox.Store, sample: Store) -> None:
    for iri in sample.corpus.iris:
        subjects = {quad.subject.value for quad in database.quads_for_pattern(None, None, None, ox.NamedNode(iri))}
        assert iri in subjects
        others = {subject for subject in subjects if subject != iri and not subject.startswith(f"{iri}/")}
        assert all(subject.startswith((f"{ID}person/", f"{ID}authority/northmere")) for subject in others), others


def test_the_graph_of_a_document_is_what_the_document_says(database: ox.Store, sample: Store) -> None:
    for document, iri in zip(sample.corpus.documents, sample.corpus.iris, strict=True):
        stored = set(database.quads_for_pattern(None, None, None, ox.NamedNode(iri)))
        assert stored == set(document_quads(document, iri))


def test_the_export_holds_every_named_graph_once(database: ox.Store, sample: Store) -> None:
    exported = list(ox.parse(input=export_nquads(sample), format=ox.RdfFormat.N_QUADS))
    named = {quad for quad in database if not isinstance(quad.graph_name, ox.DefaultGraph)}
    assert len(exported) == len(set(exported))
    assert set(exported) == named
