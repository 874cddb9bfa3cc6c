"""Every grade in the store."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from flask import jsonify, render_template, request

from graph.passage import Corpus
from graph.store import Store
from ontology.vocabulary import vocabulary
from qa_service.documents import slug_of
from qa_service.web.address import chosen, narrowed, part
from qa_service.web.app import generation, wants_json
from qa_service.web.download import csv_file
from qa_service.web.pages.blueprint import Page, blueprint
from qa_service.web.place import anchor, paragraph_iri
from qa_service.web.tally import UNATTRIBUTED, UNDATED
from qa_service.wording import grade_words

PAGE_SIZE = 50
BEST_FIRST = ("outstanding", "good", "adequate", "requires improvement", "inadequate")
"""The grades of all frameworks. “Adequate” was the third of four before 2014, as “requires improvement” has been since."""
COLUMNS = {
    "date": "Date",
    "authority": "Authority",
    "area": "Area",
    "grade": "Grade",
    "framework": "Framework",
}
"""What the table can be put in order of, with its headings."""
FILTERS = {"authority": "authority_key", "area": "area_key", "grade": "grade", "year": "year"}
"""What the table can be narrowed to, each with what that stands under in a row."""


@blueprint.get("/judgements")
def judgements() -> Page:
    """Every grade in the store, in the order and narrowed to what the address says."""
    every = judgement_rows(generation().store.corpus)
    filters = chosen(FILTERS)
    order = _order()
    rows = _in_order(narrowed(every, filters, FILTERS), order)
    if request.args.get("format") == "csv":
        return csv_file(
            "throughline-judgements",
            (*COLUMNS.values(), "Document", "Paragraph"),
            ([row[name] for name in (*COLUMNS, "document", "paragraph_id")] for row in rows),
        )
    if wants_json():
        return jsonify({"judgements": rows})
    return render_template(
        "judgements.html",
        part=part(rows, PAGE_SIZE),
        every=len(every),
        columns=COLUMNS,
        order=order,
        filters=filters,
        authorities=_options(every, "authority_key", "authority"),
        areas=_options(every, "area_key", "area"),
        grades=[(grade, grade) for grade in BEST_FIRST if any(row["grade"] == grade for row in every)],
        years=sorted({(row["year"], row["year"]) for row in every}, reverse=True),
    )


def judgement_rows(corpus: Corpus) -> list[dict[str, Any]]:
    """Every judgement with its authority, date, area, grade, framework and document."""
    return [row for number in range(len(corpus.documents)) for row in judgements_of(corpus, number)]


def judgements_of(corpus: Corpus, number: int) -> list[dict[str, Any]]:
    """The judgements of one document, in the same form."""
    known = vocabulary()
    document = corpus.documents[number]
    return [
        {
            "authority": known.label(document.authority) or None,
            "authority_id": document.authority,
            "authority_key": document.authority.rsplit("/", 1)[1] if document.authority else UNATTRIBUTED,
            "date": document.date,
            "year": document.date[:4] if document.date else UNDATED,
            "area": known.label(judgement.area),
            "area_key": judgement.area.rsplit("/", 1)[1],
            "grade": grade_words(judgement.grade),
            "framework": known.label(document.framework) or None,
            "document": corpus.iris[number],
            "slug": slug_of(corpus, number),
            "paragraph": anchor(iri := paragraph_iri(corpus, number, judgement.paragraph)),
            "paragraph_id": iri,
        }
        for judgement in document.judgements
    ]


def _order() -> tuple[str, bool]:
    """The column that the address asks to put the table in order of, and whether the last comes first."""
    asked = request.args.get("sort", "")
    name = asked.removeprefix("-")
    return (name, asked.startswith("-")) if name in COLUMNS else ("date", False)


def _in_order(rows: list[dict[str, Any]], order: tuple[str, bool]) -> list[dict[str, Any]]:
    """`rows` in order of one column, the best grade first; those alike as they are, those without a value last."""
    name, descending = order

    def value(row: dict[str, Any]) -> Any:
        if name == "grade":
            return BEST_FIRST.index(row[name]) if row[name] in BEST_FIRST else len(BEST_FIRST)
        return row[name].lower()

    known = [row for row in rows if row[name] is not None]
    return sorted(known, key=value, reverse=descending) + [row for row in rows if row[name] is None]


def _options(rows: list[dict[str, Any]], key: str, name: str) -> list[tuple[str, str]]:
    """What a filter offers, in order of the names."""
    return sorted({(row[key], row[name] or "No one authority") for row in rows}, key=lambda option: option[1])


def latest_overall(store: Store) -> dict[str, dict[str, Any]]:
    """The latest grade for overall effectiveness of each authority, by its address."""
    rows = (row for row in judgement_rows(store.corpus) if row["area_key"] == "overall" and row["date"])
    return {row["authority_id"]: row for row in sorted(rows, key=lambda row: row["date"])}


def history(judged: list[dict[str, Any]]) -> dict[str, dict[str, list[dict[str, Any]]]]:
    """The grades by area, and in each by the address of the document; overall effectiveness first."""
    grades: dict[str, dict[str, list[dict[str, Any]]]] = defaultdict(lambda: defaultdict(list))
    for row in sorted(judged, key=lambda row: row["area_key"] != "overall"):
        grades[row["area"]][row["document"]].append(row)
    return grades
