"""The periods that questions speak of: years, months, spans, "since", "the latest", "three years earlier"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.identity.date import MONTHS

_MONTH_NAMES = "|".join(MONTHS)
_ABBREVIATED = "jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
_MONTH = rf"(?:{_MONTH_NAMES}|{_ABBREVIATED})"
_YEAR = r"(?:19|20)\d\d"
_MOMENT = re.compile(
    rf"\b(?:(?P<month>{_MONTH})\.?,?\s+(?P<year>{_YEAR})|(?P<season>spring|summer|autumn|winter|early|mid|late)[-\s]+(?P<syear>{_YEAR})|(?P<fyear>{_YEAR})[-/–](?P<fend>\d\d)\b|(?P<plain>{_YEAR}))\b",
    re.I,
)
_EARLIER = re.compile(
    r"\b(?P<count>one|two|three|four|five|a|\d+) years? (?P<way>earlier|before|later|after(?:wards)?|on)\b", re.I
)
_COUNTS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_LATEST = re.compile(
    r"\b(?:latest|most recent|newest|last (?:report|inspection|visit|letter)|currently|nowadays|right now|at the moment)\b",
    re.I,
)
_FIRST = re.compile(r"\b(?:first|earliest|oldest|original) (?:report|inspection|visit|document)\b", re.I)
_SEASONS = {
    "spring": ("03", "05"),
    "summer": ("06", "08"),
    "autumn": ("09", "11"),
    "winter": ("12", "12"),
    "early": ("01", "04"),
    "mid": ("05", "08"),
    "late": ("09", "12"),
}


REPORTED_WITHIN_MONTHS = 6


@dataclass(frozen=True)
class Period:
    """From `start` to `end`, both included, as ISO dates of any precision; either may be None (open)."""

    start: str | None
    end: str | None
    words: str

    def covers(self, iso: str | None, roughly: bool = True) -> bool:
        """Whether a date lies in the period, as far as its precision tells.

        A date that is less precise than the period (a year, where a month is asked for) may lie in it; it counts
        only `roughly`.
        """
        if iso is None or (not roughly and len(iso) < len(self.start or self.end or "")):
            return False
        after = self.start is None or iso >= self.start[: len(iso)]
        before = self.end is None or iso[: len(self.end)] <= self.end
        return after and before

    def widened(self) -> Period:
        """The same with the half year after it, in which what happened in the period is reported."""
        if self.end is None:
            return self
        months = int(self.end[:4]) * 12 + int(self.end[5:7] or "12") - 1 + REPORTED_WITHIN_MONTHS
        return Period(self.start, f"{months // 12}-{months % 12 + 1:02}", self.words)

    @property
    def years(self) -> range:
        """The years it touches; empty if it is open."""
        if self.start is None or self.end is None:
            return range(0)
        return range(int(self.start[:4]), int(self.end[:4]) + 1)


def find_periods(text: str) -> tuple[Period, ...]:
    """The moments named in `text`, in order, one period each; a span with "from … to" or "since" is one period."""
    moments = [(_period(match), match.span()) for match in _MOMENT.finditer(text)]
    if not moments:
        return ()
    first = text[: moments[0][1][0]]
    if re.search(r"\b(?:since|from)\s+(?:the\s+)?$", first, re.I) and len(moments) == 1:
        return (Period(moments[0][0].start, None, f"since {moments[0][0].words}"),)
    if re.search(r"\b(?:until|up to)\s+(?:the\s+)?(?:end of\s+)?$", first, re.I) and len(moments) == 1:
        return (Period(None, moments[0][0].end, f"up to {moments[0][0].words}"),)
    if re.search(r"\bbefore\s+(?:the\s+)?$", first, re.I) and len(moments) == 1:
        return (Period(None, _neighbour(moments[0][0].start, -1), f"before {moments[0][0].words}"),)
    if re.search(r"\bafter\s+(?:the\s+)?$", first, re.I) and len(moments) == 1:
        return (Period(_neighbour(moments[0][0].end, 1), None, f"after {moments[0][0].words}"),)
    if len(moments) == 2:
        between = text[moments[0][1][1] : moments[1][1][0]]
        if re.fullmatch(r"\s*(?:to|-|–|until|and)\s*", between) and re.search(
            r"\b(?:from|between|over|during)\s+$", first, re.I
        ):
            return (Period(moments[0][0].start, moments[1][0].end, f"{moments[0][0].words} to {moments[1][0].words}"),)
    return tuple(dict.fromkeys(moment for moment, _ in moments))


def _neighbour(iso: str | None, step: int) -> str | None:
    """The year or month before (-1) or after (1) one."""
    if iso is None or len(iso) == 4:
        return str(int(iso) + step) if iso else None
    months = int(iso[:4]) * 12 + int(iso[5:7]) - 1 + step
    return f"{months // 12}-{months % 12 + 1:02}"


def shifted(text: str, periods: tuple[Period, ...]) -> tuple[Period, ...]:
    """The periods meant by "three years earlier" and the like, counted from those of the turn before."""
    match = _EARLIER.search(text)
    if not match or not periods or periods[0].start is None:
        return ()
    count = _COUNTS.get(match["count"].lower()) or int(match["count"])
    sign = -1 if match["way"].lower() in ("earlier", "before") else 1
    year = str(int(periods[0].start[:4]) + sign * count)
    return (Period(year, year, year),)


def wants_latest(text: str) -> bool:
    """Whether the newest document is asked for, without a date."""
    return bool(_LATEST.search(text))


def wants_first(text: str) -> bool:
    """Whether the oldest document is asked for, without a date."""
    return bool(_FIRST.search(text))


def without_periods(text: str) -> str:
    """`text` without the words that name periods, which say nothing of the subject."""
    return _MOMENT.sub(" ", text)


def _period(match: re.Match[str]) -> Period:
    if match["month"]:
        number = next(n for name, n in MONTHS.items() if name.startswith(match["month"].lower()[:3]))
        return Period(f"{match['year']}-{number:02}", f"{match['year']}-{number:02}", match[0])
    if match["season"]:
        first, last = _SEASONS[match["season"].lower()]
        return Period(f"{match['syear']}-{first}", f"{match['syear']}-{last}", match[0])
    if match["fyear"] and int(match["fend"]) != (int(match["fyear"]) + 1) % 100:
        return Period(match["fyear"], match["fyear"][:2] + match["fend"], match[0])
    if match["fyear"]:
        return Period(f"{match['fyear']}-04", f"{int(match['fyear']) + 1}-03", match[0])
    return Period(match["plain"], match["plain"], match[0])
