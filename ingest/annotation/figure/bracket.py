"""Says what a number in brackets measures: "a large number (109) of | children…", "| child protection enquiries (63%) lead to…"."""

from __future__ import annotations

import re

from ingest.annotation.figure.clause import clause_end, clause_start, has_verb, main_verb_start, trimmed, verb_start
from ingest.annotation.figure.comparison import APPROXIMATELY
from ingest.annotation.figure.group import cases_at, first_group, group_at, group_before, is_event, subject_groups
from ingest.annotation.figure.noun import noun_at
from ingest.annotation.figure.quantity import OPENING, PREPOSITIONS, QUANTITY, SO_MANY, clause_of, past
from ingest.annotation.figure.reading import Measure, Reading
from ingest.annotation.figure.subject import group_of, is_measure
from ingest.annotation.grammar import FUNCTION_WORDS, WORD
from ingest.document import Span

_GOVERNING = PREPOSITIONS | frozenset({"of", "into", "about", "between", "among", "over"})
_QUANTITY_BEFORE = re.compile(
    rf"\b(?:{QUANTITY}|{SO_MANY})(?:\s+of\s+(?:whom|which|them))?\s*\(\s*(?:(?:{APPROXIMATELY}|or)\s+)?$", re.I
)
BRACKET_OPENS = re.compile(rf"\s*\(\s*(?:(?:{APPROXIMATELY}|or|only|just)\s+)*$", re.I)
_BRACKET_CLOSES = re.compile(r"[^()]{0,40}\)\s*", re.I)
_ASIDE = re.compile(r",\s+(?:compared|including|which|excluding)\b[^,;:()]{1,120},\s+(?=[a-z])", re.I)
_NUMBER_OF = re.compile(r"\bnumbers?\s+of\s+[^,;:()]{3,120}$", re.I)
_ITEM = re.compile(
    rf"[^()]{{0,20}}\)(?:,|\sand|,\sand)\s+(?P<item>(?!(?:{'|'.join(FUNCTION_WORDS)})\b)[\w’'/-]+(?:\s+[\w’'/-]+){{0,5}})\s*"
)
_MAY_BEGIN = re.compile(
    r"(?:(?:although|though|while|whilst|because|as|since|but|and|however|but\s+while)\b,?\s*)*", re.I
)
_A_QUANTITY = re.compile(r"an?\s", re.I)
_GOES_ON = re.compile(
    r"and\s|(?:who|whose|aged)\s|(?:\w+ly\s+)?[a-z]+(?:ing|ed)\b|in\s+the\s+(?:number|proportion|rate)s?\b", re.I
)
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
        return Measure(span, group_at(sentence, begin) or cases_at(sentence, begin))
    start = clause_of(reading, opened)
    group = group_before(sentence, start, opened)
    if any(start <= other.span[0] < opened for other in reading.numbers):
        return Measure(_listed(reading, index, (opened, end)), group)
    named = _named(reading, opened)
    if named and is_measure(sentence[slice(*named)]) and not _A_QUANTITY.match(sentence, named[0]):
        return Measure(named, group_of(sentence, named))
    begin = _number_of(reading, start, opened)
    end = past(_ASIDE, sentence, end)
    span = trimmed(reading, (begin, clause_end(reading, index, end) if _goes_on(sentence, end) else opened))
    people = next(subject_groups(sentence, (start, opened)), None) if group and is_event(sentence, group) else None
    return Measure(span, people or group or first_group(sentence, (start, opened)))


def _goes_on(sentence: str, end: int) -> bool:
    """Whether what is said of those before the bracket goes on after it."""
    verb = verb_start(sentence, end, len(sentence)) if sentence[end : end + 1].isalpha() else None
    return bool(_GOES_ON.match(sentence, end)) or (verb is not None and len(WORD.findall(sentence, end, verb)) <= 1)


def _number_of(reading: Reading, start: int, opened: int) -> int:
    """Where the number begins that brackets give of what a clause speaks of in passing: "it found a large | number of cases (40)"."""
    number_of = _NUMBER_OF.search(reading.sentence, start, opened)
    return number_of.start() if number_of and has_verb(reading.sentence[start : number_of.start()]) else start


def _listed(reading: Reading, index: int, bracket: Span) -> Span | None:
    """What stands between the bracket before and this one, where they give the members of a list: "checks (91%) and | visits (84%)"."""
    sentence, (opened, closed) = reading.sentence, bracket
    item = _ITEM.fullmatch(sentence, reading.numbers[index - 1].span[1], opened) if index else None
    following = WORD.match(sentence, closed)
    ends = following is None or following[0].lower() in FUNCTION_WORDS
    return item.span("item") if item and ends and not has_verb(item["item"]) else None


def _named(reading: Reading, opened: int) -> Span | None:
    """What stands before the bracket in its clause; where that begins with a measure, without what is said of it."""
    begin = past(_MAY_BEGIN, reading.sentence, clause_start(reading, opened))
    verb = main_verb_start(reading.sentence, begin, opened)
    subject = trimmed(reading, (begin, verb)) if verb is not None and verb > begin else None
    if subject and is_measure(reading.sentence[slice(*subject)]):
        return subject
    return trimmed(reading, (begin, opened))


def _may_be_subject(reading: Reading, place: int) -> bool:
    """Whether what begins at `place` can be the subject of its clause: nothing governs it, and no verb stands before it."""
    sentence = reading.sentence
    before = sentence[clause_start(reading, place) : place]
    words = WORD.findall(before)
    return bool(OPENING.search(sentence[:place])) or not (
        has_verb(before) or (words and words[-1].lower() in _GOVERNING)
    )
