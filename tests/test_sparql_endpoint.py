"""The SPARQL endpoint takes a query in each way that the protocol has, knows the prefixes, and shows a browser the results."""

from __future__ import annotations

import csv
import html
import io
import re

import pytest
from flask.testing import FlaskClient
from queries import COUNT, TITLES, number

from ontology.prefix import PREFIXES


def test_a_query_is_posted_as_a_form(client: FlaskClient) -> None:
    response = client.post("/sparql", data={"query": COUNT}, headers={"Accept": "text/csv"})
    assert (response.status_code, number(response.text, "csv")) == (200, "6")


def test_a_query_is_posted_as_it_is(client: FlaskClient) -> None:
    response = client.post(
        "/sparql", data=COUNT, content_type="application/sparql-query", headers={"Accept": "text/csv"}
    )
    assert (response.status_code, number(response.text, "csv")) == (200, "6")


def test_a_posted_query_may_have_letters_beyond_ascii(client: FlaskClient) -> None:
    query = "SELECT (COUNT(?p) AS ?n) WHERE { ?p tl:text ?text FILTER(CONTAINS(?text, 'child’s')) ?p a doco:Paragraph }"
    response = client.post(
        "/sparql",
        data=query.encode(),
        content_type="application/sparql-query; charset=utf-8",
        headers={"Accept": "text/csv"},
    )
    assert int(number(response.text, "csv")) > 3


def test_a_browser_gets_a_page_with_the_result_as_a_table(client: FlaskClient) -> None:
    response = client.get("/sparql", query_string={"query": COUNT}, headers={"Accept": "text/html"})
    assert (response.status_code, response.mimetype) == (200, "text/html")
    assert ">1 row</h2>" in response.text
    assert "<td>6</td>" in response.text
    assert "format=csv" in response.text


def test_a_browser_gets_a_graph_as_text(client: FlaskClient) -> None:
    response = client.get("/sparql", query_string={"query": TITLES}, headers={"Accept": "text/html"})
    assert response.mimetype == "text/html"
    assert "Monitoring visit to Northmere County Council children’s services" in response.text


def test_the_example_on_the_page_runs(client: FlaskClient) -> None:
    page = client.get("/sparql", headers={"Accept": "text/html"}).text
    [example] = re.findall(r"<textarea[^>]*>(.*?)</textarea>", page, re.S)
    rows = list(
        csv.reader(
            io.StringIO(client.get("/sparql", query_string={"query": html.unescape(example), "format": "csv"}).text)
        )
    )
    assert rows[0] == ["date", "title", "passages"]
    assert [row[0] for row in rows[1:]] == [
        "2016-11-28",
        "2017-02-14",
        "2018-07-09",
        "2019-11-15",
        "2020-10-13",
        "2021-11-23",
    ]
    assert all(int(row[2]) > 0 for row in rows[1:])


@pytest.mark.parametrize("prefix", PREFIXES)
def test_every_prefix_is_known_without_being_declared(client: FlaskClient, prefix: str) -> None:
    response = client.get("/sparql", query_string={"query": f"SELECT (STR({prefix}:x) AS ?n) {{}}", "format": "csv"})
    assert response.status_code == 200
    assert number(response.text, "csv") == PREFIXES[prefix] + "x"


def test_the_default_graph_is_the_documents_without_provenance(client: FlaskClient) -> None:
    assert client.get("/sparql", query_string={"query": "ASK { ?a a prov:Activity }"}).json["boolean"] is False
    assert (
        client.get("/sparql", query_string={"query": "ASK { GRAPH ?g { ?a a prov:Activity } }"}).json["boolean"] is True
    )
