"""Competency questions: what the graph must be able to answer, each as one SPARQL query with the question in words.

Each query file is used three times. It is a test: beside ``name.rq`` lie ``name.ttl``, a tiny graph (``name.trig``,
where the query asks in which graph something stands), and ``name.csv``, the rows that the query must give on it. It is
an example for analysts. And it is the template of the query that an answer shows, bound to what was asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph as ox

FOLDER = Path(__file__).parent
_VALUES = re.compile(r'VALUES \?(\w+) \{(?:"(?:\\.|[^"\\])*"|[^"}])*\}')
_PATTERN = "WHERE {\n"
"""How the pattern of a query begins, on its own line."""


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
        held = {
            variable: f"VALUES ?{variable} {{ {' '.join(map(_written, terms))} }}" for variable, terms in values.items()
        }
        replaced = {match[1] for match in _VALUES.finditer(self.query)}
        added = "".join(f"  {held[variable]}\n" for variable in held if variable not in replaced)
        return _VALUES.sub(lambda match: held.get(match[1], match[0]), self.query).replace(
            _PATTERN, _PATTERN + added, 1
        )


def _written(term: str | ox.Literal) -> str:
    """A term as it is written in a query: an IRI for a string.

    Some engines take ``\\u0022`` for a quotation mark before they look at anything else, even where the backslash is
    doubled because the text has one: there the letter after it is written by its number.
    """
    if isinstance(term, str):
        return str(ox.NamedNode(term))
    return re.sub(r"\\(?:\\([uU])|.)", lambda match: rf"\\\U{ord(match[1]):08X}" if match[1] else match[0], str(term))


@cache
def competency_questions() -> dict[str, CompetencyQuestion]:
    """All competency questions by name, in the order of their names."""
    return {path.stem: _question(path) for path in sorted(FOLDER.glob("*.rq"), key=lambda path: path.stem)}


def bound(name: str, **values: Iterable[str | ox.Literal]) -> str:
    """The query of the competency question `name`, with variables held to certain values."""
    return competency_questions()[name].bound(**values)


def _question(path: Path) -> CompetencyQuestion:
    """A file: comment lines of which the first is the question, and the query."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    comments = [line[1:].strip() for line in lines if line.startswith("#")]
    query = "".join(line for line in lines if not line.startswith("#"))
    return CompetencyQuestion(path.stem, comments[0], " ".join(comments[1:]), query)
