"""Splits a file that holds several documents, such as a committee paper with its appendices, into its parts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.line import Line

_TITLE_PAGES: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (
        re.compile(r"REPORT (?:TO|OF)\b", re.I),
        re.compile(r"(?:SUBJECT|LEAD OFFICER|CABINET MEMBER|REPORT AUTHOR)\b", re.I),
    ),
    (re.compile(r"(?:Re-?)?Inspection of\b"), re.compile(r"Inspection (?:carried out|dates?)\b", re.I)),
    (re.compile(r"\d{1,2} [A-Z][a-z]+ \d{4}$"), re.compile(r"Dear [A-Z]")),
    (re.compile(r"(?:Department|HM Government|Ministry)\b[^.]{0,40}$"), re.compile(r"(?:[A-Z][a-z]+ )?20\d\d$")),
)
"""How a title page begins, and what must stand within the next lines for it to be one."""

_WITHIN = 14
_COPYRIGHT = re.compile(r"©\s*Crown copyright", re.I)
_COLOPHON = re.compile(
    r"©|@|https?:|www\.|\.(?:com|gov|org)\b|\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b|licen[cs]e|copyright|publication|reference:|telephone|textphone|follow us|like us|^(?:T|E|W|No)[:.] ?",
    re.I,
)
_COVER_LINE = re.compile(
    r"(?:London Borough of|Royal Borough of|City of|County of)\b|\b(?:Council|Borough|County|City)$"
)
MIN_LINES = 6
MIN_CHARACTERS = 500
MIN_BEFORE_COLOPHON = 1_000
"""Before its small print, a document has more than a title page; the small print may stand on the back of that."""


def split(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines of each document in the file, in order.

    A document begins at a title page, or after the colophon of the one before. What is too short to be a
    document (the title of an appendix that was an image) goes to the first one, the paper that the
    others are appended to.
    """
    starts = _starts(lines)
    parts = [list(lines[start:end]) for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)]
    whole = [part for part in parts if _is_whole(part)]
    if not whole:
        return [list(lines)]
    appended = [line for part in parts if not _is_whole(part) for line in part]
    return [sorted([*whole[0], *appended], key=lambda line: line.start), *whole[1:]]


def _is_whole(part: Sequence[Line]) -> bool:
    """Whether a part is long enough to be a document."""
    return len(part) >= MIN_LINES and sum(len(line.text) for line in part) >= MIN_CHARACTERS


def _starts(lines: Sequence[Line]) -> list[int]:
    starts = [0]
    for index in range(1, len(lines)):
        if index - starts[-1] < MIN_LINES:
            continue
        if _is_title_page(lines, index) or _follows_colophon(lines, index, starts[-1]):
            first = index
            while (
                first - 1 > starts[-1] and _COVER_LINE.search(lines[first - 1].text) and len(lines[first - 1].text) < 60
            ):
                first -= 1
            starts.append(first)
    return starts


def _is_title_page(lines: Sequence[Line], index: int) -> bool:
    line = lines[index]
    for begins, requires in _TITLE_PAGES:
        if begins.match(line.text) and len(line.text) < 200:
            return any(requires.match(other.text) for other in lines[index + 1 : index + _WITHIN])
    return False


def _follows_colophon(lines: Sequence[Line], index: int, start: int) -> bool:
    """Whether the line is the first after a copyright notice that is not part of the small print."""
    if _COLOPHON.search(lines[index].text):
        return False
    for before in range(index - 1, start - 1, -1):
        if _COPYRIGHT.search(lines[before].text):
            return sum(len(line.text) for line in lines[start:index]) >= MIN_BEFORE_COLOPHON
        if not _COLOPHON.search(lines[before].text):
            return False
    return False
