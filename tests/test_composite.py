"""A file that holds a council paper and what is appended to it is split into its documents."""

from __future__ import annotations

import pytest
from reports import documents

from graph.store import Store
from ingest.document import Document

PAPER = """London Borough of Northmere

For General Release

REPORT TO:	Cabinet 14 February 2017
AGENDA ITEM:	7
SUBJECT:	Response to the Ofsted inspection
LEAD OFFICER:	Desmond Aldershay, Director of Children's Services
CABINET MEMBER:	Councillor Roland Thripp

1. RECOMMENDATIONS

The Cabinet is asked to:

- 1.1 Approve the improvement plan at Appendix 1 for submission to the Department for Education and Ofsted by 9 March 2017.
- 1.2 Agree additional revenue funding of £2.9 million in 2017/18.

2. EXECUTIVE SUMMARY

- 2.1 Ofsted inspected the services for children of Northmere Council and published its report on 28 November 2016. It judged them to be inadequate.
- 2.2 The council accepts the report in full and has apologised to the children and families who were let down.

CONTACT OFFICER: Hilary Stannock, Head of Improvement
"""

REPORT = """Northmere County Council

Inspection of services for children in need of help and protection, children looked after and care leavers

Inspection date: 12 September – 6 October 2016

Report published: 28 November 2016

Children's services in Northmere	Inadequate
1. Children who need help and protection	Inadequate
2. Children looked after and achieving permanence	Requires improvement

Executive summary

Children in Northmere who may be at risk of harm do not reliably get a safe first response. Some contacts had been waiting for 11 days on the opening day of the inspection.

Recommendations

1. Make sure that every contact is read by a qualified social worker within one working day.
2. Reduce social workers' caseloads to a level at which children are visited when they should be.

The experiences and progress of children who need help and protection	Inadequate

3. The front door does not work safely. Contacts are first read by customer service staff, who decide what a social worker needs to see.

© Crown copyright 2016
"""

APPENDIX = """Appendix 2 – Improvement framework

The conditions for success
"""


def words(document: Document) -> str:
    return " ".join(
        [*(section.title for section in document.sections), *(paragraph.text for paragraph in document.paragraphs)]
    )


def test_a_council_paper_and_the_report_appended_to_it_are_two_documents() -> None:
    paper, report = documents(f"{PAPER}\n{REPORT}")
    assert [(paper.part, paper.kind, paper.date), (report.part, report.kind, report.date)] == [
        ("1", "cabinet-report", "2017-02-14"),
        ("2", "sif", "2016-11-28"),
    ]
    assert [judgement.grade for judgement in report.judgements] == ["inadequate", "inadequate", "requires-improvement"]
    assert paper.judgements == ()


def test_each_part_has_its_own_paragraphs_and_no_others() -> None:
    paper, report = documents(f"{PAPER}\n{REPORT}")
    assert [paragraph.number for paragraph in paper.paragraphs if paragraph.number] == ["1.1", "1.2", "2.1", "2.2"]
    assert [paragraph.number for paragraph in report.paragraphs if paragraph.number] == ["1", "2", "3"]
    assert "The front door does not work safely" not in words(paper)
    assert "has apologised" not in words(report)


def test_the_name_of_the_council_over_a_title_page_belongs_to_the_report_under_it() -> None:
    text = f"{PAPER}\n{REPORT}"
    paper, report = documents(text)
    assert text[report.span[0] :].startswith("Northmere County Council\n\nInspection of services")
    assert paper.span[1] <= report.span[0]


def test_a_stray_appendix_after_the_report_goes_to_the_paper() -> None:
    paper, report = documents(f"{PAPER}\n{REPORT}\n{APPENDIX}")
    assert "Appendix 2 – Improvement framework" in words(paper)
    assert "The conditions for success" in words(paper)
    assert "Improvement framework" not in words(report)


def test_a_cover_page_before_the_paper_stays_before_it() -> None:
    cover = "Supplement to the agenda\n\nMeeting of the Cabinet\n\nCouncil Chamber\n\nTown Hall\n\nMembers of the press\n\nand of the public are welcome\n\n"
    [paper] = documents(cover + PAPER.split("\n\n", 2)[2])
    starts = [paragraph.spans[0][0] for paragraph in paper.paragraphs]
    assert starts == sorted(starts)


@pytest.mark.parametrize("text", [PAPER, REPORT])
def test_a_single_document_is_one_part_without_a_number(text: str) -> None:
    [document] = documents(text)
    assert document.part is None
    assert document.span == (0, len(text))


def test_a_letter_after_a_paper_is_a_document_of_its_own() -> None:
    letter = """9 July 2018

Desmond Aldershay
Director of Children’s Services
Northmere County Council

Dear Desmond

Monitoring visit to Northmere County Council children’s services

This letter sets out what inspectors found on their monitoring visit to Northmere
County Council on 12 and 13 June 2018. The local authority is making steady progress
in improving services for children who need help and protection, and has begun to
make progress with children who go missing.

Findings and evaluation of progress

Contacts are dealt with promptly. In May 2018, 81% were decided within one working
day, compared with 52% at the time of the inspection. Police officers and a health
practitioner now work in the same room as social workers.
"""
    assert [(document.kind, document.published) for document in documents(f"{PAPER}\n{letter}")] == [
        ("cabinet-report", "2017-02-14"),
        ("monitoring-visit", "2018-07-09"),
    ]


def test_a_mention_of_an_inspection_in_running_text_does_not_split() -> None:
    text = (
        PAPER
        + "\n- 2.3 Inspection of services for children in need of help and protection goes on.\n- 2.4 Inspection dates will follow.\n"
        * 3
    )
    assert len(documents(text)) == 1


@pytest.fixture(scope="module")
def composite(croydon: Store) -> dict[str, Document]:
    """The parts of the council paper of September 2017, by their numbers."""
    return {
        document.part or "": document
        for document in croydon.corpus.documents
        if document.source == "cabinet-2017-ofsted-inspection.txt"
    }


def test_the_croydon_composite_has_exactly_its_four_parts(composite: dict[str, Document]) -> None:
    assert {part: (document.kind, document.date, document.title) for part, document in composite.items()} == {
        "1": ("cabinet-report", "2017-09-18", "Ofsted Inspection of Children's Services"),
        "2": (
            "sif",
            "2017-09-04",
            "Inspection of services for children in need of help and protection, children looked after and care leavers",
        ),
        "3": (
            "guidance",
            "2017",
            "Monitoring and re-inspection of local authority children's services judged inadequate",
        ),
        "4": ("policy", "2016-07", "Putting children first"),
    }


def test_the_parts_of_the_croydon_composite_follow_each_other_without_overlap(composite: dict[str, Document]) -> None:
    ends = [composite[part].span for part in "234"]
    assert ends[0][1] <= ends[1][0]
    assert ends[1][1] <= ends[2][0]
    main = [paragraph for paragraph in composite["1"].paragraphs if paragraph.number]
    assert all(paragraph.spans[-1][1] <= ends[0][0] for paragraph in main)
    assert len(main) > 80


def test_the_tail_of_the_croydon_composite_goes_to_the_paper(composite: dict[str, Document]) -> None:
    tail = {"Draft children's services improvement framework", "Croydon's conditions for success"}
    assert {part for part, document in composite.items() for section in document.sections if section.title in tail} == {
        "1"
    }
    assert tail <= {section.title for section in composite["1"].sections}
