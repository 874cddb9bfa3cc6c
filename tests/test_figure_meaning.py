"""What a figure measures, of whom, when, and beside what: in the words of the text, and nothing where it is not sure."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny import paragraph

from graph.store import Store
from ingest.annotation.figure.comparison import COMPARISONS
from ingest.annotation.figure.figure import figures
from ingest.document import Document, Figure


def document(text: str, breaks: tuple[int, ...] = (), stem: str | None = None) -> Document:
    read = paragraph(text, breaks=breaks, stem=stem)
    return figures(Document("paper.txt", "0" * 64, (0, len(text)), paragraphs=(read,)))[0]


def words(text: str, field: str) -> list[tuple[str, str | None]]:
    """The printed form of each figure of `text` with the words of one of its fields."""
    read = document(text)
    return [(figure.printed, read.words(0, getattr(figure, field))) for figure in read.figures]


def only(text: str, printed: str) -> Figure:
    [figure] = [figure for figure in document(text).figures if figure.printed == printed]
    return figure


# What is measured


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("At 31 May 2016, 342 children were the subject of a plan.", "children were the subject of a plan"),
        ("There were 16 approved adopters; more are needed.", "approved adopters"),
        (
            "Approximately 38,383 children and young people under the age of 18 years live in Eastmere.",
            "children and young people under the age of 18 years live in Eastmere",
        ),
        ("Currently, there are 32 families in the scheme, which is new.", "families in the scheme"),
        ("Inspectors looked at 14 case files for this.", "case files"),
        ("Only 52% of contacts were decided within a day.", "contacts were decided within a day"),
        ("They work in pairs, and 9% of them hold a degree.", "hold a degree"),
        ("The proportion of care leavers in work is 52%.", "The proportion of care leavers in work"),
        ("The average caseload has fallen to 19.", "The average caseload"),
        ("Staff turnover is 12%.", "Staff turnover"),
        ("In 2014–15, the number of adoptions rose to 45.", "the number of adoptions"),
        ("A third of social workers are new to the work.", "social workers are new to the work"),
        ("Three of the 12 children seen were safe.", "children seen were safe"),
        ("Of 12 children, nine were safe at home.", "were safe at home"),
        ("It paid from a budget of £10,000.", "budget"),
        ("The council reports that the turnover of staff is 7%.", "the turnover of staff"),
    ],
)
def test_what_is_measured_is_told_in_the_words_of_the_text(text: str, measures: str) -> None:
    assert measures in [found for _, found in words(text, "measures")]


@pytest.mark.parametrize(
    "text",
    [
        "Initial visits took place within 72 hours.",
        "Police attended 34% of conferences.",
        "The contract was let for £185,000.",
        "The average is 19.",
        "It stands at 52%.",
        "The percentage seen was in line with the average at 89%.",
        "Health assessments were timely in 74% of cases.",
        "The inspection was made by seven Her Majesty’s Inspectors.",
        "It is 92% of those that came.",
    ],
)
def test_what_is_measured_is_left_open_where_it_is_not_sure(text: str) -> None:
    assert [found for _, found in words(text, "measures")] == [None]


@pytest.mark.parametrize(
    ("text", "printed", "measures"),
    [
        (
            "28% of them were not in education, employment or training.",
            "28%",
            "were not in education, employment or training",
        ),
        ("69% of plans were good, which is new.", "69%", "plans were good"),
        ("69% of plans were good and the rest were late.", "69%", "plans were good"),
        ("69% of plans were good (51% in 2014).", "69%", "plans were good"),
        ("69% of plans were good in 2014–15.", "69%", "plans were good"),
        ("69% of plans were good, higher than the national average of 51%.", "69%", "plans were good"),
        ("69% of plans are better than the national average of 51%.", "69%", None),
        (
            "Two workers have between 35 and 40 cases at a time.",
            "Two",
            "workers have between 35 and 40 cases at a time",
        ),
    ],
)
def test_what_is_measured_ends_where_the_clause_does(text: str, printed: str, measures: str | None) -> None:
    assert (printed, measures) in words(text, "measures")


def test_two_verbs_of_one_subject_are_measured_together() -> None:
    text = "Five young people ceased to be looked after and are living on their own."
    assert words(text, "measures") == [("Five", "young people ceased to be looked after and are living on their own")]


@pytest.mark.parametrize(
    "text",
    [
        "An average of 14 in one team and 22 in the other mean that work is good.",
        "55 young people have accessed, or are accessing, courses.",
    ],
)
def test_a_clause_that_is_cut_is_not_what_is_measured(text: str) -> None:
    assert words(text, "measures")[-1][1] in (None, "young people")


def test_an_item_of_a_list_measures_what_follows_its_number() -> None:
    read = document("395 live with foster families", stem="Of this number:")
    assert read.words(0, read.figures[0].measures) == "live with foster families"


def test_the_sentence_that_goes_on_about_a_figure_shares_what_it_measures() -> None:
    text = "At 31 March 2016, 358 children were looked after (a rate of 54 per 10,000 children). This is an increase from 340 (52 per 10,000 children) at 31 March 2015."
    assert words(text, "measures") == [
        (number, "children were looked after") for number in ("358", "54 per 10,000", "340", "52 per 10,000")
    ]
    assert [figure.date for figure in document(text).figures] == ["2016-03-31"] * 2 + ["2015-03-31"] * 2


def test_a_share_of_the_population_gives_the_number_before_in_another_way() -> None:
    text = "Approximately 38,383 children live here. This is 26% of the total population in the area."
    [number, share] = document(text).figures
    assert share.restates == number.span
    assert words(text, "group")[1] == ("26%", "children")


def test_a_sentence_after_two_figures_shares_nothing() -> None:
    text = "There were 40 boys and 50 girls. This is an increase from 70."
    assert words(text, "measures")[2] == ("70", None)


# Of whom


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("52% of looked after children moved.", "looked after children"),
        ("There are 40 children looked after.", "children looked after"),
        ("It helps 12 family support workers.", "family support workers"),
        ("Of 20 children and young people, none left.", "children and young people"),
        ("Some 30 unaccompanied asylum-seeking children live here.", "unaccompanied asylum-seeking children"),
        ("The proportion of care leavers in work is 52%.", "care leavers"),
        ("Three of the last 12 cases were late.", "cases"),
    ],
)
def test_the_group_is_named_in_the_words_of_the_text(text: str, group: str) -> None:
    assert group in [found for _, found in words(text, "group")]


@pytest.mark.parametrize(
    "text",
    [
        "The council runs 12 children's homes.",
        "There were 12 staff meetings.",
        "It met 20 children and carers.",
        "It met 20 children, parents and carers.",
        "52% of contacts were decided.",
        "There were 11 vacancies in fostering households.",
    ],
)
def test_a_noun_that_only_begins_with_people_is_no_group(text: str) -> None:
    assert [found for _, found in words(text, "group")] == [None]


# When


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
    ],
)
def test_a_stretch_of_time_is_kept_as_printed(text: str, period: str) -> None:
    assert words(text, "period") == [("45", period)]
    assert [figure.date for figure in document(text).figures] == [None]


def test_each_figure_of_a_series_has_its_own_time() -> None:
    text = "It rose from 16% in March 2013 to 45% in March 2014 and 68% in 2014–15."
    assert [(figure.printed, figure.date) for figure in document(text).figures] == [
        ("16%", "2013-03"),
        ("45%", "2014-03"),
        ("68%", None),
    ]
    assert words(text, "period")[2] == ("68%", "2014–15")


def test_a_limit_holds_at_no_one_time() -> None:
    assert words("In 2014–15, 45 were seen within 72 hours.", "period") == [("45", "2014–15"), ("72", None)]


def test_a_time_in_brackets_does_not_take_the_place_of_the_one_that_opens_the_sentence() -> None:
    text = "At 19 June 2017, 40 children were seen by staff (in the previous 12 months)."
    assert [figure.date for figure in document(text).figures] == ["2017-06-19"]


def test_the_time_of_a_second_clause_is_not_that_of_the_first() -> None:
    assert words("45 were sent and one was ongoing at the time of the inspection.", "period") == [("45", None)]


# Beside what


@pytest.mark.parametrize(
    ("text", "printed", "comparison", "by"),
    [
        ("It is 12% (the national average is 15%).", "15%", "national", "national average"),
        ("It is 12%, compared with 15% nationally.", "15%", "national", "nationally"),
        ("Nationally, 15% of children do so.", "15%", "national", "Nationally"),
        ("The national average for visits within 72 hours is 15%.", "15%", "national", "national average"),
        ("The target for visits within 20 working days is 15%.", "15%", "target", "target"),
        ("It is 12%, compared with 15% in the country as a whole.", "15%", "national", "in the country as a whole"),
        ("It is 12%, above the England average of 10%.", "10%", "national", "England average"),
        ("It is 12%, and England at 10%.", "10%", "national", "England"),
        ("It is 12%, below statistical neighbours (14%).", "14%", "neighbours", "statistical neighbours"),
        ("It is 12%, against 14% for similar authorities.", "14%", "neighbours", "similar authorities"),
        ("It is 12%, the London average being 14%.", "14%", "region", "London average"),
        ("It is 12%, against a target of 14%.", "14%", "target", "target"),
        ("It is below the council's 96% target.", "96%", "target", "target"),
        ("It is 12%, up from 9% in 2014.", "9%", "earlier", "up from"),
        ("This is a reduction from 18 at 31 March 2012.", "18", "earlier", "reduction from"),
        ("It is 12%, compared with 9% at the last inspection.", "9%", "earlier", "compared with"),
        ("It is 12%, compared with 9% in 2013–14.", "9%", "earlier", "compared with"),
        ("There has been an increase in the number of adoptions, from 13 in 2014–15 to 18.", "13", "earlier", "from"),
        ("It rose by 5%.", "5%", "difference", "rose by"),
        ("This is a 16% decrease.", "16%", "difference", "decrease"),
        ("It is 17 days longer than elsewhere.", "17", "difference", "longer than"),
        ("It is 10 percentage points higher.", "10", "difference", "percentage points"),
    ],
)
def test_a_figure_that_others_are_compared_with_is_told_from_them(
    text: str, printed: str, comparison: str, by: str
) -> None:
    figure = only(text, printed)
    assert (figure.comparison, text[slice(*figure.comparison_words or (0, 0))]) == (comparison, by)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("It is 12% (the national average is 15%).", "12%"),
        ("The share seen was above the England average at 91%.", "91%"),
        ("It is lower than England averages: 4% compared with 6% nationally.", "4%"),
        ("There were referrals from 12 schools.", "12"),
        ("Plans were drawn up by 14 workers.", "14"),
        ("They wait up to 12 weeks.", "12"),
        ("It fell from 19 to 13 over the past year.", "13"),
        ("Two recent threshold reviews said so.", "Two"),
        ("The average is better than the national average for visits, and 12% of them were late.", "12%"),
        ("It is of a high standard in all four areas.", "four"),
    ],
)
def test_the_figure_of_the_authority_itself_is_not_compared(text: str, printed: str) -> None:
    assert [figure.comparison for figure in document(text).figures if figure.printed == printed] in ([None], [])


def test_two_averages_in_a_row_are_told_apart() -> None:
    text = "It is 12%, below statistical neighbours and the England average (14% and 17% respectively)."
    assert [(figure.printed, figure.comparison) for figure in document(text).figures] == [
        ("12%", None),
        ("14%", "neighbours"),
        ("17%", "national"),
    ]


def test_a_bare_number_that_is_compared_has_the_unit_of_the_one_before() -> None:
    text = "It takes 541 days, compared with 606 for similar authorities and 647 nationally."
    assert [(figure.value, figure.unit) for figure in document(text).figures] == [
        ("541", "days"),
        ("606", "days"),
        ("647", "days"),
    ]


@pytest.mark.parametrize(
    ("text", "directions"),
    [
        ("It rose from 5% to 10%.", ["rose", "rose"]),
        ("Agency staff hold 19%, down from 41% in 2016.", ["down", "down"]),
        ("The average has fallen to 19.", ["fallen"]),
        ("This is an increase from 215.", ["increase"]),
        ("It is 12% and stays there.", [None]),
        ("They wait up to 12 weeks.", [None]),
    ],
)
def test_the_direction_is_the_word_of_the_text(text: str, directions: list[str | None]) -> None:
    assert [found for _, found in words(text, "direction")] == directions


@pytest.mark.parametrize(
    ("text", "approximation"),
    [
        ("Nearly 40 children came.", "Nearly"),
        ("More than half of children came.", "More than"),
        ("It took just over 40 days.", "just over"),
        ("Some children waited for 12 months or more.", "or more"),
        ("Around 40 children came.", "Around"),
        ("Inspectors had concerns about 40 children.", None),
        ("There are 40 children.", None),
    ],
)
def test_that_a_figure_is_not_exact_is_kept_as_printed(text: str, approximation: str | None) -> None:
    assert [found for _, found in words(text, "approximation")] == [approximation]


# Parts and wholes


@pytest.mark.parametrize(
    ("text", "wholes"),
    [
        ("In three of 12 cases it was late.", {"three": "12"}),
        ("It was late in six out of 14 cases.", {"six": "14"}),
        ("In four (29%) of the 14 cases it was late.", {"four": "14"}),
        ("Of the 42 orders, 21% were for boys.", {"21%": "42"}),
        ("Of 60 children, 49 returned, seven moved and four left.", {"49": "60", "seven": "60"}),
        ("Inspectors saw three teams and 12 cases.", {}),
    ],
)
def test_a_part_knows_its_whole(text: str, wholes: dict[str, str]) -> None:
    found = {part: whole for part, whole in words(text, "whole") if whole}
    assert wholes.items() <= found.items()
    assert bool(found) == bool(wholes)


@pytest.mark.parametrize(
    ("text", "restates"),
    [
        ("In all, 26 (27.3%) live outside the area.", [("26", None), ("27.3%", "26")]),
        ("In all, 181 (or 17%) live outside the area.", [("181", None), ("17%", "181")]),
        ("In all, 90% (18 of 20) were placed.", [("90%", None), ("18", "90%"), ("20", None)]),
        ("It is 12%, below the average (15%).", [("12%", None), ("15%", None)]),
        ("There were 378 plans (402 in 2019).", [("378", None), ("402", None)]),
    ],
)
def test_a_figure_in_brackets_may_give_the_one_before_in_another_way(
    text: str, restates: list[tuple[str, str | None]]
) -> None:
    found = words(text, "restates")
    if "18 of 20" in text:
        assert found[0] == restates[0]
    else:
        assert found == restates


def test_the_whole_record_of_a_sentence() -> None:
    text = "In 2014–15, nearly 69% of care leavers were in work, compared with the national average of 48%."
    read = document(text)
    assert [
        {
            name: read.words(0, getattr(figure, name))
            for name in ("period", "measures", "group", "comparison_words", "approximation")
        }
        for figure in read.figures
    ] == [
        {
            "period": "2014–15",
            "measures": "care leavers were in work",
            "group": "care leavers",
            "comparison_words": None,
            "approximation": "nearly",
        },
        {
            "period": None,
            "measures": None,
            "group": None,
            "comparison_words": "national average",
            "approximation": None,
        },
    ]


# The sample


def test_every_word_of_the_figures_of_the_sample_is_printed_in_their_paragraph(sample: Store) -> None:
    for read in sample.corpus.documents:
        for figure in read.figures:
            text = read.paragraphs[figure.paragraph].text
            spans = {other.span for other in read.figures if other.paragraph == figure.paragraph}
            for name in ("period", "measures", "group", "comparison_words", "direction", "approximation"):
                span = getattr(figure, name)
                assert span is None or 0 <= span[0] < span[1] <= len(text)
            assert {figure.whole, figure.restates} <= {None, *spans}
            assert figure.comparison is None or figure.comparison in COMPARISONS


def test_a_paragraph_of_the_sample(sample: Store) -> None:
    [letter] = [read for read in sample.corpus.documents if read.kind == "monitoring-visit"]
    found = [
        (figure.printed, letter.words(figure.paragraph, figure.measures), figure.comparison, figure.date)
        for figure in letter.figures
        if figure.printed in ("29%", "41%", "81%", "52%")
    ]
    assert ("41%", None, "earlier", "2016") in found
    assert ("52%", None, "earlier", None) in found


PIECES = [
    "At 31 March 2015,",
    "in 2014–15",
    "342",
    "three of 12",
    "27.3%",
    "(27%)",
    "of",
    "children",
    "care leavers",
    "were",
    "is",
    "in work",
    ",",
    ".",
    ";",
    "and",
    "the national average",
    "compared with",
    "up from",
    "nearly",
    "This is an increase from",
    "There are",
    "Of",
]


@given(st.lists(st.sampled_from(PIECES), max_size=20).map(" ".join))
def test_words_that_are_kept_are_always_printed_and_never_empty(text: str) -> None:
    read = document(text)
    spans = [figure.span for figure in read.figures]
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    for figure in read.figures:
        assert text[slice(*figure.span)] == figure.printed
        assert {figure.whole, figure.restates} <= {None, *spans} - {figure.span}
        for name in ("period", "measures", "group", "comparison_words", "direction", "approximation"):
            kept = read.words(0, getattr(figure, name))
            assert kept is None or kept == kept.strip() != ""
