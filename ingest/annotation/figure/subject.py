"""Finds the measure that a clause is about, of which its numbers are values: "the proportion of care leavers in work | rose to 52%"."""

from __future__ import annotations

import re

from ingest.annotation.figure.clause import clause_start, has_verb, main_verb_start, trimmed, verb_start
from ingest.annotation.figure.comparison import APPROXIMATELY
from ingest.annotation.figure.group import first_group, group_at
from ingest.annotation.figure.number import Number
from ingest.annotation.figure.reading import Reading
from ingest.annotation.grammar import FUNCTION_WORDS, VERBS, WORD
from ingest.document import Span

_MAX_WORDS = 30
_MEASURE = (
    r"(?:numbers?|proportions?|percentages?|rates?|averages?|mean|median|share|levels?|turnover|caseloads?"
    r"|timeliness|costs?|budget|times?(?:\s+taken)?|length|duration|total|stability|participation|attainment"
    r"|vacanc(?:y|ies)|attendance|population|figure|take-?\s?up|uptake|wait|timescales?|period"
    r"|gap|difference|sickness|absences?|performance|frequency|overspend|underspend|spend(?:ing)?|completion|funding|incidence|volume)"
)
_ABOUT_A_MEASURE = re.compile(
    rf"(?:(?!(?:it|they|he|she|we|this|in|on|at|from|to|by|with|for|of)\b)[\w’'-]+\s+){{0,6}}?{_MEASURE}\b", re.I
)
_BARE = re.compile(
    r"(?:(?:the|this|that|its|their|a|an|these|such|overall)\s+)*(?:numbers?|proportion|percentage|rate|average|mean|median|share|level"
    r"|total|figure|period|times?|performance)?",
    re.I,
)
_GENERIC = re.compile(
    r"(?:\w+\s+)?(?:numbers?|proportion|percentage|rate|average|mean|median|share|level|total|figure|period|times?)",
    re.I,
)
_AT = re.compile(
    rf"(?:,|\s+being(?:\s+\w+)?)?\s+(?:at|of)\s+(?:(?:only|just|a|an|{APPROXIMATELY})\s+)*$|\s+being\s+(?:(?:only|just|{APPROXIMATELY})\s+)*$",
    re.I,
)
_CHANGE_IN = re.compile(
    r"\b(?:(?:increase|decrease|reduction|rise|fall|drop|improvement|decline|growth|deterioration|change)s?\s+in\s+(?:the\s+)?"
    r"|(?:increas(?:e|ed|ing)|reduc(?:e|ed|ing)|rais(?:e|ed|ing)|decreas(?:e|ed|ing)|improv(?:e|ed|ing))\s+(?:(?:the|its|their)\s+)?"
    rf"(?=(?:(?!(?:in|from|to|by|of|and)\b)[\w’'-]+\s+){{0,3}}?{_MEASURE}\b))"
    r"(?P<what>[^,;:()\d]{3,90}?),?\s+(?:(?:rising|falling|reducing|increasing|improving)\s+)?(?:from|to|of|by)\s+(?:(?:an?|the|its)\s+(?:[\w-]+\s+){0,2}?(?:average|total|maximum)\s+of\s+)?"
    rf"(?:(?:only|just|a|an|{APPROXIMATELY})\s+)*$",
    re.I,
)
_NEAR = 150
_IT = re.compile(
    r"(?:[^,;:()]{0,60}\s)?(?:it|this|these|they)\s+(?:has|have|had|was|were|is|are|rose|fell|increased|reduced|improved)\b",
    re.I,
)
_WHICH = re.compile(r",\s+which\s+$", re.I)
_AND = re.compile(r"\s(?:and|but)\s+$", re.I)
_THIS = re.compile(rf"(?:this|that|these|those)\s+(?:\w+\s+)?{_MEASURE}\b", re.I)
_AT_FIRST = re.compile(r"\W*At\s+(?:(?:only|just)\s+)?", re.I)
_SUM_OF = re.compile(
    rf"\b(?P<what>(?:(?!(?:to|the|a|an|is|was|with|at|of|and|had|has|its|from|for)\b)[\w’'-]+\s+){{0,3}}(?:{_MEASURE}|savings?|investment|grant))"
    rf"\s+(?:at|of)\s+(?:(?:an?|additional|extra|just|only|{APPROXIMATELY})\s+)*$",
    re.I,
)
_ARRIVES = re.compile(
    r"\s*(?:(?:is|are|was|were|has|have|had|been|being|stands?|stood|ris(?:en|es|ing)|rose|increas\w+|decreas\w+|reduc\w+|fall\w*|fell"
    r"|dropp\w+|declin\w+|improv\w+|grow\w*|grew|remain\w*|averag\w+|total\w*|rang\w+|vari\w+|from|to|at|by|around|between|over"
    r"|under|about|just|only|now|currently|still|also|high|low|good|very|too|even|again|further|on|average|a|an|the|up|down|more|less|than"
    r"|worth|\w+ly|nearly|almost|approximately)\b,?\s*)+",
    re.I,
)
_CHANGED = re.compile(
    r"(?:(?:is|are|was|were|has|have|had|been|being|also|\w+ly)\s+)*(?:ris(?:en|ing)|rose|increas(?:ed|ing)|decreas(?:ed|ing)|reduc(?:ed|ing)"
    r"|fall(?:en|ing)|fell|dropp(?:ed|ing)|declin(?:ed|ing)|improv(?:ed|ing)|grown|growing|grew|gone\s+(?:up|down)),?\s+(?:\w+ly,?\s+)*"
    rf"(?:from|to|by)\s+(?:(?:only|just|a|an|{APPROXIMATELY})\s+)*",
    re.I,
)
_PRONOUN = re.compile(r"(?:it|this|that|these|those|they|he|she|we|there|which|who|both|having|still)\b", re.I)
_NUMBER_OF = re.compile(
    r"\b(?:numbers?|proportions?|percentages?|rates?|share|total|levels?)\s+of\s+(?:(?:all|the|its|those|their)\s+)*",
    re.I,
)
UNIT_WORD = re.compile(r"(?:days|weeks|months|years|hours)\b", re.I)
_LEAD = re.compile(r"\W*(?:(?:by|in|at|on|during|for|over|between|since|as|the)\s+)*", re.I)
_MAY_BEGIN = re.compile(r"(?:\W*(?:and|but|that|while|although|with|however|both)\b)*\s*", re.I)


def measure_subject(reading: Reading, number: Number, directly: bool = False) -> Span | None:
    """The measure that is the subject of the clause of the number, or that stands right before it ("a budget of | £10,000").

    directly: whether nothing but a verb and its adverbs may stand between.
    """
    sentence = reading.sentence
    place = number.span[0]
    start = _begin(reading, place)
    if which := _WHICH.search(sentence, max(0, start - _NEAR), start):
        return _named_before(sentence, which.start())
    if _IT.match(sentence, start, place) and start:
        return _of_clause_before(reading, start)
    at = _AT.search(sentence[:place])
    end = main_verb_start(sentence, start, place) or (at.start() if at else None)
    if end is not None and end > start and not (directly and not _ARRIVES.fullmatch(sentence, end, place)):
        span = trimmed(reading, (start, end))
        if span and (is_measure(sentence[slice(*span)]) or _changes(sentence, span, end, place)):
            return span
    if _AT_FIRST.fullmatch(sentence, start, place):
        return _after(reading, number)
    change = _CHANGE_IN.search(sentence[max(0, place - _NEAR) : place])
    if change and not (has_verb(change["what"]) or is_bare(change["what"].removeprefix("current "))):
        return change.start("what") + max(0, place - _NEAR), change.end("what") + max(0, place - _NEAR)
    sum_of = _SUM_OF.search(sentence[:place])
    return sum_of.span("what") if sum_of and not _GENERIC.fullmatch(sum_of["what"]) else None


def _changes(sentence: str, subject: Span, verb: int, place: int) -> bool:
    """Whether the verb after a subject says only that it changed to or from the number at `place`: "agency use | fell from 13%"."""
    name = sentence[slice(*subject)]
    names_nothing = _BARE.fullmatch(name) or _PRONOUN.match(name) or has_verb(name)
    return bool(_CHANGED.fullmatch(sentence, verb, place)) and not names_nothing


def _of_clause_before(reading: Reading, start: int) -> Span | None:
    """The measure that is the subject of the clause before the one that begins at `start`: "it" goes on about that."""
    begin = _begin(reading, start - 1)
    end = main_verb_start(reading.sentence, begin, start)
    span = trimmed(reading, (begin, end)) if end else None
    return span if span and is_measure(reading.sentence[slice(*span)]) else None


def _after(reading: Reading, number: Number) -> Span | None:
    """The measure whose value comes first: "At 48% in 2016, | the proportion of …"."""
    comma = reading.sentence.find(",", number.span[1])
    if comma < 0:
        return None
    end = main_verb_start(reading.sentence, comma, len(reading.sentence))
    span = trimmed(reading, (comma + 1, end)) if end else None
    return span if span and is_measure(reading.sentence[slice(*span)]) else None


def _named_before(sentence: str, end: int) -> Span | None:
    """The measure that ends at `end`, of which "which" goes on to tell: "the length of proceedings, | which was 27 weeks"."""
    begin = max(0, end - _NEAR)
    named = [*re.finditer(rf"\b{_MEASURE}\b", sentence[begin:end], re.I)]
    if not named or re.search(r"[,;:()]", sentence[begin + named[-1].end() : end]):
        return None
    words = list(WORD.finditer(sentence, begin, begin + named[-1].start()))
    start = begin + named[-1].start()
    while words and words[-1][0].lower() not in FUNCTION_WORDS | VERBS:
        start = words.pop().start()
    return start, end


def _begin(reading: Reading, place: int) -> int:
    """Where the subject of the clause begins that holds `place`, past a conjunction and a time."""
    sentence = reading.sentence
    start = clause_start(reading, place)
    if start and _AND.search(sentence[:start]) and verb_start(sentence, start, place) == start:
        start = clause_start(reading, start - 1)
    for moment in reading.moments:
        if moment.span[1] < place and _LEAD.fullmatch(sentence, start, moment.span[0]):
            start = moment.span[1]
    begins = _MAY_BEGIN.match(sentence, start)
    return begins.end() if begins else start


def is_measure(text: str) -> bool:
    """Whether a subject names a measure, and more than that it is one."""
    words = WORD.findall(text)
    return (
        1 <= len(words) <= _MAX_WORDS
        and not _THIS.match(text)
        and bool(_ABOUT_A_MEASURE.match(text))
        and not is_bare(text)
    )


def is_bare(text: str) -> bool:
    """Whether a subject says only that it is a measure, and not of what: "this proportion"."""
    return bool(text) and bool(_BARE.fullmatch(text))


def group_of(sentence: str, subject: Span) -> Span | None:
    """The people or cases of whom a measure is taken: "the proportion of | care leavers"."""
    match = _NUMBER_OF.search(sentence, *subject)
    if match and UNIT_WORD.match(sentence, match.end()):
        return None
    group = group_at(sentence, match.end()) if match else None
    return group if group and group[1] <= subject[1] else first_group(sentence, subject)
