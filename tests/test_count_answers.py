"""Counts of documents and of councils, each with its denominator and what was counted."""

from __future__ import annotations

import re

import pytest
from answers import computed, dated, quoted

from graph.store import Store
from qa_service.service import answer


@pytest.mark.parametrize(
    ("question", "dates"),
    [
        ("How many documents mention neglect?", {"28 November 2016", "15 November 2019"}),
        ("In how many reports is female genital mutilation discussed?", {"28 November 2016"}),
        ("How many documents mention adoption?", {"28 November 2016", "15 November 2019"}),
        (
            "How many papers mention agency staff?",
            {
                "28 November 2016",
                "14 February 2017",
                "9 July 2018",
                "15 November 2019",
                "13 October 2020",
                "23 November 2021",
            },
        ),
    ],
)
def test_documents_are_counted_and_named(sample: Store, question: str, dates: set[str]) -> None:
    given = answer(sample, question)
    assert given.kind == "count"
    [lead] = computed(given)
    assert re.match(rf"{len(dates)} of 6 documents mentions? ", lead)
    every = {
        "28 November 2016",
        "14 February 2017",
        "9 July 2018",
        "15 November 2019",
        "13 October 2020",
        "23 November 2021",
    }
    assert {date for date in every if f"({date})" in lead} == dates
    assert given.coverage.documents_with == len(dates)
    assert len(given.coverage.silent) == 6 - len(dates)


def test_one_passage_of_each_document_is_quoted(sample: Store) -> None:
    given = answer(sample, "How many documents mention neglect?")
    assert [date for date, _ in dated(given)] == ["2016-11-28", "2019-11-15"]
    assert all("neglect" in text for text in quoted(given))


def test_councils_with_a_grade_are_listed_with_all_their_grades(sample: Store) -> None:
    given = answer(sample, "Which councils have been inadequate?")
    assert given.kind == "count"
    assert computed(given) == [
        "1 of 1 authority with a grade for overall effectiveness: inadequate.",
        "Northmere: inadequate (28 November 2016), requires improvement (15 November 2019).",
        "The grades were given under different inspection frameworks and are not directly comparable.",
    ]


def test_councils_that_moved_from_one_grade_to_another_are_listed(sample: Store) -> None:
    given = answer(sample, "Which authorities went from inadequate to requires improvement?")
    assert (
        computed(given)[0]
        == "1 of 1 authority with a grade for overall effectiveness: inadequate to requires improvement."
    )


def test_the_order_of_the_grades_counts(sample: Store) -> None:
    given = answer(sample, "Which authorities went from requires improvement to inadequate?")
    assert computed(given) == [
        "0 of 1 authority with a grade for overall effectiveness: requires improvement to inadequate."
    ]
    assert "Northmere:" not in given.answer


def test_a_count_of_none_is_an_answer_and_not_a_guess(sample: Store) -> None:
    given = answer(sample, "Which councils have been rated outstanding overall?")
    assert "Northmere:" not in given.answer
    assert quoted(given) == []


def test_only_the_documents_of_the_period_are_counted(sample: Store) -> None:
    [lead] = computed(answer(sample, "How many reports since 2019 mention neglect?"))
    assert re.match(r"1 of 3 documents mentions? neglect", lead)


def test_a_name_that_is_no_theme_is_not_said_to_be_absent(sample: Store) -> None:
    given = answer(sample, "How many documents mention Lanternway?")
    assert given.answered, given.answer
    assert "Lanternway" in given.statements[0].text
    assert all(re.match(r"4 of 6 documents mention", text) for text in computed(given))


def test_the_documents_themselves_are_counted(sample: Store) -> None:
    given = answer(sample, "How many reports are there?")
    assert any(re.search(r"\b6\b", text) for text in computed(given))


def test_the_councils_themselves_are_listed(sample: Store) -> None:
    statements = computed(answer(sample, "List all authorities"))
    assert any("Northmere" in text for text in statements)
    assert not any("mention" in text for text in statements)


def test_the_croydon_documents_that_mention_private_fostering_are_counted(croydon: Store) -> None:
    given = answer(croydon, "How many documents mention private fostering?")
    with_the_words = {
        passage.document for passage in croydon.corpus.passages if "private foster" in passage.text.lower()
    }
    assert computed(given)[0].startswith(f"{len(with_the_words)} of 8 documents mention private fostering")
