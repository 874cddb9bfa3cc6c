"""Finds the short forms by which a text goes on to speak of what it has named: "the board", "these plans", "this service".

A short form is a definite noun that ends a label of a concept named before it, in the paragraph or its headings: "local
safeguarding children board … the board". Only nouns for bodies, people, meetings and papers are taken for one: "the
quality", "these arrangements" go back to too many things.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from ontology.label import Match, Word, is_abbreviation, stem, stems
from ontology.vocabulary import Concept, vocabulary

_DETERMINERS = frozenset({"the", "this", "these", "those", "its"})
_PREPOSITIONS = frozenset({"of", "in", "for", "to", "with", "on", "by", "from", "at", "and"})
_NOUNS = frozenset(
    map(
        stem,
        (
            "advocate agency assessment board carer centre charter commissioner conference council court forum "
            "framework group hub interview meeting notification officer order panel partnership passport plan "
            "policy programme proceedings profile protocol referral register report review scheme school service strategy "
            "team toolkit tool trust visit visitor worker adviser adopter"
        ).split(),
    )
)


def short_forms(tokens: Sequence[Word], named: Sequence[Match], headings: Sequence[str]) -> Iterator[Match]:
    """The short forms in a paragraph. tokens: its words. named: what it names, in order. headings: what
    the headings over it name, those of the innermost first."""
    for position in range(1, len(tokens)):
        determiner, noun = tokens[position - 1], tokens[position]
        if noun.stem not in _NOUNS or determiner.exact.lower() not in _DETERMINERS:
            continue
        follows = tokens[position + 1].exact if position + 1 < len(tokens) else ""
        if follows == "of" or any(match.start < noun.end and match.end > noun.start for match in named):
            continue
        known = [*(match.concept for match in reversed(named) if match.end <= determiner.start), *headings]
        for ended_by in _ended_by():
            meant = next((concept for concept in known if concept in ended_by.get(noun.stem, ())), None)
            if meant:
                yield Match(meant, ended_by[noun.stem][meant], determiner.start, noun.end)


@cache
def _ended_by() -> tuple[dict[str, dict[str, str]], ...]:
    """Of themes, and of actors: by the stem of a noun, the concepts with a label of several words that ends in it.

    With the label; not one in which the noun only tells more of another ("heads of service").
    """
    known = vocabulary()
    return tuple(_ended(concepts.values()) for concepts in (known.themes, known.actors))


def _ended(concepts: Iterable[Concept]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for concept in concepts:
        for label in concept.labels:
            label_words = label.lower().split()
            if not is_abbreviation(label) and len(label_words) > 1 and not _PREPOSITIONS.intersection(label_words):
                found[stems(label)[-1]].setdefault(concept.iri, label)
    return found
