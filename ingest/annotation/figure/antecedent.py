"""Finds whom a number is about that names nobody itself: "30 | young people | live with friends and *32* are in custody".

Such a number stands for those that the sentence named before: the group of another number, whoever the brackets
around it follow, or the subject of an earlier clause ("Children looked after do well, and *one in five* attend college").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.annotation.figure.group import group_at, group_before, last_group, only_group, subject_groups
from ingest.annotation.figure.number import Number, is_length
from ingest.annotation.figure.quantity import past
from ingest.annotation.figure.reading import Measure, Reading
from ingest.annotation.grammar import VERBS, WORD
from ingest.document import Span

_BEING = re.compile(r"(?:(?:are|were|is|was)\s+)(?:(?:now|also|currently|all)\s+)*(?:an?\s+)?", re.I)
_ADVERBS = re.compile(r"(?:\w+ly\s+)*")
_PARTICIPLE = re.compile(r"[a-z]+(?:ed|ing)$", re.I)
_FAR = 400
"""Characters before a number in which those that it is about may be named."""
_BRACKET = re.compile(r"\s*\(\s*(?:[\w-]+\s+){0,2}$")
_PLACES = frozenset("in within outside at on under over with not out".split())
"""Words that what is said of those counted begins with, where its verb is left out: "93% | within 20 miles"."""
_OF_WHOM = re.compile(r"\s+of\s+(?:whom|which|them|these|those)\s+", re.I)
_AMONG = re.compile(r"\W*(?:For|Of|Among)\s+(?:(?:all|the|these|those|its)\s+)*(?:\d[\d,]*\s+)?", re.I)


def antecedent(reading: Reading, index: int, measure: Measure, before: Sequence[Measure]) -> Span | None:
    """The group of the number `index` whose own words name none.

    measure: what it measures; before: what the numbers before it measure, and their groups.
    """
    sentence, number = reading.sentence, reading.numbers[index]
    if measure.measures is None or number.unit == "GBP" or reading.standings[index].comparison is not None:
        return None
    if index and _is_listed(sentence, reading.numbers[index - 1 : index + 1], measure.measures):
        return before[-1].group
    if not _is_elliptical(sentence, number, measure.measures):
        return _among(sentence, number) if measure.measures[1] <= number.span[0] else None
    return (
        _said_to_be(sentence, measure.measures)
        or (_of_them(sentence, number) if index == 0 else None)
        or _before_bracket(sentence, number)
        or next((other.group for other in reversed(before) if _has_subject(sentence, other)), None)
        or (_subject(sentence, number, alone=index == 0) if _surely_acts(sentence, number, measure.measures) else None)
    )


def _before(place: int) -> Span:
    """The stretch before `place` in which those that it is about may be named."""
    return max(0, place - _FAR), place


def _is_listed(sentence: str, pair: Sequence[Number], measures: Span) -> bool:
    """Whether the second of a pair of numbers is in brackets after a further member of a list: "checks (91%) and *visits* (84%)"."""
    first, second = pair
    return (
        first.span[1] < measures[0]
        and measures[1] < second.span[0]
        and bool(_BRACKET.search(sentence[: second.span[0]]))
    )


def _subject(sentence: str, number: Number, alone: bool) -> Span | None:
    """The last group before the number that does something, or, if it is the first number, the only group that is named."""
    before = _before(number.span[0])
    return next(reversed([*subject_groups(sentence, before)]), None) or (
        only_group(sentence, before) if alone else None
    )


def _surely_acts(sentence: str, number: Number, measures: Span) -> bool:
    """Whether a finite verb follows the number; after a share a participle says as much."""
    word = WORD.match(sentence, past(_ADVERBS, sentence, measures[0]))
    return number.unit != "count" or (word is not None and word[0].lower() in VERBS)


def _is_elliptical(sentence: str, number: Number, measures: Span) -> bool:
    """Whether the number is the subject of what it measures without a noun of its own: "32 | are in custody"."""
    if is_length(number) or measures[0] < number.span[1]:
        return False
    if _OF_WHOM.fullmatch(sentence, number.span[1], measures[0]):
        return True
    word = WORD.match(sentence, past(_ADVERBS, sentence, measures[0]))
    return word is not None and (word[0].lower() in VERBS | _PLACES or bool(_PARTICIPLE.match(word[0])))


def _has_subject(sentence: str, measure: Measure) -> bool:
    """Whether the group of a number is those counted, and not what part of them is said to be: "12 | are | girls"."""
    return measure.group is not None and not (measure.measures and _BEING.match(sentence, measure.measures[0]))


def _said_to_be(sentence: str, measures: Span) -> Span | None:
    """The people that those counted are said to be: "six | are | unaccompanied children"."""
    being = _BEING.match(sentence, measures[0])
    return group_at(sentence, being.end()) if being else None


def _of_them(sentence: str, number: Number) -> Span | None:
    """The group that "whom" stands for: "parents, 95% of | whom | came"."""
    return last_group(sentence, _before(number.span[0])) if _OF_WHOM.match(sentence, number.span[1]) else None


def _before_bracket(sentence: str, number: Number) -> Span | None:
    """The group that brackets with the number in them follow at once: "older children (23% are over five)"."""
    bracket = _BRACKET.search(sentence[: number.span[0]])
    return group_before(sentence, *_before(bracket.start())) if bracket else None


def _among(sentence: str, number: Number) -> Span | None:
    """The group that the sentence begins with: "For children who were adopted, the average wait was 336 days"."""
    lead = _AMONG.match(sentence)
    group = group_at(sentence, lead.end()) if lead else None
    return group if group and "," in sentence[group[1] : number.span[0]] else None
