"""A figure has the day or the stretch of time that its text gives to it, and no other."""

from __future__ import annotations

import pytest
from figures import measured, words

# Days


def test_a_figure_has_the_day_that_its_sentence_gives() -> None:
    assert [
        (figure.printed, figure.date)
        for figure in measured("At 31 August 2016, 562 children were looked after. There were 521 in March.").figures
    ] == [("562", "2016-08-31"), ("521", None)]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("As at 19 June 2017, 364 came.", "2017-06-19"),
        ("On 1 May 2018 there were 364.", "2018-05-01"),
        ("There were 364 in 2018.", "2018"),
        ("There were 364 in May 2018.", "2018-05"),
        ("There were 364 (2018).", "2018"),
        ("There were 364 at the end of March 2018.", "2018-03"),
        ("By May 2018, there were 364.", "2018-05"),
        ("The number of children in care at 31 May 2018 was 364.", "2018-05-31"),
        ("There were 364 children looked after in May 2018.", "2018-05"),
        ("It was lower in March 2013 when 364 children came.", "2013-03"),
        ("There were 364 after 1 May 2018.", None),
        ("There are 364 cases since the inspection in 2018.", None),
        ("There are 364 families in the service established in 2018.", None),
        ("In 2014 it was set up and now helps 364 families.", None),
        ("By 2018 we expect 364 families.", None),
        ("There will be 364 places to be filled by May 2018.", None),
        ("The Children Act 1989 protects 364 children.", None),
    ],
)
def test_only_a_time_that_a_figure_holds_at_is_its_date(text: str, date: str | None) -> None:
    assert [figure.date for figure in measured(text).figures] == [date]


def test_a_figure_that_prints_its_own_date_does_not_lend_it_to_the_others() -> None:
    dates = {
        figure.printed: figure.date
        for figure in measured("378 children had a child protection plan (402 at 31 October 2019).").figures
    }
    assert dates["402"] == "2019-10-31"
    assert dates["378"] is None


def test_a_figure_of_another_month_does_not_take_the_day_that_begins_the_sentence() -> None:
    text = "At 31 October 2019, agency staff filled 17% of social work posts, compared with 38% at the time of the last inspection and 29% in June 2018."
    dates = {figure.printed: figure.date for figure in measured(text).figures}
    assert dates["17%"] == "2019-10-31"
    assert dates["38%"] is None
    assert dates["29%"] in (None, "2018-06")


def test_a_list_item_does_not_share_the_date_of_the_item_before() -> None:
    text = "Of these: - 208 at 31 March 2015 had left - 41 live in homes"
    assert [
        (figure.printed, figure.date)
        for figure in measured(text, breaks=(text.index("- 208"), text.index("- 41"))).figures
    ] == [("208", "2015-03-31"), ("41", None)]


# Stretches of time


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("In 2014–15, 45 adopters were approved.", "2014–15"),
        ("45 adopters were approved in 2014/15.", "2014/15"),
        ("In the last 12 months, 45 adopters were approved.", "the last 12 months"),
        ("45 adopters were approved during the past year.", "the past year"),
        ("Between April and September 2021, 45 adopters were approved.", "Between April and September 2021"),
        ("There were 45 in the first quarter of 2014–15.", "the first quarter of 2014–15"),
        ("Since April 2014 there have been 45 enquiries.", "Since April 2014"),
        ("At the time of the inspection, 45 adopters were waiting.", "the time of the inspection"),
        ("In the three months to May 2018, 45 were seen.", "the three months to May 2018"),
        ("In the year ending 31 March 2015, 45 were seen.", "the year ending 31 March 2015"),
        ("In the two years before inspection, 45 were seen.", "the two years before inspection"),
        ("In the five years previously, 45 were seen.", "the five years previously"),
        ("Since the last inspection, 45 were seen.", "Since the last inspection"),
        ("Currently, 45 are seen.", "Currently"),
        ("There are currently 45.", "currently"),
        ("It supports 45 families currently.", "currently"),
        ("To date, 45 were seen.", "To date"),
        ("The number seen during 2013–14 was above the average at 45.", "2013–14"),
        ("The scorecard for 2012–13 shows that 45 were seen.", "2012–13"),
        ("Between 2011/12 and 2013/14, 45 were seen.", "Between 2011/12 and 2013/14"),
        ("They are up to date and 45 were seen.", None),
    ],
)
def test_a_stretch_of_time_is_kept_as_printed(text: str, period: str | None) -> None:
    assert words(text, "period") == [("45", period)]
    assert [figure.date for figure in measured(text).figures] == [None]


def test_each_figure_of_a_series_has_its_own_time() -> None:
    text = "It rose from 16% in March 2013 to 45% in March 2014 and 68% in 2014–15."
    assert [(figure.printed, figure.date) for figure in measured(text).figures] == [
        ("16%", "2013-03"),
        ("45%", "2014-03"),
        ("68%", None),
    ]
    assert words(text, "period")[2] == ("68%", "2014–15")


def test_a_time_that_opens_a_later_clause_is_that_of_its_figures() -> None:
    text = "In March 2013 45% waited; by February 2014 only 21% did."
    assert [figure.date for figure in measured(text).figures] == ["2013-03", "2014-02"]


def test_the_day_after_brackets_is_that_of_the_figure_before_them() -> None:
    text = "This is a fall from 364 children (31 per 10,000 children) at 31 May 2018."
    assert [figure.date for figure in measured(text).figures] == ["2018-05-31"] * 2


def test_a_number_after_a_year_is_no_second_year() -> None:
    text = "Numbers fell from 62 in 2013 to 28."
    assert [(figure.value, figure.date) for figure in measured(text).figures] == [("62", "2013"), ("28", None)]


def test_a_limit_holds_at_no_one_time() -> None:
    assert words("In 2014–15, 45 were seen within 72 hours.", "period") == [("45", "2014–15"), ("72", None)]


def test_a_time_in_brackets_does_not_take_the_place_of_the_one_that_opens_the_sentence() -> None:
    text = "At 19 June 2017, 40 children were seen by staff (in the previous 12 months)."
    assert [figure.date for figure in measured(text).figures] == ["2017-06-19"]


def test_the_time_of_a_second_clause_is_not_that_of_the_first() -> None:
    text = "45 were sent and one was ongoing at the time of the inspection."
    assert words(text, "period") == [("45", None), ("one", "the time of the inspection")]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("KITE has worked with 102 looked after children in the past 12 months.", "the past 12 months"),
        ("A further 12 have met since the 1 April 2015.", "since the 1 April 2015"),
        ("Since the last inspection in 2011, 12 reviews were held.", "Since the last inspection"),
        ("In the period 2016–17, 12 babies came.", "the period 2016–17"),
        ("The rate is above that of others (13.8% 2014–15).", "2014–15"),
    ],
)
def test_a_stretch_of_time_may_be_named_in_many_ways(text: str, period: str) -> None:
    assert [found for _, found in words(text, "period")] == [period]


def test_two_numbers_of_one_clause_share_the_time_at_its_end() -> None:
    text = "A total of 130 nurses attended seven shows in 2014."
    assert [figure.date for figure in measured(text).figures] == ["2014", "2014"]
    text = "There were 12 in one home and 14 in another in 2014."
    assert measured(text).figures[0].date is None
