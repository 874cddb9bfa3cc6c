"""Every recommendation and area for improvement in the store, with what came of it."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby
from typing import Any

from flask import jsonify, render_template, request

from graph.store import Store
from graph.succession import is_before
from qa_service.documents import IMPROVEMENT_ROLES
from qa_service.web.address import chosen, narrowed, part
from qa_service.web.app import generation, wants_json
from qa_service.web.download import csv_file
from qa_service.web.margin import responses
from qa_service.web.pages.blueprint import Page, blueprint
from qa_service.web.place import passage_record
from qa_service.web.tally import authority_key, year

PAGE_SIZE = 20
COLUMNS = ("Date", "Authority", "Document", "Kind", "Number", "Page", "Text", "Later passages", "Address")
KINDS = {"recommendation": "recommendations", "improvement": "areas for improvement"}
FILTERS = {"authority": "authority_key", "year": "year", "role": "role", "later": "later"}
"""What the list can be narrowed to, each with what that stands under in a row."""


@blueprint.get("/recommendations")
def recommendations() -> Page:
    """Every recommendation and area for improvement in the store."""
    every = recommendation_rows(generation().store)
    filters = chosen(FILTERS)
    rows = narrowed(every, filters, FILTERS)
    if request.args.get("format") == "csv":
        return csv_file("throughline-recommendations", COLUMNS, map(_cells, rows))
    if wants_json():
        return jsonify({"recommendations": rows})
    shown = part(rows, PAGE_SIZE)
    return render_template(
        "recommendations.html",
        part=shown,
        groups=[(slug, list(group)) for slug, group in groupby(shown.items, key=lambda row: row["slug"])],
        every=len(every),
        answered=sum(bool(row["responses"]) for row in rows),
        filters=filters,
        authorities=sorted(
            {(row["authority_key"], row["document"]["authority"] or "No one authority") for row in every},
            key=lambda option: option[1],
        ),
        kinds=[(role, words) for role, words in KINDS.items() if any(row["role"] == role for row in every)],
        years=sorted({(row["year"], row["year"]) for row in every}),
    )


@lru_cache(maxsize=2)
def recommendation_rows(store: Store) -> list[dict[str, Any]]:
    """Every recommendation and area for improvement with its document, in order of date.

    responses: passages of later documents that speak of what it asked for. later_documents: how many of the same
    authority are sure to be later.
    """
    corpus = store.corpus
    later = [
        sum(
            other.authority == document.authority and is_before(document.date, other.date)
            for other in corpus.documents
            if document.authority and document.date and other.date
        )
        for document in corpus.documents
    ]
    return [
        {
            **passage_record(corpus, row),
            "authority_key": authority_key(corpus, passage.document),
            "year": year(corpus, passage.document),
            "later_documents": later[passage.document],
            "responses": (found := responses(store, passage.iri)),
            "later": "yes" if found else "no",
        }
        for row, passage in enumerate(corpus.passages)
        if passage.paragraph.role in IMPROVEMENT_ROLES
    ]


def _cells(row: dict[str, Any]) -> list[Any]:
    """A recommendation as a row of the table of `COLUMNS`."""
    document = row["document"]
    return [
        document["date"],
        document["authority"],
        document["title"],
        "area for improvement" if row["role"] == "improvement" else "recommendation",
        row["number"],
        row["page"],
        row["text"],
        "; ".join(f"{one['document']['date']}, {one['place']}" for one in row["responses"]),
        row["id"],
    ]
