"""The words in which grades are given, brought to one form."""

from __future__ import annotations

import re

GRADES = {
    "outstanding": "outstanding",
    "good": "good",
    "requires improvement": "requires-improvement",
    "requires improvement to be good": "requires-improvement",
    "require improvement": "requires-improvement",
    "require improvement to be good": "requires-improvement",
    "adequate": "adequate",
    "inadequate": "inadequate",
    "not judged": "not-judged",
}
_NUMBERED = re.compile(r"grade [1-4]:? \(?(?P<grade>[a-z ]+)\)?")
_TRAILING = re.compile(
    r"(?:(?::|\bis|\bare|\bas)\s+(?:that\s+(?:it|they)\s+(?:is|are)?\s*)?|\b(?!(?:that|which|what|also|areas|not|may|to)\b)[\w)]+\s+(?=requires? ))(?P<grade>"
    + "|".join(sorted(GRADES, key=len, reverse=True))
    + r")\.?\s*$",
    re.I,
)
_LONGEST = 100
"""A grade with the words that bring it in is shorter."""


def grade_of(text: str) -> str | None:
    """The grade key if `text` is a grade and nothing else, as "Good" or "Grade 2 (good)" in a judgement table."""
    plain = " ".join(text.lower().split()).rstrip(".")
    numbered = _NUMBERED.fullmatch(plain)
    return GRADES.get(numbered["grade"] if numbered else plain)


def trailing_grade(text: str) -> str | None:
    """The grade key that a heading ends with, as in "…care leavers: good" or "The board is inadequate"."""
    match = _TRAILING.search(text, max(0, len(text) - _LONGEST))
    return grade_of(match["grade"]) if match else None
