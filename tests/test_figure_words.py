"""Every word that is kept of a figure is printed in its paragraph."""

from __future__ import annotations

from itertools import pairwise

import pytest
from figures import measured, words
from hypothesis import given
from hypothesis import strategies as st

from graph.store import Store
from ingest.annotation.figure.comparison import COMPARISONS


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


def test_the_whole_record_of_a_sentence() -> None:
    text = "In 2014–15, nearly 69% of care leavers were in work, compared with the national average of 48%."
    read = measured(text)
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
            "measures": "care leavers were in work",
            "group": "care leavers",
            "comparison_words": "national average",
            "approximation": None,
        },
    ]


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
    assert ("41%", "Agency workers now hold 29% of social work posts", "earlier", "2016") in found
    assert ("52%", "were decided within one working day", "earlier", None) in found


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
    read = measured(text)
    spans = [figure.span for figure in read.figures]
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    for figure in read.figures:
        assert text[slice(*figure.span)] == figure.printed
        assert {figure.whole, figure.restates} <= {None, *spans} - {figure.span}
        for name in ("period", "measures", "group", "comparison_words", "direction", "approximation"):
            kept = read.words(0, getattr(figure, name))
            assert kept is None or kept == kept.strip() != ""
