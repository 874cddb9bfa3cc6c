"""The JSON API: questions, conversations that the client holds, lists, errors in one shape, and its own description."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient
from responses import assert_error

from graph.store import Store
from qa_service.service import FILTERS


def told(data: dict[str, Any]) -> dict[str, Any]:
    """An answer without the time it took and the conversation around it."""
    return {name: value for name, value in data.items() if name not in ("took_ms", "conversation")}


# ask


def test_a_question_is_answered(client: FlaskClient, sample: Store) -> None:
    response = client.post("/api/v1/ask", json={"question": "How was leadership graded?", "history": [], "filters": {}})
    assert (response.status_code, response.mimetype) == (200, "application/json")
    assert response.json["question"] == "How was leadership graded?"
    assert response.json["kind"] == "judgement"
    assert response.json["statements"][0]["text"].startswith(
        "Northmere, 28 November 2016, leadership, management and governance: inadequate"
    )
    assert response.json["store"] == sample.generation


def test_history_and_filters_may_be_left_out(client: FlaskClient) -> None:
    short = client.post("/api/v1/ask", json={"question": "neglect"}).json
    long = client.post("/api/v1/ask", json={"question": "neglect", "history": [], "filters": {}}).json
    assert told(short) == told(long)
    assert short["answered"]


def test_history_is_taken_into_account(client: FlaskClient) -> None:
    data = client.post(
        "/api/v1/ask",
        json={
            "question": "and three years earlier?",
            "history": ["What was said about adoption?", "Who was the lead inspector in 2019?"],
        },
    ).json
    assert data["kind"] == "actor"
    assert data["understood"]["period"] == "2016"
    assert data["statements"][0]["text"] == "Lead inspector: Rosalind Vayle"


def test_filters_narrow_the_answer(client: FlaskClient) -> None:
    data = client.post(
        "/api/v1/ask", json={"question": "supervision", "filters": {"speaker": "independent-chair"}}
    ).json
    assert {item["document"]["date"] for item in data["evidence"]} == {"2020-10-13"}


def test_a_refusal_is_no_error(client: FlaskClient) -> None:
    response = client.post("/api/v1/ask", json={"question": "What did Birmingham's inspection say?"})
    assert response.status_code == 200
    assert (response.json["answered"], response.json["kind"]) == (False, "none")
    assert "Birmingham" in response.json["answer"]
    assert response.json["nearest"]
    assert "evidence" not in response.json


def test_the_answer_is_that_of_the_page(client: FlaskClient) -> None:
    page = client.get("/ask?q=neglect&format=json").json
    for name in ("searched_words", "grades", "figures"):
        del page[name]
    assert told(client.post("/api/v1/ask", json={"question": "neglect"}).json) == told(page)


def test_letters_beyond_ascii_arrive_whole(client: FlaskClient) -> None:
    data = client.post("/api/v1/ask", json={"question": "What was said about “children’s homes”?"}).json
    assert data["question"] == "What was said about “children’s homes”?"


# chat


def test_a_conversation_is_held_by_the_client(client: FlaskClient) -> None:
    first = client.post("/api/v1/chat", json={"question": "How many children were in care in 2016?"}).json
    assert first["conversation"] == {"questions": ["How many children were in care in 2016?"]}
    second = client.post("/api/v1/chat", json={"question": "and in 2019?", "conversation": first["conversation"]}).json
    assert second["conversation"] == {"questions": ["How many children were in care in 2016?", "and in 2019?"]}
    assert second["kind"] == "figure"
    assert second["understood"]["carried"] == ["kind", "subject"]
    assert any(
        statement["date"] == "2019-11-15" and "604 children in care" in statement["text"]
        for statement in second["statements"]
    )


def test_the_server_remembers_nothing(client: FlaskClient) -> None:
    client.post("/api/v1/chat", json={"question": "How many children were in care in 2016?"})
    alone = client.post("/api/v1/chat", json={"question": "and in 2019?"}).json
    assert alone["understood"]["carried"] == []
    assert alone["conversation"] == {"questions": ["and in 2019?"]}


def test_a_turn_of_a_chat_is_the_answer_to_the_question_after_its_history(client: FlaskClient) -> None:
    questions = ["Who was the lead inspector in 2019?", "and three years earlier?"]
    chat = client.post(
        "/api/v1/chat", json={"question": questions[1], "conversation": {"questions": questions[:1]}}
    ).json
    ask = client.post("/api/v1/ask", json={"question": questions[1], "history": questions[:1]}).json
    assert told(chat) == told(ask)


def test_a_long_conversation_keeps_its_latest_turns(client: FlaskClient) -> None:
    earlier = [f"What was said about adoption in {year}?" for year in range(1900, 1999)]
    data = client.post("/api/v1/chat", json={"question": "and in 2019?", "conversation": {"questions": earlier}}).json
    assert data["conversation"]["questions"][-2:] == ["What was said about adoption in 1998?", "and in 2019?"]
    assert 2 < len(data["conversation"]["questions"]) < 100
    assert [theme["label"] for theme in data["understood"]["themes"]] == ["adoption"]


# Wrong input


@pytest.mark.parametrize("path", ["ask", "chat"])
@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", "application/json"),
        (b"{", "application/json"),
        (b"[1]", "application/json"),
        (b'"neglect"', "application/json"),
        (b"null", "application/json"),
        (b"\xff\xfe", "application/json"),
        (b'{"question": "neglect"}', "text/plain"),
        (b"question=neglect", "application/x-www-form-urlencoded"),
    ],
)
def test_a_body_that_is_no_json_object_is_said_with_an_example(
    client: FlaskClient, path: str, data: bytes, kind: str
) -> None:
    assert_error(
        client.post(f"/api/v1/{path}", data=data, content_type=kind),
        400,
        'Send a JSON object with Content-Type application/json, for example {"question"',
    )


@pytest.mark.parametrize("path", ["ask", "chat"])
@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({}, "The question is empty."),
        ({"question": ""}, "The question is empty."),
        ({"question": " \n "}, "The question is empty."),
        ({"question": "x" * 10_000}, "The question has 10,000 characters; the most that can be asked is 2,000."),
        ({"question": 5}, "“question” has to be a text, not int."),
        ({"question": None}, "“question” has to be a text, not NoneType."),
        ({"question": ["neglect"]}, "“question” has to be a text, not list."),
        ({"question": "neglect", "filters": ["kind"]}, "“filters” has to be an object whose values are texts."),
        ({"question": "neglect", "filters": {"kind": 5}}, "“filters” has to be an object whose values are texts."),
        (
            {"question": "neglect", "filters": {"colour": "blue", "shape": "x"}},
            "Unknown filter colour, shape. The filters are authority, kind, speaker, judgement, from, to.",
        ),
    ],
)
def test_wrong_input_is_said_in_the_one_shape(
    client: FlaskClient, path: str, body: dict[str, Any], message: str
) -> None:
    assert_error(client.post(f"/api/v1/{path}", json=body), 400, message)


@pytest.mark.parametrize("history", ["neglect", {"0": "neglect"}, [5], [None], ["neglect", ["adoption"]]])
def test_a_history_that_is_no_list_of_texts_is_said(client: FlaskClient, history: object) -> None:
    assert_error(
        client.post("/api/v1/ask", json={"question": "neglect", "history": history}),
        400,
        "“history” has to be a list of texts.",
    )


@pytest.mark.parametrize("questions", ["neglect", [5], {"0": "neglect"}])
def test_a_conversation_without_a_list_of_texts_is_said(client: FlaskClient, questions: object) -> None:
    assert_error(
        client.post("/api/v1/chat", json={"question": "neglect", "conversation": {"questions": questions}}),
        400,
        "“questions” has to be a list of texts.",
    )


@pytest.mark.parametrize("conversation", ["neglect", ["neglect"], 5])
def test_a_conversation_that_is_no_object_is_said(client: FlaskClient, conversation: object) -> None:
    assert_error(
        client.post("/api/v1/chat", json={"question": "neglect", "conversation": conversation}), 400, "conversation"
    )


def test_a_request_that_is_too_large_is_said(client: FlaskClient) -> None:
    assert_error(
        client.post("/api/v1/ask", json={"question": "neglect", "history": ["x" * 1_200_000]}),
        413,
        "The request is too large.",
    )


@pytest.mark.parametrize(
    ("method", "path"), [("get", "ask"), ("get", "chat"), ("post", "documents"), ("delete", "themes")]
)
def test_a_wrong_method_is_said(client: FlaskClient, method: str, path: str) -> None:
    assert_error(getattr(client, method)(f"/api/v1/{path}"), 405, "not allowed")


def test_a_missing_route_is_said(client: FlaskClient) -> None:
    assert_error(client.get("/api/v1/nothing"), 404, "There is no page at this address.")


# Lists


def test_documents_are_listed_with_all_that_was_read(client: FlaskClient) -> None:
    data = client.get("/api/v1/documents").json
    assert [document["kind"] for document in data] == [
        "sif",
        "cabinet-report",
        "monitoring-visit",
        "ilacs-standard",
        "cabinet-report",
        "focused-visit",
    ]
    assert data[0]["judgements"]["overall"] == "inadequate"
    assert data[3]["lead_inspector"] == "Sunita Garrand"
    assert data[2]["paragraphs"][0]["id"].startswith(
        "https://w3id.org/throughline/id/document/northmere/monitoring-visit/2018-07-09/p/"
    )


def test_themes_are_listed_with_the_number_of_their_passages_the_most_first(client: FlaskClient) -> None:
    data = client.get("/api/v1/themes").json
    counts = {theme["key"]: theme["count"] for theme in data}
    assert counts["return-home-interviews"] == 25
    assert counts["female-genital-mutilation"] == 2
    assert [theme["count"] for theme in data] == sorted(counts.values(), reverse=True)


def test_judgements_are_listed_with_authority_date_area_and_framework(client: FlaskClient) -> None:
    data = client.get("/api/v1/judgements").json
    assert len(data) == 11
    [adoption] = [row for row in data if row["area"] == "adoption performance"]
    assert (adoption["authority"], adoption["date"], adoption["grade"], adoption["framework"]) == (
        "Northmere",
        "2016-11-28",
        "good",
        "single inspection framework (SIF)",
    )


def test_recommendations_are_listed_with_their_document(client: FlaskClient) -> None:
    data = client.get("/api/v1/recommendations").json
    assert len(data) == 18 + 5 + 5 + 3 + 3
    [fostering] = [row for row in data if row["text"].startswith("Raise awareness of private fostering")]
    assert (fostering["number"], fostering["role"], fostering["document"]["date"]) == (
        "8",
        "recommendation",
        "2016-11-28",
    )


def test_figures_are_listed_as_printed_with_value_unit_and_passage(client: FlaskClient) -> None:
    data = client.get("/api/v1/figures").json
    [cost] = [row for row in data if row["printed"] == "£185,000"]
    assert (float(cost["value"]), cost["date"]) == (185_000, "2017-02-14")
    assert cost["unit"] == "GBP"
    assert all(row["printed"] in row["text"] for row in data)
    assert {"41%", "38%", "29%", "17%", "14%", "19%"} <= {row["printed"] for row in data}


def test_a_figure_is_listed_with_what_it_measures_and_what_it_is_compared_with(client: FlaskClient) -> None:
    data = client.get("/api/v1/figures").json
    [own] = [row for row in data if row["printed"] == "29%" and "Agency workers" in row["text"]]
    [earlier] = [row for row in data if row["printed"] == "41%" and row["paragraph"] == own["paragraph"]]
    assert (own["comparison"], own["direction"]) == (None, "down")
    assert (earlier["comparison"], earlier["comparison_words"], earlier["reference_date"]) == (
        "earlier",
        "down from",
        "2016",
    )
    [plans] = [row for row in data if row["printed"] == "378"]
    assert (plans["measures"], plans["group"]) == ("children had a child protection plan", "children")
    [waits] = [row for row in data if row["value"] == "19" and row["unit"] == "weeks" and row["date"] == "2016-11-28"]
    assert waits["reference_period"] is None
    for row in data:
        for name in ("measures", "group", "reference_period", "comparison_words", "direction", "approximation"):
            assert row[name] is None or row[name] in row["text"]


# Its own description


def test_the_description_lists_every_route_with_its_methods(client: FlaskClient) -> None:
    described = client.get("/api/v1/openapi.json").json
    assert described["openapi"].startswith("3.")
    assert described["servers"] == [{"url": "/api/v1"}]
    listed = {(path, method) for path, operations in described["paths"].items() for method in operations}
    rules = {
        (rule.rule.removeprefix("/api/v1"), method.lower())
        for rule in client.application.url_map.iter_rules()
        if rule.rule.startswith("/api/v1/") and not rule.rule.endswith("openapi.json")
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert listed == rules
    assert len(rules) == 7


def test_the_description_says_what_may_be_sent(client: FlaskClient) -> None:
    paths = client.get("/api/v1/openapi.json").json["paths"]
    ask = paths["/ask"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    assert ask["required"] == ["question"]
    assert set(ask["properties"]) == {"question", "history", "filters"}
    assert set(ask["properties"]["filters"]["properties"]) == set(FILTERS)
    chat = paths["/chat"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    assert "questions" in chat["properties"]["conversation"]["properties"]
    assert all(
        operation["summary"] and "200" in operation["responses"]
        for operations in paths.values()
        for operation in operations.values()
    )
