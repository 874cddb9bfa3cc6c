"""A message that seems to name a child is told from one that does not."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from graph.store import Store
from qa_service.child import names_child, officials_of


@pytest.mark.parametrize(
    "message",
    [
        "What happened to my daughter Kayleigh?",
        "What did Ofsted say about my pupil Jordan Smithson?",
        "Was a boy called Tyrone Bagley taken into care?",
        "was a child named kayleigh bagley taken into care",
        "Did anyone visit Jayden Bagley, aged 9?",
        "Jayden Bagley (9 years old) went missing",
        "Kayleigh Bagley, a looked after child in Northmere",
        "Jayden Bagley is my pupil. Who is his social worker?",
        "Is there a report on Jayden? He is my son.",
        "Has the council seen pupil Jayden Bagley?",
        "Sharon Bagley's son was missed",
        "child with date of birth 12/03/2014 in Northmere",
        "dob: 3 May 2012",
        "the son of the complainant, D.O.B. 2012-05-03",
    ],
)
def test_a_message_that_names_a_child_is_told(message: str) -> None:
    assert names_child(message)


@pytest.mark.parametrize(
    "message",
    [
        "",
        "What was said about return home interviews over time?",
        "What did Ofsted say about children in Northmere?",
        "How many children aged 9 to 12 were in care in 2016?",
        "What about care leavers aged 18 in Croydon?",
        "How are 16 and 17 year olds who are homeless housed in Kingston upon Thames?",
        "What Did Inspectors Say About Child Protection Conferences?",
        "what is said about the Children Act 1989",
        "Is a child in need plan reviewed in Bath and North East Somerset?",
        "Is each child's voice heard? Ofsted asked.",
        "Northmere's children are well cared for",
        "Do you know how many children named a trusted adult?",
        "Is a child named in the plan?",
        "What is Pupil Premium?",
        "When is a young person Gillick competent?",
        "What does my council do about Early Help?",
        "Who was the lead inspector in 2019?",
        "Was Lanternway praised by young people?",
        "CSE and CAMHS for a child",
        "Our pupils in Sutton: what about exclusions?",
    ],
)
def test_other_messages_are_not(message: str) -> None:
    assert not names_child(message)


def test_people_in_public_posts_are_no_children(sample: Store) -> None:
    officials = officials_of(sample.corpus)
    assert {"Rosalind Vayle", "Sunita Garrand"} <= officials
    for message in (
        "What does Rosalind Vayle say of a child, Rosalind Vayle?",
        "Which young person Sunita Garrand met",
    ):
        assert not names_child(message, officials)
    assert names_child("Sunita Garrand's daughter was missed", officials)
    assert names_child("Did Sunita Garrand meet my son Jayden Bagley?", officials)


def test_no_question_about_services_is_held_back() -> None:
    folder = Path(__file__).parent.parent / "benchmarks" / "questions"
    lines = [
        line for name in ("development", "training") for line in (folder / f"{name}.jsonl").read_text().splitlines()
    ]
    questions = [json.loads(line)["question"] for line in lines]
    assert len(questions) > 500
    assert [question for question in questions if names_child(question)] == []


def test_it_takes_time_in_proportion_to_the_message() -> None:
    started = time.process_time()
    for message in (
        "A " * 20_000,
        "Jack'" * 10_000,
        "my " * 20_000,
        "child called " * 5_000,
        "Aa Bb, a b c d " * 5_000,
    ):
        names_child(message)
    assert time.process_time() - started < 2
