"""Says what a number in brackets measures: "a large number (109) of | children…", "| child protection enquiries (63%) lead to…"."""

from __future__ import annotations

import re

from ingest.annotation.figure.clause import clause_end, clause_start, has_verb, trimmed, verb_start
from ingest.annotation.figure.comparison import APPROXIMATELY
from ingest.annotation.figure.group import first_group, group_at, group_before
from ingest.annotation.figure.noun import noun_at
from ingest.annotation.figure.quantity import OPENING, PREPOSITIONS, QUANTITY, SO_MANY, clause_of, past
from ingest.annotation.figure.reading import Measure, Reading
from ingest.annotation.figure.subject import group_of, is_measure
from ingest.annotation.grammar import WORD

_GOVERNING = PREPOSITIONS | frozenset({"of", "into", "about", "between", "among", "over"})
_QUANTITY_BEFORE = re.compile(
    rf"\b(?:{QUANTITY}|{SO_MANY})(?:\s+of\s+(?:whom|which|them))?\s*\(\s*(?:(?:{APPROXIMATELY}|or)\s+)?$", re.I
)
BRACKET_OPENS = re.compile(rf"\s*\(\s*(?:(?:{APPROXIMATELY}|or|only|just)\s+)*$", re.I)
_BRACKET_CLOSES = re.compile(r"[^()]{0,40}\)\s*", re.I)
_A_QUANTITY = re.compile(r"an?\s", re.I)
_GOES_ON = re.compile(r"and\s|[a-z]+(?:ing|ed)\b|in\s+the\s+(?:number|proportion|rate)s?\b", re.I)
_OF_ALL = re.compile(
    r"(?:of\s+)?(?:(?:the|these|those|its|all|their)\s+)*(?:[A-Z]?[\w-]*authority[’']s\s+|[\w-]+[’']s\s+(?=children))?",
    re.I,
)


def bracketed(reading: Reading, index: int, opened: int) -> Measure:
    """What a number in brackets measures: what the words before them quantify ("a large number (109) of | children…"), or name."""
    sentence, number = reading.sentence, reading.numbers[index]
    closes = _BRACKET_CLOSES.match(sentence, number.span[1])
    if closes is None:
        return Measure()
    end = closes.end()
    quantity = _QUANTITY_BEFORE.search(sentence[: number.span[0]])
    if quantity:
        begin = past(_OF_ALL, sentence, end)
        is_subject = _may_be_subject(reading, quantity.start())
        span = (
            trimmed(reading, (begin, clause_end(reading, index, begin)))
            if is_subject
            else noun_at(reading, index, begin)
        )
        return Measure(span, group_at(sentence, begin))
    start = clause_of(reading, opened)
    group = group_before(sentence, start, opened)
    if any(start <= other.span[0] < opened for other in reading.numbers):
        return Measure(None, group)
    named = trimmed(reading, (clause_start(reading, opened), opened))
    if named and is_measure(sentence[slice(*named)]) and not _A_QUANTITY.match(sentence, named[0]):
        return Measure(named, group_of(sentence, named))
    verb = verb_start(sentence, end, len(sentence))
    goes_on = bool(_GOES_ON.match(sentence, end)) or (verb is not None and len(WORD.findall(sentence, end, verb)) <= 1)
    span = trimmed(reading, (start, clause_end(reading, index, end) if goes_on else opened))
    return Measure(span, group or first_group(sentence, (start, opened)))


def _may_be_subject(reading: Reading, place: int) -> bool:
    """Whether what begins at `place` can be the subject of its clause: nothing governs it, and no verb stands before it."""
    sentence = reading.sentence
    before = sentence[clause_start(reading, place) : place]
    words = WORD.findall(before)
    return bool(OPENING.search(sentence[:place])) or not (
        has_verb(before) or (words and words[-1].lower() in _GOVERNING)
    )
