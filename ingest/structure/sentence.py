"""Cuts a paragraph into sentences, each a span of its text."""

from __future__ import annotations

import re

from ingest.document import Span

_END = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’)\]]*+\s+(?=[\"'“‘(\[]?[A-Z0-9£])")
_NOT_END = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Rev|Sir|St|No|Nos|vs|cf|approx|para|paras|p|pp|e\.g|i\.e|etc|Cllr|Jan|Feb|Aug|Sept|Oct|Nov|Dec)|\b[A-Z])\.\s+$"
)
_LONGEST_NOT_END = 16
_NUMBER_SIGN = re.compile(r"\bnos?\.\s+(?=\d)", re.I)
LONGEST = 2_000
"""Nobody writes a sentence of more characters. What is read out of one may take the square of its length."""


def sentences(text: str, breaks: tuple[int, ...] = ()) -> list[Span]:
    """The spans of the sentences of `text`; a list item or table row that begins at a break begins a sentence.

    What is longer than any sentence is cut at a space.
    """
    ends = {match.end() for match in _END.finditer(text) if not _is_no_end(text, match.end())}
    ends -= {match.end() for match in _NUMBER_SIGN.finditer(text)}
    stops = sorted(ends | set(breaks) | {len(text)})
    spans: list[Span] = []
    start = 0
    for stop in stops:
        while stop - start > LONGEST:
            space = text.rfind(" ", start + 1, start + LONGEST)
            cut = space if space > 0 else start + LONGEST
            spans += _worded(text, start, cut)
            start = cut
        spans += _worded(text, start, stop)
        start = stop
    return spans


def _is_no_end(text: str, end: int) -> bool:
    """Whether the stop before `end` only ends an abbreviation."""
    return bool(_NOT_END.search(text, max(0, end - _LONGEST_NOT_END), end))


def _worded(text: str, start: int, stop: int) -> list[Span]:
    """The place of what is not white space between two places, if anything is."""
    piece = text[start:stop]
    left = start + len(piece) - len(piece.lstrip())
    return [(left, left + len(piece.strip()))] if piece.strip() else []
