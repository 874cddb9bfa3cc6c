"""Documents, periods or authorities side by side: how much each says, and its quotations under its name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice

from ontology.vocabulary import vocabulary
from qa_service.compose.about import about
from qa_service.compose.draft import Context, Draft, ranked, side_of, spread
from qa_service.compose.mentions import mentions_count, mentions_sparql
from qa_service.compose.timeline import compose_timeline, in_lanes
from qa_service.occasion import documents_asked_for, is_of
from qa_service.wording import ordinal

EACH = 5
"""So many passages of each side are quoted,"""
QUOTED = 10
"""and so many of the best of all."""


def compose_comparison(context: Context) -> Draft:
    """Quotations from each side, the sides in order of date; direction is left to what the texts say."""
    sides = _sides(context)
    if len(sides) < 2:
        return replace(compose_timeline(context), kind="comparison")
    compared = tuple(dict.fromkeys(number for numbers in sides.values() for number in numbers))
    best = [[row for row in context.order if context.passage(row).document in numbers] for numbers in sides.values()]
    first = sorted((rows[0] for rows in best if rows), key=context.order.index)
    rows = ranked(context, [*first, *spread(context, compared)])
    of_all = about(context, (row for row in rows[:QUOTED] if context.passage(row).document in compared))
    quoted = dict.fromkeys([*of_all, *(row for side in best for row in islice(about(context, side), EACH))])
    draft = Draft(
        _lead(context, sides),
        rows=tuple(dict.fromkeys([*rows, *quoted])),
        sparql=mentions_sparql(context, compared, rows),
        kind="comparison",
        queries=_queries(context, sides),
        sides=sides,
    )
    draft = in_lanes(context, draft, quoted, compared)
    in_order = [quote for name in sides for quote in draft.quotes if side_of(context, draft, quote) == name]
    return replace(draft, quotes=tuple(in_order))


def _sides(context: Context) -> dict[str, tuple[int, ...]]:
    """The documents of each period, report or authority that is compared, by its name; periods in order of date."""
    question, documents = context.question, context.store.corpus.documents
    if len(question.periods) > 1:
        periods = sorted(question.periods, key=lambda period: period.start or "")
        return {
            period.words: tuple(i for i in context.scope if is_of(documents[i], period, roughly=False))
            for period in periods
        }
    if len(question.occasions) > 1:
        return {
            f"{ordinal(place).capitalize()} report": tuple(
                i
                for i in context.scope
                if i in documents_asked_for(documents, replace(question, periods=(), occasions=(place,)))
            )
            for place in sorted(question.occasions, key=lambda place: (place < 0, place))
        }
    return {
        vocabulary().label(authority): numbers
        for authority in question.authorities
        if (numbers := tuple(i for i in context.scope if documents[i].authority == authority))
    }


def _lead(context: Context, sides: Mapping[str, Sequence[int]]) -> tuple[str, ...]:
    """How much each side says of the subject; none where it has no name to count by."""
    if not context.uses_words:
        return ()
    return tuple(
        f"{name}: {mentions_count(context, numbers) if numbers else 'no document is of that time'}."
        for name, numbers in sides.items()
    )


def _queries(context: Context, sides: Mapping[str, Sequence[int]]) -> dict[str, str]:
    """The query that recounts what is said of each side."""
    if not context.uses_words:
        return {}
    return {f"side “{name}”": mentions_sparql(context, numbers, ()) for name, numbers in sides.items() if numbers}
