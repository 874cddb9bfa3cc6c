"""Counts and lists over documents and authorities, each with the query that recomputes it."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace

from ingest.document import Judgement
from ingest.identity.date import in_words
from ontology.competency import bound
from ontology.vocabulary import vocabulary
from qa_service.compose.draft import Context, Draft, ranked, subject_label
from qa_service.compose.judgement import OVERALL, not_comparable
from qa_service.compose.mentions import mentions_sparql
from qa_service.compose.theme import compose_theme
from qa_service.wording import plural

_ASKS_FOR_ALL = re.compile(
    r"^\s*(?:how many|list(?: all)?(?: the)?|which|what) (?:documents|reports|papers|authorities|councils|inspections)"
    r"(?: (?:are there|are here|are in .*|do you have|there are|have you got))?\s*\??\s*$",
    re.I,
)


def compose_count(context: Context) -> Draft:
    """Which authorities had a grade, or moved between two; else how many documents mention the subject."""
    if _ASKS_FOR_ALL.search(context.question.text):
        return _all_documents(context)
    if context.question.grades:
        return _authorities_by_grade(context)
    if not context.main_concepts and not context.names:
        return replace(compose_theme(context), kind="count")
    documents_asked = context.scope_in_period
    using = [
        row for row in context.order if row in context.uses_words and context.passage(row).document in documents_asked
    ]
    documents = sorted({context.passage(row).document for row in using})
    rows = ranked(context, using)
    names = "; ".join(
        f"{context.store.corpus.documents[i].title} ({in_words(context.store.corpus.documents[i].date)})"
        for i in documents
    )
    lead = (
        f"{len(documents)} of {plural(len(documents_asked), 'document')} {'mentions' if len(documents) == 1 else 'mention'} {subject_label(context)}"
        + (f": {names}." if names else ".")
    )
    best = [next(row for row in using if context.passage(row).document == number) for number in documents]
    return Draft(
        (lead,),
        tuple(context.quote(row) for row in best),
        rows,
        mentions_sparql(context, documents_asked, rows),
        kind="count",
    )


def _all_documents(context: Context) -> Draft:
    """How many documents there are, on which authorities: for questions about the collection itself."""
    corpus, known = context.store.corpus, vocabulary()
    documents = [corpus.documents[i] for i in context.scope_in_period]
    authorities = sorted({known.label(document.authority) for document in documents if document.authority})
    lead = f"{plural(len(documents), 'document')} on {plural(len(authorities), 'authority', 'authorities')}: {', '.join(authorities)}."
    rows = ranked(
        context, [corpus.rows_of_document[i][0] for i in context.scope_in_period if corpus.rows_of_document[i]]
    )
    return Draft(
        (lead,), (), rows, bound("documents", document=(corpus.iris[i] for i in context.scope_in_period)), kind="count"
    )


def _authorities_by_grade(context: Context) -> Draft:
    """The authorities whose grades of an area are, in order of date, those asked for."""
    corpus, known = context.store.corpus, vocabulary()
    area = next(iter(context.question.areas), OVERALL)
    history: dict[str, list[tuple[int, Judgement]]] = defaultdict(list)
    for number in context.scope:
        document = corpus.documents[number]
        for judgement in document.judgements:
            if judgement.area == area and document.authority:
                history[document.authority].append((number, judgement))
    wanted = list(context.question.grades)
    matching = {
        authority: grades
        for authority, grades in sorted(history.items())
        if _contains_in_order([judgement.grade for _, judgement in grades], wanted)
    }
    asked = " to ".join(grade.replace("-", " ") for grade in wanted)
    of = plural(len(history), "authority", "authorities")
    lead = [f"{len(matching)} of {of} with a grade for {known.label(area)}: {asked}."]
    for authority, grades in matching.items():
        steps = (
            f"{judgement.grade.replace('-', ' ')} ({in_words(corpus.documents[n].date)})" for n, judgement in grades
        )
        lead.append(f"{known.label(authority)}: {', '.join(steps)}.")
    found = [graded for grades in matching.values() for graded in grades]
    lead += not_comparable(context, found)
    rows = ranked(context, [corpus.row_at[number, judgement.paragraph] for number, judgement in found])
    return Draft(
        tuple(lead),
        (),
        rows,
        bound("judgements", document=(corpus.iris[i] for i in context.scope), area=[area]),
        kind="count",
    )


def _contains_in_order(grades: list[str], wanted: list[str]) -> bool:
    """Whether the wanted grades come one after another in the grades, with others between them or not."""
    remaining = iter(grades)
    return all(grade in remaining for grade in wanted)
