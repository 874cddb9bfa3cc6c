"""References lead to the paragraph that is meant where that is sure, and earlier inspections keep the date printed."""

from __future__ import annotations

import pytest
import tiny
from hypothesis import given
from hypothesis import strategies as st
from tiny import paragraph

from graph.store import Store
from ingest.annotation.reference import references
from ingest.document import Document, Paragraph


def report(*paragraphs: Paragraph | str, kind: str = "sif", date: str = "2017-09-04", **facts: str) -> Document:
    return references(tiny.document(*paragraphs, kind=kind, date=date, **facts))[0]


def links(document: Document) -> list[tuple[int, str | None, str, int | None]]:
    return [(r.paragraph, document.words(r.paragraph, r.span), r.kind, r.target) for r in document.references]


def named(text: str, **facts: str) -> list[tuple[str | None, str, str | None]]:
    """The earlier inspections and visits that a paragraph of one sentence names."""
    document = report(text, **facts)
    return [(document.words(0, r.span), r.kind, r.date) for r in document.references]


# Within a document


def test_a_recommendation_leads_to_the_findings_that_it_names() -> None:
    document = report(
        paragraph("Improve plans (paragraphs 40, 41 and 64).", "3", "recommendation"),
        paragraph("Plans are weak.", "40"),
        paragraph("Plans are late.", "41"),
        paragraph("Plans are lost.", "64"),
    )
    assert links(document) == [(0, "paragraphs 40, 41 and 64", "paragraph", target) for target in (1, 2, 3)]


def test_a_range_of_paragraphs_is_all_of_them() -> None:
    document = report(
        paragraph("Improve plans (paragraphs 7–9).", "3"), *(paragraph("Weak.", str(n)) for n in range(6, 11))
    )
    assert [target for *_, target in links(document)] == [2, 3, 4]


def test_a_finding_leads_to_the_recommendation_whose_number_it_gives() -> None:
    document = report(
        paragraph("Improve plans.", "2", "recommendation"),
        paragraph("Plans are weak. (Recommendation 2)", "40"),
    )
    assert links(document) == [(1, "Recommendation 2", "recommendation", 0)]


def test_a_bare_recommendation_leads_to_the_one_that_names_the_finding() -> None:
    document = report(
        paragraph("Improve plans (paragraph 40).", "1", "recommendation"),
        paragraph("Plans are weak. (Recommendation)", "40"),
    )
    assert links(document) == [
        (0, "paragraph 40", "paragraph", 1),
        (1, "Recommendation", "recommendation", 0),
    ]


def test_a_finding_that_two_recommendations_name_leads_to_both() -> None:
    document = report(
        paragraph("Improve plans (paragraph 40).", "1", "recommendation"),
        paragraph("Train staff (paragraph 40).", "2", "recommendation"),
        paragraph("Plans are weak. (Recommendations)", "40"),
    )
    assert [(kind, target) for _, _, kind, target in links(document)][2:] == [
        ("recommendation", 0),
        ("recommendation", 1),
    ]


def test_a_bare_recommendation_that_none_names_is_kept_unlinked() -> None:
    document = report(
        paragraph("Improve plans.", "1", "recommendation"), paragraph("Plans are weak. (Recommendation)", "40")
    )
    assert links(document) == [(1, "Recommendation", "recommendation", None)]


def test_a_number_that_two_paragraphs_have_leads_nowhere() -> None:
    document = report(paragraph("See paragraph 5.", "9"), paragraph("One.", "5"), paragraph("Another.", "5"))
    assert links(document) == [(0, "paragraph 5", "paragraph", None)]


def test_of_a_recommendation_and_a_finding_of_one_number_the_finding_is_the_paragraph() -> None:
    document = report(
        paragraph("See paragraph 5 (recommendation 5).", "9"),
        paragraph("Improve plans.", "5", "recommendation"),
        paragraph("Plans are weak.", "5"),
    )
    assert links(document) == [(0, "paragraph 5", "paragraph", 2), (0, "recommendation 5", "recommendation", 1)]


def test_a_paragraph_number_of_a_paper_has_dots() -> None:
    document = report(
        "As set out in paragraph 3.2 of this report.", paragraph("The cost.", "3.2"), kind="cabinet-report"
    )
    assert links(document) == [(0, "paragraph 3.2", "paragraph", 1)]


@pytest.mark.parametrize(
    "text",
    [
        "Under paragraph 25 of Working Together.",
        "Under Schedule 2, paragraph 25(1) of the Act.",
        "The recommendation was accepted.",
        "The recommendations of a serious case review.",
        "It was judged good (Ofsted).",
        "Recommendations 8 Summary for children",
    ],
)
def test_the_paragraphs_and_recommendations_of_others_are_no_references(text: str) -> None:
    assert links(report(text, paragraph("Another.", "25"))) == []


def test_a_paragraph_does_not_lead_to_itself() -> None:
    assert links(report(paragraph("See paragraph 5.", "5"))) == [(0, "paragraph 5", "paragraph", None)]


# Earlier inspections and visits


@pytest.mark.parametrize(
    ("text", "words", "kind", "date"),
    [
        ("It has improved since the last inspection.", "the last inspection", "inspection", None),
        ("At the last inspection in 2012 it was good.", "the last inspection in 2012", "inspection", "2012"),
        (
            "The previous Ofsted inspection, in July 2012, was good.",
            "The previous Ofsted inspection, in July 2012",
            "inspection",
            "2012-07",
        ),
        ("The 2015 single inspection found this.", "The 2015 single inspection", "inspection", "2015"),
        ("The inspection in 2013 found this.", "The inspection in 2013", "inspection", "2013"),
        (
            "The previous inspection of the local authority’s services for children looked after was in March 2014.",
            "The previous inspection of the local authority’s services for children looked after was in March 2014",
            "inspection",
            "2014-03",
        ),
        ("The focused visit in February 2016 found this.", "The focused visit in February 2016", "visit", "2016-02"),
        (
            "The last monitoring visit (October 2016) found this.",
            "The last monitoring visit (October 2016)",
            "visit",
            "2016-10",
        ),
        (
            "The joint targeted area inspection (JTAI) in May 2016.",
            "The joint targeted area inspection (JTAI) in May 2016",
            "inspection",
            "2016-05",
        ),
        ("Since the focused visit it has improved.", "the focused visit", "visit", None),
    ],
)
def test_an_earlier_inspection_or_visit_is_found_with_its_date(
    text: str, words: str, kind: str, date: str | None
) -> None:
    assert named(text) == [(words, kind, date)]


@pytest.mark.parametrize(
    "text",
    [
        "At the time of the inspection it was late.",
        "Inspectors saw this during this inspection.",
        "The next inspection will be in 2019.",
        "The children's home was judged good at the last inspection.",
        "All are good at their most recent inspection.",
        "Social workers visit regularly.",
        "The inspection of services in October 2019 is planned.",
    ],
)
def test_the_inspection_at_hand_and_those_of_others_are_not_found(text: str) -> None:
    assert named(text) == []


def test_the_document_does_not_refer_to_its_own_inspection() -> None:
    own = {"inspection_start": "2017-06-20", "inspection_end": "2017-07-13"}
    assert named("The inspection in June 2017 found this.", **own) == []
    assert named("The inspection in June 2016 found this.", **own) != []


def test_a_letter_on_a_visit_means_itself_by_the_visit() -> None:
    assert named("The focused visit found this.", kind="focused-visit") == []


def test_guidance_speaks_of_no_inspection_in_particular() -> None:
    assert named("What was found at the last inspection is read again.", kind="guidance") == []


# The sample and Croydon


def test_the_references_of_the_sample(sample: Store) -> None:
    for document in sample.corpus.documents:
        assert document.references == references(document)[0].references
        for reference in document.references:
            assert document.words(reference.paragraph, reference.span)
            assert reference.target is None or reference.target != reference.paragraph
    [report] = [document for document in sample.corpus.documents if document.kind == "sif"]
    assert any(reference.kind == "recommendation" for reference in report.references)


def test_the_inspection_of_2017_is_referred_to_three_years_later(croydon: Store) -> None:
    [report] = [document for document in croydon.corpus.documents if document.kind == "ilacs-standard"]
    dated = [(report.words(reference.paragraph, reference.span), reference.date) for reference in report.references]
    assert ("the last inspection in 2017", "2017") in dated


@given(
    st.lists(
        st.sampled_from(
            [
                "(Recommendation)",
                "(Recommendation 2)",
                "(paragraphs 1, 2)",
                "paragraph 1-3",
                "the last inspection",
                "in 2012",
                "of",
                ".",
                "x",
                "(",
            ]
        ),
        max_size=8,
    ).map(" ".join)
)
def test_what_is_referred_by_is_printed_and_what_to_exists(text: str) -> None:
    document = report(paragraph(text, "1"), paragraph(text, "2", "recommendation"), paragraph(text, "3"))
    assert list(document.references) == sorted(
        set(document.references), key=lambda r: (r.paragraph, r.span, r.kind, -1 if r.target is None else r.target)
    )
    for reference in document.references:
        assert document.words(reference.paragraph, reference.span)
        assert reference.target in (None, 0, 1, 2)
        assert reference.target != reference.paragraph
