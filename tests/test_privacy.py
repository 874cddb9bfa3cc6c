"""What the privacy notice says is so: no cookies, and no log of what is asked, whatever happens to a request."""

from __future__ import annotations

import logging
import signal
import socket
import urllib.parse
import urllib.request
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from stub_model import says, serving
from test_serving import Server, free_port, start, wait_until_ready
from werkzeug.test import TestResponse

from qa_service.web import create_app
from qa_service.web.pages import question

SECRET = "Zanzibarbaric"


def test_no_page_sets_a_cookie(fetched: dict[str, TestResponse], client: FlaskClient) -> None:
    responses = [*fetched.values(), client.post("/chat", data={"message": "What is said about neglect?"})]
    assert not [response for response in responses if "Set-Cookie" in response.headers]


def test_a_request_that_fails_is_logged_without_what_was_asked(
    sample_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(store: object, text: str, *_: object) -> None:
        raise ValueError(f"cannot read {text}")

    monkeypatch.setattr(question, "answer", fail)
    app = create_app(sample_path)
    with caplog.at_level(logging.DEBUG):
        response = app.test_client().get("/ask", query_string={"q": SECRET})
    app.extensions["throughline"].current().sparql.close()
    assert response.status_code == 500
    assert "A request failed: ValueError" in caplog.text
    assert "question.py" in caplog.text
    assert SECRET not in caplog.text


def test_the_server_writes_nothing_of_what_was_asked_or_by_whom(sample_path: Path) -> None:
    port = free_port()
    process = start(sample_path, port)
    server = Server(process, f"http://127.0.0.1:{port}", sample_path, sample_path)
    try:
        wait_until_ready(server)
        assert server.get("/ask", q=f"What is said about {SECRET}?")[0] == 200
        assert server.get("/chat", q=f"What is said about {SECRET}?")[0] == 200
        assert server.get("/documents/nothing", q=SECRET)[0] == 404
        assert server.post("/api/v1/ask", {"question": SECRET * 1000})[0] == 400
        form = urllib.parse.urlencode({"message": f"My son {SECRET}"}).encode()
        with urllib.request.urlopen(f"{server.address}/chat", form, timeout=30) as response:
            assert "Your message was not searched" in response.read().decode()
        for line in (f"GET /ask?q={SECRET} y z HTTP/1.1", f"GET /ask?q={SECRET} HTTP/9.9", f"{SECRET}"):
            with socket.create_connection(("127.0.0.1", port)) as connection:
                connection.sendall(f"{line}\r\nHost: x\r\n\r\n".encode())
                assert connection.recv(4096).startswith((b"HTTP/1.1 4", b"HTTP/1.1 5"))
    finally:
        process.send_signal(signal.SIGTERM)
        written, _ = process.communicate(timeout=30)
    assert "A request could not be read." in written
    assert SECRET not in written
    assert "ip=" not in written


def test_the_notice_says_what_is_kept(client: FlaskClient) -> None:
    text = client.get("/privacy").text
    for words in ("sets no cookies", "It is not written to a log", "Do not type names or details of a child"):
        assert words in text


def test_the_notice_says_who_else_gets_a_question(sample_path: Path) -> None:
    with serving(says({})) as stub:
        app = create_app(sample_path, stub.model(seconds=2))
        text = app.test_client().get("/privacy").text
    assert "the language model stub-1, which gets each question with the passages found for it" in text
