"""Whom a number is about that names nobody itself is told from the rest of its sentence, and left open where nobody is named."""

from __future__ import annotations

import pytest
from figures import words


@pytest.mark.parametrize(
    ("text", "printed", "group"),
    [
        ("Of the 64 nurses who were trained, 30 are in post.", "30", "nurses"),
        ("Sixty young people live with friends and 14 are in shared houses.", "14", "young people"),
        ("In spelling, 81% of pupils did well and, in maths, 73% did well.", "73%", "pupils"),
        ("Nine mothers came, two alone and seven with a friend.", "Nine", "mothers"),
        ("It met parents, 95% of whom opt for a visit.", "95%", "parents"),
        ("Older girls (23% are over 15) wait longer.", "23%", "Older girls"),
        ("Students achieve little, and one in five are not known to a dentist.", "one in five", "Students"),
        ("Looked after children’s health reviews are thorough and most (90%) are held in time.", "90%", "children’s"),
        ("In May 84% of babies were placed within 20 miles, and 93% within 60 miles.", "93%", "babies"),
        ("63 babies left the ward, of whom six subsequently returned to it.", "six", "babies"),
        ("• Six are unaccompanied children.", "Six", "unaccompanied children"),
        ("There are 36 trainees, but only seven are care leavers.", "seven", "care leavers"),
        ("For children who were adopted, the average wait was 336 days.", "336", "children"),
        ("Guides help young people to study, and 37 attend a college.", "37", "young people"),
        ("The rate of children in care is 34.5 per 10,000.", "34.5 per 10,000", "children in care"),
    ],
)
def test_a_number_without_a_noun_is_about_those_named_before(text: str, printed: str, group: str) -> None:
    found = dict(words(text, "group"))
    assert found[printed] is not None
    assert group in str(found[printed])


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("In all, 58 live with host families, of whom 22 live far away.", "22"),
        ("Nineteen were girls in need, 12 were boys in need and 41 were not known to the service.", "41"),
        ("Children like the centre, which has two halls.", "two"),
        ("Parents are content, and it was let for £185,000.", "£185,000"),
        ("Inspectors saw delays of up to six months.", "six"),
        ("The average number of days between a child entering care and leaving it was 144.", "144"),
        ("Only 52% were seen within seven days of referral.", "seven"),
    ],
)
def test_a_number_is_about_nobody_where_those_named_are_others(text: str, printed: str) -> None:
    assert dict(words(text, "group"))[printed] is None


@pytest.mark.parametrize(
    ("text", "printed", "group"),
    [
        ("About 62% of strategy meetings were on time.", "62%", "strategy meetings"),
        ("The majority (62%) of strategy meetings were on time.", "62%", "strategy meetings"),
        ("Neglect features in 54% of plans, emotional harm in 29% and injuries in 2%.", "2%", "plans"),
        ("Most pupils have current health reviews (87%), eye tests (86%) and plans (83%).", "87%", "pupils"),
        ("Most pupils have current health reviews (87%), eye tests (86%) and plans (83%).", "86%", "pupils"),
    ],
)
def test_a_share_of_cases_is_about_them(text: str, printed: str, group: str) -> None:
    assert dict(words(text, "group"))[printed] == group


def test_a_count_of_what_is_done_is_about_nobody() -> None:
    assert words("Officers made 12 visits and 14 plans.", "group") == [("12", None), ("14", None)]


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("It placed two groups of brothers and sisters.", "groups of brothers and sisters"),
        ("It has five social work assistants.", "social work assistants"),
        ("It reviewed 45 team around the family (TAF) cases.", "team around the family (TAF) cases"),
        ("There are 12 homeless 16- and 17-year-olds.", "homeless 16- and 17-year-olds"),
        ("It approved two foster to adopt families.", "foster to adopt families"),
        ("There are 18 cared for children in the area.", "cared for children"),
        ("Five children looked after post-16 are in work.", "children looked after"),
        ("It lost four permanent social workers and one manager.", "permanent social workers"),
        ("Nine couples and three single adopters waited.", "couples"),
        ("It had four directors of children’s services.", "directors of children’s services"),
        ("It paid for 40 newly qualified social workers.", "newly qualified social workers"),
    ],
)
def test_the_name_of_a_group_may_hold_small_words_and_verbs(text: str, group: str) -> None:
    assert words(text, "group")[0][1] == group


def test_the_first_words_of_another_name_are_no_group() -> None:
    assert words("It has seven children in need teams.", "group") == [("seven", None)]
    assert words("There are two Children in Care Councils.", "group") == [("two", None)]
