"""A paragraph is cut into sentences that cover it, never overlap, and do not end at abbreviations."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.structure.sentence import sentences

PROSE = st.lists(
    st.sampled_from(
        [
            "Dr.",
            "Mr.",
            "J.",
            "e.g.",
            "No.",
            "St.",
            "Children",
            "are",
            "seen",
            "well.",
            "‘Yes!’",
            "(Why?)",
            "96%.",
            "£2.9",
            "2017.",
            "…",
            "\n",
            "  ",
            "–",
            "The",
            "A.",
        ]
    ),
    max_size=40,
).map(" ".join)


def cut(text: str, breaks: tuple[int, ...] = ()) -> list[str]:
    return [text[start:end] for start, end in sentences(text, breaks)]


def test_sentences_end_at_full_stops_question_marks_and_exclamation_marks() -> None:
    assert cut("Visits are late. Why is that? Nobody knows! Managers do not check.") == [
        "Visits are late.",
        "Why is that?",
        "Nobody knows!",
        "Managers do not check.",
    ]


def test_a_text_without_an_end_is_one_sentence() -> None:
    assert cut("What needs to improve") == ["What needs to improve"]


@pytest.mark.parametrize("text", ["", " ", "\n\t "])
def test_a_blank_text_has_no_sentence(text: str) -> None:
    assert cut(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Inspectors met Dr. Smith and Mrs. Jones at the clinic.",
        "The chair is Prof. Munro and her deputy is Cllr. Dobrell.",
        "She lives near St. Mary's with her aunt.",
        "The report by J. K. Rowe was read by all.",
        "Some plans (e.g. Pathway plans) are late.",
        "The order (i.e. The direction) was lifted.",
        "Payments of approx. £200 were made.",
        "This is set out in paras. 12 to 14 and on pp. 3 and 4.",
        "Key decision No. 17 was taken on 3 Sept. 2017.",
    ],
)
def test_abbreviations_do_not_end_a_sentence(text: str) -> None:
    assert cut(text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "The rate is 81.5 per 10,000 children.",
        "Funding of £2.9 million was agreed.",
        "See www.gov.uk/ofsted for more.",
        "Paragraph 7.19 is about interviews.",
    ],
)
def test_a_full_stop_inside_a_number_or_address_does_not_end_a_sentence(text: str) -> None:
    assert cut(text) == [text]


def test_a_full_stop_before_a_small_letter_does_not_end_a_sentence() -> None:
    assert cut("They said ‘we wait.’ and left. Others stayed.") == ["They said ‘we wait.’ and left.", "Others stayed."]


def test_closing_quotation_marks_and_brackets_stay_with_their_sentence() -> None:
    assert cut("‘They ring back now.’ One carer said so. (It is true.) “Good.” ‘Why?’") == [
        "‘They ring back now.’",
        "One carer said so.",
        "(It is true.)",
        "“Good.”",
        "‘Why?’",
    ]


def test_a_sentence_may_begin_with_a_number_or_a_sum() -> None:
    assert cut("Visits are late. 143 contacts waited. £2 million was spent.") == [
        "Visits are late.",
        "143 contacts waited.",
        "£2 million was spent.",
    ]


def test_a_reference_in_brackets_after_the_full_stop_is_a_piece_of_its_own() -> None:
    assert cut("The response is poor. (Recommendation)") == ["The response is poor.", "(Recommendation)"]


def test_a_list_item_begins_a_sentence() -> None:
    text = "We will: - see children - listen to them. Staff agree."
    breaks = (text.index("- see"), text.index("- listen"))
    assert cut(text, breaks) == ["We will:", "- see children", "- listen to them.", "Staff agree."]
    assert cut(text) == ["We will: - see children - listen to them.", "Staff agree."]


@given(st.one_of(st.text(max_size=200), PROSE), st.data())
def test_sentences_cover_the_text_and_never_overlap(text: str, data: st.DataObject) -> None:
    breaks = tuple(data.draw(st.lists(st.integers(0, len(text)), max_size=5, unique=True).map(sorted)))
    spans = sentences(text, breaks)
    assert all(start < end for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    outside = "".join(
        text[end:start]
        for end, start in zip([0, *(end for _, end in spans)], [*(start for start, _ in spans), len(text)], strict=True)
    )
    assert not outside.strip()


@given(st.one_of(st.text(max_size=200), PROSE))
def test_sentences_are_trimmed(text: str) -> None:
    assert all(piece == piece.strip() for piece in cut(text))


@given(PROSE, st.data())
def test_no_sentence_runs_over_a_break(text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text)))
    assert all(end <= at or start >= at for start, end in sentences(text, (at,)))
