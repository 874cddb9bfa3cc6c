"""Lets figures that are compared, or follow each other as bare numbers, share what the first of them measures."""

from __future__ import annotations

import re

from ingest.annotation.figure.context import around
from ingest.annotation.figure.measure import measure_of
from ingest.annotation.figure.number import is_length
from ingest.annotation.figure.reading import Measure, Reading

_BARE = re.compile(
    r"(?:\s+(?:days|weeks|months|years|hours))?\s*(?:[,.;:)(]|$|(?:and|for|in|at|as\s+at|during|nationally|respectively|or|but|to|the|compared"
    r"|last|each|across|previously)\b)",
    re.I,
)
"""After a number that names nothing itself."""


def measures_of(reading: Reading) -> list[Measure]:
    """What each number of the sentence measures: by its own words, by those of the number that it goes on from, or by its clause."""
    found: list[Measure] = []
    for index in range(len(reading.numbers)):
        own = measure_of(reading, index)
        if own.measures is None:
            host = _host(reading, index, found)
            told = found[host] if host is not None else around(reading, index)
            own = Measure(told.measures, own.group or told.group)
        found.append(own)
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
        hosts = reading.standings[before].comparison in (None, "earlier", "difference") and found[before].measures
        if hosts and _same_kind(other.unit, number.unit):
            return before
    return None


def _same_kind(unit: str, other: str) -> bool:
    """Whether numbers of the two units may measure the same: counts and shares, or lengths of which one prints no unit."""
    shares = all(each in ("count", "percent") or each.startswith("in ") for each in (unit, other))
    return unit == other or shares or other == "count"
