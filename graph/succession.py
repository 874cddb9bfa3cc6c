"""What came after what at one authority: inspections and visits, and the reports whose grades are in force."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from graph.passage import Corpus
from ingest.document import Document
from ingest.identity.kind import INSPECTIONS, OFSTED_REPORTS

BOARD_REVIEWS = frozenset({"lscb-review"})
FULL_INSPECTIONS = INSPECTIONS - BOARD_REVIEWS


def is_before(date: str, other: str) -> bool:
    """Whether `date` is sure to be before `other`, each at its precision: 2018 is not before June 2018."""
    precision = min(len(date), len(other))
    return date[:precision] < other[:precision]


def previous_inspections(corpus: Corpus, numbers: Sequence[int]) -> dict[str, str]:
    """The inspection or visit before each, among the documents `numbers` of one authority; both by address."""

    def address(number: int) -> str:
        return f"{corpus.iris[number]}/inspection"

    return _each_with_the_one_before(corpus, numbers, OFSTED_REPORTS, address)


def replaced_reports(corpus: Corpus, numbers: Sequence[int]) -> dict[str, str]:
    """The report that each report with grades replaces, among the documents `numbers` of one authority; both by address.

    Grades are in force until the next full inspection; those of a safeguarding board until its next review. Visits and
    letters replace nothing.
    """
    return {
        later: earlier
        for kinds in (FULL_INSPECTIONS, BOARD_REVIEWS)
        for later, earlier in _each_with_the_one_before(corpus, numbers, kinds, corpus.iris.__getitem__).items()
    }


def _each_with_the_one_before(
    corpus: Corpus, numbers: Sequence[int], kinds: Collection[str], address: Callable[[int], str]
) -> dict[str, str]:
    """The last of these kinds that ended before each of them began to end, if there is one.

    Of those that ended on one day, the one that began last counts as the last, then the last by address.
    """
    held = sorted(
        (number for number in numbers if _is_held(corpus.documents[number], kinds)),
        key=lambda number: (*_days(corpus.documents[number]), corpus.iris[number]),
    )
    before: dict[str, str] = {}
    for place, number in enumerate(held):
        end = _days(corpus.documents[number])[0]
        earlier = [other for other in held[:place] if is_before(_days(corpus.documents[other])[0], end)]
        if earlier:
            before[address(number)] = address(earlier[-1])
    return before


def _is_held(document: Document, kinds: Collection[str]) -> bool:
    return document.kind in kinds and document.inspection_end is not None


def _days(document: Document) -> tuple[str, str]:
    """The last day of an inspection and its first, or nothing where it is not known."""
    return document.inspection_end or "", document.inspection_start or ""
