"""The periods that questions speak of: years, months, spans, "since", "the latest inspection", "three years earlier"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ingest.identity.date import MONTHS

_MONTH_NAMES = "|".join(MONTHS)
_ABBREVIATED = "jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
_MONTH = rf"(?:{_MONTH_NAMES}|{_ABBREVIATED})"
_YEAR = r"(?:19|20)\d\d"
_MOMENT = re.compile(
    rf"\b(?:(?P<month>{_MONTH})\.?,?\s+(?P<year>{_YEAR})"
    rf"|(?P<season>spring|summer|autumn|winter|early|mid|late|(?:start|beginning|middle|end) of(?: the)?(?: year)?)[-\s]+(?P<syear>{_YEAR})"
    rf"|\d\d?[/.](?P<dmonth>0?[1-9]|1[0-2])[/.](?P<dyear>{_YEAR})"
    rf"|(?P<fyear>{_YEAR})[-/–](?P<fend>\d\d)(?:-\d\d)?\b|(?P<plain>{_YEAR}))\b",
    re.I,
)
_REPORT = r"(?:inspections?|re-?inspections?|reports?|visits?|letters?|reviews?|papers?|judge?ments?|ones?)"
_NAMES_REPORT_BEFORE = re.compile(
    rf"\b{_REPORT}\b(?:\s+(?:of|in|from|for|dated|published|issued|carried out|that|which|was|ended|took place|on|the|\d{{1,2}}(?:st|nd|rd|th)?)\b)*\s*$",
    re.I,
)
_NAMES_REPORT_AFTER = re.compile(
    rf"^\s*(?:[\w-]+\s+)?(?:full |short |focused |monitoring |cabinet |ofsted )?{_REPORT}\b", re.I
)
_SINCE = re.compile(r"\b(?:since|from)\s+(?:the\s+)?$", re.I)
_UNTIL = re.compile(r"\b(?:until|up to)\s+(?:the\s+)?(?:end of\s+)?$", re.I)
_JUST_BEFORE = re.compile(
    r"\b(?:run-?up to|leading up to|ahead of|(?:just|immediately|shortly|right) before|(?:years?|months?|weeks?|quarter|period) (?:before|up to|to|until))\s+(?:the\s+)?$",
    re.I,
)
_BEFORE = re.compile(r"\b(?:before|prior to)\s+(?:the\s+)?$", re.I)
_AFTER = re.compile(r"\b(?:after|following)\s+(?:the\s+)?$", re.I)
_ONWARDS = re.compile(
    rf"^\s*(?:{_REPORT}\s+)?(?:onwards?|on\b(?!\s+\w)|to (?:date|now|the present|today|the latest))", re.I
)
_JOINED = re.compile(
    rf"^\s*(?:[\w-]+\s+)?(?:{_REPORT}\s+)?(?P<by>to|until|till|through|thru|and|-|–)\s+(?:(?:the|its|that|one|{_REPORT}|of|in|from)\s+)*$|^\s*(?P<dash>[-–])\s*$",
    re.I,
)
_SPAN = re.compile(r"\b(?:from|between|over|during)\s+(?:the\s+|its\s+)?$", re.I)
_NUMBERS = ("a", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_COUNTS = {word: number for number, word in enumerate(_NUMBERS, 1)} | {"one": 1, "the": 1}
_EARLIER = re.compile(
    rf"\b(?P<count>{'|'.join(_COUNTS)}|\d{{1,2}}) years? (?P<way>earlier|before|previous(?:ly)?|later|after(?:wards)?|on)\b",
    re.I,
)
_NEXT = re.compile(
    r"\bthe (?:next|following|one after|later)\b(?: one| inspection| report| visit| letter| time)?"
    r"|\b(?P<back>the (?:previous|preceding|one before|time before)(?: one| inspection| report| visit| letter)?)\b",
    re.I,
)
_WHICH = {
    0: r"first|earliest|oldest|original|initial",
    1: r"second(?!\W+(?:to )?(?:last|latest))",
    2: r"third",
    -2: r"previous|preceding|prior|penultimate|last but one|second(?: to|-)? ?last",
    -1: r"latest|most recent|newest|last(?! but)|current",
}
_OCCASIONS = {
    number: re.compile(
        rf"(?<!since the )(?<!since its )\b(?:{words}) (?:(?:ofsted|full|short|graded|published|focused|monitoring|and (?:the )?(?:latest|last|most recent)) ){{0,2}}(?P<noun>inspection|re-?inspection|report|visit|letter|document|paper){'' if number == -2 else 's?'}\b",
        re.I,
    )
    for number, words in _WHICH.items()
}
_LATEST = re.compile(
    r"\bsince (?:the|its) (?:last|previous|first) (?:inspection|visit|report)\b|\b(?:latest|most recent|newest|currently|nowadays|right now|at the moment)\b",
    re.I,
)
_AGAINST_PREVIOUS = re.compile(r"\b(?:than|from|compared)\b.{0,15}\b(?:previous|preceding|prior|penultimate)\b", re.I)
_TIME = "\0"
_PLAIN_REPORT = (
    r"(?:(?:full|short|ofsted) )?(?:inspections?|re-?inspections?|reports?|visits?|letters?|papers?|ones?)\b"
)
_REPORT_BY_TIME = re.compile(
    rf"(?<!focused )(?<!focussed )(?<!monitoring )\b{_PLAIN_REPORT}\s+(?:(?:of|in|from|for|dated|published|issued|on|the)\s+)*{_TIME}|{_TIME}\s+{_PLAIN_REPORT}"
    rf"|\b(?:each|every|latest|most recent|newest|first|last|previous|next)\s+{_PLAIN_REPORT}",
    re.I,
)
_SEASONS = {
    "spring": ("03", "05"),
    "summer": ("06", "08"),
    "autumn": ("09", "11"),
    "winter": ("12", "12"),
    "early": ("01", "04"),
    "start": ("01", "04"),
    "beginning": ("01", "04"),
    "mid": ("05", "08"),
    "middle": ("05", "08"),
    "late": ("09", "12"),
    "end": ("09", "12"),
}


REPORTED_WITHIN_MONTHS = 6


@dataclass(frozen=True)
class Period:
    """From `start` to `end`, both included, as ISO dates of any precision; either may be None (open).

    of_report: whether it dates a report or inspection ("the 2019 inspection"), and not what is reported.
    """

    start: str | None
    end: str | None
    words: str
    of_report: bool = False

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
        return replace(self, end=f"{months // 12}-{months % 12 + 1:02}")

    @property
    def years(self) -> range:
        """The years it touches; empty if it is open."""
        if self.start is None or self.end is None:
            return range(0)
        return range(int(self.start[:4]), int(self.end[:4]) + 1)


def find_periods(text: str, of_results: bool = False) -> tuple[Period, ...]:
    """The moments named in `text`, in order, one period each; a span with "from … to" or "since" is one period.

    of_results: whether the question asks for what an inspection gave, such as its recommendations: then "after the 2019
    inspection" means that inspection, and not the time after it.
    """
    matches = list(_MOMENT.finditer(text))
    moments = _moments(text, matches)
    if len(moments) == 1:
        before, after = text[: matches[0].start()], text[matches[0].end() :]
        return (_directed(moments[0], before, after, of_results),)
    if len(moments) == 2 and _is_span(text, matches):
        return (Period(moments[0].start, moments[1].end, f"{moments[0].words} to {moments[1].words}"),)
    return tuple(dict.fromkeys(moments))


def find_moments(text: str) -> tuple[Period, ...]:
    """The moments named in `text`, each by itself, also the ends of a span: for what is compared."""
    return tuple(dict.fromkeys(_moments(text, list(_MOMENT.finditer(text)))))


def _moments(text: str, matches: list[re.Match[str]]) -> list[Period]:
    return [
        replace(
            _period(match),
            of_report=bool(
                _NAMES_REPORT_BEFORE.search(text[: match.start()]) or _NAMES_REPORT_AFTER.match(text[match.end() :])
            ),
        )
        for match in matches
    ]


def _directed(moment: Period, before: str, after: str, of_results: bool) -> Period:
    """The period that one moment gives with the words around it: "since", "before", "onwards"."""
    dates_report = bool(_NAMES_REPORT_BEFORE.search(before))
    if _ONWARDS.match(after) or (_SINCE.search(before) and not dates_report):
        return Period(moment.start, None, f"since {moment.words}")
    if _JUST_BEFORE.search(before):
        return moment
    if _UNTIL.search(before):
        return Period(None, moment.end, f"up to {moment.words}")
    if _BEFORE.search(before):
        return Period(None, _neighbour(moment.start, -1), f"before {moment.words}")
    if _AFTER.search(before) and moment.of_report:
        return moment if of_results else Period(moment.start, None, f"since {moment.words}")
    if _AFTER.search(before):
        return Period(_neighbour(moment.end, 1), None, f"after {moment.words}")
    return moment


def _is_span(text: str, matches: list[re.Match[str]]) -> bool:
    """Whether two moments are the ends of one stretch: "2013 to 2022", "between the 2017 inspection and the 2020 one"."""
    joined = _JOINED.match(text[matches[0].end() : matches[1].start()])
    if not joined:
        return False
    return (joined["by"] or "-").lower() != "and" or bool(_SPAN.search(text[: matches[0].start()]))


def _neighbour(iso: str | None, step: int) -> str | None:
    """The year or month before (-1) or after (1) one."""
    if iso is None or len(iso) == 4:
        return str(int(iso) + step) if iso else None
    months = int(iso[:4]) * 12 + int(iso[5:7]) - 1 + step
    return f"{months // 12}-{months % 12 + 1:02}"


def shifted(text: str, start: str | None) -> tuple[Period, ...]:
    """The year meant by "three years earlier" and the like, counted from `start`, the date that the turn before was about."""
    match = _EARLIER.search(text)
    if not match or start is None:
        return ()
    count = _COUNTS.get(match["count"].lower()) or int(match["count"])
    sign = -1 if match["way"].lower().startswith(("earlier", "before", "previous")) else 1
    year = str(int(start[:4]) + sign * count)
    return (Period(year, year, year),)


def way_beside(text: str) -> int:
    """Whether the next report (1) or the one before (-1) is asked for, as seen from the turn before; else 0."""
    match = _NEXT.search(text)
    return 0 if not match or _EARLIER.search(text) else -1 if match["back"] else 1


def occasions(text: str) -> tuple[int, ...]:
    """Which of an authority's reports are asked for by their order: 0 the first, -1 the latest, -2 the one before it."""
    found = [number for number, pattern in _OCCASIONS.items() if pattern.search(text)]
    if -1 not in found and (_LATEST.search(text) or _AGAINST_PREVIOUS.search(text)):
        found.append(-1)
    return tuple(found)


def of_inspections(text: str) -> bool:
    """Whether the report that is asked for by its order is that of a full inspection, and not of any visit."""
    nouns = [match["noun"].lower() for pattern in _OCCASIONS.values() for match in pattern.finditer(text)]
    return bool(nouns) and all(noun.endswith("inspection") for noun in nouns)


def without_periods(text: str) -> str:
    """`text` without the words that name periods and reports by their time, which say nothing of the subject."""
    return _REPORT_BY_TIME.sub(" ", _MOMENT.sub(_TIME, text)).replace(_TIME, " ")


def _period(match: re.Match[str]) -> Period:
    if match["month"]:
        number = next(n for name, n in MONTHS.items() if name.startswith(match["month"].lower()[:3]))
        return _month(match["year"], number, match[0])
    if match["season"]:
        first, last = _SEASONS[match["season"].lower().split()[0]]
        return Period(f"{match['syear']}-{first}", f"{match['syear']}-{last}", match[0])
    if match["dyear"]:
        return _month(match["dyear"], int(match["dmonth"]), match[0])
    if match["fyear"]:
        return _written_short(match["fyear"], match["fend"], match[0])
    return Period(match["plain"], match["plain"], match[0])


def _month(year: str, number: int, words: str) -> Period:
    return Period(f"{year}-{number:02}", f"{year}-{number:02}", words)


def _written_short(year: str, end: str, words: str) -> Period:
    """What two digits after a year make it: "2017-18" is a financial year, "2016-19" a span, "2018-06" a month."""
    if int(end) == (int(year) + 1) % 100:
        return Period(f"{year}-04", f"{int(year) + 1}-03", words)
    if 1 <= int(end) <= min(12, int(year) % 100):
        return _month(year, int(end), words)
    if int(end) < int(year) % 100:
        return Period(year, year, words)
    return Period(year, year[:2] + end, words)
