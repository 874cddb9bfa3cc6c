"""Over real papers, whatever is asked: quotations are word for word and cited, counts are those of the query, and all is the same again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from conftest import REPORTED

import benchmarks
from benchmarks.promises import Question, as_json, ask, asked_by_another_process, counts, faults
from graph.store import Store, open_store
from qa_service.answer import Answer
from qa_service.evaluate import read_gold

QUESTIONS = Path(benchmarks.__file__).parent / "questions"


@dataclass(frozen=True)
class Asked:
    """A store, the questions put to it, the answers, and what another process answered, as JSON."""

    store: Store
    questions: list[Question]
    answers: list[Answer]
    again: list[str]


def asked(path: Path, gold: Path) -> Asked:
    store, questions = open_store(path), read_gold(gold)
    answers = [ask(store, question) for question in questions]
    return Asked(store, questions, answers, asked_by_another_process(path, questions))


@pytest.fixture(scope="module")
def croydon_asked(croydon_path: Path, shared: Path) -> Asked:
    """The seventy gold questions, put to the papers that they are about."""
    return asked(croydon_path, shared / "gold" / "croydon.jsonl")


@pytest.fixture(scope="module")
def reports_asked(reports_path: Path) -> Asked:
    """The questions for development, put to the reports on three of the councils that they are about."""
    return asked(reports_path, QUESTIONS / "development.jsonl")


@pytest.fixture(scope="module", params=["croydon_asked", "reports_asked"])
def case(request: pytest.FixtureRequest) -> Asked:
    found: Asked = request.getfixturevalue(request.param)
    return found


def broken(case: Asked) -> Iterator[str]:
    for question, given in zip(case.questions, case.answers, strict=True):
        yield from (f"{question['id']}: {fault}" for fault in faults(case.store, given))


def test_no_answer_breaks_a_promise(case: Asked) -> None:
    assert list(broken(case)) == []


def test_another_process_gives_the_same_answers_to_the_letter(case: Asked) -> None:
    differing = [
        question["id"]
        for question, given, again in zip(case.questions, case.answers, case.again, strict=True)
        if as_json(given) != again
    ]
    assert differing == []


def test_what_is_examined_is_not_nothing(case: Asked) -> None:
    answered = [given for given in case.answers if given.answered]
    assert len(answered) >= 20
    assert all(
        any(statement.type == "quotation" for statement in given.statements) or given.kind == "count"
        for given in answered
    )
    assert sum(len(counts(given)) for given in answered) >= 10


def test_what_is_asked_of_the_reports_has_its_gold_paragraphs_in_them(reports_asked: Asked) -> None:
    known = {passage.iri for passage in reports_asked.store.corpus.passages}
    about = [
        passage["id"]
        for question in reports_asked.questions
        for passage in question["gold"]
        if passage["id"].split("/document/")[1].split("/")[0] in REPORTED
    ]
    assert len(about) > 40
    assert [iri for iri in about if iri not in known] == []


def test_counts_over_councils_are_answered_of_the_reports(reports_asked: Asked) -> None:
    kinds = [given.kind for given in reports_asked.answers]
    assert kinds.count("count") >= 5


# What would break a promise is seen


@pytest.fixture
def sound(croydon_asked: Asked) -> Answer:
    """An answer with a count and quotations."""
    found = next(given for given in croydon_asked.answers if given.kind == "timeline" and counts(given))
    assert list(faults(croydon_asked.store, found)) == []
    return found


def test_a_changed_word_is_seen(croydon_asked: Asked, sound: Answer) -> None:
    first, *others = sound.evidence
    changed = replace(sound, evidence=(replace(first, text=first.text.replace(" the ", " teh ", 1)), *others))
    assert any(fault.startswith(f"The words of {first.id}") for fault in faults(croydon_asked.store, changed))


def test_a_quotation_that_no_paragraph_has_is_seen(croydon_asked: Asked, sound: Answer) -> None:
    statements = tuple(
        replace(statement, text="All is well.") if statement.type == "quotation" else statement
        for statement in sound.statements
    )
    changed = replace(sound, statements=statements, answer=f"{sound.answer} All is well.")
    assert any(fault.startswith("Not word for word in ") for fault in faults(croydon_asked.store, changed))


def test_an_address_of_nothing_is_seen(croydon_asked: Asked, sound: Answer) -> None:
    first, *others = sound.evidence
    changed = replace(sound, evidence=(replace(first, id="https://example.org/p/1"), *others))
    assert "There is no paragraph https://example.org/p/1." in list(faults(croydon_asked.store, changed))


def test_a_count_that_its_query_does_not_give_is_seen(croydon_asked: Asked, sound: Answer) -> None:
    number, *_ = counts(sound)[0]
    computed = next(statement for statement in sound.statements if statement.type == "computed")
    wrong = replace(computed, text=computed.text.replace(str(number), str(number + 1), 1))
    changed = replace(sound, statements=(wrong,), answer=wrong.text)
    assert list(faults(croydon_asked.store, changed)) == [f"It counts {number + 1}, and its query gives {number}."]


def test_a_query_that_does_not_run_is_seen(croydon_asked: Asked, sound: Answer) -> None:
    [fault, *_] = faults(croydon_asked.store, replace(sound, sparql="SELECT"))
    assert fault.startswith("Its query does not run (")


def test_the_time_that_it_took_is_no_difference(sound: Answer) -> None:
    assert as_json(replace(sound, took_ms=99)) == as_json(sound)
    assert json.loads(as_json(sound))["question"] == sound.question
