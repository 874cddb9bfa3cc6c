"""A sentence is attributed only where the text itself says whose words it reports."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny import document

from graph.store import Store
from ingest.annotation.speaker import attributions, reported_speakers
from ontology.vocabulary import ID, vocabulary

VOICES = {speaker.key for speaker in vocabulary().speakers.values() if f"{ID}speaker/voice" in speaker.broader}
REPORTING = [
    ("One adopter spoken with by inspectors described their child’s book as ‘just lovely’.", ["adopter"]),
    ("A care leaver said, ‘They care about me.’", ["care-leaver"]),
    ("Parents told inspectors that they feel heard.", ["parent"]),
    ("Most children and young people who spoke to inspectors said that they feel safe.", ["child"]),
    ("However, some foster carers report that they are not well supported.", ["carer"]),
    ("The vast majority of social workers say that their caseloads are manageable.", ["staff"]),
    ("Headteachers told inspectors that the school helps.", ["partner"]),
    ("Senior leaders told inspectors about their plans.", ["leader"]),
    ("Adoptive parents reported that they were well prepared.", ["adopter"]),
    ("Care-experienced young people told inspectors that it is safe.", ["care-leaver"]),
    ("Social workers spoke very positively about their managers.", ["staff"]),
    ("Parents and carers told inspectors that it helps.", ["parent", "carer"]),
    ("They are, as one young person said, ‘not a soft touch’.", ["child"]),
    ("It is ‘a lifeline’, said one care leaver.", ["care-leaver"]),
    ("The training was described by one foster carer as ‘superb’.", ["carer"]),
]


@pytest.mark.parametrize(("sentence", "voices"), REPORTING)
def test_a_sentence_reports_the_words_of_whom_it_names_as_saying_them(sentence: str, voices: list[str]) -> None:
    assert reported_speakers(sentence) == voices


@pytest.mark.parametrize(
    "sentence",
    [
        "Children feel safe.",
        "Children are told what will happen.",
        "Children described as hard to place wait longer.",
        "Social workers report concerns to the police.",
        "Inspectors told managers about two cases.",
        "Inspectors spoke to care leavers about their homes.",
        "The report states that children are safe.",
        "Children’s views are described well in plans.",
        "Care leavers’ workers say little.",
        "Parents and the council said so.",
        "Leaders know what needs to be done.",
    ],
)
def test_what_inspectors_conclude_is_nobody_elses_words(sentence: str) -> None:
    assert reported_speakers(sentence) == []


def test_every_voice_of_the_vocabulary_is_recognised_and_no_other() -> None:
    assert {voice for _, voices in REPORTING for voice in voices} == VOICES


def attributed(text: str) -> list[tuple[str | None, str]]:
    read = attributions(document(text))[0]
    return [(read.words(0, found.span), found.speaker) for found in read.attributions]


def test_what_one_of_them_said_goes_on_in_the_next_sentence() -> None:
    assert attributed("Care leavers told inspectors about their homes. One said, ‘It is warm.’ Homes are checked.") == [
        ("Care leavers told inspectors about their homes.", "care-leaver"),
        ("One said, ‘It is warm.’", "care-leaver"),
    ]


def test_after_two_speakers_it_is_not_known_who_one_is() -> None:
    assert [voice for _, voice in attributed("Parents and carers said it helps. One said, ‘It is good.’")] == [
        "parent",
        "carer",
    ]


def test_the_voices_of_the_sample(sample: Store) -> None:
    found = {
        (found.speaker, (document.words(found.paragraph, found.span) or "")[:40])
        for document in sample.corpus.documents
        for found in document.attributions
    }
    assert {voice for voice, _ in found} <= VOICES
    assert ("carer", "A few carers said that notice of planned") in found
    assert ("child", "Children told us that they wanted to tal") in found


@given(
    st.lists(
        st.sampled_from(
            [
                "Children",
                "One",
                "care leavers",
                "who met inspectors",
                "said",
                "told inspectors",
                "that",
                "’",
                "and",
                "carers",
                ".",
                "described",
            ]
        ),
        max_size=12,
    ).map(" ".join)
)
def test_an_attribution_selects_a_whole_sentence_and_a_known_voice(text: str) -> None:
    for words, voice in attributed(text):
        assert words and words == words.strip()
        assert voice in VOICES
