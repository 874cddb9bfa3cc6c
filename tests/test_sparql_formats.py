"""The SPARQL endpoint gives results and graphs in the format that is asked for."""

from __future__ import annotations

import pytest
import rdflib
from flask.testing import FlaskClient
from queries import COUNT, TITLES, number

RESULTS = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
}
GRAPHS = {
    "turtle": "text/turtle",
    "nt": "application/n-triples",
    "xml": "application/rdf+xml",
    "json-ld": "application/ld+json",
}


@pytest.mark.parametrize("kind", RESULTS)
def test_results_come_in_the_format_that_accept_asks_for(client: FlaskClient, kind: str) -> None:
    response = client.get("/sparql", query_string={"query": COUNT}, headers={"Accept": RESULTS[kind]})
    assert (response.status_code, response.mimetype) == (200, RESULTS[kind])
    assert number(response.text, kind) == "6"


@pytest.mark.parametrize("kind", RESULTS)
def test_results_come_in_the_format_that_the_address_asks_for(client: FlaskClient, kind: str) -> None:
    response = client.get("/sparql", query_string={"query": COUNT, "format": kind}, headers={"Accept": "text/html"})
    assert (response.status_code, response.mimetype) == (200, RESULTS[kind])
    assert number(response.text, kind) == "6"


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
@pytest.mark.parametrize(("kind", "mimetype"), GRAPHS.items())
def test_a_graph_comes_in_the_format_that_accept_asks_for(client: FlaskClient, kind: str, mimetype: str) -> None:
    response = client.get("/sparql", query_string={"query": TITLES}, headers={"Accept": mimetype})
    assert (response.status_code, response.mimetype) == (200, mimetype)
    assert len(rdflib.Graph().parse(data=response.text, format=kind)) == 6


def test_the_format_preferred_most_is_given(client: FlaskClient) -> None:
    accept = "text/csv;q=0.4, application/sparql-results+xml;q=0.9, */*;q=0.1"
    assert (
        client.get("/sparql", query_string={"query": COUNT}, headers={"Accept": accept}).mimetype
        == "application/sparql-results+xml"
    )


@pytest.mark.parametrize("accept", ["*/*", "image/png", ""])
def test_json_is_given_where_nothing_known_is_asked_for(client: FlaskClient, accept: str) -> None:
    assert (
        client.get("/sparql", query_string={"query": COUNT}, headers={"Accept": accept}).mimetype
        == "application/sparql-results+json"
    )


def test_a_graph_is_turtle_where_only_a_table_format_is_asked_for(client: FlaskClient) -> None:
    response = client.get("/sparql", query_string={"query": TITLES}, headers={"Accept": "text/csv"})
    assert (response.status_code, response.mimetype) == (200, "text/turtle")


def test_ask_is_true_or_false(client: FlaskClient) -> None:
    assert client.get("/sparql?query=ASK{?s+a+tl:Judgement}").json["boolean"] is True
    assert client.get("/sparql?query=ASK{?s+a+tl:Nothing}").json["boolean"] is False


def test_answers_say_that_they_vary_by_accept(client: FlaskClient) -> None:
    assert "Accept" in client.get("/sparql", query_string={"query": COUNT}).headers["Vary"]
