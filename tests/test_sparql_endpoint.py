"""The SPARQL endpoint: results in each format, POST both ways, and queries that would harm the service are refused or stopped."""

from __future__ import annotations

import csv
import html
import io
import re
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from xml.etree import ElementTree

import pytest
import rdflib
from flask.testing import FlaskClient

from graph.rdf import PREFIXES
from graph.store import Store
from qa_service.sparql_pool import MAX_NESTING, MAX_QUERY, SparqlPool
from qa_service.web import create_app, serving

COUNT = "SELECT (COUNT(?d) AS ?n) WHERE { ?d a foaf:Document }"
TITLES = "CONSTRUCT { ?d dcterms:title ?t } WHERE { ?d a foaf:Document ; dcterms:title ?t }"
RUNAWAY = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
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


def number(body: str, kind: str) -> str:
    """The one number in a result of one row and one variable."""
    if kind == "json":
        return str(
            rdflib.query.Result.parse(io.BytesIO(body.encode()), format="json").bindings[0][rdflib.Variable("n")]
        )
    if kind == "xml":
        return "".join(ElementTree.fromstring(body).itertext()).strip()
    return list(csv.reader(io.StringIO(body), delimiter="\t" if kind == "tsv" else ","))[1][0]


# Formats


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


# Ways to ask


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
    assert "Results (1)" in response.text
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


# Refused


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


def nested(depth: int) -> str:
    return "ASK { FILTER(" + "(" * depth + "1" + ")" * depth + ") }"


def test_deep_nesting_is_refused_with_its_depth(client: FlaskClient) -> None:
    response = client.get("/sparql", query_string={"query": nested(MAX_NESTING)})
    assert response.status_code == 400
    assert f"The query is nested {MAX_NESTING + 2} deep; the most that is run is {MAX_NESTING}." in response.text
    assert client.get("/sparql", query_string={"query": nested(MAX_NESTING - 10)}).status_code == 200


@pytest.mark.parametrize("depth", [1_000, 50_000])
def test_nesting_that_would_overrun_the_engine_is_refused(client: FlaskClient, depth: int) -> None:
    for query in ("ASK " + "{" * depth + "}" * depth, "ASK { ?s ?p " + "[ ?p " * depth + "1" + "]" * depth + " }"):
        assert client.post("/sparql", data=query, content_type="application/sparql-query").status_code in (400, 413)


def test_nesting_between_signs_of_comparison_counts_too(client: FlaskClient) -> None:
    query = "ASK{FILTER(1<" + "(" * 3_000 + "1" + ")" * 3_000 + "&&2>1)}"
    assert client.post("/sparql", data=query, content_type="application/sparql-query").status_code == 400


def test_brackets_in_strings_do_not_count(client: FlaskClient) -> None:
    assert client.get("/sparql", query_string={"query": "ASK { ?s ?p '" + "(" * 500 + "' }"}).status_code == 200


def test_a_query_that_is_too_long_is_refused_with_its_length(client: FlaskClient) -> None:
    query = COUNT + " " * MAX_QUERY
    response = client.post("/sparql", data=query, content_type="application/sparql-query")
    assert response.status_code == 413
    assert f"The query has {len(query):,} characters; the most that is run is {MAX_QUERY:,}." in response.text


def test_a_request_beyond_all_measure_is_refused(client: FlaskClient) -> None:
    assert client.post("/sparql", data=b"x" * 1_100_000, content_type="application/sparql-query").status_code == 413


def test_a_result_that_is_too_large_is_stopped(client: FlaskClient) -> None:
    response = client.get("/sparql", query_string={"query": "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f }", "format": "csv"})
    assert response.status_code in (413, 503)
    assert "LIMIT" in response.text


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_not_allowed(client: FlaskClient, method: str) -> None:
    assert getattr(client, method)("/sparql?query=ASK{}").status_code == 405


# Stopped


@pytest.fixture
def hurried(sample_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FlaskClient]:
    """A client of an application that gives each query one second."""
    monkeypatch.setattr(serving, "SparqlPool", partial(SparqlPool, seconds=1.0))
    app = create_app(sample_path)
    app.testing = True
    with app.test_client() as client:
        yield client
    app.extensions["throughline"].current().sparql.close()


def test_a_runaway_query_is_stopped_in_time_and_the_next_is_answered(hurried: FlaskClient) -> None:
    started = time.monotonic()
    response = hurried.get("/sparql", query_string={"query": RUNAWAY})
    assert response.status_code == 503
    assert "did not end within 1 seconds" in response.text
    assert "Add LIMIT" in response.text
    assert response.headers["Retry-After"] == "5"
    assert 0.9 < time.monotonic() - started < 15
    assert number(hurried.get("/sparql", query_string={"query": COUNT, "format": "csv"}).text, "csv") == "6"


def test_a_simple_query_is_answered_while_a_runaway_runs(sample: Store) -> None:
    pool = SparqlPool(sample.graph_folder, workers=2, seconds=3)
    try:
        with ThreadPoolExecutor(2) as threads:
            assert [reply.status for reply in threads.map(lambda _: pool.query(COUNT, []), range(2))] == [200, 200]
            runaway = threads.submit(pool.query, RUNAWAY, [])
            time.sleep(0.1)
            simple = threads.submit(pool.query, COUNT, ["text/csv"])
            assert number(simple.result().body.decode(), "csv") == "6"
            assert not runaway.done()
            assert runaway.result().status == 503
    finally:
        pool.close()


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?d ?g",
        "SELECT ?a (GROUP_CONCAT(?c) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f } GROUP BY ?a",
        "SELECT * WHERE { ?a (!<a:a>)* ?b . ?c (!<a:a>)* ?d }",
    ],
)
def test_queries_that_eat_memory_or_time_are_stopped(hurried: FlaskClient, query: str) -> None:
    assert hurried.get("/sparql", query_string={"query": query}).status_code in (413, 503)
    assert number(hurried.get("/sparql", query_string={"query": COUNT, "format": "csv"}).text, "csv") == "6"


def test_with_all_workers_busy_the_next_query_waits_its_turn(sample: Store) -> None:
    pool = SparqlPool(sample.graph_folder, workers=1, seconds=0.7)
    try:
        with ThreadPoolExecutor(2) as threads:
            runaway = threads.submit(pool.query, RUNAWAY, [])
            time.sleep(0.1)
            simple = threads.submit(pool.query, COUNT, ["text/csv"])
            assert runaway.result().status == 503
            assert number(simple.result().body.decode(), "csv") == "6"
    finally:
        pool.close()


def test_a_worker_that_has_died_is_replaced(sample: Store) -> None:
    pool = SparqlPool(sample.graph_folder, workers=1, seconds=10)
    try:
        assert pool.query(COUNT, []).status == 200
        worker = pool._idle.get()
        assert worker is not None
        worker.kill()
        pool._idle.put(worker)
        assert pool.query(COUNT, []).status == 200
    finally:
        pool.close()
