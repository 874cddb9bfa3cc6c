"""The page on which a query is written, run and read."""

from __future__ import annotations

import re

from flask import render_template, request

from ontology.competency import competency_questions
from qa_service.sparql.reply import SparqlReply
from qa_service.web.app import generation

_FIRST_EXAMPLE = "passages-by-document"


def editor(query: str | None) -> str | tuple[str, int]:
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
