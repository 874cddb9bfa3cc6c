"""A question that seems to name a child is not searched, wherever it is asked, and nothing of it is repeated."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from flask.testing import FlaskClient
from pages import browse, text_of
from test_answer_contract import KEYS

from graph.store import Store
from qa_service.export import FORMATS
from qa_service.service import answer
from qa_service.web import api
from qa_service.web.pages import question

CHILD = "What about my daughter Kayleigh Bagley?"
NAMES = ("Kayleigh", "Bagley", "daughter")


@pytest.fixture
def searched(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is searched for while a test runs."""
    found: list[str] = []

    def listen(store: Store, text: str, *rest: Any) -> Any:
        found.append(text)
        return answer(store, text, *rest)

    for module in (question, api):
        monkeypatch.setattr(module, "answer", listen)
    return found


def assert_not_repeated(text: str) -> None:
    assert [name for name in NAMES if name in text] == []


@pytest.mark.parametrize("form", ["", "json", *FORMATS])
@pytest.mark.parametrize("asked", [f"q={quote(CHILD)}", f"q=and+in+2019%3F&history={quote(CHILD)}"])
def test_its_address_is_left_for_one_without_it(
    client: FlaskClient, searched: list[str], asked: str, form: str
) -> None:
    response = browse(client, f"/ask?{asked}" + (f"&format={form}" if form else ""))
    assert response.status_code == 303
    assert_not_repeated(response.text + str(response.headers))
    after = browse(client, response.location)
    assert after.status_code == 200
    assert_not_repeated(after.text + str(after.headers))
    assert searched == []


def test_the_page_says_so_and_what_to_do(client: FlaskClient) -> None:
    page = browse(client, client.get(f"/ask?q={quote(CHILD)}").location)
    text = text_of(page)
    assert "<title>Your question was not searched" in page.text
    assert "That looks like it names a child. It was not searched, it is not on this page or in its address" in text
    assert "Ask about the service instead, for example: “What was said about" in text
    assert 'name="q"' in page.text


def test_the_twin_of_the_page_says_so(client: FlaskClient) -> None:
    data = client.get(client.get(f"/ask?q={quote(CHILD)}&format=json").location).json
    assert data["reason"] == "names-child"


@pytest.mark.parametrize(
    "body",
    [
        {"question": CHILD},
        {"question": "and in 2019?", "history": [CHILD]},
        {"question": "What of Kayleigh Bagley, aged 9?", "filters": {"kind": "focused-visit"}},
    ],
)
def test_the_api_answers_as_its_contract_says_without_searching(
    client: FlaskClient, searched: list[str], body: dict[str, Any]
) -> None:
    response = client.post("/api/v1/ask", json=body)
    data = response.json
    assert response.status_code == 200
    assert (data["answered"], data["kind"], data["reason"]) == (False, "none", "names-child")
    assert "It was not searched" in data["answer"]
    expected = {**KEYS, "nearest": list}
    del expected["evidence"]
    assert {name: type(data[name]) for name in expected} == expected
    ordinary = client.post("/api/v1/ask", json={"question": "Who was the principal social worker?"}).json
    assert data.keys() == ordinary.keys()
    assert data["understood"].keys() == ordinary["understood"].keys()
    assert_not_repeated(response.text)
    assert searched == ["Who was the principal social worker?"]


def test_the_state_of_a_conversation_does_not_hold_it(client: FlaskClient, searched: list[str]) -> None:
    earlier = "What was said about neglect?"
    response = client.post("/api/v1/chat", json={"question": CHILD, "conversation": {"questions": [earlier]}})
    assert response.json["reason"] == "names-child"
    assert response.json["conversation"] == {"questions": [earlier]}
    assert_not_repeated(response.text)
    assert searched == []
    after = client.post(
        "/api/v1/chat", json={"question": "and in 2019?", "conversation": response.json["conversation"]}
    )
    assert after.json["conversation"]["questions"] == [earlier, "and in 2019?"]


@pytest.mark.parametrize("address", ["/ask?q={}", "/nothing?q={}"])
def test_no_error_page_repeats_it(client: FlaskClient, address: str) -> None:
    long = quote(CHILD + " x" * 1_500)
    response = browse(client, address.format(long))
    page = browse(client, response.location) if response.status_code == 303 else response
    assert_not_repeated(page.text)
    assert "neglect" in browse(client, "/nothing?q=neglect").text


def test_an_ordinary_question_keeps_its_address(client: FlaskClient) -> None:
    response = browse(client, "/ask?q=neglect&withheld=1")
    assert response.status_code == 200
    assert "not searched" not in text_of(response)
    location = client.get(f"/ask?q={quote(CHILD)}").location
    assert parse_qs(urlsplit(location).query) == {"withheld": ["1"]}
