"""Which areas of judgement a question is about, and which passages of a report speak of the grade of one."""

from __future__ import annotations

import re
from functools import cache

from ingest.annotation.grade import GRADES
from ingest.document import Document, Judgement
from ontology.label import LabelIndex, stems
from ontology.vocabulary import ID, Concept, vocabulary
from qa_service.compose.draft import Context

OVERALL = f"{ID}area/overall"
_ALL_AREAS = re.compile(r"\b(?:areas?|aspects?|sub-?judge?ments|judge?ments|grades|ratings)\b(?! of )", re.I)
"""Words that ask for the grades of all areas, where no area is named."""
_GENERIC = frozenset(stems("the experiences and progress of performance a an"))
"""Stems of the names of areas that say nothing of their subject."""
OPENING = 2
"""So many findings after a heading with a grade say what it rests on."""
_ORDER = list(dict.fromkeys(GRADES.values()))


def areas_asked(context: Context) -> tuple[str, ...]:
    """The areas that the question names, by their own names or by that of their subject; else all, or overall effectiveness."""
    named = areas_named(context)
    if named:
        return named
    return tuple(vocabulary().areas) if _ALL_AREAS.search(context.question.text) else (OVERALL,)


def areas_named(context: Context) -> tuple[str, ...]:
    """The areas that the question names, by their own names or by that of their subject; none, if it names none."""
    question = context.question
    named = {found.iri for found in (*question.themes, *question.actors)}
    return question.areas or tuple(iri for iri, area in vocabulary().areas.items() if named & _concepts_of(area))


def areas_of_subject(context: Context) -> tuple[str, ...]:
    """The areas that are what the question is chiefly about: none where it is about something narrower, such as homes of care leavers."""
    areas = areas_named(context)
    labels = {label for iri in areas for label in vocabulary().areas[iri].labels + vocabulary().areas[iri].hidden}
    named = [
        _subject(found.words)
        for found in (*context.question.themes, *context.question.actors)
        if found.iri in context.main_concepts
    ]
    return areas if all(any(words <= _subject(label) for label in labels) for words in named) else ()


def is_higher(grade: str, other: str) -> bool:
    """Whether a grade is the higher of two on one scale."""
    return _ORDER.index(grade) < _ORDER.index(other)


def rows_of_grade(context: Context, number: int, judgement: Judgement) -> tuple[list[int], list[int]]:
    """The rows of a report that list or head the grade of an area, and those that say in words what it rests on."""
    corpus = context.store.corpus
    document = corpus.documents[number]
    rows = corpus.rows_of_document[number]
    printed = [
        row
        for row in rows
        if context.passage(row).paragraph.role == "judgement" and _is_about(context, row, judgement.area)
    ]
    after = {index + step for index in _headings(document, judgement) for step in range(1, OPENING + 1)}
    said = [
        row
        for row in rows
        if row not in printed
        and context.passage(row).paragraph.role == "finding"
        and (context.passage(row).index in after or _says_grade(context, row, judgement))
    ]
    return printed, said


def rows_of_subject(context: Context, number: int, area: str) -> list[int]:
    """The findings of a report that mention what an area is about; none for overall effectiveness, which is about all."""
    corpus = context.store.corpus
    about = {row for iri in _concepts_of(vocabulary().areas[area]) for row in corpus.rows_of_concept.get(iri, ())}
    return [
        row
        for row in corpus.rows_of_document[number]
        if row in about and context.passage(row).paragraph.role == "finding"
    ]


def _headings(document: Document, judgement: Judgement) -> set[int]:
    """Where the grade stands as a heading of its section; of overall effectiveness, where all grades are listed."""
    named = {
        index
        for index, paragraph in enumerate(document.paragraphs)
        if paragraph.role == "judgement" and len(paragraph.text) < 200 and _names(paragraph.text, judgement.area)
    }
    listed = [index for index, paragraph in enumerate(document.paragraphs) if paragraph.role == "judgement"]
    return named or (set(listed[:OPENING]) if judgement.area == OVERALL else set())


def _is_about(context: Context, row: int, area: str) -> bool:
    """Whether a passage with grades lists that of an area; all that list several do of overall effectiveness."""
    text = context.passage(row).text
    return _names(text, area) or (area == OVERALL and len(_area_index().find(text)) > 1)


def _says_grade(context: Context, row: int, judgement: Judgement) -> bool:
    """Whether a sentence of a passage gives the area and the grade."""
    passage = context.passage(row)
    sentences = (passage.text[slice(*span)] for span in passage.sentences)
    return any(_grade(judgement.grade).search(text) and _names(text, judgement.area) for text in sentences)


def _names(text: str, area: str) -> bool:
    return any(match.concept == area for match in _area_index().find(text))


@cache
def _grade(key: str) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(words for words, grade in GRADES.items() if grade == key) + r")\b", re.I)


@cache
def _area_index() -> LabelIndex:
    areas = vocabulary().areas.values()
    return LabelIndex((label, area.iri) for area in areas for label in (*area.labels, *area.hidden))


@cache
def _concepts_of(area: Concept) -> frozenset[str]:
    """The themes and actors that are what an area is about: "adoption" of "adoption performance"."""
    subjects = {_subject(label) for label in (*area.labels, *area.hidden)} - {frozenset()}
    known = vocabulary()
    return frozenset(
        concept.iri
        for concepts in (known.themes, known.actors)
        for concept in concepts.values()
        if _subject(concept.label) in subjects
    )


def _subject(label: str) -> frozenset[str]:
    return frozenset(stems(label)) - _GENERIC
