"""A document has the title, the days and the number of the visit that it prints."""

from __future__ import annotations

import northmere
import pytest
from northmere import CABINET, ILACS, LETTER, SINGLE
from reports import identified

from graph.store import Store


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            SINGLE,
            "Inspection of services for children in need of help and protection, children looked after and care leavers",
        ),
        (ILACS, "Inspection of children's social care services"),
        (LETTER, "Focused visit to Northmere County Council children’s services"),
        (CABINET, "Children's services improvement plan: response to the Ofsted inspection of 2016"),
    ],
)
def test_the_title_is_the_heading_or_subject_as_printed(text: str, title: str) -> None:
    assert identified(text).title == title


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        (SINGLE, ("2016-09-12", "2016-10-06", "2016-11-28", "2016-11-28", "published")),
        (ILACS, ("2019-11-04", "2019-11-15", None, "2019-11-15", "inspection-end")),
        (LETTER, ("2021-10-19", "2021-10-20", "2021-11-23", "2021-11-23", "published")),
        (CABINET, (None, None, "2017-02-14", "2017-02-14", "published")),
    ],
)
def test_a_document_is_ordered_by_its_publication_or_else_by_the_end_of_the_inspection(
    text: str, dates: tuple[str | None, ...]
) -> None:
    document = identified(text)
    assert (
        document.inspection_start,
        document.inspection_end,
        document.published,
        document.date,
        document.date_basis,
    ) == dates


def test_the_meeting_of_a_council_paper_is_its_date_and_not_what_it_speaks_of() -> None:
    assert (
        identified(
            CABINET.replace("REPORT TO:\tCabinet 14 February 2017", "REPORT TO:\tCabinet 3rd April 2017")
        ).published
        == "2017-04-03"
    )


def test_guidance_without_another_date_has_the_year_of_its_copyright(croydon: Store) -> None:
    assert [
        (document.date, document.date_basis, document.published)
        for document in croydon.corpus.documents
        if document.kind == "guidance"
    ] == [("2017", "copyright", None)]


@pytest.mark.parametrize(
    ("words", "number"),
    [("third monitoring visit", 3), ("4th monitoring visit", 4), ("sixth and final monitoring visit", 6)],
)
def test_a_letter_knows_which_monitoring_visit_it_reports_on(words: str, number: int) -> None:
    letter = northmere.text("monitoring-visit-2018")
    assert (
        identified(letter.replace("The visit was the third since", f"It was the {words} since")).visit_number == number
    )


def test_only_monitoring_letters_and_news_have_a_visit_number() -> None:
    assert (
        identified(
            CABINET.replace("3.2 Ofsted held an action planning visit", "3.2 Ofsted held its first monitoring visit")
        ).visit_number
        is None
    )
