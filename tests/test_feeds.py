"""Feeds of documents and passages are valid Atom, with ids that stay and no date of reading."""

from __future__ import annotations

import html
import re

import feedparser
import pytest
from flask.testing import FlaskClient
from lxml import etree
from pages import MISSING, SIF, browse

from graph.store import Store

ATOM = "{http://www.w3.org/2005/Atom}"
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT00:00:00Z")
FEEDS = ("/feeds/documents.atom", "/feeds/themes/return-home-interviews.atom", "/feeds/authorities/northmere.atom")


@pytest.mark.parametrize("address", FEEDS)
def test_a_feed_has_all_that_atom_wants(client: FlaskClient, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 200
    assert response.mimetype == "application/atom+xml"
    feed = etree.fromstring(response.data)
    assert feed.tag == f"{ATOM}feed"
    for element in (feed, *feed.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{name}")) == 1
        assert element.findtext(f"{ATOM}id").startswith("https://w3id.org/throughline/id/")
        assert INSTANT.fullmatch(element.findtext(f"{ATOM}updated"))
        assert element.findtext(f"{ATOM}author/{ATOM}name")
    [link] = feed.findall(f"{ATOM}link[@rel='self']")
    assert link.get("href") == f"http://localhost{address}"
    ids = [entry.findtext(f"{ATOM}id") for entry in feed.findall(f"{ATOM}entry")]
    assert len(ids) == len(set(ids)) > 0


@pytest.mark.parametrize("address", FEEDS)
def test_a_reader_reads_it_and_it_is_the_same_when_fetched_again(client: FlaskClient, address: str) -> None:
    first = client.get(address).data
    assert client.get(address).data == first
    read = feedparser.parse(first)
    assert not read.bozo
    assert read.version == "atom10"
    dates = [entry.updated for entry in read.entries]
    assert dates == sorted(dates, reverse=True)
    assert read.feed.updated == dates[0]
    for entry in read.entries:
        path, _, fragment = entry.link.removeprefix("http://localhost").partition("#")
        page = browse(client, path)
        assert page.status_code == 200
        if fragment:
            assert f'id="{fragment}"' in page.text


def test_the_feed_of_documents_has_each_with_its_date(client: FlaskClient, sample: Store) -> None:
    read = feedparser.parse(client.get("/feeds/documents.atom").data)
    assert {entry.id for entry in read.entries} == set(sample.corpus.iris)
    [entry] = [entry for entry in read.entries if entry.link.endswith(SIF)]
    assert entry.updated == entry.published == "2016-11-28T00:00:00Z"
    assert entry.author == "Ofsted"
    assert "full inspection" in entry.content[0].value


def test_the_feed_of_a_theme_has_its_passages_word_for_word(client: FlaskClient) -> None:
    read = feedparser.parse(client.get("/feeds/themes/return-home-interviews.atom").data)
    passages = client.get("/themes/return-home-interviews?format=json").json["passages"]
    assert {entry.id: entry.content[0].value for entry in read.entries} == {
        passage["id"]: passage["text"] for passage in passages
    }


def test_a_theme_that_no_document_names_has_an_empty_feed(client: FlaskClient, sample: Store) -> None:
    from ontology.vocabulary import vocabulary

    iri = next(iri for iri in vocabulary().themes if iri not in sample.corpus.rows_of_concept)
    response = client.get(f"/feeds/themes/{iri.rsplit('/', 1)[1]}.atom")
    assert feedparser.parse(response.data).entries == []
    assert "The latest 0 of 0." in response.text


@pytest.mark.parametrize("address", ["/feeds/themes/nothing.atom", "/feeds/authorities/nothing.atom", "/feeds/no.atom"])
def test_there_is_no_feed_of_what_is_not_known(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("page", "feeds"),
    [
        ("/", ["/feeds/documents.atom"]),
        ("/themes/return-home-interviews", ["/feeds/documents.atom", "/feeds/themes/return-home-interviews.atom"]),
        ("/authorities/northmere", ["/feeds/documents.atom", "/feeds/authorities/northmere.atom"]),
        (MISSING[2], ["/feeds/documents.atom"]),
    ],
)
def test_a_page_names_its_feeds(client: FlaskClient, page: str, feeds: list[str]) -> None:
    text = browse(client, page).text
    found = re.findall(r'<link rel="alternate" type="application/atom\+xml" title="([^"]+)" href="([^"]+)">', text)
    assert [html.unescape(address) for _, address in found] == feeds
    for _, address in found:
        assert client.get(address).status_code == 200
