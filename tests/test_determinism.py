"""Same in, same out; gone is gone: a store is what a clean build of the folder gives, whatever was there before."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pyoxigraph as ox
import pytest
from answers import told
from northmere import SAMPLE
from tiny import LETTER, PAPER, QUESTION, SENTENCE_OF_PAPER, build_tiny, contents, take_vectors, write

from graph.build import build
from graph.export import export_nquads
from graph.rdf import PROVENANCE_GRAPH, nquads
from graph.store import Store, current_generation, open_store
from qa_service.service import answer

ROOT = Path(__file__).parent.parent
QUESTIONS = (
    "What was said about return home interviews over time?",
    "How many children were in care?",
    "What grade was given for leadership?",
    "Who is the director of children's services?",
)


def build_with_hash_seed(seed: int, folder: Path, store: Path, other: Path) -> Store:
    """The store of `folder`, built by a process that orders sets by `seed`, with the vectors that `other` has."""
    code = "import sys; from pathlib import Path; from graph.build import build; build([Path(sys.argv[1])], Path(sys.argv[2]))"
    command = [sys.executable, "-W", "error", "-c", code, str(folder), str(take_vectors(store, other))]
    subprocess.run(command, check=True, cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": str(seed)})
    return open_store(store)


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory, sample_path: Path) -> Store:
    return build_with_hash_seed(1, SAMPLE, tmp_path_factory.mktemp("one") / "store", sample_path)


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory, sample_path: Path) -> Store:
    return build_with_hash_seed(2, SAMPLE, tmp_path_factory.mktemp("other") / "store", sample_path)


@pytest.fixture(scope="module")
def shuffled(tmp_path_factory: pytest.TempPathFactory, sample_path: Path) -> Store:
    """The store of the sample with each file under the name of the next, so that they are read in another order."""
    path = tmp_path_factory.mktemp("shuffled")
    files = sorted(SAMPLE.iterdir())
    (path / "folder").mkdir()
    for file, name in zip(files, [*files[1:], files[0]], strict=True):
        shutil.copyfile(file, path / "folder" / f"{name.stem}{file.suffix}")
    return build_with_hash_seed(3, path / "folder", path / "store", sample_path)


def statements(store: Store) -> set[str]:
    return set(export_nquads(store).decode().splitlines())


# Same in, same out


def test_two_clean_builds_give_the_same_bytes(one: Store, other: Store) -> None:
    assert one.folder != other.folder
    assert export_nquads(one) == export_nquads(other)
    assert export_nquads(one).count(b"\n") > 20_000


@pytest.mark.parametrize("name", ["manifest.json", "documents.json", "problems.json", "links.json", "network.json"])
def test_two_clean_builds_write_the_same_records(one: Store, other: Store, name: str) -> None:
    assert (one.folder / name).read_bytes() == (other.folder / name).read_bytes()


def test_two_clean_builds_are_the_same_generation(one: Store, other: Store, sample: Store) -> None:
    assert one.generation == other.generation == sample.generation
    assert one.folder.name == other.folder.name


@pytest.mark.parametrize("question", QUESTIONS)
def test_two_clean_builds_give_the_same_answers(one: Store, other: Store, question: str) -> None:
    first = told(answer(one, question))
    assert first["evidence"] or first["nearest"]
    assert first == told(answer(other, question))


def test_two_clean_builds_score_words_alike_to_the_last_bit(one: Store, other: Store) -> None:
    weights = {term: 1 / (2 + number) for number, term in enumerate(sorted(filter(None, one.lexical.terms))[::40])}
    for field in ("text", "labels"):
        assert one.lexical.scores(field, weights).max() > 0
        assert np.array_equal(one.lexical.scores(field, weights), other.lexical.scores(field, weights))


def test_the_export_is_sorted_and_says_nothing_twice(one: Store) -> None:
    lines = export_nquads(one).decode().splitlines()
    assert lines == sorted(set(lines))


def test_nothing_in_the_graph_is_a_blank_node_or_of_today(one: Store) -> None:
    quads = list(ox.parse(input=export_nquads(one), format=ox.RdfFormat.N_QUADS))
    assert [
        quad for quad in quads if isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode)
    ] == []
    times = {quad.object.datatype.value for quad in quads if isinstance(quad.object, ox.Literal)}
    assert not any(datatype.endswith(("#dateTime", "#dateTimeStamp", "#time")) for datatype in times)


def test_the_order_of_what_is_sorted_does_not_matter() -> None:
    quads = [
        ox.Quad(ox.NamedNode(f"urn:{name}"), ox.NamedNode("urn:p"), ox.Literal(name), ox.NamedNode("urn:g"))
        for name in "cab"
    ]
    expected = b"".join(b'<urn:%c> <urn:p> "%c" <urn:g> .\n' % (letter, letter) for letter in b"abc")
    assert nquads(quads) == nquads([*reversed(quads), *quads]) == expected


# File names


def test_file_names_change_nothing_but_the_names_in_provenance(one: Store, shuffled: Store) -> None:
    names = "> <http://purl.org/dc/terms/identifier> "
    lost, gained = statements(one) - statements(shuffled), statements(shuffled) - statements(one)
    assert len(lost) == len(gained) == len(one.corpus.documents)
    for line in lost | gained:
        assert line.startswith("<urn:sha256:")
        assert names in line
        assert line.endswith(f"{PROVENANCE_GRAPH} .")


def test_file_names_do_not_change_the_generation_or_the_order_of_documents(one: Store, shuffled: Store) -> None:
    assert shuffled.generation == one.generation
    assert shuffled.corpus.iris == one.corpus.iris
    assert [passage.iri for passage in shuffled.corpus.passages] == [passage.iri for passage in one.corpus.passages]
    assert [document.source for document in shuffled.corpus.documents] != [
        document.source for document in one.corpus.documents
    ]


def test_file_names_do_not_change_what_is_answered(one: Store, shuffled: Store) -> None:
    first, second = answer(one, QUESTION), answer(shuffled, QUESTION)
    assert first.statements == second.statements != ()
    assert first.answer == second.answer
    assert [item.id for item in first.evidence] == [item.id for item in second.evidence]


# Gone is gone


@pytest.fixture(scope="module")
def letter_only(tmp_path_factory: pytest.TempPathFactory, sample_path: Path) -> Path:
    """The store of a clean build of the letter alone."""
    path = tmp_path_factory.mktemp("letter")
    build_tiny(write(path / "folder", letter=LETTER), path / "store", sample_path)
    return path / "store"


@pytest.fixture(scope="module")
def emptied(tmp_path_factory: pytest.TempPathFactory, sample_path: Path) -> Path:
    """The store of a folder that a paper was added to and taken out of again."""
    path = tmp_path_factory.mktemp("emptied")
    folder, store = write(path / "folder", letter=LETTER), path / "store"
    build_tiny(folder, store, sample_path)
    write(folder, quillfeather=PAPER)
    build([folder], store)
    assert SENTENCE_OF_PAPER in " ".join(passage.text for passage in open_store(store).corpus.passages)
    assert holding(store, "quillfeath")
    (folder / "quillfeather.txt").unlink()
    build([folder], store)
    return store


def holding(store: Path, words: str) -> list[str]:
    """The files of the store in whose names or bytes `words` stand, in small letters or large."""
    return [
        name
        for name, content in contents(store).items()
        if words.lower().encode() in name.lower().encode() + content.lower()
    ]


def test_adding_and_removing_a_document_gives_the_clean_build(emptied: Path, letter_only: Path) -> None:
    assert export_nquads(open_store(emptied)) == export_nquads(open_store(letter_only))
    assert current_generation(emptied).name == current_generation(letter_only).name
    kept, clean = contents(current_generation(emptied)), contents(current_generation(letter_only))
    assert set(clean) - set(kept) <= {name for name in clean if name.startswith("graph/")}
    for name in clean:
        if not name.startswith(("graph/", "lexical/", "vectors/")):
            assert kept[name] == clean[name], name


def test_adding_and_removing_a_document_gives_the_answers_of_the_clean_build(emptied: Path, letter_only: Path) -> None:
    first, second = answer(open_store(emptied), QUESTION), answer(open_store(letter_only), QUESTION)
    assert first.statements == second.statements != ()
    assert first.answer == second.answer


def test_replacing_a_document_gives_the_clean_build(tmp_path: Path, sample_path: Path, letter_only: Path) -> None:
    folder, store = write(tmp_path / "folder", letter=PAPER), tmp_path / "store"
    build_tiny(folder, store, sample_path)
    write(folder, letter=LETTER)
    build([folder], store)
    assert export_nquads(open_store(store)) == export_nquads(open_store(letter_only))
    assert holding(store, "quillfeath") == []


@pytest.mark.parametrize("words", [SENTENCE_OF_PAPER, "Quillfeather", "quillfeath", "84%", "2020-01-14"])
def test_nothing_of_a_removed_document_remains_in_any_file(emptied: Path, words: str) -> None:
    assert holding(emptied, words) == []


def test_the_search_for_what_remains_finds_what_is_there(emptied: Path) -> None:
    found = holding(emptied, "every child who goes missing")
    assert any(name.endswith("/documents.json") for name in found)
    assert any("/sources/" in name for name in found)
    assert holding(emptied, "eastmer") != []


def test_nothing_of_a_removed_document_remains_in_the_database(emptied: Path) -> None:
    database = ox.Store.read_only(str(open_store(emptied).graph_folder))
    said = " ".join(str(term) for quad in database for term in (quad.subject, quad.object, quad.graph_name))
    assert "61%" in said
    assert "quillfeath" not in said.lower()
    assert "2020-01-14" not in said


def test_the_vectors_of_a_removed_document_are_forgotten(emptied: Path, letter_only: Path) -> None:
    with (
        np.load(emptied / "cache" / "embeddings.npz") as kept,
        np.load(letter_only / "cache" / "embeddings.npz") as clean,
    ):
        assert kept["keys"].tolist() == clean["keys"].tolist()
        assert len(kept["keys"]) == len(kept["vectors"])
