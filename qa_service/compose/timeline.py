"""What was said over time: a lane for each document, in order of date, with the documents that say nothing."""

from __future__ import annotations

from qa_service.compose.draft import EVIDENCE_LIMIT, Context, Draft, plural, ranked, subject_label, with_every_document
from qa_service.sparql_text import mentions, paragraphs

RELATED_SHARE = 0.5
"""A passage without the words is shown as related if its score is at least this share of the best."""
QUOTES = 16


def compose_timeline(context: Context) -> Draft:
    """Quote every passage that names the subject, and the nearest related ones, in order of date."""
    using = [row for row in context.order if row in context.uses_words]
    rows = with_every_document(context, ranked(context, using[:EVIDENCE_LIMIT] if _is_narrow(context, using) else ()))
    floor = RELATED_SHARE * float(context.ranking.scores[rows[0]]) if rows else 0.0
    shown = [row for row in rows if row in context.uses_words or context.ranking.scores[row] >= floor][:QUOTES]
    quotes = sorted((context.quote(row) for row in shown), key=lambda quote: (context.document(quote.row).date or "9999", quote.row))
    return Draft(mentions_lead(context), tuple(quotes), rows, mentions_sparql(context, rows), kind="timeline")


def _is_narrow(context: Context, using: list[int]) -> bool:
    """Whether so few passages name the subject that all of them belong in the answer before any that does not."""
    return bool(context.main_concepts) and len(using) <= 10


def mentions_lead(context: Context) -> tuple[str, ...]:
    using = context.uses_words
    documents = {context.passage(row).document for row in using}
    years = sorted(date[:4] for number in documents if (date := context.store.corpus.documents[number].date))
    span = "" if not years else f", {years[0]}" if years[0] == years[-1] else f", {years[0]} to {years[-1]}"
    if not using:
        return ()
    return (f"{plural(len(using), 'passage')} in {len(documents)} of {plural(len(context.scope), 'document')} mention {subject_label(context)}{span}.",)


def mentions_sparql(context: Context, rows: tuple[int, ...]) -> str:
    if context.main_concepts:
        return mentions(context.main_concepts, [context.store.corpus.iris[i] for i in context.scope])
    return paragraphs(context.passage(row).iri for row in rows)
