"""How probably what answers a question mentions a concept: by name, by the words of its labels together, by meaning."""

from __future__ import annotations

import json

import numpy as np
import pytest

from benchmarks.relevance import examples, fitted, loss_left_out
from graph.meaning import labels_of_concepts
from graph.store import Store
from ontology.vocabulary import ID
from qa_service.question import understand
from qa_service.relevance import FEATURES, LEAST, PATH, concept_features, relevant_concepts
from qa_service.retrieval import understood_vectors


def found(store: Store, text: str) -> dict[str, np.ndarray]:
    question = understand(text, (), store.corpus, store.lexical.terms)
    return concept_features(store, question, understood_vectors(question)[1])


def place(iri: str) -> int:
    return list(labels_of_concepts()).index(iri)


def test_every_feature_speaks_for_a_concept() -> None:
    weights = json.loads(PATH.read_text(encoding="utf-8"))
    assert weights.keys() == {"intercept", *FEATURES}
    assert all(weights[name] > 0 for name in FEATURES)


def test_the_features_are_of_every_concept_and_on_their_scales(sample: Store) -> None:
    features = found(sample, "What was said about return home interviews?")
    assert {len(values) for values in features.values()} == {len(labels_of_concepts())}
    row = place(f"{ID}theme/return-home-interviews")
    assert features["named"][row] == 1
    assert features["words"].max() == 1
    assert features["near"][row] > 0.9
    assert features["nearest"].max() == 0


def test_words_of_several_labels_tell_a_concept_together(sample: Store) -> None:
    features = found(sample, "teenagers sleeping on a friend's floor with nowhere to live")
    row = place(f"{ID}theme/homeless-16-and-17-year-olds")
    assert features["named"][row] == 0
    assert features["words"][row] > 0.6


def test_the_surest_come_first_and_none_that_no_document_mentions(sample: Store) -> None:
    probable = relevant_concepts(sample, found(sample, "talking to a child who ran away, once home again"))
    assert list(probable.values()) == sorted(probable.values(), reverse=True)
    assert min(probable.values()) >= LEAST
    assert probable.keys() <= sample.corpus.mentioning.keys()
    assert f"{ID}theme/return-home-interviews" in probable


def test_what_gold_passages_mention_is_learned(sample: Store) -> None:
    rows = sample.corpus.rows_of_concept[f"{ID}theme/return-home-interviews"]
    gold = [{"id": sample.corpus.passages[row].iri, "grade": 2} for row in rows]
    asked = (
        "return home interviews",
        "kids who ran away, once back",
        "talks after running away",
        "missing children seen again",
    )
    questions = [{"question": text, "answerable": True, "gold": gold} for text in asked]
    given = examples(sample, questions)
    features, shares = given[0]
    assert features.shape == (len(shares), len(FEATURES))
    assert shares.max() == pytest.approx(1 - len(rows) / len(sample.corpus.passages))
    assert fitted(given)[1] > 0
    assert 0 < loss_left_out(given * 4, range(len(FEATURES))) < 0.7
