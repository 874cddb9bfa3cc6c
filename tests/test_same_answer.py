"""Promise 2: the same question to the same documents has the same answer, asked again, of a store opened anew or built anew."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from answers import told
from northmere import SAMPLE
from tiny import take_vectors

from graph.build import build
from graph.store import Store, open_store
from qa_service.service import answer, prepare

QUESTIONS = (
    ("What was said about return home interviews over time?", ()),
    ("How was leadership graded?", ()),
    ("What share of social work posts were filled by agency staff?", ()),
    ("What did the 2016 inspection recommend on private fostering?", ()),
    ("Who has chaired the improvement board?", ()),
    ("What is a DCS?", ()),
    ("Compare supervision in 2016 and 2019", ()),
    ("How many documents mention neglect?", ()),
    ("and three years earlier?", ("Who was the lead inspector in 2019?",)),
    ("What did Birmingham's inspection say about caseloads?", ()),
)


@pytest.fixture(scope="module")
def rebuilt(sample_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store built anew from a copy of the sample under other names, with the vectors that the first build kept."""
    folder = tmp_path_factory.mktemp("rebuilt")
    shutil.copytree(SAMPLE, folder / "documents")
    build([folder / "documents"], take_vectors(folder / "store", sample_path))
    return open_store(folder / "store")


@pytest.fixture(scope="module")
def opened_anew(sample_path: Path) -> Store:
    return open_store(sample_path)


@pytest.mark.parametrize(("question", "history"), QUESTIONS)
def test_a_question_asked_twice_has_one_answer(sample: Store, question: str, history: tuple[str, ...]) -> None:
    first, second = answer(sample, question, history), answer(sample, question, history)
    assert first == second
    assert told(first) == told(second)
    assert first.answer


@pytest.mark.parametrize(("question", "history"), QUESTIONS)
def test_a_store_opened_anew_gives_the_same_answer(
    sample: Store, opened_anew: Store, question: str, history: tuple[str, ...]
) -> None:
    assert opened_anew is not sample
    assert told(answer(opened_anew, question, history)) == told(answer(sample, question, history))


@pytest.mark.parametrize(("question", "history"), QUESTIONS)
def test_a_store_built_anew_gives_the_same_answer(
    sample: Store, rebuilt: Store, question: str, history: tuple[str, ...]
) -> None:
    assert told(answer(rebuilt, question, history)) == told(answer(sample, question, history))


@pytest.mark.parametrize(("question", "history"), QUESTIONS)
def test_a_store_prepared_for_questions_gives_the_same_answer(
    sample: Store, changeable: Store, question: str, history: tuple[str, ...]
) -> None:
    prepare(changeable)
    assert told(answer(changeable, question, history)) == told(answer(sample, question, history))


def test_the_answers_differ_where_the_questions_do(sample: Store) -> None:
    assert len({answer(sample, question, history).answer for question, history in QUESTIONS}) == len(QUESTIONS)


def test_what_was_asked_before_leaves_no_trace_in_the_store(sample: Store) -> None:
    question, history = QUESTIONS[0]
    first = told(answer(sample, question, history))
    for other, earlier in QUESTIONS[1:]:
        answer(sample, other, earlier)
    assert told(answer(sample, question, history)) == first


def test_time_is_no_part_of_an_answers_identity(sample: Store) -> None:
    given = answer(sample, QUESTIONS[0][0])
    assert given.took_ms >= 0
    assert given == answer(sample, QUESTIONS[0][0])
