"""How something moved over time, which is never guessed: only what grades, sentences or recommendations themselves tell.

The first of these that tells something is taken: two grades of one area; sentences that compare with an earlier time; a
recommendation that a later document repeats or reports as done. Nothing is concluded from two passages side by side.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

from ingest.document import Span
from ontology.competency import bound
from qa_service.comparative import asks_for_direction, compares, reports_as_done
from qa_service.compose.draft import Context, Direction, Graded, Quote, in_order_of_date
from qa_service.compose.judgement import movements, not_comparable, statement
from qa_service.compose.judgement_area import areas_of_subject
from qa_service.compose.mentions import passages_sparql
from qa_service.compose.recommendation import ROLES, answered_by
from qa_service.wording import plural

NOTHING_COMPARES = "No document compares this with an earlier time; what follows are quotations only."


def direction(context: Context, documents: Collection[int], rows: Iterable[int]) -> Direction | None:
    """What tells how the subject of the question moved over `documents`. rows: the evidence of the answer.

    None where nothing tells it and the question does not ask for it.
    """
    told = (
        _by_grades(context, documents)
        or _by_comparing_sentences(context, documents, rows)
        or _by_recommendations(context, documents)
    )
    if told is None and asks_for_direction(context.question.text):
        return Direction((NOTHING_COMPARES,))
    return told


def _by_grades(context: Context, documents: Collection[int]) -> Direction | None:
    """The grades of the area that the question is about, at two dates or more of one authority."""
    corpus, areas = context.store.corpus, areas_of_subject(context)
    found: list[Graded] = [
        (number, judgement)
        for number in sorted(documents, key=lambda number: (corpus.documents[number].date or "", number))
        for judgement in corpus.documents[number].judgements
        if judgement.area in areas
    ]
    places = {corpus.documents[number].authority for number, _ in found}
    if len(places) != 1 or len({corpus.documents[number].date for number, _ in found}) < 2:
        return None
    lead = [statement(corpus.documents[number], judgement) for number, judgement in found]
    lead += [*movements(context, found), *not_comparable(context, found)]
    rows = dict.fromkeys(corpus.row_at[number, judgement.paragraph] for number, judgement in found)
    iris = dict.fromkeys(corpus.iris[number] for number, _ in found)
    return Direction(
        tuple(lead),
        tuple(Quote(row, (0, len(context.passage(row).text))) for row in rows),
        bound("judgements", document=iris, area=dict.fromkeys(judgement.area for _, judgement in found)),
    )


def _by_comparing_sentences(context: Context, documents: Collection[int], rows: Iterable[int]) -> Direction | None:
    """The sentences on the subject that compare with an earlier time: those of `rows`, or if none does, of all that name it."""
    every = (rows, sorted(context.uses_words))
    found = next(filter(None, (_comparing(context, documents, some) for some in every)), [])
    if not found:
        return None
    lead = f"The text itself compares with an earlier time: {plural(len(found), 'sentence')}."
    sparql = passages_sparql(context, (quote.row for quote in found))
    return Direction((lead,), tuple(in_order_of_date(context, found)), sparql)


def _comparing(context: Context, documents: Collection[int], rows: Iterable[int]) -> list[Quote]:
    return [
        Quote(row, span)
        for row in rows
        if context.passage(row).document in documents
        for span in _sentences_on_subject(context, row, compares)
    ]


def _by_recommendations(context: Context, documents: Collection[int]) -> Direction | None:
    """The recommendations on the subject that a later document repeats, or speaks of as done."""
    asked = [
        row
        for row in sorted(context.uses_words)
        if context.passage(row).document in documents and context.passage(row).paragraph.role in ROLES
    ]
    pairs = [(row, later) for row, later in answered_by(context, asked) if context.passage(later).document in documents]
    recommending = {later for _, later in pairs if context.passage(later).paragraph.role in ROLES}
    repeated = [(row, context.quote(later)) for row, later in pairs if later in recommending & context.uses_words]
    done = [
        (row, Quote(later, span))
        for row, later in pairs
        if later not in recommending
        for span in _sentences_on_subject(context, later, reports_as_done)
    ]
    lead = [
        f"{plural(len(those), 'recommendation')} on this {'is' if len(those) == 1 else 'are'} {what} in a later document."
        for found, what in ((repeated, "repeated"), (done, "spoken of as done"))
        if (those := {row for row, _ in found})
    ]
    if not lead:
        return None
    rows = dict.fromkeys(row for row, _ in (*repeated, *done))
    quotes = dict.fromkeys([*map(context.quote, rows), *(quote for _, quote in (*repeated, *done))])
    sparql = bound("recommendations-responses", asked=[context.passage(row).iri for row in rows])
    return Direction(tuple(lead), tuple(in_order_of_date(context, list(quotes))), sparql)


def _sentences_on_subject(context: Context, row: int, says: Callable[[str], bool]) -> Iterator[Span]:
    """The sentences of a passage that are on the subject of the question and of which `says` holds."""
    text = context.passage(row).text
    for span in context.passage(row).sentences:
        if says(text[slice(*span)]) and context.is_on_subject(row, span):
            yield span
