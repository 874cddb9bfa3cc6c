"""Dates, ages, references and the numbers of small print and tables of contents are taken for no figures."""

from __future__ import annotations

import pytest
from figures import measured, values

from graph.store import Store


@pytest.mark.parametrize(
    "text",
    [
        "One child came.",
        "One young person told inspectors so.",
        "It is one of the reasons, and no one knows.",
        "There is only one way to do it.",
        "Stage one of the process ended.",
        "The weight of children.",
        "These two teams meet.",
        "It is twofold and three-tiered.",
        "A third party was told.",
        "In the first quarter it rose.",
        "Half the time it works.",
    ],
)
def test_a_number_in_words_is_not_read_before_anything_else(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The visit was on 4 September 2017.",
        "It was in July 2016, not 2015.",
        "It was between 2016–17 and 2017/18.",
        "It closed on 31/03/2019.",
        "Act under section 47 and sections 135-142 of the Act.",
        "See paragraph 12 and page 4 of Annex 2.",
        "Year 7 pupils and key stage 2 pupils.",
        "Young people aged 16 or 17 and others aged 18.",
        "COVID-19 and the 24-hour line.",
        "Key decision no. 17.",
        "Telephone 0300 123 1231, or fax 020 8726 6000.",
        "Store Street, Manchester M1 2WD.",
        "See www.gov.uk/government/2017/113 or write to team9@ofsted.gov.uk.",
        "Children under the age of 18 and those over 16 live there.",
        "Those aged from 10 to 14 and between five and 11 attend.",
        "An 18-year-old and a group of 14 to 16-year-olds spoke.",
        "Services for those who are 16 plus, or 16+, or post-18.",
        "When they turn 18, and until they are 25, they are helped.",
        "The 0–19 service and the 16 to 25 pathway.",
        "The line is staffed 24/7, 24 hours a day, seven days a week.",
        "It is open from 9am to 5.30pm.",
        "It follows Working Together 2015 and the Children Act 1989.",
        "Five GCSEs at grades A* to C.",
        "Regulation 44 visits and Article 8.",
        "Recommendation 3 and recommendations 1.7 and 1.8 apply.",
        "They met on 23rd May and on September 5.",
        "The 1st, 2nd and 3rd drafts.",
        "Tier 4 beds, level 2 needs, band 3.",
        "At key stages 1 and 4 children do well.",
        "There is full exemption from council tax up to 25, and help.",
        "Children who move to the service at 16 or 17 are helped.",
        "12. The board met.",
        "33.Since then it met.",
        "2 Ofsted produces this report under its power.",
        "Children who had three or more placements were seen.",
        "In the last 12 months and over the past two years.",
        "During 2013–14, 2014/15 and 2015 to 16.",
        "Plans for adult life begin at 14 for most of them.",
        "Workers are allocated at 17, and help goes on to those over 25.",
        "Most young people stay with their carers after 18.",
        "AGENDA ITEM: 9",
        "Attendance is good (Enabler 1).",
        "11, a good share of whom go on to college.",
        "The ‘21 service’ is new.",
        "The new two stage process and a three way call.",
        "The three-year strategy and the five-year plan.",
        "Year 11 young people and those in Years 12 and 13 study.",
        "At 13 June 14, it closed.",
        "In 2011 to 14, it fell.",
        "They wait until they are almost 18.",
        "It is known to the under 18 population.",
    ],
)
def test_dates_references_and_ages_are_no_figures(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize(
    "text", ["The visit was on 19 and 20 October 2021.", "Inspection date: 20 June – 13 July 2017"]
)
def test_the_days_of_a_span_of_days_are_no_figures(text: str) -> None:
    assert values(text) == []


def test_ages_joined_by_a_hyphen_are_no_figures() -> None:
    assert values("Services for homeless 16- and 17-year-olds.") == []


def test_a_table_of_contents_has_no_figures() -> None:
    assert values("Summary 3 The local authority 4 Recommendations 7 Inspection findings 12 Leadership 20") == []


def test_the_numbers_of_the_rows_of_a_grade_table_are_no_figures(sample: Store) -> None:
    [report] = [document for document in sample.corpus.documents if document.kind == "sif"]
    tables = {index for index, paragraph in enumerate(report.paragraphs) if paragraph.role == "judgement"}
    assert [figure.printed for figure in report.figures if figure.paragraph in tables] == []


@pytest.mark.parametrize("role", ["colophon", "note"])
def test_small_print_and_footnotes_have_no_figures(role: str) -> None:
    assert measured("There are 143 contacts.", role=role).figures == ()
