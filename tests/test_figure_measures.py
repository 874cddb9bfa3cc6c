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
        ("The percentage seen was in line with the average at 89%.", "The percentage seen"),
        ("Placement stability is also good, at 75%.", "Placement stability"),
        ("The number of children placed has increased over time, from 36 to 43.", "The number of children placed"),
        ("Young people get treatment, with average waiting times being good at four weeks.", "average waiting times"),
        ("There has been a fall in re-referrals, from 40 to 32.", "re-referrals"),
        ("They reduced the average length of proceedings, which was 27 weeks.", "average length of proceedings"),
        ("At 48%, the proportion of care leavers in work was too low.", "the proportion of care leavers in work"),
        ("Children took part in decisions about them: 19 in one year.", "Children took part in decisions about them"),
        ("Agency use has fallen from 13% to 9%.", "Agency use"),
        ("Permanent exclusions fell sharply from 12 to three.", "Permanent exclusions"),
        ("The number of girls missing also reduced, from 62 to 28.", "The number of girls missing also"),
        ("Managers worked to increase the number of mentors in post to 32.", "number of mentors in post"),
        ("Use of hotels fell, reducing costs from an average of 35 to 20.", "costs"),
        ("Though older staff left, and when possible, 43% of pupils stayed.", "pupils stayed"),
        ("More positively, in 2012, 43% of babies waited for a home.", "babies waited for a home"),
        ("Local figures indicate 96% of reviews are held in time.", "reviews are held in time"),
        ("Visits are late, though in 10% of cases contact was frequent.", "cases contact was frequent"),
    ],
)
def test_what_is_measured_is_told_in_the_words_of_the_text(text: str, measures: str) -> None:
    assert measures in [found for _, found in words(text, "measures")]


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("It is delivered via seven children’s centres.", "children’s centres"),
        ("The local authority operates one children’s home.", "children’s home"),
        (
            "Inspectors saw two cases where visits had not been made in time.",
            "cases where visits had not been made in time",
        ),
        ("It helps 22 young people to find work.", "young people"),
        ("The inspection was made by seven of Her Majesty’s Inspectors (HMI).", "Her Majesty’s Inspectors (HMI)"),
        ("Officers concluded 615 section 47 enquiries last year.", "section 47 enquiries"),
        ("It has 12 homes and works with others.", "homes"),
        ("Managers lost touch with 12 of those who had left care.", "those who had left care"),
        ("It is 92% of those that came.", "those that came"),
        ("It sends a six-monthly report to the board.", "report"),
        ("It benefits from two highly skilled lay visitors.", "highly skilled lay visitors"),
        ("It is made up of 13 children looked after.", "children looked after"),
        ("Arrangements for the 139 pupils in other schools are good.", "pupils in other schools"),
        ("The work of five social work teams is good.", "social work teams"),
        ("It helped 13 pupils (31%) who had come late.", "pupils (31%) who had come late"),
        ("It has four teaching assistants who see every pupil.", "teaching assistants who see every pupil"),
    ],
)
def test_a_count_counts_the_noun_after_it_with_what_qualifies_it(text: str, measures: str) -> None:
    assert [found for _, found in words(text, "measures")][:1] == [measures]


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("Initial visits took place within 72 hours.", "Initial visits took place"),
        ("Police attended 34% of conferences.", "Police attended 34% of conferences"),
        ("The contract was let for £185,000.", "The contract was let"),
        ("As a result, they are in touch with 90% of care leavers.", "in touch with 90% of care leavers"),
        ("Health assessments were timely in 74% of cases.", "Health assessments were timely in 74% of cases"),
        ("Any assessments taking over 35 days are read.", "assessments taking over 35 days are read"),
        ("Most plans are updated six-monthly.", "plans are updated"),
        ("A young person has 25 hours of education.", "education"),
        ("They live within a 30 mile radius of the town.", "radius of the town"),
        ("It has a £10,000 grant.", "grant"),
        ("In just over half of the cases seen, there was no plan.", "cases seen, there was no plan"),
    ],
)
def test_a_share_a_sum_or_a_length_measures_what_its_clause_tells(text: str, measures: str) -> None:
    assert [found for _, found in words(text, "measures")] == [measures]


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        (
            "A large number (109) of children looked after live outside the city.",
            "children looked after live outside the city",
        ),
        ("The very large majority (92%) of the authority’s children go to college.", "children go to college"),
        (
            "Most child protection enquiries (63%) do not lead to a plan.",
            "child protection enquiries (63%) do not lead to a plan",
        ),
        ("The number of children adopted (9%) is low.", "The number of children adopted"),
        ("The largest group is Polish (2%).", "The largest group is Polish"),
        ("The number of girls in the club is low (13).", "The number of girls in the club"),
        (
            "Many care leavers (31%), compared with other areas, were in work.",
            "care leavers (31%), compared with other areas, were in work",
        ),
        ("Many girls (40%) who came late are still waiting.", "girls (40%) who came late are still waiting"),
    ],
)
def test_a_number_in_brackets_measures_what_the_words_before_them_do(text: str, measures: str) -> None:
    assert [found for _, found in words(text, "measures")] == [measures]


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("There were 8,188 children in need compared to 11,390 in 2013.", ["children in need"] * 2),
        ("69% of plans were good (51% in 2014).", ["plans were good"] * 2),
        ("69% of plans were good, above the England average of 51%.", ["plans were good"] * 2),
        ("Most reviews are on time, an improvement from 88% to 89%.", ["reviews are on time"] * 2),
        ("Ten parents came in 2014–15 and 12 in 2015–16.", ["parents came"] * 2),
        ("Turnover is 5% (the national average is 15%).", ["Turnover", "national average"]),
        ("This is lower than the national average of 15%.", ["national average"]),
    ],
)
def test_a_figure_that_is_compared_shares_what_the_other_measures(text: str, measures: list[str]) -> None:
    assert [found for _, found in words(text, "measures")] == measures


@pytest.mark.parametrize(
    "text",
    [
        "The average is 19.",
        "It stands at 52%.",
        "This figure has risen to 13%.",
        "It has increased from 19 weeks.",
        "There are currently only four.",
        "This is an increase of 12.",
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
        ("Children who need specialist, statutory support left 12 homes.", "12", "homes"),
        (
            "25 care leavers aged 18 years and over have their own home.",
            "25",
            "care leavers aged 18 years and over have their own home",
        ),
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


def test_the_whole_is_named_without_what_is_said_of_its_part() -> None:
    text = "Almost half of the 48 children on the register have medical needs."
    assert words(text, "measures")[1] == ("48", "children on the register")


def test_members_of_a_list_in_brackets_are_measured_each_by_its_name() -> None:
    text = "Pupils have health reviews (87%), eye tests (86%) and plans (83%)."
    assert words(text, "measures") == [("87%", "Pupils have health reviews"), ("86%", "eye tests"), ("83%", "plans")]


def test_what_is_said_of_other_things_in_the_same_cases_is_told_apart() -> None:
    text = "Neglect features in 54% of plans, emotional harm in 29%."
    assert words(text, "measures")[1] == ("29%", "emotional harm")


def test_what_a_source_shows_without_a_name_is_left_open() -> None:
    assert words("The council’s own data shows 24.4 weeks.", "measures") == [("24.4", None)]


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("Conferences are held on a three-weekly basis.", "Conferences are held on a three-weekly basis"),
        ("Training has to be refreshed every three years.", "Training has to be refreshed"),
    ],
)
def test_how_often_something_is_done_measures_that(text: str, measures: str) -> None:
    assert words(text, "measures") == [("three", measures)]


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
        ("It met 20 children and carers.", "children and carers"),
        ("It met 20 children, parents and carers.", "children, parents and carers"),
        ("52% of contacts were decided.", "contacts"),
        ("Only one care leaver is not in touch.", "care leaver"),
        ("In all, 13 sets of adopters had no match.", "sets of adopters"),
        ("Over 200 delegates came.", "delegates"),
        ("Only seven of them are care leavers.", "care leavers"),
        ("A third of those children whose plans ended were safe.", "children"),
        ("It has 107 fostering households caring for children.", "fostering households"),
        (
            "The majority (95%) of reviews of looked after children take place on time.",
            "reviews of looked after children",
        ),
        ("In half of the cases seen by inspectors, plans were late.", "cases seen by inspectors"),
        ("The inspection was made by seven of Her Majesty’s Inspectors.", "Her Majesty’s Inspectors"),
        ("Workers see children within seven days.", "children"),
        ("This is an increase from 100 (35 per 10,000 children).", "children"),
    ],
)
def test_the_group_is_named_in_the_words_of_the_text(text: str, group: str) -> None:
    assert group in [found for _, found in words(text, "group")]


@pytest.mark.parametrize(
    "text",
    [
        "The council runs 12 children's homes.",
        "There were 12 staff meetings.",
        "It met 20 children and services.",
        "There were two serious case reviews.",
        "There were 11 vacancies in fostering households.",
    ],
)
def test_a_noun_that_only_begins_with_people_is_no_group(text: str) -> None:
    assert [found for _, found in words(text, "group")] == [None]
