"""Views are named graphs of their own, written anew where their documents have changed, and else left as they are."""

from __future__ import annotations

import shutil
from collections import defaultdict
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from tiny import LETTER, PAPER, build_tiny, contents, write

import graph.view
from graph.build import build
from graph.community import communities
from graph.export import export_nquads
from graph.rdf import ONTOLOGY_GRAPH, PREFIXES, PROVENANCE_GRAPH
from graph.store import Store, current_generation, open_store
from graph.view import DESCRIPTIONS, LINKS_GRAPH, NETWORK_GRAPH
from ontology.vocabulary import ID

REPORT = """Eastmere County Council

Inspection of children's social care services

Inspection dates: 4 March 2019 to 15 March 2019

What needs to improve

1. Ensure that return home interviews are held within 72 hours for every child who goes missing from care.

2. Make sure that family centres offer early help in every district.

What inspectors found

3. Return home interviews are not always held within 72 hours when a child goes missing from care.

4. Social workers visit children at home, and children in care speak well of them and of their foster carers.
"""
LATER = """Eastmere County Council

Focused visit to Eastmere County Council children's services

This letter reports on a focused visit to Eastmere County Council on 2 and 3 June 2021.

Return home interviews are now held within 72 hours for every child who goes missing from care.

Foster carers are trained and praised, and children in care like living with them.
"""
WESTMOOR = LETTER.replace("Eastmere", "Westmoor")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, sample_path: Path) -> Path:
    """A folder of papers on two councils, and the store of it; never changed."""
    path = tmp_path_factory.mktemp("built")
    build_tiny(write(path / "folder", report=REPORT, paper=PAPER, westmoor=WESTMOOR), path / "store", sample_path)
    return path


@pytest.fixture
def folder(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built / "folder", tmp_path / "folder"))


@pytest.fixture
def store(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built / "store", tmp_path / "store", symlinks=True))


@pytest.fixture(scope="module")
def database(sample: Store) -> ox.Store:
    return ox.Store.read_only(str(sample.graph_folder))


def values(database: ox.Store, graph: str) -> dict[str, dict[str, list[str]]]:
    """What the named graph says: the values of each property of each subject, as text."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for quad in database.quads_for_pattern(None, None, None, ox.NamedNode(graph)):
        found[quad.subject.value][short(quad.predicate.value)].append(quad.object.value)
    return found


def short(iri: str) -> str:
    return next(
        (f"{prefix}:{iri.removeprefix(start)}" for prefix, start in PREFIXES.items() if iri.startswith(start)), iri
    )


def of_class(found: dict[str, dict[str, list[str]]], curie: str) -> dict[str, dict[str, list[str]]]:
    return {
        subject: said for subject, said in found.items() if curie in [short(kind) for kind in said.get("rdf:type", ())]
    }


def clean_build(folder: Path, store: Path, tmp_path: Path) -> Path:
    """A store of `folder` that is built from nothing but the embeddings that `store` has."""
    build_tiny(folder, tmp_path / "clean", store)
    return tmp_path / "clean"


def in_default_graph(store: Path) -> set[str]:
    database = ox.Store.read_only(str(open_store(store).graph_folder))
    return {str(quad) for quad in database.quads_for_pattern(None, None, None, ox.DefaultGraph())}


# What the graphs say


def test_the_links_of_each_authority_and_the_network_are_named_graphs(built: Path) -> None:
    database = ox.Store.read_only(str(open_store(built / "store").graph_folder))
    named = {name.value for name in database.named_graphs()}
    assert {f"{LINKS_GRAPH}eastmere", f"{LINKS_GRAPH}westmoor", NETWORK_GRAPH} <= named
    for name, kind in ((f"{LINKS_GRAPH}westmoor", LINKS_GRAPH), (NETWORK_GRAPH, NETWORK_GRAPH)):
        assert values(database, name)[name]["dcterms:description"] == [DESCRIPTIONS[kind]]


def test_a_response_says_what_answers_what_how_nearly_and_why(database: ox.Store, sample: Store) -> None:
    found = of_class(values(database, f"{LINKS_GRAPH}northmere"), "tl:Response")
    kept = sample.links["northmere"].responses
    assert len(found) == len(kept) > 20
    recommendation = f"{ID}document/northmere/sif/2016-11-28/p/4"
    response = next(one for one in kept if one.recommendation == recommendation and "monitoring" in one.paragraph)
    place = response.paragraph.removeprefix(f"{ID}document/").replace("/", "-")
    assert found[f"{recommendation}/response/{place}"] == {
        "rdf:type": [PREFIXES["tl"] + "Response"],
        "tl:recommendation": [recommendation],
        "tl:paragraph": [response.paragraph],
        "tl:strength": [f"{response.strength:g}"],
        "dcterms:description": [response.reason],
    }


def test_paragraphs_and_inspections_are_tied_to_others(database: ox.Store, sample: Store) -> None:
    found = values(database, f"{LINKS_GRAPH}northmere")
    linked = sample.links["northmere"]
    related = {subject: set(said["tl:related"]) for subject, said in found.items() if "tl:related" in said}
    assert related == {paragraph: set(others) for paragraph, others in linked.related.items()}
    for curie, pairs in (
        ("tl:previousInspection", linked.previous_inspections),
        ("dcterms:replaces", linked.replaced_reports),
    ):
        assert {later: [earlier] for later, earlier in pairs.items()} == {
            subject: said[curie] for subject, said in found.items() if curie in said
        }


def test_an_association_says_what_it_holds_together(database: ox.Store, sample: Store) -> None:
    found = of_class(values(database, NETWORK_GRAPH), "tl:Association")
    assert len(found) == sample.network.number_of_edges() > 20
    one, other = f"{ID}theme/children-who-go-missing", f"{ID}theme/return-home-interviews"
    edge = sample.network.edges[one, other]
    said = found[f"{ID}network/association/theme-children-who-go-missing+theme-return-home-interviews"]
    assert sorted(said.pop("tl:between")) == [one, other]
    assert said == {
        "rdf:type": [PREFIXES["tl"] + "Association"],
        "tl:paragraphs": [str(edge["together"])],
        "tl:lift": [f"{edge['lift']:g}"],
    }


def test_a_community_is_a_named_collection_of_themes(database: ox.Store, sample: Store) -> None:
    found = of_class(values(database, NETWORK_GRAPH), "skos:Collection")
    expected = communities(sample.network)
    assert set(found) == {f"{ID}network/community/{community.key}" for community in expected}
    for community in expected:
        said = found[f"{ID}network/community/{community.key}"]
        assert said["skos:prefLabel"] == [community.label]
        assert sorted(said["skos:member"]) == sorted(community.themes)


def test_paragraphs_that_reach_far_have_a_breadth(database: ox.Store, sample: Store) -> None:
    found = {
        subject: said["tl:breadth"] for subject, said in values(database, NETWORK_GRAPH).items() if "tl:breadth" in said
    }
    assert found == {iri: [f"{breadth:g}"] for iri, breadth in sample.network.graph["breadths"].items()}
    assert found


def test_the_network_in_json_has_all_that_the_graph_has(sample: Store) -> None:
    assert [community["key"] for community in sample.network.graph["communities"]] == [
        community.key for community in communities(sample.network)
    ]
    assert sample.network.graph["communities"][0]["label"].startswith("around ")


def test_views_are_in_the_default_graph_and_say_nothing_that_another_graph_says(sample: Store) -> None:
    quads = list(ox.Store.read_only(str(sample.graph_folder)))
    by_graph: dict[str, set[Any]] = defaultdict(set)
    for quad in quads:
        by_graph[getattr(quad.graph_name, "value", "")].add((quad.subject, quad.predicate, quad.object))
    views = {f"{LINKS_GRAPH}northmere", NETWORK_GRAPH}
    for view in views:
        assert by_graph[view] <= by_graph[""]
        others = (said for graph, said in by_graph.items() if graph not in (view, "", PROVENANCE_GRAPH.value))
        assert not any(by_graph[view] & said for said in others)
    assert by_graph[""] == set().union(
        *(by_graph[graph] for graph in by_graph if graph not in ("", PROVENANCE_GRAPH.value))
    )
    assert ONTOLOGY_GRAPH.value in by_graph


# What is written anew


def test_only_the_links_of_the_authority_of_a_new_document_are_worked_out_anew(
    folder: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    worked_out: list[str] = []
    known = graph.view.links

    def links(corpus: Any, key: str, *rest: Any) -> Any:
        worked_out.append(key)
        return known(corpus, key, *rest)

    monkeypatch.setattr(graph.view, "links", links)
    write(folder, later=LATER)
    build([folder], store)
    assert worked_out == ["eastmere"]


def test_a_new_document_changes_the_views_to_those_of_a_clean_build(
    built: Path, folder: Path, store: Path, tmp_path: Path
) -> None:
    before = export_nquads(open_store(store))
    write(folder, later=LATER)
    build([folder], store)
    clean = clean_build(folder, store, tmp_path)
    assert export_nquads(open_store(store)) == export_nquads(open_store(clean)) != before
    assert in_default_graph(store) == in_default_graph(clean)
    for name in ("links.json", "network.json", "manifest.json"):
        assert contents(current_generation(store))[name] == contents(current_generation(clean))[name] != b""
    [response] = [one for one in open_store(store).links["eastmere"].responses if "/focused-visit/" in one.paragraph][
        :1
    ]
    assert "return home interviews" in response.reason


def test_what_a_view_no_longer_says_is_gone_from_both_graphs(folder: Path, store: Path) -> None:
    before = open_store(store).links["eastmere"].related
    write(folder, later=LATER)
    build([folder], store)
    after = open_store(store).links["eastmere"].related
    lost = [(one, other) for one, others in before.items() for other in others if other not in after.get(one, ())]
    assert lost
    database = ox.Store.read_only(str(open_store(store).graph_folder))
    related = ox.NamedNode(PREFIXES["tl"] + "related")
    for one, other in lost:
        assert not list(database.quads_for_pattern(ox.NamedNode(one), related, ox.NamedNode(other), None))


def test_documents_that_come_one_by_one_give_the_views_of_a_clean_build(
    tmp_path: Path, built: Path, sample_path: Path
) -> None:
    folder, store = tmp_path / "folder", tmp_path / "store"
    texts = {"westmoor": WESTMOOR, "report": REPORT, "letter": LETTER, "later": LATER, "paper": PAPER}
    for name, text in texts.items():
        write(folder, **{name: text})
        build_tiny(folder, store, built / "store")
    clean = clean_build(folder, store, tmp_path)
    assert export_nquads(open_store(store)) == export_nquads(open_store(clean))
    assert in_default_graph(store) == in_default_graph(clean)


@pytest.mark.parametrize("name", ["links.json", "network.json"])
def test_a_view_whose_record_is_torn_is_worked_out_anew(folder: Path, store: Path, tmp_path: Path, name: str) -> None:
    record = current_generation(store) / name
    record.write_bytes(record.read_bytes()[:1000])
    write(folder, later=LATER)
    build([folder], store)
    assert export_nquads(open_store(store)) == export_nquads(open_store(clean_build(folder, store, tmp_path)))


def test_links_of_a_document_that_is_gone_are_gone(folder: Path, store: Path, tmp_path: Path) -> None:
    assert any(b"eastmere/ilacs" in content for content in contents(store).values())
    (folder / "report.txt").unlink()
    build([folder], store)
    assert not any(b"eastmere/ilacs" in content for content in contents(store).values())
    assert export_nquads(open_store(store)) == export_nquads(open_store(clean_build(folder, store, tmp_path)))
