"""How well each sentence with a figure answers a question for one: by its subject, unit, owner and time."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from graph.lexical import terms
from graph.passage import Passage
from ingest.document import Figure, Mention, Span
from ingest.normalisation import normalise
from ontology.vocabulary import vocabulary
from qa_service.compose.draft import Context, Quote

_UNITS = (
    (
        "GBP",
        re.compile(r"\bhow much\b|\b(?:cost|costs|worth|money|cash|budget|invest(?:ed|ment)|spent|spend)\b|£", re.I),
    ),
    ("percent", re.compile(r"\b(?:percentage|proportion|share|per cent|percent)\b|%", re.I)),
    ("count", re.compile(r"\bhow many\b|\bnumbers? (?:of|for)\b", re.I)),
)
_NO_LENGTH = re.compile(r"count|percent|GBP|per |in ")
_LENGTHS = re.compile(
    r"\b(?:wait\w*|how (?:long|soon|quick\w*|fast|far|old)|days?|weeks?|months?|hours?|time(?:ly|liness|scales?)?|deadlines?|late|miles?|age|length|duration|stay\w*)\b",
    re.I,
)
"""What asks for a length of time or way."""
_OTHERS = {
    "national": re.compile(r"\b(?:national(?:ly)?|England)\b", re.I),
    "neighbours": re.compile(r"\b(?:statistical neighbou?rs?|similar authorities|comparators?)\b", re.I),
    "region": re.compile(r"\bregion(?:al|ally)?\b", re.I),
    "target": re.compile(r"\b(?:targets?|threshold|benchmark)\b", re.I),
    "difference": re.compile(r"\b(?:by how (?:much|many)|difference|gap)\b", re.I),
}
"""Figures that are not the authority's own, with the words of questions that ask for them."""
GENERIC = frozenset(
    terms(
        "many much number proportion percentage share average figure total rate authority council children child kids"
        " report inspection Ofsted year month end start time"
    )
)
"""Stems that say a figure is asked for, or that stand in every report, but not of what."""
LOOKED_AT = 60
"""Figures are looked for in this many of the best passages that have any."""
MIN_SUBJECT = 0.34
"""The share of what the question is about that a sentence must name for its figure to answer it."""
RELEVANCE = 1.5
"""What it counts that a passage is relevant, beside a sentence that names all of the subject."""
TELLING = 3.0
"""A subject whose words have at least this rarity in all tells one figure from another,"""
MOST = 0.6
"""and a figure is surely of it if its own words name so much of it."""
NEAR = 0.6
"""A sentence that names less answers too if its passage is as relevant as this share of the most relevant,"""
MIN_SIMILARITY = 0.35
"""and has a sentence as near in meaning as this cosine."""


@dataclass(frozen=True)
class Fit:
    """A stretch to quote, and how well it answers the question; higher is better.

    figures: those in it whose own words say that they are of what is asked.
    """

    quote: Quote
    figures: tuple[Figure, ...]
    score: float


def fits(context: Context) -> list[Fit]:
    """The sentences with figures about what is asked, of the time asked for, the best first."""
    subject = _Subject(context)
    found = [fit for row in _rows_with_figures(context) for fit in _of_passage(context, row, subject)]
    return sorted(found, key=lambda fit: -fit.score)


def _rows_with_figures(context: Context) -> list[int]:
    """The best rows with figures, of documents that may speak of the time asked for."""
    documents = context.store.corpus.documents
    having = {(number, figure.paragraph) for number in context.scope for figure in documents[number].figures}
    rows = (row for row in context.order if (context.passage(row).document, context.passage(row).index) in having)
    return [row for row, _ in zip(rows, range(LOOKED_AT), strict=False)]


def _of_passage(context: Context, row: int, subject: _Subject) -> list[Fit]:
    """The sentences of a passage that fit; the whole of one that is a list or table."""
    passage = context.passage(row)
    figures = [
        figure
        for figure in context.document(row).figures
        if figure.paragraph == passage.index and _is_of_kind(context, figure)
    ]
    fitting = []
    for span in passage.sentences:
        here = tuple(figure for figure in figures if span[0] <= figure.span[0] < span[1])
        about = subject.share(row, _with_sentence_before(passage, span)) if here else 0.0
        time = max((_time_fit(context, row, figure, passage.text[slice(*span)]) for figure in here), default=0.0)
        if time > 0 and (about >= MIN_SUBJECT or (here and _is_near(context, row))):
            score = (
                about
                + time
                + _unit_fit(context, here)
                + _owner_fit(context, here)
                + RELEVANCE * _relevance(context, row)
            )
            fitting.append(Fit(Quote(row, span), tuple(f for f in here if subject.is_of(row, f)), score))
    if fitting and passage.paragraph.breaks:
        whole = tuple(figure for fit in fitting for figure in fit.figures)
        return [Fit(Quote(row, (0, len(passage.text))), whole, max(fit.score for fit in fitting))]
    return fitting


def _with_sentence_before(passage: Passage, span: Span) -> Span:
    """A sentence with the one that it goes on from."""
    return max((start for start, _ in passage.sentences if start < span[0]), default=span[0]), span[1]


def _is_of_kind(context: Context, figure: Figure) -> bool:
    """Whether a figure may answer: a length of time or way does only where a time or way is asked for."""
    return bool(_NO_LENGTH.match(figure.unit) or _LENGTHS.search(context.question.text))


def _relevance(context: Context, row: int) -> float:
    """How relevant a row is for its subject, beside the most relevant: from 0 to 1."""
    return float(context.ranking.relevance[row] / max(float(context.ranking.relevance.max()), 1e-6))


def _is_near(context: Context, row: int) -> bool:
    """Whether a passage is about the subject in other words."""
    return _relevance(context, row) >= NEAR and float(context.ranking.similarity[row]) >= MIN_SIMILARITY


def _unit_fit(context: Context, figures: Iterable[Figure]) -> float:
    """1 if one is in the unit that the question asks for: money, a share, or a number."""
    wanted = unit_asked_for(context)
    return float(wanted is None or any(figure.unit == wanted for figure in figures))


def unit_asked_for(context: Context) -> str | None:
    """The unit of the figure asked for, where the question tells."""
    return next((unit for unit, pattern in _UNITS if pattern.search(context.question.text)), None)


def _owner_fit(context: Context, figures: Iterable[Figure]) -> float:
    """1 if one is the authority's own, or the average or target that the question asks for.

    A figure in another unit than the one asked for, such as the 72 hours within which a share of visits took place, is
    no answer of its own.
    """
    unit = unit_asked_for(context)
    kinds = {figure.comparison for figure in figures if unit in (None, figure.unit)}
    wanted = {kind for kind, pattern in _OTHERS.items() if pattern.search(context.question.text)}
    return float(bool(kinds & wanted) if wanted else bool(kinds - set(_OTHERS)))


def _time_fit(context: Context, row: int, figure: Figure, sentence: str) -> float:
    """How well a figure is of the time asked for, by its date or words and its document: from 1 to 0, not at all."""
    periods, reported_then = context.question.periods, context.ranking.features["date"][row] > 0
    if not periods:
        return 1.0 if reported_then else 0.5
    said = normalise(sentence)
    if (figure.date and any(period.covers(figure.date) for period in periods)) or any(
        normalise(period.words) in said for period in periods
    ):
        return 1.0 if reported_then else 0.5
    if reported_then:
        return 0.6 if figure.date else 0.8
    return 0.5 if any(str(year) in said for period in periods for year in period.years) else 0.0


class _Subject:
    """What the question is about: its telling words, each by its rarity, and the concepts that some of them name."""

    def __init__(self, context: Context) -> None:
        self._context = context
        question = context.question
        places = {stem for iri in question.authorities for stem in terms(vocabulary().label(iri))}
        lexical = context.store.lexical
        asked = (set(terms(question.subject)) & lexical.terms) - GENERIC - places
        self._weights = {term: lexical.rarity(term) for term in asked}
        known = vocabulary()
        self._naming: dict[str, set[str]] = defaultdict(set)
        for found in (*question.themes, *question.actors):
            for iri in (found.iri, *known.narrower(found.iri)):
                self._naming[iri] |= set(terms(found.words))
        self._mentions: dict[int, dict[int, list[Mention]]] = {}

    def is_of(self, row: int, figure: Figure) -> bool:
        """Whether the words for what a figure measures, and of whom, name most of a subject that tells enough."""
        spans = [span for span in (figure.span, figure.measures, figure.group) if span]
        own = (min(start for start, _ in spans), max(end for _, end in spans))
        return sum(self._weights.values()) >= TELLING and self.share(row, own) >= MOST

    def share(self, row: int, span: Span) -> float:
        """The share of the subject that a stretch of a passage, or its heading, speaks of."""
        total = sum(self._weights.values())
        if not total:
            return 1.0 if self._naming else 0.0
        passage = self._context.passage(row)
        said = set(terms(f"{passage.heading} {passage.text[slice(*span)]}"))
        for mention in self._mentioned(row):
            if span[0] <= mention.span[0] < span[1]:
                said |= self._naming.get(mention.concept, set())
        return sum(weight for term, weight in self._weights.items() if term in said) / total

    def _mentioned(self, row: int) -> list[Mention]:
        """The mentions in a passage of what the question names."""
        number = self._context.passage(row).document
        if number not in self._mentions:
            by_paragraph: dict[int, list[Mention]] = defaultdict(list)
            for mention in self._context.store.corpus.documents[number].mentions:
                if mention.concept in self._naming:
                    by_paragraph[mention.paragraph].append(mention)
            self._mentions[number] = by_paragraph
        return self._mentions[number].get(self._context.passage(row).index, [])
