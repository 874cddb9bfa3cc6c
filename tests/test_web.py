"""Each page has its content as whole HTML, and a twin in JSON."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient
from pages import PAGES, TWINS, browse, text_of, with_format
from werkzeug.test import TestResponse

from graph.store import Store


@pytest.mark.parametrize("address", PAGES)
def test_each_page_has_its_content(fetched: dict[str, TestResponse], address: str) -> None:
    response = fetched[address]
    assert response.status_code == 200
    assert response.mimetype == "text/html"
    text = text_of(response)
    for words in PAGES[address]:
        assert words in text


@pytest.mark.parametrize("address", PAGES)
def test_each_page_is_whole_html_in_english_without_a_script(fetched: dict[str, TestResponse], address: str) -> None:
    page = fetched[address].text
    assert page.startswith("<!doctype html>")
    assert '<html lang="en-GB"' in page
    assert page.rstrip().endswith("</html>")
    assert page.count("<h1") == 1
    assert re.search(r"<title>[^<]+ – Throughline</title>", page)
    assert page.count("<script") == page.count("<script src=") == 1
    assert not re.search(r"<[^>]+\s(?:style|on\w+)=", page)


@pytest.mark.parametrize("address", TWINS)
def test_each_page_has_a_json_twin_by_address_and_by_accept(client: FlaskClient, address: str) -> None:
    by_address = client.get(with_format(address))
    by_accept = client.get(address, headers={"Accept": "application/json"})
    for response in (by_address, by_accept):
        assert response.status_code == 200
        assert response.mimetype == "application/json"
        assert response.json[TWINS[address]]
    first, second = (
        {name: value for name, value in response.json.items() if name not in ("took_ms", "turns")}
        for response in (by_address, by_accept)
    )
    assert first == second


def test_the_home_page_has_a_json_twin_too(client: FlaskClient) -> None:
    assert client.get("/?format=json").mimetype == "application/json"


def test_a_browser_gets_a_page(client: FlaskClient) -> None:
    assert browse(client, "/documents").mimetype == "text/html"
    assert browse(client, "/sparql").mimetype == "text/html"


def test_health_names_the_generation_that_serves(client: FlaskClient, sample: Store) -> None:
    response = client.get("/healthz")
    assert response.status_code == 200
    assert response.json == {"status": "ok", "store": sample.generation, "documents": 6}
