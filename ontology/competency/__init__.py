"""Competency questions: what the graph must be able to answer, each as one SPARQL query with the question in words.

Each query file is used three times. It is a test: beside ``name.rq`` lie ``name.ttl``, a tiny graph, and ``name.csv``,
the rows that the query must give on it. It is an example for analysts. And it is the template of the query that an
answer shows, bound to what was asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph as ox

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class CompetencyQuestion:
    """A question in words, a note on it for those who change the query, and the query, ready to run."""

    name: str
    question: str
    note: str
    query: str

    def bound(self, **values: Iterable[str | ox.Literal]) -> str:
        """The query with variables held to certain values, IRIs or literals.

        A variable that the query already holds by ``VALUES`` is held to these instead.
        """
        query = self.query
        for variable, terms in values.items():
            nodes = (ox.NamedNode(term) if isinstance(term, str) else term for term in terms)
            held = f"VALUES ?{variable} {{ {' '.join(map(str, nodes))} }}"
            before = re.search(rf"VALUES \?{variable} \{{[^}}]*\}}", query)
            if before:
                query = query[: before.start()] + held + query[before.end() :]
            else:
                query = query.replace("WHERE {\n", f"WHERE {{\n  {held}\n", 1)
        return query


@cache
def competency_questions() -> dict[str, CompetencyQuestion]:
    """All competency questions by name, in the order of their names."""
    return {path.stem: _question(path) for path in sorted(FOLDER.glob("*.rq"))}


def bound(name: str, **values: Iterable[str | ox.Literal]) -> str:
    """The query of the competency question `name`, with variables held to certain values."""
    return competency_questions()[name].bound(**values)


def _question(path: Path) -> CompetencyQuestion:
    """A file: comment lines of which the first is the question, and the query."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    comments = [line[1:].strip() for line in lines if line.startswith("#")]
    query = "".join(line for line in lines if not line.startswith("#"))
    return CompetencyQuestion(path.stem, comments[0], " ".join(comments[1:]), query)
