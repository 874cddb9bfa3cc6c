"""Every author that a document can have is in the vocabulary, and no other, and is said in words."""

from __future__ import annotations

import pytest
from tiny import document

from ingest.annotation.speaker import speaker
from ontology.vocabulary import ID, vocabulary
from qa_service.wording import author

CHAIR = document("It is better.", kind="cabinet-report", title="Report of the independent chair")


def test_the_authors_of_the_vocabulary_are_those_that_documents_have() -> None:
    found = {speaker(document("It is good.", kind=kind.key)) for kind in vocabulary().kinds.values()} | {speaker(CHAIR)}
    assert found == {known.key for known in vocabulary().speakers.values() if f"{ID}speaker/author" in known.broader}


def test_a_speaker_is_an_author_or_a_voice() -> None:
    known = vocabulary().speakers
    assert {iri for iri, concept in known.items() if not concept.broader} == {
        f"{ID}speaker/author",
        f"{ID}speaker/voice",
    }
    assert {len(concept.broader) for concept in known.values()} == {0, 1}


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("sif", "inspectors"),
        ("cabinet-report", "the council about itself"),
        ("guidance", "Ofsted’s guidance"),
        ("other", "an author that the document does not name"),
    ],
)
def test_an_author_is_said_in_words(kind: str, words: str) -> None:
    assert author(document("It is good.", kind=kind)) == words
    assert author(CHAIR) == "the independent chair of the improvement board"
