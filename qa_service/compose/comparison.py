"""Two documents, periods or authorities side by side: the same as a timeline, over what is compared."""

from __future__ import annotations

from dataclasses import replace

from qa_service.compose.draft import Context, Draft, ranked, with_every_document
from qa_service.compose.timeline import compose_timeline
from qa_service.retrieval import is_of

EACH = 5


def compose_comparison(context: Context) -> Draft:
    """Quotations from each side, the sides in order of date; direction is left to what the texts say."""
    sides = _sides(context)
    if len(sides) < 2:
        return replace(compose_timeline(context), kind="comparison")
    chosen = [row for side in sides for row in side[:EACH]]
    rows = ranked(context, with_every_document(context, sorted(chosen, key=context.order.index)))
    quotes = sorted(
        (context.quote(row) for row in chosen),
        key=lambda quote: (context.document(quote.row).date or "9999", quote.row),
    )
    return replace(compose_timeline(context), quotes=tuple(quotes), rows=rows, kind="comparison")


def _sides(context: Context) -> list[list[int]]:
    """The rows of each period, or of each authority, that is compared, best first."""
    question = context.question
    if len(question.periods) > 1:
        return [
            [row for row in context.order if is_of(context.document(row), period, roughly=False)]
            for period in question.periods
        ]
    return [
        [row for row in context.order if context.document(row).authority == authority]
        for authority in question.authorities
    ]
