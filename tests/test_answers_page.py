"""The page "What answers look like" shows what is answered, one question of each kind, and every sentence of it is sound."""

from __future__ import annotations

import re

import pytest

from benchmarks.promises import faults
from graph.store import Store
from qa_service.answer import KINDS as ALL_KINDS
from qa_service.answer import Answer
from qa_service.service import answer
from sample.answers import KINDS, PAGE, SHOWN, SIDE_BY_SIDE, page

CONTENT = {
    "timeline": (
        "no care leaver has stayed in bed and breakfast since February 2018",
        "The use of bed and breakfast for young people who have just turned 18 is not acceptable",
        "2 documents do not mention it",
    ),
    "judgement": (
        "leadership, management and governance: inadequate",
        "children and families: good",
        "not directly comparable",
    ),
    "figure": ("71%", "Eighty-eight per cent", "91%"),
    "recommendation": (
        "5 recommendations or areas for improvement",
        "The range of permanent tenancies for care leavers",
    ),
    "actor": ("We find out there's a new social worker when a stranger knocks at the door",),
    "theme": ("Adoption remains strong", "398 days after entering care"),
    "comparison": ("The use made of information from return home interviews is poor", "in Northmere are a strength"),
    "definition": ("DCS: director of children's services.",),
    "count": ("5 of 6 documents mention foster carers", "SELECT DISTINCT"),
    "none": (
        "Not in these documents. The documents give no grade of outstanding here.",
        "overall effectiveness: requires improvement",
    ),
}
"""What a reader should find in each answer as it is shown."""


@pytest.fixture(scope="module")
def answers(sample: Store) -> dict[str, Answer]:
    return {kind: answer(sample, question) for kind, (question, _) in KINDS.items()}


@pytest.fixture(scope="module")
def sections() -> dict[str, str]:
    """The part of the page on each kind."""
    parts = PAGE.read_text(encoding="utf-8").split("\n## ")[1:]
    return dict(zip(KINDS, parts, strict=True))


def test_the_page_is_made_of_the_answers_that_are_given(sample: Store) -> None:
    assert PAGE.read_text(encoding="utf-8") == page(sample), "make reference"


def test_there_are_ten_kinds_and_guidance_of_which_the_sample_has_none() -> None:
    assert len(KINDS) == 10
    assert set(ALL_KINDS) - set(KINDS) == {"guidance"}


@pytest.mark.parametrize("kind", KINDS)
def test_each_question_is_answered_by_its_kind(answers: dict[str, Answer], kind: str) -> None:
    assert answers[kind].kind == kind
    assert answers[kind].answered == (kind != "none")


@pytest.mark.parametrize("kind", KINDS)
def test_each_answer_keeps_its_promises(sample: Store, answers: dict[str, Answer], kind: str) -> None:
    assert list(faults(sample, answers[kind])) == []


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_shown_is_what_a_reader_looks_for(sections: dict[str, str], kind: str) -> None:
    assert sections[kind].startswith(f"{KINDS[kind][0]}\n")
    assert [words for words in CONTENT[kind] if words not in sections[kind]] == []


@pytest.mark.parametrize("kind", KINDS)
def test_quotations_are_whole_and_those_left_out_are_counted(
    sections: dict[str, str], answers: dict[str, Answer], kind: str
) -> None:
    of_answer = [line.strip() for line in answers[kind].answer.splitlines() if line.startswith("  “")]
    shown = re.findall(r"^> - (“.*)$", sections[kind], re.M)
    assert [line for line in of_answer if line in shown] == shown
    assert len(shown) <= SHOWN or kind in SIDE_BY_SIDE
    counted = re.search(r"^(\d+) more quotations? of this answer", sections[kind], re.M)
    assert len(of_answer) - len(shown) == (int(counted[1]) if counted else 0)


@pytest.mark.parametrize("kind", KINDS)
def test_all_other_lines_are_those_of_the_answer_and_no_document_is_named_for_nothing(
    sections: dict[str, str], answers: dict[str, Answer], kind: str
) -> None:
    lines = {line.strip() for line in answers[kind].answer.splitlines()}
    quoted = re.findall(r"^> (?:- )?(.+)$", sections[kind], re.M)
    assert set(quoted) <= lines
    leads = [statement.text for statement in answers[kind].statements if statement.type == "computed"]
    assert [lead for lead in leads if lead not in quoted] == []
    assert not re.search(
        r"^> .*; words of .*\n>\n(?:> Grade in force: .*\n>\n)?(?!> - “|> Grade in force: )", sections[kind], re.M
    )
