"""`ask` prints an answer or a refusal as text or as JSON, and says in one line why a question cannot be asked."""

from __future__ import annotations

import json

import pytest
from commands import Run

from graph.store import Store


def test_an_answer_is_printed_as_text(run: Run) -> None:
    given = run("ask", "What was said about female genital mutilation over the years?")
    assert given.exit_code == 0
    assert given.output.startswith("2 passages in 1 of 6 documents mention female genital mutilation, 2016.\n")
    assert "“Work to protect girls from female genital mutilation is careful and well informed." in given.output
    assert "(paragraph 30)" in given.output
    assert "5 documents do not mention it:" in given.output


def test_an_answer_is_printed_as_json(run: Run, sample: Store) -> None:
    given = run("ask", "How was leadership graded?", "--json")
    assert given.exit_code == 0
    data = json.loads(given.output)
    assert (data["kind"], data["answered"], data["store"]) == ("judgement", True, sample.generation)
    assert data["statements"][0]["text"].startswith(
        "Northmere, 28 November 2016, leadership, management and governance: inadequate"
    )


def test_earlier_questions_are_taken_into_account_in_their_order(run: Run) -> None:
    given = run(
        "ask",
        "and three years earlier?",
        "--history",
        "What was said about adoption?",
        "--history",
        "Who was the lead inspector in 2019?",
    )
    assert given.exit_code == 0
    assert "“Lead inspector: Rosalind Vayle”" in given.output.split("\n\n")[0]


def test_a_refusal_is_no_failure_and_shows_the_nearest_passages(run: Run) -> None:
    given = run("ask", "Who was the principal social worker?")
    assert given.exit_code == 0
    assert given.output.startswith(
        "Not in these documents. No person is named in that post in these documents. 6 documents were searched, of 28 November 2016 to 23 November 2021."
    )
    nearest = given.output.split("Nearest passages:\n")[1]
    assert "(2016-11-28), paragraph 60: “Newly qualified social workers have" in nearest
    assert len(nearest.strip().splitlines()) == 5


@pytest.mark.parametrize(
    ("question", "message"),
    [
        ("", "The question is empty."),
        ("   ", "The question is empty."),
        ("x" * 10_000, "has 10,000 characters; the most that can be asked is 2,000"),
    ],
)
def test_a_question_that_cannot_be_asked_is_said_in_one_line(run: Run, question: str, message: str) -> None:
    given = run("ask", question)
    assert given.exit_code == 1
    assert message in given.output
    assert len(given.output.strip().splitlines()) == 1
