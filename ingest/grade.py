"""The words in which grades are given, brought to one form."""

from __future__ import annotations

import re

GRADES = {
    "outstanding": "outstanding",
    "good": "good",
    "requires improvement": "requires-improvement",
    "requires improvement to be good": "requires-improvement",
    "adequate": "adequate",
    "inadequate": "inadequate",
    "not judged": "not-judged",
}
_TRAILING = re.compile(
    r"(?:(?::|\bis|\bare|\bas)\s+(?:that\s+(?:it|they)\s+(?:is|are)?\s*)?|\b(?:Board|services?)\s+(?=requires))(?P<grade>"
    + "|".join(sorted(GRADES, key=len, reverse=True))
    + r")\.?\s*$",
    re.I,
)


def grade_of(text: str) -> str | None:
    """The grade key if `text` is a grade and nothing else, as in a cell of a judgement table."""
    return GRADES.get(" ".join(text.lower().split()).rstrip("."))


def trailing_grade(text: str) -> str | None:
    """The grade key that a heading ends with, as in "…care leavers: good" or "The board is inadequate"."""
    match = _TRAILING.search(text)
    return grade_of(match["grade"]) if match else None
