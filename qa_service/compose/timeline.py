"""What was said over time: a lane for each document, in order of date, with the documents that say nothing."""

from __future__ import annotations

from qa_service.compose.draft import Context, Draft, ranked, with_every_document
from qa_service.compose.mentions import mentions_lead, mentions_sparql

RELATED_SHARE = 0.3
"""A passage without the words is shown as related if it is at least so near to the subject as this share of the nearest."""
QUOTES = 18
RELATED = 6
FEW = 10
"""If no more passages name the subject, all of them stand in the answer before any that does not."""


def compose_timeline(context: Context) -> Draft:
    """Quote the passages that name the subject, and the nearest related ones, in order of date."""
    documents = context.scope_in_period if _is_span(context) else context.scope
    using = [row for row in context.order if row in context.uses_words and context.passage(row).document in documents]
    related = [row for row in _related(context) if context.passage(row).document in documents]
    first = [*using, *related] if using and len(using) <= FEW else []
    rows = with_every_document(context, ranked(context, first))
    chosen = {*using, *related[:RELATED]}
    shown = [row for row in rows if row in chosen][:QUOTES] or list(rows[:QUOTES])
    quotes = sorted(
        (context.quote(row) for row in shown), key=lambda quote: (context.document(quote.row).date or "9999", quote.row)
    )
    return Draft(
        mentions_lead(context, documents),
        tuple(quotes),
        rows,
        mentions_sparql(context, documents, rows),
        kind="timeline",
    )


def _is_span(context: Context) -> bool:
    """Whether one stretch of time is asked for ("since 2019"), beyond which nothing belongs in the timeline."""
    periods = context.question.periods
    return len(periods) == 1 and (None in (periods[0].start, periods[0].end) or len(periods[0].years) > 1)


def _related(context: Context) -> list[int]:
    """Passages that do not name the subject but are near to it in concepts and in meaning, the nearest first."""
    near = context.ranking.features["concepts"] + context.ranking.features["meanings"]
    floor = RELATED_SHARE * float(near.max(initial=0.0))
    rows = [row for row in context.order if row not in context.uses_words and near[row] >= floor > 0]
    return sorted(rows, key=lambda row: -float(near[row]))
