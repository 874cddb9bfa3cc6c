"""No argument of a visitor's address decides what the links of a page are made of."""

from __future__ import annotations

import html
import re
from urllib.parse import parse_qsl, urlsplit

import pytest
from flask.testing import FlaskClient
from pages import PAGES, browse

HOSTILE = "_scheme=javascript&_external=1&_anchor=elsewhere&_method=POST&_host=evil.example&endpoint=x&values=y&self=z"


def links(page: str) -> list[str]:
    return [html.unescape(found) for found in re.findall(r'(?:href|src|action)="([^"]*)"', page)]


@pytest.mark.parametrize(
    "address", [*PAGES, "/documents?page=2&kind=", "/judgements?page=2&sort=-grade", "/actors?page=2"]
)
def test_links_obey_no_argument_that_flask_has_a_use_for(client: FlaskClient, address: str) -> None:
    joined = f"{address}{'&' if '?' in address else '?'}{HOSTILE}"
    plain, response = browse(client, address), browse(client, joined)
    assert response.status_code == plain.status_code
    for link in links(response.text):
        parts = urlsplit(link)
        assert (parts.scheme, parts.netloc) in {("", ""), ("https", "reports.ofsted.gov.uk")}, link
        assert parts.fragment != "elsewhere", link
    without = [_without_hostile(link) for link in links(response.text)]
    assert without == [_without_hostile(link) for link in links(plain.text)]


def _without_hostile(link: str) -> tuple[str, list[tuple[str, str]], str]:
    parts = urlsplit(link)
    names = {pair.split("=")[0] for pair in HOSTILE.split("&")}
    return parts.path, sorted(pair for pair in parse_qsl(parts.query) if pair[0] not in names), parts.fragment


@pytest.mark.parametrize("form", ["csv", "ris", "json"])
def test_files_and_data_name_the_address_of_the_site(client: FlaskClient, form: str) -> None:
    response = client.get(f"/ask?q=neglect&format={form}&{HOSTILE}")
    assert response.status_code == 200
    for words in ("javascript:", "evil.example", "#elsewhere"):
        assert words not in response.text


def test_a_form_that_is_sent_leads_to_the_site_itself(client: FlaskClient) -> None:
    pairs = dict(parse_qsl(HOSTILE))
    for address in ("/chat", "/chat/change"):
        given = client.post(
            f"{address}?{HOSTILE}", data={"message": "neglect", "about": "neglect", "q": "neglect", **pairs}
        )
        assert given.status_code == 303
        assert given.location.startswith("/chat?q=")
