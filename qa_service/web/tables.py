"""What an answer tells in a table: the grades of its documents side by side, and the figures of its quotations."""

from __future__ import annotations

from typing import Any

from graph.passage import Corpus, Passage
from qa_service.answer import Answer, Evidence, document_summary
from qa_service.documents import figure_row, slug_of
from qa_service.web.arrangement import groups, in_order
from qa_service.web.pages.judgements import history, judgements_of
from qa_service.wording import place

MOST_DOCUMENTS = 8
"""Documents side by side: more do not fit."""
MOST_FIGURES = 40


def grade_table(corpus: Corpus, given: Answer) -> dict[str, Any] | None:
    """The grades of the documents that an answer about grades quotes, by area; those of the areas asked about, if any were."""
    if given.kind != "judgement":
        return None
    numbers = _numbers(corpus, given)
    judged = [row for number in numbers for row in judgements_of(corpus, number)]
    judged = [row for row in judged if row["area"] in given.understood["areas"]] or judged
    wanted = {row["document"] for row in judged}
    numbers = [number for number in numbers if corpus.iris[number] in wanted]
    if not 0 < len(numbers) <= MOST_DOCUMENTS:
        return None
    documents = [{**document_summary(corpus, number), "slug": slug_of(corpus, number)} for number in numbers]
    frameworks = {row["framework"] for row in judged}
    return {"documents": documents, "history": history(judged), "frameworks": len(frameworks)}


def figure_table(corpus: Corpus, given: Answer) -> list[dict[str, Any]] | None:
    """The figures in what an answer about figures quotes, as printed, with what they measure and what they are for."""
    if given.kind != "figure":
        return None
    numbers = {iri: number for number, iri in enumerate(corpus.iris)}
    rows = []
    for item in dict.fromkeys(item.id for _, item in in_order(groups(given))):
        rows += _figures(corpus, numbers, next(one for one in given.evidence if one.id == item))
    return rows[:MOST_FIGURES]


def _numbers(corpus: Corpus, given: Answer) -> list[int]:
    """The documents of the evidence, in order of date."""
    wanted = {item.document["id"] for item in given.evidence}
    return [number for number, iri in enumerate(corpus.iris) if iri in wanted]


def _figures(corpus: Corpus, numbers: dict[str, int], item: Evidence) -> list[dict[str, Any]]:
    number = numbers[item.document["id"]]
    document = corpus.documents[number]
    passage = next(
        corpus.passages[row] for row in corpus.rows_of_document[number] if corpus.passages[row].iri == item.id
    )
    return [
        {
            **figure_row(document, figure),
            "document": item.document,
            "place": _short_place(passage),
            "paragraph": item.id,
        }
        for figure in document.figures
        if figure.paragraph == passage.index and any(start <= figure.span[0] < end for start, end in item.highlights)
    ]


def _short_place(passage: Passage) -> str:
    """Where a passage stands, in few words: by its number or its page if it has one."""
    page = passage.paragraph.page
    return f"page {page}" if page and not passage.paragraph.number else place(passage)
