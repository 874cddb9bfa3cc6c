"""Addresses: what each thing in the graph is called, made from its content and never from chance or order of arrival.

document   id/document/{authority or publisher}/{kind}/{date}
paragraph  {document}/p/{printed number}, where it is printed once, else {document}/p/{content hash}
others     {document or paragraph}/{what it is}/{which}
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from ingest.document import Document
from ingest.normalisation import content_hash, slug
from ontology.vocabulary import ID


def document_iris(documents: Iterable[Document]) -> list[str]:
    """The address of each of `documents`, in their order.

    Documents with the same authority, kind and date are told apart by the hash of what they say, and copies that
    say the same by their number.
    """
    documents = list(documents)
    plain = [f"{ID}document/{_owner(document)}/{document.kind}/{document.date or 'undated'}" for document in documents]
    shared = Counter(plain)
    named = [
        iri if shared[iri] == 1 else f"{iri}-{_document_hash(document)}"
        for iri, document in zip(plain, documents, strict=True)
    ]
    seen: Counter[str] = Counter()
    iris = []
    for iri in named:
        seen[iri] += 1
        iris.append(iri if seen[iri] == 1 else f"{iri}-{seen[iri]}")
    return iris


def paragraph_iris(document: Document, document_iri: str) -> list[str]:
    """The address of each paragraph of `document`, in order. A text that is repeated is numbered from the second on."""
    numbers = Counter(paragraph.number for paragraph in document.paragraphs if paragraph.number)
    seen: Counter[str] = Counter()
    iris = []
    for paragraph in document.paragraphs:
        name = paragraph.number if paragraph.number and numbers[paragraph.number] == 1 else content_hash(paragraph.text)
        seen[name] += 1
        iris.append(f"{document_iri}/p/{name}" + (f"-{seen[name]}" if seen[name] > 1 else ""))
    return iris


def person_iri(name: str) -> str:
    """The address of a person in a public post, by name."""
    return f"{ID}person/{slug(name)}"


def _owner(document: Document) -> str:
    owner = document.authority or document.publisher
    return owner.rsplit("/", 1)[1] if owner else "unattributed"


def _document_hash(document: Document) -> str:
    return content_hash(" ".join(paragraph.text for paragraph in document.paragraphs))
