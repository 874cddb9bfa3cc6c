"""Ranks all passages for a question: words, labels, vectors, concepts, dates and roles, each a feature from 0 to 1.

Every feature is computed for every passage and brought to the scale 0 to 1 for this question; the score is
their weighted sum. Nothing is cut off before the sum, so a passage that only one feature finds is found.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from graph.embedding import embed_question
from graph.lexical import terms
from graph.store import Store
from ingest.document import Document
from ingest.identity.kind import NATIONAL, OFSTED_REPORTS
from ontology.vocabulary import ID, vocabulary
from qa_service.period import Period
from qa_service.question import Question
from qa_service.tone import tone_fit

WEIGHTS = {
    "words": 1.0,
    "labels": 0.75,
    "paragraph_vector": 0.5,
    "sentence_vector": 0.75,
    "concepts": 1.25,
    "meanings": 0.75,
    "date": 1.75,
    "document": 1.0,
    "kind": 0.25,
    "role": 1.0,
    "tone": 1.0,
    "authority": 1.0,
}
"""How much each feature counts."""


SUBJECT_FEATURES = ("words", "labels", "paragraph_vector", "sentence_vector", "concepts", "meanings")
NEAREST_CONCEPTS = 5
NEAR_ENOUGH = 0.4
"""Cosine from which a concept's meaning is near enough to a question to be looked for."""
MEANINGS = 3


@dataclass(frozen=True)
class Ranking:
    """All rows with their score, and the features behind it: arrays of shape (rows,)."""

    scores: np.ndarray
    features: dict[str, np.ndarray]
    similarity: np.ndarray
    """The cosine of the best sentence, unscaled: how near in meaning, over all questions."""
    best_sentence: np.ndarray
    """The number of that sentence in its passage."""

    @cached_property
    def relevance(self) -> np.ndarray:
        """The part of the scores that tells what a passage is about, without what its document and role are worth."""
        about = [np.float32(WEIGHTS[name]) * self.features[name] for name in SUBJECT_FEATURES]
        return np.asarray(sum(about, np.zeros(len(self.scores), dtype=np.float32)))

    @cached_property
    def order(self) -> np.ndarray:
        """Rows, the best first; equal scores in document order."""
        return np.argsort(-self.scores, kind="stable")


def rank(
    store: Store, question: Question, roles: dict[str, float] | None = None, weights: dict[str, float] | None = None
) -> Ranking:
    """Rank the passages of `store` for `question`. `roles` gives what each role of paragraph is worth to this kind of question."""
    weights = WEIGHTS if weights is None else weights
    vector = embed_question(question.subject)
    sentence, best_sentence = store.vectors.sentence_scores(vector)
    wanted = expanded(store, question, vector)
    features = {
        "words": _scaled(store.lexical.scores("text", dict.fromkeys(terms(question.subject), 1.0))),
        "labels": _scaled(store.lexical.scores("labels", dict.fromkeys(terms(question.subject), 1.0))),
        "paragraph_vector": _above_middle(store.vectors.paragraph_scores(vector)),
        "sentence_vector": _above_middle(sentence),
        "concepts": _scaled(_concept_scores(store, wanted)),
        "meanings": _scaled(_meaning_scores(store, question)),
        "date": _date_fit(store, question),
        "document": _document_fit(store, question),
        "kind": _by_document(
            store, [float(document.kind in question.document_kinds) for document in store.corpus.documents]
        ),
        "role": _role_fit(store, roles or {}),
        "tone": tone_fit(store.corpus, question.text),
        "authority": _authority_fit(store, question),
    }
    scores = sum(
        (np.float32(weights[name]) * feature for name, feature in features.items()),
        np.zeros(len(store.corpus.passages), dtype=np.float32),
    )
    return Ranking(np.round(scores, 4), features, sentence, best_sentence)


def expanded(store: Store, question: Question, vector: np.ndarray) -> dict[str, float]:
    """The concepts to look for, with their weights: those named, those near in meaning, and those next to them.

    A question may name no concept in words that the vocabulary has; then the nearest by vector stand in.
    """
    wanted = dict(question.concepts)
    for iri, cosine in store.vectors.nearest_concepts(vector, NEAREST_CONCEPTS):
        if cosine >= NEAR_ENOUGH and iri.startswith(f"{ID}theme/"):
            wanted[iri] = max(wanted.get(iri, 0.0), 0.7 * cosine)
    known = vocabulary()
    for iri, weight in list(wanted.items()):
        concept = known.themes.get(iri) or known.actors[iri]
        neighbours = [(0.5, known.narrower(iri)), (0.2, concept.broader), (0.1, concept.related)]
        for share, others in neighbours:
            for other in others:
                wanted[other] = max(wanted.get(other, 0.0), share * weight)
    return wanted


def _concept_scores(store: Store, wanted: dict[str, float]) -> np.ndarray:
    """For each row, the weights of the concepts wanted that it mentions, a rare concept counting more."""
    scores = np.zeros(len(store.corpus.passages), dtype=np.float32)
    for iri, weight in sorted(wanted.items()):
        rows = store.corpus.rows_of_concept.get(iri, [])
        if rows:
            scores[rows] += np.float32(weight * rarity(store, iri))
    return scores


def rarity(store: Store, iri: str) -> float:
    """How much a mention of a concept tells: the logarithm of all passages to those that mention it."""
    return float(np.log(len(store.corpus.passages) / max(1, len(store.corpus.rows_of_concept.get(iri, ())))))


def _meaning_scores(store: Store, question: Question) -> np.ndarray:
    """How near each passage is to what the question's concepts mean, by their scope notes: found without their names."""
    ranked = sorted(((weight * rarity(store, iri), iri) for iri, weight in question.concepts.items()), reverse=True)
    total = np.zeros(len(store.corpus.passages), dtype=np.float32)
    for weight, iri in ranked[:MEANINGS]:
        vector = store.vectors.concept_vector(iri)
        if vector is not None:
            total += np.float32(weight) * _above_middle(store.vectors.sentence_scores(vector)[0])
    return total


def _scaled(scores: np.ndarray) -> np.ndarray:
    highest = scores.max(initial=0)
    return np.asarray(scores / highest if highest > 0 else scores)


def _above_middle(scores: np.ndarray) -> np.ndarray:
    """Cosines, which are never near 0, so scaled that the middle one is 0 and the highest 1."""
    if not len(scores):
        return scores
    middle, highest = np.median(scores), scores.max()
    return np.asarray(np.clip((scores - middle) / max(highest - middle, 1e-6), 0, 1), dtype=np.float32)


def _by_document(store: Store, values: list[float]) -> np.ndarray:
    return np.asarray(np.array(values, dtype=np.float32)[store.corpus.document_of_row])


def _date_fit(store: Store, question: Question) -> np.ndarray:
    """1 for passages of documents in a period asked for, 0 for others (and for all if none is asked for)."""
    documents = store.corpus.documents
    if question.latest or question.first:
        dates = sorted(document.date for document in documents if document.date and document.kind in OFSTED_REPORTS)
        wanted = dates[-1 if question.latest else 0] if dates else None
        return _by_document(store, [float(document.date == wanted) for document in documents])
    if not question.periods:
        return np.zeros(len(store.corpus.passages), dtype=np.float32)
    widened = tuple(period.widened() for period in question.periods)
    for periods, roughly in ((question.periods, False), (question.periods, True), (widened, True)):
        fits = [float(any(is_of(document, period, roughly) for period in periods)) for document in documents]
        if any(fits):
            break
    return _by_document(store, fits)


def is_of(document: Document, period: Period, roughly: bool) -> bool:
    """Whether a document is of a period: published in it, or about days on site in it."""
    dates = (document.date, document.inspection_start, document.inspection_end)
    return any(period.covers(date, roughly) for date in dates)


def _document_fit(store: Store, question: Question) -> np.ndarray:
    """Less for national guidance and policy, unless the question is about such rules."""
    wants_rules = question.kind == "guidance"
    return _by_document(
        store, [1.0 if (document.kind in NATIONAL) == wants_rules else 0.0 for document in store.corpus.documents]
    )


def _role_fit(store: Store, roles: dict[str, float]) -> np.ndarray:
    return np.array([roles.get(passage.paragraph.role, 0.0) for passage in store.corpus.passages], dtype=np.float32)


def _authority_fit(store: Store, question: Question) -> np.ndarray:
    return _by_document(
        store,
        [
            float(not question.authorities or document.authority in question.authorities)
            for document in store.corpus.documents
        ],
    )
