"""The questions that the site begins with are of several kinds, and the documents answer each."""

from __future__ import annotations

from graph.store import Store
from qa_service.service import answer
from qa_service.web.examples import example_questions


def test_each_example_has_an_answer_of_another_kind(sample: Store) -> None:
    given = [answer(sample, question) for question in example_questions(sample)]
    assert all(one.answered for one in given)
    kinds = [one.kind for one in given]
    assert {"timeline", "judgement", "recommendation", "comparison"} <= set(kinds)
    assert len(kinds) >= 5
