"""Grades are stated with their inspection, area and framework, quoted where they are printed, and never compared across frameworks."""

from __future__ import annotations

import pytest
from answers import computed, dated, quoted

from graph.store import Store
from qa_service.answer import Answer
from qa_service.service import answer

OVERALL_2016 = "Northmere, 28 November 2016, overall effectiveness: inadequate (single inspection framework (SIF))."
OVERALL_2019 = "Northmere, 15 November 2019, overall effectiveness: requires improvement (inspection of local authority children's services (ILACS))."
NOT_COMPARABLE = "The grades were given under different inspection frameworks and are not directly comparable."


@pytest.fixture(scope="module")
def overall(sample: Store) -> Answer:
    return answer(sample, "What overall grades has Northmere been given?")


def test_every_overall_grade_is_stated_in_order_of_date_with_its_framework(overall: Answer) -> None:
    assert overall.kind == "judgement"
    assert computed(overall) == [OVERALL_2016, OVERALL_2019, NOT_COMPARABLE]


def test_the_table_in_which_each_grade_is_printed_is_the_best_evidence_and_quoted(overall: Answer) -> None:
    best = overall.evidence[:2]
    assert [item.document["date"] for item in best] == ["2016-11-28", "2019-11-15"]
    assert best[0].text.startswith("Children's services in Northmere are inadequate")
    assert "Overall effectiveness Requires improvement to be good" in best[1].text
    assert {item.text for item in best} <= set(quoted(overall))


@pytest.mark.parametrize(
    "question", ["What overall grades has Northmere been given?", "How did the grade for leadership change?"]
)
def test_what_is_quoted_of_a_report_stands_together_the_earliest_first(sample: Store, question: str) -> None:
    dates = [date for date, _ in dated(answer(sample, question))]
    assert dates == sorted(dates, key=str)
    assert set(dates) == {"2016-11-28", "2019-11-15"}


def test_only_where_a_grade_is_printed_or_founded_is_quoted(sample: Store) -> None:
    given = answer(sample, "How did the grade for leadership change?")
    texts = quoted(given)
    assert any(
        text.startswith("Leadership, management and governance are inadequate. Leaders did not") for text in texts
    )
    assert any(text.startswith("The DCS and his leadership team have a clear sense") for text in texts)
    sections = {item.section for item in given.evidence if item.highlights and item.role == "finding"}
    assert all("eadership" in section or "The impact of leaders" in section for section in sections), sections


def test_nobody_says_that_grades_of_two_frameworks_rose_or_fell(overall: Answer) -> None:
    words = " ".join(computed(overall)).lower()
    assert not any(word in words for word in ("better", "worse", "improved", "declined", "rose", "fell", "average"))


@pytest.mark.parametrize(
    ("question", "statements"),
    [
        (
            "What did Ofsted grade adoption performance in 2016?",
            ["Northmere, 28 November 2016, adoption performance: good (single inspection framework (SIF))."],
        ),
        (
            "What was the rating of the LSCB in 2016?",
            [
                "Northmere, 28 November 2016, local safeguarding children board: requires improvement (single inspection framework (SIF))."
            ],
        ),
        (
            "Which grade did help and protection get in November 2019?",
            [
                "Northmere, 15 November 2019, children who need help and protection: requires improvement (inspection of local authority children's services (ILACS))."
            ],
        ),
        ("overall rating in 2016?", [OVERALL_2016]),
        ("How was Northmere judged overall in November 2019?", [OVERALL_2019]),
    ],
)
def test_a_grade_is_stated_for_its_area_and_year_alone(sample: Store, question: str, statements: list[str]) -> None:
    given = answer(sample, question)
    assert given.answered
    assert computed(given) == statements


def test_the_latest_grade_is_that_of_the_latest_inspection_with_grades(sample: Store) -> None:
    given = answer(sample, "What was the overall judgement in the latest inspection?")
    assert computed(given) == [OVERALL_2019]


def test_an_area_that_was_renamed_is_shown_under_both_names(sample: Store) -> None:
    given = answer(sample, "How was leadership graded?")
    assert computed(given) == [
        "Northmere, 28 November 2016, leadership, management and governance: inadequate (single inspection framework (SIF)).",
        "Northmere, 15 November 2019, the impact of leaders on social work practice with children and families: good (inspection of local authority children's services (ILACS)).",
        NOT_COMPARABLE,
    ]


def test_an_area_is_told_by_its_subject(sample: Store) -> None:
    given = answer(sample, "What was the adoption grade in 2016?")
    assert computed(given) == [
        "Northmere, 28 November 2016, adoption performance: good (single inspection framework (SIF))."
    ]


def test_an_area_named_in_passing_is_not_answered_with_the_overall_grade(sample: Store) -> None:
    given = answer(sample, "How were services for care leavers graded in 2016?")
    assert computed(given) == [
        "Northmere, 28 November 2016, experiences and progress of care leavers: requires improvement (single inspection framework (SIF))."
    ]


def test_why_a_grade_was_given_is_answered_with_the_grade_and_the_words_about_it(sample: Store) -> None:
    given = answer(sample, "Why was leadership inadequate in 2016?")
    assert given.kind == "judgement"
    assert computed(given) == [
        "Northmere, 28 November 2016, leadership, management and governance: inadequate (single inspection framework (SIF))."
    ]
    assert any("Leaders did not know that the front door was unsafe" in text for text in quoted(given))


def test_a_visit_without_grades_is_refused_with_the_reports_that_have_them(sample: Store) -> None:
    given = answer(sample, "What grade did the focused visit give in 2021?")
    assert not given.answered
    assert "No grade for 2021 is printed in these documents." in given.answer
    assert "28 November 2016; 15 November 2019" in given.answer


def test_grades_are_those_of_the_council_that_is_asked_about(sample: Store) -> None:
    given = answer(sample, "How was Surrey rated overall?")
    assert not given.answered
    assert "Surrey" in given.answer


def test_the_croydon_grades_are_those_printed(croydon: Store) -> None:
    statements = computed(answer(croydon, "Which overall grades did Croydon receive?"))
    assert any("overall effectiveness: inadequate" in text and "4 September 2017" in text for text in statements)
    assert any("overall effectiveness: good" in text and "14 February 2020" in text for text in statements)
    assert statements[-1] == NOT_COMPARABLE


def test_why_a_grade_was_given_is_answered_by_findings_on_its_area(sample: Store) -> None:
    why = answer(sample, "Why were care leavers judged to require improvement in 2016?")
    plain = answer(sample, "How were care leavers judged in 2016?")
    assert why.statements[0].text == plain.statements[0].text
    more = {s.text for s in why.statements} - {s.text for s in plain.statements}
    assert len(more) >= 2
    assert any("care leavers" in text or "Young people" in text for text in more)
    assert all(statement.date == "2016-11-28" for statement in why.statements if statement.type == "quotation")
