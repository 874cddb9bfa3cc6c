"""Finds the themes and actors that paragraphs name, by the labels of the vocabulary."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from ingest.document import Document, Mention, Problem
from ontology.label import LabelIndex
from ontology.vocabulary import vocabulary


def mentions(document: Document) -> tuple[Document, list[Problem]]:
    """`document` with a mention for each theme or actor label in its searchable paragraphs."""
    found = [
        Mention(index, (match.start, match.end), match.concept, match.label)
        for index, paragraph in enumerate(document.paragraphs)
        if paragraph.role != "colophon"
        for labels in label_indexes()
        for match in labels.find(paragraph.text)
    ]
    return replace(
        document, mentions=tuple(sorted(found, key=lambda mention: (mention.paragraph, mention.span, mention.concept)))
    ), []


@cache
def label_indexes() -> tuple[LabelIndex, LabelIndex]:
    """The index of theme labels, and that of actor labels: a text may name one of each in the same words."""
    words = vocabulary()
    return tuple(
        LabelIndex((label, concept.iri) for concept in concepts.values() for label in concept.labels)
        for concepts in (words.themes, words.actors)
    )  # type: ignore[return-value]
