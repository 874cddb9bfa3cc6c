"""Finds abbreviations that a text defines, as in "single point of contact (SPOC)" or "MASH (multi-agency safeguarding hub)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from string import whitespace

from ingest.document import Abbreviation, Document, Problem

_LETTERS = r"[A-Z][A-Za-z0-9&/-]{0,8}[A-Z0-9]"
_INTRODUCTION = (
    r"(?:or\s+|the\s+|also\s+|hereafter\s+|now\s+|known\s+(?:locally\s+)?as\s+|referred\s+to\s+as\s+|[‘'“\"])*"
)
_SHORT = re.compile(rf"\({_INTRODUCTION}(?P<short>{_LETTERS}|[A-Z][a-z]{{4,9}})(?P<plural>['’]s|s)?[’'”\"]?\)")
_SHORT_FIRST = re.compile(rf"(?<![\w&/-])(?P<short>{_LETTERS})(?P<plural>s)?\s+\((?P<words>[a-z][^()\d]{{5,90}})\)")
_NAME = re.compile(
    r"(?P<name>\b(?!The\b)[A-Z][\w’'-]*(?:\s+(?:(?:and|of|for)\s+)?(?:[A-Z][\w’'-]*|(?:19"
    r"|20)\d\d)){0,15})\s+\((?:[‘'“\"]?the\s+[‘'“\"]?)(?P<word>[A-Z][a-z]+)[’'”\"]?\)"
)
_WORD = re.compile(r"[\w'’&-]+")
_SMALL = frozenset({"of", "and", "the", "for", "in", "to", "on", "a", "with", "by", "or", "at", "who", "are"})
_COMPOUNDS = {"wellbeing": ["w", "b"], "headteacher": ["h", "t"]}
"""Words that are as often written with a hyphen, whose parts then have an initial each."""
_GENERIC = frozenset(
    (
        "process processes service services team teams panel panels meeting meetings group groups project "
        "programme system framework arrangements forum board"
    ).split()
)
"""What a name may end with that its abbreviation leaves out: "public law outline process (PLO)"."""
_LEAST_OF_A_WORD = 5
"""An abbreviation written as a word, such as Cafcass, has as many letters at least."""


def abbreviations(document: Document) -> tuple[Document, list[Problem]]:
    """`document` with the abbreviations that it defines, each at the first place that does."""
    found: dict[tuple[str, str], Abbreviation] = {}
    for index, paragraph in enumerate(document.paragraphs):
        for short, expansion in definitions(paragraph.text):
            found.setdefault((short, expansion.lower()), Abbreviation(short, expansion, index))
    return replace(document, abbreviations=tuple(found.values())), []


def definitions(text: str) -> Iterator[tuple[str, str]]:
    """Each short form in `text` with the words beside it whose initials it is, or with the name whose last word it is.

    The initials must agree from the last letter backwards; small words may have none (after Schwartz and Hearst, 2003).
    """
    for match in _SHORT.finditer(text):
        short = match["short"]
        if not short.isalpha() or short[1:] != short[1:].lower() or len(short) >= _LEAST_OF_A_WORD:
            expansion = _before(text, match)
            if expansion:
                yield (f"{short}{match['plural']}" if expansion[1] else short), expansion[0]
    for match in _SHORT_FIRST.finditer(text):
        words = list(_WORD.finditer(match["words"]))
        for short in _spellings(match):
            if _is_short(short) and _match_back(_initials(short), words) == words[0].start():
                yield match["short"], match["words"].strip()
                break
    for match in _NAME.finditer(text):
        if match["word"] in match["name"].split()[1:]:
            yield match["word"], match["name"]


def _before(text: str, match: re.Match[str]) -> tuple[str, bool] | None:
    """The words before the brackets that spell the short form, and whether it takes its last "s" to spell them."""
    before = list(_WORD.finditer(text, max(0, match.start() - 200), match.start()))
    without_last = before[:-1] if before and before[-1][0].lower() in _GENERIC and len(match["short"]) > 2 else []
    for words in (before, without_last):
        for place, short in enumerate(_spellings(match)):
            start = _match_back(_initials(short), words[-3 * len(short) :]) if _is_short(short) else None
            if start is not None:
                expansion = text[start : words[-1].end()].strip(f"{whitespace}-–")
                quoted = start > 0 and text[start - 1] in "‘“'\""
                return expansion.rstrip("’”'\"") if quoted else expansion, place == 1
    capitals = [letter.lower() for letter in match["short"] if letter.isupper()]
    if 2 <= len(capitals) < len(match["short"]):
        start = _match_back(capitals, before[-24:])
        return (text[start : before[-1].end()].strip(" -–"), False) if start is not None else None
    return None


def _spellings(match: re.Match[str]) -> list[str]:
    """The short form without its last small "s", which may be a plural, and then with it."""
    plural = match["plural"] or ""
    return [match["short"], match["short"] + plural] if plural == "s" else [match["short"]]


def _is_short(short: str) -> bool:
    capitals = sum(letter.isupper() for letter in short)
    return capitals >= 2 or (capitals == 1 and short.isalpha() and len(short) >= _LEAST_OF_A_WORD)


def _initials(short: str) -> list[str]:
    return [letter.lower() for letter in short if letter.isalnum()]


def _match_back(letters: list[str], words: list[re.Match[str]]) -> int | None:
    """Where the words begin of which the last letter begins the last, and so on back; a small word may be passed over."""

    @cache
    def begin(letter_count: int, word_count: int) -> int | None:
        """The same of the first so many letters and words."""
        if not word_count:
            return None
        word = words[word_count - 1]
        lowered = word[0].lower()
        initials = _COMPOUNDS.get(lowered) or [part[0].lower() for part in re.split(r"[-/]", word[0]) if part]
        small = not initials or lowered in _SMALL
        if small and (start := begin(letter_count, word_count - 1)) is not None:
            return start
        for taken in (initials, initials[:1]):
            if taken and letters[max(0, letter_count - len(taken)) : letter_count] == taken:
                remaining = letter_count - len(taken)
                return begin(remaining, word_count - 1) if remaining else word.start()
        return None

    return begin(len(letters), len(words))
