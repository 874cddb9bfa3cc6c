"""Ranks all passages for a question: words, labels, vectors, concepts, dates and roles, each a feature from 0 to 1.

Every feature is computed for every passage of the documents asked about and brought to the scale 0 to 1 for this
question; the score is their weighted sum. Nothing is cut off before the sum, so a passage that only one feature finds
is found.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from graph.adapter import adapted
from graph.encoder import embed_questions
from graph.lexical import terms
from graph.step import step
from graph.store import Store
from ingest.identity.kind import NATIONAL
from ontology.vocabulary import vocabulary
from qa_service.asking import content
from qa_service.feature import above_middle, rarity, scaled
from qa_service.feedback import feedback_features
from qa_service.occasion import documents_asked_for
from qa_service.question import Question
from qa_service.relevance import concept_features, relevant_concepts
from qa_service.tone import tone_fit

WEIGHTS: dict[str, float] = json.loads((Path(__file__).parent / "weights.json").read_text())
"""How much each feature counts, as `benchmarks.weights` has found; below 0, how much less a passage with it is worth."""
SUBJECT_FEATURES = (
    "words",
    "labels",
    "paragraph_vector",
    "adapted_vector",
    "concepts",
    "meant",
    "meanings",
)
MEANINGS = 3
ASKED_ROLES = {
    "judgement": "judgement",
    "recommendation": "recommendation",
    "improvement": "recommendation",
    "information": "figure",
    "front-matter": "actor",
}
"""Roles of paragraphs, with the kind of question that asks for them."""


@dataclass(frozen=True)
class Ranking:
    """All rows with their score, and the features behind it: arrays of shape (rows,)."""

    scores: np.ndarray
    features: dict[str, np.ndarray]
    similarity: np.ndarray
    """The cosine of the best sentence, unscaled: how near in meaning, over all questions."""
    best_sentence: np.ndarray
    """The number of that sentence in its passage."""
    meant: dict[str, float]
    """The concepts that the question means, named or not, with how probably what answers it mentions each."""
    nearest_concept: float
    """The cosine of the label that is nearest to what the question asks about."""

    @cached_property
    def relevance(self) -> np.ndarray:
        """The part of the scores that tells what a passage is about, without what its document and role are worth."""
        about = [np.float32(WEIGHTS[name]) * self.features[name] for name in SUBJECT_FEATURES]
        return np.asarray(sum(about, np.zeros(len(self.scores), dtype=np.float32)))

    @cached_property
    @step("sort")
    def order(self) -> np.ndarray:
        """Rows, the best first; equal scores in document order."""
        return np.argsort(-self.scores, kind="stable")


@step("rank")
def rank(store: Store, question: Question, weights: dict[str, float] | None = None) -> Ranking:
    """Rank the passages of `store` for `question`: by `WEIGHTS`, unless others are given."""
    weights = WEIGHTS if weights is None else weights
    inside = _rows_in_scope(store, question)
    vector, about = understood_vectors(question)
    of_concepts = concept_features(store, question, about)
    meant = relevant_concepts(store, of_concepts)
    known = [found for iri in _telling(store, question) if (found := store.vectors.concept_vector(iri)) is not None]
    sentences, which = store.vectors.sentence_scores(np.stack([vector, adapted(vector), *known]), inside)
    wanted = dict.fromkeys(terms(question.subject), 1.0)
    features = {
        "words": scaled(store.lexical.scores("text", wanted) * inside),
        "labels": scaled(store.lexical.scores("labels", wanted) * inside),
        "paragraph_vector": above_middle(store.vectors.paragraph_scores(vector, inside), inside),
        "adapted_vector": above_middle(sentences[1], inside),
        "concepts": scaled(_concept_scores(store, expanded(question.concepts)) * inside),
        "meant": scaled(_concept_scores(store, expanded(meant)) * inside),
        "meanings": scaled(_meaning_scores(store, question, sentences[2:], inside)),
        "date": _date_fit(store, question),
        "document": _document_fit(store, question),
        "kind": _by_document(
            store, [float(document.kind in question.document_kinds) for document in store.corpus.documents]
        ),
        "tone": tone_fit(store.corpus, question.text),
        "figure": _figure_fit(store, question),
        **_role_features(store, question),
        "authority": inside.astype(np.float32),
    }
    features |= feedback_features(store, _weighted(features, weights), inside)
    nearest = float(of_concepts["near"].max())
    return Ranking(_weighted(features, weights), features, sentences[0], which, meant, nearest)


def _weighted(features: dict[str, np.ndarray], weights: dict[str, float]) -> np.ndarray:
    """The weighted sum of the features, to four places: shape (rows,), float32."""
    return np.round(sum(np.float32(weights[name]) * feature for name, feature in features.items()), 4)


def understood_vectors(question: Question) -> tuple[np.ndarray, np.ndarray]:
    """The vector that a question is searched by, and that of what it asks about: shape (384,) each.

    The first is midway between that of the question as it stands and the second.
    """
    whole, about = embed_questions([question.subject, content(question.subject)])
    vector = whole + about
    return vector / np.linalg.norm(vector), about


@step("concepts")
def expanded(wanted: dict[str, float]) -> dict[str, float]:
    """`wanted`, concepts with weights, with those next to them."""
    found = dict(wanted)
    known = vocabulary()
    for iri, weight in wanted.items():
        concept = known.themes.get(iri) or known.actors[iri]
        neighbours = [(0.5, known.narrower(iri)), (0.2, concept.broader), (0.1, concept.related)]
        for share, others in neighbours:
            for other in others:
                found[other] = max(found.get(other, 0.0), share * weight)
    return found


@step("concepts")
def _concept_scores(store: Store, wanted: dict[str, float]) -> np.ndarray:
    """For each row, the weights of the concepts wanted that it mentions, a rare concept counting more."""
    scores = np.zeros(len(store.corpus.passages), dtype=np.float32)
    for iri, weight in sorted(wanted.items()):
        if iri in store.corpus.mentioning:
            scores[store.corpus.mentioning[iri]] += np.float32(weight * rarity(store, iri))
    return scores


def _telling(store: Store, question: Question) -> list[str]:
    """The few concepts that the question names which tell most."""
    ranked = sorted((-weight * rarity(store, iri), iri) for iri, weight in question.concepts.items())
    return [iri for _, iri in ranked[:MEANINGS]]


@step("concepts")
def _meaning_scores(store: Store, question: Question, cosines: np.ndarray, inside: np.ndarray) -> np.ndarray:
    """How near each passage is to what the question's concepts mean, by their scope notes: found without their names.

    cosines: of the most telling concepts with each row, shape (concepts, rows).
    """
    total = np.zeros(len(store.corpus.passages), dtype=np.float32)
    for iri, near in zip(_telling(store, question), cosines, strict=True):
        total += np.float32(question.concepts[iri] * rarity(store, iri)) * above_middle(near, inside)
    return total


def _rows_in_scope(store: Store, question: Question) -> np.ndarray:
    """Whether each row is of a document on an authority asked about, or on none; all are if there is no such document."""
    wanted = set(question.authorities) & {document.authority for document in store.corpus.documents}
    fits = [
        not wanted or document.authority is None or document.authority in wanted for document in store.corpus.documents
    ]
    return np.asarray(np.array(fits)[store.corpus.document_of_row])


def _by_document(store: Store, values: list[float]) -> np.ndarray:
    return np.asarray(np.array(values, dtype=np.float32)[store.corpus.document_of_row])


@step("document")
def _date_fit(store: Store, question: Question) -> np.ndarray:
    """1 for passages of the documents of the times asked for, 0 for others (and for all if none is asked for)."""
    asked = documents_asked_for(store.corpus.documents, question)
    return _by_document(store, [float(number in asked) for number in range(len(store.corpus.documents))])


@step("document")
def _document_fit(store: Store, question: Question) -> np.ndarray:
    """Less for national guidance and policy, unless the question is about such rules."""
    wants_rules = question.kind == "guidance"
    return _by_document(
        store, [1.0 if (document.kind in NATIONAL) == wants_rules else 0.0 for document in store.corpus.documents]
    )


@step("document")
def _figure_fit(store: Store, question: Question) -> np.ndarray:
    """1 for passages with a figure, where one is asked for."""
    return np.asarray(store.corpus.with_figures * np.float32(question.kind == "figure"))


@step("document")
def _role_features(store: Store, question: Question) -> dict[str, np.ndarray]:
    """A feature for each role of paragraphs, and for those that are asked for, by whether they are."""
    roles = store.corpus.roles
    features = {"note": roles == "note"}
    for kind in dict.fromkeys(ASKED_ROLES.values()):
        has_role = np.isin(roles, [role for role, asking in ASKED_ROLES.items() if asking == kind])
        features[f"{kind}_asked"] = has_role & (question.kind == kind)
        features[f"{kind}_unasked"] = has_role & (question.kind != kind)
    return {name: feature.astype(np.float32) for name, feature in features.items()}
