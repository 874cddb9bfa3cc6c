"""Passages that say nearly the same are listed with the best of them, and none is lost."""

from __future__ import annotations

from graph.store import Store
from qa_service.compose.repetition import repetitions
from qa_service.service import answer

FINDING = (
    "Social workers in the assessment team carry caseloads that are far too high, and visits to children are late."
)
SUMMARY = "Caseloads of social workers in the assessment team are far too high, and visits to children are late."
OTHER = "Foster carers value the training that they receive, and most would recommend the service to their friends."


def test_what_says_nearly_the_same_is_listed_under_the_first() -> None:
    assert repetitions([FINDING, OTHER, SUMMARY]) == {0: [2]}


def test_each_is_listed_once() -> None:
    assert repetitions([FINDING, SUMMARY, FINDING]) == {0: [1, 2]}


def test_a_short_passage_repeats_nothing() -> None:
    assert repetitions(["Visits are late.", "Visits to children are late."]) == {}


def test_what_shares_only_some_words_is_no_repetition() -> None:
    assert repetitions([FINDING, OTHER]) == {}


def test_evidence_names_the_items_that_repeat_it_and_keeps_them(sample: Store) -> None:
    given = answer(sample, "What was said about female genital mutilation over the years?")
    ids = [item.id for item in given.evidence]
    for item in given.evidence:
        assert all(ids.index(other) > ids.index(item.id) for other in item.repeated_by)
    listed = [other for item in given.evidence for other in item.repeated_by]
    assert len(listed) == len(set(listed))


def test_a_statement_made_twice_in_a_report_is_grouped(croydon: Store) -> None:
    given = answer(croydon, "What was said about sharing information on missing children in 2017?")
    assert any(item.repeated_by for item in given.evidence)
