"""Which documents a question's periods mean: of a year, reported after it, the latest or the first of each authority."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ingest.document import Document
from ingest.identity.kind import INSPECTIONS, OFSTED_REPORTS
from qa_service.period import Period, of_inspections

if TYPE_CHECKING:
    from qa_service.question import Question

FIGURES_WITHIN_MONTHS = 18
"""What happened in a period may be told by the next report of the authority, if that comes within so many months."""


def is_of(document: Document, period: Period, roughly: bool) -> bool:
    """Whether a document is of a period: published in it, or about days on site in it."""
    dates = (document.date, document.inspection_start, document.inspection_end)
    return any(period.covers(date, roughly) for date in dates)


def documents_asked_for(documents: Sequence[Document], question: Question) -> frozenset[int]:
    """The numbers of the documents of the times that the question names; empty if it names none, or none fits.

    Each authority that it names is looked at by itself, so that "the latest" is the latest of each, and what happened in
    a year is looked for in the next report of that authority.
    """
    groups = _by_authority(documents, question)
    if question.occasions:
        return frozenset(number for group in groups for number in _by_order(documents, question, group))
    of_each = bool(set(question.authorities) & {document.authority for document in documents})
    if not of_each:
        groups = [range(len(documents))]
    national = [i for i, document in enumerate(documents) if document.authority is None]
    return frozenset(
        number
        for period in question.periods
        for numbers in (
            *(_of_period(documents, group, period, of_each) for group in groups),
            [number for number in national if is_of(documents[number], period, roughly=False)],
        )
        for number in numbers
    )


def neighbour(documents: Sequence[Document], question: Question, step: int) -> Period | None:
    """The date of the authority's next report (step 1), or the one before (-1), after those that `question` is about."""
    asked = documents_asked_for(documents, question)
    for group in _by_authority(documents, question):
        dated = [documents[number].date or "" for number in _reports(documents, question, group)]
        here = [documents[number].date or "" for number in asked if number in set(group)]
        if here:
            there = (
                [date for date in dated if date > max(here)] if step > 0 else [d for d in dated if d < min(here)][::-1]
            )
            return Period(there[0], there[0], there[0], of_report=True) if there else None
    return None


def started(documents: Sequence[Document], question: Question) -> str | None:
    """The date from which "two years later" counts: that which the question names, or that of the document it means."""
    named = [period.start for period in question.periods if period.start]
    dates = (documents[number].date for number in documents_asked_for(documents, question))
    return named[0] if named else min((date for date in dates if date), default=None)


def _by_authority(documents: Sequence[Document], question: Question) -> list[Sequence[int]]:
    """The numbers of the documents of each authority that is asked about (all, if none is), in order of date."""
    present = {document.authority for document in documents if document.authority}
    authorities = sorted(present & set(question.authorities) or present)
    return [[i for i, document in enumerate(documents) if document.authority == iri] for iri in authorities]


def _reports(documents: Sequence[Document], question: Question, group: Iterable[int]) -> list[int]:
    """The dated reports of a group that a question for "the latest" may mean, oldest first: of the kind that it names."""
    graded = question.kind == "judgement" or of_inspections(question.text)
    reports = [number for number in group if documents[number].date and documents[number].kind in OFSTED_REPORTS]
    choices = (
        [number for number in reports if documents[number].kind in question.document_kinds],
        [number for number in reports if graded and documents[number].kind in INSPECTIONS],
        reports,
    )
    chosen = next((choice for choice in choices if choice), [])
    return sorted(chosen, key=lambda number: documents[number].date or "")


def _by_order(documents: Sequence[Document], question: Question, group: Sequence[int]) -> list[int]:
    reports = _reports(documents, question, group)
    dates = sorted({documents[number].date or "" for number in reports})
    wanted = {dates[place] for place in question.occasions if -len(dates) <= place < len(dates)}
    return [number for number in reports if documents[number].date in wanted]


def _of_period(documents: Sequence[Document], group: Sequence[int], period: Period, of_one: bool) -> list[int]:
    """The documents of a group that are of a period; if none is, those that report what happened in it."""
    for roughly in (False, True):
        fitting = [number for number in group if is_of(documents[number], period, roughly)]
        if fitting:
            return fitting
    if period.end is None or (period.of_report and len(period.end) == 4):
        return []
    reported = [number for number in group if is_of(documents[number], period.widened(), roughly=True)]
    if reported or period.of_report or not of_one:
        return reported
    return _next_report(documents, group, period)


def _next_report(documents: Sequence[Document], group: Sequence[int], period: Period) -> list[int]:
    """The first report after a period, if it comes within `FIGURES_WITHIN_MONTHS`."""
    end = str(period.end)
    later = [number for number in group if (documents[number].date or "")[: len(end)] > end]
    first = min(later, key=lambda number: documents[number].date or "", default=None)
    if first is None or _months(documents[first].date or "") - _months(end) > FIGURES_WITHIN_MONTHS:
        return []
    return [number for number in later if documents[number].date == documents[first].date]


def _months(iso: str) -> int:
    return int(iso[:4]) * 12 + int(iso[5:7] or "12")
