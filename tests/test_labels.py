"""Labels are found in text as a reader would find them: by stems, the longest first, abbreviations by their letters."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.label import LabelIndex, is_abbreviation, stem, words
from ontology.vocabulary import Concept, vocabulary

THEMES, ACTORS = vocabulary().themes, vocabulary().actors


def found(text: str, *labels: str) -> list[tuple[str, str]]:
    """The labels, each a concept of its own name, found in `text`, with the words that they were found in."""
    return [
        (match.label, text[match.start : match.end])
        for match in LabelIndex((label, label) for label in labels).find(text)
    ]


# Words


@pytest.mark.parametrize(
    ("label", "text", "printed"),
    [
        ("return home interview", "Few return home interviews were held.", "return home interviews"),
        ("return home interviews", "Each return home interview is read.", "return home interview"),
        ("return home interviews", "RETURN HOME INTERVIEWS", "RETURN HOME INTERVIEWS"),
        ("out-of-area placements", "an out of area placement", "out of area placement"),
        ("out of area placements", "out-of-area placements", "out-of-area placements"),
        ("out of area", "out–of–area", "out–of–area"),
        ("children's homes", "Two children’s homes closed.", "children’s homes"),
        ("children’s homes", "Two children's homes closed.", "children's homes"),
        ("foster carer", "The foster carer's view", "foster carer's"),
        ("foster carer", "the foster carers’ views", "foster carers"),
        ("runaway", "Runaways are spoken to.", "Runaways"),
    ],
)
def test_a_label_is_found_in_other_forms_of_its_words(label: str, text: str, printed: str) -> None:
    assert found(text, label) == [(label, printed)]


def test_the_offsets_are_those_of_the_words_in_the_text() -> None:
    text = "“Early help”, said one; (early help!)"
    assert [(match.start, match.end) for match in LabelIndex([("early help", "x")]).find(text)] == [(1, 11), (25, 35)]


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("wellness", "She is well."),
        ("well", "Wellness is taught."),
        ("early help", "They came early. Helpless, they left."),
        ("care", "A careless remark"),
        ("home", "house"),
    ],
)
def test_a_stem_shared_by_chance_is_not_the_word(label: str, text: str) -> None:
    assert found(text, label) == []


def test_well_is_not_the_theme_of_wellness() -> None:
    index = LabelIndex((label, concept.iri) for concept in THEMES.values() for label in concept.labels)
    assert index.find("Children do well and are well cared for.") == []


def test_words_must_stand_side_by_side() -> None:
    assert found("early and lasting help", "early help") == []


def test_a_text_that_ends_inside_a_label_does_not_hold_it() -> None:
    assert found("the return home", "return home interview") == []


@pytest.mark.parametrize("text", ["", " ", "—", "…\n\t", "🙂"])
def test_a_text_without_words_holds_no_label(text: str) -> None:
    assert found(text, "early help", "MASH") == []


# Which label wins


def test_the_longest_label_at_a_word_wins() -> None:
    labels = ("early help", "early help assessment", "help")
    assert found("An early help assessment is early help.", *labels) == [
        ("early help assessment", "early help assessment"),
        ("early help", "early help"),
    ]


def test_a_shorter_label_is_found_where_the_longer_one_breaks_off() -> None:
    assert found("early help in schools", "early help assessment", "early help") == [("early help", "early help")]


def test_a_label_inside_another_is_not_found_again() -> None:
    assert found("missing from care homes", "missing from care", "care homes") == [
        ("missing from care", "missing from care")
    ]


def test_a_label_with_words_wins_over_an_abbreviation_that_it_begins_with() -> None:
    assert found("The LADO service is prompt.", "LADO", "LADO service") == [("LADO service", "LADO service")]


def test_a_label_of_two_concepts_names_both() -> None:
    matches = LabelIndex([("chair", "one"), ("chairs", "other"), ("chair", "one")]).find("The chair")
    assert [(match.concept, match.start, match.end) for match in matches] == [("one", 4, 9), ("other", 4, 9)]


def test_the_order_of_the_labels_does_not_matter() -> None:
    labels = [("chair", "one"), ("chair of the board", "two"), ("chairs", "three"), ("LSCB", "four"), ("board", "five")]
    text = "The chair of the board, the LSCB, the board and another chair."
    assert LabelIndex(labels).find(text) == LabelIndex(reversed(labels)).find(text)
    assert [match.concept for match in LabelIndex(labels).find(text)] == ["two", "four", "five", "one", "three"]


# Abbreviations


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("MASH", True),
        ("CiC", True),
        ("IROs", True),
        ("DfE", True),
        ("Ofsted", False),
        ("early help", False),
        ("LSCB chair", False),
        ("ABCDEFGHI", False),
    ],
)
def test_an_abbreviation_is_a_short_word_with_two_capitals(label: str, expected: bool) -> None:
    assert is_abbreviation(label) is expected


@pytest.mark.parametrize("text", ["mash", "Mash", "the MASHED potato", "SMASH"])
def test_an_abbreviation_in_other_letters_is_another_word(text: str) -> None:
    assert found(text, "MASH") == []


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("The MASH is busy.", "MASH"),
        ("(MASH)", "MASH"),
        ("MASHs", "MASHs"),
        ("the MASH's work", "MASH's"),
        ("the MASH’s work", "MASH’s"),
        ("MASH-led", "MASH"),
    ],
)
def test_an_abbreviation_is_found_by_its_letters(text: str, printed: str) -> None:
    assert found(text, "MASH") == [("MASH", printed)]


def test_two_abbreviations_that_differ_in_case_are_told_apart() -> None:
    assert found("CIN and CiN", "CIN", "CiN") == [("CIN", "CIN"), ("CiN", "CiN")]


def test_a_question_may_write_an_abbreviation_in_small_letters() -> None:
    index = LabelIndex([("MASH", "mash")], exact_abbreviations=False)
    assert [match.concept for match in index.find("how is the mash doing?")] == ["mash"]


def test_a_concept_is_found_once_at_a_place() -> None:
    assert len(LabelIndex([("Ofsted", "ofsted"), ("OFSTED", "ofsted")]).find("OFSTED came.")) == 1


# The vocabulary


@pytest.mark.parametrize("known", [THEMES, ACTORS], ids=["themes", "actors"])
def test_every_label_of_the_vocabulary_names_its_concept(known: dict[str, Concept]) -> None:
    index = LabelIndex((label, concept.iri) for concept in known.values() for label in concept.labels)
    lost = [
        label
        for concept in known.values()
        for label in concept.labels
        if concept.iri not in {match.concept for match in index.find(f"(1) {label}: more")}
    ]
    assert lost == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Return home interviews are late.", {"return-home-interviews"}),
        ("Children who go missing from care", {"children-missing-from-care"}),
    ],
)
def test_the_themes_of_a_sentence_are_those_that_it_names(text: str, expected: set[str]) -> None:
    index = LabelIndex((label, concept.iri) for concept in THEMES.values() for label in concept.labels)
    assert {THEMES[match.concept].key for match in index.find(text)} == expected


# Properties

LABELS = st.lists(
    st.sampled_from(sorted(label for concept in THEMES.values() for label in concept.labels)), min_size=1, max_size=8
)
PIECES = st.lists(
    st.sampled_from(
        [
            "early help",
            "care",
            "children",
            "children's",
            "missing",
            "MASH",
            "and",
            "–",
            "(",
            ").",
            "’",
            " ",
            "\n",
            "£",
            "home",
        ]
    ),
    max_size=20,
)


@given(labels=LABELS, pieces=PIECES)
def test_matches_are_in_order_apart_and_on_whole_words(labels: list[str], pieces: list[str]) -> None:
    text = " ".join([*pieces, *labels])
    tokens = words(text)
    matches = LabelIndex((label, label) for label in labels).find(text)
    for match, following in itertools.pairwise(matches):
        assert match.end <= following.start or (match.start, match.end) == (following.start, following.end)
    for match in matches:
        assert match.start in {token.start for token in tokens}
        # "LGBTQ+" ends with a sign that is no part of a word.
        assert match.end in {token.end for token in tokens} or not match.label[-1].isalnum()
        if not is_abbreviation(match.label):
            assert [word.stem for word in words(text[match.start : match.end])] == [
                word.stem for word in words(match.label)
            ]


@given(st.text())
def test_words_are_spans_of_the_text_with_the_stem_of_what_stands_there(text: str) -> None:
    found_words = words(text)
    assert all(text[word.start : word.end] == word.exact and word.stem == stem(word.exact) for word in found_words)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found_words))
    assert "".join(word.exact for word in found_words).replace("'", "").replace("’", "") == "".join(
        letter for letter in text if letter.isalnum()
    )


@pytest.mark.parametrize("abbreviation", ["SDQ", "PLP", "IRO", "MASH", "TSC"])
def test_the_plural_of_an_abbreviation_has_its_stem(abbreviation: str) -> None:
    assert stem(f"{abbreviation}s") == stem(abbreviation)


@given(st.from_regex(r"[a-z]{2,12}", fullmatch=True))
def test_a_possessive_has_the_stem_of_its_word(word: str) -> None:
    assert stem(f"{word}'s") == stem(f"{word}’s") == stem(word)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They praised the service. Managers agreed.", []),
        ("They praised the service managers.", ["service managers"]),
        ("They improved the service, managed by a charity.", []),
        ("He is in education, employment or training.", ["education, employment or training"]),
        ("Plans for practice; managers agreed.", []),
        ("The practice (managers) is good.", ["practice (managers"]),
    ],
)
def test_a_label_is_found_in_one_phrase_only(text: str, found: list[str]) -> None:
    index = LabelIndex(
        [("service managers", "a"), ("practice managers", "b"), ("education employment or training", "c")]
    )
    assert [text[match.start : match.end] for match in index.find(text)] == found
