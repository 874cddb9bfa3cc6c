"""`build` says what it read, what it could not read and why, and that nothing has changed where that is so."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from commands import Run
from northmere import SAMPLE
from tiny import take_vectors

from graph.store import Store


@pytest.fixture
def prepared(sample_path: Path, tmp_path: Path) -> Path:
    """A folder for a store that has the vectors of the sample already."""
    return take_vectors(tmp_path / "store", sample_path)


def test_a_build_tells_what_was_read_and_a_second_that_nothing_changed(run: Run, sample: Store, prepared: Path) -> None:
    first = run("build", str(SAMPLE), store=prepared)
    assert first.exit_code == 0
    assert f"Built generation {sample.generation}: 6 documents, 340 paragraphs." in first.output
    assert "Traceback" not in first.output
    second = run("build", str(SAMPLE), store=prepared)
    assert second.exit_code == 0
    assert f"Nothing has changed: 6 documents, 340 paragraphs, generation {sample.generation}." in second.output


def test_single_files_can_be_built(run: Run, prepared: Path) -> None:
    given = run(
        "build", str(SAMPLE / "monitoring-visit-2018.docx"), str(SAMPLE / "focused-visit-2021.docx"), store=prepared
    )
    assert given.exit_code == 0
    assert ": 2 documents, " in given.output
    listed = run("documents", store=prepared)
    assert [line.split("  ")[0] for line in listed.output.splitlines()] == ["9 July 2018", "23 November 2021"]


def test_a_file_that_cannot_be_read_is_listed_and_the_rest_is_built(run: Run, prepared: Path, tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    shutil.copyfile(SAMPLE / "focused-visit-2021.docx", folder / "letter.docx")
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    given = run("build", str(folder), store=prepared)
    assert given.exit_code == 0
    assert ": 1 documents, " in given.output or ": 1 document, " in given.output
    assert "Not read:\n  picture.png: " in given.output


def test_an_empty_folder_is_said(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    given = run("build", str(tmp_path / "empty"), store=tmp_path / "store")
    assert given.exit_code == 1
    assert f"No files were found in {tmp_path / 'empty'}." in given.output


def test_a_folder_that_is_not_there_is_said(run: Run, tmp_path: Path) -> None:
    given = run("build", str(tmp_path / "absent"), store=tmp_path / "store")
    assert given.exit_code == 1
    assert f"There is no file or folder {tmp_path / 'absent'}." in given.output


def test_where_nothing_can_be_read_the_reasons_are_given_and_no_store_made(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    given = run("build", str(folder), store=tmp_path / "store")
    assert given.exit_code == 1
    assert "could be read. The store was not changed." in given.output
    assert "picture.png: " in given.output
    assert run("documents", store=tmp_path / "store").exit_code == 1
