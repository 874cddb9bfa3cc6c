"""What kind of answer a question asks for is told by how it is put."""

from __future__ import annotations

import pytest

from qa_service.answer import KINDS
from qa_service.intent import intent_of, states_intent

PHRASINGS = {
    "timeline": [
        "How has supervision changed between 2016 and 2020?",
        "Trace the response to children who run off",
        "What is the trend in agency staffing?",
        "Has the front door got better or worse?",
        "What became of caseloads over the years?",
        "What has been said about neglect since 2016?",
        "Private fostering year by year",
        "Across all the reports, how well are complaints dealt with?",
        "Has the duty team got any better?",
        "Complaints, 2014 onwards",
        "How has neglect been described from 2014 to 2023?",
        "What has every report said about adoption?",
    ],
    "judgement": [
        "How were services for care leavers graded?",
        "What rating did Ofsted give for leadership?",
        "Was adoption judged good?",
        "What was the Ofsted outcome in 2019?",
    ],
    "figure": [
        "How much did the Lanternway contract cost?",
        "What share of posts were held by agency workers?",
        "How many flats were open in 2020?",
        "What was the average wait for CAMHS?",
        "re-referral rate?",
    ],
    "recommendation": [
        "What did inspectors recommend on private fostering?",
        "What must be improved about supervision?",
        "What were the areas for improvement in the 2021 letter?",
        "What was the council told to do about bed and breakfast?",
        "Which priority actions were set?",
        "What must the council fix after the 2019 inspection?",
        "What did the 2016 report tell the board to do?",
        "What did the letter ask for on private fostering?",
        "Which improvements required of the council were about schools?",
    ],
    "actor": [
        "Who chaired the board in 2018?",
        "What did children say about their workers?",
        "What were the views of adopters?",
        "Who took over from Lionel Frethey?",
        "and who led the visit?",
        "Complaints: what was wrong, and who should put it right?",
        "Which body runs the service?",
        "What has the judge told inspectors?",
    ],
    "definition": [
        "What is a DCS?",
        "What does CAMHS stand for?",
        "LSCB = ?",
        "What do the letters PLO mean?",
        "Define permanence",
    ],
    "comparison": [
        "Compare the front door in 2016 with 2019",
        "Is supervision better in 2019 than in 2016?",
        "What is the difference between the 2018 letter and the 2021 letter?",
        "Supervision 2016 vs 2020",
        "Agency staff: 2016 against 2019?",
        "Did more young people stay with their foster carers in 2019 than in 2016?",
    ],
    "count": [
        "How many reports mention neglect?",
        "Which councils have been rated inadequate?",
        "In how many documents is adoption discussed?",
        "List all authorities",
        "How many of the 2019 reports gave a grade of good?",
        "Which London boroughs were outstanding?",
        "Whose leaders were outstanding in 2019?",
        "How many short inspections were reports of 2019?",
    ],
    "guidance": [
        "How soon must a monitoring visit follow?",
        "Are councils required to offer return interviews?",
        "What should happen when a child is found?",
    ],
    "theme": [
        "What was said about private fostering?",
        "Tell me about the emergency duty team",
        "Why do children go missing?",
        "care leavers accommodation",
        "what is adoption?",
        "Were children whose parents had moved away safe?",
    ],
}


@pytest.mark.parametrize(
    ("kind", "question"), [(kind, question) for kind, questions in PHRASINGS.items() for question in questions]
)
def test_the_kind_is_told_from_the_phrasing(kind: str, question: str) -> None:
    assert intent_of(question) == kind


@pytest.mark.parametrize(
    ("kind", "question"), [(kind, question) for kind, questions in PHRASINGS.items() for question in questions]
)
def test_capitals_and_a_missing_question_mark_change_nothing(kind: str, question: str) -> None:
    assert intent_of(question.lower().replace("lscb", "LSCB").replace("dcs", "DCS").rstrip("?").strip()) == kind
    assert intent_of(f"  {question}  ") == kind


def test_every_kind_of_the_contract_but_none_can_be_asked_for() -> None:
    assert {*PHRASINGS} == {*KINDS} - {"none"}


def test_counting_reports_is_not_reading_off_a_figure() -> None:
    assert intent_of("How many reports mention flats?") == "count"
    assert intent_of("How many flats do the reports mention?") == "figure"


def test_a_word_in_small_letters_is_a_subject_and_not_an_abbreviation() -> None:
    assert intent_of("What is supervision?") == "theme"
    assert intent_of("What is the NAP?") == "definition"


@pytest.mark.parametrize(
    ("question", "stated"),
    [
        ("and in 2019?", False),
        ("what about care leavers?", False),
        ("was that up or down?", False),
        ("did they fix it?", False),
        ("and who chaired it?", True),
        ("how many in 2019?", True),
        ("has that improved since?", True),
    ],
)
def test_whether_a_follow_up_states_its_own_kind(question: str, stated: bool) -> None:
    assert states_intent(question) is stated
