"""Two documents, periods or authorities side by side: the same as a timeline, over what is compared."""

from __future__ import annotations

from dataclasses import replace

from qa_service.compose.draft import Context, Draft, ranked, spread
from qa_service.compose.timeline import compose_timeline, in_order_of_date
from qa_service.retrieval import is_of

EACH = 5
"""So many passages of each side are quoted,"""
QUOTED = 10
"""and so many of the best of all."""


def compose_comparison(context: Context) -> Draft:
    """Quotations from each side, the sides in order of date; direction is left to what the texts say."""
    sides = _sides(context)
    if len(sides) < 2:
        return replace(compose_timeline(context), kind="comparison")
    compared = {context.passage(row).document for side in sides for row in side}
    first = sorted((side[0] for side in sides if side), key=context.order.index)
    rows = ranked(context, [*first, *spread(context, compared)])
    shown = dict.fromkeys([*rows[:QUOTED], *(row for side in sides for row in side[:EACH])])
    quoted = [row for row in shown if context.passage(row).document in compared]
    return replace(
        compose_timeline(context),
        quotes=tuple(in_order_of_date(context, [context.quote(row) for row in quoted])),
        rows=tuple(dict.fromkeys([*rows, *quoted])),
        kind="comparison",
    )


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
