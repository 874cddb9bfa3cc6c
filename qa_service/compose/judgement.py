"""Grades: each inspection's, by area, with the framework; comparable only on one scale."""

from __future__ import annotations

import re

from ingest.annotation.grade import GRADES
from ingest.document import Document, Judgement
from ingest.identity.date import in_words
from ontology.competency import bound
from ontology.vocabulary import ID, vocabulary
from qa_service.compose.draft import BEST_PARAGRAPH, Context, Draft, Quote, in_order_of_date, ranked
from qa_service.compose.earlier_inspection import compose_earlier_inspection
from qa_service.compose.judgement_area import areas_asked, is_higher, rows_of_grade, rows_of_subject
from qa_service.occasion import documents_asked_for
from qa_service.question import Question

_WHY = re.compile(r"\bwhy\b|\bhow come\b|\breasons?\b|\bgrounds\b|\bwhat (?:led|made|explains)\b", re.I)
GROUNDS = 8
"""So many findings on the area follow where the question asks why."""
EXPLAINING = 4
"""How many passages that say in words what the grades rest on stand before all others."""


def compose_judgement(context: Context) -> Draft:
    """State every grade asked for, quote where each is printed, and say where two are not comparable.

    Of an inspection without a report here, quote what later reports say.
    """
    earlier = compose_earlier_inspection(context)
    if earlier is not None:
        return earlier
    found = grades_asked_for(context)
    if not found:
        return Draft(refusal=_nothing_graded(context), rows=ranked(context), kind="judgement")
    corpus = context.store.corpus
    rows, explaining = _rows(context, found)
    lead = [statement(corpus.documents[number], judgement) for number, judgement in found]
    lead += [*movements(context, found), *not_comparable(context, found)]
    documents = [corpus.iris[number] for number in dict.fromkeys(number for number, _ in found)]
    sparql = bound("judgements", document=documents, area=dict.fromkeys(judgement.area for _, judgement in found))
    evidence = ranked(context, [*rows, *explaining])
    quotes = [Quote(row, (0, len(context.passage(row).text))) for row in rows]
    quotes += [_ground(context, row) for row in explaining]
    return Draft(tuple(lead), tuple(in_order_of_date(context, quotes)), evidence, sparql, kind="judgement")


def _rows(context: Context, found: list[tuple[int, Judgement]]) -> tuple[list[int], list[int]]:
    """The rows in which the grades are printed, and the best of those that say in words what they rest on."""
    first = [context.store.corpus.row_at[number, judgement.paragraph] for number, judgement in found]
    of_each = [rows_of_grade(context, number, judgement) for number, judgement in found]
    printed = dict.fromkeys([*first, *(row for rows, _ in of_each for row in rows)])
    said = {row for _, rows in of_each for row in rows if row not in printed}
    explaining = [row for row in context.order if row in said][: max(EXPLAINING, len(found))]
    if _WHY.search(context.question.text):
        about = {row for number, judgement in found for row in rows_of_subject(context, number, judgement.area)}
        explaining += [row for row in context.order if row in about - {*printed, *explaining}][:GROUNDS]
    return list(printed), explaining


def _ground(context: Context, row: int) -> Quote:
    """What a passage says that a grade rests on: the whole of it, unless it is long."""
    length = len(context.passage(row).text)
    return Quote(row, (0, length)) if length <= BEST_PARAGRAPH else context.quote(row)


def grades_asked_for(context: Context) -> list[tuple[int, Judgement]]:
    """The judgements of the areas asked for (overall, if none is) in the documents and periods asked for, with their document."""
    question = context.question
    documents = context.store.corpus.documents
    areas = areas_asked(context)
    found = [(i, judgement) for i in context.scope for judgement in documents[i].judgements if judgement.area in areas]
    if question.periods or question.occasions:
        asked = documents_asked_for(documents, question)
        return [(i, judgement) for i, judgement in found if i in asked]
    return found


def grades_named(question: Question) -> tuple[str, ...]:
    """The keys of the grades that the question names, by their own words or by others that the vocabulary has for them."""
    by_theme = {f"{ID}theme/{grade}-judgement": grade for grade in dict.fromkeys(GRADES.values())}
    return question.grades or tuple(by_theme[found.iri] for found in question.themes if found.iri in by_theme)


def statement(document: Document, judgement: Judgement) -> str:
    """A grade in words: of which authority, when, of what area, under which framework."""
    known = vocabulary()
    where = f"{known.label(document.authority)}, " if document.authority else ""
    framework = f" ({known.label(document.framework)})" if document.framework else ""
    return f"{where}{in_words(document.date)}, {known.label(judgement.area)}: {judgement.grade.replace('-', ' ')}{framework}."


def movements(context: Context, found: list[tuple[int, Judgement]]) -> list[str]:
    """How each grade compares with the one before it of the same authority and area, where both are on one scale."""
    known, documents = vocabulary(), context.store.corpus.documents
    statements = []
    before: dict[tuple[str | None, str, str | None], tuple[Document, Judgement]] = {}
    for number, judgement in found:
        document = documents[number]
        key = (document.authority, judgement.area, document.framework)
        if key in before:
            earlier, old = before[key]
            new = judgement.grade
            way = "the same as" if new == old.grade else "higher than" if is_higher(new, old.grade) else "lower than"
            statements.append(
                f"{known.label(document.authority)}, {known.label(judgement.area)}: {new.replace('-', ' ')}"
                f" ({in_words(document.date)}) is {way} {old.grade.replace('-', ' ')} ({in_words(earlier.date)}),"
                " on the same scale."
            )
        before[key] = (document, judgement)
    return statements


def not_comparable(context: Context, found: list[tuple[int, Judgement]]) -> list[str]:
    """A warning where the grades found were given under different frameworks."""
    frameworks = {context.store.corpus.documents[number].framework for number, _ in found}
    if len(frameworks) < 2:
        return []
    return ["The grades were given under different inspection frameworks and are not directly comparable."]


def _nothing_graded(context: Context) -> str:
    periods = ", ".join(period.words for period in context.question.periods)
    when = f" for {periods}" if periods else ""
    inspected = [
        in_words(context.store.corpus.documents[i].date)
        for i in context.scope
        if context.store.corpus.documents[i].judgements
    ]
    there = (
        f" Grades are printed in the reports of {'; '.join(inspected)}."
        if inspected
        else " None of them is a graded inspection report."
    )
    return f"No grade{when} is printed in these documents.{there}"
