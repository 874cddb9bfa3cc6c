"""Where documents and paragraphs stand on the site."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from graph.identifier import paragraph_iris
from graph.passage import Corpus
from graph.store import Store
from qa_service.answer import document_summary
from qa_service.documents import slug_of
from qa_service.wording import place, titled


def slugs(corpus: Corpus) -> dict[str, str]:
    """The page of each document by its address."""
    return {iri: slug_of(corpus, number) for number, iri in enumerate(corpus.iris)}


def names(corpus: Corpus) -> dict[str, str]:
    """The name of each document by its address: its title, with the authority that it is about."""
    summaries = (document_summary(corpus, number) for number in range(len(corpus.iris)))
    return {one["id"]: titled(one["title"] or one["source"], one["authority"]) for one in summaries}


def anchor(iri: str) -> str:
    """The anchor of a paragraph on its document's page."""
    return "p-" + iri.rsplit("/p/", 1)[1]


def paragraph_iri(corpus: Corpus, number: int, paragraph: int) -> str:
    """The address of a paragraph of document `number`, by its place there. Only those that are not searched are worked out."""
    row = corpus.row_at.get((number, paragraph))
    if row is None:
        return paragraph_iris(corpus.documents[number], corpus.iris[number])[paragraph]
    return corpus.passages[row].iri


def passage_record(corpus: Corpus, row: int) -> dict[str, Any]:
    """The passage at `row` with where it stands, in its document and on the site."""
    passage = corpus.passages[row]
    return {
        "id": passage.iri,
        "text": passage.text,
        "number": passage.paragraph.number,
        "role": passage.paragraph.role,
        "place": place(passage),
        "page": passage.paragraph.page,
        "document": document_summary(corpus, passage.document),
        "slug": slug_of(corpus, passage.document),
        "anchor": anchor(passage.iri),
    }


@lru_cache(maxsize=2)
def rows_by_iri(store: Store) -> dict[str, int]:
    """The row of each passage by its address. Kept for the generation that serves and the one before it."""
    return {passage.iri: row for row, passage in enumerate(store.corpus.passages)}
