"""Finds the figures that a text states: percentages, sums of money, rates, counts of people, cases and days."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from ingest.date import find_dates, period_spans
from ingest.document import Document, Figure, Problem
from ingest.sentence import sentences

_SMALL_NUMBERS = (
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
)
_WORDS = {word: str(number) for number, word in enumerate(_SMALL_NUMBERS, 2)}
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_COUNTED = (
    "children|young people|cases|families|inspectors|social workers|days|weeks|months|visits|homes|babies"
    "|care leavers|HMI"
)
_FIGURE = re.compile(
    rf"(?P<money>£\s?(?P<pounds>{_NUMBER})(?:\s?(?P<scale>million|billion|thousand|bn|m|k)\b)?)"
    rf"|(?P<percent>(?P<share>{_NUMBER})\s?(?:%|per cent\b|percent\b))"
    rf"|(?P<rate>(?P<per>{_NUMBER})\s+per\s+(?P<base>\d{{1,3}}(?:,\d{{3}})*))\b"
    rf"|(?<![\w£.,/-])(?P<count>{_NUMBER})(?:\s(?P<many>million|billion|thousand)\b)?(?![\w%/-]|[.,]\d)"
    rf"|(?<![\w-])(?P<word>{'|'.join(_WORDS)})\b(?=\s+(?:[a-z-]+\s+){{0,2}}(?:{_COUNTED})\b)",
    re.I,
)
_NOT_A_COUNT = re.compile(
    r"(?:\b(?:section|sections|paragraph|paragraphs|page|chapter|annex|appendix|act|part|year|stage|key|regulation"
    r"|article|no|number|aged|age|ages|COVID|reference)\.?\s*|\b\d+\s*(?:to|and|or|-|–)\s*)$",
    re.I,
)
_HOLDS_AT = re.compile(r"\b(?:as )?(?:at|on)\s+$", re.I)
_OWN_DATE = re.compile(r"\s*(?:\([^()]*\)\s*)?(?:as )?(?:at|on|in)\s+$", re.I)
_COMPARES = re.compile(r"\b(?:compared (?:with|to)|than|from|against)\b", re.I)
_SCALES = {"million": 6, "m": 6, "billion": 9, "bn": 9, "thousand": 3, "k": 3}


def figures(document: Document) -> tuple[Document, list[Problem]]:
    """`document` with the figures of its searchable paragraphs."""
    found = [
        figure
        for index, paragraph in enumerate(document.paragraphs)
        if paragraph.role not in ("colophon", "note", "judgement")
        for start, end in sentences(paragraph.text, paragraph.breaks)
        for figure in _in_sentence(paragraph.text, start, end, index)
    ]
    return replace(document, figures=tuple(found)), []


def _in_sentence(text: str, start: int, end: int, paragraph: int) -> list[Figure]:
    sentence = text[start:end]
    dates = [(date.iso, (start + date.span[0], start + date.span[1])) for date in find_dates(sentence)]
    days = [*(span for _, span in dates), *((start + a, start + b) for a, b in period_spans(sentence))]
    matches = []
    for match in _FIGURE.finditer(text, start, end):
        within_date = any(match.start() < stop and first < match.end() for first, stop in days)
        numbered = _NOT_A_COUNT.search(text[max(start, match.start() - 20) : match.start()])
        if match["count"] and (within_date or numbered):
            continue
        matches.append(match)
    own = {match.start(): _own_date(text, match, dates) for match in matches}
    return [
        Figure(
            paragraph,
            match.span(),
            match[0],
            *_value(match),
            own[match.start()] or _shared_date(text, match, dates, own),
        )
        for match in matches
    ]


_Dates = list[tuple[str, tuple[int, int]]]


def _own_date(text: str, match: re.Match[str], dates: _Dates) -> str | None:
    """The day that stands right after a figure, as in "364 as at 19 June 2017"."""
    following = (
        iso for iso, (first, _) in dates if first >= match.end() and _OWN_DATE.fullmatch(text[match.end() : first])
    )
    return next((iso for iso in following if len(iso) > 4), None)


def _shared_date(text: str, match: re.Match[str], dates: _Dates, own: dict[int, str | None]) -> str | None:
    """The day before a figure that its sentence is about, as in "At 19 June 2017, 760 children": not another figure's own."""
    taken = set(own.values())
    before = [
        iso
        for iso, (first, stop) in dates
        if stop <= match.start()
        and not _COMPARES.search(text[stop : match.start()])
        and len(iso) > 4
        and iso not in taken
        and _HOLDS_AT.search(text[max(0, first - 8) : first])
    ]
    return before[-1] if before else None


def _value(match: re.Match[str]) -> tuple[str, str]:
    if match["money"]:
        scale = _SCALES.get((match["scale"] or "").lower(), 0)
        return _scaled(match["pounds"].replace(",", ""), scale), "GBP"
    if match["percent"]:
        return match["share"].replace(",", ""), "percent"
    if match["rate"]:
        return match["per"].replace(",", ""), f"per {match['base']}"
    if match["word"]:
        return _WORDS[match["word"].lower()], "count"
    return _scaled(match["count"].replace(",", ""), _SCALES.get((match["many"] or "").lower(), 0)), "count"


def _scaled(number: str, power: int) -> str:
    """`number` times ten to the `power`, without the rounding of binary fractions."""
    return format(Decimal(number).scaleb(power), "f")
