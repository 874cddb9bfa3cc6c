"""Stretches of time as a sentence names them, where they are no single date."""

from __future__ import annotations

import re

from ingest.document import Span
from ingest.identity.date import MONTH

_MONTH_NAME = MONTH.replace("?P<{0}>", "?:")
_POINT = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?{_MONTH_NAME}(?:,?\s+(?:19|20)\d\d)?"
_SPAN_OF_YEARS = (
    r"(?:19|20)\d\d(?:\s+to\s+(?:(?:19|20)\d\d|\d\d)(?![\d/%,.]*\d|\s?%|\s+(?:children|young|cases"
    r"|families|per))|\s?[-‐‑‒–—−─/]\s?(?:(?:19|20)\d\d|\d\d?)(?![\d/%,.]*\d)(?!\s?%))"
)
_NAMED_YEAR = (
    r"(?:(?:(?:financial|academic|school|calendar|performance|reporting)\s+)?years?\s+(?:of\s+)?|(?:the\s+)?(?:\w+-year\s+)?period\s+)?"
    rf"{_SPAN_OF_YEARS}"
)
_YEARS_OF = rf"(?:the\s+)?(?:\d|two|three|four|five)\s+years\s+{_SPAN_OF_YEARS}"
_THROUGH = r"\s*(?:[-‐‑‒–—−─]|to|until)\s*"
_SOME_YEAR = rf"(?:{_NAMED_YEAR}|(?:19|20)\d\d|{_POINT}|(?:the\s+)?(?:\w+\s+){{0,2}}years?)"
_MANY = r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|eighteen|twenty[- ]four|few|several)"
_SO_MANY = rf"{_MANY}(?:\s*(?:[-‐‑‒–—−─]|to|or)\s*{_MANY})?"
_UNIT = r"(?:day|week|month|year|quarter|term)"
_WHICH = r"(?:last|past|previous|preceding|first|second|third|fourth|final|current|same|latest|most recent|next)"
_PERIOD = re.compile(
    rf"(?:the\s+)?(?:{_WHICH}\s+(?:quarter|half)|quarters?\s+(?:one|two|three|four|[1-4])(?:\s*(?:and|to|-"
    r"|–)\s*(?:two|three|four|[2-4]))?|\bQ[1-4](?:\s*(?:and|to|-|–)\s*Q?[2-4])?)"
    rf"(?:,?\s+(?:of\s+|in\s+)?(?:the\s+)?(?:{_NAMED_YEAR}|(?:19|20)\d\d(?!\d)))"
    rf"|(?:the\s+)?(?:{_WHICH}\s+)?(?:{_MANY}[- ])?{_UNIT}s?(?:\s+period)?\s+(?:to|ending|ended|up\s+to"
    rf"|until|from)\s+(?:the\s+end\s+of\s+)?{_POINT}(?!\w)"
    rf"|(?:the\s+)?{_WHICH}\s+(?:{_MANY}\s+)?(?:{_UNIT}s?|half)\s+of\s+(?:{_NAMED_YEAR}|(?:19|20)\d\d(?!\d)|{_POINT})"
    rf"|\b(?:between|from)\s+{_POINT}\s+(?:and|to|until)\s+(?:the\s+end\s+of\s+)?{_POINT}(?!\w)"
    rf"|\bsince\s+(?:the\s+(?:beginning|start|end)\s+of\s+)?(?:{_NAMED_YEAR}|(?:the\s+)?{_POINT}"
    r"|(?:19|20)\d\d)(?!\w)"
    rf"|\b(?:between|from)\s+(?:{_NAMED_YEAR})\s+(?:and|to)\s+(?:{_NAMED_YEAR})"
    rf"|\b{_POINT}{_THROUGH}{_POINT}(?!\w)"
    rf"|{_YEARS_OF}|(?<![\w/]){_NAMED_YEAR}"
    rf"|\bthe\s+(?:{_WHICH}\s+)?(?:{_MANY}[- ])?{_UNIT}s?(?:\s+period)?\s+(?:prior\s+to|before|preceding"
    r"|leading\s+up\s+to|up\s+to|to|since)\s+(?:(?:the|this|our)\s+)?(?:\w+\s+)?(?:inspection|visit|review)"
    rf"|\bthe\s+{_MANY}\s+{_UNIT}s\s+(?:previously|before|earlier)\b"
    rf"|\b(?:the\s+|this\s+|its\s+)?{_WHICH}\s+(?:(?:{_SO_MANY}|rolling|full|financial|academic|calendar"
    rf"|school|couple\s+of|reporting)\s+){{0,2}}{_UNIT}s?\b(?!['’]|-)"
    rf"|\b(?:this|last)\s+(?:\w+\s+)?(?:year|month|quarter)\b(?:\s+to\s+date)?"
    r"|\bthe\s+(?:year\s+to\s+date|year\s+before|(?:same|corresponding|equivalent)\s+period(?:\s+(?:last"
    rf"|the\s+previous)\s+year|\s+(?:in|of)\s+{_SOME_YEAR})?)"
    r"|\bsince\s+(?:the|its|their|our)\s+(?:last|previous|first|most\s+recent)\s+(?:[\w-]+\s+){0,3}?(?:inspection|visit|review)\b"
    r"|\bduring\s+(?:the|this)\s+(?:(?:financial|academic|calendar|whole)\s+)?year\b"
    r"|\b(?:the\s+)?(?:time|point|start|beginning|period)\s+of\s+(?:(?:the|this|our|its)\s+)?(?:(?:last|previous|first|second"
    r"|current|present|Ofsted|\d{4}|single|safeguarding|full|focused|monitoring)\s+){0,3}(?:inspection"
    r"|visit|review)\b",
    re.I,
)


_YEAR_TO = re.compile(r"(?:19|20)\d\d\s+to\s+\d\d")
_FROM = re.compile(r"\bfrom\s+\S+\s+(?:[^\s,]+\s+){0,3}(?:in|at|of)\s+(?:[A-Z]\w+\s+)?$")
_NEAR = 60


def find_periods(text: str) -> list[Span]:
    """Where `text` names a stretch of time that is no single date, as in "2014–15", "the last 12 months", "April to June 2016"."""
    return [match.span() for match in _PERIOD.finditer(text) if not _is_a_change(text, match)]


def _is_a_change(text: str, match: re.Match[str]) -> bool:
    """Whether the number after a year is no year, as in "from 62 in 2013 to 28"."""
    return bool(_YEAR_TO.fullmatch(match[0]) and _FROM.search(text, max(0, match.start() - _NEAR), match.start()))
