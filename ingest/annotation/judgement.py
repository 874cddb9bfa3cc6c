"""Reads the grades of an inspection report, each by its label, from tables, headings and sentences."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise

from ingest.annotation.grade import GRADES, grade_of
from ingest.document import Document, Judgement, Paragraph, Problem
from ingest.identity.kind import INSPECTIONS
from ingest.normalisation import normalise
from ontology.vocabulary import vocabulary

_GRADE = "|".join(sorted(map(re.escape, GRADES), key=len, reverse=True))
_ROW = re.compile(rf"^(?P<label>.+?)[\s:]+(?P<grade>{_GRADE})\.?$", re.I)
_SENTENCE = re.compile(
    rf"^(?P<label>.+?)\s+(?:(?:is|are)\s+(?:that (?:it|they) (?:is |are )?)?|(?=requires? ))(?P<grade>{_GRADE})\.?$",
    re.I,
)
_OVERALL = re.compile(
    r"(?:the )?overall judge?ment"
    r"|the overall judge?ment is that (?:the )?children['’]s (?:social care )?services(?: in .+)?"
    r"|(?:the )?children['’]s (?:social care )?services in .+",
    re.I,
)
NOT_JUDGED = "not-judged"
"""Printed where an area has no grade: that is no judgement."""
_NUMBERING = re.compile(
    r"^(?:\d+(?:\.\d+)*\.?\s+|the\s+|(?:graded |overall )?judge?ment (?:about|for|of|on) |effectiveness of (?=(?:the )?local safe))+",
    re.I,
)
_SHORT_FORM = re.compile(r"\s*\((?:lscb|\w+scb)\)")
_MAX_SENTENCE = 200
_MAX_ROW = 500


def judgements(document: Document) -> tuple[Document, list[Problem]]:
    """`document` with its judgements: one an area, from the first place that prints it.

    Two places that print different grades for the same area are a problem record, and the first stands.
    """
    if document.kind not in INSPECTIONS:
        return document, []
    found: dict[str, list[Judgement]] = defaultdict(list)
    for index, label, grade in (*_printed(document), *_headed(document), *_said(document)):
        area = area_of(label)
        if area and grade != NOT_JUDGED:
            found[area].append(Judgement(area, grade, index, label))
    problems = [
        Problem(
            "judgement-disagrees",
            f"The report prints more than one grade for “{entries[0].label}”: {', '.join(sorted({entry.grade for entry in entries}))}. The first is used; please check it.",
            document.source,
        )
        for entries in found.values()
        if len({entry.grade for entry in entries}) > 1
    ]
    return replace(document, judgements=tuple(entries[0] for entries in found.values())), problems


def area_of(label: str) -> str | None:
    """The IRI of the judgement area that a printed label names, or None."""
    if _OVERALL.fullmatch(label):
        return _areas()["overall effectiveness"]
    return _areas().get(_plain(label))


def _printed(document: Document) -> Iterator[tuple[int, str, str]]:
    """Paragraph, label and grade of what the tables say, and short paragraphs, which may say a grade as a heading does."""
    for index, paragraph in enumerate(document.paragraphs):
        if paragraph.role == "judgement" or (len(paragraph.text) < _MAX_SENTENCE and paragraph.role != "note"):
            for label, grade in _grades(document, paragraph):
                yield index, label, grade


def _headed(document: Document) -> Iterator[tuple[int, str, str]]:
    """The same of headings that end with a grade; the paragraph is the first under it."""
    first = {paragraph.section: index for index, paragraph in reversed(list(enumerate(document.paragraphs)))}
    for number, section in enumerate(document.sections):
        match = _ROW.match(section.title)
        if section.grade and match and number in first:
            yield first[number], match["label"].rstrip(" –-"), section.grade


def _said(document: Document) -> Iterator[tuple[int, str, str]]:
    """The same of sentences in the running text."""
    for index, paragraph in enumerate(document.paragraphs):
        if paragraph.role in ("finding", "text"):
            for start, end in paragraph.sentences:
                match = _SENTENCE.match(paragraph.text[start:end].strip())
                if match and (grade := grade_of(match["grade"])):
                    yield index, match["label"], grade


def _grades(document: Document, paragraph: Paragraph) -> Iterator[tuple[str, str]]:
    """Each label and grade that the paragraph prints, row by row; a grade alone is that of its section."""
    stops = [0, *paragraph.breaks, len(paragraph.text)]
    for start, end in pairwise(stops):
        row = paragraph.text[start:end].strip()
        match = (_SENTENCE.match(row) or _ROW.match(row)) if len(row) <= _MAX_ROW else None
        if (grade := grade_of(row)) and paragraph.section is not None:
            yield document.sections[paragraph.section].title, grade
        elif match and (grade := grade_of(match["grade"])):
            yield match["label"], grade


def _plain(label: str) -> str:
    return _NUMBERING.sub("", _SHORT_FORM.sub("", normalise(label))).strip(" :")


@cache
def _areas() -> dict[str, str]:
    return {_plain(label): area.iri for area in vocabulary().areas.values() for label in area.labels}
