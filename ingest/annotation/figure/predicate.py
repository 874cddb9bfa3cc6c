"""Finds the clause that a number is the subject of: "52% of | contacts were decided within a day"."""

from __future__ import annotations

import re

from ingest.annotation.figure.clause import clause_end, closing_comma, new_clause, trimmed, verb_start
from ingest.annotation.figure.comparison import APPROXIMATELY
from ingest.annotation.figure.noun import head_end
from ingest.annotation.figure.number import NUMBER_WORD
from ingest.annotation.figure.quantity import (
    BRACKETS,
    DETERMINER,
    OF_THE,
    OPENING,
    PART_OF,
    PREPOSITIONS,
    past,
    pronoun_after,
)
from ingest.annotation.figure.reading import Reading
from ingest.annotation.grammar import AMBIGUOUS_VERBS, VERBS, WORD
from ingest.document import Span

_MAX_WORDS = 40
_THERE_ARE = re.compile(
    r"\bthere\s+(?:(?:are|were|is|was|(?:have|has|had)\s+been)\b)(?:\s+(?:currently|now|still|only|just"
    rf"|a\s+further|another|a\s+total\s+of|also|already|approximately))*(?:\s+{APPROXIMATELY})?\s+$",
    re.I,
)
_FAR = 90
"""A verb this many characters after the number may well be that of another clause."""
BARE_VERBS = frozenset({"is", "are", "was", "were", "has", "have", "had", "be", "been", "being"})
"""Verbs that a clause does not end with, unless it is cut."""
_PARTICIPLE = re.compile(
    rf"(?!being|compared|rising|falling|reducing|increasing|improving|representing)[a-z]+(?:ing|ed)\s+(?:{NUMBER_WORD}|\d"
    r"|to|in|on|at|for|from|with|by|as|of|within|over|under|outside|out|an?|the|their|its|no|not|more|less|through|without|between)\b",
    re.I,
)
"""A participle that is no adjective: "14% | obtaining five grades", "the majority | completed within a week"."""
_OR_VERB = re.compile(r"\s*,\s+or\b")
_IN_SOME = re.compile(
    rf"(?:^|[.;:]\s|,\s(?:but|though|although|while|whilst)\s|\sand\s|\b(?:that|example,)\s)\W*in\s+(?:(?:only|just|a|the|{APPROXIMATELY})\s+)*$",
    re.I,
)
_AFTER_TIME = re.compile(r"\s+(?:only|just|over|some|about|around|nearly)?\s*", re.I)


def predicate(reading: Reading, index: int, end: int) -> Span | None:
    """The clause that the number is the subject of, from what follows it on; of "three of 12 cases…", from what follows 12."""
    sentence, found = reading.sentence, reading.numbers
    before = sentence[: found[index].span[0]]
    end = past(BRACKETS, sentence, end)
    if _IN_SOME.search(before):
        return _in_some(reading, index, end)
    listed = reading.listed and re.fullmatch(r"\W*", before)
    if not (listed or OPENING.search(before) or _follows_time(reading, index) or acts(sentence, end)):
        return None
    whole = found[index + 1] if index + 1 < len(found) else None
    if whole and whole.unit == "count" and PART_OF.fullmatch(sentence, end, whole.span[0]):
        return _clause(reading, index + 1, past(BRACKETS, sentence, whole.span[1]))
    return _clause(reading, index, end)


def _in_some(reading: Reading, index: int, end: int) -> Span | None:
    """What is so in a number of cases: "In half of the | cases seen, there was no plan"."""
    sentence = reading.sentence
    begin = past(DETERMINER, sentence, end)
    head = head_end(sentence, begin + (sentence[begin : begin + 1] == " "))
    if head is None or (reading.numbers[index].value == "1" and reading.numbers[index].unit == "count"):
        return None
    comma = sentence.find(", ", head, head + _FAR)
    return trimmed(reading, (begin, clause_end(reading, index, comma + 2 if comma >= 0 else begin)))


def acts(sentence: str, end: int) -> bool:
    """Whether a verb follows the number at once, so that it has to be its subject: "of those 69% attend…"."""
    word = WORD.match(sentence, end + 1)
    return word is not None and (word[0].lower() in VERBS - AMBIGUOUS_VERBS or word[0].lower() == "who")


def _follows_time(reading: Reading, index: int) -> bool:
    """Whether only small words stand between the number and a time before it: "by February 2014 only 21%"."""
    place = reading.numbers[index].span[0]
    return any(
        moment.span[1] < place and _AFTER_TIME.fullmatch(reading.sentence, moment.span[1], place)
        for moment in reading.moments
    )


def _clause(reading: Reading, index: int, end: int) -> Span | None:
    """What follows `end` in the clause: it has to have its verb, but for "There are", after which a noun is enough."""
    sentence = reading.sentence
    if _THERE_ARE.search(sentence[: reading.numbers[index].span[0]]):
        return trimmed(reading, (end, clause_end(reading, index, end, after_verb=True)))
    pronoun = pronoun_after(sentence, end)
    begin = pronoun.end() if pronoun else past(OF_THE, sentence, end)
    if sentence[end : end + 1] in (",", ";", ":", ")", ".") or begin >= len(sentence):
        return None
    clause = trimmed(reading, (begin, clause_end(reading, index, begin)))
    return clause if clause and _is_whole(reading, clause, after_pronoun=bool(pronoun)) else None


def _is_whole(reading: Reading, clause: Span, after_pronoun: bool) -> bool:
    """Whether `clause` is a noun with its verb, with no comma and no other counted noun between, and is not cut off."""
    sentence = reading.sentence
    words = WORD.findall(sentence, *clause)
    verb = verb_start(sentence, *clause)
    if verb is None and _PARTICIPLE.match(sentence, clause[0]):
        verb = clause[0]
    if verb is None and after_pronoun and len(words) > 1:
        verb = clause[0]
    if verb is None or not (verb != clause[0]) + 1 <= len(words) <= _MAX_WORDS or words[-1].lower() in BARE_VERBS:
        return False
    if not after_pronoun and (verb - clause[0] > _FAR or words[0].lower() in PREPOSITIONS):
        return False
    comma, other = closing_comma(sentence, clause[0]), new_clause(reading, clause[0])
    return not any(place is not None and place < verb for place in (comma, other)) and not _OR_VERB.match(
        sentence, clause[1]
    )
