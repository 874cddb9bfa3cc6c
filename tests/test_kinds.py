"""The kind of a document is told from its first page, and its framework and publisher follow from the kind."""

from __future__ import annotations

import pytest
from northmere import CABINET, ILACS, LETTER, SINGLE
from reports import identified, read

from graph.store import Store
from ingest.identity.kind import kind_of
from ontology.vocabulary import ID


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        ("2016-11-28", "sif"),
        ("2017-02-14", "cabinet-report"),
        ("2018-07-09", "monitoring-visit"),
        ("2019-11-15", "ilacs-standard"),
        ("2020-10-13", "cabinet-report"),
        ("2021-11-23", "focused-visit"),
    ],
)
def test_the_kinds_of_the_sample_documents(sample: Store, day: str, kind: str) -> None:
    assert [document.kind for document in sample.corpus.documents if document.date == day] == [kind]


@pytest.mark.parametrize(
    ("titles", "kind"),
    [
        ("REPORT TO: Cabinet 13 October 2020", "cabinet-report"),
        ("Focused visit to Northmere County Council children’s services", "focused-visit"),
        ("Northmere: monitoring visit of children's services", "monitoring-visit"),
        ("Monitoring visit to Northmere County Council children’s services", "monitoring-visit"),
        (
            "Inspection of services for children in need of help and protection, children looked after and care leavers",
            "sif",
        ),
        ("Re-inspection of services for children in need of help and protection", "sif-reinspection"),
        ("Post-monitoring single inspection of Northmere", "sif-reinspection"),
        ("Inspection of local authority looked after children services", "lac-2013"),
        ("Inspection of services for looked after children", "lac-2013"),
        ("Inspection of children’s social care services", "ilacs-standard"),
        ("Inspection of Northmere local authority children's services", "ilacs-standard"),
        ("Review of the effectiveness of the Local Safeguarding Children Board", "lscb-review"),
        ("Handbook for inspectors", "guidance"),
        ("Working together | Statutory guidance", "guidance"),
        ("Department for Education | Putting children first", "policy"),
        ("Minutes of the meeting", "other"),
    ],
)
def test_a_kind_is_told_from_the_titles_of_the_first_page(titles: str, kind: str) -> None:
    assert kind_of(titles, titles, titles) == kind


def test_a_news_item_is_told_from_how_it_reports() -> None:
    body = "Staff are kind, Ofsted has stated. Progress is slow, said the report."
    assert kind_of("Northmere is making progress", body, body) == "news"
    assert kind_of("Northmere is making progress", body, "Progress is slow, said the report.") == "other"


def test_guidance_is_told_from_what_it_says_of_itself() -> None:
    assert kind_of("Visiting councils", "This guidance sets out how visits are made.", "") == "guidance"


def test_a_kind_that_is_not_known_is_a_problem() -> None:
    document, problems = read(
        "Minutes of the meeting\n\nThe members of Northmere County Council talked about the weather and went home.\n"
    )
    assert document.kind == "other"
    assert [problem.code for problem in problems] == ["unknown-kind"]


@pytest.mark.parametrize(
    ("last_day", "kind"),
    [
        ("4 November 2019", "ilacs-short"),
        ("8 November 2019", "ilacs-short"),
        ("9 November 2019", "ilacs-standard"),
        ("15 November 2019", "ilacs-standard"),
    ],
)
def test_an_ilacs_inspection_is_short_if_it_took_at_most_five_days(last_day: str, kind: str) -> None:
    document = identified(ILACS.replace("15 November 2019", last_day))
    assert document.kind == kind
    assert document.framework == f"{ID}framework/ilacs"


def test_an_ilacs_inspection_of_unknown_days_is_standard() -> None:
    document = identified(ILACS.replace("Inspection dates: 4 November 2019 to 15 November 2019\n", ""))
    assert (document.kind, document.inspection_start, document.date) == ("ilacs-standard", None, None)


@pytest.mark.parametrize(("text", "framework"), [(SINGLE, "sif"), (ILACS, "ilacs"), (LETTER, "ilacs"), (CABINET, None)])
def test_the_framework_follows_from_the_kind(text: str, framework: str | None) -> None:
    assert identified(text).framework == (f"{ID}framework/{framework}" if framework else None)


@pytest.mark.parametrize(
    ("kind", "publisher"),
    [
        ("sif", "actor/ofsted"),
        ("ilacs-standard", "actor/ofsted"),
        ("focused-visit", "actor/ofsted"),
        ("guidance", "actor/ofsted"),
        ("policy", "actor/department-for-education"),
        ("cabinet-report", "authority/croydon"),
        ("news", None),
    ],
)
def test_the_publisher_follows_from_the_kind(croydon: Store, kind: str, publisher: str | None) -> None:
    assert {document.publisher for document in croydon.corpus.documents if document.kind == kind} == {
        f"{ID}{publisher}" if publisher else None
    }
