"""`documents` lists what was read, and as JSON gives the fields of the extraction contract."""

from __future__ import annotations

import json

import pytest
from commands import Run


def test_documents_are_listed_in_order_of_date(run: Run) -> None:
    given = run("documents")
    lines = given.output.splitlines()
    assert given.exit_code == 0
    assert [line.split("  ")[0] for line in lines] == [
        "28 November 2016",
        "14 February 2017",
        "9 July 2018",
        "15 November 2019",
        "13 October 2020",
        "23 November 2021",
    ]
    assert (
        "monitoring visit letter, Northmere: Monitoring visit to Northmere County Council children’s services  (monitoring-visit-2018.docx; "
        in lines[2]
    )


@pytest.fixture(scope="module")
def extracted(run: Run) -> list[dict[str, object]]:
    return json.loads(run("documents", "--json").output)  # type: ignore[no-any-return]


def test_every_document_has_the_fields_of_the_extraction_contract(extracted: list[dict[str, object]]) -> None:
    fields = {
        "source",
        "part",
        "local_authority",
        "kind",
        "inspection_start",
        "inspection_end",
        "published",
        "lead_inspector",
        "judgements",
        "needs_to_improve",
        "numbered_paragraphs",
        "paragraphs",
    }
    assert len(extracted) == 6
    for document in extracted:
        assert fields <= set(document)
        assert document["local_authority"] == "Northmere"
        assert document["paragraphs"]
        for paragraph in document["paragraphs"]:  # type: ignore[attr-defined]
            assert {"id", "number", "section", "text", "page"} <= set(paragraph)


def test_an_inspection_is_extracted_as_printed(extracted: list[dict[str, object]]) -> None:
    inspection = extracted[0]
    assert (inspection["source"], inspection["part"], inspection["kind"]) == ("single-inspection-2016.pdf", None, "sif")
    assert (inspection["inspection_start"], inspection["inspection_end"], inspection["published"]) == (
        "2016-09-12",
        "2016-10-06",
        "2016-11-28",
    )
    assert inspection["lead_inspector"] == "Rosalind Vayle"
    assert inspection["judgements"] == {
        "overall": "inadequate",
        "help_protection": "inadequate",
        "looked_after": "requires improvement",
        "adoption": "good",
        "care_leavers": "requires improvement",
        "leadership": "inadequate",
        "lscb": "requires improvement",
    }
    assert inspection["numbered_paragraphs"] == 74


def test_only_recommendations_to_the_council_are_what_it_needs_to_improve(extracted: list[dict[str, object]]) -> None:
    needs: list[str] = extracted[0]["needs_to_improve"]  # type: ignore[assignment]
    assert needs[0].startswith("Make sure that every contact received by the NAP is read")
    assert needs[13].startswith("Provide senior leaders and elected members with performance and audit information")
    assert len(needs) == 14


def test_a_report_without_a_printed_day_of_publication_has_none(extracted: list[dict[str, object]]) -> None:
    report = extracted[3]
    assert (report["kind"], report["inspection_start"], report["inspection_end"], report["published"]) == (
        "ilacs-standard",
        "2019-11-04",
        "2019-11-15",
        None,
    )
    assert report["judgements"] == {
        "leaders": "good",
        "help_protection": "requires improvement",
        "in_care_and_care_leavers": "good",
        "overall": "requires improvement",
    }
    assert (report["numbered_paragraphs"], len(report["needs_to_improve"])) == (45, 5)  # type: ignore[arg-type]


def test_kinds_of_document_are_those_of_the_contract(extracted: list[dict[str, object]]) -> None:
    assert [document["kind"] for document in extracted] == [
        "sif",
        "cabinet-report",
        "monitoring-visit",
        "ilacs-standard",
        "cabinet-report",
        "focused-visit",
    ]
