"""Two documents side by side, by judgement and by theme."""

from __future__ import annotations

from collections import Counter
from typing import Any

from flask import jsonify, render_template, request

from graph.passage import Corpus
from ingest.identity.date import in_words
from ontology.vocabulary import ID, vocabulary
from qa_service.answer import document_summary
from qa_service.documents import number_of
from qa_service.web.address import part
from qa_service.web.app import generation, wants_json
from qa_service.web.download import csv_file
from qa_service.web.pages.blueprint import Page, blueprint
from qa_service.web.pages.documents import document_rows
from qa_service.web.place import anchor, paragraph_iri
from qa_service.wording import grade_words, place, titled

PAGE_SIZE = 60
TELLING = frozenset({"finding", "recommendation", "improvement", "text"})
"""The roles of paragraphs that are quoted before others: no title pages, tables or grades."""


@blueprint.get("/compare")
def compare() -> Page:
    """The judgements and themes of two documents side by side, with how often and in which words each is first named."""
    corpus = generation().store.corpus
    options = document_rows(corpus)
    asked = [slug for slug in request.args.getlist("document") if slug][:2]
    numbers = [number_of(corpus, slug) for slug in asked]
    chosen = [number for number in numbers if number is not None]
    two = len(chosen) == 2
    same = two and chosen[0] == chosen[1]
    judged = _judgements(corpus, chosen) if two and not same else []
    named = _themes(corpus, chosen) if two and not same else []
    frameworks = [vocabulary().label(corpus.documents[number].framework) for number in chosen]
    differ = two and all(frameworks) and frameworks[0] != frameworks[1]
    if two and request.args.get("format") == "csv":
        return csv_file("throughline-comparison", _heading(corpus, chosen), _table(judged, named))
    if wants_json():
        return jsonify(
            {
                "documents": [options[number] for number in chosen],
                "frameworks": [name or None for name in frameworks],
                "frameworks_differ": differ,
                "judgements": judged,
                "themes": named,
            }
        )
    return render_template(
        "compare.html",
        options=options,
        by_authority=_by_authority(options),
        asked=asked,
        chosen=[options[number] for number in chosen],
        missing=None in numbers,
        same=same,
        frameworks=frameworks if differ else [],
        judgements=judged,
        part=part(named, PAGE_SIZE),
    )


def _by_authority(options: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """The documents to choose from under the names of their authorities, in order of name; those about none last."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for option in sorted(options, key=lambda option: (option["authority"] is None, option["authority"] or "")):
        groups.setdefault(option["authority"] or "No one authority", []).append(option)
    return groups


def _judgements(corpus: Corpus, numbers: list[int]) -> list[dict[str, Any]]:
    """The areas that either document grades, overall effectiveness first, each with the grades in both."""
    graded = [corpus.documents[number].judgements for number in numbers]
    areas = dict.fromkeys(judgement.area for judgements in graded for judgement in judgements)
    return [
        {
            "area": vocabulary().label(area),
            "grades": [
                [
                    {
                        "grade": grade_words(judgement.grade),
                        "anchor": anchor(paragraph_iri(corpus, number, judgement.paragraph)),
                    }
                    for judgement in judgements
                    if judgement.area == area
                ]
                for number, judgements in zip(numbers, graded, strict=True)
            ],
        }
        for area in sorted(areas, key=lambda area: area != f"{ID}area/overall")
    ]


def _themes(corpus: Corpus, numbers: list[int]) -> list[dict[str, Any]]:
    """The themes that either document names, those named most first: in how many passages, and the first quotation."""
    counts = [
        Counter(
            concept
            for row in corpus.rows_of_document[number]
            for concept in corpus.concepts[row]
            if "/theme/" in concept
        )
        for number in numbers
    ]
    one, other = (_sentences(corpus, number) for number in numbers)
    first = [_first_quotations(corpus, number, one & other) for number in numbers]
    every = sorted(set(counts[0]) | set(counts[1]), key=lambda iri: (-(counts[0][iri] + counts[1][iri]), iri))
    return [
        {
            "label": vocabulary().label(iri),
            "key": iri.rsplit("/", 1)[1],
            "counts": [count[iri] for count in counts],
            "quotations": [quotations.get(iri) for quotations in first],
        }
        for iri in every
    ]


def _heading(corpus: Corpus, numbers: list[int]) -> list[str]:
    """The heading of the table of a comparison: each document has a column of counts and one of words."""
    summaries = [document_summary(corpus, number) for number in numbers]
    names = [f"{titled(one['title'] or one['source'], one['authority'])}, {in_words(one['date'])}" for one in summaries]
    return ["Area or theme", *(f"{name}: {what}" for name in names for what in ("passages", "grade or first sentence"))]


def _table(judged: list[dict[str, Any]], named: list[dict[str, Any]]) -> list[list[Any]]:
    """The rows of the table of a comparison: the judgements, then the themes."""
    rows: list[list[Any]] = []
    for row in judged:
        words = [", ".join(grade["grade"] for grade in grades) or "not judged" for grades in row["grades"]]
        rows.append([row["area"], "", words[0], "", words[1]])
    for row in named:
        texts = [found["text"] if found else "" for found in row["quotations"]]
        rows.append([row["label"], row["counts"][0], texts[0], row["counts"][1], texts[1]])
    return rows


def _sentences(corpus: Corpus, number: int) -> frozenset[str]:
    """The sentences of a document."""
    passages = (corpus.passages[row] for row in corpus.rows_of_document[number])
    return frozenset(passage.text[start:end] for passage in passages for start, end in passage.sentences)


def _first_quotations(corpus: Corpus, number: int, common: frozenset[str]) -> dict[str, dict[str, Any]]:
    """The first sentence of document `number` that names each theme, in a paragraph that tells something if there is one.

    common: sentences of both documents, which tell nothing of either: others come first.
    """
    document = corpus.documents[number]
    found: dict[str, tuple[tuple[bool, bool], dict[str, Any]]] = {}
    for mention in sorted(document.mentions, key=lambda it: (it.paragraph, it.span)):
        row = corpus.row_at.get((number, mention.paragraph))
        if row is None or "/theme/" not in mention.concept:
            continue
        passage = corpus.passages[row]
        start, end = next(
            (span for span in passage.sentences if span[0] <= mention.span[0] < span[1]), (0, len(passage.text))
        )
        text = passage.text[start:end]
        worse = (text in common, passage.paragraph.role not in TELLING)
        if mention.concept not in found or worse < found[mention.concept][0]:
            quotation = {"text": text, "id": passage.iri, "anchor": anchor(passage.iri), "place": place(passage)}
            found[mention.concept] = (worse, quotation)
    return {concept: quotation for concept, (_, quotation) in found.items()}
