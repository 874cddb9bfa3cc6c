"""A document is about the council that it speaks of as its own, one that was there at the time; an invented one is known by the form of its name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import northmere
import pypdfium2 as pdfium
import pytest
from councils import AUTHORITIES, authority, named_in
from northmere import ILACS, LETTER
from reports import identified, read

from graph.store import Store
from ontology.vocabulary import Concept


def test_a_council_of_the_table_is_known_by_any_of_its_names() -> None:
    for name, place in (
        ("Leeds City Council", "Leeds"),
        ("London Borough of Croydon", "Croydon"),
        ("Reading Borough Council", "Reading"),
    ):
        assert identified(
            ILACS.replace("Northmere County Council", name).replace("Northmere", place)
        ).authority == authority(place.lower())


@pytest.mark.parametrize(
    ("name", "place", "key"),
    [
        ("Eastwick Vale County Council", "Eastwick Vale", "eastwick-vale"),
        ("Wexbridge Borough Council", "Wexbridge", "wexbridge"),
        ("Oxmoor Metropolitan Borough Council", "Oxmoor", "oxmoor"),
        ("Wexbridge City Council", "Wexbridge", "wexbridge"),
    ],
)
def test_an_invented_council_is_known_by_the_form_of_its_name(name: str, place: str, key: str) -> None:
    document, problems = read(ILACS.replace("Northmere County Council", name).replace("Northmere", place))
    assert document.authority == authority(key)
    assert problems == []


def test_an_invented_london_borough_is_known_by_the_form_of_its_name() -> None:
    assert identified(
        ILACS.replace("Northmere County Council", "London Borough of Wexbridge").replace("Northmere", "Wexbridge")
    ).authority == authority("wexbridge")


def test_a_document_that_speaks_of_reading_is_not_about_reading() -> None:
    assert identified(
        LETTER.replace(
            "read children’s records", "spent days reading children’s records, reading plans and reading letters"
        )
    ).authority == authority("northmere")
    assert identified(
        LETTER.replace(
            "Main findings", "Main findings\n\nReading their records helps children. Reading to them does too."
        )
    ).authority == authority("northmere")


def test_neighbours_named_in_the_text_are_not_what_it_is_about() -> None:
    assert identified(
        LETTER.replace("competition from neighbouring areas", "competition from Leeds, Bradford and Leeds")
    ).authority == authority("northmere")


def test_the_end_of_a_name_is_no_council_of_its_own() -> None:
    letter = LETTER.replace("Northmere County Council", "Isle of Wight Council").replace("Northmere", "Isle of Wight")
    text = letter + "\n\nWight is fine. Wight is good. Wight is well." * 20
    assert identified(text).authority == authority("isle-of-wight")


def test_a_council_of_children_is_no_place() -> None:
    letter = LETTER.replace("Northmere County Council", "Slough").replace("Northmere", "Slough")
    letter = letter.replace("children’s services", "children’s services and Care Leavers", 1)
    text = letter + "\n\nThe Children in Care Council helps those in Care." * 40
    assert identified(text).authority == authority("slough")


def test_a_document_without_an_authority_is_a_problem() -> None:
    document, problems = read(ILACS.replace("Northmere County Council", "County Hall"))
    assert document.authority is None
    assert [problem.code for problem in problems] == ["no-authority"]


def test_national_guidance_is_about_no_authority_and_that_is_no_problem(croydon: Store) -> None:
    assert {document.kind for document in croydon.corpus.documents if document.authority is None} == {
        "guidance",
        "policy",
    }
    assert "no-authority" not in {problem.code for problem in croydon.problems}


# Councils that came and went


@pytest.mark.parametrize(
    ("report", "key"), [("single-inspection-2016", "dorset-county"), ("focused-visit-2021", "dorset")]
)
def test_a_report_is_about_the_council_of_its_time(report: str, key: str) -> None:
    text = northmere.text(report)
    assert identified(
        text.replace("Northmere County Council", "Dorset").replace("Northmere", "Dorset")
    ).authority == authority(key)


def test_a_council_that_was_no_more_is_not_what_a_report_is_about() -> None:
    letter = LETTER.replace("Northmere County Council", "West Northamptonshire Council").replace(
        "Northmere", "Northamptonshire"
    )
    assert letter.count(" Northamptonshire") > letter.count("West Northamptonshire")
    assert identified(letter).authority == authority("west-northamptonshire")


def test_a_letter_that_came_after_the_end_is_about_the_council_it_names() -> None:
    letter = LETTER.replace("Northmere County Council", "Northamptonshire").replace("Northmere", "Northamptonshire")
    assert identified(letter).authority == authority("northamptonshire")


# The real reports: folders called by URN and name, "80492_croydon", with the reports as Ofsted publishes them


def folders(shared: Path) -> Iterator[tuple[Path, Concept]]:
    by_urn = {concept.urn: concept for concept in AUTHORITIES.values() if concept.urn}
    for folder in sorted((shared / "corpus" / "reports").iterdir()):
        yield folder, by_urn[folder.name.split("_")[0]]


def test_the_folders_of_the_real_reports_are_called_by_urn_and_name(shared: Path) -> None:
    found = list(folders(shared))
    assert len(found) == 51
    for folder, concept in found:
        assert folder.name.split("_")[1] in {label.lower() for label in concept.labels}


def test_the_first_page_of_each_real_report_names_its_authority(shared: Path) -> None:
    count, wrong = 0, []
    for folder, concept in folders(shared):
        for path in sorted(folder.glob("*.pdf")):
            if not path.read_bytes().startswith(b"%PDF"):
                continue
            page = pdfium.PdfDocument(path)[0].get_textpage().get_text_range()
            title = " ".join(re.split(r"Inspection dates?\b", page)[0].split())
            about = identified(page.replace("\r", "")).authority
            count += 1
            if named_in(title, path.stem[-4:]) != {concept.key} or about != concept.iri:
                wrong.append((path.name, concept.key, title, about))
    assert count > 100
    assert wrong == []
