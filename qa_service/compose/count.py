"""Counts and lists over documents and authorities, each with the query that recomputes it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from ingest.date import in_words
from ontology.vocabulary import vocabulary
from qa_service.compose.draft import Context, Draft, ranked, subject_label
from qa_service.compose.judgement import OVERALL
from qa_service.compose.mentions import mentions_sparql
from qa_service.compose.theme import compose_theme
from qa_service.sparql_text import judgements
from qa_service.wording import plural


def compose_count(context: Context) -> Draft:
    """Which authorities had a grade, or moved between two; else how many documents mention the subject."""
    if context.question.grades:
        return _authorities_by_grade(context)
    if not context.main_concepts:
        return replace(compose_theme(context), kind="count")
    using = [row for row in context.order if row in context.uses_words]
    documents = sorted({context.passage(row).document for row in using})
    rows = ranked(context, using)
    names = "; ".join(
        f"{context.store.corpus.documents[i].title} ({in_words(context.store.corpus.documents[i].date)})"
        for i in documents
    )
    lead = (
        f"{len(documents)} of {plural(len(context.scope), 'document')} {'mentions' if len(documents) == 1 else 'mention'} {subject_label(context)}"
        + (f": {names}." if names else ".")
    )
    best = [next(row for row in using if context.passage(row).document == number) for number in documents]
    return Draft(
        (lead,),
        tuple(context.quote(row) for row in best),
        rows,
        mentions_sparql(context, context.scope, rows),
        kind="count",
    )


def _authorities_by_grade(context: Context) -> Draft:
    """The authorities whose grades of an area are, in order of date, those asked for."""
    corpus = context.store.corpus
    area = next(iter(context.question.areas), OVERALL)
    history: dict[str, list[tuple[str, str, int]]] = defaultdict(list)
    for number in context.scope:
        document = corpus.documents[number]
        for judgement in document.judgements:
            if judgement.area == area and document.authority:
                history[document.authority].append(
                    (document.date or "", judgement.grade, corpus.row_at[number, judgement.paragraph])
                )
    wanted = list(context.question.grades)
    matching = {
        authority: sorted(grades)
        for authority, grades in history.items()
        if _contains_in_order([grade for _, grade, _ in sorted(grades)], wanted)
    }
    known = vocabulary()
    asked = " to ".join(grade.replace("-", " ") for grade in wanted)
    lead = [
        f"{len(matching)} of {plural(len(history), 'authority').replace('authoritys', 'authorities')} with a grade for {known.label(area)}: {asked}."
    ]
    lead += [
        f"{known.label(authority)}: "
        + ", ".join(f"{grade.replace('-', ' ')} ({in_words(date)})" for date, grade, _ in grades)
        + "."
        for authority, grades in sorted(matching.items())
    ]
    rows = ranked(context, [row for grades in matching.values() for _, _, row in grades])
    return Draft(tuple(lead), (), rows, judgements([corpus.iris[i] for i in context.scope], [area]), kind="count")


def _contains_in_order(grades: list[str], wanted: list[str]) -> bool:
    """Whether the wanted grades come one after another in the grades, with others between them or not."""
    remaining = iter(grades)
    return all(grade in remaining for grade in wanted)
