"""Tells the figures that others are compared with from an authority's own: averages, earlier figures, targets, differences.

Only words that stand right at a number count: "the national average is 15%", "12% nationally", "up from 41%",
"a reduction of 20%", "compared with 52% at the last inspection". Where none do, nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.annotation.figure.moment import Moment
from ingest.annotation.figure.number import Number
from ingest.document import Span

COMPARISONS = {
    "national": "a figure for England or the country",
    "neighbours": "a figure for similar authorities",
    "region": "a figure for the region",
    "earlier": "an earlier figure of the same thing",
    "target": "what the figure should be",
    "difference": "how far two figures are apart",
}
"""What a figure is that is not simply the authority's own."""
OF_OTHERS = frozenset({"national", "neighbours", "region", "target"})
"""Those of them that are figures of somebody else."""

APPROXIMATELY = (
    r"(?:approximately|approx\.?|around|about|nearly|almost|roughly|circa|some|(?:just|well|slightly"
    r"|a\s+little)\s+(?:over|under|above|below)|just\s+short\s+of"
    r"|(?:no\s+)?(?:more|fewer|less)\s+than|at\s+least|at\s+most|as\s+many\s+as|up\s+to|in\s+excess\s+of"
    r"|over|under|above|below|a\s+(?:minimum|maximum)\s+of|close\s+to)"
)
_BEFORE = (
    rf"(?:\s*\b(?:only|just|currently|now|a|an|the|its|around\s+the|some\s+way|still)\b)*\s*(?:{APPROXIMATELY}\s+)?$"
)
_APPROXIMATION = re.compile(rf"(?<![\w’'-])({APPROXIMATELY})\s+(?:an?\s+|the\s+)?$", re.I)
_OR_MORE = re.compile(
    r"(?:\s+(?:days?|weeks?|months?|years?|hours?|miles))?\s+(or\s+(?:more|less|fewer|so|longer|under|over))\b", re.I
)
_ABOUT_A_THING = re.compile(
    r"\b(?:concerns?|concerned|worr(?:y|ies|ied)|information|knowledge|details?|asked|talk(?:ed|ing)?"
    r"|spoke|decisions?|questions?|complaints?|allegations?|views?|known|know|told|discussions?"
    r"|oversight|responsibility|control|work|planning|support|out|set|placed|looked|issues|the)\s+$",
    re.I,
)
_MEASURE = (
    r"(?:averages?|figures?|rates?|means?|medians?|levels?|performance|proportions?|percentages?"
    r"|comparators?|norms?|totals?|populations?|data|profile|picture|ratio|standard|benchmark)"
)
_LINK = (
    r"(?:['’]s?)?(?:\s+(?:average|figure|rate))?(?:\s+(?:for|in|during|over"
    r"|at)\s+(?:the\s+)?(?:same\s+)?[\w–−/-]+(?:\s+(?:period|year|time|\d{4}|age))?)?"
    r"\s*[,(]?\s*(?:(?:which|that)\s+)?(?:(?:is|was|are|were|being|of|at|stands?\s+at|stood\s+at|remains?|to|for)\s*)*"
)
_WHOSE = {
    "national": (
        rf"(?:(?:\bnational|\bEngland|\ball[- ]England|\bEnglish|\bcountry)(?:['’]s)?\s+{_MEASURE}|\bnationally"
        r"|\b(?:in|for|of|across)\s+England|\b(?:and|to|with|than|or|,)\s+England)"
    ),
    "neighbours": (
        rf"(?:\b(?:statistical|nearest|comparable)\s+neighbou?rs?(?:['’])?(?:\s+{_MEASURE})?|\b(?:similar"
        r"|comparable|comparator|neighbouring|statistically\s+similar)\s+(?:local\s+)?(?:authorit(?:y|ies)"
        rf"|areas?|councils?|neighbours)(?:['’])?(?:\s+{_MEASURE})?"
        rf"|\b(?:statistical\s+)?comparators?(?:['’])?(?:\s+{_MEASURE})?|\bfamily\s+group\s+{_MEASURE})"
    ),
    "region": (
        r"\b(?:regional|regionally|(?:(?:inner|outer|greater)\s+)?London|(?:East|West)\s+Midlands|(?:North"
        r"|South|East|West)(?:[- ](?:East|West))?(?:ern)?(?:\s+(?:of\s+England|region))?"
        rf"|Yorkshire(?:\s+and\s+(?:the\s+)?Humber)?)\s+{_MEASURE}"
    ),
    "target": (
        r"\b(?:targets?|threshold|benchmark|requirement|standard|limit|ambition|goal|aim|expectation|timescale"
        r"|timeframe)s?"
    ),
}
_TARGET_LINK = (
    r"\s*(?:(?:to|for|of)\s+(?:achiev(?:e|ing)|recruit(?:ing)?|reach(?:ing)?)|(?:is|was|are|were|being"
    r"|remains?|remained|set|stands?|stood)(?:\s+at)?|of|for|at|:)\s*"
)
_WHOSE_BEFORE = {
    kind: re.compile(rf"(?P<words>{words}){_TARGET_LINK if kind == 'target' else _LINK}{_BEFORE}", re.I)
    for kind, words in _WHOSE.items()
}
_NO_VERB = r"(?:(?!\b(?:is|are|was|were|has|have|had|compared|than)\b)[^;()])"
_WHOSE_SUBJECT = {
    kind: re.compile(
        rf"(?:^|\b(?:the|an?)\s+)(?P<words>{words})\s+(?:for|of|in|on|to)\s+{_NO_VERB}{{1,120}}?\s+(?:is|was"
        rf"|are|were|stands?\s+at|stood\s+at|remains?){_BEFORE}",
        re.I,
    )
    for kind, words in (
        ("national", rf"(?:national|England)\s+{_MEASURE}"),
        ("neighbours", rf"(?:statistical\s+neighbou?rs?|similar\s+authorities|comparators?)(?:['’])?\s+{_MEASURE}"),
        ("region", rf"regional\s+{_MEASURE}"),
        ("target", r"(?:targets?|threshold|benchmark)"),
    )
}
"""The same as the subject of the sentence, however much is said of it: "The national average for … within 72 hours is 77%"."""
_WHOSE_AFTER = {
    "national": re.compile(
        r"^(?:\s+(?:of|for)\s+(?:all\s+)?(?:children|young\s+people"
        r"|care\s+leavers)(?:\s+looked\s+after)?)?\s*,?\s*(?P<words>\bnationally\b"
        rf"|\bin\s+the\s+country\s+as\s+a\s+whole\b|\bnational\s+{_MEASURE}\b|\b(?:in|for|across)\s+England\b"
        rf"|\bEngland\s+{_MEASURE}\b)",
        re.I,
    ),
    "neighbours": re.compile(
        rf"^\s*,?\s*(?:(?:for|in|among)\s+)(?:its\s+|the\s+)?(?P<words>{_WHOSE['neighbours']})", re.I
    ),
    "region": re.compile(r"^\s*,?\s*(?P<words>\bregionally\b|\b(?:in|across|for)\s+(?:London|the\s+region)\b)", re.I),
    "target": re.compile(
        r"^(?:[-\s]+(?:working[-\s]+)?(?:days?|weeks?|hours?|months?))?\s+(?:[\w-]+\s+)?(?P<words>target"
        r"|threshold|timescale|timeframe|deadline|benchmark|limit)\b(?=\s*(?:[,.;:)]|$|(?:for|of|is|was|has|in"
        r"|to|set|by|and|between|from)\b))",
        re.I,
    ),
}
_COMPARING = re.compile(
    r"\b(?:compared|comparison|comparable|compares|than|against|above|below|with|and|to|while|as"
    r"|nationally|average|averages|figure|,|\()\b|[,(]",
    re.I,
)

_ADVERB = r"(?:\w+ly\s+|even\s+|further\s+|again\s+|much\s+)*"
_NOUNS = r"increases?|decreases?|reductions?|rise|fall|drop|improvement|decline|growth|deterioration|change"
_PARTICIPLES = (
    r"increas(?:ed|es|ing)|decreas(?:ed|es|ing)|reduc(?:ed|es|ing)|risen|rose|rises|rising|fallen|fell"
    r"|falls|falling|dropp(?:ed|ing)|drops|declin(?:ed|es|ing)|improv(?:ed|es|ing)"
    r"|grown|grew|grows|growing|deteriorat(?:ed|ing)|chang(?:ed|es|ing)|moved"
    r"|(?<!set\s)(?<!made\s)(?<!follow\s)(?<!followed\s)(?<!step\s)(?<!stepped\s)(?<!picked\s)(?<!brought\s)up"
    r"|(?<!broken\s)(?<!break\s)(?<!step\s)(?<!stepped\s)(?<!taken\s)(?<!pulled\s)down"
)
_DIRECTION = rf"(?P<direction>\b(?:{_NOUNS}|{_PARTICIPLES}))\b"
_CHANGED = (
    rf"(?P<direction>\b(?:{_NOUNS}|{_PARTICIPLES.split('|moved|')[0]}|(?<=\bis\s)(?:up|down)"
    r"|(?<=\bare\s)(?:up|down)|(?<=,\s)(?:up|down)|(?<=\bwas\s)(?:up|down)|(?<=\bgone\s)(?:up|down)))\b"
)
_FROM = re.compile(rf"(?P<words>{_DIRECTION},?\s+{_ADVERB}from){_BEFORE}", re.I)
_FAR_FROM = re.compile(rf"{_DIRECTION}(?:\s+(?!from\b|to\b|by\b)[\w’'-]+,?){{1,9}}?,?\s+(?P<words>from){_BEFORE}", re.I)
_TO_NEXT = re.compile(rf"\bto{_BEFORE}", re.I)
_TO = re.compile(rf"{_CHANGED}\s+{_ADVERB}(?:(?!from\b|by\b|to\b)[\w’'-]+\s+){{0,2}}?to{_BEFORE}", re.I)
_COMPARED = re.compile(
    rf"(?P<words>\b(?:compared|in\s+comparison)\s+(?:with|to)|\bas\s+against|\bagainst){_BEFORE}", re.I
)
_EARLIER_AFTER = re.compile(
    r"^(?:\s+of\s+\w+)?\s*,?\s*(?:(?:at|in|for|during|on|as\s+at)\s+)?(?:the\s+)?(?:time\s+of\s+(?:the|our"
    r"|its)\s+)?(?P<words>(?:last|previous|preceding|prior|first|earlier)\s+(?:inspection|visit|year"
    r"|quarter|month|period)|a\s+year\s+(?:ago|earlier|before)|(?:year|month)\s+before|previously)\b",
    re.I,
)
_OF_BY = re.compile(rf"(?P<words>{_CHANGED}\s+{_ADVERB}(?:of|by)){_BEFORE}", re.I)
_FAR_BY = re.compile(rf"{_CHANGED}(?:\s+(?!from\b|to\b|by\b)[\w’'-]+){{1,4}}?\s+(?P<words>by){_BEFORE}", re.I)
_CHANGE_AFTER = re.compile(
    r"^\s*(?:[-\s](?:day|week|month"
    rf"|point)s?\s+)?(?:\w+\s+)?(?P<words>(?P<direction>{_NOUNS}))\b(?!\s+(?:in\s+)?(?:plan|programme|rate"
    r"|board|notice|officer)s?)",
    re.I,
)
_CHANGE_IN_BRACKETS = re.compile(rf"(?P<direction>\b(?:{_NOUNS}))\s*\((?:of\s+)?{_BEFORE}", re.I)
_APART = re.compile(
    r"^(?:\s*(?:percentage\s+points?|points|days?|weeks?|months?|per\s+cent))?\s+(?P<words>(?:better|worse"
    r"|higher|lower|more|fewer|less|longer|shorter|quicker|faster|slower|greater|larger|smaller"
    r"|bigger)(?:\s+[\w’'-]+){0,2}?\s+than|(?:above|below|behind|ahead\s+of|over|within|outside"
    r"|short\s+of)(?=\s+(?:the\s+|its\s+|their\s+|a\s+|that\s+of\s+"
    r"|that\s+for\s+)*(?:[\w’'-]+\s+)?(?:national|target|threshold|benchmark|government|England|average"
    r"|statistical|similar|comparator)))\b",
    re.I,
)


@dataclass(frozen=True)
class Standing:
    """How a figure stands to others: a key of `COMPARISONS` with the words that say so, and the words for the direction."""

    comparison: str | None = None
    words: Span | None = None
    direction: Span | None = None


def standing_of(sentence: str, found: Sequence[Number], index: int, named: Sequence[Moment]) -> Standing:
    """How the number `index` of `found` stands to others in `sentence`, as far as the words at it say."""
    number = found[index]
    begin = found[index - 1].span[1] if index else 0
    stop = found[index + 1].span[0] if index + 1 < len(found) else len(sentence)
    before, after = sentence[begin : number.span[0]], sentence[number.span[1] : stop]
    return (
        _difference(number, begin, before, after)
        or _listed(sentence, found, index)
        or _of_others(number, begin, before, after, alone=index == 0)
        or _subject_of_others(sentence, number)
        or _earlier(sentence, number, begin, before, after, named)
        or Standing(direction=_direction(sentence, found, index, begin, before))
    )


def approximation_of(sentence: str, number: Number) -> Span | None:
    """The word that says that a number is not exact, as in "nearly 40" or "more than half"."""
    if after := _OR_MORE.match(sentence, number.span[1]):
        return after.span(1)
    before = sentence[: number.span[0]]
    match = _APPROXIMATION.search(before)
    if not match:
        return None
    if match[1].lower() in ("about", "around", "over", "some", "under", "above", "below") and _ABOUT_A_THING.search(
        before[: match.start()]
    ):
        return None
    return match.span(1)


def _difference(number: Number, begin: int, before: str, after: str) -> Standing | None:
    if number.unit in ("percentage points",):
        match = _OF_BY.search(before) or _FAR_BY.search(before)
        direction = _shifted(match.span("direction"), begin) if match else None
        unit = re.match(r"\s*(percentage\s+points?)", after, re.I)
        return Standing("difference", _shifted(unit.span(1), number.span[1]) if unit else None, direction)
    if (match := _OF_BY.search(before)) or (match := _FAR_BY.search(before)):
        return Standing("difference", _shifted(match.span("words"), begin), _shifted(match.span("direction"), begin))
    if (match := _CHANGE_IN_BRACKETS.search(before)) and number.unit == "percent":
        return Standing(
            "difference", _shifted(match.span("direction"), begin), _shifted(match.span("direction"), begin)
        )
    for pattern in (_CHANGE_AFTER, _APART):
        if match := pattern.match(after):
            if pattern is _CHANGE_AFTER and not (
                number.unit == "percent" or re.search(r"\ban?\s+(?:[\w-]+\s+)?$", before, re.I)
            ):
                continue
            direction = _shifted(match.span("direction"), number.span[1]) if pattern is _CHANGE_AFTER else None
            return Standing("difference", _shifted(match.span("words"), number.span[1]), direction)
    return None


def _of_others(number: Number, begin: int, before: str, after: str, alone: bool) -> Standing | None:
    """alone: no number stands before; then "above the national average at 91%" gives the authority's own."""
    for kind, pattern in _WHOSE_AFTER.items():
        if (match := pattern.match(after)) and (
            kind == "target"
            or match["words"].lower() in ("nationally", "in the country as a whole", "regionally")
            or _COMPARING.search(before)
        ):
            return Standing(kind, _shifted(match.span("words"), number.span[1]))
    for kind, pattern in _WHOSE_BEFORE.items():
        if match := pattern.search(before):
            start, end = match.span("words")
            words = before[start:end]
            if alone and re.match(r"\s*,?\s*(?:currently\s+|now\s+)?at\b", before[end:], re.I):
                return None
            core = re.sub(r"^(?:and|to|with|than|or|,|for|in|of|across)\s+", "", words, flags=re.I)
            return Standing(kind, _shifted((end - len(core), end), begin))
    return None


def _subject_of_others(sentence: str, number: Number) -> Standing | None:
    for kind, pattern in _WHOSE_SUBJECT.items():
        if match := pattern.search(sentence, 0, number.span[0]):
            return Standing(kind, match.span("words"))
    return None


_PEER = (
    rf"(?:{_WHOSE['neighbours']}|{_WHOSE['region']}|(?:all[- ])?England|\bnationally"
    rf"|\bnational(?:\s+{_MEASURE})?)(?:\s+{_MEASURE})?"
)
_LISTED = re.compile(
    rf"(?P<one>{_PEER})(?:,\s+(?:and\s+)?|\s+and\s+|\s+or\s+)(?:the\s+|its\s+|an\s+|for\s+"
    rf"|in\s+)*(?P<two>{_PEER}){_LINK}{_BEFORE}",
    re.I,
)
_KIND_OF_PEER = (("neighbours", "neighbour|similar|compar|family"), ("national", "england|national"), ("region", ""))


def _listed(sentence: str, found: Sequence[Number], index: int) -> Standing | None:
    """The place in a pair, as in "statistical neighbours and the England average (12% and 14% respectively)"."""
    for first in (index, index - 1):
        if first < 0 or first + 1 >= len(found):
            continue
        link = sentence[found[first].span[1] : found[first + 1].span[0]]
        match = _LISTED.search(sentence, 0, found[first].span[0])
        if match and match.end() == found[first].span[0] and re.fullmatch(r"\s*(?:,|and|,\s*and)\s+", link):
            name = "one" if index == first else "two"
            kind = next(kind for kind, words in _KIND_OF_PEER if re.search(words, match[name], re.I))
            return Standing(kind, match.span(name))
    return None


def _earlier(
    sentence: str, number: Number, begin: int, before: str, after: str, named: Sequence[Moment]
) -> Standing | None:
    if match := _FROM.search(before):
        return Standing("earlier", _shifted(match.span("words"), begin), _shifted(match.span("direction"), begin))
    if match := _FAR_FROM.search(before):
        to_next = bool(_TO_NEXT.search(after)) and not re.search(r"[;:]", after)
        dated = _is_dated(number, sentence, named)
        if to_next or dated:
            return Standing("earlier", _shifted(match.span("words"), begin), _shifted(match.span("direction"), begin))
    if match := _COMPARED.search(before):
        words = _EARLIER_AFTER.match(after)
        if words or _is_dated(number, sentence, named):
            return Standing("earlier", _shifted(match.span("words"), begin))
    return None


def _is_dated(number: Number, sentence: str, named: Sequence[Moment]) -> bool:
    """Whether a time stands right after the number."""
    following = next((moment for moment in named if moment.span[0] >= number.span[1]), None)
    if following is None:
        return False
    between = sentence[number.span[1] : following.span[0]]
    return bool(
        re.fullmatch(
            r"\s*(?:\([^()]*\)\s*)?(?:as\s+)?(?:\(|at|in|on|for|during)?\s*(?:the\s+)?(?:end\s+of\s+)?", between, re.I
        )
    )


def _direction(sentence: str, found: Sequence[Number], index: int, begin: int, before: str) -> Span | None:
    """The word for how the number moved to where it is: "risen to 19%", "19%, up from 14%", "from 5% to 10%"."""
    if match := _TO.search(before):
        return _shifted(match.span("direction"), begin)
    if index and _TO_NEXT.search(before) and len(before) < 60:
        start = found[index - 2].span[1] if index > 1 else 0
        earlier = sentence[start : found[index - 1].span[0]]
        match = _FROM.search(earlier) or _FAR_FROM.search(earlier)
        if match:
            return _shifted(match.span("direction"), start)
    if index + 1 < len(found):
        number, following = found[index], found[index + 1]
        link = sentence[number.span[1] : following.span[0]]
        match = _FROM.search(link)
        if match and following.unit == number.unit and not re.search(r"[;:.]", link) and re.search(r"[,(–-]|^\s", link):
            return _shifted(match.span("direction"), number.span[1])
    return None


def _shifted(span: Span, by: int) -> Span:
    return span[0] + by, span[1] + by
