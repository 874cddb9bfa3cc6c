"""Finds the wordings of concepts in text: words that speak of a concept without naming it, in order, with gaps.

A wording is written with "…" for up to `MAX_GAP` words between: "find … adoptive families". Words are compared by stems.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from ontology.label import Match, Word, stems

MAX_GAP = 5
Parts = tuple[tuple[str, ...], ...]


class WordingIndex:
    """All wordings of a set of concepts, to be found in sentences."""

    def __init__(self, wordings: Iterable[tuple[str, str]]) -> None:
        """wordings: pairs of wording and concept."""
        self._by_first: dict[str, list[tuple[frozenset[str], Parts, str, str]]] = defaultdict(list)
        for wording, concept in sorted(wordings):
            parts = tuple(tuple(stems(part)) for part in wording.split("…"))
            self._by_first[parts[0][0]].append((frozenset(chain(*parts)), parts, wording, concept))

    def find(self, sentence: Sequence[Word]) -> Iterator[Match]:
        """The wordings in a sentence, each once for every word that it begins at, with as few words between as can be."""
        found = [word.stem for word in sentence]
        known = frozenset(found)
        for position, first in enumerate(found):
            for needed, parts, wording, concept in self._by_first.get(first, ()):
                # Nearly all wordings need a word that is not there: that is seen at once.
                end = _end(found, position, parts) if needed <= known else None
                if end is not None:
                    yield Match(concept, wording, sentence[position].start, sentence[end - 1].end)


def _end(found: Sequence[str], position: int, parts: Parts) -> int | None:
    """Where `parts` end that begin at `position`, or None where they do not."""
    first, *others = parts
    end = position + len(first)
    if tuple(found[position:end]) != first:
        return None
    if not others:
        return end
    ends = (_end(found, start, tuple(others)) for start in range(end, end + MAX_GAP + 1))
    return next((end for end in ends if end is not None), None)
