"""What was said over time: a lane for each document, in order of date, with the documents that say nothing."""

from __future__ import annotations

from collections.abc import Sequence

from qa_service.compose.draft import Context, Draft, Quote, ranked, spread
from qa_service.compose.mentions import mentions_lead, mentions_sparql

RELATED_SHARE = 0.3
"""A passage without the words is shown as related if it is at least so near to the subject as this share of the nearest."""
QUOTES = 18
RELATED = 6
BEST = 5
TRUSTED = 0.4
"""A timeline keeps to the passages that name the subject if this share of the best that could do so does."""
FEW = 10
"""If no more passages name the subject, all of them stand in the answer before any that does not."""


def compose_timeline(context: Context) -> Draft:
    """Quote the passages that name the subject, and the nearest related ones, at least one of each document, by date."""
    documents = context.scope_in_period if _is_span(context) else context.scope
    order = [row for row in context.order if context.passage(row).document in documents]
    using = _using(context, order)
    related = [row for row in _related(context) if context.passage(row).document in documents]
    few = [*using, *related] if using and len(using) <= FEW else []
    rows = ranked(context, [*few, *spread(context, documents)])
    chosen = {*using, *related[:RELATED]}
    shown = [row for row in rows if row in chosen][:QUOTES] if using else list(rows[:QUOTES])
    shown += _lanes(context, using or order, shown)
    return Draft(
        mentions_lead(context, documents),
        tuple(in_order_of_date(context, [context.quote(row) for row in shown])),
        tuple(dict.fromkeys([*rows, *shown])),
        mentions_sparql(context, documents, rows),
        kind="timeline",
    )


def _using(context: Context, order: Sequence[int]) -> list[int]:
    """The rows of `order` that name what the question is chiefly about; none if the best rows speak of something else."""
    using = [row for row in order if row in context.uses_words]
    best = sum(row in context.uses_words for row in order[:BEST])
    return using if best >= TRUSTED * min(len(using), BEST) else []


def _lanes(context: Context, rows: Sequence[int], shown: Sequence[int]) -> list[int]:
    """The first of `rows` of each document of which none is `shown`."""
    have = {context.passage(row).document for row in shown}
    first: dict[int, int] = {}
    for row in rows:
        first.setdefault(context.passage(row).document, row)
    return [row for document, row in first.items() if document not in have]


def in_order_of_date(context: Context, quotes: Sequence[Quote]) -> list[Quote]:
    """`quotes` by the date of their document, those of one document in its own order; the undated last."""
    return sorted(quotes, key=lambda quote: (context.document(quote.row).date or "9999", quote.row))


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
