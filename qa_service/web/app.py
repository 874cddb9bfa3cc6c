"""The Flask application: one blueprint for each concern, one shape of error."""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import Any

from flask import Flask, Response, current_app, jsonify, render_template, request
from flask_compress import Compress
from jinja2 import ChoiceLoader, PackageLoader, PrefixLoader
from werkzeug.exceptions import HTTPException

from graph.store import StoreError
from ingest.identity.date import in_words
from ontology.vocabulary import vocabulary
from qa_service.child import names_child
from qa_service.export.records import citation
from qa_service.language_model import LanguageModel
from qa_service.question import MAX_CHARACTERS, QuestionError
from qa_service.service import FilterError
from qa_service.web.serving import Generation, Serving
from qa_service.wording import dated, titled

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none';"
    " frame-ancestors 'none'"
)
MAX_REQUEST_BYTES = 1_000_000
COMPRESSED = (
    "text/html",
    "text/csv",
    "text/turtle",
    "application/json",
    "application/ld+json",
    "application/atom+xml",
    "application/n-triples",
    "application/rdf+xml",
    "application/sparql-results+json",
    "application/sparql-results+xml",
)
"""Types of what is sent compressed to clients that take it. Files are sent as they are: Word and Excel compress theirs."""
NAVIGATION = (
    ("pages.home", "Ask"),
    ("pages.chat", "Chat"),
    ("pages.documents", "Documents"),
    ("pages.themes", "Themes"),
    ("pages.authorities", "Authorities"),
    ("pages.actors", "Actors"),
    ("pages.judgements", "Judgements"),
    ("pages.recommendations", "Recommendations"),
    ("pages.compare", "Compare"),
    ("sparql.sparql", "SPARQL"),
)
"""The pages that every page links to, in their order."""
SECTIONS = {
    "pages.home": ("pages.ask",),
    "pages.documents": ("pages.document",),
    "pages.themes": ("pages.theme",),
    "pages.authorities": ("pages.authority",),
    "pages.actors": ("pages.actor",),
}
"""The pages that stand under those of `NAVIGATION`."""
FOOTER = (
    ("pages.documents", "What is in the collection"),
    ("notices.data", "Files, feeds and API"),
    ("notices.accessibility", "Accessibility"),
    ("notices.privacy", "Privacy"),
)


def create_app(store: Path, language_model: LanguageModel | None = None) -> Flask:
    """The application over the store at `store`, which may be built anew while it serves; `language_model` may help."""
    from qa_service.web import api, feeds, notices, pages, sparql

    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = MAX_REQUEST_BYTES
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.extensions["throughline"] = Serving(store)
    app.config["LANGUAGE_MODEL"] = language_model
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    app.jinja_loader = ChoiceLoader(
        [
            PackageLoader("qa_service.web"),
            PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
        ]
    )
    app.jinja_env.globals.update(
        language_model=language_model,
        navigation=NAVIGATION,
        sections=SECTIONS,
        footer=FOOTER,
        feeds_here=feeds.feeds_here,
    )
    app.jinja_env.filters["in_words"] = in_words
    app.jinja_env.filters["zip"] = zip
    app.jinja_env.filters["dated"] = dated
    app.jinja_env.filters["titled"] = lambda one: titled(one["title"] or one["source"], one["authority"])
    app.jinja_env.filters["label"] = vocabulary().label
    app.jinja_env.filters["kind_label"] = lambda kind: vocabulary().label(
        f"https://w3id.org/throughline/id/kind/{kind}"
    )
    app.jinja_env.filters["citation"] = citation
    for blueprint in (pages.blueprint, notices.blueprint, feeds.blueprint, api.blueprint, sparql.blueprint):
        app.register_blueprint(blueprint)
    app.register_error_handler(Exception, _error)
    app.after_request(_secured)
    app.config.update(COMPRESS_MIMETYPES=COMPRESSED, COMPRESS_ALGORITHM=["br", "gzip"], COMPRESS_STREAMS=False)
    Compress(app)
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
        current_app.logger.error("A request failed: %s\n%s", type(error).__name__, _where(error))
        status, title, message = (
            500,
            "Something went wrong",
            "The request failed through a fault in Throughline; nothing was changed. Try again, and report it if it happens again.",
        )
    if wants_json():
        return jsonify({"error": {"status": status, "title": title, "message": message}}), status
    asked = request.args.get("q", "")[:MAX_CHARACTERS]
    return render_template(
        "error.html", status=status, title=title, message=message, asked="" if names_child(asked) else asked
    ), status


def _where(error: Exception) -> str:
    """The lines of code by which an error came, without its message, which may quote what was asked: that is not kept."""
    return "".join(traceback.format_tb(error.__traceback__))


def _secured(response: Response) -> Response:
    headers: dict[str, Any] = {
        "Content-Security-Policy": CONTENT_SECURITY_POLICY,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
    }
    for name, value in headers.items():
        response.headers.setdefault(name, value)
    return response
