"""Says which date or stretch of time a figure is for, where its sentence does.

A figure is for the time that stands right after it ("364 at 19 June 2017", "92% of reviews were on time in 2014–15"),
or right before it, for the one of what it measures ("the number in care at 31 March 2015 was | 40"), or for the one that
opens its sentence ("At 31 March 2015, 40 children were…"). The date of something else, such as an
inspection, a law or the start of a service, is not the figure's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.annotation.figure.number import Number, is_length
from ingest.annotation.figure.period import find_periods
from ingest.document import Span
from ingest.identity.date import find_dates

_DASHES = tuple("-‐‑‒–—−─")
"""A year before one of these is the cut-off beginning of a span of years."""
_AT = r"(?:as\s+)?(?:at|of|on)|in|during|for|over|within|throughout|across|by|up\s+to"
_NEEDS_NO_PREPOSITION = ("since", "between", "from", "during")
_NOW = re.compile(r"\b(?:currently|at\s+present|(?<!up\s)(?<!year\s)to\s+date|at\s+the\s+time\s+of\s+writing)\b", re.I)
"""Words for the time at which the text was written."""
_PREPOSITION = re.compile(
    rf"(?:^|[\s(,])(?P<word>{_AT})\s+(?:(?:the\s+)?(?:end|beginning|start|middle)\s+of\s+|early\s+|late\s+"
    r"|mid-?\s*)?(?:the\s+)?$",
    re.I,
)
_IN_BRACKETS = re.compile(r"(?:\s+[\w’'-]+){0,5}?\s*\([^()]*\)")
_BRACKET = re.compile(r"^\s*\($")
_ASIDE = re.compile(r"(?:\s+(?:days|weeks|months|years|hours))?,\s+(?:in|at|by|during)\s+(?:the\s+)?", re.I)
_PARTED = re.compile(
    r"[;:,(]|\s[-‐‑‒–—−─]\s|\)\s*\S|\b(?:compared|comparison|than\s+(?=\d|the\b|in\b|that\b|those\b)|from\s+(?=\d|the\s+(?:last|previous))|(?:up|down)\s+from|against|up|down|while|whilst|but"
    r"|which|when|where|whereas|although|though|because|as|(?<!looked\s)after"
    r"|before|until|since|if|so|will|due|expected|planned|plans?\s+to|intends?|aims?|and\s+(?:one|two"
    r"|three|four|five|six|a|an|no|all|most|some|many|others?|the|this|these|there|it|they|inspectors|is"
    r"|are|has|have|was|were))\b",
    re.I,
)
_OTHER_THING = re.compile(
    r"\b(?:inspections?|visits?|reports?|reviews?|Act|plan|strategy|framework|protocol|restructure"
    r"|reorganisation|guidance|pilot|programme|election|appointment"
    r"|introduced|introduction|launch(?:ed)?|establish(?:ed|ment)|implement(?:ed|ation)|creat(?:ed|ion)"
    r"|open(?:ed|ing)|beg(?:an|un)|start(?:ed)?|publish(?:ed)?|publication"
    r"|appointed|commissioned|set\s+up|formed|developed|restructured|agreed|approved\s+by|signed|due"
    r"|inspected|judged|expected|planned|completion|ends?|ended|target)\s+$",
    re.I,
)
_INSPECTION_IN = re.compile(r"\b(?:inspection|visit|review)\s+(?:in|of)\s+$", re.I)
_OF_ITS_OWN = re.compile(
    r"[,;:(%£]|\b(?:and|or|but|to|from|of|for|than|while|with|within|in|at|by|days|weeks|months|years|per)\b", re.I
)
"""Before a second number, what makes it one that the time after it may be for alone."""
_OPENS = re.compile(r"^\W*+(?:\w++(?:[’'-]++\w++)*+\W++){0,3}$")
_SOURCE = re.compile(r"\W*(?:[\w’'-]+\s+){0,6}(?:data|figures?|scorecards?|report|information|analysis|results)", re.I)
_SHOWS = re.compile(r"\s+(?:shows?|showed|indicates?|suggests?|demonstrates?|confirms?)\b", re.I)
_FROM_TO = re.compile(r"\bfrom\s[^,;]{1,30}\sto\s+(?:(?:only|just|over|about)\s+)?$", re.I)
_AT_INSPECTION = re.compile(r"\b(?:time|point)\s+of\s+(?:(?:the|this)\s+)?(?:inspection|visit)\b", re.I)
"""A time that a whole sentence is for, however many its parts."""
_NO_MORE = re.compile(
    r";|\b(?:(?:while|whereas|but|and)\s+(?:in|at|by)|compared|comparison|than|from\s+(?=\d|£)|against|previous(?:ly)?|now|currently|since|at\s+present"
    r"|to\s+date|subsequently|earlier|later|averages|(?:national|England|regional|neighbours[’']?)\s+average|nationally|anticipate|expect|forecast|predict|will)\b",
    re.I,
)


_VERB_ONLY = re.compile(
    r"[\s,]*(?:(?:is|are|was|were|has|have|had|been|stood|stands?|remained|rose|fell|increased|reduced|decreased|improved|risen|fallen|to"
    r"|at|only|just|a|an|the|still|also|high|low|good|about|around|over|under|nearly|almost|approximately|some|more|than|less|there|this|these|it|they|averaged|reached|when|figure|number|proportion|rate|total"
    r"|above|below|in|line|with|England|national|average|averages|statistical|neighbours|comparators|again|\w+ly)\b[\s,]*)*",
    re.I,
)
"""What may stand between a time and the number that it dates: no noun but for an average."""
_LIMIT = re.compile(
    r"\b(?:within|every|after|for|than|over|under|up\s+to|least|exceed(?:s|ing)?|beyond)\s+(?:the\s+)?$", re.I
)
"""What stands before a length that is a limit, which holds at no one time: "within 72 hours", "for more than two years"."""


@dataclass(frozen=True)
class Moment:
    """A time that a sentence names: its place, and the date in ISO 8601 where it is one."""

    span: Span
    iso: str | None


def moments(sentence: str) -> list[Moment]:
    """The dates and stretches of time in `sentence`, in order."""
    periods = find_periods(sentence)
    dates = [
        Moment(date.span, date.iso)
        for date in find_dates(sentence)
        if not any(start <= date.span[0] < end for start, end in periods)
        and not (len(date.iso) == 4 and sentence[date.span[1] : date.span[1] + 1] in _DASHES)
    ]
    now = (
        match.span()
        for match in _NOW.finditer(sentence)
        if not any(a < match.end() and match.start() < b for a, b in periods)
    )
    return sorted([*dates, *(Moment(span, None) for span in (*periods, *now))], key=lambda moment: moment.span)


def moment_of(sentence: str, found: Sequence[Number], index: int, named: Sequence[Moment]) -> Moment | None:
    """The one of the times `named` in `sentence` that the number `index` of `found` is for, if that is sure."""
    if is_length(found[index]) and _LIMIT.search(sentence[: found[index].span[0]]):
        return None
    now = [moment for moment in named if _NOW.fullmatch(sentence, *moment.span)]
    told = [moment for moment in named if moment not in now]
    return (
        _right_after(sentence, found, index, told)
        or _right_before(sentence, found, index, told)
        or _now(sentence, found, index, now)
        or _opening(sentence, found[index], told)
    )


def _right_before(sentence: str, found: Sequence[Number], index: int, named: Sequence[Moment]) -> Moment | None:
    """The time that stands before the number with nothing but a verb between: "the number at 31 March was | 40", "by 2014 | only 21%"."""
    number = found[index]
    before = [moment for moment in named if moment.span[1] < number.span[0]]
    if not before or any(before[-1].span[1] <= other.span[0] < number.span[0] for other in found):
        return None
    last = before[-1]
    if index and (
        _PREPOSITION.fullmatch(sentence, found[index - 1].span[1], last.span[0])
        or _ASIDE.fullmatch(sentence, found[index - 1].span[1], last.span[0])
    ):
        return None
    preposition = _PREPOSITION.search(sentence[: last.span[0]])
    if preposition is None or _OTHER_THING.search(sentence[: preposition.start("word")]):
        return None
    return last if _VERB_ONLY.fullmatch(sentence, last.span[1], number.span[0]) else None


def _now(sentence: str, found: Sequence[Number], index: int, named: Sequence[Moment]) -> Moment | None:
    """The word for the present in the clause of the number: "there are currently | 14", "| 22 young people currently"."""
    start, end = found[index].span
    for moment in named:
        if moment.span[0] < start:
            between, opens = sentence[moment.span[1] : start], not sentence[: moment.span[0]].strip("•- ")
            parted = ";" in between if opens else _PARTED.search(between)
        else:
            between = sentence[end : moment.span[0]]
            parted = _PARTED.search(between) or any(end <= other.span[0] < moment.span[0] for other in found)
        if not parted and not _NO_MORE.search(between):
            return moment
    return None


def _right_after(sentence: str, found: Sequence[Number], index: int, named: Sequence[Moment]) -> Moment | None:
    """The time that closes the clause of the number, with no other number between but one in brackets."""
    end = _after_brackets(sentence, found, index)
    following = next((moment for moment in named if moment.span[0] >= end), None)
    if following is None:
        return None
    between = sentence[end : following.span[0]]
    closed = not between.strip() and sentence.startswith(")", following.span[1])
    if closed or _BRACKET.match(between) or _ASIDE.fullmatch(between):
        return following
    since = sentence[following.span[0] :].lower().startswith(_NEEDS_NO_PREPOSITION)
    preposition = _PREPOSITION.search(between)
    if preposition is None and not since:
        return None
    middle = between[: preposition.start("word")] if preposition else between
    others = any(end <= other.span[0] < following.span[0] for other in found)
    if (preposition and preposition["word"].lower() == "by") or (others and _OF_ITS_OWN.search(middle)):
        return None
    return None if _PARTED.search(middle) or _OTHER_THING.search(middle) else following


def _after_brackets(sentence: str, found: Sequence[Number], index: int) -> int:
    """The end of the number, or that of brackets that stand right after it and hold another."""
    end = found[index].span[1]
    brackets = _IN_BRACKETS.match(sentence, end)
    if brackets and any(end <= other.span[0] < brackets.end() for other in found[index + 1 :]):
        return brackets.end()
    return end


def _is_aside(sentence: str, moment: Moment) -> bool:
    """Whether a time only says when another was: "the last inspection (May 2012)", "the last inspection in 2012"."""
    bracketed = sentence[: moment.span[0]].endswith("(") and sentence.startswith(")", moment.span[1])
    return bracketed or bool(_INSPECTION_IN.search(sentence[: moment.span[0]]))


def _opening(sentence: str, number: Number, named: Sequence[Moment]) -> Moment | None:
    """The time that opens the sentence, unless words between say that the number is of another time."""
    if not named or named[0].span[1] > number.span[0]:
        return None
    first = named[0]
    opening = sentence[: first.span[0]]
    since = sentence[first.span[0] :].lower().startswith(_NEEDS_NO_PREPOSITION)
    preposition = _PREPOSITION.search(f" {opening}")
    if not (preposition or since):
        return None
    lead = opening[: max(0, preposition.start("word") - 1)] if preposition else opening
    if _SOURCE.fullmatch(lead.strip()) and _SHOWS.match(sentence, first.span[1]):
        return first
    if not _OPENS.match(lead) or _OTHER_THING.search(lead):
        return None
    between = _FROM_TO.sub("", sentence[first.span[1] : number.span[0]])
    others = any(
        first.span[1] <= moment.span[0] < number.span[0] and not _is_aside(sentence, moment) for moment in named[1:]
    )
    if _AT_INSPECTION.search(sentence, *first.span):
        between = between.replace(";", ",")
    return None if others or _NO_MORE.search(between) else first
