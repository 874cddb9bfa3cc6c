"""Questions to begin with: one of each kind, about what these documents treat, each of which they answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from math import sqrt

from graph.passage import Corpus
from graph.store import Store
from graph.succession import FULL_INSPECTIONS
from ingest.document import Document
from ontology.vocabulary import ID, vocabulary
from qa_service.documents import IMPROVEMENT_ROLES
from qa_service.service import answer

TRIED = 4
"""So many questions of each kind are tried at most: each takes the time of an answer."""


@lru_cache(maxsize=2)
def example_questions(store: Store) -> tuple[str, ...]:
    """A question of each kind that the documents answer, for the generation that serves and the one before it."""
    found = (_answered(store, questions) for questions in _candidates(store.corpus))
    return tuple(question for question in found if question)


def _answered(store: Store, questions: Iterator[str]) -> str | None:
    return next((question for question in islice(questions, TRIED) if answer(store, question).answered), None)


def _candidates(corpus: Corpus) -> Iterator[Iterator[str]]:
    """Questions of one kind after another, those that tell most first."""
    themes = telling_themes(corpus)
    names, judged = _authorities(corpus)
    several = len(names) > 1
    place = f" in {names[0]}" if several else ""
    yield (f"What was said about {theme} over time?" for theme in themes)
    yield (f"How was {name} judged over time?" for name in names)
    yield (f"What was recommended about {theme}{place}?" for theme in themes[1:])
    if several:
        yield (f"Compare what was said about {theme} in {names[0]} and {names[1]}" for theme in themes[2:])
        yield iter(["Which authorities went from inadequate to good?"])
    else:
        years = sorted({document.date[:4] for document in judged if document.date})
        yield (f"Compare {theme} in {years[0]} and {years[-1]}" for theme in themes[2:] if len(years) > 1)
        yield (f"Which reports mention {theme}?" for theme in themes[3:])
    led = [document for document in reversed(judged) if document.lead_inspector and document.date]
    of = {document.authority: vocabulary().label(document.authority) for document in led}
    yield (
        f"Who was the lead inspector{f' of {of[document.authority]}' if several else ''} in {str(document.date)[:4]}?"
        for document in led
    )


def telling_themes(corpus: Corpus) -> list[str]:
    """The themes that many documents name, in few passages each, and that inspectors recommended something about."""
    roles = [passage.paragraph.role for passage in corpus.passages]

    def weight(rows: list[int]) -> float:
        asked = sum(roles[row] in IMPROVEMENT_ROLES for row in rows)
        return sqrt(asked / len(rows)) * len({corpus.passages[row].document for row in rows})

    weights = {iri: weight(rows) for iri, rows in corpus.rows_of_concept.items() if "/theme/" in iri}
    return [vocabulary().label(iri) for iri in sorted(weights, key=lambda iri: (-weights[iri], iri))]


def _authorities(corpus: Corpus) -> tuple[list[str], list[Document]]:
    """The authorities with a grade, those with most grades for overall effectiveness first; and all full inspections."""
    judged = [document for document in corpus.documents if document.kind in FULL_INSPECTIONS]
    counts = Counter(
        document.authority
        for document in judged
        for judgement in document.judgements
        if document.authority and judgement.area == f"{ID}area/overall"
    )
    ordered = sorted(counts, key=lambda iri: (-counts[iri], iri))
    return [vocabulary().label(iri) for iri in ordered], judged
