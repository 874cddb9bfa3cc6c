"""The pages: question box, answer, chat, documents, and lists of themes, authorities, actors, judgements, recommendations."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import Any

from flask import Blueprint, Response, abort, jsonify, render_template, request

from graph.identifier import paragraph_iris
from graph.network import association_sentence, related_themes
from graph.passage import Corpus
from ontology.vocabulary import ID, Concept, vocabulary
from qa_service.answer import Answer, Evidence, document_summary
from qa_service.documents import authority_codes, authority_record, extraction, number_of, slug_of
from qa_service.service import FILTERS, answer
from qa_service.web.app import generation, language_model, wants_json

blueprint = Blueprint("pages", __name__)
Page = str | Response
MAX_TURNS_SHOWN = 20


@blueprint.get("/")
def home() -> Page:
    """The question box, with questions that these documents can answer."""
    store = generation().store
    examples = example_questions(store.corpus)
    if wants_json():
        return jsonify({"documents": len(store.corpus.documents), "examples": examples})
    return render_template("home.html", corpus=store.corpus, examples=examples)


@blueprint.get("/ask")
def ask() -> Page:
    """The answer to ``q``, at an address that can be shared."""
    store = generation().store
    given = answer(store, request.args.get("q", ""), history_of_request(), filters_of_request(), language_model())
    if wants_json():
        return jsonify(given.to_json())
    return render_template(
        "answer.html",
        given=given,
        lanes=lanes(given),
        slugs=slugs(store.corpus),
        filters=filters_of_request(),
        history=history_of_request(),
    )


@blueprint.get("/chat")
def chat() -> Page:
    """A conversation whose turns all stand in the address: nothing is kept anywhere else."""
    store = generation().store
    questions = [question for question in request.args.getlist("q") if question.strip()][-MAX_TURNS_SHOWN:]
    turns = [
        answer(store, question, questions[:index], model=language_model() if index == len(questions) - 1 else None)
        for index, question in enumerate(questions)
    ]
    if wants_json():
        return jsonify({"turns": [turn.to_json() for turn in turns]})
    return render_template("chat.html", turns=turns, questions=questions, slugs=slugs(store.corpus))


@blueprint.get("/documents")
def documents() -> Page:
    """What is in the store, and what could not be read."""
    store = generation().store
    summaries = [
        {
            **document_summary(store.corpus, number),
            "slug": slug_of(store.corpus, number),
            "paragraphs": len(store.corpus.documents[number].paragraphs),
        }
        for number in range(len(store.corpus.documents))
    ]
    if wants_json():
        return jsonify(
            {
                "documents": summaries,
                "problems": [
                    {"source": p.source, "code": p.code, "severity": p.severity, "message": p.message}
                    for p in store.problems
                ],
            }
        )
    return render_template("documents.html", documents=summaries, problems=store.problems)


@blueprint.get("/documents/<slug>")
def document(slug: str) -> Page:
    """One document, paragraph by paragraph, each with an anchor of its own."""
    store = generation().store
    number = number_of(store.corpus, slug)
    if number is None:
        abort(404)
    if wants_json():
        return jsonify(extraction(store.corpus, number))
    record = store.corpus.documents[number]
    anchors = [anchor(iri) for iri in paragraph_iris(record, store.corpus.iris[number])]
    problems = [problem for problem in store.problems if problem.source.startswith(record.source)]
    return render_template(
        "document.html",
        document=record,
        summary=document_summary(store.corpus, number),
        anchors=anchors,
        problems=problems,
    )


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


@blueprint.get("/authorities")
def authorities() -> Page:
    """The authorities that there are documents on."""
    corpus = generation().store.corpus
    counts = Counter(document.authority for document in corpus.documents if document.authority)
    rows = [
        {"key": iri.rsplit("/", 1)[1], "label": vocabulary().label(iri), **authority_codes(iri), "count": count}
        for iri, count in sorted(counts.items())
    ]
    if wants_json():
        return jsonify({"authorities": rows})
    return render_template(
        "list.html",
        title="Authorities",
        intro="The councils that there are documents on.",
        rows=rows,
        kind="authorities",
        unit="document",
    )


@blueprint.get("/authorities/<key>")
def authority(key: str) -> Page:
    """One authority: its codes and successors, its documents and judgements in order of date."""
    corpus = generation().store.corpus
    iri = f"{ID}authority/{key}"
    numbers = [number for number, document in enumerate(corpus.documents) if document.authority == iri]
    if not numbers:
        abort(404)
    rows = [row for row in judgement_rows(corpus) if row["authority_id"] == iri]
    summaries = [{**document_summary(corpus, number), "slug": slug_of(corpus, number)} for number in numbers]
    about = authority_record(iri)
    if wants_json():
        return jsonify({**about, "documents": summaries, "judgements": rows})
    return render_template("authority.html", about=about, documents=summaries, judgements=rows)


@blueprint.get("/judgements")
def judgements() -> Page:
    """Every grade in the store."""
    rows = judgement_rows(generation().store.corpus)
    if wants_json():
        return jsonify({"judgements": rows})
    return render_template("judgements.html", judgements=rows)


@blueprint.get("/recommendations")
def recommendations() -> Page:
    """Every recommendation and area for improvement in the store."""
    rows = recommendation_rows(generation().store.corpus)
    if wants_json():
        return jsonify({"recommendations": rows})
    return render_template("recommendations.html", recommendations=rows)


@blueprint.get("/compare")
def compare() -> Page:
    """The themes of two documents side by side, by the number of passages that name them."""
    corpus = generation().store.corpus
    chosen = [number for slug in request.args.getlist("document") if (number := number_of(corpus, slug)) is not None][
        :2
    ]
    options = [
        {**document_summary(corpus, number), "slug": slug_of(corpus, number)} for number in range(len(corpus.documents))
    ]
    counts = [
        Counter(
            concept
            for row in corpus.rows_of_document[number]
            for concept in corpus.concepts[row]
            if "/theme/" in concept
        )
        for number in chosen
    ]
    rows: list[dict[str, Any]] = []
    if len(counts) == 2:
        every = sorted(set(counts[0]) | set(counts[1]), key=lambda iri: (-(counts[0][iri] + counts[1][iri]), iri))
        rows = [
            {"label": vocabulary().label(iri), "key": iri.rsplit("/", 1)[1], "counts": [count[iri] for count in counts]}
            for iri in every
        ]
    if wants_json():
        return jsonify({"documents": [options[number] for number in chosen], "themes": rows})
    return render_template("compare.html", options=options, chosen=[options[number] for number in chosen], rows=rows)


@blueprint.get("/healthz")
def healthz() -> Page:
    """Whether the service can answer, and from which generation."""
    store = generation().store
    return jsonify({"status": "ok", "store": store.generation, "documents": len(store.corpus.documents)})


# What pages and API share


def filters_of_request() -> dict[str, str]:
    """The filters in the address that have a value."""
    return {name: value for name in FILTERS if (value := request.args.get(name, "").strip())}


def history_of_request() -> list[str]:
    """The earlier questions in the address."""
    return [question for question in request.args.getlist("history") if question.strip()]


def lanes(given: Answer) -> list[tuple[str | None, dict[str, Any], list[Evidence]]]:
    """The quoted evidence in the order of the answer, with its document; what follows one another of one document together.

    Before the document stands the side of a comparison that it is of.
    """
    by_id = {item.id: item for item in given.evidence}
    sides = {
        iri: statement.side
        for statement in given.statements
        if statement.type == "quotation"
        for iri in statement.evidence
    }
    quoted = [by_id[iri] for iri in sides if iri in by_id]
    return [
        (sides[items[0].id], items[0].document, items)
        for items in (list(group) for _, group in groupby(quoted, key=lambda item: item.document["id"]))
    ]


def slugs(corpus: Corpus) -> dict[str, str]:
    """The page of each document by its address."""
    return {iri: slug_of(corpus, number) for number, iri in enumerate(corpus.iris)}


def anchor(iri: str) -> str:
    """The anchor of a paragraph on its document's page."""
    return "p-" + iri.rsplit("/p/", 1)[1]


def example_questions(corpus: Corpus) -> list[str]:
    """Questions about the themes that most documents of the store name in few passages each: they have answers worth reading."""
    spread = {
        iri: len({corpus.passages[row].document for row in rows})
        for iri, rows in corpus.rows_of_concept.items()
        if "/theme/" in iri and 3 <= len(rows) <= 25
    }
    best = sorted(spread, key=lambda iri: (-spread[iri], len(corpus.rows_of_concept[iri]), iri))[:4]
    return [f"What was said about {vocabulary().label(iri)} over time?" for iri in best]


def judgement_rows(corpus: Corpus) -> list[dict[str, Any]]:
    """Every judgement with its authority, date, area, grade, framework and document."""
    known = vocabulary()
    return [
        {
            "authority": known.label(document.authority) or None,
            "authority_id": document.authority,
            "date": document.date,
            "area": known.label(judgement.area),
            "grade": judgement.grade.replace("-", " "),
            "framework": known.label(document.framework) or None,
            "document": corpus.iris[number],
            "slug": slug_of(corpus, number),
            "paragraph": anchor(paragraph_iris(document, corpus.iris[number])[judgement.paragraph]),
        }
        for number, document in enumerate(corpus.documents)
        for judgement in document.judgements
    ]


def recommendation_rows(corpus: Corpus) -> list[dict[str, Any]]:
    """Every recommendation and area for improvement with its document."""
    return [
        {
            "id": passage.iri,
            "text": passage.text,
            "number": passage.paragraph.number,
            "role": passage.paragraph.role,
            "document": document_summary(corpus, passage.document),
            "slug": slug_of(corpus, passage.document),
            "anchor": anchor(passage.iri),
        }
        for passage in corpus.passages
        if passage.paragraph.role in ("recommendation", "improvement")
    ]


def theme_rows(corpus: Corpus, concepts: dict[str, Concept]) -> list[dict[str, Any]]:
    """The concepts that the documents mention, the most mentioned first."""
    found = [
        {"id": iri, "key": concept.key, "label": concept.label, "count": len(corpus.rows_of_concept[iri])}
        for iri, concept in concepts.items()
        if iri in corpus.rows_of_concept
    ]
    return sorted(found, key=lambda row: (-row["count"], row["label"]))


def _concept_list(kind: str, concepts: dict[str, Concept], title: str, intro: str) -> Page:
    rows = theme_rows(generation().store.corpus, concepts)
    if wants_json():
        return jsonify({kind: rows})
    return render_template("list.html", title=title, intro=intro, rows=rows, kind=kind, unit="passage")


def _concept_page(kind: str, key: str, concepts: dict[str, Concept]) -> Page:
    store = generation().store
    concept = concepts.get(f"{ID}{kind}/{key}")
    if concept is None:
        abort(404)
    known = vocabulary()
    rows = store.corpus.rows_of_concept.get(concept.iri, [])
    passages = [
        {
            "passage": store.corpus.passages[row],
            "document": document_summary(store.corpus, store.corpus.passages[row].document),
            "slug": slug_of(store.corpus, store.corpus.passages[row].document),
            "anchor": anchor(store.corpus.passages[row].iri),
        }
        for row in rows
    ]
    related = [
        {
            "key": iri.rsplit("/", 1)[1],
            "label": known.label(iri),
            "together": together,
            "lift": lift,
            "sentence": association_sentence(iri, concept.iri, together, lift),
        }
        for iri, together, lift in related_themes(store.network, concept.iri)
    ]
    if wants_json():
        return jsonify(
            {
                "id": concept.iri,
                "label": concept.label,
                "note": concept.note,
                "alternatives": concept.alternatives,
                "related": related,
                "passages": [
                    {
                        "id": store.corpus.passages[row].iri,
                        "text": store.corpus.passages[row].text,
                        "document": document_summary(store.corpus, store.corpus.passages[row].document),
                    }
                    for row in rows
                ],
            }
        )
    return render_template(
        "concept.html",
        concept=concept,
        kind=kind,
        passages=passages[:100],
        total=len(passages),
        related=related,
        broader=[concepts[iri] for iri in concept.broader if iri in concepts],
    )
