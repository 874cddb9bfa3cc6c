"""The authorities that there are documents on, and a page for each."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import lru_cache
from typing import Any

from flask import abort, jsonify, render_template

from graph.store import Store
from ontology.vocabulary import ID, vocabulary
from qa_service.documents import authority_codes, authority_record
from qa_service.web.app import generation, wants_json
from qa_service.web.pages.blueprint import Page, blueprint
from qa_service.web.pages.documents import document_rows
from qa_service.web.pages.judgements import history, judgement_rows, latest_overall

THEMES_SHOWN = 15


@blueprint.get("/authorities")
def authorities() -> Page:
    """The authorities that there are documents on."""
    rows = _authorities(generation().store)
    if wants_json():
        return jsonify({"authorities": rows})
    return render_template("authorities.html", rows=rows)


@lru_cache(maxsize=2)
def _authorities(store: Store) -> list[dict[str, Any]]:
    """The authorities that there are documents on, by name, each with its codes, years and latest overall grade."""
    known = vocabulary()
    dates: dict[str, list[str]] = defaultdict(list)
    for document in store.corpus.documents:
        if document.authority:
            dates[document.authority].append(document.date or "")
    grades = latest_overall(store)
    rows = [
        {
            "key": iri.rsplit("/", 1)[1],
            "label": known.label(iri),
            **authority_codes(iri),
            "region": known.authorities[iri].region if iri in known.authorities else None,
            "count": len(found),
            "first": min(filter(None, found), default=None),
            "last": max(found) or None,
            "overall": {name: grades[iri][name] for name in ("grade", "date")} if iri in grades else None,
        }
        for iri, found in dates.items()
    ]
    return sorted(rows, key=lambda row: row["label"])


@blueprint.get("/authorities/<key>")
def authority(key: str) -> Page:
    """One authority: its codes and successors, its documents and judgements in order of date, its neighbours."""
    store = generation().store
    every = _authorities(store)
    own = next((row for row in every if row["key"] == key), None)
    if own is None:
        abort(404)
    iri = f"{ID}authority/{key}"
    judged = [row for row in judgement_rows(store.corpus) if row["authority_id"] == iri]
    summaries = [row for row in document_rows(store.corpus) if row["authority_key"] == key]
    about = {**authority_record(iri), "region": own["region"]}
    neighbours = [row for row in every if row["region"] and row["region"] == own["region"] and row["key"] != key]
    themes = _themes(store, iri)
    if wants_json():
        return jsonify(
            {**about, "themes": themes, "documents": summaries, "judgements": judged, "neighbours": neighbours}
        )
    return render_template(
        "authority.html",
        about=about,
        key=key,
        documents=summaries,
        judged=[row for row in summaries if any(grade["document"] == row["id"] for grade in judged)],
        history=history(judged),
        frameworks=len({row["framework"] for row in judged}),
        themes=themes,
        neighbours=neighbours,
        held={row["key"] for row in every},
    )


def _themes(store: Store, authority: str) -> list[dict[str, Any]]:
    """The themes that most passages of an authority's documents name."""
    corpus = store.corpus
    counts = Counter(
        concept
        for number, document in enumerate(corpus.documents)
        if document.authority == authority
        for row in corpus.rows_of_document[number]
        for concept in corpus.concepts[row]
        if "/theme/" in concept
    )
    first = sorted(counts, key=lambda iri: (-counts[iri], iri))[:THEMES_SHOWN]
    return [{"key": iri.rsplit("/", 1)[1], "label": vocabulary().label(iri), "count": counts[iri]} for iri in first]
