"""The documents of a question's times: of the authorities that it names, each by itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from graph.store import Store
from ingest.document import Document
from ontology.vocabulary import ID
from qa_service.occasion import documents_asked_for
from qa_service.question import Question, understand

Asked = Callable[[str], list[str]]
REPORTS = (
    ("leeds", "sif", "2015-03-27"),
    ("leeds", "ilacs-standard", "2018-11-09"),
    ("leeds", "focused-visit", "2021-07-26"),
    ("kent", "sif", "2017-06-13"),
    ("kent", "ilacs-standard", "2022-05-20"),
)


@pytest.fixture(scope="module")
def documents(sample: Store) -> list[Document]:
    """Reports of two authorities, made of one of the sample by changing authority, kind and dates."""
    return [
        replace(
            sample.corpus.documents[0],
            authority=f"{ID}authority/{authority}",
            kind=kind,
            date=date,
            inspection_start=None,
            inspection_end=None,
        )
        for authority, kind, date in REPORTS
    ]


@pytest.fixture(scope="module")
def asked(sample: Store, documents: list[Document]) -> Asked:
    def dates(text: str) -> list[str]:
        question: Question = understand(text, (), sample.corpus, sample.lexical.terms)
        return [REPORTS[number][2] for number in sorted(documents_asked_for(documents, question))]

    return dates


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("caseloads in Leeds", []),
        ("caseloads in Leeds in 2018", ["2018-11-09"]),
        ("the latest report on Leeds", ["2021-07-26"]),
        ("the latest inspection of Leeds", ["2018-11-09"]),
        ("the last focused visit to Leeds", ["2021-07-26"]),
        ("what overall grade was Leeds given in its latest report", ["2018-11-09"]),
        ("the first inspection of Leeds", ["2015-03-27"]),
        ("the previous inspection of Leeds", ["2015-03-27"]),
        ("the latest inspections", ["2018-11-09", "2022-05-20"]),
        ("caseloads in Leeds since 2018", ["2018-11-09", "2021-07-26"]),
        ("caseloads in Leeds between the 2015 inspection and the 2018 one", ["2015-03-27", "2018-11-09"]),
    ],
)
def test_the_times_of_an_authority(asked: Asked, text: str, dates: list[str]) -> None:
    assert asked(text) == dates


@pytest.mark.parametrize(
    "text", ["children in care in Leeds at the end of December 2014", "children in care in Leeds, 2013-14"]
)
def test_what_happened_in_a_period_is_looked_for_in_the_next_report_of_the_authority(asked: Asked, text: str) -> None:
    assert asked(text) == ["2015-03-27"]


def test_what_happened_long_before_a_report_is_not_looked_for_in_it(asked: Asked) -> None:
    assert asked("children in care in Leeds, 2011-12") == []


def test_a_report_of_a_year_without_one_is_no_other_report(asked: Asked) -> None:
    assert asked("the 2017 inspection of Leeds") == []
    assert asked("the 2017 inspection of Kent") == ["2017-06-13"]


def test_each_of_several_periods_is_looked_for_by_itself(asked: Asked) -> None:
    assert asked("compare Leeds in 2015 with October 2018") == ["2015-03-27", "2018-11-09"]
