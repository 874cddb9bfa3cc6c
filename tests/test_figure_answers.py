"""Figures are quoted in their own sentence with their date; where none is printed, that is said."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from answers import computed, dated, quoted
from tiny import LETTER, build_tiny, write

from graph.store import Store, open_store
from qa_service.answer import Answer
from qa_service.service import answer


@pytest.mark.parametrize(
    ("question", "date", "sentence"),
    [
        (
            "How much is the Lanternway contract worth?",
            "2017-02-14",
            "The contract is worth £185,000 a year for three years, to 31 March 2020.",
        ),
        (
            "How many children were in care when inspectors visited in 2021?",
            "2021-11-23",
            "At the time of the visit, 611 children were in the care of the local authority.",
        ),
        (
            "What share of initial health assessments were on time in 2021?",
            "2021-11-23",
            "Initial health assessments were completed within 20 working days for 88% of children who came into care between April and September 2021.",
        ),
        (
            "What was the average wait for CAMHS in 2016?",
            "2016-11-28",
            "Children with complex emotional needs wait an average of 19 weeks for the child and adolescent mental health service (CAMHS).",
        ),
        (
            "How many children had a child protection plan in 2020?",
            "2020-10-13",
            "378 children had a child protection plan (402 at 31 October 2019), and 16% of them were on a second or later plan.",
        ),
    ],
)
def test_the_sentence_with_the_figure_comes_first(sample: Store, question: str, date: str, sentence: str) -> None:
    given = answer(sample, question)
    assert given.kind == "figure"
    assert dated(given)[0] == (date, sentence)
    assert given.evidence[0].document["date"] == date
    assert sentence in given.evidence[0].text


@pytest.fixture(scope="module")
def agency(sample: Store) -> Answer:
    return answer(sample, "What share of social work posts were filled by agency staff?")


@pytest.mark.parametrize(
    ("date", "figure"),
    [
        ("2016-11-28", "At 31 August 2016, 38% of social work posts were filled by agency staff"),
        (
            "2017-02-14",
            "At 31 December 2016 they filled 41% of social work posts, compared with 38% at 31 August 2016.",
        ),
        ("2018-07-09", "Agency workers now hold 29% of social work posts, down from 41% at the end of 2016."),
        ("2019-11-15", "At 31 October 2019, agency staff filled 17% of social work posts"),
        ("2020-10-13", "Agency workers filled 14% of social work posts at 30 September 2020."),
        (
            "2021-11-23",
            "The proportion of posts filled by agency staff across the service has risen to 19%, from 14% a year earlier.",
        ),
    ],
)
def test_figures_of_several_dates_stand_side_by_side(agency: Answer, date: str, figure: str) -> None:
    assert [given for given, text in dated(agency) if figure in text] == [date]


def test_each_figure_is_stated_with_its_council_date_measure_and_document(agency: Answer) -> None:
    assert computed(agency)[0] == (
        "Northmere, 31 August 2016: 38%, “social work posts were filled by agency staff” (document of 28 November 2016, paragraph 59; document of 14 February 2017, paragraph 4.4;"
        " document of 15 November 2019, paragraph 44)."
    )
    assert all(re.fullmatch(r"Northmere(?:, .+)?: \d+%, .+ \(document of .+\)\.", text) for text in computed(agency))


def test_a_figure_is_stated_once_with_every_place_that_prints_it(agency: Answer) -> None:
    values = [re.findall(r": (\d+%)", text)[0] for text in computed(agency)]
    assert values == ["38%", "41%", "29%", "17%", "14%", "19%", "14%"]
    assert (
        "Northmere, 30 September 2020: 14%, “Agency workers filled 14% of social work posts”"
        " (document of 13 October 2020, paragraph 3.4 and section “GOING WELL”)."
    ) in computed(agency)


def test_what_a_later_document_repeats_is_no_second_figure(agency: Answer) -> None:
    [statement] = [text for text in computed(agency) if ": 29%" in text]
    assert statement.startswith("Northmere, June 2018: 29%, ")
    assert "document of 9 July 2018" in statement
    assert statement.endswith("document of 15 November 2019, paragraph 44).")


def test_a_figure_of_others_is_not_stated_as_the_councils_own(sample: Store) -> None:
    stated = computed(answer(sample, "What percentage of care leavers were in suitable accommodation?"))
    assert [text.split(":")[0] for text in stated if "83%" in text] == [
        "Northmere, a figure for England or the country"
    ]


def test_sentences_on_something_else_are_not_quoted_beside_a_figure(agency: Answer) -> None:
    assert not any("contacts were decided" in text for text in quoted(agency))


def test_a_length_of_time_is_stated_with_its_unit(sample: Store) -> None:
    [statement] = computed(answer(sample, "What was the average wait for CAMHS in 2016?"))
    assert statement.startswith("Northmere: 19 weeks, ")


def test_figures_of_another_thing_are_quoted_and_not_stated(sample: Store) -> None:
    assert [
        text.split(",")[0]
        for text in computed(answer(sample, "How many children had a child protection plan in 2020?"))
    ] == [
        "Northmere: 378",
        "Northmere",
    ]


def test_no_figure_is_worked_out(agency: Answer) -> None:
    printed = " ".join(quoted(agency))
    stated = [figure for text in computed(agency) for figure in re.findall(r"\d+%", text)]
    assert stated
    assert all(figure in printed for figure in stated)


def test_figures_of_the_year_asked_for_come_before_all_others(sample: Store) -> None:
    given = answer(sample, "What percentage of posts did agency workers fill in 2018?")
    assert dated(given)[0] == (
        "2018-07-09",
        "Agency workers now hold 29% of social work posts, down from 41% at the end of 2016.",
    )


def test_a_figure_and_the_earlier_one_printed_beside_it_are_quoted_together(sample: Store) -> None:
    texts = " ".join(quoted(answer(sample, "How many children were in care in 2020?")))
    assert "598 children were in care (604 at 31 October 2019)" in texts


def test_a_figure_that_no_document_prints_is_refused_with_the_year(sample: Store) -> None:
    given = answer(sample, "How many children were excluded from school in 2018?")
    assert not given.answered
    assert "No figure for this for 2018 is printed in these documents." in given.answer
    assert given.nearest


@pytest.mark.parametrize(
    ("question", "date", "figure"),
    [
        (
            "What was the average caseload in June 2018?",
            "2018-07-09",
            "The average is 19, and the highest that inspectors saw was 27.",
        ),
        (
            "What was the average caseload in 2019?",
            "2019-11-15",
            "The average in the assessment and safeguarding teams is 16, down from 24 in 2016",
        ),
    ],
)
def test_a_figure_is_found_where_its_sentence_leaves_the_subject_to_the_one_before(
    sample: Store, question: str, date: str, figure: str
) -> None:
    given = answer(sample, question)
    assert given.answered, given.answer
    assert any(given_date == date and figure in text for given_date, text in dated(given))


def test_a_croydon_figure_is_quoted_from_its_own_paper(croydon: Store) -> None:
    given = answer(croydon, "How many privately fostered children were known in 2017?")
    assert dated(given)[0] == (
        "2017-09-04",
        "At 19 June 2017, 37 children lived in a privately arranged fostering placement.",
    )


@pytest.fixture(scope="module")
def averages(tmp_path_factory: pytest.TempPathFactory, sample_path: Path) -> Store:
    """A letter that gives the average for England in a sentence before the council's own figure."""
    folder = tmp_path_factory.mktemp("averages")
    text = LETTER.replace(
        "Return home interviews are offered",
        "The national average for return home interviews held within 72 hours is 77% of all interviews. Return home interviews are offered",
    )
    build_tiny(write(folder / "texts", letter=text), folder / "store", sample_path)
    return open_store(folder / "store")


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("What share of return home interviews were held within 72 hours?", "61%"),
        ("What share of return home interviews are held within 72 hours nationally?", "77%"),
    ],
)
def test_an_average_comes_before_the_council_s_own_figure_only_where_it_is_asked_for(
    averages: Store, question: str, first: str
) -> None:
    assert first in quoted(answer(averages, question))[0]
