"""The SPARQL page and endpoint: one address, by method and by Accept."""

from __future__ import annotations

import re

from flask import Blueprint, Response, render_template, request

from ontology.competency import competency_questions
from qa_service.sparql_pool import SparqlReply
from qa_service.sparql_worker import GRAPH_FORMATS, RESULT_FORMATS
from qa_service.web.app import generation

blueprint = Blueprint("sparql", __name__)
_NAMES = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "turtle": "text/turtle",
    "ntriples": "application/n-triples",
}
_FIRST_EXAMPLE = "passages-by-document"


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
        return _page(query)
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


def _page(query: str | None) -> str | tuple[str, int]:
    """The editor, with the result of ``query`` as a table."""
    examples = competency_questions()
    if query is None:
        example = examples.get(request.args.get("example", ""), examples[_FIRST_EXAMPLE])
        return render_template(
            "sparql.html", query=example.query, note=example.note, examples=examples, table=None, text=None, error=None
        )
    reply = generation().sparql.query(query, ["text/tab-separated-values", "text/turtle"])
    if reply.status != 200:
        return render_template(
            "sparql.html", query=query, examples=examples, table=None, text=None, error=reply.body.decode()
        ), reply.status
    table = _table(reply) if reply.type == "text/tab-separated-values" else None
    return render_template(
        "sparql.html",
        query=query,
        examples=examples,
        table=table,
        text=None if table else reply.body.decode(),
        error=None,
    )


def _table(reply: SparqlReply) -> list[list[str]]:
    """The rows of a TSV result, the names of the variables first, as people read them."""
    rows = [line.split("\t") for line in reply.body.decode().splitlines()]
    return (
        [[name.lstrip("?") for name in rows[0]], *([_readable(cell) for cell in row] for row in rows[1:])]
        if rows
        else []
    )


def _readable(cell: str) -> str:
    literal = re.fullmatch(r'"((?:[^"\\]|\\.)*)"(?:@[\w-]+|\^\^\S+)?', cell)
    if literal:
        return literal[1].replace('\\"', '"').replace("\\n", "\n").replace("\\t", "\t").replace("\\\\", "\\")
    return cell[1:-1] if cell.startswith("<") and cell.endswith(">") else cell
