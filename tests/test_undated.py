"""A document that prints no date is dated from another that dates what it reports on, and never from a mere bound."""

from __future__ import annotations

from dataclasses import replace

import pytest
from reports import identified
from tiny import document

from graph.store import Store
from ingest.document import Document
from ingest.identity.undated import date_undated
from ontology.vocabulary import ID

NORTHMERE = f"{ID}authority/northmere"


def news(visit: int | None = 4, authority: str = NORTHMERE) -> Document:
    return document(source="news.txt", kind="news", authority=authority, visit_number=visit)


def paper(sentence: str, date: str | None = "2019-11-18", authority: str = NORTHMERE) -> Document:
    return document(sentence, kind="cabinet-report", authority=authority, date=date)


def dated(*documents: Document) -> tuple[str | None, str | None]:
    """The date and its basis of the one news item among `documents`."""
    [found] = [document for document in date_undated(documents) if document.kind == "news"]
    return found.date, found.date_basis


@pytest.mark.parametrize(
    ("sentence", "year"),
    [
        ("Much has changed since the 4th monitoring visit a year ago.", "2018"),
        ("Much has changed since the fourth monitoring visit, two years ago.", "2017"),
        ("Much has changed since the FOURTH Monitoring Visit (3 years ago).", "2016"),
        ("Much has changed since the 4th monitoring visit 10 months ago.", "2019"),
        ("Much has changed since the 4th monitoring visit 11 months ago.", "2018"),
        ("The fourth monitoring visit in October 2018 went well.", "2018"),
        ("The fourth monitoring visit, held on 16 October 2018, went well.", "2018"),
        ("The 4th monitoring visit took place in 2018.", "2018"),
        ("The 4th monitoring visit was carried out on 16 October 2018.", "2018"),
    ],
)
def test_a_news_item_has_the_year_that_another_document_gives_to_its_visit(sentence: str, year: str) -> None:
    assert dated(news(), paper(sentence)) == (year, "worked-out")


@pytest.mark.parametrize(
    "sentence",
    [
        "When I took over in January 2019, Ofsted had completed their 4th monitoring visit.",
        "By May 2019 there had been a fourth monitoring visit.",
        "The fourth monitoring visit found more than was known in 2017.",
        "The fourth monitoring visit came after the inspection of 2017.",
        "Since the fourth monitoring visit, which some years ago was feared, much has changed.",
        "There was a fourth monitoring visit. It was a year ago that the chair left.",
        "Nothing is said of the visit of October 2018.",
    ],
)
def test_a_mere_bound_or_another_date_in_the_sentence_gives_no_date(sentence: str) -> None:
    assert dated(news(), paper(sentence)) == (None, None)


@pytest.mark.parametrize(
    "sentence",
    [
        "Since the third monitoring visit a year ago.",
        "Since the 14th monitoring visit a year ago.",
        "Since the 40th monitoring visit a year ago.",
        "Since the fourth visit a year ago.",
    ],
)
def test_another_visit_gives_no_date(sentence: str) -> None:
    assert dated(news(), paper(sentence)) == (None, None)


def test_a_paper_of_another_authority_gives_no_date() -> None:
    assert dated(news(), paper("Since the 4th monitoring visit a year ago.", authority=f"{ID}authority/croydon")) == (
        None,
        None,
    )


def test_a_paper_that_is_itself_undated_gives_no_date() -> None:
    assert dated(news(), paper("Since the 4th monitoring visit a year ago.", date=None)) == (None, None)


def test_a_year_ago_means_nothing_in_a_paper_known_only_to_the_year() -> None:
    assert dated(news(), paper("Since the 4th monitoring visit a year ago.", date="2019")) == (None, None)


def test_a_document_that_reports_on_no_numbered_visit_stays_undated() -> None:
    assert dated(news(visit=None), paper("Since the 4th monitoring visit a year ago.")) == (None, None)


def test_a_document_that_prints_its_date_keeps_it() -> None:
    letter = document(
        source="letter.txt",
        kind="monitoring-visit",
        authority=NORTHMERE,
        date="2018-10-30",
        date_basis="published",
        visit_number=4,
    )
    found = date_undated([letter, paper("Since the 4th monitoring visit two years ago.")])
    assert [(document.date, document.date_basis) for document in found if document.kind == "monitoring-visit"] == [
        ("2018-10-30", "published")
    ]


def test_the_earliest_document_that_gives_a_date_decides() -> None:
    assert dated(
        news(),
        paper("The 4th monitoring visit in 2018 went well."),
        paper("The 4th monitoring visit in 2017 went well.", date="2020-10-13"),
    ) == ("2018", "worked-out")


def test_the_dated_item_takes_its_place_in_the_order_of_dates() -> None:
    found = date_undated(
        [paper("Since the 4th monitoring visit a year ago."), paper("Nothing.", date="2020-01-01"), news()]
    )
    assert [document.date for document in found] == ["2018", "2019-11-18", "2020-01-01"]


def test_an_undated_document_comes_last() -> None:
    assert [document.date for document in date_undated([news(), paper("Nothing.")])] == ["2019-11-18", None]


def test_a_news_item_knows_its_visit_from_its_own_words() -> None:
    text = """Ofsted: Northmere is making progress

Children's services of Northmere County Council are making progress in improving their services, Ofsted has stated.

However, in the fourth monitoring visit of the authority since it was rated as inadequate, inspectors warned that leaders do not act at a pace that meets the needs of children.

"They are aware of the work that is still required," said the report.
"""
    item = identified(text)
    assert (item.kind, item.visit_number, item.date) == ("news", 4, None)
    assert dated(item, paper("Much has changed since the 4th monitoring visit a year ago.")) == (
        "2018",
        "worked-out",
    )


def test_the_croydon_news_item_is_dated_from_the_paper_of_2019_and_the_doubt_is_reported(croydon: Store) -> None:
    [item] = [document for document in croydon.corpus.documents if document.kind == "news"]
    assert (item.date, item.date_basis, item.published) == ("2018", "worked-out", None)
    [problem] = [problem for problem in croydon.problems if problem.code == "date-worked-out"]
    assert (problem.source, problem.severity) == (item.source, "note")
    assert "2018" in problem.message


@pytest.mark.parametrize(
    ("name", "date"),
    [
        ("letter-2019-03-05.docx", "2019-03-05"),
        ("folder 2014/Monitoring visit 23 august 2013.pdf", "2013-08-23"),
        ("focused_visit_12_march_2021_final.html", "2021-03-12"),
        ("visit-March-2020.txt", "2020-03"),
        ("report 05.11.2018.pdf", "2018-11-05"),
        ("strategy-2019.pdf", "2019"),
        ("strategy-2019-2021.pdf", None),
        ("50251234.pdf", None),
        ("2019-03-05 letter of 7 March 2019.pdf", None),
        ("letter-2019-13-45.txt", None),
    ],
)
def test_a_document_that_prints_no_date_has_the_one_date_in_its_file_name(name: str, date: str | None) -> None:
    [item] = date_undated([replace(news(None), source=name)])
    assert (item.date, item.date_basis) == (date, date and "file-name")


def test_the_date_in_a_file_name_gives_way_to_any_other() -> None:
    named = replace(news(), source="news-2015-01-01.txt")
    sentence = "The 4th monitoring visit took place in 2018."
    assert dated(named, paper(sentence)) == ("2018", "worked-out")
    assert dated(replace(news(), source=named.source, date="2020", date_basis="published")) == ("2020", "published")


def test_the_date_in_the_name_of_a_file_of_several_documents_is_of_none_of_them() -> None:
    assert dated(replace(news(None), source="2019-03-05.txt", part="2")) == (None, None)
