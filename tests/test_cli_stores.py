"""A command over a store that is missing, damaged or of another version says so with what to do, and `check` says whether a store is sound."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from commands import ARGUMENTS, COMMANDS, Run

from graph.store import VERSION

pytestmark = pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated:DeprecationWarning")
"""rdflib warns of its own use of it."""


def changed_copy(sample_path: Path, folder: Path, name: str, change: Callable[[str], str]) -> Path:
    """A copy of the sample store in which the file `name` of the generation was changed."""
    store = folder / "store"
    generation = (sample_path / "current").resolve()
    shutil.copytree(generation, store / "generations" / generation.name)
    (store / "current").symlink_to(Path("generations") / generation.name)
    for path in sorted((store / "current").resolve().glob(name)):
        path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    return store


@pytest.mark.parametrize("command", [command for command in COMMANDS if command != "build"])
def test_a_missing_store_is_said_with_what_to_do(run: Run, tmp_path: Path, command: str) -> None:
    given = run(command, *ARGUMENTS.get(command, []), store=tmp_path / "absent")
    assert given.exit_code == 1
    assert (
        f"There is no store at {tmp_path / 'absent'}. Build one first: throughline build FOLDER --store" in given.output
    )
    assert len(given.output.strip().splitlines()) == 1


@pytest.mark.parametrize("command", [command for command in COMMANDS if command != "build"])
def test_a_store_of_another_version_is_said_with_both_versions(
    run: Run, sample_path: Path, tmp_path: Path, command: str
) -> None:
    def older(text: str) -> str:
        return json.dumps({**json.loads(text), "format": 99, "version": "7.8.9"})

    given = run(command, *ARGUMENTS.get(command, []), store=changed_copy(sample_path, tmp_path, "manifest.json", older))
    assert given.exit_code == 1
    for words in ("Throughline 7.8.9", "format 99", VERSION, "Build it again"):
        assert words in given.output


@pytest.mark.parametrize("name", ["manifest.json", "documents.json", "problems.json"])
def test_a_damaged_store_is_said(run: Run, sample_path: Path, tmp_path: Path, name: str) -> None:
    given = run("ask", "neglect?", store=changed_copy(sample_path, tmp_path, name, lambda text: text[: len(text) // 2]))
    assert given.exit_code == 1
    assert "is damaged" in given.output
    assert "Build it again" in given.output


# check


def test_a_sound_store_is_called_sound(run: Run) -> None:
    given = run("check")
    assert (given.exit_code, given.output) == (0, "The store is sound.\n")


def test_a_store_whose_source_was_changed_is_not_sound(run: Run, sample_path: Path, tmp_path: Path) -> None:
    store = changed_copy(
        sample_path,
        tmp_path,
        "sources/*.txt",
        lambda text: text.replace("is careful and well informed", "is careful and well meanings"),
    )
    given = run("check", store=store)
    assert given.exit_code == 1
    assert (
        "The words of https://w3id.org/throughline/id/document/northmere/sif/2016-11-28/p/30 are not those of its source."
        in given.output
    )
    assert "The store has 2 faults" in given.output
