"""Reports that nobody has checked word for word are read without the faults that can be told from the reports themselves."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from benchmarks.audit import Audit, audit, report

EVERY = 20
"""One report in so many is read, so that the test is soon done; `python -m benchmarks.audit` reads all."""


@pytest.fixture(scope="module")
def audited(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Audit:
    """The audit of some of the reports."""
    folder = tmp_path_factory.mktemp("reports")
    reports = sorted(path for path in (shared / "corpus" / "reports").rglob("*") if path.is_file())
    for number, path in enumerate(reports[::EVERY]):
        shutil.copyfile(path, folder / f"{number}{path.suffix}")
    return audit(folder)


@pytest.mark.parametrize(
    "fault",
    [
        "page furniture in a paragraph",
        "paragraph of more than 900 words",
        "gap in the numbers of paragraphs",
        "words of pages not read",
    ],
)
def test_a_fault_is_in_no_report(audited: Audit, fault: str) -> None:
    assert audited.faults.get(fault, []) == [], report(audited)


def test_findings_end_with_their_sentences_but_for_a_few_that_were_printed_so(audited: Audit) -> None:
    assert len(audited.faults.get("finding without an end of sentence", [])) <= 0.002 * audited.counts["paragraphs"], (
        report(audited)
    )


def test_next_to_all_words_of_the_pages_are_in_the_store(audited: Audit) -> None:
    """What is not shown are tables of contents."""
    words = audited.words
    assert words["read"] > 0.999 * words["on pages"]
    assert words["shown"] > 0.995 * words["on pages"]
