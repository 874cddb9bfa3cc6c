"""Dates as printed, brought to ISO 8601 at the precision printed, never finer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from ingest.document import Span

MONTHS = {
    name: number
    for number, name in enumerate(
        (
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ),
        1,
    )
}
MONTH = (
    r"(?P<{0}>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
"""A month by its name or the short form of it; the name of the group is filled in."""
_DAY = r"(?P<{0}>\d{{1,2}})(?:st|nd|rd|th)?"
_YEAR = r"(?P<{0}>(?:19|20)\d\d)"
_TO = r"\s*(?:-|–|—|to|and|until|&)\s*"
_DATE = re.compile(
    rf"\b{_DAY.format('day')}\s+(?:of\s+)?{MONTH.format('month')},?\s+{_YEAR.format('year')}\b"
    rf"|\b(?P<nday>\d{{1,2}})[/.](?P<nmonth>\d{{1,2}})[/.](?P<nyear>(?:19|20)\d\d)\b"
    rf"|\b{MONTH.format('month2')},?\s+{_YEAR.format('year2')}\b"
    rf"|\b{_YEAR.format('year3')}\b",
    re.I,
)
_RANGE = re.compile(
    rf"\b{_DAY.format('d1')}(?:,\s*{_DAY.format('d_between')}){{0,10}}(?:\s+{MONTH.format('m1')})?(?:,?\s+{_YEAR.format('y1')})?{_TO}{_DAY.format('d2')}\s+{MONTH.format('m2')},?\s+{_YEAR.format('y2')}\b"
    rf"|\b(?P<n1>\d{{1,2}}[/.]\d{{1,2}}[/.](?:19|20)\d\d){_TO}(?P<n2>\d{{1,2}}[/.]\d{{1,2}}[/.](?:19|20)\d\d)\b",
    re.I,
)


@dataclass(frozen=True)
class FoundDate:
    """A date in a text: ISO 8601 (year, month or day) and where it stands."""

    iso: str
    span: Span


def find_dates(text: str) -> list[FoundDate]:
    """All dates in `text`, in order, with years that stand alone."""
    return [FoundDate(iso, match.span()) for match in _DATE.finditer(text) if (iso := _iso(match))]


def find_periods(text: str) -> list[tuple[str, str, Span]]:
    """All spans of days in `text`, as in "20 June – 13 July 2017", "15 and 16 June 2021": start, end, place."""
    found = []
    for match in _RANGE.finditer(text):
        if match["n1"]:
            start, end = _iso(_DATE.fullmatch(match["n1"])), _iso(_DATE.fullmatch(match["n2"]))
        else:
            end = _day(match["y2"], match["m2"], match["d2"])
            start = _day(match["y1"] or match["y2"], match["m1"] or match["m2"], match["d1"])
        if start and end:
            if start > end and not (match["y1"] or match["n1"]):
                start = f"{int(start[:4]) - 1}{start[4:]}"
            if start <= end:
                found.append((start, end, match.span()))
    return found


def period_spans(text: str) -> list[Span]:
    """Where spans of days stand in `text`."""
    return [match.span() for match in _RANGE.finditer(text)]


def days_between(start: str, end: str) -> int:
    """The number of days from `start` to `end`, both included."""
    return (date.fromisoformat(end) - date.fromisoformat(start)).days + 1


def in_words(iso: str | None) -> str:
    """A date as a reader in Britain writes it: "4 September 2017", "July 2016", "2017"; "undated" for None."""
    if not iso:
        return "undated"
    parts = iso.split("-")
    names = [name.capitalize() for name in MONTHS]
    if len(parts) == 1:
        return parts[0]
    month = f"{names[int(parts[1]) - 1]} {parts[0]}"
    return month if len(parts) == 2 else f"{int(parts[2])} {month}"


def _iso(match: re.Match[str] | None) -> str | None:
    if match is None:
        return None
    if match["year"]:
        return _day(match["year"], match["month"], match["day"])
    if match["nyear"]:
        return _numeric_day(match["nyear"], int(match["nmonth"]), int(match["nday"]))
    if match["year2"]:
        return f"{match['year2']}-{_month(match['month2']):02}"
    return match["year3"]


def _month(name: str) -> int:
    return next(number for full, number in MONTHS.items() if full.startswith(name.lower()[:3]))


def _day(year: str, month: str, day: str) -> str | None:
    return _numeric_day(year, _month(month), int(day))


def _numeric_day(year: str, month: int, day: int) -> str | None:
    try:
        return date(int(year), month, day).isoformat()
    except ValueError:
        return None
