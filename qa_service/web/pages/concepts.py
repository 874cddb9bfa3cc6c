"""Themes and actors: lists of those that the documents mention, and a page for each."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from flask import abort, jsonify, render_template, request

from graph.network import association_sentence, related_themes
from graph.passage import Corpus
from graph.store import Store
from ontology.competency import bound
from ontology.vocabulary import ID, Concept, vocabulary
from qa_service.documents import IMPROVEMENT_ROLES, number_of, slug_of
from qa_service.web.address import chosen, part
from qa_service.web.app import generation, wants_json
from qa_service.web.download import csv_file
from qa_service.web.pages.blueprint import Page, blueprint
from qa_service.web.place import passage_record
from qa_service.web.tally import Tally, authority_key, tally, year

PAGE_SIZE = 25
LIST_SIZE = 100
FILTERS = ("authority", "year", "document", "only")
ONLY = {"recommendations": IMPROVEMENT_ROLES}
"""What passages can be narrowed to beside their document: those of these roles."""


@blueprint.get("/themes")
def themes() -> Page:
    """All themes that the documents mention."""
    return _concept_list(
        "themes", vocabulary().themes, "Themes", "What the documents treat, with the number of passages that name it."
    )


@blueprint.get("/actors")
def actors() -> Page:
    """All posts, bodies and groups of people that the documents mention."""
    return _concept_list(
        "actors", vocabulary().actors, "Actors", "Posts, bodies and groups of people that the documents name."
    )


@blueprint.get("/themes/<key>")
def theme(key: str) -> Page:
    """One theme: what it is, what else it is called, where it is named."""
    return _concept_page("theme", key, vocabulary().themes)


@blueprint.get("/actors/<key>")
def actor(key: str) -> Page:
    """One actor, in the same way."""
    return _concept_page("actor", key, vocabulary().actors)


def theme_rows(corpus: Corpus, concepts: dict[str, Concept]) -> list[dict[str, Any]]:
    """The concepts that the documents mention, the most mentioned first."""
    found = [
        {
            "id": iri,
            "key": concept.key,
            "label": concept.label,
            "count": len(rows),
            "documents": len(set(corpus.document_of_row[rows].tolist())),
        }
        for iri, concept in concepts.items()
        if (rows := corpus.rows_of_concept.get(iri))
    ]
    return sorted(found, key=lambda row: (-row["count"], row["label"]))


@lru_cache(maxsize=4)
def _rows(store: Store, kind: str) -> list[dict[str, Any]]:
    """`theme_rows` of all themes or actors, for the generation that serves and the one before it."""
    return theme_rows(store.corpus, getattr(vocabulary(), kind))


def _concept_list(kind: str, concepts: dict[str, Concept], title: str, intro: str) -> Page:
    store = generation().store
    rows = _rows(store, kind)
    every = len(rows)
    sought = " ".join(request.args.get("find", "").split())
    rows = [row for row in rows if _is_called(concepts[row["id"]], sought)]
    by_name = request.args.get("sort") == "name"
    if by_name:
        rows = sorted(rows, key=lambda row: row["label"].lower())
    if wants_json():
        return jsonify({kind: rows})
    return render_template(
        "list.html",
        title=title,
        intro=intro,
        part=part(rows, LIST_SIZE),
        every=every,
        sought=sought,
        kind=kind,
        by_name=by_name,
        total=len(store.corpus.documents),
        unnamed=len(concepts) - every,
    )


def _is_called(concept: Concept, sought: str) -> bool:
    """Whether a name of a concept, or a word that people type for it, has the words that are sought in it."""
    return any(sought.casefold() in name.casefold() for name in (*concept.labels, *concept.hidden))


def _concept_page(kind: str, key: str, concepts: dict[str, Concept]) -> Page:
    store = generation().store
    corpus = store.corpus
    concept = concepts.get(f"{ID}{kind}/{key}")
    if concept is None:
        abort(404)
    filters = chosen(FILTERS)
    every = corpus.rows_of_concept.get(concept.iri, [])
    rows = _narrowed(corpus, every, filters)
    related = _related(store, concept)
    counts = _tally(store, concept.iri)
    if request.args.get("format") == "csv":
        return csv_file(
            f"throughline-{key}", ("Authority", *counts.years, "All years", "Named in", "Documents"), _cells(counts)
        )
    asked_for = _narrowed(corpus, every, {"only": "recommendations"})
    if wants_json():
        return jsonify(
            {
                "id": concept.iri,
                "label": concept.label,
                "note": concept.note,
                "alternatives": concept.alternatives,
                "dated": [
                    {"label": name.label, "start": name.start, "end": name.end, "source": name.source}
                    for name in concept.dated
                ],
                "broader": [_named(concepts[iri]) for iri in concept.broader if iri in concepts],
                "narrower": [_named(concepts[iri]) for iri in _children(concept, concepts)],
                "related": related,
                "tally": counts.to_json(),
                "recommendations": len(asked_for),
                "passages": [passage_record(corpus, row) for row in rows],
            }
        )
    shown = part(rows, PAGE_SIZE)
    return render_template(
        "concept.html",
        concept=concept,
        kind=kind,
        dated_names={name.label for name in concept.dated},
        part=shown,
        passages=[passage_record(corpus, row) for row in shown.items],
        every=len(every),
        documents=len(corpus.documents),
        tally=counts,
        recommendations=len(asked_for),
        query=bound("mentions", asked=[concept.iri]),
        filters=filters,
        filter_words=_filter_words(corpus, filters),
        related=related,
        broader=[concepts[iri] for iri in concept.broader if iri in concepts],
        narrower=[concepts[iri] for iri in _children(concept, concepts)],
    )


def _tally(store: Store, iri: str) -> Tally:
    """How often each authority's documents of each year name a concept."""
    rows = store.corpus.rows_of_concept.get(iri, [])
    return tally(store.corpus, store.corpus.document_of_row[rows].tolist() if rows else ())


def _cells(counts: Tally) -> list[list[Any]]:
    """The lines of a tally as rows of a table: a dash where there is no document."""
    return [
        [
            line.label,
            *("–" if count is None else count for count in line.counts),
            line.total,
            line.naming,
            line.documents,
        ]
        for line in (*counts.lines, counts.all)
    ]


def _narrowed(corpus: Corpus, rows: list[int], filters: dict[str, str]) -> list[int]:
    """Those of `rows` whose documents pass the filters."""
    passing = {
        number
        for number in range(len(corpus.documents))
        if filters.get("authority") in (None, authority_key(corpus, number))
        and filters.get("year") in (None, year(corpus, number))
        and filters.get("document") in (None, slug_of(corpus, number))
    }
    roles = ONLY.get(filters.get("only", ""))
    return [
        row
        for row in rows
        if corpus.passages[row].document in passing and (roles is None or corpus.passages[row].paragraph.role in roles)
    ]


def _filter_words(corpus: Corpus, filters: dict[str, str]) -> dict[str, str]:
    """What the passages are narrowed to, in words, by the name of the filter."""
    words = {name: value for name, value in filters.items() if name != "document"}
    if "authority" in words:
        words["authority"] = vocabulary().label(f"{ID}authority/{words['authority']}")
    if "document" in filters:
        number = number_of(corpus, filters["document"])
        words["document"] = filters["document"] if number is None else corpus.documents[number].title
    return words


def _related(store: Store, concept: Concept) -> list[dict[str, Any]]:
    """The themes that stand together with a concept more often than chance would have it, the nearest first."""
    return [
        {
            "key": iri.rsplit("/", 1)[1],
            "label": vocabulary().label(iri),
            "together": together,
            "lift": lift,
            "sentence": association_sentence(iri, concept.iri, together, lift),
        }
        for iri, together, lift in related_themes(store.network, concept.iri)
    ]


def _children(concept: Concept, concepts: dict[str, Concept]) -> list[str]:
    """The concepts directly below a concept."""
    return [iri for iri, other in concepts.items() if concept.iri in other.broader]


def _named(concept: Concept) -> dict[str, str]:
    return {"key": concept.key, "label": concept.label}
