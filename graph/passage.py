"""The paragraphs of all documents in one sequence: the rows that the text and vector indexes count by."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TypeVar

import numpy as np

from graph.identifier import document_iris, paragraph_iris
from ingest.document import Document, Paragraph, Span

Value = TypeVar("Value", bound=Hashable)


@dataclass(frozen=True)
class Passage:
    """One searchable paragraph: its address, its document (by index and address) and the headings over it."""

    iri: str
    document: int
    index: int
    paragraph: Paragraph
    trail: tuple[str, ...]

    @property
    def text(self) -> str:
        return self.paragraph.text

    @property
    def sentences(self) -> tuple[Span, ...]:
        return self.paragraph.sentences

    @property
    def heading(self) -> str:
        """The headings, and the words that introduce the list that it is an item of, in one line."""
        return " – ".join((*self.trail[-2:], *((self.paragraph.stem,) if self.paragraph.stem else ())))

    def in_context(self, text: str) -> str:
        """`text` after its headings: what is embedded, so that "It is timely" is found by what "it" is."""
        return f"{self.heading}: {text}" if self.heading else text


@dataclass(frozen=True)
class Corpus:
    """All documents with their addresses, and their searchable paragraphs as passages, in document order."""

    documents: tuple[Document, ...]
    iris: tuple[str, ...]
    passages: tuple[Passage, ...]

    @cached_property
    def document_of_row(self) -> np.ndarray:
        """The number of the document of each row: shape (rows,), int64."""
        return np.array([passage.document for passage in self.passages], dtype=np.int64)

    @cached_property
    def roles(self) -> np.ndarray:
        """The role of each row: shape (rows,), str."""
        return np.array([passage.paragraph.role for passage in self.passages], dtype=str)

    @cached_property
    def with_figures(self) -> np.ndarray:
        """Whether each row has a figure: shape (rows,), bool."""
        places = {
            (number, figure.paragraph) for number, document in enumerate(self.documents) for figure in document.figures
        }
        return np.array([(passage.document, passage.index) in places for passage in self.passages], dtype=bool)

    @cached_property
    def rows_of_document(self) -> tuple[range, ...]:
        """The rows that belong to each document."""
        starts = np.searchsorted(self.document_of_row, np.arange(len(self.documents) + 1)).tolist()
        return tuple(range(start, end) for start, end in pairwise(starts))

    @cached_property
    def rows_of_trail(self) -> dict[tuple[str, ...], np.ndarray]:
        """The rows under each trail of headings."""
        return _rows_of(passage.trail for passage in self.passages)

    @cached_property
    def row_at(self) -> dict[tuple[int, int], int]:
        """The row of each passage by its document and the index of its paragraph there."""
        return {(passage.document, passage.index): row for row, passage in enumerate(self.passages)}

    @cached_property
    def rows_of_concept(self) -> dict[str, list[int]]:
        """The rows that mention each theme or actor."""
        rows: dict[str, list[int]] = {}
        for row, concepts in enumerate(self.concepts):
            for iri in concepts:
                rows.setdefault(iri, []).append(row)
        return rows

    @cached_property
    def mentioning(self) -> dict[str, np.ndarray]:
        """The rows of `rows_of_concept` as arrays of int64, to be added up."""
        return {iri: np.array(rows) for iri, rows in self.rows_of_concept.items()}

    @cached_property
    def concepts(self) -> tuple[tuple[str, ...], ...]:
        """The themes and actors that each row mentions."""
        found: list[dict[str, None]] = [{} for _ in self.passages]
        for number, document in enumerate(self.documents):
            for mention in document.mentions:
                row = self.row_at.get((number, mention.paragraph))
                if row is not None:
                    found[row][mention.concept] = None
        return tuple(tuple(concepts) for concepts in found)


def _rows_of(values: Iterable[Value]) -> dict[Value, np.ndarray]:
    """The rows that have each value."""
    rows: dict[Value, list[int]] = {}
    for row, value in enumerate(values):
        rows.setdefault(value, []).append(row)
    return {value: np.array(found) for value, found in rows.items()}


def corpus(documents: Sequence[Document]) -> Corpus:
    """The corpus of `documents`, which are in the order that ingest gives."""
    iris = document_iris(documents)
    passages = [
        Passage(iri, number, index, paragraph, document.trail(paragraph.section))
        for number, (document, document_iri) in enumerate(zip(documents, iris, strict=True))
        for index, (paragraph, iri) in enumerate(
            zip(document.paragraphs, paragraph_iris(document, document_iri), strict=True)
        )
        if paragraph.role != "colophon"
    ]
    return Corpus(tuple(documents), tuple(iris), tuple(passages))
