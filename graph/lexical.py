"""The lexical index: BM25 over the words of each paragraph with its headings, and over the labels of its concepts.

The second field holds every label of the themes that a paragraph mentions, also the words that only
people use, so that "runaways" finds "children who go missing". The third is of concepts, not of paragraphs: all
labels of each, so that a question finds the concepts that its words tell of together, though no label stands in it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain
from pathlib import Path

import numpy as np

from graph.meaning import labels_of_concepts
from graph.passage import Corpus
from graph.step import step
from ontology.label import stem, stems

FIELDS = ("text", "labels", "concepts")
_ARRAYS = ("data.csc.index.npy", "indices.csc.index.npy", "indptr.csc.index.npy")
_VOCABULARY, _SIZE = "vocab.index.json", "params.index.json"
_NOTHING = "·"
STOP_WORDS = frozenset(
    stem(word)
    for word in (
        "a about all also am an and any are as at be because been being but by can could did do does doing "
        "for from get had has have having he her his how i if in into is it its just me more most much my no "
        "not of on one or other our out over said say says she should so some than that the their them then "
        "there these they this those to too up us was we were what when where which who whom why will with "
        "would you your "
    ).split()
)
"""Stems that are in every paragraph, and are not searched for."""


def terms(text: str) -> list[str]:
    """The stems of `text` that are searched for: without words that are in every paragraph."""
    return [word for word in stems(text) if word not in STOP_WORDS]


def label_terms(concepts: Iterable[str]) -> list[str]:
    """The distinct stems of all labels of `concepts`, each as often as concepts have it."""
    return [term for iri in concepts for term in _concept_terms(iri)]


@cache
def _concept_terms(iri: str) -> tuple[str, ...]:
    labels = labels_of_concepts().get(iri, ())
    return tuple(sorted({term for label in labels for term in terms(label)}))


@dataclass(frozen=True)
class Field:
    """The BM25 scores of one field: each term of `numbers` has a column of them, the rows where it stands with its score.

    scores and rows: those of all columns, one column after the other; starts: where each begins. size: of all rows,
    how many there are.
    """

    numbers: dict[str, int]
    scores: np.ndarray
    rows: np.ndarray
    starts: np.ndarray
    size: int

    def save(self, folder: Path) -> None:
        """Write the field into `folder`, as bm25s would. What only asks a store need not import bm25s, which is slow."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, array in zip(_ARRAYS, (self.scores, self.rows, self.starts), strict=True):
            np.save(folder / name, array)
        (folder / _VOCABULARY).write_text(json.dumps(self.numbers))
        (folder / _SIZE).write_text(json.dumps({"num_docs": self.size}))

    @classmethod
    def load(cls, folder: Path) -> Field:
        """Read what `save` wrote."""
        numbers, size = (json.loads((folder / name).read_bytes()) for name in (_VOCABULARY, _SIZE))
        scores, rows, starts = (np.load(folder / name) for name in _ARRAYS)
        return cls(numbers, scores, rows, starts, size["num_docs"])

    def column(self, term: str) -> slice:
        """Where in `scores` and `rows` the column of `term` stands."""
        number = self.numbers[term]
        return slice(self.starts[number], self.starts[number + 1])

    def is_same_as(self, other: Field) -> bool:
        """Whether the other field gives every score that this one gives."""
        mine, its = ((field.scores, field.rows, field.starts) for field in (self, other))
        return self.numbers == other.numbers and all(map(np.array_equal, mine, its))


class LexicalIndex:
    """BM25 scores of all passages for weighted terms, by field."""

    def __init__(self, fields: Mapping[str, Field]) -> None:
        self._fields = fields

    @classmethod
    def build(cls, corpus: Corpus) -> LexicalIndex:
        """Index the passages of `corpus`, in row order."""
        texts = _Numbered()
        heading = cache(terms)
        rows = [texts.numbers([*heading(passage.heading), *terms(passage.text)]) for passage in corpus.passages]
        labels = _Numbered()
        of_concept = {
            iri: labels.numbers(label_terms([iri])) for iri in dict.fromkeys(chain.from_iterable(corpus.concepts))
        }
        label_rows = [[number for iri in concepts for number in of_concept[iri]] for concepts in corpus.concepts]
        return cls({"text": texts.field(rows), "labels": labels.field(label_rows), "concepts": _field_of_concepts()})

    def save(self, folder: Path) -> None:
        """Write both fields below `folder`."""
        for name, field in self._fields.items():
            field.save(folder / name)

    @classmethod
    def load(cls, folder: Path) -> LexicalIndex:
        """Read what `save` wrote."""
        return cls({name: Field.load(folder / name) for name in FIELDS})

    def is_same_as(self, other: LexicalIndex) -> bool:
        """Whether the other index gives every score that this one gives."""
        return all(self._fields[name].is_same_as(other._fields[name]) for name in FIELDS)

    @property
    def size(self) -> int:
        """The number of passages indexed."""
        return self._fields["text"].size

    @cached_property
    def terms(self) -> frozenset[str]:
        """The stems that the passages use."""
        return frozenset(self._fields["text"].numbers) - {"", _NOTHING}

    def rarity(self, term: str) -> float:
        """How much a stem tells: the logarithm of all passages to those that have it."""
        return float(np.log((self.size + 1) / (len(self.rows_of(term)) + 0.5)))

    def rows_of(self, term: str) -> np.ndarray:
        """The rows that have a stem, in their text or headings: shape (rows,)."""
        field = self._fields["text"]
        found: np.ndarray = field.rows[field.column(term)] if term in field.numbers else field.rows[:0]
        return found

    @step("words")
    def scores(self, field: str, weights: Mapping[str, float]) -> np.ndarray:
        """The score of every row of a field for the terms in `weights`, each counting by its weight: shape (rows,), float32.

        The rows of "concepts" are concepts, in the order of `labels_of_concepts`; of the others, passages.
        """
        index = self._fields[field]
        total = np.zeros(index.size, dtype=np.float32)
        for weight in sorted(set(weights.values())):
            scores = np.zeros(index.size, dtype=np.float32)
            for term, value in weights.items():
                if value == weight and term and term in index.numbers:
                    column = index.column(term)
                    scores[index.rows[column]] += index.scores[column]
            total += np.float32(weight) * scores
        return total


def _field_of_concepts() -> Field:
    """All labels of each concept, in the order of `labels_of_concepts`; a stem counts in each label that has it."""
    numbered = _Numbered()
    return numbered.field(
        [numbered.numbers(chain.from_iterable(map(terms, labels))) for labels in labels_of_concepts().values()]
    )


class _Numbered:
    """Terms by number, in the order in which they are met: which is the same for the same texts."""

    def __init__(self) -> None:
        self._of_term = {_NOTHING: 0}

    def numbers(self, row: Iterable[str]) -> list[int]:
        return [self._of_term.setdefault(term, len(self._of_term)) for term in row]

    def field(self, rows: Sequence[list[int]]) -> Field:
        """The scores of rows of numbers; a row has to have a term, and it is one that is never searched for."""
        import bm25s

        index = bm25s.BM25(k1=1.2, b=0.75, csc_backend="scipy")
        index.index(([row or [0] for row in rows], self._of_term), show_progress=False)
        scores = index.scores
        return Field(index.vocab_dict, scores["data"], scores["indices"], scores["indptr"], scores["num_docs"])
