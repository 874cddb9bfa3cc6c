"""What went wrong is said on a page and as JSON, with what to do and without the insides of the service."""

from __future__ import annotations

import html
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from pages import MISSING, with_format
from responses import assert_error, assert_error_page, assert_safe

from qa_service.answer import Answer
from qa_service.web import create_app
from qa_service.web.pages import question


@pytest.fixture(scope="module", autouse=True)
def quiet_log() -> Iterator[None]:
    """Faults that are brought about on purpose are not printed."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.mark.parametrize("address", MISSING)
def test_a_missing_page_is_said_in_both_forms(client: FlaskClient, address: str) -> None:
    message = "There is no page at this address. Check the address, or start from the question box."
    assert_error_page(client.get(address), 404, message)
    assert "<title>Page not found – Throughline</title>" in client.get(address).text
    assert_error(client.get(with_format(address)), 404, message)
    assert_error(client.get(address, headers={"Accept": "application/json"}), 404, message)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("", "The question is empty. Type what you would like to know"),
        ("?q=", "The question is empty. Type what you would like to know"),
        ("?q=+++", "The question is empty. Type what you would like to know"),
        ("?q=" + "x" * 10_000, "The question has 10,000 characters; the most that can be asked is 2,000."),
    ],
)
def test_a_question_that_cannot_be_asked_is_said_in_both_forms(client: FlaskClient, query: str, message: str) -> None:
    assert_error_page(client.get(f"/ask{query}"), 400, message)
    assert_error(client.get(with_format(f"/ask{query}")), 400, message)


def test_a_method_that_a_page_does_not_have_is_said_in_both_forms(client: FlaskClient) -> None:
    assert_error_page(client.post("/documents"), 405, "not allowed")
    assert_error(client.post("/documents?format=json"), 405, "not allowed")


def test_an_empty_earlier_question_is_left_out(client: FlaskClient) -> None:
    assert client.get("/ask?q=supervision&history=").status_code == 200


def test_a_fault_of_the_service_is_said_without_its_insides(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> Answer:
        raise RuntimeError("secret path /etc/throughline")

    monkeypatch.setattr(question, "answer", fail)
    for response in (client.get("/ask?q=supervision"), client.get("/ask?q=supervision&format=json")):
        assert response.status_code == 500
        assert "The request failed through a fault in Throughline" in html.unescape(response.text)
        assert "secret" not in response.text
        assert "Traceback" not in response.text
        assert_safe(response)


def test_a_site_without_a_store_says_how_to_build_one(tmp_path: Path) -> None:
    with create_app(tmp_path / "absent").test_client() as empty:
        for address in ("/", "/ask?q=supervision", "/healthz", "/documents"):
            assert_error_page(empty.get(address), 503, "Build one first: throughline build FOLDER --store")
            assert_error(empty.get(with_format(address)), 503, "Build one first: throughline build FOLDER --store")
