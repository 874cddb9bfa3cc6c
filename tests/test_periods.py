"""The periods that a question speaks of are read as a reader would read them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_service.period import (
    Period,
    find_moments,
    find_periods,
    occasions,
    of_inspections,
    shifted,
    way_beside,
    without_periods,
)

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
        ("2013 to 2022", ("2013", "2022")),
        ("between the 2017 inspection and the 2020 one", ("2017", "2020")),
        ("from the 2015 report to that of March 2020", ("2015", "2020-03")),
        ("between sept 2014 and the 2015 inspection", ("2014-09", "2015")),
        ("2014 onwards", ("2014", None)),
        ("from the 2014 report onwards", ("2014", None)),
        ("the report from June 2018", ("2018-06", "2018-06")),
        ("vacancies in mid 2014", ("2014-05", "2014-08")),
        ("the re-inspection in late 2017", ("2017-09", "2017-12")),
        ("at the end of 2016", ("2016-09", "2016-12")),
        ("at the end of August 2016", ("2016-08", "2016-08")),
        ("in the run-up to the 2018 inspection", ("2018", "2018")),
        ("in the ten months before the early 2014 inspection", ("2014-01", "2014-04")),
        ("in the year to March 2014", ("2014-03", "2014-03")),
        ("before the 2018 inspection", (None, "2017")),
        ("what was done after the 2018 inspection", ("2018", None)),
        ("the visit of 12/06/2018", ("2018-06", "2018-06")),
        ("on 2018-06-12", ("2018-06", "2018-06")),
    ],
)
def test_one_period_is_read(text: str, expected: tuple[str | None, str | None]) -> None:
    assert spans(text) == [expected]


def test_what_must_be_mended_after_an_inspection_is_what_that_inspection_found() -> None:
    [period] = find_periods("what must be fixed after the 2023 inspection?", of_results=True)
    assert (period.start, period.end) == ("2023", "2023")


def test_what_is_compared_are_the_ends_of_a_span() -> None:
    assert [period.start for period in find_moments("between the 2017 inspection and the 2020 one")] == ["2017", "2020"]


@pytest.mark.parametrize(
    "text", ["the 2019 inspection", "the inspection of March 2019", "their 2019 ILACS report", "the one in 2019"]
)
def test_a_year_that_dates_a_report_is_told_from_one_that_is_reported_on(text: str) -> None:
    [period] = find_periods(text)
    assert period.of_report
    [other] = find_periods("children in care in 2019")
    assert not other.of_report


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
        ("what about nine years on?", "2028"),
        ("and the year before?", "2018"),
    ],
)
def test_a_shift_counts_from_the_turn_before(text: str, year: str) -> None:
    assert shifted(text, "2019-11") == (Period(year, year, year),)


def test_a_shift_without_an_earlier_period_means_nothing() -> None:
    assert shifted("three years earlier", None) == ()


def test_a_question_without_a_shift_has_none() -> None:
    assert shifted("and in Leeds?", "2019") == ()


@pytest.mark.parametrize(
    "text", ["the latest letter", "the most recent visit", "What did the last inspection find?", "how many right now"]
)
def test_the_latest_is_asked_for(text: str) -> None:
    assert occasions(text) == (-1,)


@pytest.mark.parametrize("text", ["the first inspection", "the earliest report", "the original document"])
def test_the_first_is_asked_for(text: str) -> None:
    assert occasions(text) == (0,)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the first and the latest inspection", (0, -1)),
        ("the previous report", (-2,)),
        ("the last but one visit", (-2,)),
        ("the second inspection", (1,)),
        ("what has improved since the last inspection", (-1,)),
        ("are more reviews on time than at the previous inspection", (-2, -1)),
    ],
)
def test_reports_are_asked_for_by_their_order(text: str, expected: tuple[int, ...]) -> None:
    assert occasions(text) == expected


def test_an_inspection_is_told_from_a_visit() -> None:
    assert of_inspections("the last inspection")
    assert not of_inspections("the last visit")
    assert not of_inspections("the last report")


@pytest.mark.parametrize(
    ("text", "way"),
    [("and at the next one?", 1), ("the following report?", 1), ("and the one before?", -1), ("and nine years on?", 0)],
)
def test_the_report_next_to_that_of_the_turn_before_is_asked_for(text: str, way: int) -> None:
    assert way_beside(text) == way


@pytest.mark.parametrize("text", ["at first there were few", "the last train", "last year", "at long last"])
def test_first_and_last_of_other_things_are_not_taken_for_documents(text: str) -> None:
    assert occasions(text) == ()


def test_periods_are_taken_out_of_the_subject() -> None:
    assert without_periods("supervision in June 2018 and 2019").split() == ["supervision", "in", "and"]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("agency staff: 2015 against the re-inspection in late 2017", "agency staff: against the"),
        ("how was it reported at each inspection?", "how was it reported at ?"),
        ("what did the latest report say of it", "what did the say of it"),
        ("did it change between the 2017 inspection and the 2020 one?", "did it change between the and the ?"),
        ("what did the 2018 monitoring visit find", "what did the monitoring visit find"),
        ("who carried out the focused visit of October 2021", "who carried out the focused visit of"),
        ("how do visits to children help", "how do visits to children help"),
    ],
)
def test_a_report_that_is_named_by_its_time_is_no_part_of_the_subject(text: str, subject: str) -> None:
    assert without_periods(text).split() == subject.split()


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
