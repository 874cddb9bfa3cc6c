"""A paragraph of a paper stands whole under the headings that it has there, and a heading without text is reported."""

from __future__ import annotations

from collections import Counter

import pytest
from reports import numbered, read, the_one

from graph.store import Store
from ingest.document import Document

PROTECTION = "The experiences and progress of children who need help and protection Inadequate"
LOOKED_AFTER = "The experiences and progress of children looked after and achieving permanence Inadequate"
LETTER_2021 = (
    ("Focused visit to Croydon local authority children’s services", "Her Majesty’s Chief Inspector of Education"),
    ("Focused visit to Croydon local authority children’s services", "This letter summarises the findings"),
    ("Focused visit to Croydon local authority children’s services", "The methodology for this visit"),
    ("Headline findings", "Despite the immense challenges presented"),
    ("What needs to improve in this area of social work practice", "Work with the police to ensure adherence"),
    ("What needs to improve in this area of social work practice", "The effectiveness of the emergency duty team"),
    (
        "What needs to improve in this area of social work practice",
        "The quality, frequency and effectiveness of supervision.",
    ),
    (
        "Main findings",
        "There have been over 32,000 cases of COVID-19 in Croydon, with a peak in January 2021. Services",
    ),
    ("Main findings", "In November 2020, a section 114 notice"),
    ("Main findings", "Good-quality early help assessments"),
    ("Main findings", "However, early help services are becoming stretched"),
    ("Main findings", "Unacceptable delay in responding"),
    ("Main findings", "Contacts and referrals for children in need"),
    ("Main findings", "In a small number of cases, children and families experience unnecessary stress"),
    ("Main findings", "Children who require further help"),
    ("Main findings", "Despite the challenges, social workers"),
    ("Main findings", "CSF social workers have strong relationships"),
    ("Main findings", "Insufficient exploration by managers"),
    ("Main findings", "Team managers are fittingly proud"),
    ("Main findings", "A key challenge in the CSF"),
    ("Main findings", "Croydon’s adolescent service is being restructured"),
    ("Main findings", "Visible, highly committed service managers"),
    ("Main findings", "Through audits and performance information"),
    ("Main findings", "Homeless young people receive"),
    ("Main findings", "At the time of the visit, there were approximately 850 children"),
    ("Main findings", "Senior leaders are making strenuous efforts"),
    ("Main findings", "Ofsted will take the findings from this focused visit"),
)
"""The headings and first words of the letter of July 2021, read by eye."""


@pytest.mark.parametrize(
    ("number", "begins", "ends", "trail"),
    [
        (
            "39",
            "Responses to the needs of children who go missing are weak. Return interviews are not taking place",
            "take timely protective action is lost.",
            (PROTECTION, "Inspection findings"),
        ),
        (
            "54",
            "When children go missing from care, they are rarely spoken to about their experiences.",
            "leaving them vulnerable to harm. (Recommendation)",
            (LOOKED_AFTER, "Inspection findings"),
        ),
        (
            "98",
            "Despite this improved cooperation and collaboration at a strategic level,",
            "which impedes preventative action to avoid further harm.",
            ("Leadership, management and governance Inadequate", "Inspection findings"),
        ),
        (
            "123",
            "Child sexual exploitation arrangements are coordinated and monitored",
            "not adequately protected from ongoing harm. (Recommendation)",
            ("Inspection findings – the Local Safeguarding Children Board",),
        ),
    ],
)
def test_a_finding_of_2017_is_whole_and_stands_under_its_headings(
    report_2017: Document, number: str, begins: str, ends: str, trail: tuple[str, ...]
) -> None:
    paragraph = numbered(report_2017, number)
    assert paragraph.text.startswith(begins)
    assert paragraph.text.endswith(ends)
    assert paragraph.role == "finding"
    assert report_2017.trail(paragraph.section) == trail


def test_paragraph_7_19_of_the_cabinet_paper_is_whole_under_its_headings(paper_2017: Document) -> None:
    paragraph = numbered(paper_2017, "7.19")
    assert (
        paragraph.text
        == "Work is taking place to relaunch the process for undertaking return home interviews for children who go missing."
    )
    assert paper_2017.trail(paragraph.section) == ("ACTION TAKEN SINCE THE INSPECTION", "Social work practice")


def test_paragraph_16_of_2020_is_whole_under_its_heading(report_2020: Document) -> None:
    paragraph = numbered(report_2020, "16")
    assert paragraph.text.startswith(
        "Children who go missing from home receive a timely and appropriate response. This is less consistent for children who go missing from care and care leavers."
    )
    assert paragraph.text.endswith("used effectively to inform safety plans.")
    assert report_2020.trail(paragraph.section) == (
        "The experiences and progress of children who need help and protection: good",
    )


def test_the_letter_of_2021_has_its_headings_and_paragraphs_in_order(letter_2021: Document) -> None:
    assert [section.title for section in letter_2021.sections] == list(
        dict.fromkeys(heading for heading, _ in LETTER_2021)
    )
    body = [paragraph for paragraph in letter_2021.paragraphs if paragraph.role in ("finding", "improvement")]
    signature = [paragraph.text for paragraph in body[len(LETTER_2021) :]]
    assert signature == ["Yours sincerely", "Brenda McLaughlin Her Majesty’s Inspector"]
    assert [
        (letter_2021.trail(paragraph.section), paragraph.text[: len(words)])
        for paragraph, (_, words) in zip(body, LETTER_2021, strict=False)
    ] == [((heading,), words) for heading, words in LETTER_2021]


def test_headings_of_the_sample_letter_stand_over_their_paragraphs(sample: Store) -> None:
    letter = the_one(sample, "monitoring-visit", "2018-07-09")
    counts = Counter(
        letter.trail(paragraph.section)
        for paragraph in letter.paragraphs
        if paragraph.role == "finding" and "sincerely" not in paragraph.text and "Inspector" not in paragraph.text[-10:]
    )
    assert counts[("Areas covered by the visit",)] == 1
    assert counts[("Overview",)] == 1
    assert counts[("Monitoring visit to Northmere County Council children’s services",)] == 2


def test_the_recommendations_to_the_board_stand_in_its_part(report_2017: Document) -> None:
    assert {report_2017.trail(numbered(report_2017, str(number)).section) for number in range(113, 118)} == {
        ("The Local Safeguarding Children Board is inadequate", "Recommendations")
    }
    assert all(
        "Board" not in " ".join(report_2017.trail(numbered(report_2017, str(number)).section))
        for number in range(1, 22)
    )


def test_a_section_listed_once_in_the_contents_stands_under_no_other(report_2017: Document) -> None:
    top = {section.title for section in report_2017.sections if section.parent is None}
    assert {
        "Executive summary",
        "Summary for children and young people",
        PROTECTION,
        LOOKED_AFTER,
        "Information about this inspection",
    } <= top
    assert not {"Summary", "Previous Ofsted inspections", "Local leadership", "The inspection team"} & top


def test_the_graded_headings_of_2017_have_their_grades(report_2017: Document) -> None:
    assert [section.grade for section in report_2017.sections if section.grade] == [
        "inadequate",
        "inadequate",
        "requires-improvement",
        "requires-improvement",
        "inadequate",
        "inadequate",
    ]


# Sections without text


def test_an_empty_section_is_reported_by_its_heading(croydon: Store) -> None:
    reported = [problem for problem in croydon.problems if problem.code == "empty-section"]
    assert {problem.severity for problem in reported} == {"partial"}
    first = [problem.message for problem in reported if problem.source == "cabinet-2017-ofsted-inspection.txt (part 1)"]
    assert len(first) == 2
    assert any("“Croydon's conditions for success”" in message for message in first)
    assert any("“Draft children's services improvement framework”" in message for message in first)


def test_sections_are_empty_at_the_end_and_before_the_next_part_but_not_over_their_sub_sections() -> None:
    prose = "Social workers know children well and see them often, which means that children can tell them what they like about the place in which they live.\n\n"
    text = f"{prose}1. FIRST PART\n\nGood practice\n\n{prose}A picture\n\n2. SECOND PART\n\nWorkforce\n\n{prose}3. THIRD PART\n\nAnother picture\n\nThe last picture\n"
    _, problems = read(text)
    assert [problem.message.split("“")[1].split("”")[0] for problem in problems if problem.code == "empty-section"] == [
        "A picture",
        "THIRD PART",
        "Another picture",
        "The last picture",
    ]


def test_a_section_whose_text_stands_in_its_sub_sections_is_not_empty(croydon: Store) -> None:
    messages = " ".join(problem.message for problem in croydon.problems if problem.code == "empty-section")
    for title in (
        "The local authority",
        "Contents",
        "Information about this local authority area",
        "ACTION TAKEN SINCE THE INSPECTION",
    ):
        assert f"“{title}”" not in messages
