"""Concepts that a question means without naming them: found by the labels nearest to it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import graph.adapter
import graph.label_cache
from graph.adapter import adapted
from graph.embedding import embed
from graph.encoder import DIMENSIONS, ModelError, embed_question
from graph.label_cache import label_vectors
from graph.meaning import LabelVectors
from graph.store import Store
from ontology.vocabulary import ID
from qa_service.asking import content
from qa_service.question import understand
from qa_service.retrieval import rank


def unit(*start: float) -> np.ndarray:
    """The unit vector in the direction that begins with these numbers."""
    vector = np.zeros(DIMENSIONS, dtype=np.float32)
    vector[: len(start)] = start
    return vector / np.linalg.norm(vector)


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        (
            "Young people who reach us alone from other countries seeking refuge",
            "unaccompanied-asylum-seeking-children",
        ),
        ("accusations against adults who work with kids", "allegations-against-professionals"),
        ("How has support for families living with violence between partners moved on?", "domestic-abuse"),
        ("older teenagers who turn up with nowhere to live", "homeless-16-and-17-year-olds"),
        ("how were girls at risk of being cut dealt with", "female-genital-mutilation"),
    ],
)
def test_a_concept_is_meant_by_words_that_no_label_has(sample: Store, text: str, concept: str) -> None:
    question = understand(text, (), sample.corpus, sample.lexical.terms)
    meant = rank(sample, question).meant
    assert f"{ID}theme/{concept}" in [iri for iri in meant if "/theme/" in iri][:3]


def test_a_ranking_says_what_the_question_means(sample: Store) -> None:
    question = understand("talking to a child who ran away, once home again", (), sample.corpus, sample.lexical.terms)
    ranking = rank(sample, question)
    assert f"{ID}theme/return-home-interviews" in ranking.meant
    best = sample.corpus.concepts[int(np.argmax(ranking.features["meant"]))]
    assert set(best) & set(ranking.meant)


def test_a_concept_is_as_near_as_its_nearest_label() -> None:
    labels = LabelVectors(("a", "b", "c"), np.array([0, 2, 3]), np.stack([unit(0, 1), unit(1), unit(0, 1), unit(1)]))
    assert labels.cosines(unit(1)).tolist() == [1, 0, 1]


def test_labels_are_read_back_as_they_were_written(tmp_path: Path, sample: Store) -> None:
    sample.labels.save(tmp_path / "labels.npz")
    assert LabelVectors.load(tmp_path / "labels.npz").is_same_as(sample.labels)
    assert sample.labels.is_same_as(label_vectors())


def test_labels_are_embedded_once_and_a_damaged_file_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    few = {f"{ID}theme/early-help": ("early help", "help before it is too late"), f"{ID}theme/neglect": ("neglect",)}
    monkeypatch.setattr(graph.label_cache, "labels_of_concepts", lambda: few)
    made = label_vectors.__wrapped__()
    assert made.iris == tuple(few)
    assert made.starts.tolist() == [0, 2]
    assert np.array_equal(made.vectors[2], embed(["neglect"])[0])
    (kept,) = (tmp_path / "throughline").glob("labels-*.npz")
    content_before = kept.read_bytes()
    kept.write_bytes(content_before[:100])
    assert np.array_equal(label_vectors.__wrapped__().vectors, made.vectors)
    assert kept.read_bytes() == content_before
    monkeypatch.setattr(graph.label_cache, "embed", None)
    assert np.array_equal(label_vectors.__wrapped__().vectors, made.vectors)


def test_a_question_is_stripped_of_its_forms_of_asking() -> None:
    assert content("What did inspectors say about early help?") == "early help"
    assert content("How has life-story work developed over time?") == "life-story work"
    assert content("What is said about it?") == "it"
    assert content("what was said?") == "what was said?"


def test_an_adapted_vector_is_a_unit_vector_near_the_question() -> None:
    vector = embed_question("kids who run away from home")
    found = adapted(vector)
    assert np.linalg.norm(found) == pytest.approx(1, abs=1e-5)
    assert 0.3 < float(found @ vector) < 0.999


def test_an_adapter_that_is_not_the_one_trained_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "adapter.npz").write_bytes(b"other")
    monkeypatch.setattr(graph.adapter, "ADAPTER", tmp_path / "adapter.npz")
    with pytest.raises(ModelError, match="Install Throughline again"):
        graph.adapter._factors.__wrapped__()
