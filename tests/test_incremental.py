"""Only new and changed files are read; the store that comes of it is that of a clean build."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from tiny import LETTER, PAPER, take_vectors

import ingest.incremental
from graph.build import BuildReport, build
from graph.export import export_nquads
from graph.store import current_generation, open_store
from ingest.pipeline import FileReading
from ingest.sandbox import read_files

NEWS = "5 May 2021\n\nDear Kim\n\nThe advisers of Eastmere Council see more children than before.\n"


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are read."""
    names: list[str] = []

    def reading(files: Sequence[tuple[Path, str]]) -> Iterator[FileReading]:
        names.extend(name for _, name in files)
        yield from read_files(files)

    monkeypatch.setattr(ingest.incremental, "read_files", reading)
    return names


def clean_build(folder: Path, store: Path, tmp_path: Path) -> bytes:
    """The export of a store of `folder` that is built from nothing but known embeddings."""
    build([folder], take_vectors(tmp_path / "clean", store))
    return export_nquads(open_store(tmp_path / "clean"))


def counts(report: BuildReport) -> tuple[int, int, int]:
    """How many files are there, are new or changed, are removed."""
    return len(report.files), report.new, report.removed


def test_unchanged_files_are_not_read_again(folder: Path, store: Path, read: list[str]) -> None:
    report = build([folder], store)
    assert (read, counts(report), report.changed) == ([], (2, 0, 0), False)


def test_a_new_file_is_the_only_one_read(folder: Path, store: Path, read: list[str], tmp_path: Path) -> None:
    (folder / "news.txt").write_text(NEWS)
    report = build([folder], store)
    assert (read, counts(report)) == (["news.txt"], (3, 1, 0))
    assert report.files == {"letter.txt": "read", "news.txt": "read", "paper.txt": "read"}
    assert export_nquads(open_store(store)) == clean_build(folder, store, tmp_path)


def test_a_changed_file_is_read_again(folder: Path, store: Path, read: list[str], tmp_path: Path) -> None:
    (folder / "letter.txt").write_text(LETTER.replace("Dear", "My dear"))
    report = build([folder], store)
    assert (read, counts(report)) == (["letter.txt"], (2, 1, 0))
    assert export_nquads(open_store(store)) == clean_build(folder, store, tmp_path)


def test_a_file_that_is_renamed_is_cited_by_its_new_name(folder: Path, store: Path, tmp_path: Path) -> None:
    (folder / "letter.txt").rename(folder / "visit.txt")
    report = build([folder], store)
    assert counts(report) == (2, 1, 1)
    assert {document.source for document in open_store(store).corpus.documents} == {"visit.txt", "paper.txt"}
    assert export_nquads(open_store(store)) == clean_build(folder, store, tmp_path)


def test_a_removed_file_is_forgotten_everywhere(folder: Path, store: Path, read: list[str]) -> None:
    (folder / "paper.txt").unlink()
    report = build([folder], store)
    assert (read, counts(report)) == ([], (1, 0, 1))
    assert len(list((store / "cache" / "readings").iterdir())) == 1
    assert b"Quillfeather" in (PAPER + LETTER).encode()
    assert [path for path in store.rglob("*") if path.is_file() and b"Quillfeather" in path.read_bytes()] == []


def test_a_file_that_cannot_be_read_is_not_tried_again(folder: Path, store: Path, read: list[str]) -> None:
    (folder / "scan.pdf").write_bytes(b"%PDF-1.7 torn")
    first = build([folder], store)
    second = build([folder], store)
    assert read == ["scan.pdf"]
    assert first.files["scan.pdf"] == second.files["scan.pdf"] == "unread"
    assert first.problems == second.problems


@pytest.mark.parametrize("code", ["too-slow", "crashed"])
def test_a_file_that_failed_by_its_time_is_tried_again(
    folder: Path, store: Path, read: list[str], code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ingest.incremental, "TRANSIENT", frozenset({code, "broken"}))
    (folder / "scan.pdf").write_bytes(b"%PDF-1.7 torn")
    build([folder], store)
    build([folder], store)
    assert read == ["scan.pdf", "scan.pdf"]


def test_other_code_reads_everything_again(
    folder: Path, store: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.build.code_hash", lambda *_: "another")
    report = build([folder], store)
    assert (sorted(read), counts(report)) == (["letter.txt", "paper.txt"], (2, 2, 0))


def test_a_damaged_reading_is_made_again(folder: Path, store: Path, read: list[str]) -> None:
    kept = sorted((store / "cache" / "readings").iterdir())
    kept[0].write_bytes(b"{")
    report = build([folder], store)
    assert len(read) == 1
    assert report.changed is False


def test_the_graph_shares_its_files_with_the_generation_before_only_if_nothing_is_gone(
    folder: Path, store: Path
) -> None:
    before = inodes(store)
    (folder / "news.txt").write_text(NEWS)
    build([folder], store)
    after = inodes(store)
    assert before & after
    (folder / "news.txt").unlink()
    build([folder], store)
    assert not inodes(store) & after


def inodes(store: Path) -> set[int]:
    """The files of sorted quads that serve."""
    return {path.stat().st_ino for path in (current_generation(store) / "graph").glob("*.sst")}


def test_progress_tells_how_many_files_are_done(folder: Path, store: Path) -> None:
    told: list[tuple[int, int]] = []
    (folder / "news.txt").write_text(NEWS)
    build([folder], store, lambda stage, done, total: told.append((done, total)) if stage == "reading" else None)
    assert told == [(2, 3), (3, 3)]
