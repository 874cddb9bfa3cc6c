"""What an abbreviation stands for is said in the words of the documents, and quoted where they define it."""

from __future__ import annotations

import pytest
from answers import computed, dated, quoted

from graph.store import Store
from qa_service.service import answer


@pytest.mark.parametrize(
    ("question", "expansion", "words"),
    [
        ("What does NAP stand for?", "NAP: Northmere Access Point.", "the Northmere Access Point (NAP)"),
        ("what does nap stand for", "NAP: Northmere Access Point.", "the Northmere Access Point (NAP)"),
        (
            "What is the LSCB?",
            "LSCB: Local Safeguarding Children Board.",
            "The Local Safeguarding Children Board (LSCB)",
        ),
        ("PLO = ?", "PLO: public law outline.", "under the public law outline (PLO)"),
        (
            "What do the letters CAMHS mean?",
            "CAMHS: child and adolescent mental health service.",
            "child and adolescent mental health service (CAMHS)",
        ),
        ("HMI abbreviation", "HMI: Her Majesty's Inspectors.", "Her Majesty's Inspectors (HMI)"),
    ],
)
def test_the_expansion_is_said_and_its_defining_sentence_quoted(
    sample: Store, question: str, expansion: str, words: str
) -> None:
    given = answer(sample, question)
    assert given.kind == "definition"
    assert computed(given) == [expansion]
    assert words in quoted(given)[0]
    assert given.answer.startswith(expansion)


def test_every_document_that_defines_it_is_quoted(sample: Store) -> None:
    given = answer(sample, "What is a DCS?")
    assert [date for date, _ in dated(given)] == [
        "2016-11-28",
        "2017-02-14",
        "2019-11-15",
        "2020-10-13",
    ]
    assert all("(DCS)" in text for text in quoted(given))


def test_one_expansion_is_not_given_twice_for_its_capitals(sample: Store) -> None:
    assert len(computed(answer(sample, "What is a DCS?"))) == 1


def test_an_abbreviation_that_is_defined_in_the_plural_is_found(sample: Store) -> None:
    given = answer(sample, "What is an IRO?")
    assert "independent reviewing officers (IROs)" in quoted(given)[0]
    assert any("independent reviewing officer" in text for text in computed(given))


def test_an_abbreviation_that_no_document_has_is_refused(sample: Store) -> None:
    given = answer(sample, "What does XQZ stand for?")
    assert not given.answered
    assert given.kind == "none"
    assert quoted(given) == []


def test_croydon_abbreviations_are_expanded_from_the_papers(croydon: Store) -> None:
    given = answer(croydon, "What do the letters ASYE mean?")
    assert any(
        "assessed and supported year in employment" in text.lower() for text in [*computed(given), *quoted(given)]
    )
