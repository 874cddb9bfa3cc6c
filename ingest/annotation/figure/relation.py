"""Finds what the figures of a sentence are to each other: a part and its whole, the same in another unit, what goes on from before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.annotation.figure.number import Number, is_length
from ingest.annotation.figure.quantity import PART_OF
from ingest.document import Figure, Span

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
_THIS = re.compile(r"\W*This\s+(?:(?:number|figure|proportion|rate|percentage|total)\s+)?[a-z]+\b", re.I)
_THIS_IS = re.compile(
    r"\W*This\s+(?:is|was|represents?|equates\s+to)\s+(?:(?:a|an|about|around|approximately|just|over"
    r"|nearly|significant|slight|small)\s+)*",
    re.I,
)
_OF_THE_POPULATION = re.compile(r"\s+of\s+the\s+(?:total\s+)?(?:population|number|cohort)\b", re.I)


def whole(sentence: str, read: Sequence[Number], index: int) -> Span | None:
    """The number that this one is a part of: "three of 12 cases", "Of the 12 children, three…"."""
    number = read[index]
    following = next(
        (
            other
            for other in read[index + 1 :]
            if other.unit == "count" or not restated(sentence, read, read.index(other))
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


def restated(sentence: str, read: Sequence[Number], index: int) -> Span | None:
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


def as_restated(figure: Figure, here: Sequence[Figure]) -> Figure:
    """`figure` with what is said of the one that it gives in another way."""
    if figure.restates is None:
        return figure
    other = next(other for other in here if other.span == figure.restates)
    return replace(
        figure,
        date=figure.date or other.date,
        period=figure.period or other.period,
        measures=other.measures,
        group=figure.group if figure.group and figure.group[0] > figure.span[0] else other.group,
        comparison=other.comparison,
        comparison_words=other.comparison_words,
        direction=other.direction,
    )


def carried_on(sentence: str, start: int, here: list[Figure], before: Sequence[Figure]) -> list[Figure]:
    """`here` with what the sentence before says where this one goes on about its only figure: "This is an increase from 215"."""
    this = _THIS.match(sentence)
    subjects = [figure for figure in before if figure.restates is None]
    if not (this and here and len(subjects) == 1 and subjects[0].measures):
        return here
    first = here[0]
    same = bool(_THIS_IS.fullmatch(sentence, 0, first.span[0] - start)) and bool(
        _OF_THE_POPULATION.match(sentence, first.span[1] - start)
    )
    result: list[Figure] = []
    for figure in here:
        if figure.restates and result:
            result.append(as_restated(figure, result))
        elif (same and figure is first) or _goes_on(figure):
            result.append(_carried(figure, subjects[0], same))
        else:
            result.append(figure)
    return result


def _goes_on(figure: Figure) -> bool:
    """Whether a figure is an earlier or a later value of what the sentence before measures."""
    return figure.comparison == "earlier" or (figure.direction is not None and figure.comparison is None)


def _carried(figure: Figure, subject: Figure, same: bool) -> Figure:
    """`figure` with what is said of `subject`; where it is the `same` amount as a share, it keeps what it is a share of."""
    if not same:
        return replace(figure, measures=subject.measures, group=figure.group or subject.group)
    return replace(
        figure,
        measures=figure.measures or subject.measures,
        group=subject.group,
        restates=subject.span,
        date=figure.date or subject.date,
    )
