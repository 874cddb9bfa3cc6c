"""Grades: each inspection's, by area, with the framework; comparable only on one scale."""

from __future__ import annotations

from ingest.annotation.grade import GRADES
from ingest.document import Document, Judgement
from ingest.identity.date import in_words
from ontology.competency import bound
from ontology.vocabulary import ID, vocabulary
from qa_service.compose.draft import Context, Draft, Quote, ranked
from qa_service.compose.judgement_area import areas_asked, is_higher, rows_of_grade
from qa_service.question import Question
from qa_service.retrieval import is_of

EXPLAINING = 4
"""How many passages that say in words what the grades rest on stand before all others."""


def compose_judgement(context: Context) -> Draft:
    """State every grade asked for, quote where each is printed, and say where two are not comparable."""
    found = grades_asked_for(context)
    if not found:
        return Draft(refusal=_nothing_graded(context), rows=ranked(context), kind="judgement")
    corpus = context.store.corpus
    refusal = _false_premise(context, found)
    rows, explaining = _rows(context, found)
    lead = [_statement(corpus.documents[number], judgement) for number, judgement in found]
    lead += [*_movements(context, found), *not_comparable(context, found)]
    documents = [corpus.iris[number] for number in dict.fromkeys(number for number, _ in found)]
    sparql = bound("judgements", document=documents, area=dict.fromkeys(judgement.area for _, judgement in found))
    evidence = ranked(context, [*rows, *explaining])
    quotes = [Quote(row, (0, len(context.passage(row).text))) for row in rows]
    quotes += [context.quote(row) for row in evidence if row not in rows][:4]
    return Draft(tuple(lead), tuple(quotes), evidence, sparql, refusal, "judgement")


def _rows(context: Context, found: list[tuple[int, Judgement]]) -> tuple[list[int], list[int]]:
    """The rows in which the grades are printed, and the best of those that say in words what they rest on."""
    first = [context.store.corpus.row_at[number, judgement.paragraph] for number, judgement in found]
    of_each = [rows_of_grade(context, number, judgement) for number, judgement in found]
    printed = dict.fromkeys([*first, *(row for rows, _ in of_each for row in rows)])
    said = {row for _, rows in of_each for row in rows if row not in printed}
    return list(printed), [row for row in context.order if row in said][: max(EXPLAINING, len(found))]


def grades_asked_for(context: Context) -> list[tuple[int, Judgement]]:
    """The judgements of the areas asked for (overall, if none is) in the documents and periods asked for, with their document."""
    question = context.question
    documents = context.store.corpus.documents
    areas = areas_asked(context)
    found = [(i, judgement) for i in context.scope for judgement in documents[i].judgements if judgement.area in areas]
    if question.periods:
        return [
            (i, judgement)
            for i, judgement in found
            if any(is_of(documents[i], period, roughly=True) for period in question.periods)
        ]
    if found and (question.latest or question.first):
        wanted = found[-1 if question.latest else 0][0]
        return [(i, judgement) for i, judgement in found if i == wanted]
    return found


def grades_named(question: Question) -> tuple[str, ...]:
    """The keys of the grades that the question names, by their own words or by others that the vocabulary has for them."""
    by_theme = {f"{ID}theme/{grade}-judgement": grade for grade in dict.fromkeys(GRADES.values())}
    return question.grades or tuple(by_theme[found.iri] for found in question.themes if found.iri in by_theme)


def _statement(document: Document, judgement: Judgement) -> str:
    known = vocabulary()
    where = f"{known.label(document.authority)}, " if document.authority else ""
    framework = f" ({known.label(document.framework)})" if document.framework else ""
    return f"{where}{in_words(document.date)}, {known.label(judgement.area)}: {judgement.grade.replace('-', ' ')}{framework}."


def _movements(context: Context, found: list[tuple[int, Judgement]]) -> list[str]:
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


def _false_premise(context: Context, found: list[tuple[int, Judgement]]) -> str:
    """Why the question cannot be answered as asked, where it takes for granted a grade that was not given."""
    asserted = set(context.question.grades)
    given = {judgement.grade for _, judgement in found}
    if not asserted or not _takes_for_granted(context.question.text) or asserted & given:
        return ""
    statements = " ".join(_statement(context.store.corpus.documents[number], judgement) for number, judgement in found)
    wrong = " or ".join(sorted(grade.replace("-", " ") for grade in asserted))
    return f"The documents give no grade of {wrong} here. {statements}"


def _takes_for_granted(text: str) -> bool:
    return text.lower().startswith(("why", "how come", "what led", "what made", "explain why"))


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
