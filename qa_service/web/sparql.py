"""The SPARQL page and endpoint: one address, by method and by Accept."""

from __future__ import annotations

from flask import Blueprint, Response, request

from qa_service.sparql.worker import GRAPH_FORMATS, RESULT_FORMATS
from qa_service.web.app import generation
from qa_service.web.pages.editor import editor

blueprint = Blueprint("sparql", __name__)
_NAMES = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "turtle": "text/turtle",
    "ntriples": "application/n-triples",
}


@blueprint.route("/sparql", methods=["GET", "POST"])
def sparql() -> Response | str | tuple[Response | str, int]:
    """Run ``query``; without one, or for a browser, show the page."""
    query = _query()
    wants_page = (
        request.method == "GET"
        and "format" not in request.args
        and request.accept_mimetypes.best_match(["text/html", *RESULT_FORMATS, *GRAPH_FORMATS]) == "text/html"
        and "text/html" in request.headers.get("Accept", "")
    )
    if wants_page:
        return editor(query)
    if "update" in request.values or request.mimetype == "application/sparql-update":
        query = query or "INSERT"
    reply = generation().sparql.query(query or "", _accepted())
    response = Response(reply.body, status=reply.status, content_type=f"{reply.type}; charset=utf-8")
    response.headers["Vary"] = "Accept"
    if reply.status == 503:
        response.headers["Retry-After"] = "5"
    return response


def _query() -> str | None:
    if request.method == "POST" and request.mimetype == "application/sparql-query":
        return request.get_data(as_text=True)
    return request.values.get("query")


def _accepted() -> list[str]:
    asked = request.values.get("format")
    if asked in _NAMES:
        return [_NAMES[asked]]
    return [kind.lower() for kind, _ in request.accept_mimetypes if kind in RESULT_FORMATS or kind in GRAPH_FORMATS]
