"""How documents, places and counts are said in words."""

from __future__ import annotations

from graph.passage import Passage
from ingest.annotation.speaker import speaker
from ingest.document import Document
from ingest.identity.date import in_words
from ingest.identity.undated import NOTES
from ontology.vocabulary import ID, vocabulary


def dated(date: str | None, basis: str | None) -> str:
    """A date in words, with where it comes from if the document does not print it: "2018 (worked out)"."""
    note = NOTES.get(basis or "")
    return f"{in_words(date)} ({note})" if note else in_words(date)


def author(document: Document) -> str:
    """Whose words the paragraphs of a document are, in words."""
    return vocabulary().label(f"{ID}speaker/{speaker(document)}")


def describe(document: Document) -> str:
    """A document in one line: date, kind, authority, whose words."""
    known = vocabulary()
    kind = known.label(f"https://w3id.org/throughline/id/kind/{document.kind}")
    parts = [dated(document.date, document.date_basis), kind]
    if document.authority:
        parts.append(known.label(document.authority))
    return f"{', '.join(parts)}; words of {author(document)}"


def titled(title: str, authority: str | None) -> str:
    """The title of a document with the authority that it is about, which most titles of reports leave out."""
    return title if not authority or authority.casefold() in title.casefold() else f"{title}: {authority}"


def place(passage: Passage) -> str:
    """Where a passage stands in its document: "paragraph 16", "recommendation 4", or its section."""
    number = passage.paragraph.number
    if number:
        return f"{'recommendation' if passage.paragraph.role == 'recommendation' else 'paragraph'} {number}"
    return f"section “{passage.trail[-1]}”" if passage.trail else "opening"


def plural(count: int, noun: str, several: str = "") -> str:
    """ "1 passage", "2 passages"; `several` where the plural is not made with an s."""
    return f"{count:,} {noun if count == 1 else several or noun + 's'}"


def ordinal(place: int) -> str:
    """Which of an authority's reports stands at `place` in their order: "first", "latest", "the one before the latest"."""
    return {0: "first", 1: "second", 2: "third", -1: "latest", -2: "the one before the latest"}[place]


def grade_words(grade: str) -> str:
    """A grade by its key, in words."""
    return grade.replace("-", " ")
