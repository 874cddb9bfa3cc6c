"""A query that is no SPARQL, that would change something or that asks elsewhere is refused, and what only looks like one is not."""

from __future__ import annotations

import socket

import pytest
from flask.testing import FlaskClient
from queries import COUNT, number


@pytest.mark.parametrize(
    "query", ["SELEKT ?x WHERE {}", "SELECT ?x WHERE { ?x", "SELECT ?x WHERE { ?x unknown:thing ?y }", "hello"]
)
def test_a_syntax_error_is_said(client: FlaskClient, query: str) -> None:
    response = client.get("/sparql", query_string={"query": query})
    assert response.status_code == 400
    assert response.text.startswith("The query is not SPARQL 1.1: ")
    assert len(response.text) > len("The query is not SPARQL 1.1: ")


def test_a_syntax_error_is_said_on_the_page_with_the_query_to_mend(client: FlaskClient) -> None:
    response = client.get("/sparql?query=SELEKT", headers={"Accept": "text/html"})
    assert (response.status_code, response.mimetype) == (400, "text/html")
    assert "The query is not SPARQL 1.1" in response.text
    assert ">SELEKT</textarea>" in response.text


@pytest.mark.parametrize("query", ["", "   ", None])
def test_an_empty_query_is_said(client: FlaskClient, query: str | None) -> None:
    response = client.post("/sparql", data={} if query is None else {"query": query})
    assert response.status_code == 400
    assert "The query is empty." in response.text


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * WHERE { SERVICE <http://127.0.0.1:1/sparql> { ?s ?p ?o } }",
        "select * { service silent <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o . # a comment\n SERVICE ?where { ?s ?p ?o } }",
        "SELECT*{?s ?p ?o.FILTER(1<2)SERVICE?x{?s?p?o}FILTER(3>1)}",
    ],
)
def test_asking_another_endpoint_is_refused(client: FlaskClient, query: str) -> None:
    response = client.get("/sparql", query_string={"query": query})
    assert response.status_code == 400
    assert "SERVICE is not allowed" in response.text


def test_no_query_reaches_out_over_the_network(client: FlaskClient) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.5)
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        query = f"SELECT * WHERE {{ VALUES ?x {{ <{address}> }} FILTER(1<2)SERVICE?x{{?s?p?o}}FILTER(3>1) }}"
        assert client.get("/sparql", query_string={"query": query}).status_code != 200
        with pytest.raises(TimeoutError):
            listener.accept()


@pytest.mark.parametrize(
    "query",
    [
        "INSERT DATA { <a:a> <a:b> <a:c> }",
        "DELETE WHERE { ?s ?p ?o }",
        "delete { ?s ?p ?o } insert { ?s ?p 1 } where { ?s ?p ?o }",
        "LOAD <http://127.0.0.1:1/data>",
        "CLEAR ALL",
        "DROP GRAPH <a:g>",
        "CREATE GRAPH <a:g>",
        "COPY DEFAULT TO <a:g>",
    ],
)
def test_an_update_is_refused(client: FlaskClient, query: str) -> None:
    response = client.post("/sparql", data=query, content_type="application/sparql-query")
    assert response.status_code == 403
    assert "read only" in response.text
    assert number(client.get("/sparql", query_string={"query": COUNT, "format": "csv"}).text, "csv") == "6"


def test_an_update_sent_as_the_protocol_has_it_is_refused_as_an_update(client: FlaskClient) -> None:
    update = "INSERT DATA { <a:a> <a:b> <a:c> }"
    for response in (
        client.post("/sparql", data={"update": update}),
        client.post("/sparql", data=update, content_type="application/sparql-update"),
    ):
        assert response.status_code in (403, 415)
        assert "empty" not in response.text


@pytest.mark.parametrize(
    "query",
    [
        "ASK { ?s ?p 'please DELETE this and INSERT that' }",
        'ASK { ?s ?p """SERVICE\n <http://x> {""" }',
        "ASK { } # DROP ALL",
        "SELECT ?load ?service WHERE { ?load a foaf:Document }",
        "ASK { ?x tl:add 1 ; tl:service 2 }",
        "PREFIX move: <http://example.org/> ASK { ?x move:copy 1 }",
        "ASK { <http://example.org/DELETE> ?p ?o }",
    ],
)
def test_such_words_in_strings_names_and_comments_are_let_through(client: FlaskClient, query: str) -> None:
    assert client.get("/sparql", query_string={"query": query, "format": "json"}).status_code == 200


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_not_allowed(client: FlaskClient, method: str) -> None:
    assert getattr(client, method)("/sparql?query=ASK{}").status_code == 405
