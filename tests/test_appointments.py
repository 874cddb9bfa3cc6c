"""A person is found beside the post that the text gives them, and no run of capitals is taken for a person."""

from __future__ import annotations

import pytest
from tiny import document

from ingest.annotation.appointment import appointments


def found(text: str) -> list[tuple[str, str]]:
    return [(item.person, item.post) for item in appointments(document(text))[0].appointments]


@pytest.mark.parametrize(
    ("text", "person", "post"),
    [
        ("The independent chair, Edwina Quill OBE, came.", "Edwina Quill", "independent chair"),
        ("Lead inspector: Donna Marlow Deputy lead inspector: Mandy Nightley", "Donna Marlow", "Lead inspector"),
        ("Team inspectors: Anji Parkin Shadow inspectors: Victor Reade", "Anji Parkin", "inspectors"),
        (
            "LEAD OFFICER: Desmond Alder, Director of Children's Services",
            "Desmond Alder",
            "Director of Children's Services",
        ),
        ("CABINET MEMBER: Councillor Alisa Fleam Cabinet Member for Families", "Alisa Fleam", "Councillor"),
    ],
)
def test_a_person_has_the_post_beside_the_name(text: str, person: str, post: str) -> None:
    assert (person, post) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "It is overseen by the Leader of the Council, Chief Executive, and others.",
        "The Director of Children’s Services, the Acting Chief Executive and the chair met.",
        "A Strategic Leader – Preventing Violence against Vulnerable People – came.",
        "Local Authority Designated Officer (LADO) arrangements work.",
        "Current Trust leaders are more open.",
    ],
)
def test_a_run_of_capitals_is_no_person(text: str) -> None:
    assert found(text) == []
