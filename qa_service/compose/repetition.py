"""Passages that say nearly the same: a finding and its summary, a report and the council paper that goes with it."""

from __future__ import annotations

from collections.abc import Sequence

from graph.lexical import terms

MOST = 0.75
"""Of the telling words of the shorter passage, the share that the longer has too."""
LEAST_WORDS = 6
"""A passage with fewer telling words is too short to be told as a repetition."""


def repetitions(texts: Sequence[str]) -> dict[int, list[int]]:
    """The places of later texts that say nearly the same as an earlier one, by the place of the earlier; each once."""
    words = [frozenset(terms(text)) for text in texts]
    found: dict[int, list[int]] = {}
    taken: set[int] = set()
    for first, mine in enumerate(words):
        if first in taken:
            continue
        alike = [
            place for place in range(first + 1, len(words)) if place not in taken and _is_alike(mine, words[place])
        ]
        if alike:
            found[first] = alike
            taken.update(alike)
    return found


def _is_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    shorter = min(len(one), len(other))
    return shorter >= LEAST_WORDS and len(one & other) >= MOST * shorter
