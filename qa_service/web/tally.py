"""Counts by authority and year, with what they are counted in."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from graph.passage import Corpus
from ontology.vocabulary import vocabulary

UNDATED = "undated"
UNATTRIBUTED = "none"
"""How documents about no one authority, and those without a date, are named in an address."""


@dataclass(frozen=True)
class Line:
    """One authority: a count for each year, None where there is no document of it.

    key: the last step of its address. total: of all years. naming: how many of its `documents` have any.
    """

    key: str
    label: str
    counts: tuple[int | None, ...]
    total: int
    naming: int
    documents: int


@dataclass(frozen=True)
class Tally:
    """A table of authorities by years; `all` is its last line, which adds the others up."""

    years: tuple[str, ...]
    lines: tuple[Line, ...]
    all: Line
    naming: tuple[int, ...]
    documents: tuple[int, ...]

    @property
    def highest(self) -> int:
        """The highest count of one authority in one year."""
        return max((count or 0 for line in self.lines for count in line.counts), default=0)

    def to_json(self) -> dict[str, Any]:
        """The table as plain data."""
        return asdict(self)


def authority_key(corpus: Corpus, number: int) -> str:
    """The authority of document `number` as an address names it."""
    authority = corpus.documents[number].authority
    return authority.rsplit("/", 1)[1] if authority else UNATTRIBUTED


def year(corpus: Corpus, number: int) -> str:
    """The year of document `number` as an address names it."""
    date = corpus.documents[number].date
    return date[:4] if date else UNDATED


def tally(corpus: Corpus, counted: Iterable[int]) -> Tally:
    """How often each document is `counted`, added up by authority and year.

    counted: numbers of documents, once for everything that is counted in each.
    """
    counts = Counter(counted)
    groups: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number in range(len(corpus.documents)):
        groups[authority_key(corpus, number)][year(corpus, number)].append(number)
    years = tuple(sorted({when for group in groups.values() for when in group}))
    lines = [_line(key, _name(corpus, group), years, group, counts) for key, group in groups.items()]
    every: dict[str, list[int]] = {
        when: [n for group in groups.values() for n in group.get(when, ())] for when in years
    }
    return Tally(
        years,
        tuple(sorted(lines, key=lambda line: (line.key == UNATTRIBUTED, line.label))),
        _line("", "All", years, every, counts),
        tuple(sum(counts[number] > 0 for number in every[when]) for when in years),
        tuple(len(every[when]) for when in years),
    )


def _line(key: str, label: str, years: Iterable[str], group: dict[str, list[int]], counts: Counter[int]) -> Line:
    numbers = [number for several in group.values() for number in several]
    return Line(
        key,
        label,
        tuple(sum(counts[number] for number in group[when]) if group.get(when) else None for when in years),
        sum(counts[number] for number in numbers),
        sum(counts[number] > 0 for number in numbers),
        len(numbers),
    )


def _name(corpus: Corpus, group: dict[str, list[int]]) -> str:
    """The name of the authority that the documents of a group are about."""
    number = next(number for several in group.values() for number in several)
    return vocabulary().label(corpus.documents[number].authority) or "No one authority"
