"""Finds the figures that a text states: percentages, sums of money, rates, counts of people, cases and days."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from ingest.date import find_dates
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
_FIGURE = re.compile(
    rf"(?P<money>£\s?(?P<pounds>{_NUMBER})\s?(?P<scale>million|billion|thousand|bn|m|k)?\b)"
    rf"|(?P<percent>(?P<share>{_NUMBER})\s?(?:%|per cent\b|percent\b))"
    rf"|(?P<rate>(?P<per>{_NUMBER})\s+per\s+(?P<base>\d{{1,3}}(?:,\d{{3}})*))\b"
    rf"|(?<![\w£.,/-])(?P<count>{_NUMBER})(?![\w%/]|[.,]\d|-\w)"
    rf"|\b(?P<word>{'|'.join(_WORDS)})\b(?=\s+(?:[a-z-]+\s+){{0,2}}(?:children|young people|cases|families|inspectors|social workers|days|weeks|months|visits|homes|babies|care leavers|HMI)\b)",
    re.I,
)
_NOT_A_COUNT = re.compile(
    r"(?:\b(?:section|sections|paragraph|paragraphs|page|chapter|annex|appendix|act|part|year|stage|key|regulation|article|no|number|aged|age|ages|COVID|reference)\.?\s*|\b\d+\s*(?:to|and|or|-|–)\s*)$",
    re.I,
)
_SCALES = {"million": 6, "m": 6, "billion": 9, "bn": 9, "thousand": 3, "k": 3}


def figures(document: Document) -> tuple[Document, list[Problem]]:
    """`document` with the figures of its searchable paragraphs."""
    found = [
        figure
        for index, paragraph in enumerate(document.paragraphs)
        if paragraph.role not in ("colophon", "note")
        for start, end in sentences(paragraph.text, paragraph.breaks)
        for figure in _in_sentence(paragraph.text, start, end, index)
    ]
    return replace(document, figures=tuple(found)), []


def _in_sentence(text: str, start: int, end: int, paragraph: int) -> list[Figure]:
    dates = [(date.iso, (start + date.span[0], start + date.span[1])) for date in find_dates(text[start:end])]
    reference = next(
        (
            iso
            for iso, span in dates
            if len(iso) > 4 and re.search(r"\b(?:as )?(?:at|on)\s+$", text[max(0, span[0] - 8) : span[0]], re.I)
        ),
        None,
    )
    found = []
    for match in _FIGURE.finditer(text, start, end):
        if any(match.start() < stop and first < match.end() for _, (first, stop) in dates):
            continue
        if match["count"] and _NOT_A_COUNT.search(text[max(0, match.start() - 20) : match.start()]):
            continue
        value, unit = _value(match)
        found.append(Figure(paragraph, match.span(), match[0], value, unit, reference))
    return found


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
    return match["count"].replace(",", ""), "count"


def _scaled(number: str, power: int) -> str:
    """`number` times ten to the `power`, without the rounding of binary fractions."""
    return format(Decimal(number).scaleb(power), "f")
