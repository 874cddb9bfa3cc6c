"""Inspections of which no report is here: what later reports print of when they were and what they judged."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.lexical import terms
from ingest.annotation.grade import GRADES
from ingest.identity.kind import OFSTED_REPORTS
from ontology.competency import bound
from qa_service.asking import content
from qa_service.compose.draft import QUOTE_LIMIT, Context, Draft, Quote, in_order_of_date, ranked
from qa_service.compose.mentions import passages_sparql
from qa_service.occasion import is_of
from qa_service.period import Period

_INSPECTION = r"\b(?:re-?)?(?:inspect(?:ed|ions?|ors)|judged|visit)\b"
_GRADE = r"\b(?:satisfactory|" + "|".join(sorted(GRADES, key=len, reverse=True)) + r")\b"
_GIVING = r"\b(?:judge[ds]?|judge?ments?|grade[ds]?|rat(?:ed|ings?)|found)\b"
_GIVES_GRADE = re.compile(rf"{_GIVING}[^.]{{0,100}}?{_GRADE}|{_GRADE}[^.]{{0,20}}?{_GIVING}|{_GRADE} overall\b", re.I)
"""What says that something was judged, with the grade."""


def compose_earlier_inspection(context: Context) -> Draft | None:
    """Quote what later reports say of the inspections of the years asked for; None if a report is of them, or none says it."""
    periods, documents = context.question.periods, context.store.corpus.documents
    reports = [i for i in context.scope if documents[i].kind in OFSTED_REPORTS]
    if any(is_of(documents[i], period, roughly=True) for i in reports for period in periods):
        return None
    quotes = _nearest_to_subject(context, list(_telling(context)))[:QUOTE_LIMIT]
    if not quotes:
        return None
    rows = [quote.row for quote in quotes]
    words = " or ".join(period.words for period in periods)
    lead = f"No report of {words} is among these documents; later reports say of that inspection:"
    searched = bound("documents", document=(context.store.corpus.iris[i] for i in context.scope))
    return Draft(
        (lead,),
        tuple(in_order_of_date(context, quotes)),
        ranked(context, rows),
        passages_sparql(context, rows),
        kind="judgement",
        queries={"documents searched": searched},
    )


def _telling(context: Context) -> Iterator[Quote]:
    """Where a passage names a year asked for with an inspection, up to the grade that it was given; the best rows first."""
    for row in context.order:
        passage, date = context.passage(row), context.document(row).date
        periods = [period for period in context.question.periods if period.end and date and date > period.end]
        spans = passage.sentences if any(period.words in passage.text for period in periods) else ()
        for first, (start, end) in enumerate(spans):
            if any(_dates_inspection(passage.text[start:end], period) for period in periods):
                ends = [end, *(after for _, after in spans[first + 1 : first + 2])]
                to = next((to for to in ends if _GIVES_GRADE.search(passage.text[start:to])), None)
                if to is not None:
                    yield Quote(row, (start, to))


def _dates_inspection(sentence: str, period: Period) -> bool:
    """Whether a sentence gives the time as that of an inspection: "the inspection in July 2012", "was judged in 2012"."""
    time = re.escape(period.words)
    return bool(re.search(rf"{_INSPECTION}.{{0,100}}\b{time}\b|\b{time}\b.{{0,40}}{_INSPECTION}", sentence, re.I))


def _nearest_to_subject(context: Context, quotes: list[Quote]) -> list[Quote]:
    """Those of `quotes` with most words of the question's subject."""
    asked = set(terms(content(context.question.subject)))
    shared = [len(asked & set(terms(context.passage(quote.row).text[slice(*quote.span)]))) for quote in quotes]
    return [quote for quote, count in zip(quotes, shared, strict=True) if count == max(shared)]
