"""Finds the themes and actors that paragraphs name, by the labels of the vocabulary."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache

from ingest.document import Document, Mention, Problem
from ontology.label import LabelIndex, Match, is_abbreviation
from ontology.vocabulary import vocabulary

CONFIDENCE = {"preferred-label": Decimal("0.95"), "other-label": Decimal("0.9"), "abbreviation": Decimal("0.95")}
"""The ways in which mentions are found, and how sure each is."""


def mentions(document: Document) -> tuple[Document, list[Problem]]:
    """`document` with a mention for each theme or actor label in its searchable paragraphs."""
    found = [
        Mention(index, (match.start, match.end), match.concept, match.label, _method(match))
        for index, paragraph in enumerate(document.paragraphs)
        if paragraph.role != "colophon"
        for labels in label_indexes()
        for match in labels.find(paragraph.text)
    ]
    return replace(
        document, mentions=tuple(sorted(found, key=lambda mention: (mention.paragraph, mention.span, mention.concept)))
    ), []


def _method(match: Match) -> str:
    if is_abbreviation(match.label):
        return "abbreviation"
    return "preferred-label" if match.label == vocabulary().label(match.concept) else "other-label"


@cache
def label_indexes() -> tuple[LabelIndex, LabelIndex]:
    """The index of theme labels, and that of actor labels: a text may name one of each in the same words."""
    words = vocabulary()
    return tuple(
        LabelIndex((label, concept.iri) for concept in concepts.values() for label in concept.labels)
        for concepts in (words.themes, words.actors)
    )  # type: ignore[return-value]
