"""Finds the authorities of the table in a text, by every name that they bear or bore."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterator
from functools import cache

from ontology.label import is_abbreviation
from ontology.vocabulary import vocabulary

TODAY = "9999"
"""The date of a text that gives none: what exists today has no end."""

_SMALL_WORDS = frozenset({"and", "of", "on", "the", "upon", "with"})
"""Words in names that are printed with and without a capital: "Newcastle upon Tyne", "Newcastle Upon Tyne"."""
_BODY = re.compile(r"\b(?:Borough|City|Corporation|Council|County|District)\b")
"""What a name has that is unmistakable in capitals, too: "KENT COUNTY COUNCIL", not "READING"."""

Bearers = tuple[str, ...]


def authorities_at(text: str, on: str | None) -> Counter[str]:
    """The IRIs of the authorities that `text`, written at the date `on`, names, with how often.

    A name that several bore, such as Dorset, is that of the one which existed at the time; a name that
    several share, such as that of a trust, is that of none.
    """

    def chosen(bearers: Bearers) -> Bearers:
        existing = tuple(iri for iri in bearers if existed(iri, on)) or bearers
        return existing if len(existing) == 1 else ()

    return _count(text, chosen)


def authorities_named(text: str, among: Container[str] = ()) -> Counter[str]:
    """The IRIs of the authorities that `text`, a question or a passage of any date, names, with how often.

    A name that several bear or bore is that of those `among` the ones it may be about, or else of those of today.
    """
    return Counter(iri for bearers, _ in names_of_authorities(text, among) for iri in bearers)


def names_of_authorities(text: str, among: Container[str] = ()) -> list[tuple[Bearers, tuple[int, int]]]:
    """The names of authorities in `text`, in order: whose each is, as `authorities_named` tells, and its offsets."""

    def chosen(bearers: Bearers) -> Bearers:
        return (
            tuple(iri for iri in bearers if iri in among)
            or tuple(iri for iri in bearers if existed(iri, None))
            or bearers
        )

    return [(chosen(_bearers()[_plain(match[0])]), match.span()) for match in _pattern().finditer(text)]


def existed(iri: str, on: str | None) -> bool:
    """Whether the authority existed at the date `on`, today if None."""
    return vocabulary().authorities[iri].existed(on or TODAY)


def is_authority_name(text: str) -> bool:
    """Whether `text` as a whole is a name of an authority."""
    return _plain(text) in _bearers()


def within_names(text: str) -> frozenset[int]:
    """The places in `text` that lie inside a name of an authority, its first letter not counted."""
    return frozenset(place for match in _pattern().finditer(text) for place in range(match.start() + 1, match.end()))


def _count(text: str, chosen: Callable[[Bearers], Bearers]) -> Counter[str]:
    return Counter(iri for match in _pattern().finditer(text) for iri in chosen(_bearers()[_plain(match[0])]))


def _names() -> Iterator[tuple[str, str]]:
    """Every name with the authority that bears or bore it. Abbreviations of trusts are left out: others bear them, too."""
    for concept in vocabulary().authorities.values():
        for name in (*concept.labels, *(trust for trust in concept.trusts if not is_abbreviation(trust))):
            yield name, concept.iri


@cache
def _bearers() -> dict[str, Bearers]:
    """The authorities of each name, the name in plain letters."""
    bearers: dict[str, dict[str, None]] = defaultdict(dict)
    for name, iri in _names():
        bearers[_plain(name)][iri] = None
    return {name: tuple(iris) for name, iris in bearers.items()}


@cache
def _pattern() -> re.Pattern[str]:
    """All names, the longest first, as they are written: "Reading" is one, "reading" is not.

    They are sorted by their initials, so that most words of a text need one look only.
    """
    names = {name for name, _ in _names()}
    names |= {name.upper() for name in names if _BODY.search(name)}
    by_initial: dict[str, list[str]] = defaultdict(list)
    for name in sorted(names, key=lambda name: (-len(name), name)):
        by_initial[name[0]].append(_as_printed(name)[1:])
    branches = (f"{initial}(?:{'|'.join(rest)})" for initial, rest in sorted(by_initial.items()))
    return re.compile(rf"\b(?:{'|'.join(branches)})\b")


def _as_printed(name: str) -> str:
    """A pattern for `name` with its small words in either case, its commas or none, and either apostrophe."""
    return "".join(
        f"(?i:{part})" if part in _SMALL_WORDS else re.escape(part).replace("'", "['’]").replace(",", ",?")
        for part in re.split(r"(\W+)", name)
    )


def _plain(name: str) -> str:
    return name.lower().replace("’", "'").replace(",", "")
