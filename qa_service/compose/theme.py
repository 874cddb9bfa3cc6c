"""What the documents say about a theme, or what guidance and policy ask for."""

from __future__ import annotations

from collections.abc import Iterable

from graph.lexical import terms
from qa_service.asking import content
from qa_service.compose.draft import QUOTE_LIMIT, Context, Draft, Quote, by_document, ranked
from qa_service.compose.mentions import mentions_counted, mentions_lead, mentions_sparql
from qa_service.compose.time_asked import of_time_first, told_of_time
from qa_service.tone import tone_fit, tone_of, without_tone


def compose_theme(context: Context) -> Draft:
    """Quote the passages that fit best, the best first, of the time asked for; those under headings of one tone together."""
    rows = of_time_first(context, ranked(context, _under_headings(context)))
    told, note = told_of_time(context, rows)
    quotes = by_document(context, [context.quote(row) for row in told[:QUOTE_LIMIT]])
    return Draft(
        (*mentions_lead(context, context.scope_in_period, rows), *note),
        tuple(quote for group in by_tone(context, quotes).values() for quote in group),
        rows,
        mentions_sparql(context, context.scope_in_period, rows),
        kind="theme",
        counted=mentions_counted(context, context.scope_in_period),
        on_record=bool(note),
    )


def _under_headings(context: Context) -> list[int]:
    """Of a question for nothing but strengths or weaknesses, what documents of its time put under such headings, best first."""
    if set(terms(content(without_tone(context.question.subject)))) or context.question.concepts:
        return []
    fits = tone_fit(context.store.corpus, context.question.text)
    return [row for row in context.order if fits[row] and context.passage(row).document in context.scope_in_period]


def by_tone(context: Context, quotes: Iterable[Quote]) -> dict[str | None, list[Quote]]:
    """`quotes` by what the document itself puts them under, strengths or weaknesses; the group of the first quotation first."""
    groups: dict[str | None, list[Quote]] = {}
    for quote in quotes:
        groups.setdefault(tone_of(context.passage(quote.row)), []).append(quote)
    return groups


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
