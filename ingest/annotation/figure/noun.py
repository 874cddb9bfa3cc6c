"""Finds the noun that follows a number, with what qualifies it: "14 | case files of children who went missing"."""

from __future__ import annotations

import re

from ingest.annotation.figure.clause import clause_end, trimmed
from ingest.annotation.figure.group import HEADS
from ingest.annotation.figure.reading import Reading
from ingest.annotation.grammar import FUNCTION_WORDS, VERBS, WORD, is_adverb
from ingest.document import Span

_MAX_NOUN = 8
_ABBREVIATED = re.compile(r"\s+\([A-Z][\w&’]{1,9}\)")
_NUMBER_IN_BRACKETS = re.compile(r"\s+\(\d[^()]{0,12}\)")
_ANOTHER = re.compile(rf"\s+(?:and|or|&)\s+(?:(?!and\b|or\b)[\w’'-]+\s+){{0,3}}?(?:{HEADS})(?![\w’'-])", re.I)
_TITLE = re.compile(
    r"Her\s+Majesty[’']s\s+|looked[\s-]after\s+|cared[\s-]for\s+|foster(?:ing)?\s+(?:to|for)\s+(?=adopt)|missing\s+|team\s+around\s+the\s+",
    re.I,
)
_NUMBERED = frozenset({"section", "regulation", "level", "stage", "tier", "year", "schedule"})
"""Nouns whose number belongs to the name of what follows: "section 47 enquiries"."""
_KINDS_OF_WORK = frozenset({"social", "youth", "direct", "group", "care"})
_IN_WHICH = re.compile(r"\s+(?:(?:in|for|of|to|by|with)\s+)?(?:which|whom)\b|\s+where\b", re.I)
_NAMED_PAIR = re.compile(r"(?<=[a-z])\s(?:and|&)\s[A-Z][a-z]+(?=\s[A-Z])")
_OF = re.compile(r"\s+of\s+(?:the\s+)?(?=[\w’'-]+)", re.I)
_QUALIFIES = re.compile(
    r"\s+(?:\([A-Z][\w&’]{1,9}\)\s+)?(?:who|that|which|whose|whom|where|with|without|for|in|from|at|on|aged|under|over|across|within"
    r"|outside|not|subject|looked|placed|living|known|seen|left|held|taken|given|made|open|available|eligible|waiting"
    r"|(?:currently|recently|already|now|previously)\s+\w+|to\s+be(?:come)?|[a-z]+(?:ing|ed))\b(?!\s+(?:total|addition|order)\b)",
    re.I,
)
_ADJUNCT = re.compile(
    r"\s+(?:(?<!relating\s)(?<!related\s)(?<!linked\s)(?<!known\s)(?<!subject\s)(?<!due\s)(?<!entitled\s)(?<!referred\s)"
    r"(?<!allocated\s)(?<!matched\s)to\s+(?!(?:be|become|date|the|their|its|a|an|his|her|this|these|those)\b)[a-z]+|by|through|via|since|during"
    r"|as\s+(?:an?|part|well|of|at|the|they|it)|because|so|when|while|before|(?<!looked\s)after|(?:each|every)\s+(?:day|week|month|term|year|two|three|four|six|\d)|per|until|if|throughout|including"
    r"|such\s+as|and\s+(?:[\w-]+ly\s+)?(?:[a-z]+s|[a-z]+ed|has|have|is|are)\s+(?:the|a|an|their|its|to|with|in|on|at|by)"
    r"|in\s+(?:total|addition|order|all)|for\s+(?:this|that|these|example))\b",
    re.I,
)


def noun_at(reading: Reading, index: int, begin: int) -> Span | None:
    """The noun that begins at `begin` after the number `index`, with what qualifies it; None if no noun does."""
    sentence = reading.sentence
    head = head_end(sentence, begin)
    if head is None:
        return None
    end = head
    bracket = _NUMBER_IN_BRACKETS.match(sentence, head)
    place = bracket.end() if bracket else head
    if _QUALIFIES.match(sentence, place):
        which = _IN_WHICH.match(sentence, place)
        end = clause_end(reading, index, which.end() if which else place, after_verb=True)
        if adjunct := _ADJUNCT.search(sentence, place, end):
            end = adjunct.start()
    return trimmed(reading, (begin, max(head, end)))


def head_end(sentence: str, begin: int) -> int | None:
    """Where the words end that are a noun from `begin` on, with those that "of" or "and" join to it."""
    end = _plain(sentence, _past_title(sentence, begin))
    if end is None:
        return None
    if bracket := _ABBREVIATED.match(sentence, end):
        end = bracket.end()
    if (of := _OF.match(sentence, end)) and (joined := _plain(sentence, of.end())):
        end = joined
    while another := _ANOTHER.match(sentence, end):
        end = another.end()
    return end


def _past_title(sentence: str, begin: int) -> int:
    title = _TITLE.match(sentence, begin)
    return title.end() if title else begin


def _plain(sentence: str, begin: int) -> int | None:
    """Where the words end from `begin` on that follow each other at once and are neither verbs nor small words."""
    end = None
    place = begin
    before = ""
    for _ in range(_MAX_NOUN):
        joined = _NAMED_PAIR.match(sentence, end) if end is not None else None
        if joined:
            end, place = joined.end(), joined.end() + 1
        match = WORD.match(sentence, place)
        if match is None or (
            _ends_noun(match[0].lower(), end is not None)
            and not (match[0].isdigit() and before in _NUMBERED)
            and not (match[0].lower() == "work" and before in _KINDS_OF_WORK)
        ):
            break
        before = match[0].lower()
        end = match.end()
        place = end + 1
        if sentence[end:place] != " ":
            break
    return end


def _ends_noun(word: str, begun: bool) -> bool:
    return word in FUNCTION_WORDS or (begun and (word in VERBS or is_adverb(word))) or word[0].isdigit()
