"""The JSON API."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, jsonify, request

from ontology.vocabulary import vocabulary
from qa_service.answer import Answer
from qa_service.child import not_searched, without_children
from qa_service.documents import extraction, figure_row
from qa_service.question import QuestionError
from qa_service.service import FILTERS, answer
from qa_service.web.app import generation, language_model
from qa_service.web.pages.concepts import theme_rows
from qa_service.web.pages.judgements import judgement_rows
from qa_service.web.pages.recommendations import recommendation_rows

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")
MAX_HISTORY = 20


@blueprint.post("/ask")
def ask() -> Response:
    """Answer ``question``, after the questions in ``history``, within ``filters``."""
    body = _body()
    return jsonify(_answer(body, _text(body, "question"), _texts(body, "history")).to_json())


@blueprint.post("/chat")
def chat() -> Response:
    """Answer ``question`` in a conversation, whose state the client sends and gets back."""
    body = _body()
    conversation = body.get("conversation", {})
    if not isinstance(conversation, dict):
        raise QuestionError("“conversation” has to be the object that the answer before gave, or be left out.")
    earlier = _texts(conversation, "questions")
    question = _text(body, "question")
    given = _answer(body, question, earlier)
    kept = without_children(generation().store.corpus, [*earlier, question])
    return jsonify({**given.to_json(), "conversation": {"questions": kept}})


def _answer(body: dict[str, Any], question: str, earlier: list[str]) -> Answer:
    """The answer to `question` asked after those `earlier`; where one of them seems to name a child, that it was not searched."""
    store = generation().store
    filters = _filters(body)
    if without_children(store.corpus, [*earlier, question]) != [*earlier, question]:
        return not_searched(store)
    return answer(store, question, earlier, filters, language_model())


@blueprint.get("/documents")
def documents() -> Response:
    """Every document with what was read in it."""
    corpus = generation().store.corpus
    return jsonify([extraction(corpus, number) for number in range(len(corpus.documents))])


@blueprint.get("/themes")
def themes() -> Response:
    """Every theme that the documents mention."""
    return jsonify(theme_rows(generation().store.corpus, vocabulary().themes))


@blueprint.get("/judgements")
def judgements() -> Response:
    """Every grade."""
    return jsonify(judgement_rows(generation().store.corpus))


@blueprint.get("/recommendations")
def recommendations() -> Response:
    """Every recommendation and area for improvement."""
    return jsonify(recommendation_rows(generation().store))


@blueprint.get("/figures")
def figures() -> Response:
    """Every figure as printed, with what it measures and its passage."""
    corpus = generation().store.corpus
    rows = [
        {
            **figure_row(document, figure),
            "date": document.date,
            "document": corpus.iris[number],
            "section": " – ".join(corpus.passages[row].trail),
            "stem": corpus.passages[row].paragraph.stem,
            "paragraph": corpus.passages[row].iri,
            "text": corpus.passages[row].text,
        }
        for number, document in enumerate(corpus.documents)
        for figure in document.figures
        if (row := corpus.row_at.get((number, figure.paragraph))) is not None
    ]
    return jsonify(rows)


@blueprint.get("/openapi.json")
def openapi() -> Response:
    """This API, described."""
    return jsonify(description())


def description() -> dict[str, Any]:
    """The API as OpenAPI describes it."""
    question = {
        "type": "object",
        "required": ["question"],
        "properties": {
            "question": {"type": "string"},
            "history": {"type": "array", "items": {"type": "string"}},
            "filters": {"type": "object", "properties": {name: {"type": "string"} for name in FILTERS}},
        },
    }
    chat_body = {
        "type": "object",
        "required": ["question"],
        "properties": {
            "question": {"type": "string"},
            "conversation": {
                "type": "object",
                "properties": {"questions": {"type": "array", "items": {"type": "string"}}},
            },
        },
    }
    paths: dict[str, Any] = {
        "/ask": {"post": _operation("Answer a question", question)},
        "/chat": {"post": _operation("Answer a question in a conversation", chat_body)},
    }
    for name in ("documents", "themes", "judgements", "figures", "recommendations"):
        paths[f"/{name}"] = {"get": _operation(f"All {name}")}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Throughline", "version": "1"},
        "servers": [{"url": "/api/v1"}],
        "paths": paths,
    }


def _operation(summary: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "summary": summary,
        "responses": {
            "200": {"description": "JSON", "content": {"application/json": {}}},
            "400": {"description": "The request cannot be understood; the error says why"},
        },
    }
    if body:
        operation["requestBody"] = {"required": True, "content": {"application/json": {"schema": body}}}
    return operation


def _body() -> dict[str, Any]:
    body = request.get_json(silent=True)
    if not isinstance(body, dict):
        raise QuestionError(
            'Send a JSON object with Content-Type application/json, for example {"question": "What was said about supervision?"}.'
        )
    return body


def _text(body: dict[str, Any], name: str) -> str:
    value = body.get(name, "")
    if not isinstance(value, str):
        raise QuestionError(f"“{name}” has to be a text, not {type(value).__name__}.")
    return value


def _texts(body: dict[str, Any], name: str) -> list[str]:
    values = body.get(name) or []
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise QuestionError(f"“{name}” has to be a list of texts.")
    return [value for value in values if value.strip()][-MAX_HISTORY:]


def _filters(body: dict[str, Any]) -> dict[str, str]:
    values = body.get("filters") or {}
    if not isinstance(values, dict) or not all(isinstance(value, str) for value in values.values()):
        raise QuestionError("“filters” has to be an object whose values are texts.")
    return values
