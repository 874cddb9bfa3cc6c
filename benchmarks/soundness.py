"""What has to hold of whatever is read, however damaged the file: each quotation is what its places select, and so on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ingest.document import Document, Problem, Source, Span
from ingest.formats.reader import Reading, read_bytes
from ingest.line import Line, text_of
from ingest.pipeline import read_documents

SEVERITIES = frozenset({"unread", "partial", "note"})
_SPANS_OF_FIGURE = (
    "period",
    "measures",
    "group",
    "comparison_words",
    "direction",
    "approximation",
    "whole",
    "restates",
)


def read_and_check(content: bytes, suffix: str) -> tuple[Reading, list[str]]:
    """What is read from a file of these bytes, and what is wrong with that."""
    reading = read_bytes(content, suffix, f"file{suffix}")
    return reading, list(_faults(reading))


def _faults(reading: Reading) -> Iterator[str]:
    yield from _of_problems(reading.problems)
    unread = [problem for problem in reading.problems if problem.severity == "unread"]
    source = reading.source
    if source is None:
        if reading.lines or len(unread) != 1:
            yield f"Nothing is read, and there are {len(unread)} problems that say so and {len(reading.lines)} lines."
        return
    if unread:
        yield f"A problem says that nothing is read, though something is: {unread[0].code}."
    try:
        source.text.encode()
    except UnicodeEncodeError as error:
        yield f"The text has characters that cannot be stored: {error.reason}."
    yield from _of_lines(source, reading.lines)
    for document, problems in read_documents(source, reading.lines):
        yield from _of_problems(problems)
        yield from _of_document(source, document)


def _of_problems(problems: Iterable[Problem]) -> Iterator[str]:
    for problem in problems:
        if problem.code == "stage-failed":
            yield problem.message
        sound = re.fullmatch(r"[a-z][a-z0-9-]+", problem.code) and problem.message.strip() and problem.source
        if not (sound and problem.severity in SEVERITIES):
            yield f"Not a problem as it should be: {problem}"


def _of_lines(source: Source, lines: Iterable[Line]) -> Iterator[str]:
    before = 0
    for line in lines:
        if not (line.text and line.spans and _ordered(line.spans, before, len(source.text))):
            yield f"The line {line.text[:60]!r} has the places {line.spans[:5]} after {before}."
            return
        before = line.spans[-1][1]
        if text_of(source.text, line.spans) != line.text:
            yield f"The line {line.text[:60]!r} is not what its places select."


def _ordered(spans: Iterable[Span], begin: int, end: int) -> bool:
    """Whether spans follow each other, from `begin` on, to `end` at most."""
    for first, last in spans:
        if not begin <= first < last <= end:
            return False
        begin = last
    return True


def _of_document(source: Source, document: Document) -> Iterator[str]:
    length = len(source.text)
    if not 0 <= document.span[0] < document.span[1] <= length:
        yield f"The document stands at {document.span} of {length} characters."
    for index, section in enumerate(document.sections):
        if section.parent is not None and not 0 <= section.parent < index:
            yield f"Section {index} stands in section {section.parent}."
    for index, paragraph in enumerate(document.paragraphs):
        if not paragraph.text or paragraph.text != text_of(source.text, paragraph.spans):
            yield f"Paragraph {index}, {paragraph.text[:60]!r}, is not what its places select."
        if not all(0 <= first < last <= length for first, last in paragraph.spans):
            yield f"Paragraph {index} has the places {paragraph.spans[:5]}."
        if not all(0 < at < len(paragraph.text) for at in paragraph.breaks):
            yield f"Paragraph {index} of {len(paragraph.text)} characters is broken at {paragraph.breaks[:5]}."
        if paragraph.section is not None and not 0 <= paragraph.section < len(document.sections):
            yield f"Paragraph {index} stands in section {paragraph.section} of {len(document.sections)}."
        if paragraph.parent is not None and not 0 <= paragraph.parent < index:
            yield f"Paragraph {index} is an item of paragraph {paragraph.parent}."
    yield from _of_annotations(document)


def _of_annotations(document: Document) -> Iterator[str]:
    for what, index, span, printed in _said(document):
        if not 0 <= index < len(document.paragraphs):
            yield f"The {what} {printed!r} is in paragraph {index} of {len(document.paragraphs)}."
            continue
        text = document.paragraphs[index].text
        if span is None and printed is not None and printed not in text:
            yield f"The {what} {printed!r} is not in its paragraph, {text[:60]!r}."
        elif span is not None and not (0 <= span[0] < span[1] <= len(text) and text[slice(*span)].strip()):
            yield f"The {what} {printed!r} stands at {span} of {len(text)} characters."
        elif span is not None and printed is not None and text[slice(*span)] != printed:
            yield f"The {what} {printed!r} is {text[slice(*span)]!r} in its paragraph."


def _said(document: Document) -> Iterator[tuple[str, int, Span | None, str | None]]:
    """What is said in paragraphs: its sort, its paragraph, its place and its words, as far as it has them."""
    for figure in document.figures:
        yield "figure", figure.paragraph, figure.span, figure.printed
        for name in _SPANS_OF_FIGURE:
            if getattr(figure, name) is not None:
                yield f"{name} of a figure", figure.paragraph, getattr(figure, name), None
    for mention in document.mentions:
        yield "mention", mention.paragraph, mention.span, None
    for attribution in document.attributions:
        yield "attribution", attribution.paragraph, attribution.span, None
    for reference in document.references:
        yield "reference", reference.paragraph, reference.span, None
        if reference.target is not None:
            yield "target of a reference", reference.target, None, None
    for appointment in document.appointments:
        yield "appointment", appointment.paragraph, appointment.span, None
        yield "person", appointment.paragraph, None, appointment.person
        yield "post", appointment.paragraph, None, appointment.post
    for abbreviation in document.abbreviations:
        yield "abbreviation", abbreviation.paragraph, None, abbreviation.short
        yield "expansion", abbreviation.paragraph, None, abbreviation.expansion
    for judgement in document.judgements:
        yield "judgement", judgement.paragraph, None, None
