"""Questions to ask next, each of which the documents answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from graph.network import related_themes
from graph.store import Store
from ontology.vocabulary import vocabulary
from qa_service.answer import Answer
from qa_service.rewording import said_again
from qa_service.service import answer

WANTED = 3
TRIED = 5
"""So many questions are tried at most: each takes the time of an answer."""
_KINDS = ("recommendation", "timeline", "count")


def next_questions(store: Store, given: Answer, asked: Sequence[str]) -> list[str]:
    """Up to `WANTED` questions that follow from `given`, the answer to the last of `asked`, and have answers after it."""
    before = {question.casefold() for question in asked}
    found: list[str] = []
    candidates = [question for question in _candidates(store, given) if question.casefold() not in before]
    for question in list(dict.fromkeys(candidates))[:TRIED]:
        if len(found) < WANTED and answer(store, question, asked).answered:
            found.append(question)
    return found


def _candidates(store: Store, given: Answer) -> Iterator[str]:
    """Questions about the theme asked about and those tied to it, in the authority asked about."""
    themes = [theme["id"] for theme in given.understood["themes"]] or _themes_of(store, given)
    known = vocabulary()
    present = {known.label(document.authority) for document in store.corpus.documents if document.authority}
    places = [place for place in given.understood["authorities"] if place in present][:1]
    for theme in themes[:1]:
        kinds = [kind for kind in _KINDS if kind != given.kind]
        yield said_again(known.label(theme), kinds[0], places)
        for other, _, _ in related_themes(store.network, theme, 2):
            yield said_again(known.label(other), "timeline", places)
        yield said_again(known.label(theme), kinds[1], places)
    for theme in themes[1:3]:
        yield said_again(known.label(theme), "timeline", places)


def _themes_of(store: Store, given: Answer) -> list[str]:
    """The themes that most of the passages of an answer name, or of those nearest to the question."""
    shown = {item.id for item in (*given.evidence, *given.nearest)}
    counts = Counter(
        iri
        for row, passage in enumerate(store.corpus.passages)
        if passage.iri in shown
        for iri in store.corpus.concepts[row]
        if iri in vocabulary().themes
    )
    return sorted(counts, key=lambda iri: (-counts[iri], iri))
