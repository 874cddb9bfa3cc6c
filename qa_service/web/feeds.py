"""Atom feeds of documents and of the passages on a theme, for mail programs and feed readers (RFC 4287).

The address of an entry in the graph is its id. It was updated when the document was published, at the start of the day,
month or year that is known: when a document was read says nothing about it. One without a date is in no feed.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from flask import Blueprint, Response, abort, request, url_for
from lxml import etree

from graph.passage import Corpus
from ontology.vocabulary import ID, vocabulary
from qa_service.answer import publisher_name
from qa_service.documents import slug_of
from qa_service.export.records import printable
from qa_service.web.app import generation
from qa_service.web.place import anchor
from qa_service.wording import describe, place, plural

blueprint = Blueprint("feeds", __name__, url_prefix="/feeds")
MAX_ENTRIES = 100
_ATOM = "http://www.w3.org/2005/Atom"
_BEGINNING = "1970-01-01"
"""When a feed without entries was updated: Atom wants a date of every feed."""


class Entry(NamedTuple):
    """A document or passage, as a feed has it; its date is one in ISO 8601 at any precision."""

    id: str
    title: str
    date: str
    address: str
    author: str
    text: str
    kind: str


@blueprint.get("/documents.atom")
def documents() -> Response:
    """Every document, the latest first."""
    corpus = generation().store.corpus
    return _feed(f"{ID}feed/documents", "Documents", _documents(corpus, range(len(corpus.documents))))


@blueprint.get("/authorities/<key>.atom")
def authority(key: str) -> Response:
    """The documents on one authority, the latest first."""
    corpus = generation().store.corpus
    iri = f"{ID}authority/{key}"
    numbers = [number for number, document in enumerate(corpus.documents) if document.authority == iri]
    if not numbers:
        abort(404)
    return _feed(iri, f"Documents on {vocabulary().label(iri)}", _documents(corpus, numbers))


@blueprint.get("/themes/<key>.atom")
def theme(key: str) -> Response:
    """The passages that name one theme, the latest first."""
    corpus = generation().store.corpus
    iri = f"{ID}theme/{key}"
    if iri not in vocabulary().themes:
        abort(404)
    return _feed(iri, f"Passages on {vocabulary().label(iri)}", _passages(corpus, corpus.rows_of_concept.get(iri, ())))


def feeds_here() -> list[tuple[str, str]]:
    """The feeds of the page that is asked for, each with its title and address: browsers and readers find them so."""
    found = [("Documents", url_for("feeds.documents"))]
    key = (request.view_args or {}).get("key", "")
    if request.endpoint == "pages.theme" and f"{ID}theme/{key}" in vocabulary().themes:
        found.append((f"Passages on {vocabulary().label(f'{ID}theme/{key}')}", url_for("feeds.theme", key=key)))
    if request.endpoint == "pages.authority":
        found.append(
            (f"Documents on {vocabulary().label(f'{ID}authority/{key}')}", url_for("feeds.authority", key=key))
        )
    return found


def _documents(corpus: Corpus, numbers: Iterable[int]) -> list[Entry]:
    return [
        Entry(
            id=corpus.iris[number],
            title=document.title,
            date=document.published or document.date or "",
            address=url_for("pages.document", slug=slug_of(corpus, number), _external=True),
            author=publisher_name(document.publisher) or "Publisher not stated",
            text=f"{describe(document)}. {plural(len(document.paragraphs), 'paragraph')}.",
            kind=document.kind,
        )
        for number in numbers
        for document in [corpus.documents[number]]
    ]


def _passages(corpus: Corpus, rows: Iterable[int]) -> list[Entry]:
    found = []
    for row in rows:
        passage = corpus.passages[row]
        [document] = _documents(corpus, [passage.document])
        found.append(
            document._replace(
                id=passage.iri,
                title=f"{document.title}, {place(passage)}",
                address=f"{document.address}#{anchor(passage.iri)}",
                text=passage.text,
            )
        )
    return found


def _feed(iri: str, title: str, entries: list[Entry]) -> Response:
    """The feed `iri` of the latest `entries` that have a date."""
    dated = sorted((entry for entry in entries if entry.date), key=lambda entry: entry.id)
    dated.sort(key=lambda entry: entry.date, reverse=True)
    left_out = len(entries) - len(dated)
    about = f"The latest {min(len(dated), MAX_ENTRIES)} of {len(entries)}."
    about += f" {left_out} without a date {'is' if left_out == 1 else 'are'} left out." if left_out else ""
    feed = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM})
    feed.set("{http://www.w3.org/XML/1998/namespace}lang", "en-GB")
    _add(feed, "id", iri)
    _add(feed, "title", f"{title} – Throughline")
    _add(feed, "subtitle", about)
    _add(feed, "updated", _instant(dated[0].date if dated else _BEGINNING))
    _add(feed, "link", rel="self", type="application/atom+xml", href=request.base_url)
    _add(_add(feed, "author"), "name", "Throughline")
    for entry in dated[:MAX_ENTRIES]:
        element = _add(feed, "entry")
        _add(element, "id", entry.id)
        _add(element, "title", entry.title)
        _add(element, "updated", _instant(entry.date))
        _add(element, "published", _instant(entry.date))
        _add(element, "link", rel="alternate", type="text/html", href=entry.address)
        _add(_add(element, "author"), "name", entry.author)
        _add(
            element, "category", term=entry.kind, scheme=f"{ID}kind", label=vocabulary().label(f"{ID}kind/{entry.kind}")
        )
        _add(element, "content", entry.text, type="text")
    body = etree.tostring(feed, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return Response(body, content_type="application/atom+xml; charset=utf-8")


def _add(parent: etree._Element, name: str, text: str | None = None, **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    element.text = printable(text) if text is not None else None
    return element


def _instant(date: str) -> str:
    """The first instant of a day, month or year."""
    return f"{date}{'-01-01'[len(date) - 4 :]}T00:00:00Z"
