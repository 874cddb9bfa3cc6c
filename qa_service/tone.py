"""Strengths and weaknesses, where a document itself sorts its findings under such headings.

The tone of a passage is never guessed from its words: only what stands under "areas of stronger practice",
"things to do better" and the like counts as praise or criticism.
"""

from __future__ import annotations

import re

import numpy as np

from graph.passage import Corpus, Passage
from graph.step import step

_ASKS = {
    "strength": re.compile(
        r"\b(?:prais(?:e|ed|ing)|strengths?|strong(?:er|est)?|going well|went well|positives?|good points|successes|impress(?:ed|ive)|do(?:ne|ing)? well)\b",
        re.I,
    ),
    "weakness": re.compile(
        r"\b(?:criticis(?:m|ms|ed|e)|weakness(?:es)?|shortcomings?|went wrong|going wrong|wrong with|failings?|concerns?|problems?|negatives?|poor(?:est)?|not good enough)\b",
        re.I,
    ),
}
_HEADINGS = {
    "strength": re.compile(
        r"\b(?:strengths?|strong(?:er)? (?:practice|performance)|going well|went well|work(?:s|ing)? well|positives?|what is good|good practice|achievements)\b",
        re.I,
    ),
    "weakness": re.compile(
        r"\b(?:weakness(?:es)?|areas? for (?:improvement|development|priority action)|needs? to improve|to do better|(?<!capacity )to improve|concerns|not good enough)\b",
        re.I,
    ),
}

_ROLES = {"improvement": "weakness", "recommendation": "recommendation"}
"""What paragraphs of some roles say, whatever they stand under."""


def without_tone(question: str) -> str:
    """`question` without the words that ask for strengths or weaknesses: they do not tell what it is about."""
    for pattern in _ASKS.values():
        question = pattern.sub(" ", question)
    return question


def tone_of(passage: Passage) -> str | None:
    """``strength``, ``weakness`` or ``recommendation``, if that is what a passage stands under; None where the document does not say.

    The innermost heading that names a strength or a weakness decides; one that names both says nothing of either.
    """
    for title in reversed(passage.trail):
        named = [tone for tone, pattern in _HEADINGS.items() if pattern.search(title)]
        if named:
            return named[0] if len(named) == 1 else None
    return _ROLES.get(passage.paragraph.role)


@step("document")
def tone_fit(corpus: Corpus, question: str) -> np.ndarray:
    """1 for passages under headings of the tone that `question` asks for, 0 for others: shape (rows,), float32."""
    asked = [_HEADINGS[tone] for tone, pattern in _ASKS.items() if pattern.search(question)]
    fits = np.zeros(len(corpus.passages), dtype=np.float32)
    if asked:
        for trail, rows in corpus.rows_of_trail.items():
            fits[rows] = any(pattern.search(title) for pattern in asked for title in trail)
    return fits
