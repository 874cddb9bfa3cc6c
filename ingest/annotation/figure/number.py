"""Finds the numbers of a sentence that count, measure or share something, in digits and in words, with value and unit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from ingest.annotation.figure.counting import counts, counts_one, is_share
from ingest.annotation.figure.notation import naming_spans
from ingest.document import Span

_ONES = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}
_SCALES = {"million": 6, "m": 6, "billion": 9, "bn": 9, "thousand": 3, "k": 3}

_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|(?!0\d)\d+(?:\.\d+)?"
_ONE_WORD = rf"(?:(?:{'|'.join(_TENS)})(?:[-–\s]?(?:{'|'.join(_ONES[:9])}))?|{'|'.join(_ONES[1:])})"
_IN_WORDS = rf"(?:(?:a|{'|'.join(_ONES[:9])})\s+hundred(?:\s+and\s+(?:{_ONE_WORD}|one))?|{_ONE_WORD})"
NUMBER_WORD = _IN_WORDS
"""A pattern for a number in words, from two on."""
_SHORT_WORDS = "|".join(_ONES[1:10])
_UNITS = (
    r"(?:(?:working|school|calendar|week)[\s-]+)?days?|weeks?|months?|years?|hours?|minutes?|miles?"
    r"|percentage\s+points?|kilometres?"
)
_LENGTHS = frozenset({"days", "weeks", "months", "years", "hours", "minutes", "miles", "kilometres", "points"})
_HYPHENED = (
    r"(?:day|week|month|mile|hour|minute)(?:ly)?|yearly|year(?=[- ](?:period|delay|wait|gap|contract|target|limit))"
)
_PERCENT = r"(?:%|per\s?cent\b)"

_NUMBER = re.compile(
    rf"(?P<money>£\s?(?P<pounds>{_DIGITS})(?:\s?(?P<scale>million|billion|thousand|bn|m|k)\b)?)"
    rf"|(?P<percent>(?<![\w.,])(?P<share>{_DIGITS}|{_IN_WORDS})\s?{_PERCENT})"
    rf"|(?P<rate>(?<![\w.,])(?P<per>{_DIGITS})\s+(?:children\s+)?(?:per|in\s+every"
    rf"|for\s+every)\s+(?P<base>\d{{1,3}}(?:,\d{{3}})+|1000+|100)\b)"
    rf"|(?P<ratio>\b(?:(?P<one>one)\s+in\s+(?:every\s+)?(?P<in>{_SHORT_WORDS}|[2-9]|1\d|20|50|100)"
    rf"|(?P<some>{_SHORT_WORDS}|[2-9])\s+(?:in\s+(?:every\s+)?(?P<ten>ten|10)"
    r"|out\s+of\s+(?:every\s+)?(?P<out>ten|10|three|four|five)))\b(?![\d,.]*\d))"
    rf"|(?<![\w.,£/‘-])(?P<hyphened>{_DIGITS}|{_IN_WORDS})(?:-(?P<by>{_HYPHENED})|\s(?P<every>(?:week|month)ly))\b(?!-olds?\b|\s+olds?\b)"
    r"|(?P<fraction>\b(?:(?P<top>a|one|two|three|four|five|seven|nine)[\s-]+(?P<part>third|quarter|fifth"
    r"|sixth|eighth|tenth)s?\b|(?P<half>half)\b))"
    rf"|(?<![\w£.,/-])(?P<count>{_DIGITS})(?:\s(?P<many>million|billion|thousand)\b)?(?![\w%/]|-(?!\s(?!day"
    r"|week|month|year|hour|minute|mile))|[.,]\d)"
    rf"|(?<![\w-])(?P<word>{_IN_WORDS}|one)\b(?![\w’']|-(?!\s))",
    re.I,
)
_NUMBER_WORDS = frozenset((*_ONES, *_TENS, "hundred", *_PARTS, *(f"{part}s" for part in _PARTS)))
_UNIT = re.compile(rf"\s+(?P<unit>{_UNITS})\b(?!['’]?\s*(?:-|old\b|\d))", re.I)
_BESIDE = re.compile(r"(?!.*\b(?:who|because|that)\b)[^.;:]{0,80}?(?:\b(?:and|to)\b|,)[^.;:]{0,80}", re.I)
"""What stands between "one" and another number that counts the same kind of thing."""
_NEAR = 160
_YOUNG = re.compile(r"1[3-9]|2[0-5]")
_AT_AGE = re.compile(
    r"\b(?:at|from|over|under|until|beyond|after|before|up\s+to)\s+(?:(?:1[3-9]|2[0-5])\s+(?:or|and|to)\s+)?$", re.I
)
_BARE = re.compile(r"\s*(?:[.,;:)]|$|\s(?:and|or|for|with|when|as|are|is|to(?!\s+\d))\b)", re.I)
_MEASURED = re.compile(
    r"\b(?:averages?|caseloads?|rates?|numbers?|proportions?|percentages?|figures?|targets?|totals?"
    r"|levels?|low|high|stands?|stood|remain\w*|currently|compar\w+|than|up(?!\s+to)|down"
    r"|increas\w+|decreas\w+|reduc\w+|risen|rose|fell|fallen|dropp\w+|declin\w+|improv\w+|grown|grew)\b",
    re.I,
)
_RANGE_LINK = re.compile(r"\s*[-‐‑‒–—−─]\s*|\s+(?:to|and)\s+")
_CHANGE_BEFORE = re.compile(r"\bfrom\s+(?:\w+\s+){0,2}$|\b(?:by|ratio)\s+$", re.I)


@dataclass(frozen=True)
class Number:
    """A number of a text: its place, its exact value as a decimal, its unit; `upper` where it is a range."""

    span: Span
    value: str
    unit: str
    upper: str | None = None


def is_length(number: Number) -> bool:
    """Whether the number is a stretch of time or of road, and not of people or things."""
    return number.unit.split()[-1] in _LENGTHS


def numbers(sentence: str) -> list[Number]:
    """The numbers of `sentence`, in order."""
    if not any(map(str.isdigit, sentence)) and _NUMBER_WORDS.isdisjoint(re.findall(r"[a-z]+", sentence.lower())):
        return []
    names = naming_spans(sentence)
    matches = [match for match in _NUMBER.finditer(sentence) if _counts(sentence, match, names)]
    matches = _without_pronouns(sentence, matches)
    read = [_read(sentence, match) for match in matches]
    return list(_joined(sentence, _with_shared_units(sentence, read)))


def _counts(sentence: str, match: re.Match[str], names: Iterable[Span]) -> bool:
    """Whether the number found says how many or how much; of "one" that is not told yet."""
    if match["money"] or match["rate"] or match["ratio"]:
        return True
    before, after = sentence[: match.start()], sentence[match.end() :]
    if match["fraction"]:
        return is_share(match["fraction"], before, after)
    if any(match.start() < stop and first < match.end() for first, stop in names):
        return bool(match["percent"]) and not any(first < match.start() and match.end() < stop for first, stop in names)
    if match["count"] and _is_age(match["count"], before, after):
        return False
    return not match["word"] or _is_one(match) or counts(before, after)


def _is_one(match: re.Match[str]) -> bool:
    return (match["word"] or "").lower() == "one"


def _without_pronouns(sentence: str, matches: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    """`matches` without each "one" that counts nothing: most often it counts beside another that does."""
    kept = [match for match in matches if not _is_one(match)]
    ones = [match for match in matches if _is_one(match)]
    for _ in ones[:2]:
        kept += [one for one in ones if one not in kept and _counts_one(sentence, one, kept)]
    return sorted(kept, key=re.Match.start)


def _counts_one(sentence: str, one: re.Match[str], others: Sequence[re.Match[str]]) -> bool:
    near = [_between(one, other) for other in others if other["count"] or other["word"]]
    beside = any(end - start <= _NEAR and _BESIDE.fullmatch(sentence, start, end) for start, end in near)
    return counts_one(sentence[: one.start()], sentence[one.end() :], beside) or (one[0] == "one" and one.start() == 0)


def _between(one: re.Match[str], other: re.Match[str]) -> Span:
    return (one.end(), other.start()) if one.start() < other.start() else (other.end(), one.start())


def _is_age(number: str, before: str, after: str) -> bool:
    """Whether a number that nothing follows is the age of a young person, as in "support begins at 14"."""
    return bool(_YOUNG.fullmatch(number) and _AT_AGE.search(before) and _BARE.match(after)) and not _MEASURED.search(
        before
    )


def _read(sentence: str, match: re.Match[str]) -> Number:
    value, unit = _value(match)
    if match["hyphened"]:
        return Number(
            match.span("hyphened"), value, _plural(re.sub(r"ly$", "", (match["by"] or match["every"]).lower()))
        )
    if unit == "count" and (measured := _UNIT.match(sentence, match.end())):
        unit = _plural(" ".join(measured["unit"].lower().replace("-", " ").split()))
    return Number(match.span(), value, unit)


def _with_shared_units(sentence: str, found: list[Number]) -> list[Number]:
    """`found` with the unit that two numbers share but is printed once: "from two to five days", "from 19 weeks to nine"."""
    result = list(found)
    for index, (low, high) in enumerate(pairwise(found)):
        link = sentence[low.span[1] : high.span[0]]
        measured = low.unit if low.unit != "count" else high.unit
        if measured.split()[-1] in _LENGTHS and "count" in (low.unit, high.unit):
            between = re.fullmatch(rf"\s+(?:(?:{_UNITS})\s+)?(?:to|and|or)\s+(?:just\s+|only\s+)?", link, re.I)
            ends = not re.match(r"\s+[a-z]", sentence[high.span[1] :]) if high.unit == "count" else True
            if between and ends:
                result[index], result[index + 1] = replace(low, unit=measured), replace(high, unit=measured)
    return result


def _value(match: re.Match[str]) -> tuple[str, str]:
    """The value and unit. A fraction keeps its two numbers, since a third is no decimal: "two thirds" are 2 "in 3"."""
    if match["money"]:
        return _scaled(_plain(match["pounds"]), (match["scale"] or "").lower()), "GBP"
    if match["percent"]:
        return _plain(match["share"]), "percent"
    if match["rate"]:
        return _plain(match["per"]), f"per {match['base']}"
    if match["ratio"]:
        return _plain(match["one"] or match["some"]), f"in {_plain(match['in'] or match['ten'] or match['out'])}"
    if match["hyphened"]:
        return _plain(match["hyphened"]), "count"
    if match["half"]:
        return "1", "in 2"
    if match["fraction"]:
        return _plain("one" if match["top"].lower() == "a" else match["top"]), f"in {_PARTS[match['part'].lower()]}"
    if match["word"]:
        return _plain(match["word"]), "count"
    return _scaled(_plain(match["count"]), (match["many"] or "").lower()), "count"


def _plain(printed: str) -> str:
    """A number without the marks between its thousands, or one in words, in digits."""
    if printed[0].isdigit():
        return printed.replace(",", "")
    total = 0
    for word in re.findall(r"[a-z]+", printed.lower()):
        if word == "hundred":
            total = max(total, 1) * 100
        elif word in _TENS:
            total += 10 * (_TENS.index(word) + 2)
        elif word in _ONES:
            total += _ONES.index(word) + 1
    return str(total)


def _scaled(number: str, scale: str) -> str:
    """`number` times its scale, without the rounding of binary fractions."""
    return format(Decimal(number).scaleb(_SCALES.get(scale, 0)), "f")


def _plural(unit: str) -> str:
    return unit if unit.endswith("s") else f"{unit}s"


def _joined(sentence: str, found: list[Number]) -> Iterator[Number]:
    """`found` with the two ends of a range as one number: "between 15 and 20", "10 to 12 weeks", "£5–6 million"."""
    index = 0
    while index < len(found):
        low = found[index]
        high = found[index + 1] if index + 1 < len(found) else None
        if high and (start := _range_start(sentence, low, high)) is not None:
            yield Number((start, high.span[1]), low.value, high.unit, high.value)
            index += 2
        else:
            yield low
            index += 1


def _range_start(sentence: str, low: Number, high: Number) -> int | None:
    """Where the range of two numbers begins, or None if they are no range."""
    link = sentence[low.span[1] : high.span[1]][: high.span[0] - low.span[1]]
    before = sentence[: low.span[0]]
    if not _RANGE_LINK.fullmatch(link) or low.unit not in ("count", high.unit) or high.unit.startswith("in "):
        return None
    if Decimal(low.value) >= Decimal(high.value):
        return None
    between = re.search(r"\bbetween\s+$", before, re.I)
    if between:
        return between.start() if link.strip() in ("and", "to", "-", "–", "—", "−") else None
    if link.strip() == "and" or _CHANGE_BEFORE.search(before):
        return None
    return low.span[0]
