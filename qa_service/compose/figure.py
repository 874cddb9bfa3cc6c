"""Figures: each with what it measures, of whom, for when and where from; those that differ stand side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from ingest.annotation.figure.comparison import COMPARISONS
from ingest.document import Figure
from ingest.identity.date import in_words
from ontology.competency import bound
from ontology.vocabulary import vocabulary
from qa_service.compose.draft import QUOTE_LIMIT, Context, Draft, by_document, ranked
from qa_service.compose.figure_fit import Fit, fits, unit_asked_for

STATED = 6
"""How many figures are stated one by one; others stand in the quotations."""
AS_GOOD = 0.5
"""A figure is stated if its sentence fits at most so much less than the best."""
NEARLY = 0.6
"""The passage of a figure comes before all others if its sentence fits at most so much less than the best."""
QUOTED = 2.0
"""A sentence is quoted if it fits at most so much less than the best."""
Stated = tuple[int, Figure]
"""A figure with the row that prints it."""


def compose_figure(context: Context) -> Draft:
    """State the figures that fit best and quote the sentences that print them; none found is said."""
    found = fits(context)
    found = [fit for fit in found if fit.score >= found[0].score - QUOTED][:QUOTE_LIMIT]
    rows = ranked(context, dict.fromkeys(fit.quote.row for fit in found if fit.score >= found[0].score - NEARLY))
    if not found:
        periods = ", ".join(period.words for period in context.question.periods)
        when = f" for {periods}" if periods else ""
        refused = f"No figure for this{when} is printed in these documents."
        return Draft(refusal=refused, rows=rows, sparql=_all_figures(context), kind="figure")
    stated = _stated(context, found)
    lead = [*(_statement(context, row, figure) for row, figure in stated), *_conflicts(context, stated)]
    others = [context.quote(row) for row in rows[:STATED] if row not in {fit.quote.row for fit in found}]
    quotes = by_document(context, [*(fit.quote for fit in found), *others][:QUOTE_LIMIT])
    rows = tuple(dict.fromkeys([*rows, *(quote.row for quote in quotes)]))
    return Draft(tuple(lead), tuple(quotes), rows, _figures_of(context, found), kind="figure")


def _all_figures(context: Context) -> str:
    iris = [context.store.corpus.iris[i] for i in context.scope]
    if context.main_concepts:
        return bound("figures-on-a-theme", asked=context.main_concepts, document=iris)
    return bound("figures", document=iris)


def _figures_of(context: Context, found: Sequence[Fit]) -> str:
    """The query for the figures of the paragraphs found."""
    passages = [context.passage(fit.quote.row) for fit in found]
    documents = dict.fromkeys(context.store.corpus.iris[passage.document] for passage in passages)
    return bound("figures", document=documents, paragraph=dict.fromkeys(passage.iri for passage in passages))


def _stated(context: Context, found: Sequence[Fit]) -> list[Stated]:
    """The figures of the sentences that fit best, in the unit asked for, in order of date."""
    unit = unit_asked_for(context)
    stated = [
        (fit.quote.row, figure)
        for fit in found
        if fit.score >= found[0].score - AS_GOOD
        for figure in fit.figures
        if unit in (None, figure.unit) and figure.restates is None
    ]
    return sorted(stated[:STATED], key=lambda pair: (context.document(pair[0]).date or "", pair[0], pair[1].span))


def _statement(context: Context, row: int, figure: Figure) -> str:
    """A figure as printed: whose, for when, what it measures, and from which document."""
    document = context.document(row)
    words = document.words
    place = vocabulary().label(document.authority) if document.authority else document.title
    period = words(figure.paragraph, figure.period)
    when = in_words(figure.date) if figure.date else period
    of = words(figure.paragraph, figure.measures) or words(figure.paragraph, figure.group)
    beside = COMPARISONS.get(figure.comparison or "")
    parts = [
        f"{place}{f', {when}' if when else ''}: {_with_unit(figure)}",
        *([f"“{of}”"] if of else []),
        *([beside] if beside else []),
    ]
    return f"{', '.join(parts)} (document of {in_words(document.date)})."


def _with_unit(figure: Figure) -> str:
    """A figure as printed, with the length that it counts: "19 weeks"."""
    named = figure.unit in ("count", "percent", "GBP") or figure.unit.startswith(("per ", "in "))
    return figure.printed if named or figure.unit in figure.printed else f"{figure.printed} {figure.unit}"


def _conflicts(context: Context, stated: Sequence[Stated]) -> list[str]:
    """What is said of figures for the same thing at the same date that differ: neither is preferred."""
    values: dict[tuple[str | None, ...], set[str]] = defaultdict(set)
    for row, figure in stated:
        document = context.document(row)
        measures = (document.words(figure.paragraph, figure.measures) or "").lower()
        if figure.date and measures and not (figure.comparison or figure.approximation or figure.upper):
            values[document.authority, figure.date, figure.unit, measures].add(figure.printed)
    return [
        f"The documents differ on this for {in_words(date)}: {' and '.join(sorted(printed))}."
        for (_, date, _, _), printed in values.items()
        if len(printed) > 1
    ]
