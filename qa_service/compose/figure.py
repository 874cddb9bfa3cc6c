"""Figures: each with what it measures, of whom, for when and where from; those that differ stand side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain, groupby

from graph.lexical import terms
from ingest.annotation.figure.comparison import COMPARISONS, OF_OTHERS
from ingest.document import Document, Figure, Span
from ingest.identity.date import in_words
from ontology.competency import bound
from ontology.vocabulary import vocabulary
from qa_service.compose.draft import QUOTE_LIMIT, Context, Draft, by_document, ranked
from qa_service.compose.figure_fit import Fit, fits, unit_asked_for
from qa_service.compose.mentions import held_to
from qa_service.wording import place

OTHERS = 6
"""So many of the best passages are quoted too, where no figure is stated."""
STATED = 10
"""How many figures are stated one by one; others stand in the quotations."""
AS_GOOD = 0.6
"""A figure is stated if its sentence fits at most so much less than the best."""
NEARLY = 0.6
"""The passage of a figure comes before all others if its sentence fits at most so much less than the best."""
QUOTED = 2.0
"""A sentence is quoted if it fits at most so much less than the best,"""
BESIDE = 1.0
"""or so much less, where a figure is stated."""
EARLIER = "earlier"
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
    if stated:
        found = [fit for fit in found if fit.score >= found[0].score - BESIDE]
    lead = [*(_statement(context, same) for same in stated), *_conflicts(context, list(chain.from_iterable(stated)))]
    quoted = {fit.quote.row for fit in found}
    others = [] if stated else [context.quote(row) for row in rows[:OTHERS] if row not in quoted]
    quotes = by_document(context, [*(fit.quote for fit in found), *others][:QUOTE_LIMIT])
    rows = tuple(dict.fromkeys([*rows, *(quote.row for quote in quotes)]))
    return Draft(tuple(lead), tuple(quotes), rows, _figures_of(context, found), kind="figure")


def _all_figures(context: Context) -> str:
    if context.main_concepts:
        return bound("figures-on-a-theme", asked=context.main_concepts, **held_to(context, context.scope))
    return bound("figures", document=(context.store.corpus.iris[i] for i in context.scope))


def _figures_of(context: Context, found: Sequence[Fit]) -> str:
    """The query for the figures of the paragraphs found."""
    passages = [context.passage(fit.quote.row) for fit in found]
    documents = dict.fromkeys(context.store.corpus.iris[passage.document] for passage in passages)
    return bound("figures", document=documents, paragraph=dict.fromkeys(passage.iri for passage in passages))


def _stated(context: Context, found: Sequence[Fit]) -> list[list[Stated]]:
    """The figures of the sentences that fit best, in the unit asked for, in order of date; those that are the same together."""
    unit = unit_asked_for(context)
    fitting = (
        (fit.quote.row, figure)
        for fit in found
        if fit.score >= found[0].score - AS_GOOD
        for figure in fit.figures
        if unit in (None, figure.unit) and figure.restates is None
    )
    stated: list[list[Stated]] = []
    for figure in fitting:
        same = next((group for group in stated if _belongs(context, figure, group)), None)
        if same is not None:
            same.append(figure)
        elif len(stated) < STATED:
            stated.append([figure])
    in_order = [sorted(same, key=lambda pair: _place(context, pair)) for same in stated]
    return sorted(in_order, key=lambda same: _place(context, same[0]))


def _place(context: Context, stated: Stated) -> tuple[str, bool, int, Span]:
    """What orders figures: their document's date, its own before the earlier ones that it repeats, and where they stand."""
    row, figure = stated
    return context.document(row).date or "", figure.comparison == EARLIER, row, figure.span


def _belongs(context: Context, stated: Stated, same: Sequence[Stated]) -> bool:
    """Whether a figure is surely one with some of `same`, and of no other date than any of them."""
    dates = [other.date for _, other in same if other.date]
    date = stated[1].date
    return all(date is None or _is_within(date, other) for other in dates) and any(
        _is_same(context, stated, other) for other in same
    )


def _is_same(context: Context, one: Stated, other: Stated) -> bool:
    """Whether two figures are surely one: a summary and its finding, or what a later document repeats."""
    (earlier, figure), (later, another) = sorted(
        ((context.document(row), figure) for row, figure in (one, other)), key=lambda pair: pair[0].date or ""
    )
    if not _is_one_value(earlier, later, figure, another):
        return False
    if earlier is later or (figure.date and another.date):
        return True
    if figure.date is None and another.date:
        of_document = (earlier.inspection_start, earlier.inspection_end, earlier.date)
        return any(_is_within(another.date, date) for date in of_document if date)
    return (figure.comparison, another.comparison) == (None, EARLIER)


def _is_one_value(document: Document, another: Document, figure: Figure, other: Figure) -> bool:
    """Whether two figures have one value, of one authority and group, over one stretch of time if each says which."""
    kinds = {figure.comparison, other.comparison}
    words = [
        (document.words(figure.paragraph, getattr(figure, part)), another.words(other.paragraph, getattr(other, part)))
        for part in ("group", "period")
    ]
    return (
        (figure.value, figure.upper, figure.unit) == (other.value, other.upper, other.unit)
        and document.authority == another.authority
        and (document.authority is not None or document is another)
        and (len(kinds) == 1 or kinds <= {None, EARLIER})
        and all(not (one and two) or set(terms(one)) & set(terms(two)) for one, two in words)
    )


def _is_within(one: str, other: str) -> bool:
    """Whether two dates may be one, each at its precision."""
    return one.startswith(other) or other.startswith(one)


def _statement(context: Context, same: Sequence[Stated]) -> str:
    """A figure as printed: whose, for when, what it measures, and where it stands, in each document that prints it."""
    row, figure = same[0]
    document = context.document(row)
    words = document.words
    owner = vocabulary().label(document.authority) if document.authority else document.title
    beside = COMPARISONS.get(figure.comparison or "")
    if figure.comparison in OF_OTHERS:
        owner, beside = f"{owner}, {beside}", None
    date = max((each.date for _, each in same if each.date), key=len, default=None)
    when = in_words(date) if date else words(figure.paragraph, figure.period)
    of = words(figure.paragraph, figure.measures) or words(figure.paragraph, figure.group)
    parts = [
        f"{owner}{f', {when}' if when else ''}: {_with_unit(figure)}",
        *([f"“{of}”"] if of else []),
        *([beside] if beside else []),
    ]
    return f"{', '.join(parts)} ({'; '.join(_printed_in(context, same))})."


def _printed_in(context: Context, same: Sequence[Stated]) -> Iterator[str]:
    """Each document that prints a figure, by its date, with the places where it does."""
    for _, group in groupby(same, key=lambda pair: context.passage(pair[0]).document):
        rows = list(dict.fromkeys(row for row, _ in group))
        places = dict.fromkeys(place(context.passage(row)) for row in rows)
        yield f"document of {in_words(context.document(rows[0]).date)}, {' and '.join(places)}"


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
