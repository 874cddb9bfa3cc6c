"""The authorities that a question names, in whatever letters and by whatever nickname, and the question without them."""

from __future__ import annotations

import re
from collections.abc import Container
from functools import cache

from graph.passage import Corpus
from ingest.identity.authority import Bearers, names_of_authorities
from ontology.label import LabelIndex
from ontology.vocabulary import vocabulary

_POSSESSIVE = re.compile(r"['’]s?\b|s\b|")
_ENDING = re.compile(r"s\b")


def authorities_asked(text: str, corpus: Corpus) -> tuple[tuple[str, ...], str]:
    """The IRIs of the authorities that `text` names, and `text` without the names of those that there are documents on.

    They are of the table, or of the documents of `corpus` where the table has none. One that was replaced, and that
    there is no document on, is asked about by way of its successors.
    """
    present = {document.authority for document in corpus.documents if document.authority}
    known = vocabulary().authorities
    asked: list[str] = []
    spans: set[tuple[int, int]] = set()
    for bearers, span in (*_of_table(text, present), *_of_documents(text, present - set(known))):
        found = [heir for iri in bearers for heir in ([iri] if iri in present else _heirs(iri, present)) or [iri]]
        asked += found
        if present.intersection(found):
            spans.add(span)
    return tuple(sorted(set(asked), key=lambda iri: (iri not in known, iri))), _without(text, spans)


def _heirs(iri: str, present: Container[str]) -> list[str]:
    return [heir for heir in vocabulary().authorities[iri].replaced_by if heir in present]


def _of_table(text: str, present: Container[str]) -> list[tuple[Bearers, tuple[int, int]]]:
    """The names in `text` of authorities of the table: nicknames, and names as they are printed, or else in any letters."""
    nicknames: list[tuple[Bearers, tuple[int, int]]] = [
        ((match.concept,), (match.start, match.end)) for match in _nicknames().find(text)
    ]
    for written in (text, text.title(), _ENDING.sub(" ", text.title())):
        names = names_of_authorities(written, present)
        if names and len(written) == len(text):
            return _longest([*names, *nicknames])
    return nicknames


def _longest(names: list[tuple[Bearers, tuple[int, int]]]) -> list[tuple[Bearers, tuple[int, int]]]:
    """`names` without those that are a part of a longer one: no Somerset in "bath and ne somerset"."""
    return [
        (bearers, (start, end))
        for bearers, (start, end) in names
        if not any(other <= start and end <= till and end - start < till - other for _, (other, till) in names)
    ]


def _of_documents(text: str, iris: set[str]) -> list[tuple[Bearers, tuple[int, int]]]:
    """The names in `text` of authorities that only the documents know."""
    return [
        ((iri,), match.span())
        for iri in sorted(iris)
        for match in re.finditer(rf"\b{re.escape(vocabulary().label(iri))}\b", text, re.I)
    ]


def _without(text: str, spans: set[tuple[int, int]]) -> str:
    """`text` without what stands at `spans`, and without the endings of their possessives."""
    for start, end in sorted(spans, reverse=True):
        ending = _POSSESSIVE.match(text, end)
        text = f"{text[:start]} {text[ending.end() if ending else end :]}"
    return " ".join(text.split())


@cache
def _nicknames() -> LabelIndex:
    """The names that are found in any letters: nicknames, and others of several words, which mean nothing else."""
    return LabelIndex(
        (
            (label, authority.iri)
            for authority in vocabulary().authorities.values()
            for label in (*authority.hidden, *(label for label in authority.labels if " " in label))
        ),
        exact_abbreviations=False,
    )
