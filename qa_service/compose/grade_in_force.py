"""The grade that an authority had at the time of a document, as an inspection printed it by then."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from graph.succession import is_before
from ingest.identity.kind import INSPECTIONS
from ontology.competency import bound
from qa_service.compose.draft import Context, Graded
from qa_service.compose.judgement_area import OVERALL, areas_named

QUERY = "grades in force"


def grades_in_force(context: Context, numbers: Iterable[int]) -> dict[int, Graded]:
    """The grade in force at the date of each of the documents `numbers`, with the document that prints it.

    It is that of the last inspection that was out by then: for the area asked about, if that inspection graded it, else
    for overall effectiveness. A document without date or authority, or older than every graded inspection, has none.
    """
    areas = (*areas_named(context), OVERALL)
    documents = context.store.corpus.documents
    by_authority: dict[str | None, list[Graded]] = defaultdict(list)
    for number, judgement in _graded(context, areas):
        by_authority[documents[number].authority].append((number, judgement))
    found = {}
    for number in sorted(set(numbers)):
        given = by_authority[documents[number].authority]
        out = [item for item in given if _was_out(_date(context, item[0]), _date(context, number))]
        if out:
            latest = _date(context, out[-1][0])
            of_latest = [item for item in out if _date(context, item[0]) == latest]
            found[number] = min(of_latest, key=lambda item: areas.index(item[1].area))
    return found


def grades_sparql(context: Context, grades: Iterable[Graded]) -> dict[str, str]:
    """The query for all grades of the same authorities and areas, in order of date; none where no grade is in force."""
    documents = context.store.corpus.documents
    places = {documents[number].authority for number, _ in grades}
    every = [
        item for item in _graded(context, (*areas_named(context), OVERALL)) if documents[item[0]].authority in places
    ]
    if not every:
        return {}
    iris = dict.fromkeys(context.store.corpus.iris[number] for number, _ in every)
    return {QUERY: bound("judgements", document=iris, area=sorted({judgement.area for _, judgement in every}))}


def printed_at(context: Context, graded: Graded) -> int:
    """The row of the passage that prints a grade."""
    number, judgement = graded
    return context.store.corpus.row_at[number, judgement.paragraph]


def _graded(context: Context, areas: Iterable[str]) -> list[Graded]:
    """The judgements of `areas` that inspections with a date print, in order of date."""
    wanted = set(areas)
    found = [
        (number, judgement)
        for number, document in enumerate(context.store.corpus.documents)
        if document.kind in INSPECTIONS and document.date and document.authority
        for judgement in document.judgements
        if judgement.area in wanted
    ]
    return sorted(found, key=lambda item: (_date(context, item[0]), item[0]))


def _was_out(inspection: str, date: str) -> bool:
    """Whether what is dated `inspection` is sure to have been published by `date`, each at its precision."""
    return inspection == date or is_before(inspection, date)


def _date(context: Context, number: int) -> str:
    return context.store.corpus.documents[number].date or ""
