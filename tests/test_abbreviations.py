"""Abbreviations are found where the text defines them, with exactly the words that they stand for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny import document

from graph.store import Store
from ingest.annotation.abbreviation import abbreviations, definitions


@pytest.mark.parametrize(
    ("text", "short", "expansion"),
    [
        ("The Northmere Access Point (NAP) is open.", "NAP", "Northmere Access Point"),
        ("They work under the public law outline (PLO).", "PLO", "public law outline"),
        ("The director of children's services (DCS) left.", "DCS", "director of children's services"),
        ("The director of children’s services (DCS) left.", "DCS", "director of children’s services"),
        (
            "The inspection of local authority children’s services (ILACS) began.",
            "ILACS",
            "inspection of local authority children’s services",
        ),
        (
            "Use of the child and adolescent mental health service (CAMHS) grew.",
            "CAMHS",
            "child and adolescent mental health service",
        ),
        (
            "A year, the assessed and supported year in employment (ASYE), helps.",
            "ASYE",
            "assessed and supported year in employment",
        ),
        (
            "Care of unaccompanied asylum-seeking children (UASC) is good.",
            "UASC",
            "unaccompanied asylum-seeking children",
        ),
        ("Funds of the Department for Education (DfE) ended.", "DfE", "Department for Education"),
        ("The multi-agency safeguarding hub (the MASH) met.", "MASH", "multi-agency safeguarding hub"),
        ("The Single Inspection Framework (or SIF) ended.", "SIF", "Single Inspection Framework"),
        ("The education, health and care (EHC) plan is late.", "EHC", "education, health and care"),
        ("Of children looked after (CLA's) some left.", "CLA", "children looked after"),
        ("Each has a personal adviser (PA) now.", "PA", "personal adviser"),
        (
            "Some are not in education, employment or training (NEET) yet.",
            "NEET",
            "not in education, employment or training",
        ),
        ("The Department of Education (DfE) wrote.", "DfE", "Department of Education"),
        ("The Health and Wellbeing Board (HWBB) met.", "HWBB", "Health and Wellbeing Board"),
        ("Use of the public law outline process (PLO) grew.", "PLO", "public law outline"),
        ("The children’s advice and duty service (CADS) opened.", "CADS", "children’s advice and duty service"),
        ("The Norfolk Safeguarding Children Board (NSCB) met.", "NSCB", "Norfolk Safeguarding Children Board"),
        ("The Single Inspection Framework (or 'SIF') ended.", "SIF", "Single Inspection Framework"),
        ("The ‘team around the family’ (TAF) met.", "TAF", "team around the family"),
        (
            "The Children and Family Court Advisory and Support Service (Cafcass) said so.",
            "Cafcass",
            "Children and Family Court Advisory and Support Service",
        ),
        ("The MASH (multi-agency safeguarding hub) is open.", "MASH", "multi-agency safeguarding hub"),
        ("Two IROs (independent reviewing officers) left.", "IRO", "independent reviewing officers"),
        ("The Eastmere Safeguarding Children Board (the Board) met.", "Board", "Eastmere Safeguarding Children Board"),
        (
            "Under the Education and Inspections Act 2006 ('the Act') it may.",
            "Act",
            "Education and Inspections Act 2006",
        ),
    ],
)
def test_a_definition_gives_the_short_form_and_its_words(text: str, short: str, expansion: str) -> None:
    assert list(definitions(text)) == [(short, expansion)]


def test_a_small_word_may_give_its_initial() -> None:
    assert list(definitions("The single point of contact (SPOC) is staffed.")) == [("SPOC", "single point of contact")]


@pytest.mark.parametrize(
    ("text", "short", "expansion"),
    [
        ("The independent reviewing officers (IROs) see children.", "IRO", "independent reviewing officers"),
        ("The personal education plans (PEPs) are late.", "PEP", "personal education plans"),
        ("Several general practitioners (GPs) came.", "GP", "general practitioners"),
    ],
)
def test_a_plural_defines_the_abbreviation_without_its_s(text: str, short: str, expansion: str) -> None:
    assert list(definitions(text)) == [(short, expansion)]


def test_an_s_that_is_part_of_the_abbreviation_stays() -> None:
    text = "The child and adolescent mental health services (CAMHs) are slow."
    assert list(definitions(text)) == [("CAMHs", "child and adolescent mental health services")]


def test_a_hyphen_before_the_brackets_is_passed_over() -> None:
    assert list(definitions("The Local Safeguarding Children Board - (LSCB) - met.")) == [
        ("LSCB", "Local Safeguarding Children Board")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The inspectorate (Ofsted) came.",
        "Some words before (ABC) do not agree.",
        "They went home (A) early.",
        "See the annex (page 4).",
        "(LSCB) stands alone.",
        "It was judged good (Recommendation).",
        "The board (lscb) met.",
        "The officer (known locally as the LADO) came.",
        "The hub (a team of ten) met.",
        "The LSCB (which met in May) agreed.",
        "It protects children from sexual exploitation (CSE) well.",
        "They met on Monday (AM) and again (PM).",
        "Some children were seen (Cabinet).",
        "The plan was late (the Board).",
        "A hub (ASPIRE) opened. ASPIRE (complex safeguarding) grew.",
    ],
)
def test_other_words_in_brackets_define_nothing(text: str) -> None:
    assert list(definitions(text)) == []


def test_every_definition_of_a_text_is_found() -> None:
    text = "The Northmere Access Point (NAP) and the Local Safeguarding Children Board (LSCB) met."
    assert list(definitions(text)) == [("NAP", "Northmere Access Point"), ("LSCB", "Local Safeguarding Children Board")]


def test_an_abbreviation_is_recorded_once_where_it_is_first_defined() -> None:
    found = abbreviations(
        document("Nothing here.", "The public law outline (PLO).", "The Public Law Outline (PLO) again.")
    )[0].abbreviations
    assert [(item.short, item.expansion, item.paragraph) for item in found] == [("PLO", "public law outline", 1)]


def test_an_abbreviation_that_stands_for_two_things_is_recorded_for_both() -> None:
    found = abbreviations(
        document(
            "The single point of access (SPA).",
            "The school partnership agreement (SPA).",
            "The single parent agreement (SPA).",
        )
    )[0].abbreviations
    assert {item.expansion for item in found} >= {"school partnership agreement", "single parent agreement"}


def test_the_abbreviations_of_the_sample_inspection_report(sample: Store) -> None:
    [report] = [document for document in sample.corpus.documents if document.kind == "sif"]
    found = {item.short: item.expansion for item in report.abbreviations}
    assert (
        found.items()
        >= {
            "NAP": "Northmere Access Point",
            "DCS": "director of children's services",
            "LSCB": "Local Safeguarding Children Board",
            "PLO": "public law outline",
            "CAMHS": "child and adolescent mental health service",
            "HMI": "Her Majesty's Inspectors",
        }.items()
    )
    for item in report.abbreviations:
        assert f"{item.expansion} ({item.short}" in report.paragraphs[item.paragraph].text


def test_the_single_point_of_contact_of_the_croydon_letter_is_defined(croydon: Store) -> None:
    [letter] = [document for document in croydon.corpus.documents if document.kind == "focused-visit"]
    found = {item.short: item.expansion for item in letter.abbreviations}
    assert found["CCIB"] == "Children’s Continuous Improvement Board"
    assert found["CSF"] == "Croydon Supporting Families"
    assert found["SPOC"] == "single point of contact"


@given(
    st.lists(
        st.sampled_from(
            [
                "children",
                "Board",
                "of",
                "the",
                "and",
                "multi-agency",
                "-",
                "&",
                "'",
                "(AB)",
                "(LSCB)",
                "(CsO)",
                "(A-B)",
                "(IROs)",
                "(PA)",
                "personal adviser",
                "(the Board)",
                "Cafcass (a board)",
                "service",
                ",",
                "\n",
            ]
        ),
        max_size=20,
    ).map(" ".join)
)
def test_what_is_defined_stands_in_the_text_beside_its_short_form(text: str) -> None:
    for short, expansion in definitions(text):
        assert expansion and expansion == expansion.strip()
        assert expansion in text
        assert short in text
