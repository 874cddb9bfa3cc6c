"""Finds the themes and actors that paragraphs speak of, by the labels and the wordings of the vocabulary."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache

from ingest.annotation.context import in_context
from ingest.annotation.short_form import short_forms
from ingest.document import Document, Mention, Paragraph, Problem
from ontology.label import LabelIndex, Match, is_abbreviation, words
from ontology.vocabulary import vocabulary
from ontology.wording import WordingIndex

CONFIDENCE = {
    "preferred-label": Decimal("0.95"),
    "other-label": Decimal("0.95"),
    "abbreviation": Decimal("0.97"),
    "context": Decimal("0.74"),
    "short-form": Decimal("0.86"),
    "wording": Decimal("0.85"),
}
"""The ways in which mentions are found, and how sure each is: the share that is right of the sentences labelled by hand.

By Laplace's rule of succession, (right + 1) / (found + 2), since some ways were seen few times: see benchmarks/labels.
"""


def mentions(document: Document) -> tuple[Document, list[Problem]]:
    """`document` with a mention for each theme or actor that its searchable paragraphs name or speak of."""
    headings = {section: _headings(document, section) for section in {p.section for p in document.paragraphs}}
    found = [
        Mention(index, (match.start, match.end), match.concept, match.label, method)
        for index, paragraph in enumerate(document.paragraphs)
        if paragraph.role != "colophon"
        for match, method in _in_paragraph(paragraph, headings[paragraph.section])
    ]
    return replace(
        document, mentions=tuple(sorted(found, key=lambda mention: (mention.paragraph, mention.span, mention.concept)))
    ), []


def concepts_named(words: str) -> list[str]:
    """The concepts that have `words`, all of them, as a label."""
    found = [match for labels in label_indexes() for match in labels.find(words)]
    return [match.concept for match in found if match.end - match.start == len(words)]


def _headings(document: Document, section: int | None) -> list[str]:
    """The concepts that the headings over a section name, those of the innermost first."""
    return [
        match.concept
        for title in reversed(document.trail(section))
        for labels in label_indexes()
        for match in labels.find(title)
    ]


def _in_paragraph(paragraph: Paragraph, headings: Sequence[str]) -> Iterator[tuple[Match, str]]:
    """What a paragraph names, and what its sentences speak of without naming it, each with how it was found."""
    tokens = words(paragraph.text)
    named = sorted(
        (match for labels in label_indexes() for match in labels.find(paragraph.text, tokens)),
        key=lambda match: match.start,
    )
    short = list(short_forms(tokens, named, headings))
    for start, end in paragraph.sentences:
        found = [(match, _method(match)) for match in named if start <= match.start < end]
        found += [(match, "short-form") for match in short if start <= match.start < end]
        spoken_of = wording_index().find([word for word in tokens if start <= word.start < end])
        found += [(match, "wording") for match in spoken_of]
        places: dict[str, set[int]] = defaultdict(set)
        for match, method in found:
            concept = in_context(match, named, (start, end), headings)
            before = places[concept]
            if match.start in before or (before and method == "wording"):
                continue
            before.add(match.start)
            yield replace(match, concept=concept), method if concept == match.concept else "context"


def _method(match: Match) -> str:
    if is_abbreviation(match.label):
        return "abbreviation"
    return "preferred-label" if match.label == vocabulary().label(match.concept) else "other-label"


@cache
def label_indexes() -> tuple[LabelIndex, LabelIndex]:
    """The index of theme labels, and that of actor labels: a text may name one of each in the same words."""
    known = vocabulary()
    return tuple(
        LabelIndex((label, concept.iri) for concept in concepts.values() for label in concept.labels)
        for concepts in (known.themes, known.actors)
    )  # type: ignore[return-value]


@cache
def wording_index() -> WordingIndex:
    """The index of the wordings of themes and actors."""
    known = vocabulary()
    return WordingIndex(
        (wording, concept.iri)
        for concepts in (known.themes, known.actors)
        for concept in concepts.values()
        for wording in concept.wordings
    )
