"""What was said over time: a lane for each document, in order of date, with the documents that say nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from qa_service.compose.about import naming
from qa_service.compose.direction import direction
from qa_service.compose.draft import EVIDENCE_LIMIT, Context, Draft, in_order_of_date, ranked, spread
from qa_service.compose.grade_in_force import grades_in_force, grades_sparql
from qa_service.compose.mentions import mentions_counted, mentions_lead, mentions_sparql

QUOTES = 18
RELATED = 6
FEW = 10
"""If no more passages name the subject, all of them stand in the answer before any that does not."""


def compose_timeline(context: Context) -> Draft:
    """Quote the passages that name the subject, and the nearest related ones, at least one of each document, by date."""
    documents = context.scope_in_period if _is_span(context) else context.scope
    order = [row for row in context.order if context.passage(row).document in documents]
    using = naming(context, order)
    related = [row for row in context.related if context.passage(row).document in documents]
    few = [*using, *related][:EVIDENCE_LIMIT] if using and len(using) <= FEW else []
    rows = ranked(context, [*few, *spread(context, documents)])
    chosen = {*using, *related[:RELATED]}
    shown = [row for row in rows if row in chosen][:QUOTES] if using else list(rows[:QUOTES])
    shown += _lanes(context, using or order, shown)
    every = tuple(dict.fromkeys([*rows, *shown]))
    draft = Draft(
        mentions_lead(context, documents, every),
        rows=every,
        sparql=mentions_sparql(context, documents, rows),
        kind="timeline",
        counted=mentions_counted(context, documents),
    )
    return in_lanes(context, draft, shown, documents)


def in_lanes(context: Context, draft: Draft, rows: Iterable[int], documents: Collection[int]) -> Draft:
    """`draft` with quotations from `rows` by date, the grade in force at each, and what tells how things moved over `documents`."""
    quotes = in_order_of_date(context, [context.quote(row) for row in rows])
    grades = grades_in_force(context, context.scope)
    shown = {context.passage(quote.row).document for quote in quotes}
    return replace(
        draft,
        quotes=tuple(quotes),
        grades=grades,
        direction=direction(context, documents, draft.rows),
        queries={
            **draft.queries,
            **grades_sparql(context, [graded for number, graded in grades.items() if number in shown]),
        },
    )


def _lanes(context: Context, rows: Sequence[int], shown: Sequence[int]) -> list[int]:
    """The first of `rows` of each document of which none is `shown`."""
    have = {context.passage(row).document for row in shown}
    first: dict[int, int] = {}
    for row in rows:
        first.setdefault(context.passage(row).document, row)
    return [row for document, row in first.items() if document not in have]


def _is_span(context: Context) -> bool:
    """Whether one stretch of time is asked for ("since 2019"), beyond which nothing belongs in the timeline."""
    periods = context.question.periods
    return len(periods) == 1 and (None in (periods[0].start, periods[0].end) or len(periods[0].years) > 1)
