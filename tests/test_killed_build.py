"""A build that is killed at any moment leaves the old store answering, and the next build clears up after it."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from tiny import LETTER, PAPER, QUESTION, build_tiny, contents, take_vectors, write

from graph.build import build
from graph.export import export_nquads
from graph.store import StoreError, current_generation, open_store
from qa_service.answer import Statement
from qa_service.service import answer

ROOT = Path(__file__).parent.parent

BUILD = """
import os, signal, sys, threading
from pathlib import Path
import graph.build

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

def at(stage, done):
    global progress
    def progress(name, so_far, total):
        if name == stage and so_far == done:
            die()

class HalfWritten:
    def __init__(self, database):
        self.database = database

    def bulk_extend(self, quads):
        self.database.bulk_extend(quads)
        self.database.flush()
        die()

progress = lambda name, so_far, total: None
{moment}
graph.build.build([Path(sys.argv[1])], Path(sys.argv[2]), progress)
"""
"""The program that is killed: it kills itself, so that the moment is the same each time."""

MOMENTS = {
    "after reading": "at('reading', 2)",
    "while indexing": "at('indexing', 0)",
    "while the cache is written": "graph.embedding.np.savez = lambda path, **_: (Path(path).write_bytes(b'half'), die())",
    "while storing the graph": "open_database = graph.database.ox.Store; graph.database.ox.Store = lambda path: HalfWritten(open_database(path))",
    "shortly after storing began": "progress = lambda name, *_: name == 'storing' and threading.Timer(0.02, die).start()",
    "after storing the graph": "at('storing', 1)",
    "before the generation is named": "graph.build.Path.rename = die",
    "before the link is turned": "replace = os.replace; os.replace = lambda one, other: die() if Path(other).name == 'current' else replace(one, other)",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, sample_path: Path) -> Path:
    """A folder with the letter, a folder with letter and paper, the store of the first, and one of the second."""
    path = tmp_path_factory.mktemp("built")
    write(path / "old", letter=LETTER)
    write(path / "new", letter=LETTER, paper=PAPER)
    build_tiny(path / "old", path / "store", sample_path)
    build_tiny(path / "new", path / "expected", sample_path)
    return path


@dataclass(frozen=True)
class Said:
    """What a store holds and answers."""

    generation: str
    quads: bytes
    statements: tuple[Statement, ...]


def said(store: Path) -> Said:
    opened = open_store(store)
    answered = answer(opened, QUESTION)
    assert answered.store == opened.generation
    assert answered.statements
    return Said(opened.generation, export_nquads(opened), answered.statements)


@pytest.fixture(scope="module")
def old(built: Path) -> Said:
    return said(built / "store")


@pytest.fixture(scope="module")
def new(built: Path) -> Said:
    return said(built / "expected")


@pytest.fixture
def store(built: Path, tmp_path: Path) -> Path:
    """The store of the letter, with the vectors of the paper at hand, so that a build is quick."""
    path = shutil.copytree(built / "store", tmp_path / "store", symlinks=True)
    return take_vectors(path, built / "expected")


def kill_build(folder: Path, store: Path, moment: str) -> None:
    """Build `folder` into `store` in a process that is killed at `moment`."""
    result = subprocess.run(
        [sys.executable, "-c", BUILD.format(moment=moment), str(folder), str(store)],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert result.returncode == -signal.SIGKILL, result.stderr


def assert_clean(store: Path) -> None:
    """Nothing lies in `store` but what the generation that serves is made of."""
    assert sorted(path.name for path in store.iterdir()) == [".lock", "cache", "current", "generations"]
    assert [path.name for path in (store / "generations").iterdir()] == [current_generation(store).name]
    assert sorted(path.name for path in (store / "cache").iterdir()) == ["embeddings.npz", "readings"]
    readings = {path.name for path in (store / "cache" / "readings").iterdir()}
    assert readings == set(open_store(store).manifest["files"].values())


@pytest.mark.parametrize("moment", MOMENTS.values(), ids=MOMENTS)
def test_a_killed_build_leaves_the_old_store_answering_and_the_next_build_clears_up(
    built: Path, store: Path, old: Said, new: Said, moment: str
) -> None:
    kill_build(built / "new", store, moment)
    assert said(store) == old != new
    assert build([built / "new"], store).changed
    assert said(store) == new
    assert_clean(store)


def test_a_build_killed_while_the_model_embeds_leaves_the_old_store_answering(
    built: Path, store: Path, old: Said, new: Said
) -> None:
    take_vectors(store, built / "store")
    moment = "embed = graph.embedding.embed; graph.embedding.embed = lambda texts, progress: (embed(texts), die())"
    kill_build(built / "new", store, moment)
    cache = Path("cache", "embeddings.npz")
    assert (store / cache).read_bytes() == (built / "store" / cache).read_bytes()
    assert said(store) == old
    assert build([built / "new"], store).changed
    assert said(store).quads == new.quads
    assert_clean(store)


def test_a_build_killed_after_the_link_is_turned_leaves_the_new_store_answering(
    built: Path, store: Path, new: Said
) -> None:
    moment = "turn = graph.build._turn_link; graph.build._turn_link = lambda *paths: (turn(*paths), die())"
    kill_build(built / "new", store, moment)
    assert len(list((store / "generations").iterdir())) == 2
    assert said(store) == new
    assert not build([built / "new"], store).changed
    assert_clean(store)


@pytest.fixture(
    scope="module", params=["while the cache is written", "while storing the graph", "before the link is turned"]
)
def gone_back(request: pytest.FixtureRequest, built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store after a build with the paper was killed, and the old folder was built again."""
    store = shutil.copytree(built / "store", tmp_path_factory.mktemp("gone") / "store", symlinks=True)
    any_vectors = (
        "graph.embedding.embed = lambda texts, progress: graph.embedding.np.ones((len(texts), 384)) / 384**0.5"
    )
    kill_build(built / "new", store, f"{any_vectors}; {MOMENTS[request.param]}")
    assert not build([built / "old"], store).changed
    return store


def test_going_back_to_the_old_folder_after_a_killed_build_clears_up(gone_back: Path) -> None:
    assert_clean(gone_back)


def test_going_back_to_the_old_folder_after_a_killed_build_leaves_no_word_of_the_new_one(
    built: Path, gone_back: Path
) -> None:
    assert all(b"quillfeather" not in content.lower() for content in contents(gone_back).values())
    assert contents(current_generation(gone_back)) == contents(current_generation(built / "store"))


def test_going_back_to_the_old_folder_after_a_killed_build_leaves_no_vector_of_the_new_one(
    built: Path, gone_back: Path
) -> None:
    with (
        np.load(gone_back / "cache" / "embeddings.npz") as kept,
        np.load(built / "store" / "cache" / "embeddings.npz") as clean,
    ):
        assert kept["keys"].tolist() == clean["keys"].tolist()


def test_a_first_build_that_is_killed_leaves_no_store_and_the_next_one_makes_it(built: Path, tmp_path: Path) -> None:
    store = take_vectors(tmp_path / "store", built / "expected")
    kill_build(built / "new", store, MOMENTS["before the link is turned"])
    with pytest.raises(StoreError, match="There is no store"):
        open_store(store)
    assert build([built / "new"], store).changed
    assert export_nquads(open_store(store)) == export_nquads(open_store(built / "expected"))
    assert_clean(store)
