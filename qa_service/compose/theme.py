"""What the documents say about a theme, or what guidance and policy ask for."""

from __future__ import annotations

from qa_service.compose.draft import QUOTE_LIMIT, Context, Draft, by_document, ranked
from qa_service.compose.mentions import mentions_lead, mentions_sparql


def compose_theme(context: Context) -> Draft:
    """Quote the passages that fit best, the best first."""
    rows = ranked(context)
    return Draft(
        mentions_lead(context, context.scope_in_period),
        tuple(by_document(context, [context.quote(row) for row in rows[:QUOTE_LIMIT]])),
        rows,
        mentions_sparql(context, context.scope_in_period, rows),
        kind="theme",
    )


def compose_guidance(context: Context) -> Draft:
    """As for a theme; the ranking has put national guidance and policy first."""
    rows = ranked(context)
    return Draft(
        (),
        tuple(by_document(context, [context.quote(row) for row in rows[:QUOTE_LIMIT]])),
        rows,
        mentions_sparql(context, context.scope_in_period, rows),
        kind="guidance",
    )
