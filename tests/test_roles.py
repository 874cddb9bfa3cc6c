"""A paragraph is told to be a finding, a recommendation, a note or small print by where it stands."""

from __future__ import annotations

from graph.passage import corpus
from graph.store import Store
from ingest.document import Document

RECOMMENDATIONS_2017 = {
    "1": "Ensure that managers have sufficient oversight of",
    "2": "Establish a stable workforce through purposeful recruitment",
    "3": "Ensure that there is appropriate and timely",
    "4": "Ensure that children missing from home or",
    "5": "Ensure that all plans for children contain",
    "6": "Ensure that thresholds are rigorously applied at",
    "7": "Ensure that strategy discussions include information gathered",
    "8": "Review the roles and responsibilities of managers",
    "9": "Ensure that there is routine and comprehensive",
    "10": "Ensure that child protection conference chairs and",
    "11": "Strengthen the provision of early help support",
    "12": "Improve the quality of assessments to take",
    "13": "Ensure that the fostering service appropriately supports",
    "14": "Improve permanence planning across the wider service",
    "15": "Review the provision and take-up of advocacy",
    "16": "Ensure that appropriate assessments identify children living",
    "17": "Ensure timely pathway planning and ensure that",
    "18": "Ensure that staying-put arrangements are promoted to",
    "19": "Ensure that young people move on to",
    "20": "Ensure that elected members, as corporate parents,",
    "21": "Strengthen training and work on complaints and",
    "113": "Ensure that the revised membership, remit and",
    "114": "Include the work of the previous child",
    "115": "Ensure that the multi-agency dataset contains sufficient",
    "116": "Ensure full implementation of the early help",
    "117": "Develop robust processes to routinely scrutinise, monitor",
}


def test_the_recommendations_of_2017_are_1_to_21_and_113_to_117(report_2017: Document) -> None:
    found = {paragraph.number: paragraph for paragraph in report_2017.paragraphs if paragraph.role == "recommendation"}
    assert {number: " ".join(paragraph.text.split()[:7]) for number, paragraph in found.items()} == RECOMMENDATIONS_2017
    assert {report_2017.trail(paragraph.section)[-1] for paragraph in found.values()} == {"Recommendations"}


def test_the_recommendations_of_the_cabinet_paper_are_introduced_by_what_is_asked(paper_2017: Document) -> None:
    found = [paragraph for paragraph in paper_2017.paragraphs if paragraph.role == "recommendation"]
    assert [paragraph.number for paragraph in found] == [f"1.{number}" for number in range(1, 9)]
    assert {paragraph.stem for paragraph in found} == {"The Cabinet is asked to:"}


def test_what_needs_to_improve_in_2020_is_four_bullets(report_2020: Document) -> None:
    found = [paragraph for paragraph in report_2020.paragraphs if paragraph.role == "improvement"]
    assert [paragraph.text for paragraph in found] == [
        "The quality of written plans for children in need, children in care and care leavers.",
        "Services provided to homeless 16- and 17-year-olds.",
        "Services for care leavers, particularly the range of suitable accommodation, responses to emotional health needs and preparation for independence.",
        "Placement sufficiency for children in care, and accommodation for care leavers.",
    ]
    assert {report_2020.trail(paragraph.section) for paragraph in found} == {("What needs to improve",)}


def test_facts_about_the_area_are_no_findings(report_2017: Document) -> None:
    [facts] = [
        paragraph for paragraph in report_2017.paragraphs if paragraph.text.startswith("Approximately 93,435 children")
    ]
    assert facts.role == "information"
    assert report_2017.trail(facts.section)[-1] == "Children living in this area"


def test_the_address_of_a_letter_is_front_matter(letter_2021: Document) -> None:
    found = [paragraph.text for paragraph in letter_2021.paragraphs if paragraph.role == "front-matter"]
    assert found[0] == "26 July 2021"
    assert found[-1] == "Dear Debbie"
    assert "Debbie Jones" in found


def test_footnotes_are_notes_without_their_marks(report_2016: Document) -> None:
    assert [paragraph.text[:30] for paragraph in report_2016.paragraphs if paragraph.role == "note"] == [
        "The inspection of the local au",
        "These figures were checked by ",
    ]


def test_small_print_is_kept_but_not_searchable(croydon: Store) -> None:
    colophon = [
        paragraph.text
        for document in croydon.corpus.documents
        for paragraph in document.paragraphs
        if paragraph.role == "colophon"
    ]
    assert any(text.startswith("You may reuse this information") for text in colophon)
    assert any(text.startswith("If you would like a copy of this document") for text in colophon)
    searchable = [passage.text for passage in corpus(croydon.corpus.documents).passages]
    assert len(searchable) + len(colophon) == sum(len(document.paragraphs) for document in croydon.corpus.documents)
    for words in (
        "You may reuse this information",
        "This publication is available at",
        "Interested in our work?",
        "Piccadilly Gate",
    ):
        assert [text for text in searchable if words in text] == []


def test_a_finding_before_the_end_is_never_small_print(report_2017: Document, report_2020: Document) -> None:
    for report in (report_2017, report_2020):
        roles = [paragraph.role for paragraph in report.paragraphs]
        assert "colophon" not in roles[: int(len(roles) * 0.6)]
        assert all(paragraph.role != "colophon" for paragraph in report.paragraphs if paragraph.number)
