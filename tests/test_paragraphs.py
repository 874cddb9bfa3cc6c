"""Every paragraph of a paper keeps its number and its words, and nothing else is taken for one."""

from __future__ import annotations

from reports import numbered

from graph.store import Store
from ingest.document import ROLES, Document
from ingest.line import text_of


def test_the_numbers_of_2017_run_from_1_to_131_in_order_without_a_gap(report_2017: Document) -> None:
    assert [paragraph.number for paragraph in report_2017.paragraphs if paragraph.number] == [
        str(number) for number in range(1, 132)
    ]


def test_the_numbers_of_2020_run_from_1_to_56(report_2020: Document) -> None:
    assert [paragraph.number for paragraph in report_2020.paragraphs if paragraph.number] == [
        str(number) for number in range(1, 57)
    ]


def test_the_numbers_of_the_sample_report_run_from_1_to_74(report_2016: Document) -> None:
    assert [paragraph.number for paragraph in report_2016.paragraphs if paragraph.number] == [
        str(number) for number in range(1, 75)
    ]


def test_no_number_of_the_cabinet_paper_is_lost(paper_2017: Document) -> None:
    found = {paragraph.number for paragraph in paper_2017.paragraphs}
    for section, last in (("2", 8), ("5", 4), ("7", 25), ("8", 5), ("9", 11)):
        assert [f"{section}.{number}" for number in range(1, last + 1) if f"{section}.{number}" not in found] == []


def test_the_contents_table_is_no_paragraph(report_2017: Document, report_2016: Document) -> None:
    for report in (report_2017, report_2016):
        assert not [paragraph for paragraph in report.paragraphs if paragraph.text.startswith("Executive summary")]
        assert not [
            paragraph for paragraph in report.paragraphs if "Summary for children and young people" in paragraph.text
        ]


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


def test_every_paragraph_of_every_paper_is_what_its_spans_select(sample: Store, croydon: Store) -> None:
    for store in (sample, croydon):
        for document in store.corpus.documents:
            source = store.sources[document.source_sha256]
            assert document.paragraphs
            for paragraph in document.paragraphs:
                assert paragraph.text == text_of(source, paragraph.spans)
                assert paragraph.role in ROLES
