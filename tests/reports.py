"""What is read of a report that is given as plain text."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from ingest.document import Document, Problem, Source
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


def _read(text: str) -> Iterator[tuple[Document, list[Problem]]]:
    return read_documents(Source("report.txt", text, sha256(text.encode()).hexdigest()))
