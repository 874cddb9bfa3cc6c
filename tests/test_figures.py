"""The figures of a text are found as they are printed, with their values and units."""

from __future__ import annotations

from itertools import pairwise

import pytest
from figures import measured, values
from hypothesis import given
from hypothesis import strategies as st

from graph.store import Store


@pytest.mark.parametrize(
    ("text", "printed", "value", "unit"),
    [
        ("In May 52% of contacts were decided.", "52%", "52", "percent"),
        ("About 7.5 % were late.", "7.5 %", "7.5", "percent"),
        ("Only 14 per cent were seen.", "14 per cent", "14", "percent"),
        ("Some 3 percent went.", "3 percent", "3", "percent"),
        ("It costs £1,234.50.", "£1,234.50", "1234.50", "GBP"),
        ("It costs £1.45 million.", "£1.45 million", "1450000", "GBP"),
        ("It costs £22.2m.", "£22.2m", "22200000", "GBP"),
        ("It costs £0.395 million.", "£0.395 million", "395000", "GBP"),
        ("It costs £2 bn.", "£2 bn", "2000000000", "GBP"),
        ("It costs £3k.", "£3k", "3000", "GBP"),
        ("A rate of 65 per 10,000 children.", "65 per 10,000", "65", "per 10,000"),
        ("A rate of 81.5 per 100 children.", "81.5 per 100", "81.5", "per 100"),
        ("There are 2,412 children.", "2,412", "2412", "count"),
        ("There are 143 contacts.", "143", "143", "count"),
        ("The average is 2.5 visits.", "2.5", "2.5", "count"),
    ],
)
def test_a_number_has_its_printed_form_its_value_and_its_unit(text: str, printed: str, value: str, unit: str) -> None:
    assert values(text) == [(printed, value, unit)]


@pytest.mark.parametrize(
    ("text", "printed", "value"),
    [
        ("It has seven children.", "seven", "7"),
        ("It has Nine young people.", "Nine", "9"),
        ("It has twelve former care leavers.", "twelve", "12"),
        ("It has twenty family social workers.", "twenty", "20"),
        ("It has twenty-six cases.", "twenty-six", "26"),
        ("Forty three children left.", "Forty three", "43"),
        ("A hundred and five families came.", "A hundred and five", "105"),
        ("Five live in residential schools.", "Five", "5"),
        ("A further eight who left are settled.", "eight", "8"),
        ("It agreed two new specialist adviser posts.", "two", "2"),
        ("There are seven principles.", "seven", "7"),
        ("Members came from two other charities.", "two", "2"),
        ("It asked seven of Her Majesty’s Inspectors.", "seven", "7"),
        ("It has three assessment and safeguarding teams.", "three", "3"),
        ("Adoption support plans (three) were good.", "three", "3"),
    ],
)
def test_a_number_in_words_is_read_before_what_it_counts(text: str, printed: str, value: str) -> None:
    assert values(text) == [(printed, value, "count")]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Only one care leaver is not in touch.", "one"),
        ("The local authority operates one children’s home.", "one"),
        ("There is currently one child living there.", "one"),
        ("In one case, nothing was done.", "one"),
        ("One of the 12 cases was late.", "One"),
        ("It has one coordinator and 37 volunteers.", "one"),
        ("It asked eight managers and one social worker.", "one"),
        ("At 31 March 2017, one child lived there.", "one"),
        ("Numbers rose from one to nine.", "one"),
        ("It is done within one day.", "one"),
    ],
)
def test_one_is_a_figure_where_it_counts(text: str, printed: str) -> None:
    assert (printed, "1") in [(found, value) for found, value, _ in values(text)]


def test_every_figure_of_a_sentence_is_found_in_order() -> None:
    assert values("The rate rose from 5% to 10% for 40 children, at a cost of £2,000.") == [
        ("5%", "5", "percent"),
        ("10%", "10", "percent"),
        ("40", "40", "count"),
        ("£2,000", "2000", "GBP"),
    ]


def test_the_end_of_a_longer_number_in_words_is_no_figure() -> None:
    assert values("Twenty-three children live there.") == [("Twenty-three", "23", "count")]


@pytest.mark.parametrize(
    ("text", "printed", "value", "unit"),
    [
        ("It waits six working days.", "six", "6", "working days"),
        ("It took an average of 19 weeks.", "19", "19", "weeks"),
        ("They live 20 miles away.", "20", "20", "miles"),
        ("It was seen within 72 hours.", "72", "72", "hours"),
        ("It rose by 3 percentage points.", "3", "3", "percentage points"),
        ("Plans are updated six-monthly.", "six", "6", "months"),
        ("They live within a 20-mile radius.", "20", "20", "miles"),
        ("It was done within the 28-day timescale.", "28", "28", "days"),
        ("There was a three-year delay.", "three", "3", "years"),
    ],
)
def test_a_length_has_its_unit(text: str, printed: str, value: str, unit: str) -> None:
    assert values(text) == [(printed, value, unit)]


@pytest.mark.parametrize(
    ("text", "printed", "value", "unit"),
    [
        ("Two thirds of records show it.", "Two thirds", "2", "in 3"),
        ("A third of those seen left.", "A third", "1", "in 3"),
        ("Almost half of children left.", "half", "1", "in 2"),
        ("Three-quarters of all plans are good.", "Three-quarters", "3", "in 4"),
        ("One in five children is poor.", "One in five", "1", "in 5"),
        ("Seven in ten children go to school.", "Seven in ten", "7", "in 10"),
        ("Forty-three per cent of these stop.", "Forty-three per cent", "43", "percent"),
        ("Around four out of 10 care leavers study.", "four out of 10", "4", "in 10"),
        ("Three out of four young people said so.", "Three out of four", "3", "in 4"),
        ("Almost half should have had help.", "half", "1", "in 2"),
        ("The number fell by a third last year.", "a third", "1", "in 3"),
    ],
)
def test_a_share_in_words_keeps_its_two_numbers(text: str, printed: str, value: str, unit: str) -> None:
    assert values(text) == [(printed, value, unit)]


@pytest.mark.parametrize(
    ("text", "printed", "value", "upper", "unit"),
    [
        ("They have between 15 and 20 cases.", "between 15 and 20", "15", "20", "count"),
        ("They have 90 to 100 cases.", "90 to 100", "90", "100", "count"),
        ("It takes eight to ten weeks.", "eight to ten", "8", "10", "weeks"),
        ("Some 53% - 55% attend.", "53% - 55%", "53", "55", "percent"),
    ],
)
def test_a_range_is_one_figure_with_two_ends(text: str, printed: str, value: str, upper: str, unit: str) -> None:
    assert [(f.printed, f.value, f.upper, f.unit) for f in measured(text).figures] == [(printed, value, upper, unit)]


@pytest.mark.parametrize(
    "text",
    [
        "It rose from 15 to 20 cases.",
        "It fell from 20 to 15 cases.",
        "They see 15 and 20 children.",
        "It is by 15 to 20.",
    ],
)
def test_two_numbers_of_a_change_or_a_list_are_no_range(text: str) -> None:
    assert [figure.upper for figure in measured(text).figures] == [None, None]


def test_a_unit_that_two_numbers_share_is_that_of_both() -> None:
    assert values("It fell from 19 weeks to nine.") == [("19", "19", "weeks"), ("nine", "9", "weeks")]
    assert values("It grew from two to five days.") == [("two", "2", "days"), ("five", "5", "days")]


@pytest.mark.parametrize(
    "text", ["The average caseload is at 18.", "Numbers fell from 25 to 18.", "Waits range from 16 to 809 days."]
)
def test_a_number_that_could_be_an_age_is_a_figure_where_something_is_measured(text: str) -> None:
    assert [value for _, value, _ in values(text)] in (["18"], ["25", "18"], ["16", "809"])


def test_the_printed_form_ends_with_the_number() -> None:
    assert [printed for printed, _, _ in values("The contract is worth £185,000 a year.")] == ["£185,000"]


def test_millions_of_people_are_millions() -> None:
    assert [value for _, value, _ in values("Some 5 million people live there.")] != ["5"]


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("Of these: - 208 had left by May 2015 - 41 live in homes", "- 41"),
        ("The paper asked about each section. 41 carers replied.", "41 carers"),
    ],
)
def test_what_stands_before_a_sentence_does_not_hide_its_first_figure(text: str, begins: str) -> None:
    assert "41" in [figure.value for figure in measured(text, breaks=(text.index(begins),)).figures]


def test_a_sum_that_looks_like_a_year_is_a_sum() -> None:
    assert values("The payment of £2000 was agreed.") == [("£2000", "2000", "GBP")]


def test_figures_name_their_paragraph_and_place(sample: Store) -> None:
    [paper] = [document for document in sample.corpus.documents if document.date == "2020-10-13"]
    [figure] = [figure for figure in paper.figures if figure.value == "6800000"]
    assert paper.paragraphs[figure.paragraph].number == "6.1"
    assert (figure.printed, figure.unit, figure.date) == ("£6.8 million", "GBP", None)


def test_the_figures_of_a_paragraph_of_the_sample(sample: Store) -> None:
    [report] = [document for document in sample.corpus.documents if document.kind == "ilacs-standard"]
    [index] = [index for index, paragraph in enumerate(report.paragraphs) if paragraph.number == "9"]
    assert [
        (figure.printed, figure.value, figure.unit, figure.date)
        for figure in report.figures
        if figure.paragraph == index
    ] == [("402", "402", "count", "2019-10-31"), ("18%", "18", "percent", "2019-10-31")]


def test_every_figure_of_the_sample_is_printed_where_it_says(sample: Store) -> None:
    for document in sample.corpus.documents:
        assert document.figures
        for figure in document.figures:
            assert document.paragraphs[figure.paragraph].text[figure.span[0] : figure.span[1]] == figure.printed


@given(
    st.lists(
        st.sampled_from(
            [
                "£",
                "5",
                "1,234",
                "2.9",
                "million",
                "%",
                "per",
                "10,000",
                "seven",
                "children",
                "at",
                "4 May 2017",
                "2014–15",
                "were",
                "of",
                "(",
                ")",
                "rose",
                "from",
                "to",
                "two thirds",
                "the national average",
                "nearly",
                "section",
                ".",
                ",",
                "–",
            ]
        ),
        max_size=25,
    ).map(" ".join)
)
def test_figures_never_overlap_and_are_printed_where_they_say(text: str) -> None:
    figures_here = measured(text).figures
    spans = [figure.span for figure in figures_here]
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert all(text[slice(*figure.span)] == figure.printed for figure in figures_here)
    for figure in figures_here:
        assert {figure.whole, figure.restates} <= {None, *spans} - {figure.span}
        for words in (figure.measures, figure.group, figure.period, figure.direction, figure.approximation):
            assert words is None or text[slice(*words)] == text[slice(*words)].strip() != ""


@given(
    st.one_of(st.integers(0, 1899), st.integers(2100, 10**9)),
    st.sampled_from(["{}%", "{} per cent", "£{}", "{:,} contacts"]),
)
def test_the_value_of_a_number_that_is_no_year_is_the_number(number: int, form: str) -> None:
    assert [figure.value for figure in measured(f"It was {form.format(number)}.").figures] == [str(number)]
