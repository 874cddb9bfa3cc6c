"""Filters in an address narrow its answer and are shown on its page."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from pages import text_of


@pytest.mark.parametrize(
    ("filters", "dates"),
    [
        ("kind=cabinet-report", {"2017-02-14", "2020-10-13"}),
        ("speaker=council", {"2017-02-14"}),
        ("from=2020", {"2020-10-13", "2021-11-23"}),
        ("from=2018&to=2019", {"2018-07-09", "2019-11-15"}),
        ("authority=northmere&to=2016", {"2016-11-28"}),
    ],
)
def test_filters_in_the_address_narrow_the_answer(client: FlaskClient, filters: str, dates: set[str]) -> None:
    data = client.get(f"/ask?q=supervision&{filters}&format=json").json
    assert {item["document"]["date"] for item in data["evidence"]} == dates
    assert data["coverage"]["documents_searched"] == len(dates)


def test_filters_are_shown_and_can_be_taken_off(client: FlaskClient) -> None:
    page = client.get("/ask?q=supervision&kind=cabinet-report")
    assert "Only documents with: kind of document council report Take the filters off" in text_of(page)
    assert 'href="/ask?q=supervision"' in page.text


def test_a_filter_without_a_value_is_none(client: FlaskClient) -> None:
    assert client.get("/ask?q=supervision&kind=&format=json").json["coverage"]["documents_searched"] == 6


def test_a_filter_value_that_no_document_has_is_said(client: FlaskClient) -> None:
    response = client.get("/ask?q=supervision&speaker=martian")
    assert response.status_code == 200
    assert "No document passes the filters. Take one of them off and ask again." in text_of(response)


def test_an_unknown_filter_is_an_error_that_names_the_known_ones(client: FlaskClient) -> None:
    response = client.post("/api/v1/ask", json={"question": "supervision?", "filters": {"colour": "blue"}})
    assert response.status_code == 400
    assert (
        response.json["error"]["message"]
        == "Unknown filter colour. The filters are authority, kind, speaker, judgement, from, to."
    )
