"""Strengths and weaknesses, where a document itself sorts its findings under such headings.

The tone of a passage is never guessed from its words: only what stands under "areas of stronger practice",
"things to do better" and the like counts as praise or criticism.
"""

from __future__ import annotations

import re

import numpy as np

from graph.passage import Corpus

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
        r"\b(?:strengths?|strong(?:er)? (?:practice|performance)|going well|went well|works? well|positives?|what is good|good practice|achievements)\b",
        re.I,
    ),
    "weakness": re.compile(
        r"\b(?:weakness(?:es)?|areas? for (?:improvement|development|priority action)|needs? to improve|to do better|to improve|concerns|not good enough)\b",
        re.I,
    ),
}


def tone_fit(corpus: Corpus, question: str) -> np.ndarray:
    """1 for passages under headings of the tone that `question` asks for, 0 for others: shape (rows,), float32."""
    asked = [_HEADINGS[tone] for tone, pattern in _ASKS.items() if pattern.search(question)]
    fits = np.zeros(len(corpus.passages), dtype=np.float32)
    if asked:
        for row, passage in enumerate(corpus.passages):
            fits[row] = any(pattern.search(title) for pattern in asked for title in passage.trail)
    return fits
