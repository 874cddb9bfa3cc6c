"""What was said over time: every document in order of date, with places and speakers, and those that say nothing."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from answers import computed, dated, quotations, years

from graph.store import Store
from qa_service.answer import Answer, Evidence
from qa_service.service import answer


@pytest.fixture(scope="module")
def interviews(sample: Store) -> Answer:
    return answer(sample, "What was said about return home interviews over time?")


@pytest.fixture(scope="module")
def mutilation(sample: Store) -> Answer:
    return answer(sample, "What was said about female genital mutilation over the years?")


@pytest.fixture(scope="module")
def croydon_interviews(croydon: Store) -> Answer:
    return answer(croydon, "What was said about return home interviews over time?")


def evidence_quoted(given: Answer) -> Mapping[str, Evidence]:
    """The evidence that is quoted, by the address of its paragraph."""
    wanted = {iri for statement in quotations(given) for iri in statement.evidence}
    return {item.id: item for item in given.evidence if item.id in wanted}


def test_every_year_is_quoted_in_order(interviews: Answer) -> None:
    assert interviews.kind == "timeline"
    assert years(interviews) == ["2016", "2017", "2018", "2019", "2020", "2021"]
    dates = [date for date, _ in dated(interviews)]
    assert dates == sorted(dates, key=str)


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2016-11-28", "Fewer than a third of missing episodes lead to a return home interview"),
        ("2016-11-28", "offered a timely return home interview by someone independent"),
        ("2017-02-14", "commission Lanternway to offer a return interview to every child"),
        ("2018-07-09", "Far more children are offered an independent return home interview"),
        ("2018-07-09", "The use made of information from return home interviews is poor."),
        ("2019-11-15", "The quality of return home interviews, so that they explain why children go missing"),
        ("2020-10-13", "92% of the return home conversations that took place were held within 72 hours"),
        ("2021-11-23", "The timeliness and quality of return home interviews for children who are placed out of area."),
    ],
)
def test_what_each_document_says_is_quoted_under_its_date(interviews: Answer, date: str, words: str) -> None:
    assert [given for given, text in dated(interviews) if words in text] == [date]
    assert words in interviews.answer


def test_the_count_comes_first_with_its_denominator_and_span(interviews: Answer) -> None:
    first = interviews.statements[0]
    assert first.type == "computed"
    assert first.text == "25 passages in 6 of 6 documents mention return home interviews, 2016 to 2021."
    assert interviews.answer.startswith(first.text)


def test_paragraph_numbers_are_given_as_printed(interviews: Answer) -> None:
    numbers = {(item.document["date"][:4], item.paragraph) for item in evidence_quoted(interviews).values()}
    assert {("2016", "4"), ("2016", "26"), ("2016", "65"), ("2017", "4.7"), ("2020", "3.5")} <= numbers
    for place in ("(recommendation 4)", "(paragraph 26)", "(recommendation 65)", "(paragraph 4.7)", "(paragraph 3.5)"):
        assert place in interviews.answer


def test_a_passage_without_a_number_is_placed_by_its_section(interviews: Answer) -> None:
    [item] = [item for item in evidence_quoted(interviews).values() if item.text.startswith("Far more children")]
    assert item.paragraph is None
    assert item.section.endswith("Findings and evaluation of progress")
    assert "(section “Findings and evaluation of progress”)" in interviews.answer


def test_whose_words_they_are_is_said(interviews: Answer) -> None:
    speakers = {item.document["date"]: item.speaker for item in evidence_quoted(interviews).values()}
    assert speakers == {
        "2016-11-28": "inspectors",
        "2017-02-14": "the council about itself",
        "2018-07-09": "inspectors",
        "2019-11-15": "inspectors",
        "2020-10-13": "the independent chair of the improvement board",
        "2021-11-23": "inspectors",
    }
    assert "14 February 2017, council report, Northmere; words of the council about itself" in interviews.answer
    assert (
        "13 October 2020, council report, Northmere; words of the independent chair of the improvement board"
        in interviews.answer
    )


def test_no_document_is_silent_where_all_name_the_subject(interviews: Answer) -> None:
    assert (interviews.coverage.documents_with, interviews.coverage.documents_searched) == (6, 6)
    assert interviews.coverage.silent == ()
    assert "not mention" not in interviews.answer


def test_direction_is_left_to_the_words_of_the_documents(interviews: Answer) -> None:
    words = " ".join(computed(interviews)).lower()
    assert not any(word in words for word in ("improv", "declin", "better", "worse", "risen", "fallen"))


def test_documents_that_do_not_name_the_subject_are_named_with_the_denominator(mutilation: Answer) -> None:
    assert mutilation.statements[0].text == "2 passages in 1 of 6 documents mention female genital mutilation, 2016."
    assert (mutilation.coverage.documents_with, mutilation.coverage.documents_searched) == (1, 6)
    assert [item["date"] for item in mutilation.coverage.silent] == [
        "2017-02-14",
        "2018-07-09",
        "2019-11-15",
        "2020-10-13",
        "2021-11-23",
    ]
    assert "5 documents do not mention it:" in mutilation.answer
    for title in (
        "Children's services improvement plan",
        "Monitoring visit to Northmere",
        "Report of the Independent Chair",
        "Focused visit to Northmere",
    ):
        assert title in mutilation.answer.split("do not mention it:")[1]


def test_a_rare_theme_is_quoted_with_its_paragraph(mutilation: Answer) -> None:
    [item] = [item for item in evidence_quoted(mutilation).values() if item.paragraph == "30"]
    assert item.text.startswith("Work to protect girls from female genital mutilation is careful and well informed.")
    assert set(years(mutilation)) == {"2016"}


def test_silence_means_that_the_words_are_not_there(sample: Store) -> None:
    given = answer(sample, "What was said about domestic abuse over time?")
    with_the_words = {
        sample.corpus.documents[passage.document].date
        for passage in sample.corpus.passages
        if "domestic abuse" in passage.text.lower()
    }
    assert with_the_words == {"2016-11-28", "2019-11-15"}
    assert {item["date"] for item in given.coverage.silent} == {
        document.date for document in sample.corpus.documents
    } - with_the_words


def test_a_name_that_is_no_theme_is_followed_through_all_documents_that_have_it(sample: Store) -> None:
    given = answer(sample, "What was said about Lanternway over time?")
    assert years(given) == ["2017", "2018", "2019", "2020"]
    assert {item["date"][:4] for item in given.coverage.silent} == {"2016", "2021"}


def test_only_the_documents_of_a_span_are_counted_as_of_it(sample: Store) -> None:
    given = answer(sample, "How has supervision changed since 2019?")
    assert given.understood["period"] == "since 2019"
    assert {"2019", "2020", "2021"} <= set(years(given))


# The Croydon papers


@pytest.mark.parametrize(
    ("date", "number"),
    [
        ("2017-09-04", "4"),
        ("2017-09-04", "39"),
        ("2017-09-04", "54"),
        ("2017-09-04", "98"),
        ("2017-09-04", "123"),
        ("2017-09-18", "7.19"),
        ("2020-02-14", "16"),
    ],
)
def test_every_croydon_paragraph_on_return_home_interviews_is_quoted_and_dated(
    croydon_interviews: Answer, date: str, number: str
) -> None:
    [item] = [
        item
        for item in evidence_quoted(croydon_interviews).values()
        if item.paragraph == number and item.document["date"] == date
    ]
    dates = {statement.date for statement in quotations(croydon_interviews) if statement.evidence == (item.id,)}
    assert dates == {date}
    assert item.document["authority"] == "Croydon"


def test_recommendation_4_of_2017_is_called_a_recommendation(croydon_interviews: Answer) -> None:
    assert (
        "every opportunity to speak to an independent person about the reasons they go missing"
        in croydon_interviews.answer
    )
    assert "(recommendation 4)" in croydon_interviews.answer


def test_the_croydon_quotations_are_in_order_of_date(croydon_interviews: Answer) -> None:
    dates = [date for date, _ in dated(croydon_interviews)]
    assert dates == sorted(dates, key=str)
    assert years(croydon_interviews) == ["2017", "2020"]


def test_the_silent_croydon_documents_are_named(croydon_interviews: Answer) -> None:
    assert (croydon_interviews.coverage.documents_with, croydon_interviews.coverage.documents_searched) == (3, 8)
    named = {item["title"] for item in croydon_interviews.coverage.silent}
    assert {
        "Putting children first",
        "Progress report from the Independent Chair of the Children's Improvement Board",
        "Focused visit to Croydon local authority children’s services",
    } <= named
    assert len(croydon_interviews.coverage.silent) == 5
    listed = croydon_interviews.answer.split("5 documents do not mention it:")[1]
    assert all(title in listed for title in named)
    assert "26 July 2021" in listed
