"""Who led an inspection and who was in its team is read as printed, without their titles."""

from __future__ import annotations

import pytest
from northmere import CABINET, ILACS, LETTER, SINGLE
from reports import identified

from graph.store import Store


def test_the_team_of_an_inspection_is_read_from_its_last_page() -> None:
    document = identified(SINGLE)
    assert document.lead_inspector == "Rosalind Vayle"
    assert document.inspectors == (
        "Rosalind Vayle",
        "Kofi Anstrell",
        "Judith Marrable",
        "Owen Pellifer",
        "Sunita Garrand",
        "Bryony Hasketter",
    )


def test_the_lead_inspector_is_read_from_the_title_page_without_the_title() -> None:
    assert identified(ILACS).lead_inspector == "Sunita Garrand"


def test_the_lead_inspector_of_a_visit_is_who_signed_the_letter() -> None:
    assert identified(LETTER).lead_inspector == "Callum Threave"


@pytest.mark.parametrize("name", ["Tara-Lee O’Neill", "Anne de Vries", "Marcus van Dyke", "Jean St. John"])
def test_names_of_more_than_two_plain_words_are_kept_whole(name: str) -> None:
    assert identified(ILACS.replace("Lead inspector: Sunita Garrand", f"Lead inspector: {name}")).lead_inspector == name


def test_a_council_paper_has_no_inspectors() -> None:
    document = identified(CABINET.replace("CONTACT OFFICER: Hilary Stannock", "Lead inspector: Sunita Garrand"))
    assert (document.lead_inspector, document.inspectors) == (None, ())


def test_the_inspectors_of_the_croydon_letter_are_three_names(croydon: Store) -> None:
    [letter] = [document for document in croydon.corpus.documents if document.kind == "focused-visit"]
    assert letter.inspectors == ("Brenda McLaughlin", "Louise Hocking", "Christine Kennet")


def test_the_lead_inspectors_of_the_croydon_inspections(croydon: Store) -> None:
    assert {
        document.date: document.lead_inspector for document in croydon.corpus.documents if document.lead_inspector
    } == {"2017-09-04": "Marcie Taylor", "2020-02-14": "Tara Geere", "2021-07-26": "Brenda McLaughlin"}


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Lead inspector: Sunita Garrand, His Majesty’s Inspector", ("Sunita Garrand",)),
        (
            "Team inspectors: Oona Brisk HMI; Dick O’Brien HMI; Debora Vale-Scott HMI (designate) and Ed Loy (OI)",
            ("Sunita Garrand", "Oona Brisk", "Dick O’Brien", "Debora Vale-Scott", "Ed Loy"),
        ),
        ("Shadow inspectors: Paul d’Inverno SCRI, Simone Wye SHMI", ("Sunita Garrand", "Paul d’Inverno", "Simone Wye")),
    ],
)
def test_the_team_is_its_people_without_their_titles(line: str, names: tuple[str, ...]) -> None:
    text = ILACS.replace("Lead inspector: Sunita Garrand", f"Lead inspector: Sunita Garrand\n\n{line}")
    assert identified(text).inspectors == names


def test_a_deputy_is_no_lead_inspector() -> None:
    lead = "Lead inspector on site: Sunita Garrand\n\nDeputy lead inspector: Oona Brisk"
    found = identified(ILACS.replace("Lead inspector: Sunita Garrand", lead))
    assert (found.lead_inspector, found.inspectors) == ("Sunita Garrand", ("Sunita Garrand", "Oona Brisk"))
    only = identified(ILACS.replace("Lead inspector: Sunita Garrand", "Deputy lead inspector: Oona Brisk"))
    assert (only.lead_inspector, only.inspectors) == (None, ("Oona Brisk",))
