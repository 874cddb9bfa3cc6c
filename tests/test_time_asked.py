"""Where a question names a time, only documents of that time are quoted; where none of them speaks of it, that is said."""

from __future__ import annotations

import pytest
from answers import computed, dated

from graph.store import Store
from qa_service.service import answer


@pytest.mark.parametrize(
    ("question", "dates"),
    [
        ("What was said about caseloads in 2018?", {"2018-07-09"}),
        ("What was said about supervision in 2016?", {"2016-11-28"}),
        ("What does the latest report say about foster carers?", {"2021-11-23"}),
        ("What did foster carers tell inspectors in 2016?", {"2016-11-28"}),
    ],
)
def test_only_documents_of_the_time_are_quoted(sample: Store, question: str, dates: set[str]) -> None:
    given = answer(sample, question)
    assert given.kind in ("theme", "actor")
    assert {date for date, _ in dated(given)} == dates


def test_documents_of_other_times_stand_in_the_evidence_after_those_of_the_time(sample: Store) -> None:
    given = answer(sample, "What was said about caseloads in 2018?")
    of_time = [item.document["date"] == "2018-07-09" for item in given.evidence]
    assert of_time == sorted(of_time, reverse=True)
    assert not all(of_time)
    assert not any(item.highlights for item in given.evidence if item.document["date"] != "2018-07-09")


def test_what_says_nothing_of_the_subject_is_not_quoted_for_being_of_the_time(sample: Store) -> None:
    given = answer(sample, "What was said about caseloads in 2018?")
    assert not any("Her Majesty’s Inspector" in text for _, text in dated(given))


def test_that_no_document_of_the_time_speaks_of_it_is_said(sample: Store) -> None:
    given = answer(sample, "What was said about private fostering in 2018?")
    assert given.answered
    assert "No document of 2018 speaks of this; what is quoted is from other documents." in computed(given)
    assert "2018-07-09" not in {date for date, _ in dated(given)}
