"""Cuts a paragraph into sentences, each a span of its text."""

from __future__ import annotations

import re

from ingest.document import Span

_END = re.compile(r"[.!?…]+[\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9£])")
_NOT_END = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Rev|Sir|St|No|Nos|vs|cf|approx|para|paras|p|pp|e\.g|i\.e|etc|Cllr|Jan|Feb|Aug|Sept|Oct|Nov|Dec)|\b[A-Z])\.\s+$"
)
_NUMBER_SIGN = re.compile(r"\bnos?\.\s+(?=\d)", re.I)


def sentences(text: str, breaks: tuple[int, ...] = ()) -> list[Span]:
    """The spans of the sentences of `text`; a list item or table row that begins at a break begins a sentence."""
    ends = {match.end() for match in _END.finditer(text) if not _NOT_END.search(text[: match.end()])}
    ends -= {match.end() for match in _NUMBER_SIGN.finditer(text)}
    stops = sorted(ends | set(breaks) | {len(text)})
    spans: list[Span] = []
    start = 0
    for stop in stops:
        piece = text[start:stop]
        if piece.strip():
            left = start + len(piece) - len(piece.lstrip())
            spans.append((left, left + len(piece.strip())))
        start = stop
    return spans
