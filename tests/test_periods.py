"""The periods that a question speaks of are read as a reader would read them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_service.period import Period, find_periods, shifted, wants_first, wants_latest, without_periods

YEARS = st.integers(1900, 2099)
MONTHS = st.integers(1, 12)
DAYS = st.integers(1, 28)


def spans(text: str) -> list[tuple[str | None, str | None]]:
    return [(period.start, period.end) for period in find_periods(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("agency staffing in 2018", ("2018", "2018")),
        ("the letter of June 2018", ("2018-06", "2018-06")),
        ("the letter of Sept 2018", ("2018-09", "2018-09")),
        ("the letter of sept. 2018", ("2018-09", "2018-09")),
        ("the visit of 12 June 2018", ("2018-06", "2018-06")),
        ("caseloads in summer 2019", ("2019-06", "2019-08")),
        ("caseloads in autumn 2019", ("2019-09", "2019-11")),
        ("caseloads in early-2019", ("2019-01", "2019-04")),
        ("spending in 2017/18", ("2017-04", "2018-03")),
        ("spending in 2017-18", ("2017-04", "2018-03")),
        ("what has changed since 2018", ("2018", None)),
        ("what has changed since the 2018 visit", ("2018", None)),
        ("what has changed since March 2020", ("2020-03", None)),
        ("everything from 2019", ("2019", None)),
        ("everything up to March 2019", (None, "2019-03")),
        ("everything until 2019", (None, "2019")),
        ("between 2016 and 2019", ("2016", "2019")),
        ("from June 2018 to March 2020", ("2018-06", "2020-03")),
        ("from April 2017 until March 2018", ("2017-04", "2018-03")),
        ("from 2016–2019", ("2016", "2019")),
    ],
)
def test_one_period_is_read(text: str, expected: tuple[str | None, str | None]) -> None:
    assert spans(text) == [expected]


def test_years_that_are_listed_stay_apart_in_the_order_of_the_question() -> None:
    assert spans("supervision in 2019 as against 2016") == [("2019", "2019"), ("2016", "2016")]


def test_a_year_named_twice_is_one_period() -> None:
    assert spans("2019, 2016 and again 2019") == [("2019", "2019"), ("2016", "2016")]


@pytest.mark.parametrize(
    "text", ["", "what was said about supervision", "in 1899", "call 20201 now", "1,201 children", "paragraph 54"]
)
def test_other_numbers_are_no_periods(text: str) -> None:
    assert find_periods(text) == ()


def test_the_words_of_the_question_are_kept_for_showing() -> None:
    assert [period.words for period in find_periods("Sept 2018 and spring 2020")] == ["Sept 2018", "spring 2020"]


def test_before_a_year_leaves_the_year_out() -> None:
    [period] = find_periods("what was said before 2018")
    assert period.covers("2017-02-14")
    assert not period.covers("2018-07-09")


def test_after_a_year_is_later_than_the_year() -> None:
    [period] = find_periods("what was said after 2018")
    assert period.covers("2019-11-15")
    assert not period.covers("2018-07-09")


def test_a_span_of_several_years_written_short_is_the_whole_span() -> None:
    [period] = find_periods("the years 2016-19")
    assert period.covers("2019-11-15")


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("and three years earlier?", "2016"),
        ("and 3 years before?", "2016"),
        ("a year later", "2020"),
        ("what about two years on", "2021"),
        ("one year afterwards?", "2020"),
    ],
)
def test_a_shift_counts_from_the_turn_before(text: str, year: str) -> None:
    assert shifted(text, find_periods("in November 2019")) == (Period(year, year, year),)


def test_a_shift_without_an_earlier_period_means_nothing() -> None:
    assert shifted("three years earlier", ()) == ()


def test_a_question_without_a_shift_has_none() -> None:
    assert shifted("and in Leeds?", find_periods("in 2019")) == ()


@pytest.mark.parametrize(
    "text", ["the latest letter", "the most recent visit", "What did the last inspection find?", "how many right now"]
)
def test_the_latest_is_asked_for(text: str) -> None:
    assert wants_latest(text)
    assert not wants_first(text)


@pytest.mark.parametrize("text", ["the first inspection", "the earliest report", "the original document"])
def test_the_first_is_asked_for(text: str) -> None:
    assert wants_first(text)
    assert not wants_latest(text)


@pytest.mark.parametrize("text", ["at first there were few", "the last train", "last year", "at long last"])
def test_first_and_last_of_other_things_are_not_taken_for_documents(text: str) -> None:
    assert not wants_first(text)
    assert not wants_latest(text)


def test_periods_are_taken_out_of_the_subject() -> None:
    assert without_periods("supervision in June 2018 and 2019").split() == ["supervision", "in", "and"]


def test_a_date_less_precise_than_the_period_counts_only_roughly() -> None:
    june = Period("2018-06", "2018-06", "June 2018")
    assert june.covers("2018")
    assert not june.covers("2018", roughly=False)
    assert june.covers("2018-06-13", roughly=False)
    assert not june.covers("2018-07-09")


def test_no_date_is_in_no_period() -> None:
    assert not Period(None, None, "always").covers(None)


def test_what_happened_in_a_period_may_be_reported_in_the_half_year_after_it() -> None:
    widened = Period("2018-11", "2018-11", "November 2018").widened()
    assert (widened.start, widened.end) == ("2018-11", "2019-05")
    assert Period("2018", "2018", "2018").widened().end == "2019-06"


def test_an_open_period_is_not_widened() -> None:
    assert Period("2018", None, "since 2018").widened() == Period("2018", None, "since 2018")


def test_the_years_that_a_period_touches() -> None:
    assert list(Period("2016-09", "2018-03", "").years) == [2016, 2017, 2018]
    assert list(Period("2016", None, "").years) == []


@given(YEARS, YEARS, MONTHS, DAYS)
def test_a_year_covers_its_own_days_and_no_others(asked: int, year: int, month: int, day: int) -> None:
    [period] = find_periods(f"what was found in {asked}?")
    assert period.covers(f"{year}-{month:02}-{day:02}") == (asked == year)


@given(YEARS, MONTHS, MONTHS, DAYS)
def test_a_month_covers_its_own_days_and_no_others(year: int, asked: int, month: int, day: int) -> None:
    names = "January February March April May June July August September October November December".split()
    [period] = find_periods(f"the visit of {names[asked - 1]} {year}")
    assert period.covers(f"{year}-{month:02}-{day:02}") == (asked == month)


@given(YEARS, MONTHS, DAYS)
def test_widening_loses_no_day(year: int, month: int, day: int) -> None:
    period = Period(f"{year}-{month:02}", f"{year}-{month:02}", "")
    assert period.widened().covers(f"{year}-{month:02}-{day:02}")


@given(st.text(max_size=200))
def test_any_text_gives_periods_whose_start_is_not_after_their_end(text: str) -> None:
    for period in find_periods(text):
        assert period.start is not None or period.end is not None
        assert (
            period.start is None
            or period.end is None
            or period.start <= period.end
            or period.end.startswith(period.start)
        )
