"""A query that is too long, too deep, too slow or has too large a result is refused or stopped, and the next is answered."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from queries import COUNT, number

from graph.store import Store
from qa_service.sparql.guard import MAX_NESTING, MAX_QUERY
from qa_service.sparql.pool import SparqlPool
from qa_service.web import create_app, serving

RUNAWAY = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


# Too long, too deep or too large


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


# Too slow


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


def test_a_worker_outlives_the_thread_of_the_request_that_needed_it(sample: Store) -> None:
    pool = SparqlPool(sample.graph_folder, workers=1, seconds=10)
    processes = set()
    for _ in range(2):
        with ThreadPoolExecutor(1) as requests:
            assert requests.submit(pool.query, COUNT, ["text/csv"]).result().status == 200
        time.sleep(0.2)
        worker = pool._idle.get()
        assert worker is not None
        assert worker.alive
        processes.add(worker)
        pool._idle.put(worker)
    pool.close()
    assert len(processes) == 1


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
