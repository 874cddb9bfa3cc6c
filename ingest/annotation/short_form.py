"""Finds the short forms by which a text goes on to speak of what it has named: "the board", "these plans", "this service".

A short form is a definite noun that ends a label of a concept named before it, in the paragraph or its headings: "local
safeguarding children board … the board". Only nouns for bodies, people, meetings and papers are taken for one: "the
quality", "these arrangements" go back to too many things.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from ontology.label import Match, Word, is_abbreviation, stem, stems
from ontology.vocabulary import vocabulary

_DETERMINERS = frozenset({"the", "this", "these", "those", "its"})
_NOUNS = frozenset(
    map(
        stem,
        (
            "advocate agency assessment board carer centre charter commissioner conference council court forum "
            "framework group hub interview inspection meeting notification officer order panel partnership passport plan "
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
        meant = next((concept for concept in known if concept in _ended_by()[noun.stem]), None)
        if meant:
            yield Match(meant, _ended_by()[noun.stem][meant], determiner.start, noun.end)


@cache
def _ended_by() -> dict[str, dict[str, str]]:
    """By the stem of a noun: the concepts with a label of several words that ends in it, and that label."""
    known = vocabulary()
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for concepts in (known.themes, known.actors):
        for concept in concepts.values():
            for label in concept.labels:
                if not is_abbreviation(label) and len(stems(label)) > 1:
                    found[stems(label)[-1]].setdefault(concept.iri, label)
    return found
