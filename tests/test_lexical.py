"""The lexical index scores passages by BM25, over their words and over the labels of their concepts."""

from __future__ import annotations

from math import log
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny import corpus_of

from graph.lexical import FIELDS, STOP_WORDS, LexicalIndex, label_terms, terms
from graph.passage import Corpus
from graph.store import Store
from ontology.label import stem
from ontology.vocabulary import ID, vocabulary

MISSING = "theme/children-who-go-missing"
TEXTS = (
    ("Supervision is regular, and supervision is recorded.", ()),
    ("Supervision of social workers is late.", ()),
    ("Children were reported absent overnight by carers.", (MISSING,)),
    ("Foster carers feel respected.", ("actor/foster-carers",)),
)


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return corpus_of(*TEXTS)


@pytest.fixture(scope="module")
def index(corpus: Corpus) -> LexicalIndex:
    return LexicalIndex.build(corpus)


def bm25(term: str, texts: list[list[str]]) -> list[float]:
    """The score of each of `texts` for `term`, by the formula that Lucene uses, with k1 = 1.2 and b = 0.75."""
    containing = sum(term in text for text in texts)
    average = sum(map(len, texts)) / len(texts)
    rarity = log(1 + (len(texts) - containing + 0.5) / (containing + 0.5))
    return [
        rarity * text.count(term) / (text.count(term) + 1.2 * (1 - 0.75 + 0.75 * len(text) / average)) for text in texts
    ]


# Terms


def test_terms_are_stems_without_the_words_of_every_paragraph() -> None:
    assert terms("What was said about the carers' supervision of children?") == ["carer", "supervis", "children"]


def test_terms_are_the_same_for_any_form_of_a_word() -> None:
    assert terms("Supervisions – SUPERVISION’S") == ["supervis", "supervis"]


def test_every_stop_word_is_a_stem_so_that_it_can_stop_something() -> None:
    unstemmed = {word for word in STOP_WORDS if terms(word)}
    assert unstemmed == set()


@given(st.text())
def test_terms_hold_no_stop_word_and_nothing_empty(text: str) -> None:
    assert not {"", *STOP_WORDS} & set(terms(text))


def test_label_terms_are_those_of_every_label_also_of_hidden_ones() -> None:
    concept = vocabulary().themes[f"{ID}{MISSING}"]
    assert concept.hidden
    expected = {term for label in (concept.label, *concept.alternatives, *concept.hidden) for term in terms(label)}
    assert label_terms([concept.iri]) == sorted(expected)


def test_label_terms_count_a_term_once_for_each_concept_that_has_it() -> None:
    one, other = f"{ID}{MISSING}", f"{ID}theme/return-home-interviews"
    shared = set(label_terms([one])) & set(label_terms([other]))
    assert shared
    assert all(label_terms([one, other]).count(term) == 2 for term in shared)


def test_an_unknown_concept_has_no_label_terms() -> None:
    assert label_terms([f"{ID}theme/no-such-theme"]) == []


# Scores


@pytest.mark.parametrize("term", ["supervis", "carer", "late", "overnight"])
def test_scores_are_those_of_bm25(index: LexicalIndex, term: str) -> None:
    expected = bm25(term, [terms(text) for text, _ in TEXTS])
    assert max(expected) > 0
    assert index.scores("text", {term: 1.0}) == pytest.approx(expected, rel=1e-5)


def test_more_of_the_words_score_more_and_none_scores_nothing(index: LexicalIndex) -> None:
    scores = index.scores("text", {"supervis": 1.0})
    assert scores[0] > scores[1] > 0
    assert scores[2] == scores[3] == 0


def test_a_rare_word_is_worth_more_than_a_common_one(index: LexicalIndex) -> None:
    assert index.scores("text", {"foster": 1.0})[3] > index.scores("text", {"carer": 1.0})[3] > 0


def test_scores_add_up_by_weight(index: LexicalIndex) -> None:
    together = index.scores("text", {"supervis": 2.0, "late": 2.0, "carer": 0.5})
    apart = (
        2 * index.scores("text", {"supervis": 1.0})
        + 2 * index.scores("text", {"late": 1.0})
        + 0.5 * index.scores("text", {"carer": 1.0})
    )
    assert together == pytest.approx(apart, rel=1e-5)


def test_words_that_no_passage_uses_score_nothing(index: LexicalIndex) -> None:
    scores = index.scores("text", {"helicopt": 1.0})
    assert scores.shape == (4,)
    assert scores.dtype == np.float32
    assert not scores.any()
    assert not index.scores("text", {}).any()


def test_a_word_that_only_people_use_finds_the_theme_by_its_labels(index: LexicalIndex) -> None:
    runaway = stem("runaways")
    assert not index.scores("text", {runaway: 1.0}).any()
    assert list(np.flatnonzero(index.scores("labels", {runaway: 1.0}))) == [2]


def test_the_headings_of_a_passage_count_as_its_words(sample: Store) -> None:
    row, passage = next(
        (row, passage)
        for row, passage in enumerate(sample.corpus.passages)
        if set(terms(passage.heading)) - set(terms(passage.text))
    )
    term = sorted(set(terms(passage.heading)) - set(terms(passage.text)))[0]
    assert sample.lexical.scores("text", {term: 1.0})[row] > 0


# Size, terms, disk


def test_there_is_a_row_for_each_passage(index: LexicalIndex, corpus: Corpus) -> None:
    assert index.size == len(corpus.passages) == 4


def test_the_terms_are_the_stems_that_the_passages_use(index: LexicalIndex) -> None:
    assert set(index.terms) == {term for text, _ in TEXTS for term in terms(text)}


def test_a_passage_without_words_has_a_row_that_scores_nothing() -> None:
    index = LexicalIndex.build(corpus_of(("—", ()), ("It is.", ()), ("Supervision", ())))
    assert index.size == 3
    assert list(np.flatnonzero(index.scores("text", {"supervis": 1.0}))) == [2]


def test_what_is_saved_scores_the_same_when_loaded(index: LexicalIndex, tmp_path: Path) -> None:
    index.save(tmp_path)
    loaded = LexicalIndex.load(tmp_path)
    assert loaded.size == index.size
    for field in FIELDS:
        weights = dict.fromkeys([*label_terms([f"{ID}{MISSING}"]), "supervis", "carer"], 1.0)
        assert index.scores(field, weights).any()
        assert np.array_equal(loaded.scores(field, weights), index.scores(field, weights))


def test_a_word_tells_more_the_fewer_passages_have_it(index: LexicalIndex) -> None:
    rows = len(TEXTS) + 1
    assert index.rarity(stem("supervision")) == pytest.approx(log(rows / 2.5))
    assert index.rarity(stem("overnight")) == pytest.approx(log(rows / 1.5))
    assert index.rarity("zyzzyva") == pytest.approx(log(rows / 0.5))


def test_the_rows_of_a_word_are_those_that_it_scores_in(index: LexicalIndex) -> None:
    for term in index.terms:
        assert sorted(index.rows_of(term).tolist()) == np.flatnonzero(index.scores("text", {term: 1.0})).tolist()
    assert index.rows_of("zyzzyva").tolist() == []
