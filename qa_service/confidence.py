"""How sure it is that the documents answer a question: a logistic model over a few features that can be explained.

The weights are learned by ``python -m benchmarks.confidence`` from questions with and without an answer, and stand in
`confidence.json` with the threshold that parts the two best. Features are from 0 to 1, so that a weight says how much
its feature can move the log-odds.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from graph.lexical import label_terms, terms
from ontology.vocabulary import ID, vocabulary
from qa_service.compose.draft import Context, Draft
from qa_service.compose.earlier_inspection import compose_earlier_inspection
from qa_service.occasion import documents_asked_for
from qa_service.premise import takes_for_granted
from qa_service.question import stems_of_labels
from qa_service.tone import without_tone

FEATURES = {
    "similarity": "the cosine of the best sentence of the documents asked for",
    "covered": "the share of the question's telling words, by rarity, that the passage with most of them has or names",
    "rarest": "whether one of the passages looked at has the most telling of its words, or names it",
    "unheard": "the share of its telling words that neither any document nor the thesaurus has",
    "named": "how surely it names or means a theme, post, body or other name that these documents mention",
    "outside": "whether it names nothing of the field, nor anything near to it",
    "record": "whether the answer states what is on record: grades, recommendations, definitions, counts of documents, people in posts",
    "granted": "what is not covered, where the question takes for granted that something is so",
    "other_authority": "what is not covered, where there is no document on an authority that it names",
    "other_period": "whether no document is of the times that it names, and no good passage names them",
    "premise": "whether it takes for granted what is not so",
    "composed": "whether a passage of the form asked for was found: a figure, a name, a grade",
}
"""The features of the model, each in words."""
MIN_DOMAIN = 0.53
"""Cosine to the nearest label of a theme, post or body from which a question that names none is still about the field."""
LOOKED_AT = 20
NEAR_THE_TOP = 10
ON_RECORD = ("judgement", "recommendation", "count", "definition")
"""The kinds of question that are answered from what is on record for each document."""
_FORMS = frozenset(
    terms(
        "recommend recommended recommendation recommendations need needs needed improve improved improvement improvements"
        " grade grades graded rating rated judged judgement judgements overall effectiveness inspection inspections"
        " inspector inspectors inspected report reports letter visit paper ofsted council local authority area areas list"
        " many share proportion percentage number numbers average total change changed better worse time year years trace"
        " compare compared latest first last next each find found tell told describe described view viewed lead led name"
        " names going done good bad well wrong right problem got get come happen happened thing things point points one two"
        " three put kids children child young people ask asked fix according since between use used make made give given"
        " take took still any about roughly move moved full lower higher stand stands"
        " couldn't can't won't don't doesn't didn't isn't aren't wasn't weren't hasn't haven't hadn't wouldn't shouldn't"
        " somebody someone something anybody anything nobody nothing everyone everything must ought beyond after before"
        " afterwards together again already ever even just only quite really properly seriously actually simply look looks"
        " looking seem seems keep kept go goes went gone let lets know known knew want wanted try tried top rather instead"
        " document documents mention mentions mentioned per perf thing w vs etc yes no please thanks pls plz teh ta hi hello action actions"
        " carry carried charge held deal dealt treat treated treatment handle handled against response reported mean means meant anyone"
    )
)
"""Stems by which questions ask, or that stand in every report: they do not tell what a question is about."""
_INSPECTION = r"\b(?:[Ii]nspected|[Ii]nspection|[Jj]udged|[Vv]isit)\b"
PATH = Path(__file__).with_name("confidence.json")


@dataclass(frozen=True)
class Model:
    """The weights of a logistic regression, its intercept, and the probability from which a question is answered."""

    weights: Mapping[str, float]
    intercept: float
    threshold: float

    def probability(self, features: Mapping[str, float]) -> float:
        """How probable it is that a question with these features has an answer in the documents."""
        odds = self.intercept + sum(self.weights[name] * features[name] for name in FEATURES)
        return 1 / (1 + math.exp(-odds))


@cache
def model() -> Model:
    """The model as learned."""
    return Model(**json.loads(PATH.read_text(encoding="utf-8")))


def features(context: Context, draft: Draft, reason: str) -> dict[str, float]:
    """What the model knows of a question: the features in `FEATURES`. reason: the ground for a refusal, if one is sure."""
    question = context.question
    rows = _asked_for(context)
    weights = telling_words(context)
    best_covered = covered(context, rows[:LOOKED_AT].tolist())
    return {
        "similarity": float(np.max(context.ranking.similarity[rows], initial=0.0)),
        "covered": best_covered,
        "rarest": covered(context, rows[:LOOKED_AT].tolist(), _most_telling(weights)),
        "unheard": _share(weights, lambda word: float(_is_unheard(context, word))),
        "named": max((context.concepts[iri] for iri in _concepts_found(context)), default=float(bool(context.names))),
        "outside": float(is_outside(context)),
        "record": float(draft.on_record or (bool(draft.lead) and question.kind in ON_RECORD)),
        "granted": (1 - best_covered) * takes_for_granted(question.text),
        "other_authority": (1 - best_covered * bool(weights)) * _is_on_other_authority(context),
        "other_period": float(bool(question.periods) and not names_period(context)),
        "premise": float(reason == "false-premise"),
        "composed": float(not draft.refusal),
    }


def _share(weights: Mapping[str, float], counts: Callable[[str], float], nothing: float = 0.0) -> float:
    """The share of words, by their weights, that count, each from 0 to 1; `nothing` if there are none."""
    total = sum(weights.values())
    return sum(weight * counts(word) for word, weight in weights.items()) / total if total else nothing


def covered(context: Context, rows: Iterable[int], of: Mapping[str, float] | None = None) -> float:
    """The share of the telling words, or of those in `of`, that the passage with most of them has, of `rows`; 0 if there are none.

    A word that it has only in other words counts as surely as those name it.
    """
    weights = telling_words(context) if of is None else of
    having = {word: set(context.store.lexical.rows_of(word).tolist()) for word in weights}
    named = {iri: _stems_naming(context, iri) for iri in context.concepts}

    def share(row: int) -> float:
        in_other_words = _named_by(context, row, named)
        return _share(weights, lambda word: 1.0 if row in having[word] else in_other_words.get(word, 0.0), nothing=1.0)

    return max(map(share, rows), default=0.0)


def _most_telling(weights: Mapping[str, float]) -> dict[str, float]:
    """The rarest of words, with its weight."""
    return dict([max(weights.items(), key=lambda item: (item[1], item[0]))]) if weights else {}


def _is_unheard(context: Context, word: str) -> bool:
    return not len(context.store.lexical.rows_of(word)) and word not in stems_of_labels()


def is_outside(context: Context) -> bool:
    """Whether what the question asks about is no theme, post or body, nothing near to one, and no name that the documents have."""
    question = context.question
    named = question.concepts or question.areas or context.names or _is_on_other_authority(context)
    return not named and bool(telling_words(context)) and context.ranking.nearest_concept < MIN_DOMAIN


def names_period(context: Context) -> bool:
    """Whether a document is of the times that the question names, or a good passage names them.

    For the year of an inspection, the passage has to name an inspection with it; of a grade, any passage may tell it.
    """
    question = context.question
    if documents_asked_for(context.store.corpus.documents, question) & set(context.scope):
        return True
    if question.kind == "judgement":
        return compose_earlier_inspection(context) is not None
    texts = [context.passage(row).text.replace("–", "-") for row in context.order[:NEAR_THE_TOP]]
    return any(
        re.search(
            rf"{_INSPECTION}[^.]{{0,30}}{time}|{time}[^.]{{0,15}}{_INSPECTION}" if period.of_report else time, text
        )
        for period in question.periods
        for time in {re.escape(period.words), *(() if "-" in (period.start or "") else map(str, period.years))}
        for text in texts
    )


def telling_words(context: Context) -> dict[str, float]:
    """The stems that tell what the question is about, each with its rarity among all passages."""
    kinds = [f"{ID}kind/{key}" for key in context.question.document_kinds]
    named = {stem for iri in (*context.question.authorities, *kinds) for stem in terms(vocabulary().label(iri))}
    stems = dict.fromkeys(terms(without_tone(context.question.subject)))
    return {term: context.store.lexical.rarity(term) for term in stems if term not in named | _FORMS}


def missing_words(context: Context) -> list[str]:
    """Those of the telling words that no passage of the documents asked for has, nor names in other words."""
    known = {word for iri in _concepts_found(context) for word in _stems_naming(context, iri)}
    rows = _asked_for(context)
    within = np.zeros(len(context.store.corpus.passages), dtype=bool)
    within[rows] = True
    return [
        word
        for word in telling_words(context)
        if word not in known and not within[context.store.lexical.rows_of(word)].any()
    ]


def _asked_for(context: Context) -> np.ndarray:
    """The rows of the authorities and times that the question names, best first: shape (rows,), int64.

    All times in scope, if it names none; passages that name the authority, if there is no document on it.
    """
    order = np.array(context.order, dtype=np.int64)
    rows = order[np.isin(context.store.corpus.document_of_row[order], context.scope_in_period)]
    if not _is_on_other_authority(context):
        return rows
    names = [vocabulary().label(iri) for iri in context.question.authorities]
    naming = [any(name in context.passage(row).text for name in names) for row in rows.tolist()]
    return np.asarray(rows[np.array(naming, dtype=bool)])


def _is_on_other_authority(context: Context) -> bool:
    """Whether the question names authorities, and there is no document on any of them."""
    asked = set(context.question.authorities)
    return bool(asked) and not asked & {document.authority for document in context.store.corpus.documents}


def _concepts_found(context: Context) -> list[str]:
    """The concepts that the question names or means and that a passage in scope mentions, or a narrower one."""
    corpus = context.store.corpus
    searched = np.zeros(len(corpus.documents), dtype=bool)
    searched[list(context.scope)] = True
    return [
        iri
        for iri in context.concepts
        if any(
            searched[corpus.document_of_row[corpus.mentioning[lower]]].any()
            for lower in (iri, *vocabulary().narrower(iri))
            if lower in corpus.mentioning
        )
    ]


def _stems_naming(context: Context, iri: str) -> set[str]:
    """The stems of the words by which the question names a concept, or if it only means it, those that its labels have."""
    named = [found for found in (*context.question.themes, *context.question.actors) if found.iri == iri]
    if not named:
        return set(telling_words(context)) & set(label_terms([iri]))
    return {stem for found in named for stem in terms(found.words)}


def _named_by(context: Context, row: int, named: Mapping[str, set[str]]) -> dict[str, float]:
    """The stems by which the question names what a passage mentions, with how surely. named: such stems by concept."""
    mentioned = set(context.store.corpus.concepts[row])
    has: dict[str, float] = {}
    for iri, weight in context.concepts.items():
        if mentioned & {iri, *vocabulary().narrower(iri)}:
            for stem in named[iri]:
                has[stem] = max(weight, has.get(stem, 0.0))
    return has
