"""Lets figures that are compared, or follow each other as bare numbers, share what the first of them measures."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.annotation.figure.antecedent import antecedent
from ingest.annotation.figure.context import around
from ingest.annotation.figure.measure import measure_of
from ingest.annotation.figure.number import is_length
from ingest.annotation.figure.reading import Measure, Reading
from ingest.annotation.grammar import FUNCTION_WORDS
from ingest.document import Span

_BARE = re.compile(
    r"(?:\s+(?:days|weeks|months|years|hours))?\s*(?:[,.;:)(]|$|(?:and|for|in|at|as\s+at|during|nationally|respectively|or|but|to|the|compared"
    r"|last|each|across|previously)\b)",
    re.I,
)
"""After a number that names nothing itself."""
_OTHER_THING = re.compile(
    rf"(?:,|\sand|;)\s+(?:(?!(?:{'|'.join(FUNCTION_WORDS)})\b)[a-z-]+\s+){{1,4}}in\s+(?:(?:only|just|over|nearly|almost)\s+)?$"
)
"""Between two numbers, what the second tells of in the same cases: "neglect in 12% of plans, *emotional abuse in* 9%"."""


def measures_of(reading: Reading) -> list[Measure]:
    """What each number of the sentence measures: by its own words, by those of the number that it goes on from, or by its clause."""
    found: list[Measure] = []
    for index in range(len(reading.numbers)):
        own = measure_of(reading, index)
        if own.measures is None:
            host = _host(reading, index, found)
            told = found[host] if host is not None else around(reading, index)
            own = Measure(told.measures, own.group or told.group or _same_cases(reading, index, found))
        found.append(replace(own, group=own.group or antecedent(reading, index, own, found)))
    return found


def _host(reading: Reading, index: int, found: list[Measure]) -> int | None:
    """The number before that this one is compared with, or follows in a series."""
    number, standing = reading.numbers[index], reading.standings[index]
    if (
        standing.comparison is None
        and (is_length(number) or not _BARE.match(reading.sentence, number.span[1]))
        and standing.direction is None
    ):
        return None
    for before in reversed(range(index)):
        other = reading.numbers[before]
        if standing.comparison is None and _is_of_another(reading, before, index):
            return None
        hosts = reading.standings[before].comparison in (None, "earlier", "difference") and found[before].measures
        if hosts and _same_kind(other.unit, number.unit):
            return before
    return None


def _is_of_another(reading: Reading, index: int, next_index: int) -> bool:
    """Whether the second of two numbers tells of another thing in the same cases."""
    first, second = reading.numbers[index], reading.numbers[next_index]
    return bool(_OTHER_THING.search(reading.sentence[first.span[1] : second.span[0]]))


def _same_cases(reading: Reading, index: int, found: list[Measure]) -> Span | None:
    """The group of the number before, where this one tells of another thing in the same cases."""
    return found[-1].group if found and _is_of_another(reading, index - 1, index) else None


def _same_kind(unit: str, other: str) -> bool:
    """Whether numbers of the two units may measure the same: counts and shares, or lengths of which one prints no unit."""
    shares = all(each in ("count", "percent") or each.startswith("in ") for each in (unit, other))
    return unit == other or shares or other == "count"
