"""A check of a store says nothing of a sound one, and names what is wrong with a damaged one."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyoxigraph as ox
import pytest
import rdflib
from tiny import LETTER, PAPER, build_tiny, write

from graph.build import build
from graph.check import dataset, faults
from graph.lexical import LexicalIndex
from graph.meaning import LabelVectors
from graph.rdf import name
from graph.shape import shape_faults
from graph.store import Store, current_generation, open_store
from graph.vector import VectorIndex
from ontology.vocabulary import ID

pytestmark = pytest.mark.filterwarnings(r"ignore:Dataset\.\w+ is deprecated:DeprecationWarning:rdflib")
"""rdflib 7.6 warns of what its own Dataset does."""

REPORT = (
    LETTER.replace(
        "Monitoring visit to Eastmere County Council children's services",
        "Inspection of children's social care services",
    )
    + "\nJudgement\tGrade\nOverall effectiveness\tGood\nThe impact of leaders on social work practice with children and families\tGood\n"
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, sample_path: Path) -> Path:
    """A store of a letter with grades and figures, and of a paper; never changed."""
    path = tmp_path_factory.mktemp("built")
    build_tiny(write(path / "folder", report=REPORT, paper=PAPER), path / "store", sample_path)
    return path / "store"


@pytest.fixture
def store(built: Path, tmp_path: Path) -> Store:
    """The store, for one test to damage."""
    return open_store(shutil.copytree(built, tmp_path / "store", symlinks=True))


def damage_graph(store: Store, change: Callable[[ox.Store], object]) -> None:
    """Do to the database of `store` what a fault of the disk might."""
    database = ox.Store(str(store.graph_folder))
    change(database)
    database.flush()


def remove(database: ox.Store, subject: str | None, curie: str, value: ox.NamedNode | None = None) -> int:
    """Remove the statements that match from every graph; how many there were."""
    found = list(database.quads_for_pattern(subject and ox.NamedNode(subject), name(curie), value, None))
    for quad in found:
        database.remove(quad)
    return len(found)


# Sound stores


def test_a_sound_store_has_no_faults(store: Store) -> None:
    assert list(faults(store)) == []
    assert any(document.judgements for document in store.corpus.documents)
    assert any(document.figures for document in store.corpus.documents)


def test_the_sample_store_is_sound(sample: Store) -> None:
    assert list(faults(sample)) == []


def test_a_store_of_marked_up_text_is_sound(tmp_path: Path, sample_path: Path) -> None:
    marked = LETTER.replace("Early help", "**Early** [help](https://example.org/a)¹").replace(
        "families", "<b>families</b>"
    )
    build_tiny(write(tmp_path / "folder", letter=marked), tmp_path / "store", sample_path)
    store = open_store(tmp_path / "store")
    assert any(passage.text.startswith("Early help is offered by family centres") for passage in store.corpus.passages)
    assert list(faults(store)) == []


def test_the_store_of_real_papers_is_sound(croydon: Store) -> None:
    assert list(faults(croydon)) == []


# Damaged stores


Damage = Callable[[Path], object]
PARAGRAPH = "eastmere/ilacs-short/2018-07-09/p/"


def served(store: Path) -> Path:
    return current_generation(store)


def in_graph(change: Callable[[ox.Store], object]) -> Damage:
    """What a fault of the disk or a careless hand might do to the database."""

    def damage(store: Path) -> None:
        database = ox.Store(str(served(store) / "graph"))
        change(database)
        database.flush()

    return damage


def in_text(pattern: str, old: str, new: str) -> Damage:
    """Put `new` in the place of `old` in the files of the generation that match `pattern`."""

    def damage(store: Path) -> None:
        for path in served(store).glob(pattern):
            path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")

    return damage


def without_source(store: Path) -> None:
    next(path for path in (served(store) / "sources").iterdir() if "61%" in path.read_text()).unlink()


def with_vectors(
    change: Callable[[np.ndarray, np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray, np.ndarray]],
) -> Damage:
    """Change the vectors of paragraphs and of sentences, and the rows of the sentences."""

    def damage(store: Path) -> None:
        index = VectorIndex.load(served(store) / "vectors")
        paragraphs, sentences, rows = change(
            index.vectors.paragraphs.copy(), index.vectors.sentences.copy(), index.vectors.sentence_rows.copy()
        )
        VectorIndex.build(paragraphs, sentences, rows, index.concept_vectors).save(served(store) / "vectors")

    return damage


def other_words_indexed(store: Path) -> None:
    opened = open_store(store)
    passages = (*opened.corpus.passages[1:], opened.corpus.passages[0])
    LexicalIndex.build(replace(opened.corpus, passages=passages)).save(served(store) / "lexical")


def last_row_not_indexed(store: Path) -> None:
    opened = open_store(store)
    LexicalIndex.build(replace(opened.corpus, passages=opened.corpus.passages[:-1])).save(served(store) / "lexical")


def first_of(database: ox.Store, curie: str) -> ox.NamedNode:
    """The first thing, by address, of a class."""
    found = sorted(
        quad.subject.value
        for quad in database.quads_for_pattern(None, name("rdf:type"), name(curie), None)
        if isinstance(quad.subject, ox.NamedNode)
    )
    return ox.NamedNode(found[0])


def everywhere(database: ox.Store, *triple: ox.NamedNode | ox.Literal) -> None:
    """Say something in the graph of the first document and in the default graph."""
    subject, predicate, value = triple
    assert isinstance(subject, ox.NamedNode) and isinstance(predicate, ox.NamedNode)
    graph = ox.NamedNode(subject.value.split("/p/")[0])
    database.add(ox.Quad(subject, predicate, value, graph))
    database.add(ox.Quad(subject, predicate, value))


def without_grade(database: ox.Store) -> None:
    remove(database, first_of(database, "tl:Judgement").value, "tl:grade")


def pointing_nowhere(database: ox.Store) -> None:
    paragraph = first_of(database, "tl:Finding")
    everywhere(database, paragraph, name("dcterms:references"), ox.NamedNode(f"{paragraph.value}-gone"))


def moved_mention(database: ox.Store) -> None:
    mention = first_of(database, "tl:Mention")
    remove(database, mention.value, "oa:start")
    everywhere(database, mention, name("oa:start"), ox.Literal(2))


def shared_label(database: ox.Store) -> None:
    label = ox.Literal("early help", language="en")
    for graph in (ox.NamedNode(f"{ID}graph/ontology"), ox.DefaultGraph()):
        database.add(ox.Quad(name("theme:thresholds"), name("skos:altLabel"), label, graph))


def graph_of_a_stranger(database: ox.Store) -> None:
    stranger = ox.NamedNode(f"{ID}document/elsewhere/sif/2014")
    database.add(ox.Quad(stranger, name("dcterms:title"), ox.Literal("Left behind"), stranger))


def provenance_seen(database: ox.Store) -> None:
    quad = next(database.quads_for_pattern(None, None, None, ox.NamedNode(f"{ID}graph/provenance")))
    database.add(ox.Quad(quad.subject, quad.predicate, quad.object))


def strength_changed(store: Path) -> None:
    in_graph(
        lambda database: [
            (
                database.remove(quad),
                database.add(ox.Quad(quad.subject, quad.predicate, ox.Literal(99), quad.graph_name)),
            )
            for quad in list(database.quads_for_pattern(None, name("tl:paragraphs"), None, None))
        ]
    )(store)


def labels_moved(folder: Path) -> None:
    (path,) = folder.glob("current/labels.npz")
    labels = LabelVectors.load(path)
    LabelVectors(labels.iris[::-1], labels.starts, labels.vectors).save(path)


DAMAGES: dict[str, tuple[Damage, str]] = {
    "a source changed": (in_text("sources/*.txt", "61%", "91%"), "The words of .*/p/.* are not those of its source"),
    "a source that nobody quotes changed": (
        in_text("sources/*.txt", "Dear Desmond", "Dear Dorothy"),
        "The text of the source [0-9a-f]+ is not the one that was read",
    ),
    "a source lost": (without_source, "The source of .*/p/.* is not in the store"),
    "a record changed": (
        in_text("documents.json", '"value":"61"', '"value":"16"'),
        "The record of .*/eastmere/ilacs-short/2018-07-09 is not the one that was built",
    ),
    "a sentence cut elsewhere": (
        in_text("documents.json", '"sentences":[[0,', '"sentences":[[1,'),
        "The sentences of .* do not begin and end where they should",
    ),
    "a grade lost": (in_graph(without_grade), "/judgement/.*: A judgement gives one grade"),
    "a mention moved": (in_graph(moved_mention), "The graph .*/eastmere/.* lacks .*/mention/.*oa#start"),
    "a link to nothing": (in_graph(pointing_nowhere), "-gone is pointed to, and nothing is said of it"),
    "a name for two themes": (
        in_graph(shared_label),
        "“early help” is a name of .*theme/early-help and of .*theme/thresholds",
    ),
    "a graph left behind": (in_graph(graph_of_a_stranger), "The graph .*/elsewhere/sif/2014 is of no document"),
    "provenance among the documents": (
        in_graph(provenance_seen),
        "The default graph, which queries see, lacks 0 statements of the documents, and holds 1 of none",
    ),
    "the graph emptied": (in_graph(lambda database: database.clear()), "The default graph, which queries see, lacks"),
    "the vectors of two paragraphs changed places": (
        with_vectors(
            lambda paragraphs, sentences, rows: (paragraphs[[1, 0, *range(2, len(paragraphs))]], sentences, rows)
        ),
        "The vector of .*/p/.* is not that of its words",
    ),
    "a vector of a sentence blank": (
        with_vectors(
            lambda paragraphs, sentences, rows: (paragraphs, sentences * (np.arange(len(rows)) != 3)[:, None], rows)
        ),
        "The vector of a sentence of .*/p/.* is not that of its words",
    ),
    "a paragraph without a vector": (
        with_vectors(lambda paragraphs, sentences, rows: (paragraphs[:-1], sentences, rows)),
        r"The paragraph vector index has 10 rows and should have 11",
    ),
    "a paragraph not in the text index": (last_row_not_indexed, "The lexical index has 10 rows and should have 11"),
    "other words in the text index": (
        other_words_indexed,
        "The lexical index does not hold the words of the documents",
    ),
    "labels of other concepts": (
        labels_moved,
        "The vectors of labels are not those of the labels of themes and actors",
    ),
}
"""What is done to a store, and what the check must say of it."""


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_store_is_found_out(built: Path, tmp_path: Path, damage: str) -> None:
    change, message = DAMAGES[damage]
    store = shutil.copytree(built, tmp_path / "store", symlinks=True)
    change(store)
    found = list(faults(open_store(store)))
    assert any(re.search(message, fault) for fault in found), found


def test_every_paragraph_of_a_lost_source_is_named(store: Store) -> None:
    sha256 = store.corpus.documents[0].source_sha256
    (store.folder / "sources" / f"{sha256}.txt").unlink()
    expected = {
        f"The source of {passage.iri} is not in the store."
        for passage in store.corpus.passages
        if passage.document == 0
    }
    assert len(expected) > 2
    assert set(faults(open_store(store.folder.parent.parent))) == expected


def test_several_faults_are_all_named(built: Path, tmp_path: Path) -> None:
    store = shutil.copytree(built, tmp_path / "store", symlinks=True)
    chosen = ("a grade lost", "a paragraph not in the text index", "a graph left behind")
    for damage in chosen:
        DAMAGES[damage][0](store)
    found = "\n".join(faults(open_store(store)))
    assert all(re.search(DAMAGES[damage][1], found) for damage in chosen), found


def test_building_again_after_a_change_makes_a_damaged_store_sound(store: Store, tmp_path: Path) -> None:
    path = store.folder.parent.parent
    damage_graph(store, lambda database: remove(database, store.corpus.passages[1].iri, "tl:text"))
    build([write(tmp_path / "folder", report=REPORT)], path)
    assert list(faults(open_store(path))) == []


# The shapes


@pytest.mark.parametrize(
    ("curie", "property", "message"),
    [
        ("tl:Finding", "tl:text", "A paragraph has one text."),
        ("tl:Finding", "tl:position", "A paragraph has one place in its document."),
        ("tl:Judgement", "tl:judgementArea", "A judgement grades one known area."),
        ("tl:Judgement", "tl:inspection", "A judgement is made at one inspection."),
        ("tl:Judgement", "tl:paragraph", "A judgement is printed in a paragraph."),
        ("tl:Figure", "tl:value", "A figure has one value."),
        ("tl:Figure", "tl:unit", "A figure has one unit."),
        ("foaf:Document", "dcterms:title", "A document has one title."),
        ("foaf:Document", "dcterms:type", "A document is of one kind."),
    ],
)
def test_what_lacks_something_is_named_in_plain_words(store: Store, curie: str, property: str, message: str) -> None:
    database = ox.Store(str(store.graph_folder))
    node = first_of(database, curie).value
    remove(database, node, property)
    database.flush()
    del database
    graphs = [iri for iri in store.corpus.iris if node.startswith(iri)]
    assert f"{node}: {message}" in shape_faults(store.graph_folder, graphs)


# rdflib over the store


def test_the_graph_can_be_asked_through_rdflib(store: Store) -> None:
    query = "SELECT ?text WHERE { ?p <https://w3id.org/throughline/def/text> ?text }"
    texts = {str(text) for (text,) in dataset(store).query(query)}
    assert texts >= {passage.text for passage in store.corpus.passages}


def test_the_graph_cannot_be_changed_through_rdflib(store: Store) -> None:
    statement = (rdflib.URIRef("urn:a"), rdflib.URIRef("urn:b"), rdflib.URIRef("urn:c"))
    with pytest.raises(RuntimeError, match="read-write"):
        dataset(store).add(statement)
    assert statement not in dataset(store)
