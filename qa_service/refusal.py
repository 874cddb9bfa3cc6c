"""When the documents do not answer: another place, another time, another subject, or a heading with nothing under it."""

from __future__ import annotations

import numpy as np

from graph.lexical import STOP_WORDS, terms
from ingest.identity.authority import authorities_named
from ingest.identity.date import in_words
from ontology.label import words
from ontology.vocabulary import vocabulary
from qa_service.compose.definition import defined
from qa_service.compose.draft import Context

MIN_SIMILARITY = 0.45
"""Cosine that the best sentence must reach, unless the question's words are nearly all found."""
MIN_COVERED = 0.5
"""Share of the question's telling words, by rarity, that must be in one good passage or be names of concepts."""
NEARLY_ALL = 0.8
NAMED = 0.5
"""Weight from which a concept counts as named: a loose word that several concepts share does not name one."""
LOOKED_AT = 10


def refusal(context: Context) -> str:
    """Why these documents cannot answer the question, in words for the reader; empty if they may."""
    checks = (_nothing_in_scope, _other_authority, _other_period, _empty_section, _absent_subject, _other_subject)
    return next((reason for check in checks if (reason := check(context))), "")


def _nothing_in_scope(context: Context) -> str:
    return "" if context.order else "No document passes the filters. Take one of them off and ask again."


def _other_authority(context: Context) -> str:
    """Whether the question is about authorities on which there is no document, and which no passage names."""
    asked = set(context.question.authorities)
    documents = context.store.corpus.documents
    if not asked or asked & {document.authority for document in documents}:
        return ""
    about_it = context.question.kind in ("judgement", "recommendation", "figure")
    if not about_it and any(asked & set(authorities_named(passage.text)) for passage in context.store.corpus.passages):
        return ""
    known = vocabulary()
    names = " or ".join(known.label(iri) for iri in sorted(asked))
    present = ", ".join(sorted({known.label(document.authority) for document in documents if document.authority}))
    return f"There is no document about {names} here. The documents are about {present}."


def without_documents(context: Context) -> list[str]:
    """The names of the authorities asked about on which there is no document."""
    present = {document.authority for document in context.store.corpus.documents}
    return [vocabulary().label(iri) for iri in context.question.authorities if iri not in present]


def _other_period(context: Context) -> str:
    """Whether no document is of the periods asked for, and no good passage speaks of them."""
    question = context.question
    if not question.periods or any(context.ranking.features["date"][row] > 0 for row in context.order):
        return ""
    years = {str(year) for period in question.periods for year in period.years}
    if not years or any(year in context.passage(row).text for row in context.order[:LOOKED_AT] for year in years):
        return ""
    dates = sorted(document.date for document in context.store.corpus.documents if document.date)
    span = f" They run from {in_words(dates[0])} to {in_words(dates[-1])}." if dates else ""
    return f"No document here is from {' or '.join(period.words for period in question.periods)}.{span}"


def _empty_section(context: Context) -> str:
    """Whether what is asked for is the title of a section of which nothing could be read."""
    asked = set(terms(context.question.subject))
    for problem in context.store.problems:
        if problem.code == "empty-section":
            title = problem.message.split("“", 1)[-1].split("”", 1)[0]
            if len(asked & set(terms(title))) >= 0.8 * len(set(terms(title))) and len(set(terms(title))) >= 3:
                return f"The documents have the heading “{title}”, but nothing could be read under it ({problem.source}); it may be a picture."
    return ""


def _absent_subject(context: Context) -> str:
    """Whether what the question names is mentioned in none of the documents. A grade is not mentioned but given, nor do documents name their kind."""
    if context.question.grades or (context.question.kind == "count" and context.question.document_kinds):
        return ""
    corpus = context.store.corpus
    known = vocabulary()
    named = [found for found in (*context.question.themes, *context.question.actors) if found.weight >= 1]
    absent = [
        found
        for found in named
        if not any(iri in corpus.rows_of_concept for iri in (found.iri, *known.narrower(found.iri)))
    ]
    if not named or len(absent) < len(named) or covered(context) >= NEARLY_ALL:
        return ""
    return f"None of them mentions {' or '.join(dict.fromkeys(known.label(found.iri) for found in absent))}."


def _other_subject(context: Context) -> str:
    """Whether the question is about something that these documents do not treat."""
    question = context.question
    if (context.names and not _unknown_names(context)) or question.kind == "count" or defined(context):
        return ""
    if question.kind == "judgement" and (question.authorities or question.grades):
        return ""
    if covered(context) >= MIN_COVERED or (best_similarity(context) >= MIN_SIMILARITY and question.concepts):
        return ""
    named = any(weight >= NAMED for weight in question.concepts.values())
    if (named or question.document_kinds or question.areas) and not _unknown_names(context):
        return ""
    return "Nothing in these documents is about this."


def _unknown_names(context: Context) -> list[str]:
    """Words of the question written as names that no document has; names of councils apart."""
    known = vocabulary()
    councils = {word for iri in context.question.authorities for word in known.label(iri).split()}
    return [
        word.exact
        for word in words(context.question.text)[1:]
        if word.exact[0].isupper() and not word.exact.isupper() and word.exact not in councils
        if word.stem not in context.store.lexical.terms and word.stem not in STOP_WORDS
    ]


def best_similarity(context: Context) -> float:
    """The cosine of the best sentence among the best passages."""
    return float(np.max([context.ranking.similarity[row] for row in context.order[:LOOKED_AT]], initial=0.0))


def covered(context: Context) -> float:
    """How much of the question, by rarity of its words, the best single passage and the named concepts account for."""
    corpus = context.store.corpus
    weights = {term: context.store.lexical.rarity(term) for term in set(terms(context.question.subject))}
    total = sum(weights.values())
    if not total:
        return (
            1.0 if context.question.concepts or context.question.document_kinds or context.question.authorities else 0.0
        )
    named = {
        term
        for found in (*context.question.themes, *context.question.actors)
        if found.iri in corpus.rows_of_concept
        for term in terms(found.words)
    }
    shares = [
        sum(weight for term, weight in weights.items() if term in named or term in here) / total
        for here in (_terms_of(context, row) for row in context.order[:LOOKED_AT])
    ]
    return max(shares, default=0.0)


def _terms_of(context: Context, row: int) -> set[str]:
    passage = context.passage(row)
    return set(terms(f"{passage.heading} {passage.text}"))
