"""`sparql` prints the results of a query in each format, and says why a query is not run."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
import rdflib
from commands import Run
from queries import COUNT, TITLES


def test_results_come_in_each_format(run: Run) -> None:
    assert json.loads(run("sparql", COUNT).output)["results"]["bindings"][0]["n"]["value"] == "6"
    assert run("sparql", COUNT, "--format", "csv").output.split() == ["n", "6"]
    assert run("sparql", COUNT, "--format", "tsv").output.split() == ["?n", "6"]
    root = ElementTree.fromstring(run("sparql", COUNT, "--format", "xml").output)
    assert "6" in "".join(root.itertext())


def test_a_graph_comes_as_turtle(run: Run) -> None:
    given = run(
        "sparql",
        TITLES,
        "--format",
        "turtle",
    )
    assert given.exit_code == 0
    assert len(rdflib.Graph().parse(data=given.output, format="turtle")) == 6


def test_a_query_is_read_from_a_file(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "count.rq"
    path.write_text(f"# how many documents\n{COUNT}\n")
    assert run("sparql", str(path), "--format", "csv").output.split() == ["n", "6"]


def test_a_long_query_on_one_line_is_a_query_and_not_a_file(run: Run) -> None:
    variables = " ".join(f"?variable{number}" for number in range(30))
    query = f"SELECT {variables} WHERE {{ ?d a foaf:Document }}"
    assert 255 < len(query) < 1000
    given = run("sparql", query, "--format", "csv")
    assert given.exit_code == 0, given.exception
    assert len(given.output.splitlines()) == 7


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELEKT ?x", "The query is not SPARQL 1.1"),
        ("INSERT DATA { <a:a> <a:b> <a:c> }", "read only"),
        ("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }", "SERVICE is not allowed"),
        ("  ", "The query is empty."),
    ],
)
def test_a_query_that_is_not_run_is_said(run: Run, query: str, message: str) -> None:
    given = run("sparql", query)
    assert given.exit_code == 1
    assert message in given.output
