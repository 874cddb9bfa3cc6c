"""Recommendations and what needs to improve are quoted whole, counted by document and section."""

from __future__ import annotations

import pytest
from answers import computed, dated, quotations, quoted

from graph.store import Store
from qa_service.answer import Answer
from qa_service.service import answer

NEEDS_2019 = {
    "The quality and consistency of assessments and plans for children in need of help and protection, particularly children who experience long-term neglect.",
    "The quality of return home interviews, so that they explain why children go missing and lead to plans that reduce risk.",
    "The timeliness of initial health assessments when children come into care.",
    "The depth of supervision, so that it supports social workers to think as well as to do.",
    "The range of permanent tenancies for care leavers who are ready for them.",
}


def numbers(given: Answer) -> list[str | None]:
    """The printed numbers of the quoted recommendations, in the order of the answer."""
    by_id = {item.id: item for item in given.evidence}
    items = [by_id[statement.evidence[0]] for statement in quotations(given)]
    return [item.paragraph for item in items if item.role in ("recommendation", "improvement")]


def test_all_that_needs_to_improve_is_quoted_whole(sample: Store) -> None:
    given = answer(sample, "What needed to improve, according to the 2019 inspection?")
    assert given.kind == "recommendation"
    assert set(quoted(given)[:5]) == NEEDS_2019


def test_how_many_there_are_is_counted_by_section(sample: Store) -> None:
    given = answer(sample, "What needed to improve, according to the 2019 inspection?")
    [lead] = computed(given)
    assert (
        lead
        == "15 November 2019, full inspection (ILACS, standard), Northmere: 5 recommendations or areas for improvement (5 under “What needs to improve”)."
    )


def test_a_letter_is_asked_for_by_its_kind(sample: Store) -> None:
    given = answer(sample, "What did the focused visit letter of 2021 say needs to improve?")
    assert [text.split(" ", 2)[1] for text in quoted(given)[:3]] == ["timeliness", "use", "sharing"]
    assert "3 recommendations or areas for improvement" in given.answer


def test_recommendations_to_cabinet_are_listed_in_their_order(sample: Store) -> None:
    given = answer(sample, "What was Cabinet recommended to do in February 2017?")
    assert numbers(given)[:5] == ["1.1", "1.2", "1.3", "1.4", "1.5"]
    assert quoted(given)[4] == "Ask for a progress report every six months."


@pytest.mark.parametrize(
    ("question", "number", "words"),
    [
        ("What did the 2016 inspection recommend on private fostering?", "8", "Raise awareness of private fostering"),
        (
            "What did the 2016 inspection recommend about bed and breakfast?",
            "12",
            "Stop the use of bed and breakfast for care leavers",
        ),
        (
            "Which 2016 recommendation was about supervision?",
            "3",
            "Provide all social workers with regular supervision",
        ),
        (
            "What did the 2016 inspection recommend about initial health assessments?",
            "9",
            "ensure that children have an initial health assessment",
        ),
    ],
)
def test_the_recommendation_about_the_subject_comes_first(
    sample: Store, question: str, number: str, words: str
) -> None:
    given = answer(sample, question)
    assert numbers(given)[0] == number
    assert words in quoted(given)[0]
    assert f"(recommendation {number})" in given.answer


def test_all_recommendations_about_a_subject_come_before_the_others(sample: Store) -> None:
    given = answer(sample, "What did the 2016 inspection recommend about missing children?")
    assert set(numbers(given)[:2]) == {"4", "65"}


def test_the_count_is_of_the_document_and_not_of_what_is_quoted(sample: Store) -> None:
    given = answer(sample, "Which 2016 recommendation was about supervision?")
    assert (
        "28 November 2016, full inspection (single inspection framework), Northmere: 18 recommendations or areas for improvement"
        in given.answer
    )


def test_the_recommendations_to_the_safeguarding_board_are_told_from_those_to_the_council(sample: Store) -> None:
    given = answer(sample, "What recommendations were made to the safeguarding board in 2016?")
    assert set(numbers(given)[:4]) == {"63", "64", "65", "66"}


def test_what_later_documents_say_of_a_recommendation_is_quoted_after_it(sample: Store) -> None:
    given = answer(sample, "Which 2016 recommendation was about supervision, and what was done about it later?")
    assert dated(given)[0][1].startswith("Provide all social workers with regular supervision")
    later = [text for date, text in dated(given) if (date or "") > "2016-11-28"]
    assert "The depth of supervision, so that it supports social workers to think as well as to do." in later


def test_what_a_recommendation_rests_on_is_quoted_with_it(sample: Store) -> None:
    given = answer(sample, "What did the 2016 inspection recommend about supervision, and why?")
    assert any("46% of social workers had supervision in line" in text for text in quoted(given))


def test_the_recommendations_of_a_croydon_report_are_found_by_subject(croydon: Store) -> None:
    given = answer(croydon, "What did the 2017 inspection recommend about children who go missing?")
    assert "4" in numbers(given)[:2]
    assert "speak to an independent person about the reasons they go missing" in given.answer
