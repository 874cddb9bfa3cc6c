"""Every paragraph of a paper keeps its number, its words and the headings that it stands under."""

from __future__ import annotations

from collections import Counter

import pytest

from graph.passage import corpus
from graph.store import Store
from ingest.document import ROLES, Document, Paragraph, Source
from ingest.line import text_of
from ingest.pipeline import read_documents

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


def the_one(store: Store, kind: str, date: str) -> Document:
    [document] = [document for document in store.corpus.documents if (document.kind, document.date) == (kind, date)]
    return document


def numbered(document: Document, number: str) -> Paragraph:
    [paragraph] = [paragraph for paragraph in document.paragraphs if paragraph.number == number]
    return paragraph


@pytest.fixture(scope="module")
def report_2017(croydon: Store) -> Document:
    """The single inspection report inside the council paper of September 2017."""
    return the_one(croydon, "sif", "2017-09-04")


@pytest.fixture(scope="module")
def paper_2017(croydon: Store) -> Document:
    return the_one(croydon, "cabinet-report", "2017-09-18")


@pytest.fixture(scope="module")
def report_2020(croydon: Store) -> Document:
    return the_one(croydon, "ilacs-standard", "2020-02-14")


@pytest.fixture(scope="module")
def letter_2021(croydon: Store) -> Document:
    return the_one(croydon, "focused-visit", "2021-07-26")


@pytest.fixture(scope="module")
def report_2016(sample: Store) -> Document:
    """The single inspection report of the sample."""
    return the_one(sample, "sif", "2016-11-28")


# The report of 2017


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


def test_the_numbers_of_2017_run_from_1_to_131_in_order_without_a_gap(report_2017: Document) -> None:
    assert [paragraph.number for paragraph in report_2017.paragraphs if paragraph.number] == [
        str(number) for number in range(1, 132)
    ]


def test_the_recommendations_of_2017_are_1_to_21_and_113_to_117(report_2017: Document) -> None:
    found = {paragraph.number: paragraph for paragraph in report_2017.paragraphs if paragraph.role == "recommendation"}
    assert {number: " ".join(paragraph.text.split()[:7]) for number, paragraph in found.items()} == RECOMMENDATIONS_2017
    assert {report_2017.trail(paragraph.section)[-1] for paragraph in found.values()} == {"Recommendations"}


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


def test_the_contents_table_is_no_paragraph(report_2017: Document, report_2016: Document) -> None:
    for report in (report_2017, report_2016):
        assert not [paragraph for paragraph in report.paragraphs if paragraph.text.startswith("Executive summary")]
        assert not [
            paragraph for paragraph in report.paragraphs if "Summary for children and young people" in paragraph.text
        ]


def test_facts_about_the_area_are_no_findings(report_2017: Document) -> None:
    [facts] = [
        paragraph for paragraph in report_2017.paragraphs if paragraph.text.startswith("Approximately 93,435 children")
    ]
    assert facts.role == "information"
    assert report_2017.trail(facts.section)[-1] == "Children living in this area"


# The papers of the council


def test_paragraph_7_19_of_the_cabinet_paper_is_whole_under_its_headings(paper_2017: Document) -> None:
    paragraph = numbered(paper_2017, "7.19")
    assert (
        paragraph.text
        == "Work is taking place to relaunch the process for undertaking return home interviews for children who go missing."
    )
    assert paper_2017.trail(paragraph.section) == ("ACTION TAKEN SINCE THE INSPECTION", "Social work practice")


def test_the_recommendations_of_the_cabinet_paper_are_introduced_by_what_is_asked(paper_2017: Document) -> None:
    found = [paragraph for paragraph in paper_2017.paragraphs if paragraph.role == "recommendation"]
    assert [paragraph.number for paragraph in found] == [f"1.{number}" for number in range(1, 9)]
    assert {paragraph.stem for paragraph in found} == {"The Cabinet is asked to:"}


def test_no_number_of_the_cabinet_paper_is_lost(paper_2017: Document) -> None:
    found = {paragraph.number for paragraph in paper_2017.paragraphs}
    for section, last in (("2", 8), ("5", 4), ("7", 25), ("8", 5), ("9", 11)):
        assert [f"{section}.{number}" for number in range(1, last + 1) if f"{section}.{number}" not in found] == []


# The reports of 2020 and 2021


def test_paragraph_16_of_2020_is_whole_under_its_heading(report_2020: Document) -> None:
    paragraph = numbered(report_2020, "16")
    assert paragraph.text.startswith(
        "Children who go missing from home receive a timely and appropriate response. This is less consistent for children who go missing from care and care leavers."
    )
    assert paragraph.text.endswith("used effectively to inform safety plans.")
    assert report_2020.trail(paragraph.section) == (
        "The experiences and progress of children who need help and protection: good",
    )


def test_the_numbers_of_2020_run_from_1_to_56(report_2020: Document) -> None:
    assert [paragraph.number for paragraph in report_2020.paragraphs if paragraph.number] == [
        str(number) for number in range(1, 57)
    ]


def test_what_needs_to_improve_in_2020_is_four_bullets(report_2020: Document) -> None:
    found = [paragraph for paragraph in report_2020.paragraphs if paragraph.role == "improvement"]
    assert [paragraph.text for paragraph in found] == [
        "The quality of written plans for children in need, children in care and care leavers.",
        "Services provided to homeless 16- and 17-year-olds.",
        "Services for care leavers, particularly the range of suitable accommodation, responses to emotional health needs and preparation for independence.",
        "Placement sufficiency for children in care, and accommodation for care leavers.",
    ]
    assert {report_2020.trail(paragraph.section) for paragraph in found} == {("What needs to improve",)}


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


def test_the_address_of_a_letter_is_front_matter(letter_2021: Document) -> None:
    found = [paragraph.text for paragraph in letter_2021.paragraphs if paragraph.role == "front-matter"]
    assert found[0] == "26 July 2021"
    assert found[-1] == "Dear Debbie"
    assert "Debbie Jones" in found


# Every paper


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
    [(_, problems)] = read_documents(Source("paper.txt", text, "0" * 64))
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


def test_nested_bullets_are_one_paragraph_with_the_bullet_that_introduces_them(report_2017: Document) -> None:
    [meals] = [paragraph for paragraph in report_2017.paragraphs if "free school meals" in paragraph.text]
    assert [
        meals.text[start:end].strip() for start, end in zip((0, *meals.breaks), (*meals.breaks, None), strict=True)
    ] == [
        "The proportion of children entitled to free school meals:",
        "- in primary schools is 19% (the national average is 15%)",
        "- in secondary schools is 17% (the national average is 13%).",
    ]


def test_a_recommendation_in_brackets_on_a_line_of_its_own_stays_with_its_finding(report_2016: Document) -> None:
    assert all(numbered(report_2016, number).text.endswith(" (Recommendation)") for number in ("19", "26", "41", "58"))
    assert [paragraph for paragraph in report_2016.paragraphs if paragraph.text == "(Recommendation)"] == []


def test_the_numbers_of_the_sample_report_run_from_1_to_74(report_2016: Document) -> None:
    assert [paragraph.number for paragraph in report_2016.paragraphs if paragraph.number] == [
        str(number) for number in range(1, 75)
    ]


def test_footnotes_are_notes_without_their_marks(report_2016: Document) -> None:
    assert [paragraph.text[:30] for paragraph in report_2016.paragraphs if paragraph.role == "note"] == [
        "The inspection of the local au",
        "These figures were checked by ",
    ]


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


def test_every_paragraph_of_every_paper_is_what_its_spans_select(sample: Store, croydon: Store) -> None:
    for store in (sample, croydon):
        for document in store.corpus.documents:
            source = store.sources[document.source_sha256]
            assert document.paragraphs
            for paragraph in document.paragraphs:
                assert paragraph.text == text_of(source, paragraph.spans)
                assert paragraph.role in ROLES
