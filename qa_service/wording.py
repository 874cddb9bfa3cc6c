"""How documents, places and counts are said in words."""

from __future__ import annotations

from graph.passage import Passage
from ingest.annotation.speaker import SPEAKERS, speaker
from ingest.document import Document
from ingest.identity.date import in_words
from ontology.vocabulary import vocabulary


def describe(document: Document) -> str:
    """A document in one line: date, kind, authority, whose words."""
    known = vocabulary()
    kind = known.label(f"https://w3id.org/throughline/id/kind/{document.kind}")
    parts = [in_words(document.date) + (" (worked out)" if document.date_basis == "worked-out" else ""), kind]
    if document.authority:
        parts.append(known.label(document.authority))
    return f"{', '.join(parts)}; words of {SPEAKERS[speaker(document)]}"


def place(passage: Passage) -> str:
    """Where a passage stands in its document: "paragraph 16", "recommendation 4", or its section."""
    number = passage.paragraph.number
    if number:
        return f"{'recommendation' if passage.paragraph.role == 'recommendation' else 'paragraph'} {number}"
    return f"section “{passage.trail[-1]}”" if passage.trail else "opening"


def plural(count: int, noun: str, several: str = "") -> str:
    """ "1 passage", "2 passages"; `several` where the plural is not made with an s."""
    return f"{count:,} {noun if count == 1 else several or noun + 's'}"
