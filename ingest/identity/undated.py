"""Dates a document that prints no date: by what another document says of it, else by the name of its file.

A news item on "the fourth monitoring visit" need not say when that was; the council's own paper of
18 November 2019 does: "since the 4th monitoring visit a year ago". The date worked out so is kept at the
precision that the words bear (a year), and marked as worked out. The date in a file name is what somebody has
typed, of whatever day they had in mind: it is the last resort, and marked, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import PurePath

from ingest.document import Document
from ingest.identity.date import find_dates
from ingest.identity.opening import ORDINALS

_AGO = re.compile(r"\b(?P<count>a|one|two|three|four|five|\d+) (?P<unit>year|month)s? ago\b", re.I)
NOTES = {"worked-out": "worked out", "file-name": "from the file name"}
"""What is said of a date that the document does not print, by its basis."""
_IN_NAME = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)")
_COUNTS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5}


def date_undated(documents: Sequence[Document]) -> list[Document]:
    """`documents`, with a date for those that report on a numbered visit which another one dates, or whose file name has one."""
    result = []
    for document in documents:
        if document.date is None and document.visit_number:
            date = next(
                _visit_dates(
                    document, (other for other in documents if other.authority == document.authority and other.date)
                ),
                None,
            )
            if date:
                document = replace(document, date=date, date_basis="worked-out")
        result.append(date_from_file_name(document))
    return sorted(
        result, key=lambda document: (document.date or "9999", document.kind, document.source_sha256, document.span)
    )


def date_from_file_name(document: Document) -> Document:
    """`document`, dated by the name of its file if it has no date, is all that is in the file, and the name has one date."""
    if document.date or document.part:
        return document
    name = _IN_NAME.sub(r" \g<day>/\g<month>/\g<year> ", PurePath(document.source).stem)
    name = re.sub(r"[^\w/.]+|_", " ", name)
    found = {date.iso for date in find_dates(name)}
    if len(found) != 1:
        return document
    return replace(document, date=found.pop(), date_basis="file-name")


def _visit_dates(document: Document, others: Iterable[Document]) -> Iterator[str]:
    number = document.visit_number or 0
    names = "|".join([*(word for word, value in ORDINALS.items() if value == number), rf"{number}(?:st|nd|rd|th)"])
    visit = re.compile(rf"\b(?:{names}) monitoring visit\b", re.I)
    for other in others:
        for paragraph in other.paragraphs:
            for start, end in paragraph.sentences:
                sentence = paragraph.text[start:end]
                if visit.search(sentence):
                    yield from _date_in(sentence, visit, other.date or "")


def _date_in(sentence: str, visit: re.Pattern[str], written: str) -> Iterator[str]:
    """The year that `sentence`, written at the date `written`, gives to the visit; none if it gives only a bound."""
    match = visit.search(sentence)
    assert match
    ago = _AGO.match(sentence[match.end() :].lstrip(" ,("))
    if ago and len(written) >= 7:
        count = _COUNTS.get(ago["count"].lower()) or int(ago["count"])
        months = int(written[:4]) * 12 + int(written[5:7]) - 1 - count * (12 if ago["unit"].lower() == "year" else 1)
        yield str(months // 12)
    after = sentence[match.end() : match.end() + 40]
    for date in find_dates(after):
        if re.match(
            r"\s*(?:,|\()?\s*(?:took place |was )?(?:held |carried out )?(?:in|on|of)?\s*$", after[: date.span[0]]
        ):
            yield date.iso[:4]
