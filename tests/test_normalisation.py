"""Two texts that differ only in typography are the same text, and the names made from them never change."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.normalisation import collapse, content_hash, normalise, slug

SIGNS = st.text(alphabet="aZ ‘’‚‛′`´“”„‟″‐‑‒–—―−'\"-\u00ad\u200b\ufeff\u00a0\n\té½ﬁΣİ²", max_size=40)


@pytest.mark.parametrize("sign", "‘’‚‛′`´＇")
def test_single_quotation_marks_are_one(sign: str) -> None:
    assert normalise(f"children{sign}s") == "children's"


@pytest.mark.parametrize("sign", "“”„‟″＂")
def test_double_quotation_marks_are_one(sign: str) -> None:
    assert normalise(f"{sign}safe{sign}") == '"safe"'


@pytest.mark.parametrize("sign", "‐‑‒–—―−－")
def test_dashes_are_one(sign: str) -> None:
    assert normalise(f"2016{sign}17") == "2016-17"


def test_case_and_white_space_do_not_count() -> None:
    assert normalise("  Return\u00a0Home\n\tINTERVIEWS ") == "return home interviews"


def test_invisible_characters_do_not_count() -> None:
    assert normalise("\ufeffinter\u00adview\u200bs") == "interviews"


def test_compatible_forms_are_one() -> None:
    assert normalise("ﬁndings ½ … ①") == normalise("findings 1⁄2 ... 1") == "findings 1⁄2 ... 1"


def test_different_words_stay_different() -> None:
    assert normalise("re-form") != normalise("reform")
    assert normalise("its") != normalise("it's")


def test_collapse_keeps_case_and_signs() -> None:
    assert collapse(" The\n child’s \u00a0 view – ") == "The child’s view –"


@given(st.one_of(st.text(), SIGNS))
def test_normalise_is_idempotent(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


@given(st.one_of(st.text(), SIGNS))
def test_collapse_is_idempotent_and_leaves_single_spaces_only(text: str) -> None:
    once = collapse(text)
    assert collapse(once) == once
    assert not re.search(r"\s\s|[^\S ]|^\s|\s$", once)
    assert once.split() == text.split()


@given(SIGNS)
def test_nothing_that_is_unified_is_left(text: str) -> None:
    assert not re.search("[‘’‚‛′`´“”„‟″‐‑‒–—―−\u00ad\u200b\ufeff\u00a0\n\tA-Z]", normalise(text))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Children’s return – home  interviews", "0c61a6663aed"),
        ("The timeliness of initial health assessments when children come into care.", "e35229b4a520"),
        ("", "e3b0c44298fc"),
    ],
)
def test_content_hashes_never_change_since_addresses_are_made_of_them(text: str, name: str) -> None:
    assert content_hash(text) == name


def test_the_content_hash_does_not_see_typography() -> None:
    assert content_hash("children's RETURN - home interviews") == content_hash("Children’s return – home  interviews")
    assert content_hash("return home interview") != content_hash("return home interviews")


@given(st.text())
def test_a_content_hash_is_twelve_hexadecimal_digits(text: str) -> None:
    assert re.fullmatch(r"[0-9a-f]{12}", content_hash(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bath and North East Somerset", "bath-and-north-east-somerset"),
        ("King's Lynn", "kings-lynn"),
        ("  St. Helens  ", "st-helens"),
        ("Café 9", "cafe-9"),
        ("Cllr Ann-Marie O'Neill", "cllr-ann-marie-oneill"),
    ],
)
def test_a_slug_is_lower_case_words_joined_by_hyphens(text: str, expected: str) -> None:
    assert slug(text) == expected


def test_a_slug_leaves_either_apostrophe_out() -> None:
    assert slug("King’s Lynn") == slug("King's Lynn")


@given(st.text())
def test_a_slug_is_safe_in_an_address(text: str) -> None:
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", slug(text))
