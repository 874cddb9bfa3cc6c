"""A check of a store says nothing of a sound one, and names what is wrong with a damaged one."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyoxigraph as ox
import pytest
import rdflib
from tiny import LETTER, PAPER, build_tiny, write

from graph.check import dataset, faults
from graph.lexical import LexicalIndex
from graph.passage import Corpus
from graph.rdf import name
from graph.store import Store, build, open_store
from graph.vector import DIMENSIONS, VectorIndex, concept_texts

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


# Quotations


def test_a_changed_source_is_named_by_the_paragraph_that_is_no_longer_in_it(store: Store) -> None:
    passage = next(passage for passage in store.corpus.passages if "61%" in passage.text)
    sha256 = store.corpus.documents[passage.document].source_sha256
    path = store.folder / "sources" / f"{sha256}.txt"
    path.write_text(path.read_text().replace("61%", "91%"))
    assert list(faults(open_store(store.folder.parent.parent))) == [
        f"The words of {passage.iri} are not those of its source."
    ]


def test_a_lost_source_is_named_for_each_paragraph_of_it(store: Store) -> None:
    sha256 = store.corpus.documents[0].source_sha256
    (store.folder / "sources" / f"{sha256}.txt").unlink()
    expected = [
        f"The source of {passage.iri} is not in the store."
        for passage in store.corpus.passages
        if passage.document == 0
    ]
    assert len(expected) > 2
    assert list(faults(open_store(store.folder.parent.parent))) == expected


def test_a_changed_quotation_is_named(store: Store) -> None:
    first = store.corpus.passages[0]
    changed = replace(first, paragraph=replace(first.paragraph, text=first.text + "!"))
    store.corpus = replace(store.corpus, passages=(changed, *store.corpus.passages[1:]))
    assert list(faults(store)) == [f"The words of {first.iri} are not those of its source."]


# Indexes


def without_last(corpus: Corpus) -> Corpus:
    return replace(corpus, passages=corpus.passages[:-1])


def test_a_row_lost_from_the_lexical_index_is_named(store: Store) -> None:
    count = len(store.corpus.passages)
    store.lexical = LexicalIndex.build(without_last(store.corpus))
    assert list(faults(store)) == [f"The lexical index has {count - 1} rows and the documents have {count}."]


@pytest.mark.parametrize(("lost_paragraphs", "lost_sentences"), [(1, 0), (0, 1), (1, 2)])
def test_rows_lost_from_the_vector_indexes_are_named(store: Store, lost_paragraphs: int, lost_sentences: int) -> None:
    paragraphs, sentences = store.vectors.paragraphs, store.vectors.sentences

    def rows(count: int) -> np.ndarray:
        return np.ones((count, DIMENSIONS), dtype=np.float32)

    kept = sentences - lost_sentences
    store.vectors = VectorIndex.build(
        rows(paragraphs - lost_paragraphs), rows(kept), [0] * kept, rows(len(concept_texts()))
    )
    expected = []
    if lost_paragraphs:
        expected.append(
            f"The paragraph vector index has {paragraphs - lost_paragraphs} rows and the documents have {paragraphs}."
        )
    if lost_sentences:
        expected.append(f"The sentence vector index has {kept} rows and the documents have {sentences}.")
    assert list(faults(store)) == expected


def test_a_passage_that_only_the_graph_has_is_named(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    lost = store.corpus.passages[-1].iri
    store.corpus = without_last(store.corpus)
    assert f"{lost} is in the graph only." in list(faults(store))


def test_a_passage_that_only_the_indexes_have_is_named(store: Store) -> None:
    lost = store.corpus.passages[1].iri
    damage_graph(store, lambda database: remove(database, lost, "rdf:type"))
    assert f"{lost} is in the indexes only." in list(faults(store))


# The graph


@pytest.mark.parametrize(
    ("curie", "message"),
    [
        ("tl:text", "A paragraph has one text."),
        ("tl:position", "A paragraph has one place in its document."),
        ("dcterms:isPartOf", "A paragraph is part of a document."),
    ],
)
def test_a_paragraph_that_lacks_something_is_named(store: Store, curie: str, message: str) -> None:
    iri = store.corpus.passages[1].iri
    damage_graph(store, lambda database: remove(database, iri, curie))
    assert list(faults(store)) == [f"{iri}: {message}"]


@pytest.mark.parametrize(
    ("curie", "message"),
    [
        ("tl:judgementArea", "A judgement grades one known area."),
        ("tl:grade", "A judgement gives one grade."),
        ("tl:inspection", "A judgement is made at one inspection."),
        ("tl:paragraph", "A judgement is printed in a paragraph."),
    ],
)
def test_a_judgement_that_lacks_something_is_named(store: Store, curie: str, message: str) -> None:
    iri = next(
        f"{iri}/judgement/overall"
        for iri, document in zip(store.corpus.iris, store.corpus.documents, strict=True)
        if document.judgements
    )
    damage_graph(store, lambda database: remove(database, iri, curie))
    assert list(faults(store)) == [f"{iri}: {message}"]


@pytest.mark.parametrize(
    ("curie", "message"),
    [
        ("dcterms:title", "A document has one title."),
        ("dcterms:type", "A document is of one kind."),
        ("tl:speaker", "It is known whose words a document is."),
    ],
)
def test_a_document_that_lacks_something_is_named(store: Store, curie: str, message: str) -> None:
    iri = store.corpus.iris[0]
    damage_graph(store, lambda database: remove(database, iri, curie))
    assert list(faults(store)) == [f"{iri}: {message}"]


@pytest.mark.parametrize(
    ("curie", "message"),
    [
        ("tl:value", "A figure has one value."),
        ("tl:printed", "A figure is kept as printed."),
        ("tl:unit", "A figure has one unit."),
    ],
)
def test_a_figure_that_lacks_something_is_named(store: Store, curie: str, message: str) -> None:
    figures = [
        binding[0]
        for binding in dataset(store).query(
            "SELECT ?f WHERE { ?f a <https://w3id.org/throughline/def/Figure> } ORDER BY ?f"
        )
    ]
    iri = str(figures[0])
    damage_graph(store, lambda database: remove(database, iri, curie))
    assert list(faults(store)) == [f"{iri}: {message}"]


def test_a_second_text_is_as_wrong_as_none(store: Store) -> None:
    iri = store.corpus.passages[1].iri
    damage_graph(
        store, lambda database: database.add(ox.Quad(ox.NamedNode(iri), name("tl:text"), ox.Literal("Another text.")))
    )
    assert list(faults(store)) == [f"{iri}: A paragraph has one text."]


def test_a_graph_of_nothing_is_named_for_every_passage(store: Store) -> None:
    damage_graph(store, lambda database: database.clear())
    assert sorted(faults(store)) == sorted(
        f"{passage.iri} is in the indexes only." for passage in store.corpus.passages
    )


def test_several_faults_are_all_named(store: Store) -> None:
    one, other = store.corpus.passages[1].iri, store.corpus.passages[2].iri
    damage_graph(store, lambda database: remove(database, one, "tl:text") + remove(database, other, "tl:position"))
    store.lexical = LexicalIndex.build(without_last(store.corpus))
    count = len(store.corpus.passages)
    assert sorted(faults(store)) == sorted(
        [
            f"The lexical index has {count - 1} rows and the documents have {count}.",
            f"{one}: A paragraph has one text.",
            f"{other}: A paragraph has one place in its document.",
        ]
    )


def test_building_again_after_a_change_makes_a_damaged_store_sound(store: Store, tmp_path: Path) -> None:
    path = store.folder.parent.parent
    damage_graph(store, lambda database: remove(database, store.corpus.passages[1].iri, "tl:text"))
    build([write(tmp_path / "folder", report=REPORT)], path)
    assert list(faults(open_store(path))) == []


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
