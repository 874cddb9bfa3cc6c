"""The figures of a text are found as printed, with value, unit and the day they hold for, and nothing else is taken for one."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.store import Store
from ingest.document import Document, Figure, Paragraph
from ingest.figure import figures


def found(text: str, role: str = "finding", breaks: tuple[int, ...] = ()) -> tuple[Figure, ...]:
    document = Document(
        "paper.txt",
        "0" * 64,
        (0, len(text)),
        paragraphs=(Paragraph(text, ((0, len(text)),), role=role, breaks=breaks),),
    )
    return figures(document)[0].figures


def values(text: str) -> list[tuple[str, str, str]]:
    return [(figure.printed, figure.value, figure.unit) for figure in found(text)]


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
        ("It waits six working days.", "six", "6"),
    ],
)
def test_a_number_in_words_is_read_before_people_cases_and_days(text: str, printed: str, value: str) -> None:
    assert values(text) == [(printed, value, "count")]


@pytest.mark.parametrize(
    "text",
    ["There are seven principles.", "One child came.", "Two thirds of records show it.", "The weight of children."],
)
def test_a_number_in_words_is_not_read_before_anything_else(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The visit was on 4 September 2017.",
        "It was in July 2016, not 2015.",
        "It was between 2016–17 and 2017/18.",
        "It closed on 31/03/2019.",
        "Act under section 47 and sections 135-142 of the Act.",
        "See paragraph 12 and page 4 of Annex 2.",
        "Year 7 pupils and key stage 2 pupils.",
        "Young people aged 16 or 17 and others aged 18.",
        "COVID-19 and the 24-hour line.",
        "Key decision no. 17.",
    ],
)
def test_dates_references_and_ages_are_no_figures(text: str) -> None:
    assert values(text) == []


def test_every_figure_of_a_sentence_is_found_in_order() -> None:
    assert values("The rate rose from 5% to 10% for 40 children, at a cost of £2,000.") == [
        ("5%", "5", "percent"),
        ("10%", "10", "percent"),
        ("40", "40", "count"),
        ("£2,000", "2000", "GBP"),
    ]


def test_a_figure_has_the_day_that_its_sentence_gives() -> None:
    assert [
        (figure.printed, figure.date)
        for figure in found("At 31 August 2016, 562 children were looked after. There were 521 in March.")
    ] == [("562", "2016-08-31"), ("521", None)]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("As at 19 June 2017, 364 came.", "2017-06-19"),
        ("On 1 May 2018 there were 364.", "2018-05-01"),
        ("There were 364 in 2018.", None),
        ("There were 364 after 1 May 2018.", None),
    ],
)
def test_only_a_day_that_a_figure_holds_at_is_its_date(text: str, date: str | None) -> None:
    assert [figure.date for figure in found(text)] == [date]


def test_a_figure_that_prints_its_own_date_does_not_lend_it_to_the_others() -> None:
    dates = {
        figure.printed: figure.date
        for figure in found("378 children had a child protection plan (402 at 31 October 2019).")
    }
    assert dates["402"] == "2019-10-31"
    assert dates["378"] is None


def test_a_figure_of_another_month_does_not_take_the_day_that_begins_the_sentence() -> None:
    text = "At 31 October 2019, agency staff filled 17% of social work posts, compared with 38% at the time of the last inspection and 29% in June 2018."
    dates = {figure.printed: figure.date for figure in found(text)}
    assert dates["17%"] == "2019-10-31"
    assert dates["38%"] is None
    assert dates["29%"] in (None, "2018-06")


@pytest.mark.parametrize(
    "text", ["The visit was on 19 and 20 October 2021.", "Inspection date: 20 June – 13 July 2017"]
)
def test_the_days_of_a_span_of_days_are_no_figures(text: str) -> None:
    assert values(text) == []


def test_the_end_of_a_longer_number_in_words_is_no_figure() -> None:
    assert "3" not in [value for _, value, _ in values("Twenty-three children live there.")]


def test_the_printed_form_ends_with_the_number() -> None:
    assert [printed for printed, _, _ in values("The contract is worth £185,000 a year.")] == ["£185,000"]


def test_millions_of_people_are_millions() -> None:
    assert [value for _, value, _ in values("Some 5 million people live there.")] != ["5"]


def test_ages_joined_by_a_hyphen_are_no_figures() -> None:
    assert values("Services for homeless 16- and 17-year-olds.") == []


def test_the_numbers_of_the_rows_of_a_grade_table_are_no_figures(sample: Store) -> None:
    [report] = [document for document in sample.corpus.documents if document.kind == "sif"]
    tables = {index for index, paragraph in enumerate(report.paragraphs) if paragraph.role == "judgement"}
    assert [figure.printed for figure in report.figures if figure.paragraph in tables] == []


@pytest.mark.parametrize("role", ["colophon", "note"])
def test_small_print_and_footnotes_have_no_figures(role: str) -> None:
    assert found("There are 143 contacts.", role) == ()


def test_a_list_item_does_not_share_the_date_of_the_item_before() -> None:
    text = "Of these: - 208 at 31 March 2015 had left - 41 live in homes"
    assert [
        (figure.printed, figure.date) for figure in found(text, breaks=(text.index("- 208"), text.index("- 41")))
    ] == [("208", "2015-03-31"), ("41", None)]


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("Of these: - 208 had left by May 2015 - 41 live in homes", "- 41"),
        ("The paper asked about each section. 41 carers replied.", "41 carers"),
    ],
)
def test_what_stands_before_a_sentence_does_not_hide_its_first_figure(text: str, begins: str) -> None:
    assert "41" in [figure.value for figure in found(text, breaks=(text.index(begins),))]


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
                "section",
                ".",
                ",",
                "\n",
                "–",
            ]
        ),
        max_size=25,
    ).map(" ".join)
)
def test_figures_never_overlap_and_are_printed_where_they_say(text: str) -> None:
    spans = [figure.span for figure in found(text)]
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert all(text[slice(*figure.span)] == figure.printed for figure in found(text))


@given(
    st.one_of(st.integers(0, 1899), st.integers(2100, 10**9)),
    st.sampled_from(["{}%", "{} per cent", "£{}", "{:,} contacts"]),
)
def test_the_value_of_a_number_that_is_no_year_is_the_number(number: int, form: str) -> None:
    assert [figure.value for figure in found(f"It was {form.format(number)}.")] == [str(number)]
