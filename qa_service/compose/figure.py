"""Figures: each as printed, in its sentence, with its date; conflicting ones stand side by side."""

from __future__ import annotations

import re

from graph.lexical import terms
from ingest.document import Figure
from ontology.competency import bound
from ontology.label import words
from qa_service.compose.draft import QUOTE_LIMIT, Context, Draft, Quote, ranked

_UNITS = (
    (
        "GBP",
        re.compile(r"\bhow much\b|\b(?:cost|costs|worth|money|cash|budget|invest(?:ed|ment)|spent|spend)\b|£", re.I),
    ),
    ("percent", re.compile(r"\b(?:percentage|proportion|share|per cent|percent)\b|%", re.I)),
)
_OTHERS = {
    "national": re.compile(r"\b(?:national(?:ly)?|England)\b", re.I),
    "neighbours": re.compile(r"\b(?:statistical neighbou?rs?|similar authorities|comparators?)\b", re.I),
    "region": re.compile(r"\bregion(?:al|ally)?\b", re.I),
    "target": re.compile(r"\b(?:targets?|threshold|benchmark)\b", re.I),
    "difference": re.compile(r"\b(?:by how (?:much|many)|difference|gap)\b", re.I),
}
"""Figures that are not the authority's own, with the words of questions that ask for them."""
LOOKED_AT = 12
"""Figures are looked for in this many of the best passages."""
MIN_SHARE = 0.34
"""Share of the question's telling words that a sentence must have for its figure to answer it."""


def compose_figure(context: Context) -> Draft:
    """Quote the sentences with figures that speak of what is asked; none found is said."""
    found = [quote for row in context.order[:LOOKED_AT] for quote in _sentences_with_figures(context, row)]
    found.sort(key=lambda quote: (not _has_unit(context, quote), not _is_whose(context, quote)))
    if context.question.periods:
        found = [quote for quote in found if _is_of_period(context, quote)]
    rows = ranked(context, dict.fromkeys(quote.row for quote in found))
    iris = [context.store.corpus.iris[i] for i in context.scope]
    sparql = (
        bound("figures-on-a-theme", asked=context.main_concepts, document=iris)
        if context.main_concepts
        else bound("figures", document=iris)
    )
    if not found:
        periods = ", ".join(period.words for period in context.question.periods)
        when = f" for {periods}" if periods else ""
        return Draft(
            refusal=f"No figure for this{when} is printed in these documents.", rows=rows, sparql=sparql, kind="figure"
        )
    others = [context.quote(row) for row in rows[:6] if row not in {quote.row for quote in found}]
    return Draft((), tuple([*found, *others][:QUOTE_LIMIT]), rows, sparql, kind="figure")


def _sentences_with_figures(context: Context, row: int) -> list[Quote]:
    """The sentences of a passage that hold a figure and speak of what is asked; the whole of one that is a list or table."""
    passage = context.passage(row)
    figures_here = [figure for figure in context.document(row).figures if figure.paragraph == passage.index]
    spans = [
        span
        for span in passage.sentences
        if any(_within(figure, span) for figure in figures_here) and _speaks_of(context, row, span)
    ]
    if spans and passage.paragraph.breaks:
        return [Quote(row, (0, len(passage.text)))]
    return [Quote(row, span) for span in spans]


def _has_unit(context: Context, quote: Quote) -> bool:
    """Whether a sentence has a figure in the unit that the question asks for: money, a share, or a number."""
    wanted = _unit_asked_for(context)
    return wanted is None or any(figure.unit == wanted for figure in _figures_in(context, quote))


def _unit_asked_for(context: Context) -> str | None:
    return next((unit for unit, pattern in _UNITS if pattern.search(context.question.text)), None)


def _is_whose(context: Context, quote: Quote) -> bool:
    """Whether a sentence has a figure of the authority's own, or of the average or target that the question asks for.

    A figure in another unit than the one asked for, such as the 72 hours within which a share of visits took place, is
    no answer of its own.
    """
    unit = _unit_asked_for(context)
    figures_here = _figures_in(context, quote)
    kinds = {figure.comparison for figure in figures_here if unit in (None, figure.unit)}
    wanted = {kind for kind, pattern in _OTHERS.items() if pattern.search(context.question.text)}
    return bool(kinds & wanted) if wanted else bool(kinds - set(_OTHERS))


def _figures_in(context: Context, quote: Quote) -> list[Figure]:
    index = context.passage(quote.row).index
    return [f for f in context.document(quote.row).figures if f.paragraph == index and _within(f, quote.span)]


def _within(figure: Figure, span: tuple[int, int]) -> bool:
    return span[0] <= figure.span[0] < span[1]


def _speaks_of(context: Context, row: int, span: tuple[int, int]) -> bool:
    """Whether a sentence, or the one before that it goes on from, names a chief concept, or it has enough of the words."""
    passage = context.passage(row)
    text = passage.text[slice(*span)]
    asked = set(terms(context.question.subject)) - GENERIC
    sentence = {word.stem for word in words(f"{passage.heading} {text}")}
    share = len(asked & sentence) / max(1, len(asked))
    before = max((start for start, _ in passage.sentences if start < span[0]), default=span[0])
    return share >= MIN_SHARE or any(before <= place < span[1] for place in context.mentions(row))


GENERIC = frozenset(
    {
        "mani",
        "much",
        "number",
        "proport",
        "percentag",
        "share",
        "averag",
        "figur",
        "total",
        "rate",
        "author",
        "council",
        "children",
        "child",
        "report",
        "inspect",
    }
)
"""Stems that say a figure is asked for, or that stand in every report, but not of what."""


def _is_of_period(context: Context, quote: Quote) -> bool:
    """Whether the figure is from a document of the period asked for, or its sentence names the period."""
    if context.ranking.features["date"][quote.row] > 0:
        return True
    text = context.passage(quote.row).text[slice(*quote.span)]
    return any(
        period.words in text or str(year) in text for period in context.question.periods for year in period.years
    )
