"""Says what the clause around a number tells, of which a share, a sum or a length is only a part: "visits are made | within 72 hours"."""

from __future__ import annotations

import re

from ingest.annotation.figure.clause import clause_end, trimmed, verb_start
from ingest.annotation.figure.comparison import APPROXIMATELY, OF_OTHERS
from ingest.annotation.figure.group import group_at, last_group
from ingest.annotation.figure.number import NUMBER_WORD, Number, is_length
from ingest.annotation.figure.predicate import BARE_VERBS
from ingest.annotation.figure.quantity import (
    OF_THE,
    PREPOSITIONS,
    SOME,
    UNIT,
    clause_of,
    group_after,
    past,
    past_restated,
)
from ingest.annotation.figure.reading import Measure, Reading
from ingest.annotation.figure.subject import is_bare
from ingest.annotation.grammar import WORD
from ingest.document import Span

_MAX_WORDS = 40
_BEFORE_NUMBER = re.compile(
    r"\s+(?:(?:within|in|of|at|by|to|for|after|over|under|up|a|an|the|only|just|averag(?:e|ing)|from|with|than|most|least|more|fewer|less|is|are|was|were|being|stands"
    rf"|{APPROXIMATELY})\s+)+$",
    re.I,
)
_CHANGES = re.compile(
    r"(?:increased|reduced|decreased|improved|rose|fell|risen|fallen|dropped|grew|grown|remains|stands|stood)\b", re.I
)
_ONLY_TIME = re.compile(r"(?:at|in|on|during|for|by|from|since|the|of|end|as)*", re.I)
_NUMBER_OF = re.compile(r"\b(?:numbers?|proportion|percentage|rate)\s+of\s+[^,;:]{3,120}$", re.I)
_NEAR = 12
_IS = re.compile(r"\b(?:is|are|was|were)\b")
_COLON = re.compile(r":\s+$")
_NOTHING = re.compile(
    rf"(?:an?|the)\s+(?:[\w%-]+\s+)?(?:(?:average|total|rate|mean)\s+of\s+(?:\d|{NUMBER_WORD}\b)"
    r"|(?:increase|decrease|reduction|rise|fall|drop|improvement|decline|change)$)",
    re.I,
)
"""What tells nothing of a number but how it stands to others."""
_SHOWS = frozenset({"shows", "show", "showed", "indicates", "indicate", "suggests", "suggest"})
"""Verbs of a source, which say nothing of the number that they give."""
_PROFESSIONALS = re.compile(
    r"(?:workers|staff|managers|practitioners|professionals|advis[eo]rs|officers|inspectors)$", re.I
)
"""Those who do what a clause tells of, and seldom those it is about."""
_INSPECTORS = re.compile(r"inspectors\b", re.I)
_OF_THESE = re.compile(r"\W*Of\s+(?:(?:the|those|these|all)\s+)+", re.I)
_PARTS = re.compile(r",\s+(?:and\s+)?|\sand\s+", re.I)
_APPOSITION = re.compile(
    r",\s+with\s+(?:an?|the)\s+(?:[\w-]+\s+)?(?:average|rate|total|mean|median)\s+of\b"
    r"|(?:,|\()\s+(?:(?:and|which|this)\s+(?:is|was|represents)\s+)?(?:(?:an?\s+)?(?:[\w-]+\s+){0,2}?(?:increase|decrease|reduction|rise"
    r"|fall|drop|improvement|decline|growth|deterioration|change)|(?:(?:just|well|slightly|much|far|[\w]+ly)\s+)?(?:up|down|compared|above"
    r"|below|higher|lower|better|worse|representing|rising|falling|reducing|increasing|improving|against|similar|in\s+line))\b",
    re.I,
)


def around(reading: Reading, index: int) -> Measure:
    """What the clause of the number `index` tells, of which a share, a sum or a length is a part."""
    sentence, number = reading.sentence, reading.numbers[index]
    standing = reading.standings[index]
    span = _told(reading, index)
    if standing.comparison in OF_OTHERS and (span is None or (standing.words and span[1] > standing.words[0])):
        return Measure(standing.words)
    if span is None:
        return Measure()
    group = group_after(reading, number, number.span[1]) if number.unit == "percent" else None
    if number.unit != "GBP":
        before = (span[0], min(span[1], number.span[0]))
        first = group_at(sentence, span[0])
        group = group or (None if first and _PROFESSIONALS.search(sentence, *first) else first)
        named = (last_group(sentence, stretch) for stretch in (before, span))
        group = group or next((each for each in named if each and not _INSPECTORS.match(sentence, each[0])), None)
        group = group or _of_these(sentence, span)
    return Measure(span, group)


def _of_these(sentence: str, span: Span) -> Span | None:
    """The group that a sentence begins with whose majority or rest it goes on to tell of: "Of those children, most…"."""
    of_these = _OF_THESE.match(sentence)
    return group_at(sentence, of_these.end()) if of_these and of_these.end() < span[0] else None


def _told(reading: Reading, index: int) -> Span | None:
    """The clause that the number is told in; where that only goes on about another ("…, up from 41%"), the one before."""
    sentence, number = reading.sentence, reading.numbers[index]
    place = _told_before(reading, index)
    start = clause_of(reading, number.span[0] if place is None else place)
    end = _told_end(reading, index, start) if place is None else place
    start, end = _among_others(reading, index, start, end)
    if place is not None and (number_of := _NUMBER_OF.search(sentence, start, end)):
        start = number_of.start()
    elif SOME.fullmatch(sentence, start, number.span[0]):
        start = past(OF_THE, sentence, number.span[1])
    span = trimmed(reading, (start, end)) if start < end else None
    return span if span and _says_what(reading, span, number) else None


def _says_what(reading: Reading, span: Span, number: Number) -> bool:
    """Whether a stretch of words says what the number measures, and not only how it changed or stands to others."""
    sentence = reading.sentence
    words = WORD.findall(sentence, *span)
    if not 2 <= len(words) <= _MAX_WORDS or words[-1].lower() in BARE_VERBS | _SHOWS or _NOTHING.match(sentence, *span):
        return False
    governed = words[0].lower() in PREPOSITIONS | {"of"}
    verb = verb_start(sentence, *span)
    if verb is None or span[0] > number.span[0]:
        return not governed or bool(_IS.search(sentence, max(0, span[0] - _NEAR), number.span[0]))
    return not (verb == span[0] and _CHANGES.match(sentence, verb)) and not is_bare(sentence[span[0] : verb].strip())


def _told_before(reading: Reading, index: int) -> int | None:
    """Where the clause ends that the number only goes on about: before "up from", brackets or a colon."""
    sentence, start = reading.sentence, reading.numbers[index].span[0]
    appositions = [match.start() for match in _APPOSITION.finditer(sentence, 0, start)]
    if appositions:
        return appositions[-1]
    bracket = sentence.rfind("(", 0, start)
    if bracket > 0 and ")" not in sentence[bracket:start] and ")" in sentence[start:]:
        return bracket
    colon = _COLON.search(sentence[:start])
    return colon.start() if colon else None


def _among_others(reading: Reading, index: int, start: int, end: int) -> Span:
    """A stretch that tells one number, without those that tell the ones before and after it: "in 12% of plans and | abuse in | 19%"."""
    sentence, numbers = reading.sentence, reading.numbers
    told_to = _BEFORE_NUMBER.fullmatch(sentence, end, numbers[index].span[0]) and not is_length(numbers[index])
    if index and start <= numbers[index - 1].span[0] < end and (told_to or numbers[index].span[0] < end):
        parts = _PARTS.finditer(sentence, numbers[index - 1].span[1], min(end, numbers[index].span[0]))
        start = max((match.end() for match in parts), default=start)
    if index + 1 < len(numbers) and numbers[index + 1].span[0] < end:
        parts = _PARTS.finditer(sentence, numbers[index].span[1], numbers[index + 1].span[0])
        end = max((match.start() for match in parts), default=end)
    return start, end


def _told_end(reading: Reading, index: int, start: int) -> int:
    """Where what is told ends: before a number that ends its clause, or else with the clause."""
    sentence, number = reading.sentence, reading.numbers[index]
    begin = past(UNIT, sentence, past_restated(reading, number))
    end = clause_end(reading, index, begin, after_verb=True)
    rest = trimmed(reading, (begin, end))
    if rest and not _ONLY_TIME.fullmatch(sentence, *rest):
        return end
    before = _BEFORE_NUMBER.search(sentence[start : number.span[0]])
    return start + before.start() if before else number.span[0]
