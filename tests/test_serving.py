"""The real server: it answers many at once, takes up a new build without a restart, and stops cleanly."""

from __future__ import annotations

import json
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from northmere import SAMPLE
from queries import COUNT
from tiny import QUESTION, take_vectors

from graph.build import build

ROOT = Path(__file__).parent.parent
START_SECONDS = 60


@dataclass
class Server:
    """A running server, with the folder of documents and the store that it serves."""

    process: subprocess.Popen[str]
    address: str
    documents: Path
    store: Path

    def get(self, path: str, **query: str) -> tuple[int, str]:
        return self._open(urllib.request.Request(f"{self.address}{path}" + (f"?{urlencode(query)}" if query else "")))

    def post(self, path: str, body: object) -> tuple[int, str]:
        return self._open(
            urllib.request.Request(
                f"{self.address}{path}", json.dumps(body).encode(), {"Content-Type": "application/json"}
            )
        )

    def ask(self, question: str) -> dict[str, Any]:
        """The answer to a question, without the time it took."""
        status, body = self.post("/api/v1/ask", {"question": question})
        assert status == 200, body
        return {**json.loads(body), "took_ms": 0}

    @staticmethod
    def _open(request: urllib.request.Request) -> tuple[int, str]:
        try:
            with urllib.request.urlopen(request, timeout=30) as response:
                return response.status, response.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def copy_of_sample(sample_path: Path, folder: Path) -> tuple[Path, Path]:
    """A folder with the sample documents, and a store built from it with the vectors that the sample store kept."""
    documents, store = folder / "documents", folder / "store"
    shutil.copytree(SAMPLE, documents)
    build([documents], take_vectors(store, sample_path))
    return documents, store


def start(store: Path, port: int) -> subprocess.Popen[str]:
    command = [
        sys.executable,
        "-c",
        "from qa_service.cli import main; main()",
        "serve",
        "--store",
        str(store),
        "--port",
        str(port),
    ]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


@pytest.fixture(scope="module")
def server(sample_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server over a copy of the sample, started once and stopped at the end."""
    documents, store = copy_of_sample(sample_path, tmp_path_factory.mktemp("serving"))
    port = free_port()
    process = start(store, port)
    server = Server(process, f"http://127.0.0.1:{port}", documents, store)
    try:
        wait_until_ready(server)
        yield server
    finally:
        if process.poll() is None:
            process.kill()
            process.communicate()


def wait_until_ready(server: Server) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        assert server.process.poll() is None, "the server has ended"
        try:
            if server.get("/healthz")[0] == 200:
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"the server did not answer within {START_SECONDS} seconds")


def test_health_is_answered_with_the_generation(server: Server) -> None:
    status, body = server.get("/healthz")
    assert status == 200
    assert json.loads(body) == {
        "status": "ok",
        "store": json.loads((server.store / "current" / "manifest.json").read_text())["generation"],
        "documents": 6,
    }


def test_eight_who_ask_at_once_get_the_same_answer(server: Server) -> None:
    barrier = threading.Barrier(8)

    def ask(_: int) -> dict[str, Any]:
        barrier.wait(timeout=20)
        return server.ask(QUESTION)

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(ask, range(8)))
    assert all(given == answers[0] for given in answers)
    assert answers[0]["kind"] == "timeline"
    assert {statement["date"][:4] for statement in answers[0]["statements"] if statement["date"]} == {
        "2016",
        "2017",
        "2018",
        "2019",
        "2020",
        "2021",
    }


def test_eight_different_questions_at_once_do_not_get_in_each_others_way(server: Server) -> None:
    questions = [
        QUESTION,
        "How was leadership graded?",
        "Who led the 2016 inspection?",
        "What is the LSCB?",
        "neglect",
        "Compare supervision in 2016 and 2019",
        "How many documents mention neglect?",
        "How do I bake sourdough bread?",
    ]
    alone = [server.ask(question) for question in questions]
    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(server.ask, questions))
    assert together == alone
    assert len({given["answer"] for given in together}) == 8


def test_sparql_is_answered_by_the_workers(server: Server) -> None:
    assert server.get("/sparql", query=COUNT, format="csv") == (200, "n\r\n6\r\n")


@pytest.mark.parametrize("length", [10_000])
def test_a_query_as_long_as_one_shown_over_a_hundred_documents_can_be_sent_from_its_page(
    server: Server, length: int
) -> None:
    query = COUNT + " # " + "x" * length
    assert server.get("/sparql", query=query, format="csv") == (200, "n\r\n6\r\n")


def test_the_longest_question_can_be_sent_from_the_form_whatever_its_letters(server: Server) -> None:
    question = "What was said about neglect? " + "’" * 1_900
    status, body = server.get("/ask", q=question, format="json")
    assert status == 200, body[:200]
    assert json.loads(body)["question"] == question


def test_a_build_with_one_document_fewer_is_taken_up_without_a_restart(server: Server) -> None:
    before = json.loads(server.get("/healthz")[1])
    assert server.ask(QUESTION)["coverage"]["documents_searched"] == 6
    failed: list[tuple[int, str]] = []
    stop = threading.Event()

    def keep_asking() -> None:
        while not stop.is_set():
            status, body = server.post("/api/v1/ask", {"question": "neglect"})
            if status != 200:
                failed.append((status, body))

    asker = threading.Thread(target=keep_asking)
    asker.start()
    try:
        (server.documents / "focused-visit-2021.docx").unlink()
        assert build([server.documents], server.store).changed
    finally:
        stop.set()
        asker.join(timeout=30)
    assert failed == []
    after = json.loads(server.get("/healthz")[1])
    assert (after["status"], after["documents"]) == ("ok", 5)
    assert after["store"] != before["store"]
    given = server.ask(QUESTION)
    assert given["store"] == after["store"]
    assert given["coverage"]["documents_searched"] == 5
    assert "2021-11-23" not in {statement["date"] for statement in given["statements"]}
    assert server.get("/sparql", query=COUNT, format="csv") == (200, "n\r\n5\r\n")
    assert server.process.poll() is None


def test_it_says_where_it_is_and_stops_cleanly(server: Server) -> None:
    server.process.send_signal(signal.SIGTERM)
    output, _ = server.process.communicate(timeout=40)
    assert server.process.returncode == 0
    assert output.startswith(f"Throughline is at {server.address}/ (stop with Ctrl-C)")
    assert "Traceback" not in output
    with pytest.raises(OSError):
        server.get("/healthz")
