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
from ingest.annotation.figure.measure import PART_OF, Reading, measure_of
from ingest.annotation.figure.moment import moment_of, moments
from ingest.annotation.figure.notation import is_contents
from ingest.annotation.figure.number import Number, is_length, numbers
from ingest.document import Document, Figure, Paragraph, Problem, Span

MAX_NUMBERS = 60
"""What is said of a number depends on those around it, so that it takes the square of their number to tell."""
_WITHOUT_FIGURES = frozenset({"colophon", "note", "judgement"})
_PART_OF_WHOLE = re.compile(rf"(?:\s*\([^()]{{0,30}}\))?{PART_OF.pattern}", re.I)
_OF_WHOLE = re.compile(
    r"(?:^|,\s|\band\s|\bthat\s|\bwhile\s)\W*(?:out\s+)?of\s+(?:(?:the|these|those|all|its|a\s+total\s+of)\s+)*$", re.I
)
_IN_BRACKETS = re.compile(
    r"\(\s*(?:or\s+|i\.e\.,?\s+|equating\s+to\s+|equivalent\s+to\s+|which\s+is\s+|representing\s+"
    r"|that\s+is,?\s+|just\s+|about\s+|approximately\s+|around\s+|nearly\s+|almost\s+|over\s+|only\s+"
    r"|a\s+(?:rate|total)\s+of\s+|rate\s+of\s+)*$",
    re.I,
)
_CLOSES = re.compile(
    r"\s*(?:per\s+[\d,]+)?\s*(?:children|of\s+(?:the\s+)?(?:total|cohort|population|cases|them)"
    r"|young\s+people|cases|in\s+total)?\s*\)",
    re.I,
)
_THIS_IS = re.compile(
    r"\W*This\s+(?:is|was|represents?|equates\s+to)\s+(?:(?:a|an|about|around|approximately|just|over"
    r"|nearly|significant|slight|small)\s+)*",
    re.I,
)
_OF_THE_POPULATION = re.compile(r"\s+of\s+the\s+(?:total\s+)?(?:population|number|cohort)\b", re.I)
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
        here = _carried_on(sentence, start, here, before)
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
    result = [_figure(reading, index, paragraph) for index in range(len(read))]
    return [_as_restated(figure, result) for figure in result]


def _figure(reading: Reading, index: int, paragraph: int) -> Figure:
    sentence, number, standing = reading.sentence, reading.numbers[index], reading.standings[index]
    moment = moment_of(sentence, reading.numbers, index, reading.moments)
    measure = measure_of(reading, index)
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
        whole=_whole(sentence, reading.numbers, index),
        restates=_restated(sentence, reading.numbers, index),
    )


def _whole(sentence: str, read: Sequence[Number], index: int) -> Span | None:
    """The number that this one is a part of: "three of 12 cases", "Of the 12 children, three…"."""
    number = read[index]
    following = next(
        (
            other
            for other in read[index + 1 :]
            if other.unit == "count" or not _restated(sentence, read, read.index(other))
        ),
        None,
    )
    if following and following.unit == "count" and number.unit in ("count", "percent"):
        link = _PART_OF_WHOLE.fullmatch(sentence, number.span[1], following.span[0])
        if link and _is_less(number, following):
            return following.span
    first = read[0]
    if (
        index
        and first.unit == "count"
        and number.unit in ("count", "percent")
        and _OF_WHOLE.search(sentence[: first.span[0]])
    ):
        between = sentence[first.span[1] : number.span[0]]
        if (
            "," in between
            and not re.search(r"[;:.]|\b(?:than|compared|against|average)\b", between)
            and _is_less(number, first)
        ):
            owned = re.match(
                r"\s+(?:(?:out\s+)?of|days|weeks|months|years|hours|miles|percentage)\b", sentence[number.span[1] :]
            )
            before = sentence[: number.span[0]]
            if not owned and re.search(
                (
                    r"[,(]\s*(?:only|just|nearly|almost|around|about|over)?\s*$|\b(?:and|with)\s+(?:only|just"
                    r"|a\s+further)?\s*$|,\s+(?:a\s+further|an?\s+additional|all)\s*$"
                ),
                before,
            ):
                return first.span
    return None


def _is_less(part: Number, whole: Number) -> bool:
    return part.unit == "percent" or float(part.value) <= float(whole.value)


def _restated(sentence: str, read: Sequence[Number], index: int) -> Span | None:
    """The number that this one, alone in brackets, gives in another unit: "26 (27.3%)", "342 children (a rate of 31 per 10,000)"."""
    if not index:
        return None
    number, before = read[index], read[index - 1]
    link = sentence[before.span[1] : number.span[0]]
    opened = _IN_BRACKETS.search(link)
    if opened is None or not _CLOSES.match(sentence, number.span[1]) or number.unit == before.unit:
        return None
    words = link[: opened.start()]
    if re.search(r"[,;:()]|\b(?:average|compared|than|nationally|England)\b", words) or len(words.split()) > 14:
        return None
    if not {number.unit, before.unit} & {"count"} or is_length(number) or is_length(before):
        return None
    return before.span


def _unit(sentence: str, read: Sequence[Number], index: int) -> str:
    """The unit of a figure that others are compared with: that of the number before, where it prints none itself."""
    number = read[index]
    if number.unit != "count" or not _BARE.match(sentence, number.span[1]):
        return number.unit
    return next(
        (other.unit for other in reversed(read[:index]) if is_length(other) or other.unit.startswith("per ")), "count"
    )


def _as_restated(figure: Figure, here: Sequence[Figure]) -> Figure:
    """`figure` with what is said of the one that it gives in another way."""
    if figure.restates is None:
        return figure
    other = next(other for other in here if other.span == figure.restates)
    return replace(
        figure,
        date=figure.date or other.date,
        period=figure.period or other.period,
        measures=None if figure.unit == "percent" and other.measures == other.group else other.measures,
        group=other.group,
        comparison=other.comparison,
        comparison_words=other.comparison_words,
        direction=other.direction,
    )


def _carried_on(sentence: str, start: int, here: list[Figure], before: Sequence[Figure]) -> list[Figure]:
    """`here` with what the sentence before says where this one goes on about its only figure: "This is an increase from 215"."""
    this_is = _THIS_IS.match(sentence)
    subjects = [figure for figure in before if figure.restates is None]
    if not (this_is and here and len(subjects) == 1 and subjects[0].measures):
        return here
    subject = subjects[0]
    first = here[0]
    text = sentence[first.span[1] - start :]
    if first.comparison == "earlier" or (first.span[0] - start == this_is.end() and _OF_THE_POPULATION.match(text)):
        same = first.comparison is None
        carried = replace(
            first,
            measures=subject.measures,
            group=subject.group,
            restates=subject.span if same else None,
            date=first.date or (subject.date if same else None),
        )
        return [
            carried,
            *(_as_restated(figure, [carried]) if figure.restates == first.span else figure for figure in here[1:]),
        ]
    return here


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
