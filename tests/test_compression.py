"""What is sent is compressed for clients that take it, and is the same when it is unpacked."""

from __future__ import annotations

from pathlib import Path

import brotli
import pytest
from flask.testing import FlaskClient
from pages import INTERVIEWS

from graph.store import Store
from qa_service.documents import slug_of
from qa_service.web.app import create_app

HEAVY = 200_000
"""The most bytes that the first visit to a page may need."""


@pytest.mark.parametrize(
    "address",
    [INTERVIEWS, "/themes", "/themes?format=json", "/feeds/documents.atom"],
)
def test_what_is_compressed_is_the_same_unpacked(client: FlaskClient, address: str) -> None:
    plain = client.get(address)
    packed = client.get(address, headers={"Accept-Encoding": "br, gzip"})
    assert plain.status_code == packed.status_code == 200
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "br"
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert brotli.decompress(packed.data) == plain.data
    assert len(packed.data) < len(plain.data) / 2


def test_a_file_that_is_compressed_already_is_sent_as_it_is(client: FlaskClient) -> None:
    given = client.get(INTERVIEWS + "&format=xlsx", headers={"Accept-Encoding": "br, gzip"})
    assert given.data.startswith(b"PK")
    assert "Content-Encoding" not in given.headers


def test_the_page_of_the_longest_report_is_light_to_send(croydon: Store, croydon_path: Path) -> None:
    documents = croydon.corpus.documents
    longest = max(range(len(documents)), key=lambda number: len(documents[number].paragraphs))
    client = create_app(croydon_path).test_client()
    page = client.get(f"/documents/{slug_of(croydon.corpus, longest)}", headers={"Accept-Encoding": "br"})
    assert page.status_code == 200
    assert page.headers["Content-Encoding"] == "br"
    assert len(page.data) < HEAVY / 2
