"""Finds the figures that a text states, each with what it measures, for whom and when, and what it is compared with.

The numbers come from `ingest.number`, the times from `ingest.moment`, averages, targets and earlier figures from
`ingest.comparison`, and what is measured from `ingest.measure`. What is not sure stays None: a wrong label is worse
than none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.annotation.figure.comparison import approximation_of, standing_of
from ingest.annotation.figure.moment import moment_of, moments
from ingest.annotation.figure.notation import is_contents
from ingest.annotation.figure.number import Number, is_length, numbers
from ingest.annotation.figure.reading import Measure, Reading
from ingest.annotation.figure.relation import as_restated, carried_on, restated, whole
from ingest.annotation.figure.sharing import measures_of
from ingest.document import Document, Figure, Paragraph, Problem, Span

MAX_NUMBERS = 60
"""What is said of a number depends on those around it, so that it takes the square of their number to tell."""
_WITHOUT_FIGURES = frozenset({"colophon", "note", "judgement"})
_BARE = re.compile(r"\s*(?:[,.;:)]|$|(?:and|for|in|nationally|per|respectively|or|at|but)\b)", re.I)


def figures(document: Document) -> tuple[Document, list[Problem]]:
    """`document` with the figures of its searchable paragraphs.

    A run of more numbers than any sentence has is a table or a list that was read as text: what its numbers
    measure cannot be told.
    """
    found: list[Figure] = []
    crowded: list[str] = []
    for index, paragraph in enumerate(document.paragraphs):
        if paragraph.role not in _WITHOUT_FIGURES and not is_contents(paragraph.text):
            found += _in_paragraph(paragraph, index, crowded)
    problems = [Problem("figures-left-out", _left_out(crowded), document.source, "partial")] if crowded else []
    return replace(document, figures=tuple(found)), problems


def _left_out(crowded: Sequence[str]) -> str:
    return (
        f"In {len(crowded):,} places more than {MAX_NUMBERS} numbers stand in one sentence, first in “{crowded[0][:60]}…”: "
        "none of them is kept as a figure. If it is a table, save it as one."
    )


def _in_paragraph(paragraph: Paragraph, index: int, crowded: list[str]) -> list[Figure]:
    """The figures of a paragraph; its sentences with too many numbers are added to `crowded`."""
    found: list[Figure] = []
    before: list[Figure] = []
    for start, end in paragraph.sentences:
        listed = start in paragraph.breaks or (paragraph.stem is not None and start == 0)
        sentence = paragraph.text[start:end]
        read = tuple(numbers(sentence))
        if len(read) > MAX_NUMBERS:
            crowded.append(sentence)
            read = ()
        here = [_moved(figure, start) for figure in _in_sentence(sentence, read, index, listed)]
        here = carried_on(sentence, start, here, before)
        found += here
        before = here
    return found


def _in_sentence(sentence: str, read: tuple[Number, ...], paragraph: int, listed: bool) -> list[Figure]:
    """The figures of one sentence, whose numbers are `read`, with their places counted from its beginning."""
    if not read:
        return []
    named = tuple(moments(sentence))
    standings = tuple(standing_of(sentence, read, index, named) for index in range(len(read)))
    reading = Reading(sentence, read, named, standings, listed)
    result = [_figure(reading, index, measure, paragraph) for index, measure in enumerate(measures_of(reading))]
    return [as_restated(figure, result) for figure in result]


def _figure(reading: Reading, index: int, measure: Measure, paragraph: int) -> Figure:
    sentence, number, standing = reading.sentence, reading.numbers[index], reading.standings[index]
    moment = moment_of(sentence, reading.numbers, index, reading.moments)
    return Figure(
        paragraph,
        number.span,
        sentence[slice(*number.span)],
        number.value,
        _unit(sentence, reading.numbers, index) if standing.comparison else number.unit,
        moment.iso if moment else None,
        upper=number.upper,
        period=moment.span if moment and not moment.iso else None,
        measures=measure.measures,
        group=measure.group,
        comparison=standing.comparison,
        comparison_words=standing.words,
        direction=standing.direction,
        approximation=approximation_of(sentence, number),
        whole=whole(sentence, reading.numbers, index),
        restates=restated(sentence, reading.numbers, index),
    )


def _unit(sentence: str, read: Sequence[Number], index: int) -> str:
    """The unit of a figure that others are compared with: that of the number before, where it prints none itself."""
    number = read[index]
    if number.unit != "count" or not _BARE.match(sentence, number.span[1]):
        return number.unit
    return next(
        (other.unit for other in reversed(read[:index]) if is_length(other) or other.unit.startswith("per ")), "count"
    )


def _moved(figure: Figure, by: int) -> Figure:
    """`figure` with all its places `by` characters further on."""

    def moved(span: Span | None) -> Span | None:
        return (span[0] + by, span[1] + by) if span else None

    return replace(
        figure,
        span=(figure.span[0] + by, figure.span[1] + by),
        period=moved(figure.period),
        measures=moved(figure.measures),
        group=moved(figure.group),
        comparison_words=moved(figure.comparison_words),
        direction=moved(figure.direction),
        approximation=moved(figure.approximation),
        whole=moved(figure.whole),
        restates=moved(figure.restates),
    )
