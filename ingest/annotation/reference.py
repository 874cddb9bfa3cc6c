"""Finds what a paragraph refers to: recommendations and paragraphs of its document, earlier inspections and visits.

Reports under the single inspection framework print both ways: a recommendation ends with the findings it rests on,
"(paragraphs 40, 41, 64)", and a finding that gave rise to one ends with "(Recommendation)". The second names no number,
so it is followed only where a recommendation names the finding.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from ingest.document import Document, Problem, Reference, Span
from ingest.identity.date import find_dates
from ingest.identity.kind import INSPECTIONS, NATIONAL, VISITS
from ingest.structure.sentence import LONGEST

_NUMERAL = r"\d+(?:\.\d+)*"
_NUMERALS = rf"{_NUMERAL}(?:(?:\s*,\s*and\s+|\s*,\s*|\s+and\s+|\s*&\s*|\s*[-–—−]\s*|\s+to\s+){_NUMERAL})*"
_RECOMMENDATION = re.compile(
    rf"[(\[]\s*(?:see\s+)?(?P<words>recommendations?(?:\s+(?:nos?\.?\s*)?(?P<numbers>{_NUMERALS}))?)\s*[)\]]", re.I
)
_PARAGRAPH = re.compile(rf"(?<!\w)(?P<words>(?:paragraphs?|paras?\.?)\s+(?P<numbers>{_NUMERALS}))(?![\w(]|\.\d)", re.I)
_OF_ANOTHER = re.compile(r"\s*,?\s+(?:of|to|in)\s+(?!this\b)", re.I)
_AFTER_ANOTHER = re.compile(r"\b(?:Schedule|Act|guidance|handbook|regulations?|Together)[\s\d,()]*$", re.I)
_RANGE = re.compile(r"(?<!\d)(\d{1,9})\s*(?:[-–—−]|to)\s*(\d{1,9})(?!\d)")
_LONGEST_RANGE = 20

_EARLIER = r"(?:last|previous|earlier|prior|preceding)"
_SORT = (
    r"(?:Ofsted(?:['’]s)?|full|single|safeguarding|ILACS|SIF|judgement|graded|standard|short|unannounced"
    r"|announced|joint|local\s+authority|child\s+protection"
    r"|children['’]s\s+(?:social\s+care\s+)?services|looked\s+after\s+children|and|services|adoption"
    r"|fostering|framework|focused|assurance|monitoring|quarterly)"
)
_VISIT = r"(?:focused(?:\s+assurance)?\s+visit|monitoring\s+visit|assurance\s+visit|visit)"
_EVENT = rf"(?P<event>(?:joint\s+targeted\s+area\s+)?(?:re-?)?inspections?|JTAI|{_VISIT})(?!\w)"
_PLACE_OF_DATE = (
    r"(?P<tail>\s*,?\s*(?:\(|(?:(?:was\s+)?(?:held|published|conducted|carried\s+out|undertaken)\s+)?(?:in"
    r"|on|of|dated)\s+(?:the\s+)?))"
)
_OF_SERVICES = r"(?:\s*\([A-Z]{2,8}\))?(?:\s+of\s+[^.;()]{1,140}?(?:\s+was|(?=\s+in\b)))?"
_NAMED = re.compile(
    rf"\b(?:the|a|an|its|our|that|Ofsted['’]s|this)\s+(?:(?P<year>(?:19|20)\d\d)\s+|(?P<earlier>{_EARLIER}"
    rf"|most\s+recent)\s+)?(?:{_SORT}\s+){{0,5}}?{_EVENT}",
    re.I,
)
_DATED = re.compile(rf"{_OF_SERVICES}{_PLACE_OF_DATE}$", re.I)
_OF_A_HOME = re.compile(r"\b(?:children['’]s|residential|care)\s+homes?\b[^.;]*$", re.I)
"""Children's homes are inspected, too, one by one."""
_NEAR = 100
"""How far before its number a paragraph of another text may name that text."""
_FAR = 180
"""How far after its name the date of an inspection may stand."""

Numbered = defaultdict[str, list[int]]
"""The paragraphs that bear a printed number."""


def references(document: Document) -> tuple[Document, list[Problem]]:
    """`document` with what its paragraphs refer to."""
    numbered: Numbered = defaultdict(list)
    for index, paragraph in enumerate(document.paragraphs):
        if paragraph.number:
            numbered[paragraph.number].append(index)
    found = [
        reference
        for index, paragraph in enumerate(document.paragraphs)
        if paragraph.role != "colophon"
        for reference in (
            *_recommendations(document, index, numbered),
            *_paragraphs(document, index, numbered),
            *_events(document, index),
        )
    ]
    naming: dict[int, dict[int, None]] = defaultdict(dict)
    for reference in found:
        if reference.target is not None and document.paragraphs[reference.paragraph].role == "recommendation":
            naming[reference.target][reference.paragraph] = None
    found = [linked for reference in found for linked in _followed(document, reference, naming)]
    return replace(document, references=tuple(sorted(set(found), key=_order))), []


def _order(reference: Reference) -> tuple[int, Span, str, int]:
    return reference.paragraph, reference.span, reference.kind, -1 if reference.target is None else reference.target


def _recommendations(document: Document, index: int, numbered: Numbered) -> Iterator[Reference]:
    for match in _RECOMMENDATION.finditer(document.paragraphs[index].text):
        for number in _numbers(match["numbers"]) if match["numbers"] else [None]:
            target = _target(document, index, numbered[number], "recommendation") if number else None
            yield Reference(index, match.span("words"), "recommendation", target)


def _paragraphs(document: Document, index: int, numbered: Numbered) -> Iterator[Reference]:
    text = document.paragraphs[index].text
    for match in _PARAGRAPH.finditer(text):
        if _OF_ANOTHER.match(text, match.end()) or _AFTER_ANOTHER.search(
            text[max(0, match.start() - _NEAR) : match.start()]
        ):
            continue
        for number in _numbers(match["numbers"]):
            target = _target(document, index, numbered[number], "paragraph")
            yield Reference(index, match.span("words"), "paragraph", target)


def _numbers(printed: str) -> list[str]:
    """The numbers that a list of them names, with those inside a range."""
    numbers: list[str] = []
    position = 0
    for match in _RANGE.finditer(printed):
        first, last = int(match[1]), int(match[2])
        if (
            first < last <= first + _LONGEST_RANGE
            and "." not in match.string[max(0, match.start() - 1) : match.end() + 1]
        ):
            numbers += re.findall(_NUMERAL, printed[position : match.start()])
            numbers += [str(number) for number in range(first, last + 1)]
            position = match.end()
    return [*numbers, *re.findall(_NUMERAL, printed[position:])]


def _target(document: Document, index: int, numbered: Sequence[int], kind: str) -> int | None:
    """The one of the paragraphs with a printed number: of recommendations where one is meant, of others first where not."""
    recommended = [place for place in numbered if document.paragraphs[place].role in ("recommendation", "improvement")]
    others = [place for place in numbered if place not in recommended]
    wanted = recommended if kind == "recommendation" else others or recommended
    return wanted[0] if len(wanted) == 1 and wanted[0] != index else None


def _followed(document: Document, reference: Reference, naming: Mapping[int, Iterable[int]]) -> list[Reference]:
    """`reference`, or where it is a bare "(Recommendation)" one for each recommendation that names its paragraph.

    naming: the recommendations that name a paragraph.
    """
    if reference.kind != "recommendation" or reference.target is not None:
        return [reference]
    printed = document.words(reference.paragraph, reference.span) or ""
    if any(map(str.isdigit, printed)):
        return [reference]
    return [replace(reference, target=target) for target in naming.get(reference.paragraph, ())] or [reference]


def _events(document: Document, index: int) -> Iterator[Reference]:
    """The earlier inspections and visits that a paragraph names; guidance speaks of none in particular."""
    if document.kind in NATIONAL:
        return
    text = document.paragraphs[index].text
    for match in _NAMED.finditer(text):
        end, date = (match.end(), match["year"]) if match["year"] else _date(text, match.end())
        kind = "visit" if "visit" in text[match.start() : end].lower() else "inspection"
        if _is_earlier(document, match, date, kind) and not _OF_A_HOME.search(
            text[max(0, match.start() - LONGEST) : match.start()]
        ):
            yield Reference(index, (match.start(), end), kind, None, date)


def _date(text: str, end: int) -> tuple[int, str | None]:
    """Where the name of an event ends with the date that follows it, and that date."""
    for date in find_dates(text[end : end + _FAR])[:1]:
        between = text[end : end + date.span[0]]
        if _DATED.fullmatch(between):
            closing = 1 if between.endswith("(") and text[end + date.span[1] : end + date.span[1] + 1] == ")" else 0
            return end + date.span[1] + closing, date.iso
    return end, None


def _is_earlier(document: Document, match: re.Match[str], date: str | None, kind: str) -> bool:
    """Whether the event named is another than that of the document itself, and in its past."""
    determiner = match[0].split()[0].lower()
    if match["event"].lower().endswith("s") and not date:
        return False
    if date:
        own = [day for day in (document.inspection_start, document.inspection_end) if day]
        if any(day.startswith(date) for day in own):
            return bool(match["earlier"]) and match["earlier"].lower() in ("last", "previous")
        return document.date is None or date <= document.date
    if match["earlier"] is None:
        named = re.search(r"focused|monitoring|JTAI|targeted", match[0], re.I)
        return determiner == "the" and bool(named) and document.kind in INSPECTIONS
    if match["earlier"].lower().startswith("most"):
        return False
    return determiner in ("the", "our", "ofsted’s", "ofsted's") and (
        kind == "inspection" or document.kind in INSPECTIONS | VISITS
    )
