"""Says what a figure measures, in the words that the text prints.

A number that is the subject of its clause measures the rest of the clause ("52% | of contacts were decided within a day",
"342 | children were the subject of a child protection plan"). A value of a measure that the clause is about measures that
("the proportion of care leavers in work | is 52%"). Any other count counts the noun after it ("inspectors looked at 14 |
case files"); any other share, sum or length measures what its clause tells ("visits are made | within 72 hours").
"""

from __future__ import annotations

import re

from ingest.annotation.figure.bracket import BRACKET_OPENS, bracketed
from ingest.annotation.figure.clause import main_verb_start, trimmed, verb_start
from ingest.annotation.figure.comparison import OF_OTHERS
from ingest.annotation.figure.group import group_at
from ingest.annotation.figure.noun import head_end
from ingest.annotation.figure.number import is_length
from ingest.annotation.figure.predicate import acts, predicate
from ingest.annotation.figure.quantity import DETERMINER, UNIT, group_after, noun_after, past, past_restated
from ingest.annotation.figure.reading import Measure, Reading
from ingest.annotation.figure.subject import group_of, measure_subject
from ingest.document import Span

_WHO = re.compile(r"\s+(?:who|that|whose|which)\b", re.I)
_GIVEN_BY_TIME = re.compile(
    r"\s+(?:of\s+)?(?:\w+\s+)?(?:education|provision|support|teaching|tuition|training|contact|respite|experience|care|delay|leave|notice)\b",
    re.I,
)
_OF = re.compile(r"\s+of\b", re.I)
_AUXILIARY = re.compile(r"\s+(?:(?:is|are|was|were|has|have|had|not)\s+)+$", re.I)
_GOVERNED = re.compile(
    r"\b(?:of|for|with|in|on|to|by|from|among|between|across)\s+"
    r"(?:(?:the|its|their|these|those|all|last|first|only|some|about|around|over|nearly|almost|remaining)\s+)*$",
    re.I,
)
"""Before a number that is no subject, so that the noun after it ends before the verb: "*arrangements for the* 12 children | are good"."""
_LIMIT = re.compile(
    r"\b(?:within|for|after|every|beyond)\s+(?:(?:less|more|longer|fewer)\s+than\s+|over\s+|up\s+to\s+|at\s+least\s+)?$",
    re.I,
)
"""Before a length that limits what a clause tells, and is no value of its measure."""


def measure_of(reading: Reading, index: int) -> Measure:
    """What the number `index` of the sentence measures, where its own words say it."""
    number, comparison = reading.numbers[index], reading.standings[index].comparison
    if comparison in OF_OTHERS:
        return _comparator(reading, index)
    if number.unit.startswith("per "):
        subject = measure_subject(reading, number)
        group = group_at(reading.sentence, number.span[1])
        return Measure(subject, group or (group_of(reading.sentence, subject) if subject else None))
    opened = BRACKET_OPENS.search(reading.sentence[: number.span[0]])
    if opened and not acts(reading.sentence, number.span[1]):
        return bracketed(reading, index, opened.start())
    countable = number.unit in ("count", "percent") or number.unit.startswith("in ")
    end = past_restated(reading, number)
    if comparison is None and (countable or number.unit == "GBP") and (clause := predicate(reading, index, end)):
        return Measure(clause, group_after(reading, number, end))
    group = group_after(reading, number, end) if countable else None
    noun = _counted(reading, index, end) if countable else _of_length(reading, index)
    if subject := _measured(reading, index, noun):
        return Measure(subject, group or group_of(reading.sentence, subject))
    return Measure(noun, group) if noun else Measure()


def _measured(reading: Reading, index: int, noun: Span | None) -> Span | None:
    """The measure that the number is a value of, if it is no limit; where a `noun` follows it, nothing else may stand between."""
    number = reading.numbers[index]
    if is_length(number) and _LIMIT.search(reading.sentence[: number.span[0]]):
        return None
    return measure_subject(reading, number, directly=noun is not None)


def _counted(reading: Reading, index: int, end: int) -> Span | None:
    """The noun that is counted. That of a share measures nothing, unless it is told from others: "73% of | children who are safe"."""
    sentence = reading.sentence
    begin = past(DETERMINER, sentence, end)
    noun = noun_after(reading, index, begin)
    if noun and _GOVERNED.search(sentence[: reading.numbers[index].span[0]]):
        noun = trimmed(reading, (noun[0], _verb_after(sentence, noun)))
    if reading.numbers[index].unit == "count" or not sentence.startswith(" of ", end):
        return noun
    head = head_end(sentence, begin)
    return noun if head is not None and _WHO.match(sentence, head) else None


def _verb_after(sentence: str, noun: Span) -> int:
    """Where the verb begins whose subject the noun is a part of, or the end of the noun."""
    verb = main_verb_start(sentence, *noun)
    while verb is not None and sentence[:verb].endswith(" to "):
        verb = main_verb_start(sentence, sentence.find(" ", verb), noun[1])
    if verb is None:
        return noun[1]
    auxiliary = _AUXILIARY.search(sentence, noun[0], verb)
    return auxiliary.start() if auxiliary else verb


def _comparator(reading: Reading, index: int) -> Measure:
    """What a figure to compare with is called where it is the subject ("the national average for visits | is 77%"), or counts itself."""
    words, number = reading.standings[index].words, reading.numbers[index]
    if words and words[1] <= number.span[0]:
        verb = verb_start(reading.sentence, words[1], number.span[0])
        if verb is not None:
            return Measure(trimmed(reading, (words[0], verb)))
    noun = noun_after(reading, index, number.span[1]) if number.unit == "count" else None
    return Measure(noun, group_after(reading, number, number.span[1])) if noun else Measure()


def _of_length(reading: Reading, index: int) -> Span | None:
    """The noun that a length or a sum belongs to: "a 30 mile | radius", "25 hours | education", "a £10,000 | grant"."""
    sentence, end = reading.sentence, reading.numbers[index].span[1]
    unit = UNIT.match(sentence, end)
    place = unit.end() if unit else end
    if unit and unit[0].strip().endswith("s") and not _GIVEN_BY_TIME.match(sentence, place):
        return None
    return noun_after(reading, index, past(_OF, sentence, place))
