"""Days and spans of days are read in every form in which they are printed, and written as readers in Britain write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.identity.date import MONTHS, days_between, find_dates, find_periods, in_words


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("4 September 2017", "2017-09-04"),
        ("04 September 2017", "2017-09-04"),
        ("4th September 2017", "2017-09-04"),
        ("1st of May 2017", "2017-05-01"),
        ("22nd June, 2017", "2017-06-22"),
        ("3rd Sept 2017", "2017-09-03"),
        ("4 SEP 2017", "2017-09-04"),
        ("29 February 2020", "2020-02-29"),
        ("04/09/2017", "2017-09-04"),
        ("4.9.2017", "2017-09-04"),
        ("September 2017", "2017-09"),
        ("Sept, 2017", "2017-09"),
        ("may 2017", "2017-05"),
        ("2017", "2017"),
        ("1998", "1998"),
    ],
)
def test_a_date_is_read_at_the_precision_printed(text: str, iso: str) -> None:
    [found] = find_dates(f"It was {text}, they said.")
    assert found.iso == iso
    assert f"It was {text}, they said."[slice(*found.span)] == text


@pytest.mark.parametrize(
    "text", ["31 February 2017", "32/01/2017", "29 February 2019", "12017", "2117", "1899", "in May", "4 September"]
)
def test_what_is_no_date_is_not_read_as_one(text: str) -> None:
    assert find_dates(text) == []


def test_all_dates_of_a_text_are_found_in_order() -> None:
    assert [found.iso for found in find_dates("From May 2016 to 3 June 2018, and in 2019; due 01/02/2020.")] == [
        "2016-05",
        "2018-06-03",
        "2019",
        "2020-02-01",
    ]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("20 June – 13 July 2017", "2017-06-20", "2017-07-13"),
        ("12 September to 6 October 2016", "2016-09-12", "2016-10-06"),
        ("15 and 16 June 2021", "2021-06-15", "2021-06-16"),
        ("between 20 June and 13 July 2017", "2017-06-20", "2017-07-13"),
        ("3 February 2020 to 14 February 2020", "2020-02-03", "2020-02-14"),
        ("28 December 2016 — 5 January 2017", "2016-12-28", "2017-01-05"),
        ("28 December until 5 January 2017", "2016-12-28", "2017-01-05"),
        ("4-8 March 2019", "2019-03-04", "2019-03-08"),
        ("19th & 20th October, 2021", "2021-10-19", "2021-10-20"),
    ],
)
def test_a_span_of_days_is_read_in_every_printed_form(text: str, start: str, end: str) -> None:
    assert [found[:2] for found in find_periods(f"The visit took place {text} and went well.")] == [(start, end)]


def test_a_span_of_three_named_days_begins_with_the_first() -> None:
    found = find_periods("The visit took place on 15, 16 and 17 June 2021.")
    assert [days[:2] for days in found] == [("2021-06-15", "2021-06-17")]


@pytest.mark.parametrize(
    "text",
    ["4 March 2019", "30 and 31 February 2020", "March to April 2019", "2016 to 2017", "30 February to 3 March 2020"],
)
def test_what_is_no_span_of_days_is_not_read_as_one(text: str) -> None:
    assert find_periods(text) == []


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_a_day_written_in_words_is_read_back(day: date) -> None:
    iso = day.isoformat()
    assert [found.iso for found in find_dates(in_words(iso))] == [iso]
    assert [found.iso for found in find_dates(in_words(iso[:7]))] == [iso[:7]]


@pytest.mark.parametrize(
    ("iso", "words"),
    [
        ("2017-09-04", "4 September 2017"),
        ("2016-07", "July 2016"),
        ("2017", "2017"),
        (None, "undated"),
        ("", "undated"),
    ],
)
def test_a_date_is_written_as_readers_in_britain_write_it(iso: str | None, words: str) -> None:
    assert in_words(iso) == words


def test_every_month_has_its_number() -> None:
    assert [find_dates(f"{month.capitalize()} 2019")[0].iso for month in MONTHS] == [
        f"2019-{number:02}" for number in range(1, 13)
    ]


def test_days_are_counted_with_the_first_and_the_last() -> None:
    assert days_between("2019-11-04", "2019-11-08") == 5
    assert days_between("2020-02-28", "2020-03-01") == 3
