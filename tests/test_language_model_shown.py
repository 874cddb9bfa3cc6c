"""The pages, the API and the command line say what a language model did; without one they are as they were."""

from __future__ import annotations

import html
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from commands import Run
from flask.testing import FlaskClient
from pages import text_of
from stub_model import Stub, says, serving

from qa_service.web import create_app

QUESTION = "What was said about female genital mutilation over the years?"
THEME = "How well are disabled children supported?"
LEAD = "Work to protect girls from female genital mutilation is careful and well informed."
LATE = "The language model did not answer in time; this answer was made without it."


def helpful(passages: list[dict[str, str]]) -> object:
    """The passages in the opposite order, and a sentence of one of them."""
    careful = [passage["id"] for passage in passages if LEAD in passage["text"]]
    lead = {"text": LEAD, "cites": careful} if careful else None
    return {"order": [passage["id"] for passage in reversed(passages)], "lead": lead}


@pytest.fixture
def stub() -> Iterator[Stub]:
    with serving(says(helpful)) as stub:
        yield stub


@pytest.fixture
def helped(sample_path: Path, stub: Stub) -> Iterator[FlaskClient]:
    """A client of the application with the stub as its model, whose name has to be escaped."""
    app = create_app(sample_path, stub.model(seconds=2, key="sesame-7431"))
    app.testing = True
    yield app.test_client()
    app.extensions["throughline"].current().sparql.close()


def test_the_page_shows_the_sentence_with_its_source_and_that_the_order_was_chosen(helped: FlaskClient) -> None:
    page = helped.get("/ask?q=" + quote(QUESTION))
    text = text_of(page)
    told = "This sentence was chosen and shortened by the language model stub-1 from what is quoted here:"
    assert f"{LEAD} {told}" in text
    assert "28 November 2016, paragraph 30." in text
    assert "#p-30" in page.text
    assert "The language model stub-1 chose which passages come first." in text
    assert "The language model stub-1 may put them in order and shorten one of their sentences" in text
    assert "Nothing is written by a language model" not in text


def test_the_page_says_why_the_model_was_not_used(helped: FlaskClient, stub: Stub, client: FlaskClient) -> None:
    stub.behaviour = lambda handler: handler.server.stub.over.wait(20) and None
    page, plain = (text_of(found.get("/ask?q=" + quote(THEME))) for found in (helped, client))
    assert LATE in page
    assert page.split("Collection")[0].replace(f" {LATE} ", " ") == plain.split("Collection")[0]


def test_the_api_and_the_twin_of_the_page_give_the_same_model(helped: FlaskClient, stub: Stub) -> None:
    posted = helped.post("/api/v1/ask", json={"question": QUESTION}).json
    twin = helped.get("/ask?format=json&q=" + quote(QUESTION)).json
    assert posted["model"] == twin["model"]
    assert posted["model"]["name"] == "stub-1"
    assert posted["model"]["lead"] == LEAD
    assert set(posted["model"]["evidence"]) <= {item["id"] for item in posted["evidence"]}
    assert len(stub.requests) == 1


def test_a_chat_sends_its_last_question_only(helped: FlaskClient, stub: Stub) -> None:
    page = helped.get(f"/chat?q={quote(THEME)}&q={quote(QUESTION)}")
    assert LEAD in html.unescape(page.text)
    assert len(stub.requests) == 1
    turns = helped.get(f"/chat?format=json&q={quote(THEME)}&q={quote(QUESTION)}").json["turns"]
    assert ["model" in turn for turn in turns] == [False, True]
    assert helped.post("/api/v1/chat", json={"question": QUESTION}).json["model"]["lead"] == LEAD


def test_the_key_is_on_no_page(helped: FlaskClient) -> None:
    for address in (
        "/",
        "/ask?q=" + quote(THEME),
        "/ask?format=json&q=" + quote(THEME),
        "/api/v1/openapi.json",
        "/healthz",
    ):
        assert "sesame" not in helped.get(address).text


def test_a_site_without_a_model_says_that_nothing_is_written_by_one(client: FlaskClient) -> None:
    page = client.get("/ask?q=" + quote(QUESTION))
    assert "Nothing is written by a language model." in text_of(page)
    assert "model" not in client.get("/ask?format=json&q=" + quote(QUESTION)).json


def test_the_command_line_asks_the_model_that_the_environment_names(
    run: Run, stub: Stub, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = run("ask", QUESTION)
    monkeypatch.setenv("THROUGHLINE_MODEL_URL", stub.address)
    monkeypatch.setenv("THROUGHLINE_MODEL_NAME", "stub-1")
    monkeypatch.setenv("THROUGHLINE_MODEL_KEY", "sesame-7431")
    given = run("ask", QUESTION)
    assert given.exit_code == 0
    assert given.stderr == f"Questions and quoted passages are sent to the language model stub-1 at {stub.address}\n"
    assert given.stdout.startswith(f"{LEAD} (chosen and shortened by the language model stub-1")
    assert given.stdout.endswith("The language model stub-1 chose which passages come first.\n")
    assert plain.stdout.strip() in given.stdout
    assert (plain.stderr, "language model" in plain.stdout) == ("", False)
    assert "sesame" not in given.output


def test_the_command_line_tells_a_setting_that_cannot_be_used(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THROUGHLINE_MODEL_URL", "http://models.example.org/v1")
    monkeypatch.setenv("THROUGHLINE_MODEL_NAME", "small")
    for command in (["ask", QUESTION], ["serve"]):
        given = run(*command)
        assert given.exit_code == 1
        assert given.output.startswith("Error: THROUGHLINE_MODEL_URL would send passages to models.example.org without")
        assert "Traceback" not in given.output
