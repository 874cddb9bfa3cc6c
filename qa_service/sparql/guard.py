"""What is refused before a query is run: too long, too deep, an update, or a call to another endpoint."""

from __future__ import annotations

import re

from qa_service.sparql.reply import SparqlReply, error

MAX_QUERY = 256_000
MAX_NESTING = 100
_QUIET = re.compile(
    r"\"\"\".*?\"\"\"|'''.*?'''|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|<[^<>\s(){}|^`\"\\]*>|#[^\n]*", re.S
)
_REFUSED = {
    "SERVICE": "SERVICE is not allowed: this endpoint asks no other.",
    **dict.fromkeys(
        ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY"),
        "This endpoint is read only: updates are not allowed.",
    ),
}
_KEYWORD = re.compile(r"(?<![?$:\w-])(" + "|".join(_REFUSED) + r")(?![\w:-])", re.I)


def refusal(text: str) -> SparqlReply | None:
    """Why a query is not run at all: too long, too deep, an update, or one that asks another endpoint."""
    if not text.strip():
        return error(400, "The query is empty. Write a SPARQL query, or choose one of the examples.")
    if len(text) > MAX_QUERY:
        return error(413, f"The query has {len(text):,} characters; the most that is run is {MAX_QUERY:,}.")
    plain = _QUIET.sub(" ", text)
    depth = deepest = 0
    for character in plain:
        depth += (character in "{([") - (character in "})]")
        deepest = max(deepest, depth)
    if deepest > MAX_NESTING:
        return error(400, f"The query is nested {deepest} deep; the most that is run is {MAX_NESTING}.")
    keyword = _KEYWORD.search(plain)
    if keyword:
        return error(400 if keyword[1].upper() == "SERVICE" else 403, _REFUSED[keyword[1].upper()])
    return None
