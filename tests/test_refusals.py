"""Where the documents do not answer, that is said with the reason; the nearest passages are shown and nothing is quoted."""

from __future__ import annotations

import pytest
from answers import quoted

from graph.store import Store
from qa_service.answer import Answer
from qa_service.refusal import REASONS
from qa_service.service import answer

REFUSED = {
    "another council": (
        "What did Birmingham's inspection say about caseloads?",
        "There is no document about Birmingham here. The documents are about Northmere.",
    ),
    "another council, a person": (
        "Who chairs the improvement board in Surrey?",
        "There is no document about Surrey here.",
    ),
    "another year": (
        "How was Northmere rated in its 2023 inspection?",
        "No document here is from 2023. Those on Northmere are of 28 November 2016, 14 February 2017, 9 July 2018, ",
    ),
    "an earlier year": ("What was said about supervision in 1995?", "No document here is from 1995."),
    "another field": ("How do I bake sourdough bread?", "Nothing in these documents is about this."),
    "another field, with a year": (
        "Who won the cricket world cup in 2019?",
        "Nothing in these documents is about this.",
    ),
    "another field, a place": ("What is the capital of France?", "Nothing in these documents is about this."),
    "a train": ("What time does the last train leave?", "Nothing in these documents is about this."),
    "a grade not given": (
        "Why was Northmere judged outstanding in 2019?",
        "The documents give no grade of outstanding here. Northmere, 15 November 2019, overall effectiveness: requires improvement",
    ),
    "a grade of another inspection": (
        "Why were children's services judged good in 2016?",
        "The documents give no grade of good here. Northmere, 28 November 2016, overall effectiveness: inadequate",
    ),
    "a visit without grades": (
        "What grade did the monitoring visit of 2018 give?",
        "No grade for 2018 is printed in these documents.",
    ),
    "a figure not printed": (
        "How many children were excluded from school in 2018?",
        "No figure for this for 2018 is printed in these documents.",
    ),
    "a post never named": (
        "Who was the principal social worker?",
        "No person is named in that post in these documents.",
    ),
    "a post nobody mentions": ("Who is the virtual school head?", "None of them mentions virtual school head."),
    "an abbreviation nobody uses": ("What does XQZ stand for?", "Nothing in these documents is about this."),
    "gibberish": ("qzx wvut plonk", "Nothing in these documents is about this."),
}


def assert_refused(given: Answer, reason: str) -> None:
    assert not given.answered
    assert given.kind == "none"
    assert given.answer.startswith("Not in these documents. ")
    assert reason in given.answer
    assert given.reason in REASONS
    assert given.evidence == ()
    assert 1 <= len(given.nearest) <= 5
    assert given.coverage.documents_with == 0
    assert f"{given.coverage.documents_searched} documents were searched" in given.answer


@pytest.mark.parametrize("case", REFUSED, ids=REFUSED.keys())
def test_the_reason_is_said_and_nothing_is_quoted(sample: Store, case: str) -> None:
    question, reason = REFUSED[case]
    given = answer(sample, question)
    assert_refused(given, reason)
    assert given.coverage.documents_searched == 6
    if given.reason != "false-premise":
        assert given.statements == ()
        assert all(item.highlights == () for item in given.nearest)
        assert "“" not in given.answer


def test_the_nearest_passages_are_whole_and_come_with_their_source(sample: Store) -> None:
    given = answer(sample, "Who was the principal social worker?")
    nearest = given.nearest[0]
    assert nearest.text.startswith("Newly qualified social workers have a protected training programme")
    assert (nearest.paragraph, nearest.document["date"], nearest.document["source"]) == (
        "60",
        "2016-11-28",
        "single-inspection-2016.pdf",
    )


def test_a_heading_with_nothing_under_it_is_named_with_its_file(croydon: Store) -> None:
    given = answer(croydon, "What does the draft children's services improvement framework contain?")
    assert_refused(
        given,
        "The documents have the heading “Draft children's services improvement framework”, but nothing could be read under it (cabinet-2017-ofsted-inspection.txt",
    )


def test_a_reference_at_the_end_of_a_paper_is_not_taken_for_an_empty_heading(sample: Store) -> None:
    given = answer(
        sample, "What did the Ofsted inspection of children's social care services at Northmere County Council find?"
    )
    assert given.answered, given.answer


def test_a_council_of_the_documents_is_not_refused(sample: Store) -> None:
    assert answer(sample, "What was said about caseloads in Northmere?").answered


def test_a_council_that_a_passage_names_is_not_refused_for_having_no_report(croydon: Store) -> None:
    assert answer(croydon, "What did Camden do to help?").answered


@pytest.mark.parametrize(
    "question",
    [
        "How well are disabled children supported?",
        "Is the Lookout Group heard?",
        "neglect",
        "bed and breakfast?",
        "Do adopters get help afterwards?",
    ],
)
def test_what_the_documents_do_treat_is_answered(sample: Store, question: str) -> None:
    given = answer(sample, question)
    assert given.answered
    assert quoted(given)


def test_a_true_premise_is_not_refused(sample: Store) -> None:
    assert answer(sample, "Why was Northmere judged inadequate in 2016?").answered


def test_filters_that_no_document_passes_are_said(sample: Store) -> None:
    given = answer(sample, "What was said about supervision?", filters={"kind": "news"})
    assert not given.answered
    assert "No document passes the filters." in given.answer
    assert given.coverage.documents_searched == 0


def test_a_filter_narrows_what_is_searched_and_the_denominator(sample: Store) -> None:
    given = answer(sample, "What was said about supervision?", filters={"kind": "cabinet-report"})
    assert given.coverage.documents_searched == 2
    assert {item.document["kind"] for item in given.evidence} == {"cabinet-report"}


@pytest.mark.parametrize(
    ("filters", "dates"),
    [
        ({"from": "2020"}, {"2020-10-13", "2021-11-23"}),
        ({"to": "2017"}, {"2016-11-28", "2017-02-14"}),
        ({"from": "2018-07", "to": "2019-11-15"}, {"2018-07-09", "2019-11-15"}),
        ({"speaker": "independent-chair"}, {"2020-10-13"}),
        ({"speaker": "council"}, {"2017-02-14"}),
        ({"authority": "northmere", "kind": "sif"}, {"2016-11-28"}),
    ],
)
def test_filters_by_date_speaker_and_kind(sample: Store, filters: dict[str, str], dates: set[str]) -> None:
    given = answer(sample, "What was said about supervision?", filters=filters)
    assert {item.document["date"] for item in given.evidence} == dates
    assert given.coverage.documents_searched == len(dates)


# What is so instead, and what could be asked


def test_a_wrong_premise_is_corrected_with_the_quotation(sample: Store) -> None:
    given = answer(sample, "Why was Northmere judged outstanding in 2019?")
    assert given.reason == "false-premise"
    assert [(statement.type, statement.date) for statement in given.statements] == [("quotation", "2019-11-15")]
    assert given.statements[0].text in given.answer
    assert given.nearest[0].id == given.statements[0].evidence[0]
    assert given.nearest[0].highlights
    assert "judgement" in given.sparql.lower()


@pytest.mark.parametrize(
    "question",
    [
        "Which report called Northmere outstanding?",
        "When was Northmere judged outstanding?",
        "What led to the fall to outstanding?",
        "who was responsible for northmere's rise to outstanding in 2019",
        "How did Northmere earn its outstanding grade?",
        "northmere had outstanding in 2019, how did they lose it",
        "So Northmere got marked up to outstanding in 2019, was it the caseloads?",
    ],
)
def test_a_grade_that_never_was_is_noticed_however_it_is_asked(sample: Store, question: str) -> None:
    given = answer(sample, question)
    assert (given.answered, given.reason) == (False, "false-premise")


def test_a_movement_between_grades_that_was_not_is_no_premise_to_build_on(sample: Store) -> None:
    given = answer(sample, "What got Northmere from requires improvement in 2016 up to outstanding in 2019?")
    assert given.reason == "false-premise"
    assert "overall effectiveness: inadequate" in given.answer


def test_a_movement_the_other_way_round_is_noticed(sample: Store) -> None:
    given = answer(sample, "How did Northmere get from requires improvement in 2019 down to inadequate?")
    assert given.reason == "false-premise"
    assert "The documents do not show that movement between grades." in given.answer


@pytest.mark.parametrize(
    "question",
    ["What inadequate supervision did inspectors find?", "Why were services still not good?"],
)
def test_a_grade_word_that_gives_no_grade_is_no_premise(sample: Store, question: str) -> None:
    assert answer(sample, question).reason != "false-premise"


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("how good are pathway plans in Cardiff", "Cardiff"),
        ("Borsetshire county council, how did the safeguarding board do?", "Borsetshire"),
    ],
)
def test_a_council_outside_the_table_is_said_to_have_no_document(sample: Store, question: str, name: str) -> None:
    given = answer(sample, question)
    assert given.reason == "other-authority"
    assert name in given.answer


@pytest.mark.parametrize("question", ["What did the council also council?", "Which council had most caseloads?"])
def test_a_word_that_is_no_name_is_not_taken_for_that_of_a_council(sample: Store, question: str) -> None:
    assert answer(sample, question).reason != "other-authority"


def test_whether_a_grade_was_given_is_a_question_and_no_premise(sample: Store) -> None:
    assert answer(sample, "Was Northmere judged outstanding in 2019?").reason != "false-premise"


def test_an_event_that_never_was_is_said_with_the_words_that_are_missing(sample: Store) -> None:
    given = answer(sample, "Why were the children's services sold to a shipping company?")
    assert given.reason == "false-premise"
    assert "takes for granted" in given.answer
    assert "‘shipping’" in given.answer


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("What did Birmingham's inspection say about caseloads?", "other-authority"),
        ("How was Northmere rated in its 2023 inspection?", "other-period"),
        ("How do I bake sourdough bread?", "out-of-domain"),
        ("Who is the virtual school head?", "absent"),
        ("How many children were excluded from school in 2018?", "absent"),
    ],
)
def test_each_refusal_has_its_reason(sample: Store, question: str, reason: str) -> None:
    given = answer(sample, question)
    assert given.reason == reason
    assert given.to_json()["reason"] == reason


def test_a_year_without_a_report_offers_the_years_that_have_one(sample: Store) -> None:
    given = answer(sample, "How was Northmere rated in its 2023 inspection?")
    assert [choice.label for choice in given.choices] == ["2016", "2017", "2018", "2019", "2020", "2021"]
    assert given.choices[0].question == "How was Northmere rated in its 2016 inspection?"


def test_an_answer_has_no_reason(sample: Store) -> None:
    assert answer(sample, "How well are disabled children supported?").reason is None
