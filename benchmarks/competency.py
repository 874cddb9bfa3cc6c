"""How long each competency question takes over a store, and how many rows it gives.

Run as ``make bench`` (or ``python -m benchmarks.competency STORE``). Each query is run five times, all of them in turn,
in this process, over the graph on disk; the median counts. A question about one document or passage is put to the
longest document of the store, and to as many of its passages as an answer may quote. The time of a query without rows
says little: the store may have nothing of what it asks for.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from statistics import median
from time import perf_counter

import pyoxigraph as ox

from graph.store import StoreError, current_generation
from ontology.competency import CompetencyQuestion, competency_questions

ROUNDS = 5
BOUND = 200.0
"""The milliseconds in which each query should be answered."""
PASSAGES = 20
_LONGEST = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX doco: <http://purl.org/spar/doco/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>

SELECT ?document (COUNT(?paragraph) AS ?paragraphs) WHERE {
  ?document a foaf:Document .
  ?paragraph dcterms:isPartOf ?document ;
    a doco:Paragraph .
}
GROUP BY ?document
ORDER BY DESC(?paragraphs) ?document
LIMIT 1
"""
_PASSAGES = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX doco: <http://purl.org/spar/doco/>

SELECT ?paragraph WHERE {{
  ?paragraph dcterms:isPartOf <{document}> ;
    a doco:Paragraph .
}}
ORDER BY ?paragraph
LIMIT {limit}
"""


def main(store: Path) -> None:
    """Time all questions over the store at `store`, and print them, the slowest first."""
    database = ox.Store.read_only(str(current_generation(store) / "graph"))
    queries = _queries(database)
    milliseconds: dict[str, list[float]] = {name: [] for name in queries}
    rows: dict[str, int] = {}
    for _ in range(ROUNDS):
        for name, query in queries.items():
            started = perf_counter()
            rows[name] = len(_solutions(database, query))
            milliseconds[name].append((perf_counter() - started) * 1000)
    medians = {name: median(times) for name, times in milliseconds.items()}
    print(f"{len(queries)} competency questions, median of {ROUNDS} rounds:")
    for name, taken in sorted(medians.items(), key=lambda item: -item[1]):
        print(
            f"{taken:9.1f} ms {rows[name]:7,} rows  {name}{'' if rows[name] else '  (no rows: the time says little)'}"
        )
    slow = [name for name, taken in medians.items() if taken > BOUND]
    print(f"over {BOUND:g} ms: {', '.join(slow) or 'none'}; without rows: {sum(not count for count in rows.values())}")


def _queries(database: ox.Store) -> dict[str, str]:
    """The queries by name, those about certain documents or passages bound to some of the store."""
    documents = [row["document"].value for row in _solutions(database, _LONGEST)]
    passages = [
        row["paragraph"].value
        for document in documents
        for row in _solutions(database, _PASSAGES.format(document=document, limit=PASSAGES))
    ]
    return {
        name: _bound(question, {"document": documents, "paragraph": passages})
        for name, question in competency_questions().items()
    }


def _bound(question: CompetencyQuestion, values: dict[str, list[str]]) -> str:
    """The query, with the variables held to `values` that it holds by itself."""
    return question.bound(**{name: terms for name, terms in values.items() if f"VALUES ?{name} " in question.query})


def _solutions(database: ox.Store, query: str) -> list[ox.QuerySolution]:
    results: Iterable[ox.QuerySolution] = database.query(query)  # type: ignore[assignment]
    return list(results)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Give the store to ask, as: python -m benchmarks.competency STORE")
    try:
        main(Path(sys.argv[1]))
    except StoreError as error:
        sys.exit(str(error))
