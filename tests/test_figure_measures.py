"""What a figure measures, and of whom, is told in the words of the text, and left open where it is not sure."""

from __future__ import annotations

import pytest
from figures import measured, words

# What is measured


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("At 31 May 2016, 342 children were the subject of a plan.", "children were the subject of a plan"),
        ("There were 16 approved adopters; more are needed.", "approved adopters"),
        (
            "Approximately 38,383 children and young people under the age of 18 years live in Eastmere.",
            "children and young people under the age of 18 years live in Eastmere",
        ),
        ("Currently, there are 32 families in the scheme, which is new.", "families in the scheme"),
        ("Inspectors looked at 14 case files for this.", "case files"),
        ("Only 52% of contacts were decided within a day.", "contacts were decided within a day"),
        ("They work in pairs, and 9% of them hold a degree.", "hold a degree"),
        ("The proportion of care leavers in work is 52%.", "The proportion of care leavers in work"),
        ("The average caseload has fallen to 19.", "The average caseload"),
        ("Staff turnover is 12%.", "Staff turnover"),
        ("In 2014–15, the number of adoptions rose to 45.", "the number of adoptions"),
        ("A third of social workers are new to the work.", "social workers are new to the work"),
        ("Three of the 12 children seen were safe.", "children seen were safe"),
        ("Of 12 children, nine were safe at home.", "were safe at home"),
        ("It paid from a budget of £10,000.", "budget"),
        ("The council reports that the turnover of staff is 7%.", "the turnover of staff"),
    ],
)
def test_what_is_measured_is_told_in_the_words_of_the_text(text: str, measures: str) -> None:
    assert measures in [found for _, found in words(text, "measures")]


@pytest.mark.parametrize(
    "text",
    [
        "Initial visits took place within 72 hours.",
        "Police attended 34% of conferences.",
        "The contract was let for £185,000.",
        "The average is 19.",
        "It stands at 52%.",
        "The percentage seen was in line with the average at 89%.",
        "Health assessments were timely in 74% of cases.",
        "The inspection was made by seven Her Majesty’s Inspectors.",
        "It is 92% of those that came.",
    ],
)
def test_what_is_measured_is_left_open_where_it_is_not_sure(text: str) -> None:
    assert [found for _, found in words(text, "measures")] == [None]


@pytest.mark.parametrize(
    ("text", "printed", "measures"),
    [
        (
            "28% of them were not in education, employment or training.",
            "28%",
            "were not in education, employment or training",
        ),
        ("69% of plans were good, which is new.", "69%", "plans were good"),
        ("69% of plans were good and the rest were late.", "69%", "plans were good"),
        ("69% of plans were good (51% in 2014).", "69%", "plans were good"),
        ("69% of plans were good in 2014–15.", "69%", "plans were good"),
        ("69% of plans were good, higher than the national average of 51%.", "69%", "plans were good"),
        ("69% of plans are better than the national average of 51%.", "69%", None),
        (
            "Two workers have between 35 and 40 cases at a time.",
            "Two",
            "workers have between 35 and 40 cases at a time",
        ),
    ],
)
def test_what_is_measured_ends_where_the_clause_does(text: str, printed: str, measures: str | None) -> None:
    assert (printed, measures) in words(text, "measures")


def test_two_verbs_of_one_subject_are_measured_together() -> None:
    text = "Five young people ceased to be looked after and are living on their own."
    assert words(text, "measures") == [("Five", "young people ceased to be looked after and are living on their own")]


@pytest.mark.parametrize(
    "text",
    [
        "An average of 14 in one team and 22 in the other mean that work is good.",
        "55 young people have accessed, or are accessing, courses.",
    ],
)
def test_a_clause_that_is_cut_is_not_what_is_measured(text: str) -> None:
    assert words(text, "measures")[-1][1] in (None, "young people")


def test_an_item_of_a_list_measures_what_follows_its_number() -> None:
    read = measured("395 live with foster families", stem="Of this number:")
    assert read.words(0, read.figures[0].measures) == "live with foster families"


def test_the_sentence_that_goes_on_about_a_figure_shares_what_it_measures() -> None:
    text = "At 31 March 2016, 358 children were looked after (a rate of 54 per 10,000 children). This is an increase from 340 (52 per 10,000 children) at 31 March 2015."
    assert words(text, "measures") == [
        (number, "children were looked after") for number in ("358", "54 per 10,000", "340", "52 per 10,000")
    ]
    assert [figure.date for figure in measured(text).figures] == ["2016-03-31"] * 2 + ["2015-03-31"] * 2


def test_a_sentence_after_two_figures_shares_nothing() -> None:
    text = "There were 40 boys and 50 girls. This is an increase from 70."
    assert words(text, "measures")[2] == ("70", None)


# Of whom


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("52% of looked after children moved.", "looked after children"),
        ("There are 40 children looked after.", "children looked after"),
        ("It helps 12 family support workers.", "family support workers"),
        ("Of 20 children and young people, none left.", "children and young people"),
        ("Some 30 unaccompanied asylum-seeking children live here.", "unaccompanied asylum-seeking children"),
        ("The proportion of care leavers in work is 52%.", "care leavers"),
        ("Three of the last 12 cases were late.", "cases"),
    ],
)
def test_the_group_is_named_in_the_words_of_the_text(text: str, group: str) -> None:
    assert group in [found for _, found in words(text, "group")]


@pytest.mark.parametrize(
    "text",
    [
        "The council runs 12 children's homes.",
        "There were 12 staff meetings.",
        "It met 20 children and carers.",
        "It met 20 children, parents and carers.",
        "52% of contacts were decided.",
        "There were 11 vacancies in fostering households.",
    ],
)
def test_a_noun_that_only_begins_with_people_is_no_group(text: str) -> None:
    assert [found for _, found in words(text, "group")] == [None]
