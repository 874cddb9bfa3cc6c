"""Reports: what is read of one that is given as plain text, and how one is found in a store."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from graph.store import Store
from ingest.document import Document, Paragraph, Problem, Source
from ingest.pipeline import read_documents


def documents(text: str) -> list[Document]:
    return [document for document, _ in _read(text)]


def read(text: str) -> tuple[Document, list[Problem]]:
    """The one document in a text, with the problems met in reading it."""
    [result] = _read(text)
    return result


def identified(text: str) -> Document:
    """The one document in a text."""
    return read(text)[0]


def the_one(store: Store, kind: str, date: str) -> Document:
    [document] = [document for document in store.corpus.documents if (document.kind, document.date) == (kind, date)]
    return document


def numbered(document: Document, number: str) -> Paragraph:
    [paragraph] = [paragraph for paragraph in document.paragraphs if paragraph.number == number]
    return paragraph


def _read(text: str) -> Iterator[tuple[Document, list[Problem]]]:
    return read_documents(Source("report.txt", text, sha256(text.encode()).hexdigest()))
