"""What was said over time: a lane for each document, in order of date, with the documents that say nothing."""

from __future__ import annotations

from qa_service.compose.draft import Context, Draft, ranked, with_every_document
from qa_service.compose.mentions import mentions_lead, mentions_sparql

RELATED_SHARE = 0.28
"""A passage without the words is shown as related if it is at least so near to the subject as this share of the nearest."""
QUOTES = 18
RELATED = 6
FEW = 10
"""If no more passages name the subject, all of them stand in the answer before any that does not."""


def compose_timeline(context: Context) -> Draft:
    """Quote the passages that name the subject, and the nearest related ones, in order of date."""
    using = [row for row in context.order if row in context.uses_words]
    related = _related(context)
    first = [*using, *related] if using and len(using) <= FEW else []
    rows = with_every_document(context, ranked(context, first))
    shown = [row for row in rows if row in context.uses_words or row in related[:RELATED]][:QUOTES] or list(
        rows[:QUOTES]
    )
    quotes = sorted(
        (context.quote(row) for row in shown), key=lambda quote: (context.document(quote.row).date or "9999", quote.row)
    )
    return Draft(
        mentions_lead(context, context.scope),
        tuple(quotes),
        rows,
        mentions_sparql(context, context.scope, rows),
        kind="timeline",
    )


def _related(context: Context) -> list[int]:
    """Passages that do not name the subject but are near to it in concepts and in meaning, the nearest first."""
    near = context.ranking.features["concepts"] + context.ranking.features["meanings"]
    floor = RELATED_SHARE * float(near.max(initial=0.0))
    rows = [row for row in context.order if row not in context.uses_words and near[row] >= floor > 0]
    return sorted(rows, key=lambda row: -float(near[row]))
