"""What stands out in a passage of an answer: the words by which it was found, and what is quoted of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from graph.lexical import terms
from graph.store import Store
from ingest.document import Span
from ontology.label import words
from ontology.vocabulary import vocabulary
from qa_service.answer import Answer, Evidence
from qa_service.asking import content
from qa_service.web.place import rows_by_iri

POINTING = frozenset({"context"})
"""The ways of naming that only point back at a name ("this team"), which would mark words that tell nothing by themselves."""


class Piece(NamedTuple):
    """A stretch of a passage. quoted: whether the answer quotes it. found: whether it names what was asked about."""

    text: str
    quoted: bool
    found: bool


def searched_words(given: Answer) -> list[dict[str, object]]:
    """What was searched for: each theme and actor of the question, its other names, and the narrower ones that count as it."""
    known = vocabulary()
    concepts = {**known.themes, **known.actors}
    return [
        {
            "id": iri,
            "label": concepts[iri].label,
            "also": list(concepts[iri].alternatives),
            "narrower": [known.label(lower) for lower in sorted(known.narrower(iri), key=known.label)],
        }
        for iri in _asked(given)
    ]


def emphasis(store: Store, given: Answer, items: Iterable[Evidence]) -> dict[str, list[Piece]]:
    """The pieces of each of `items`, by its address.

    Where the question names themes or actors, what names them is found; else its own words are, whatever their ending.
    """
    asked = {lower for iri in _asked(given) for lower in (iri, *vocabulary().narrower(iri))}
    stems = frozenset() if asked else frozenset(terms(content(given.question)))
    corpus, rows = store.corpus, rows_by_iri(store)
    named: dict[tuple[int, int], list[Span]] = defaultdict(list)
    wanted = {item.id: corpus.passages[rows[item.id]] for item in items}
    for number in {passage.document for passage in wanted.values()} if asked else ():
        for mention in corpus.documents[number].mentions:
            if mention.concept in asked and mention.method not in POINTING:
                named[number, mention.paragraph].append(mention.span)
    pieces = {}
    for item in items:
        passage = wanted[item.id]
        spans = named[passage.document, passage.index] if asked else _spans(item.text, stems)
        pieces[item.id] = _pieces(item.text, item.highlights or [(0, len(item.text))], spans)
    return pieces


def _asked(given: Answer) -> list[str]:
    return [found["id"] for found in (*given.understood["themes"], *given.understood["actors"])]


def _spans(text: str, stems: frozenset[str]) -> list[Span]:
    return [(word.start, word.end) for word in words(text) if word.stem in stems]


def _pieces(text: str, quoted: Sequence[Span], found: Sequence[Span]) -> list[Piece]:
    """`text` cut wherever a quotation or a word found begins or ends."""
    ends = {0, len(text), *(end for span in (*quoted, *found) for end in span)}
    cuts = sorted(end for end in ends if 0 <= end <= len(text))
    pieces: list[Piece] = []
    for start, end in pairwise(cuts):
        piece = Piece(text[start:end], _within(start, quoted), _within(start, found))
        if pieces and pieces[-1][1:] == piece[1:]:
            pieces[-1] = piece._replace(text=pieces[-1].text + piece.text)
        else:
            pieces.append(piece)
    return pieces


def _within(place: int, spans: Sequence[Span]) -> bool:
    return any(start <= place < end for start, end in spans)
