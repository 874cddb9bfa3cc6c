"""A store that is updated in any order holds what a clean build of the same files holds: a slice of ``make rebuild``."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from northmere import SAMPLE
from tiny import LETTER, build_tiny, write

import graph.embedding
from benchmarks.rebuild import choose, differences, remember_vectors, sequence

SEED = 1


@pytest.fixture(autouse=True)
def remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graph.embedding, "embed", graph.embedding.embed)
    remember_vectors()


@pytest.mark.parametrize("number", range(3))
def test_updates_of_the_sample_leave_no_trace(tmp_path: Path, number: int) -> None:
    steps, faults = sequence(choose([SAMPLE], SEED), random.Random(f"{SEED}-{number}"), tmp_path)
    assert faults == [], steps


def test_updates_of_real_papers_leave_no_trace(shared: Path, tmp_path: Path) -> None:
    files = choose([shared / "corpus" / "croydon", shared / "corpus" / "reports"], SEED)
    steps, faults = sequence(files, random.Random(f"{SEED}-0"), tmp_path)
    assert faults == [], steps


def test_a_document_more_is_a_difference(letter_and_paper: Path, sample_path: Path, tmp_path: Path) -> None:
    """The comparison itself must be able to fail."""
    write(tmp_path / "folder", letter=LETTER)
    build_tiny(tmp_path / "folder", tmp_path / "store", sample_path)
    found = list(differences(letter_and_paper / "store", tmp_path / "store"))
    assert {
        "The nquads export differs.",
        "The csv export differs.",
        "documents.json differs.",
        "Other readings are kept for the next build.",
        "Other embeddings are kept for the next build.",
    } <= set(found)
