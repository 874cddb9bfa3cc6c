"""No response lets a browser run or load what is not ours, and no request makes the service work without end."""

from __future__ import annotations

import html
import re
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from pages import MISSING, TWINS, with_format
from responses import assert_safe
from werkzeug.test import TestResponse

from graph.store import Store
from qa_service.answer import Answer
from qa_service.service import answer
from qa_service.web.pages import chat

HOSTILE = "<script>alert('x')</script>\"><img src=x onerror=alert(1)> supervision"


@pytest.mark.parametrize(
    "address",
    [
        *MISSING,
        *map(with_format, TWINS),
        "/ask",
        "/healthz",
        "/static/page.js",
        "/static/icon.svg",
        "/ask?withheld=1",
        "/ask?q=supervision&format=csv",
        "/ask?q=supervision&format=docx",
        "/ask?q=my+son+Tyrone+Bagley",
        "/judgements?format=csv",
        "/feeds/documents.atom",
        "/feeds/themes/nothing.atom",
        "/static/nothing.css",
        "/api/v1/openapi.json",
        "/api/v1/nothing",
        "/sparql?query=ASK{}",
        "/sparql?query=nonsense",
    ],
)
def test_every_response_keeps_browsers_from_running_what_is_not_ours(client: FlaskClient, address: str) -> None:
    with client.get(address) as response:
        assert_safe(response)


def test_every_page_keeps_browsers_from_running_what_is_not_ours(fetched: dict[str, TestResponse]) -> None:
    for response in fetched.values():
        assert_safe(response)


def test_responses_to_other_methods_are_kept_safe_too(client: FlaskClient) -> None:
    for response in (
        client.post("/documents"),
        client.post("/api/v1/ask", data="{"),
        client.post("/api/v1/ask", json={"question": "neglect"}),
        client.post("/sparql", data={"query": "ASK {}"}),
        client.post("/chat", data={"message": "supervision"}),
        client.post("/chat", data={"message": ""}),
        client.post("/chat", data={"message": "x" * 1_100_000}),
        client.head("/"),
        client.options("/ask"),
    ):
        assert_safe(response)


@pytest.mark.parametrize(
    "address",
    [
        "/ask?q={}",
        "/ask?q=supervision&kind={}",
        "/ask?q=and+that&history={}",
        "/chat?q={}",
        "/chat?q={}&q=and+in+2019",
        "/sparql?query={}",
        "/themes/{}",
        "/documents/{}",
        "/compare?document={}",
        "/documents?authority={}",
        "/judgements?sort={}&area=overall",
        "/themes/return-home-interviews?year={}",
        "/recommendations?authority={}",
        "/ask?q={}" + "x" * 2_000,
    ],
)
def test_hostile_words_are_shown_as_words(client: FlaskClient, address: str) -> None:
    page = client.get(address.format(quote(HOSTILE, safe="")), headers={"Accept": "text/html"}).text
    assert page.startswith("<!doctype html>")
    assert page.count("<script") == page.count("<script src=") == 1
    assert "<img" not in page
    assert "onerror=alert(1)>" not in page


def test_a_hostile_question_is_shown_escaped(client: FlaskClient) -> None:
    page = client.get("/ask?q=" + quote(HOSTILE)).text
    assert "&lt;script&gt;alert(" in page
    assert HOSTILE in html.unescape(page)


@pytest.mark.parametrize(
    "question", ["\x00", "supervision\x00", "\u202esupervision", "🙂 supervision", "%s %d {0} {{7*7}}", "' OR 1=1 --"]
)
def test_odd_characters_in_a_question_do_no_harm(client: FlaskClient, question: str) -> None:
    response = client.get("/ask", query_string={"q": question})
    assert response.status_code == 200
    assert question.strip() in html.unescape(response.text)


def test_pages_load_nothing_from_elsewhere(fetched: dict[str, TestResponse]) -> None:
    for response in fetched.values():
        assert not re.search(r'(?:src|href|action)="(?:https?:)?//', response.text)


def test_a_conversation_of_hundreds_of_turns_is_not_all_answered_in_one_request(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, sample: Store
) -> None:
    asked: list[str] = []
    given = answer(sample, "neglect")

    def listen(store: Store, question: str, *_: object, **__: object) -> Answer:
        asked.append(question)
        return given

    monkeypatch.setattr(chat, "answer", listen)
    client.get("/chat?" + "&".join(["q=a"] * 900))
    assert len(asked) <= 50
