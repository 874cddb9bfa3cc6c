"""Finds what stands between a number and the noun that it counts: determiners, units, brackets, and "of them"."""

from __future__ import annotations

import re

from ingest.annotation.figure.clause import clause_start
from ingest.annotation.figure.comparison import APPROXIMATELY
from ingest.annotation.figure.group import cases_at, group_at
from ingest.annotation.figure.noun import noun_at
from ingest.annotation.figure.number import NUMBER_WORD, Number
from ingest.annotation.figure.reading import Reading
from ingest.annotation.grammar import FUNCTION_WORDS, VERBS, WORD, is_adverb
from ingest.document import Span

PART_OF = re.compile(
    r"\s+(?:out\s+)?of\s+(?:(?:the|these|those|all|its|their|a\s+total\s+of|only|some|about|around|last"
    r"|first|remaining|most\s+recent|current|total|new)\s+)*",
    re.I,
)
"""What stands between a part and its whole, as in "three of the last 12"."""
BRACKETS = re.compile(r"\s*\([^()]{0,60}\)")
OPENING = re.compile(
    r"(?:^|[,;:(\ue000-\uf8ff]|\s[-‐‑‒–—−─]|\b(?:and|but|while|whilst|whereas|although|that|with|where"
    r"|which|because|when|there\s+(?:are|were|is|was|have\s+been|has\s+been|had\s+been)"
    rf"|of\s+whom|of\s+which|then|so|show(?:s|ed|ing)?|indicat(?:e|es|ed|ing)))\s*[-–•■▪●§]?\s*(?:(?:{APPROXIMATELY}|currently|now|only|just|a|an|the|further"
    r"|another|additional|all|total|of|some|also|however|overall"
    r"|therefore|in\s+total|other|remaining)\b[\s,]*)*+$",
    re.I,
)
DETERMINER = re.compile(
    r"\s*(?:(?:out\s+)?of\s+)?(?:(?:the|these|those|all|its|their|our|(?:his|her)(?!\s+Majesty)|total"
    r"|a\s+total\s+of|such)\b\s*)*(?:(?:last|first|remaining|other|more|further|current"
    rf"|most\s+recent)\s+)?(?:(?:\d[\d,]*|{NUMBER_WORD})\s+)?",
    re.I,
)
_PRONOUN = re.compile(
    r"\s*(?:out\s+)?of\s+(?:them|these|those|whom|which|this\s+(?:number|group|total|cohort)"
    r"|the\s+latter)(?=\s+(?P<next>[\w’'-]+)|\s*[,.;])\s*",
    re.I,
)
_WHOM = re.compile(r"\bwh(?:om|ich)\b", re.I)
_AFTER_PRONOUN = frozenset("currently now still also not being".split())
OF_THE = re.compile(r"\s*(?:of\s+(?!whom|which))?(?:the\s+|its\s+|a\s+total\s+of\s+)?", re.I)
PREPOSITIONS = frozenset("in at on for with from by as to than".split())
_BEING = re.compile(r"(?:are|were|is|was)\s+(?:an?\s+)?", re.I)
QUANTITY = (
    r"(?:(?:the|a|an|very|large|vast|great|high|low|small|significant|overwhelming|increasing|growing|good|substantial|higher"
    r"|lower|total)\s+)*(?:majority|minority|numbers?|proportions?|percentage|amount|group|half|a\s+third)"
)
SO_MANY = r"(?:(?:almost|nearly|not|very|too)\s+)?(?:all|any|most|many|few|some|enough)"
QUANTITY_OF = re.compile(
    rf"(?:{QUANTITY}(?:\s*\([^()]{{0,30}}\))?\s+of|{SO_MANY}(?:\s+of)?)\s+(?:(?:the|these|those|all|its)\s+)*", re.I
)
_SMALL_SUBJECT = re.compile(
    r"\W*(?:as\s+a\s+result,?\s+)?(?:of\s+(?:whom|which|these|those)\s+)?(?:(?:and|but|that|which|who|as|so|because|where|when|while|with|although|however)\s+)*"
    r"(?:(?:they|it|he|she|this|these|those|there|we)\s+)?"
    r"(?:(?:is|are|was|were|has|have|had|been|do|did|also|now|currently|still|\w+ly)\s+)*",
    re.I,
)
UNIT = re.compile(
    r"\s*-?(?:(?:working|school|calendar)[ -])?(?:days?|weeks?|months?|years?|hours?|minutes?|miles?|percentage\s+points)?(?:ly)?\b",
    re.I,
)
_NO_NOUN = frozenset(
    "ago later earlier away old long late overdue each on prior before after ahead respectively nationally overall more less together "
    "longer sooner apart notice or worth due basis".split()
)
_LEAD = re.compile(r"(?:(?:by|in|at|on|during|for|over|between|since|as\s+at|the)\s+)*", re.I)
SOME = re.compile(rf"(?:(?:only|just|{APPROXIMATELY})\s+)*", re.I)
_LEAD_ENDS = re.compile(r"[\s,]*(?:(?:only|just|over|about|around|nearly|almost|some)\s+)*", re.I)


def past(pattern: re.Pattern[str], sentence: str, start: int) -> int:
    match = pattern.match(sentence, start)
    return match.end() if match else start


def past_restated(reading: Reading, number: Number) -> int:
    """The end of the number, or of the brackets after it that give it in another way."""
    end = past(BRACKETS, reading.sentence, number.span[1])
    return end if any(number.span[1] <= other.span[0] < end for other in reading.numbers) else number.span[1]


def pronoun_after(sentence: str, end: int) -> re.Match[str] | None:
    """The "of them" that follows a number, if the clause goes on after it, and not a name, as in "16 of those seen"."""
    pronoun = _PRONOUN.match(sentence, end)
    if pronoun is None:
        return None
    following = (pronoun["next"] or "").lower()
    verb = not following or following in VERBS or following in _AFTER_PRONOUN or is_adverb(following)
    return pronoun if verb or _WHOM.search(pronoun[0]) else None


def group_after(reading: Reading, number: Number, end: int) -> Span | None:
    """The people or cases that follow the number at once, as in "52% of looked after children"; or that it says them to be."""
    sentence = reading.sentence
    if pronoun := pronoun_after(sentence, end):
        being = _BEING.match(sentence, pronoun.end())
        return group_at(sentence, being.end()) if being else None
    begin = past(DETERMINER, sentence, end)
    if re.search(r"\d|\s(?:two|three|four)", sentence[end:begin]) and not re.search(r"\bof\b", sentence[end:begin]):
        return None
    group = group_at(sentence, begin, one=number.value == "1" and number.unit == "count")
    return group or (cases_at(sentence, begin) if number.unit != "count" else None)


def noun_after(reading: Reading, index: int, begin: int) -> Span | None:
    """The noun that follows the number, with what qualifies it."""
    sentence = reading.sentence
    while begin < len(sentence) and sentence[begin].isspace():
        begin += 1
    word = WORD.match(sentence, begin)
    if word is None or word[0].lower() in _NO_NOUN:
        return None
    number = reading.numbers[index]
    describes = sentence[number.span[1] : number.span[1] + 1] == "-"
    if not describes and (word[0].lower() in VERBS or _tells_how(sentence, number, word)):
        return None
    return noun_at(reading, index, begin)


def _tells_how(sentence: str, number: Number, word: re.Match[str]) -> bool:
    """Whether the adverb `word` is that of a verb, and not of an adjective: "17 | recently attended", "in two | jointly run homes"."""
    if not is_adverb(word[0].lower()):
        return False
    following = WORD.match(sentence, word.end() + 1)
    describes = following is not None and following[0].lower() not in FUNCTION_WORDS
    return not describes or bool(OPENING.search(sentence[: number.span[0]]))


def clause_of(reading: Reading, place: int) -> int:
    """Where the clause that holds `place` begins, past what leads in to it and the words for how many: "only 21% of", "most"."""
    sentence = reading.sentence
    start = past(_SMALL_SUBJECT, sentence, clause_start(reading, place))
    for moment in reading.moments:
        if _LEAD.fullmatch(sentence, start, moment.span[0]) and moment.span[1] < place:
            start = past(_LEAD_ENDS, sentence, moment.span[1])
            start = past(_SMALL_SUBJECT, sentence, start)
    for number in reading.numbers:
        if number.span[1] < place and SOME.fullmatch(sentence, start, number.span[0]):
            start = past(OF_THE, sentence, past_restated(reading, number))
    return min(place, past(QUANTITY_OF, sentence, start))
