"""Finds abbreviations that a text defines, as in "single point of contact (SPOC)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest.document import Abbreviation, Document, Problem

_SHORT = re.compile(
    r"\((?:or |the |known as |‘|'|“|\")?(?P<short>[A-Z][A-Za-z0-9&/-]{1,8}[A-Z0-9])(?:['’]s|s)?(?:’|'|”|\")?\)"
)
_WORD = re.compile(r"[\w'’&-]+")
_SMALL = frozenset({"of", "and", "the", "for", "in", "to", "on", "a", "with", "by"})


def abbreviations(document: Document) -> tuple[Document, list[Problem]]:
    """`document` with the abbreviations that it defines, each at the first place that does."""
    found: dict[tuple[str, str], Abbreviation] = {}
    for index, paragraph in enumerate(document.paragraphs):
        for short, expansion in definitions(paragraph.text):
            found.setdefault((short, expansion.lower()), Abbreviation(short, expansion, index))
    return replace(document, abbreviations=tuple(found.values())), []


def definitions(text: str) -> Iterator[tuple[str, str]]:
    """Each short form in brackets in `text` with the words before it whose initials it is.

    The initials must agree from the last letter backwards; small words may have none (after Schwartz and Hearst, 2003).
    """
    for match in _SHORT.finditer(text):
        short = match["short"]
        if sum(letter.isupper() for letter in short) < 2:
            continue
        before = list(_WORD.finditer(text, 0, match.start()))
        start = _expansion_start(short, before)
        if start is not None:
            yield short, text[start : before[-1].end()].strip(" -–")


def _expansion_start(short: str, before: list[re.Match[str]]) -> int | None:
    """Where the expansion begins, or None if the words before the brackets do not spell the short form."""
    letters = [letter.lower() for letter in short if letter.isalnum()]
    return _match_back(letters, before[-3 * len(letters) :])


def _match_back(letters: list[str], words: list[re.Match[str]]) -> int | None:
    """Match the last letter to the last word, and so on back; a small word may be passed over, and is first."""
    if not words:
        return None
    *earlier, word = words
    initials = [part[0].lower() for part in re.split(r"[-/]", word[0]) if part]
    small = not initials or word[0].lower() in _SMALL
    if small and (start := _match_back(letters, earlier)) is not None:
        return start
    for taken in (initials, initials[:1]):
        if taken and letters[-len(taken) :] == taken:
            remaining = letters[: -len(taken)]
            return _match_back(remaining, earlier) if remaining else word.start()
    return None
