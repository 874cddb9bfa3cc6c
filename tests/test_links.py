"""Which inspection came before which, and which report replaced which, at each authority."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tiny import paragraph

from graph.link import UNATTRIBUTED, groups, links
from graph.passage import Corpus, corpus
from graph.store import Store
from graph.succession import is_before, previous_inspections, replaced_reports
from graph.vector import Vectors
from ingest.document import Document, Mention
from ontology.vocabulary import ID

EASTMERE, WESTMOOR = f"{ID}authority/eastmere", f"{ID}authority/westmoor"


def report(kind: str, end: str | None, authority: str | None = EASTMERE, start: str | None = None) -> Document:
    """A report of one paragraph on an inspection that ended on a certain day, published on that day."""
    return Document(
        "invented.txt",
        "0" * 64,
        (0, 1),
        kind=kind,
        authority=authority,
        date=end or "2019-06-01",
        inspection_start=start,
        inspection_end=end,
        paragraphs=(paragraph(f"What inspectors found at the {kind} of {end}."),),
    )


def corpus_of_reports(*reports: Document) -> Corpus:
    return corpus(sorted(reports, key=lambda document: (document.date or "", document.kind)))


def previous(*reports: Document) -> dict[str, str]:
    """The kind and date of the inspection before each, by its own."""
    made = corpus_of_reports(*reports)
    found = previous_inspections(made, range(len(reports)))
    return {short(later): short(earlier) for later, earlier in found.items()}


def replaced(*reports: Document) -> dict[str, str]:
    made = corpus_of_reports(*reports)
    return {short(later): short(earlier) for later, earlier in replaced_reports(made, range(len(reports))).items()}


def short(address: str) -> str:
    return address.removeprefix(f"{ID}document/eastmere/").removesuffix("/inspection")


SIF, LSCB = report("sif", "2014-03-14"), report("lscb-review", "2014-03-14")
VISIT, OTHER_VISIT = report("monitoring-visit", "2015-01-20"), report("focused-visit", "2019-05-02")
REINSPECTION, OTHER_LSCB = report("sif-reinspection", "2016-06-30"), report("lscb-review", "2016-07-30")
ILACS = report("ilacs-short", "2020-02-07")


# What came before


def test_each_inspection_and_visit_has_the_one_before_it() -> None:
    assert previous(ILACS, SIF, VISIT, OTHER_VISIT, REINSPECTION) == {
        "monitoring-visit/2015-01-20": "sif/2014-03-14",
        "sif-reinspection/2016-06-30": "monitoring-visit/2015-01-20",
        "focused-visit/2019-05-02": "sif-reinspection/2016-06-30",
        "ilacs-short/2020-02-07": "focused-visit/2019-05-02",
    }


def test_papers_of_the_council_and_reports_without_a_date_of_inspection_are_no_inspections() -> None:
    paper = replace(report("cabinet-report", "2017-02-01"), inspection_end="2016-06-30")
    assert previous(SIF, paper, report("focused-visit", None), ILACS) == {"ilacs-short/2020-02-07": "sif/2014-03-14"}


def test_of_two_that_ended_on_one_day_neither_came_before_the_other() -> None:
    assert previous(SIF, LSCB) == {}
    assert previous(SIF, LSCB, VISIT) == {"monitoring-visit/2015-01-20": "sif/2014-03-14"}


def test_of_two_that_ended_on_one_day_the_one_that_began_last_is_the_last() -> None:
    began_later = report("lac-2013", "2014-03-14", start="2014-03-12")
    began_sooner = report("sif", "2014-03-14", start="2014-02-20")
    assert previous(began_sooner, began_later, VISIT) == {"monitoring-visit/2015-01-20": "lac-2013/2014-03-14"}


def test_an_inspection_of_a_year_is_not_before_one_within_it() -> None:
    assert previous(report("sif", "2015"), VISIT) == {}
    assert previous(report("sif", "2014"), VISIT) == {"monitoring-visit/2015-01-20": "sif/2014"}


@pytest.mark.parametrize(
    ("date", "other", "before"),
    [
        ("2017-09-04", "2017-09-05", True),
        ("2017-09-05", "2017-09-05", False),
        ("2017-09", "2017-10-01", True),
        ("2017-10", "2017-10-01", False),
        ("2017", "2018", True),
        ("2018-01", "2017", False),
    ],
)
def test_a_date_is_before_another_only_if_that_is_sure(date: str, other: str, before: bool) -> None:
    assert is_before(date, other) is before


# What was replaced


def test_a_full_inspection_replaces_the_full_inspection_before_it() -> None:
    assert replaced(SIF, VISIT, REINSPECTION, OTHER_VISIT, ILACS) == {
        "sif-reinspection/2016-06-30": "sif/2014-03-14",
        "ilacs-short/2020-02-07": "sif-reinspection/2016-06-30",
    }


def test_visits_replace_nothing() -> None:
    assert replaced(VISIT, OTHER_VISIT) == {}


def test_a_review_of_the_board_replaces_only_a_review_of_the_board() -> None:
    assert replaced(SIF, LSCB, REINSPECTION, OTHER_LSCB) == {
        "sif-reinspection/2016-06-30": "sif/2014-03-14",
        "lscb-review/2016-07-30": "lscb-review/2014-03-14",
    }


# The documents of each authority


def test_the_documents_of_each_authority_are_a_group_and_those_of_none_another() -> None:
    other, none = report("sif", "2014-03-14", WESTMOOR), report("policy", None, None)
    made = corpus([none, SIF, other, VISIT])
    assert groups(made) == {"eastmere": [1, 3], UNATTRIBUTED: [0], "westmoor": [2]}


def test_documents_of_no_authority_are_related_but_none_comes_before_another() -> None:
    mentions = (Mention(0, (0, 1), f"{ID}theme/adoption", "adoption", "preferred-label"),)
    reports = [replace(report("sif", end, None), mentions=mentions) for end in ("2014-03-14", "2016-06-30")]
    made = corpus(reports)
    vectors = Vectors(np.ones((2, 4)), np.ones((2, 4)), np.arange(2))
    found = links(made, UNATTRIBUTED, [0, 1], vectors, "digest")
    assert (found.previous_inspections, found.replaced_reports, found.responses) == ({}, {}, ())
    one, other = (passage.iri for passage in made.passages)
    assert found.related == {one: (other,), other: (one,)}


def test_the_inspections_of_the_sample_follow_one_another(sample: Store) -> None:
    found = sample.links["northmere"]
    northmere = f"{ID}document/northmere"
    assert found.previous_inspections == {
        f"{northmere}/monitoring-visit/2018-07-09/inspection": f"{northmere}/sif/2016-11-28/inspection",
        f"{northmere}/ilacs-standard/2019-11-15/inspection": f"{northmere}/monitoring-visit/2018-07-09/inspection",
        f"{northmere}/focused-visit/2021-11-23/inspection": f"{northmere}/ilacs-standard/2019-11-15/inspection",
    }
    assert found.replaced_reports == {f"{northmere}/ilacs-standard/2019-11-15": f"{northmere}/sif/2016-11-28"}
