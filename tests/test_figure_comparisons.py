"""A figure that another is compared with is told from it by the words that say so, and a change by the word for its direction."""

from __future__ import annotations

import pytest
from figures import measured, words

from ingest.document import Figure


def only(text: str, printed: str) -> Figure:
    [figure] = [figure for figure in measured(text).figures if figure.printed == printed]
    return figure


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
    assert [figure.comparison for figure in measured(text).figures if figure.printed == printed] in ([None], [])


def test_two_averages_in_a_row_are_told_apart() -> None:
    text = "It is 12%, below statistical neighbours and the England average (14% and 17% respectively)."
    assert [(figure.printed, figure.comparison) for figure in measured(text).figures] == [
        ("12%", None),
        ("14%", "neighbours"),
        ("17%", "national"),
    ]


def test_a_bare_number_that_is_compared_has_the_unit_of_the_one_before() -> None:
    text = "It takes 541 days, compared with 606 for similar authorities and 647 nationally."
    assert [(figure.value, figure.unit) for figure in measured(text).figures] == [
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
