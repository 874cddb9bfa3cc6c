"""The Flask application: one blueprint for each concern, one shape of error."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flask import Flask, Response, current_app, jsonify, render_template, request
from werkzeug.exceptions import HTTPException

from graph.store import StoreError
from ingest.identity.date import in_words
from ontology.vocabulary import vocabulary
from qa_service.language_model import LanguageModel
from qa_service.question import QuestionError
from qa_service.service import FilterError
from qa_service.web.serving import Generation, Serving
from qa_service.wording import dated

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
MAX_REQUEST_BYTES = 1_000_000


def create_app(store: Path, language_model: LanguageModel | None = None) -> Flask:
    """The application over the store at `store`, which may be built anew while it serves; `language_model` may help."""
    from qa_service.web import api, pages, sparql

    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = MAX_REQUEST_BYTES
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.extensions["throughline"] = Serving(store)
    app.config["LANGUAGE_MODEL"] = language_model
    app.jinja_env.globals["language_model"] = language_model
    app.jinja_env.filters["in_words"] = in_words
    app.jinja_env.filters["dated"] = dated
    app.jinja_env.filters["label"] = vocabulary().label
    app.jinja_env.filters["kind_label"] = lambda kind: vocabulary().label(
        f"https://w3id.org/throughline/id/kind/{kind}"
    )
    for blueprint in (pages.blueprint, api.blueprint, sparql.blueprint):
        app.register_blueprint(blueprint)
    app.register_error_handler(Exception, _error)
    app.after_request(_secured)
    return app


def generation() -> Generation:
    """The generation that serves this request."""
    serving: Serving = current_app.extensions["throughline"]
    return serving.current()


def language_model() -> LanguageModel | None:
    """The model that may help to answer, if there is one."""
    model: LanguageModel | None = current_app.config["LANGUAGE_MODEL"]
    return model


def wants_json() -> bool:
    """Whether the client asked for data and not for a page."""
    if request.args.get("format") == "json" or request.path.startswith("/api/"):
        return True
    accepted = request.accept_mimetypes
    return accepted["application/json"] > accepted["text/html"]


def _error(error: Exception) -> tuple[Response | str, int]:
    """Every error in one form: a title, what is wrong, what to do; as a page or as JSON."""
    if isinstance(error, (QuestionError, FilterError)):
        status, title, message = 400, "That cannot be asked", str(error)
    elif isinstance(error, StoreError):
        status, title, message = 503, "There is nothing to search yet", str(error)
    elif isinstance(error, HTTPException):
        status, title = error.code or 500, error.name
        message = {
            404: "There is no page at this address. Check the address, or start from the question box.",
            413: "The request is too large.",
        }.get(status, error.description or error.name)
    else:
        current_app.logger.exception("A request failed")
        status, title, message = (
            500,
            "Something went wrong",
            "The request failed through a fault in Throughline; nothing was changed. Try again, and report it if it happens again.",
        )
    if wants_json():
        return jsonify({"error": {"status": status, "title": title, "message": message}}), status
    return render_template("error.html", status=status, title=title, message=message), status


def _secured(response: Response) -> Response:
    headers: dict[str, Any] = {
        "Content-Security-Policy": CONTENT_SECURITY_POLICY,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
    }
    for name, value in headers.items():
        response.headers.setdefault(name, value)
    return response
