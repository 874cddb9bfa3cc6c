"""A store is built and opened whole, or is left as it was with a message that says what to do."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from types import ModuleType

import pytest
from tiny import LETTER, PAPER, QUESTION, contents, write

import graph.build
import graph.store
import ingest
import ontology
from graph.build import build
from graph.encoder import MODEL_SHA256
from graph.store import StoreError, current_generation, open_store
from ingest.pipeline import UnreadableFolder
from qa_service.service import answer


def generation_file(store: Path, name: str) -> Path:
    return current_generation(store) / name


# Build and open


def test_a_store_opens_with_the_documents_that_were_built_into_it(store: Path) -> None:
    opened = open_store(store)
    assert [(document.source, document.date) for document in opened.corpus.documents] == [
        ("letter.txt", "2018-07-09"),
        ("paper.txt", "2020-01-14"),
    ]
    texts = [passage.text for passage in opened.corpus.passages]
    assert "This letter reports on a monitoring visit to Eastmere County Council on 12 and 13 June 2018." in texts
    assert any(text.startswith("The Quillfeather workers are liked by children") for text in texts)
    assert opened.lexical.size == opened.vectors.paragraphs == len(texts)


def test_the_sources_are_kept_under_the_hash_of_their_bytes(store: Path) -> None:
    assert open_store(store).sources == {hashlib.sha256(text.encode()).hexdigest(): text for text in (LETTER, PAPER)}


def test_the_manifest_says_what_the_store_was_made_of(store: Path) -> None:
    opened = open_store(store)
    manifest = opened.manifest
    assert manifest["generation"] == opened.generation
    assert manifest["model"] == MODEL_SHA256
    assert manifest["code"] == graph.build.code_hash(ingest, graph, ontology)
    assert manifest["sources"] == sorted(opened.sources)
    assert (manifest["documents"], manifest["passages"]) == (2, len(opened.corpus.passages))


def test_the_report_counts_what_was_read(folder: Path, store: Path) -> None:
    write(folder, empty="")
    report = build([folder], store)
    opened = open_store(store)
    assert report.changed
    assert report.generation == opened.generation
    assert (report.documents, report.passages) == (2, len(opened.corpus.passages))
    assert list(report.problems) == opened.problems
    assert [problem.code for problem in report.problems if problem.source == "empty.txt"] == ["empty"]


def test_progress_is_told_each_stage_in_order_to_its_end(folder: Path, store: Path) -> None:
    write(folder, letter=LETTER.replace("61%", "62%"))
    told: list[tuple[str, int, int]] = []
    build([folder], store, lambda stage, done, total: told.append((stage, done, total)))
    assert list(dict.fromkeys(stage for stage, _, _ in told)) == ["reading", "indexing", "embedding", "storing"]
    for stage in ("reading", "indexing", "embedding", "storing"):
        steps = [(done, total) for name, done, total in told if name == stage]
        assert [done for done, _ in steps] == sorted(done for done, _ in steps)
        assert steps[-1][0] == steps[-1][1] > 0


def test_one_generation_is_kept(folder: Path, store: Path) -> None:
    before = current_generation(store)
    (folder / "paper.txt").unlink()
    assert build([folder], store).changed
    assert [path.name for path in (store / "generations").iterdir()] == [current_generation(store).name]
    assert current_generation(store) != before


# Nothing changed


def test_building_the_same_again_changes_nothing(folder: Path, store: Path) -> None:
    before, opened = contents(store), open_store(store)
    report = build([folder], store)
    assert not report.changed
    assert (report.generation, report.documents, report.passages) == (opened.generation, 2, len(opened.corpus.passages))
    assert list(report.problems) == opened.problems
    assert contents(store) == before


def test_a_touched_file_is_the_same_file(folder: Path, store: Path) -> None:
    write(folder, letter=LETTER)
    assert not build([folder], store).changed


def test_other_code_makes_another_store(folder: Path, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = open_store(store).generation
    monkeypatch.setattr(graph.build, "code_hash", lambda *_: "another")
    report = build([folder], store)
    assert report.changed
    assert open_store(store).generation == report.generation != before


def test_another_competency_question_makes_no_other_store(tmp_path: Path) -> None:
    package = ModuleType("package")
    package.__file__ = str(tmp_path / "__init__.py")
    before = graph.build.code_hash(package)
    (tmp_path / "competency").mkdir()
    (tmp_path / "competency" / "question.ttl").write_text("")
    assert graph.build.code_hash(package) == before
    (tmp_path / "themes.ttl").write_text("")
    assert graph.build.code_hash(package) != before


# Names


def test_renaming_files_keeps_the_generation_and_the_paragraphs_of_answers(folder: Path, store: Path) -> None:
    before, before_answer = open_store(store), answer(open_store(store), QUESTION)
    (folder / "letter.txt").rename(folder / "z.txt")
    (folder / "paper.txt").rename(folder / "a.txt")
    report = build([folder], store)
    after, after_answer = open_store(store), answer(open_store(store), QUESTION)
    assert report.generation == after.generation == before.generation
    assert after.corpus.iris == before.corpus.iris
    assert [document.source for document in after.corpus.documents] == ["z.txt", "a.txt"]
    assert len(before_answer.evidence) >= 2
    assert [evidence.id for evidence in after_answer.evidence] == [evidence.id for evidence in before_answer.evidence]
    assert after_answer.statements == before_answer.statements
    assert after_answer.store == before_answer.store


def test_the_same_file_under_two_names_is_stored_once(folder: Path, store: Path) -> None:
    write(folder, copy=LETTER)
    report = build([folder], store)
    assert report.documents == 2
    assert [(problem.code, problem.source) for problem in report.problems if problem.code == "duplicate"] == [
        ("duplicate", "letter.txt")
    ]


# No store, another store, a damaged store


def test_a_missing_store_is_named_with_how_to_build_it(tmp_path: Path) -> None:
    path = tmp_path / "nowhere"
    with pytest.raises(StoreError) as caught:
        open_store(path)
    assert str(caught.value) == f"There is no store at {path}. Build one first: throughline build FOLDER --store {path}"
    assert not path.exists()


def test_a_store_of_another_format_is_named_with_both_formats(store: Path) -> None:
    path = generation_file(store, "manifest.json")
    path.write_text(json.dumps(json.loads(path.read_text()) | {"format": 99, "version": "9.9"}))
    with pytest.raises(StoreError) as caught:
        open_store(store)
    message = str(caught.value)
    assert "was built by Throughline 9.9 in format 99" in message
    assert f"reads format {graph.store.FORMAT}" in message
    assert f"throughline build FOLDER --store {store}" in message


DAMAGE = {
    "empty": b"",
    "cut": b'{"format": 1, "gen',
    "not UTF-8": b"\xff\xfe{}",
    "a list": b"[]",
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_manifest_is_a_damaged_store(store: Path, damage: bytes) -> None:
    generation_file(store, "manifest.json").write_bytes(damage)
    with pytest.raises(StoreError) as caught:
        open_store(store)
    assert f"throughline build FOLDER --store {store}" in str(caught.value)


PARTS = (
    "documents.json",
    "problems.json",
    "lexical/text/vocab.index.json",
    "lexical/labels/data.csc.index.npy",
    "vectors/paragraphs.faiss",
    "vectors/concepts.npy",
)


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("kept", ["half", "nothing", "missing"])
def test_a_damaged_part_is_a_damaged_store(store: Path, part: str, kept: str) -> None:
    path = generation_file(store, part)
    whole = path.read_bytes()
    if kept == "missing":
        path.unlink()
    else:
        path.write_bytes(whole[: len(whole) // 2] if kept == "half" else b"")
    with pytest.raises(StoreError) as caught:
        open_store(store)
    assert f"The store {store} is damaged" in str(caught.value)
    assert f"throughline build FOLDER --store {store}" in str(caught.value)


@pytest.mark.parametrize("part", ["manifest.json", "documents.json"])
def test_building_again_mends_a_damaged_store(folder: Path, store: Path, part: str) -> None:
    before = [passage.iri for passage in open_store(store).corpus.passages]
    generation_file(store, part).write_bytes(b"{")
    assert build([folder], store).changed
    assert [passage.iri for passage in open_store(store).corpus.passages] == before
    assert not build([folder], store).changed


def test_a_lost_link_is_mended_by_building_again(folder: Path, store: Path) -> None:
    generation = open_store(store).generation
    (store / "current").unlink()
    with pytest.raises(StoreError, match="There is no store"):
        open_store(store)
    assert build([folder], store).changed
    assert open_store(store).generation == generation


# Nothing to read


@pytest.mark.parametrize("wrong", ["missing", "empty"])
def test_a_folder_without_files_leaves_the_store_as_it_was(store: Path, tmp_path: Path, wrong: str) -> None:
    before = contents(store)
    path = tmp_path / wrong
    if wrong == "empty":
        path.mkdir()
    with pytest.raises(UnreadableFolder, match=str(path)):
        build([path], store)
    assert contents(store) == before


def test_a_folder_that_cannot_be_read_leaves_the_store_as_it_was(store: Path, tmp_path: Path) -> None:
    before = contents(store)
    folder = write(tmp_path / "scans", blank=" \n")
    (folder / "scan.tiff").write_bytes(b"II*\0")
    with pytest.raises(StoreError) as caught:
        build([folder], store)
    message = str(caught.value)
    assert "The store was not changed." in message
    assert "  blank.txt: The file is empty." in message
    assert "  scan.tiff: Throughline does not read .tiff." in message
    assert contents(store) == before


def test_a_first_build_that_reads_nothing_makes_no_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"Nothing in .* could be read"):
        build([write(tmp_path / "scans", blank=" \n")], tmp_path / "store")
    with pytest.raises(StoreError, match="There is no store"):
        open_store(tmp_path / "store")


def test_documents_without_a_paragraph_are_nothing_to_read(store: Path, tmp_path: Path) -> None:
    before = contents(store)
    with pytest.raises(StoreError, match=r"heading\.txt"):
        build([write(tmp_path / "headings", heading="# Children who go missing\n")], store)
    assert contents(store) == before


# Two builds at once


def test_a_second_build_at_the_same_time_is_told_to_wait(folder: Path, store: Path) -> None:
    write(folder, letter=LETTER.replace("61%", "62%"))
    refused: list[str] = []

    def build_meanwhile(stage: str, done: int, total: int) -> None:
        if stage == "indexing" and done == 0:
            with pytest.raises(StoreError) as caught:
                build([folder], store)
            refused.append(str(caught.value))

    assert build([folder], store, build_meanwhile).changed
    assert refused == [f"Another build of {store} is running. Wait for it to end, then build again."]
    assert any("62%" in passage.text for passage in open_store(store).corpus.passages)


def test_a_build_that_failed_lets_the_next_one_in(folder: Path, store: Path, tmp_path: Path) -> None:
    write(folder, letter=LETTER.replace("61%", "62%"))

    def fail(stage: str, done: int, total: int) -> None:
        if stage == "storing":
            raise OSError("No space left on device")

    with pytest.raises(OSError, match="No space left"):
        build([folder], store, fail)
    assert any("61%" in passage.text for passage in open_store(store).corpus.passages)
    assert build([folder], store).changed
    assert [path.name for path in (store / "generations").iterdir()] == [current_generation(store).name]


def test_a_store_that_is_open_keeps_answering_after_the_next_build(folder: Path, store: Path) -> None:
    opened = open_store(store)
    before = answer(opened, QUESTION)
    (folder / "paper.txt").unlink()
    build([folder], store)
    after = answer(opened, QUESTION)
    assert after.statements == before.statements != ()
    assert after.store == before.store != open_store(store).generation
