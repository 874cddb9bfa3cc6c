"""The rows of an answer, as every form of file gives them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ingest.identity.date import in_words
from ontology.vocabulary import ID, vocabulary
from qa_service.answer import Answer, Evidence
from qa_service.wording import dated, titled

LICENCE = (
    "The quotations are the words of their publishers, and may be used as those allow. What Ofsted publishes may be used"
    " under the Open Government Licence v3.0 unless it says otherwise."
)
CAUTION = "They were searched in full. That a document says nothing is no evidence that nothing happened."
VERBATIM = "Quotations are word for word. Counts were worked out from the documents. Compare with the source before you rely on them."
QUOTED, RELATED, NEAREST = "quoted", "related", "nearest, but does not answer the question"
"""How a passage stands to the question."""
FILTER_NAMES = {
    "authority": "authority",
    "kind": "kind of document",
    "speaker": "whose words",
    "judgement": "overall judgement",
    "from": "from",
    "to": "to",
}
_GAP = " […] "
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Asked:
    """An answer with what a file of it has to name: the filters and earlier questions that it was asked with.

    permalink: its address. link: the address of the page that shows a document or paragraph, by its IRI.
    """

    answer: Answer
    permalink: str
    link: Callable[[str], str]
    filters: Mapping[str, str]
    history: tuple[str, ...] = ()


def printable(text: str) -> str:
    """`text` with a mark in place of each character that XML cannot hold, and each run of white space as one space."""
    return " ".join(_UNPRINTABLE.sub("\ufffd", text).split())


def about(asked: Asked) -> list[tuple[str, str]]:
    """What was asked, of what, and what was found, each with its name."""
    given = asked.answer
    found = [statement.text for statement in given.statements if statement.type == "computed"]
    found = found or [given.answer.split("\n", 1)[0]]
    pairs = [
        ("Question", given.question),
        *(("Asked after", question) for question in asked.history),
        *((f"Only: {FILTER_NAMES[name]}", value) for name, value in asked.filters.items()),
        *(("Found", text) for text in found),
        *(("Found", item.text) for item in given.direction if item.type == "computed" and item.text not in found),
        *(("Searched for", f"“{right}” in place of “{wrong}”") for wrong, right in given.understood["corrections"]),
        (
            "Documents",
            f"{given.coverage.documents_searched} searched, {given.coverage.documents_with} with what was asked for",
        ),
        ("How to read this", VERBATIM),
        ("Collection", given.store),
        ("Licence", LICENCE),
        ("Address of this answer", asked.permalink),
        ("Made by", "Throughline, which is independent: it is not an Ofsted or government service"),
    ]
    return [(name, printable(text)) for name, text in pairs]


def passages(asked: Asked) -> list[dict[str, Any]]:
    """One row for each passage of an answer, in the order of its page: first what is quoted."""
    given = asked.answer
    quotations: dict[str, list[str]] = {}
    for statement in (*given.statements, *given.direction):
        if statement.type == "quotation":
            words = quotations.setdefault(statement.evidence[0], [])
            words += [statement.text] if statement.text not in words else []
    place = {iri: number for number, iri in enumerate(quotations)}
    items = given.evidence if given.answered else given.nearest
    ordered = sorted(items, key=lambda item: place.get(item.id, len(place)))
    other = RELATED if given.answered else NEAREST
    return [
        {
            "number": number,
            "standing": QUOTED if item.id in quotations else other,
            "quotation": printable(_GAP.join(quotations.get(item.id, ()))),
            **_passage(item, asked.link),
            "question": printable(given.question),
            "permalink": asked.permalink,
            "collection": given.store,
        }
        for number, item in enumerate(ordered, 1)
    ]


def _passage(item: Evidence, link: Callable[[str], str]) -> dict[str, Any]:
    """What a row says of a passage and its document."""
    document = item.document
    grade = document.get("grade_in_force")
    row = {
        "passage": item.text,
        "citation": citation(item),
        "whose_words": item.speaker,
        "role": item.role,
        "stands_under": item.tone,
        "paragraph": item.paragraph,
        "section": item.section,
        "page": item.page,
        "document": document["title"],
        "document_type": vocabulary().label(f"{ID}kind/{document['kind']}"),
        "date": document["date"],
        "date_basis": document["date_basis"],
        "authority": document["authority"],
        "ons_code": _ons_code(document["id"]) if document["authority"] else None,
        "publisher": document["publisher"],
        "grade_in_force": f"{grade['grade']} for {grade['area']}, {in_words(grade['date'])}" if grade else None,
        "source": document["source"],
        "said_again": len(item.repeated_by),
        "uses_the_words": "yes" if item.uses_words else "no",
        "link": link(item.id),
        "id": item.id,
        "document_id": document["id"],
    }
    return {name: printable(value) if isinstance(value, str) else value for name, value in row.items()}


def silent(asked: Asked) -> list[dict[str, Any]]:
    """One row for each document that was searched and says nothing."""
    return [
        {
            "document": printable(item["title"]),
            "document_type": vocabulary().label(f"{ID}kind/{item['kind']}"),
            "date": item["date"],
            "source": printable(item["source"]),
            "link": asked.link(item["document"]),
            "document_id": item["document"],
        }
        for item in asked.answer.coverage.silent
    ]


def citation(item: Evidence) -> str:
    """Where a passage stands, as a reader cites it: publisher, title with authority, date, paragraph and page."""
    document = item.document
    noun = "recommendation" if item.role == "recommendation" else "paragraph"
    parts = [
        document["publisher"],
        titled(document["title"] or document["source"], document["authority"]),
        dated(document["date"], document["date_basis"]),
        f"{noun} {item.paragraph}" if item.paragraph else None,
        f"page {item.page}" if item.page else None,
    ]
    return printable(", ".join(part for part in parts if part))


def by_document(rows: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """`rows` of passages under their documents, in the order in which each comes first."""
    documents: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        documents.setdefault(row["document_id"], []).append(row)
    return documents


def _ons_code(document: str) -> str | None:
    """The ONS code of the authority that a document is about, by the address of the document."""
    known = vocabulary().authorities.get(f"{ID}authority/{document.split('/id/document/', 1)[1].split('/', 1)[0]}")
    return known.gss if known else None
