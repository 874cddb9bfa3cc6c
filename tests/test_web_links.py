"""Every link on a page leads to a page, and to the paragraph that is meant."""

from __future__ import annotations

import html
import re
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient
from pages import browse
from werkzeug.test import TestResponse


@pytest.fixture(scope="module")
def links(fetched: dict[str, TestResponse]) -> dict[str, set[str]]:
    """Every address on the site that the pages above link to, with the anchors wanted there."""
    found: dict[str, set[str]] = {}
    for address, response in fetched.items():
        for link in re.findall(r'(?:href|src)="([^"]*)"', response.text):
            parts = urlsplit(html.unescape(link))
            assert not parts.netloc, f"{address} links to {link}"
            if parts.path:
                found.setdefault(parts.path + (f"?{parts.query}" if parts.query else ""), set()).add(parts.fragment)
    return found


def test_every_link_leads_to_a_page(client: FlaskClient, links: dict[str, set[str]]) -> None:
    assert len(links) > 100
    missing = []
    for address in links:
        with browse(client, address) as response:
            if response.status_code != 200:
                missing.append(address)
    assert missing == []


def test_every_read_in_context_leads_to_its_paragraph(client: FlaskClient, links: dict[str, set[str]]) -> None:
    wanted = {address: fragments - {""} for address, fragments in links.items() if address.startswith("/documents/")}
    assert sum(len(fragments) for fragments in wanted.values()) > 50
    for address, fragments in wanted.items():
        assert fragments <= set(re.findall(r'id="([^"]+)"', browse(client, address).text))
