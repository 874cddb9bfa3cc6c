"""Tells what kind of document a text is, from the words of its first page."""

from __future__ import annotations

import re

_KINDS: tuple[tuple[str, str], ...] = (
    # The first whose pattern is found in the opening lines.
    (
        "cabinet-report",
        r"REPORT (?:TO|OF)\s*:|\bLEAD OFFICER\s*:|\bCABINET MEMBER\s*:|\b(?:Cabinet|Scrutiny|Executive|Committee) report\b",
    ),
    ("focused-visit", r"\bfocused visit (?:to|of|report)\b"),
    ("monitoring-visit", r"(?:^|\| )(?:[\w' ’]+: )?monitoring visit (?:of|to|report|letter)\b[^.|]*(?:\||$)"),
    ("guidance", r"\b(?:handbook|guidance for inspectors|inspectors['’] guidance|statutory guidance)\b"),
    ("sif-reinspection", r"\bre-?inspection of services for children\b|\bpost-monitoring single inspection\b"),
    ("sif", r"\binspection of services for children in need of help and protection\b"),
    (
        "lac-2013",
        r"\binspection of (?:local authority )?(?:services for looked after children|looked after children services)\b",
    ),
    ("ilacs-standard", r"\binspection of (?:[\w' ’,.&-]{0,60}?)children['’]?s (?:social care )?services\b"),
    ("lscb-review", r"\breview of the (?:effectiveness of the )?local safeguarding children board\b"),
    ("policy", r"\b(?:Department (?:\| )?for Education|HM Government|Ministry of|Home Office|Secretary of State)\b"),
)
_COMPILED = tuple((kind, re.compile(pattern, re.I)) for kind, pattern in _KINDS)
_NEWS = re.compile(
    r"\b(?:said the report|the report (?:said|says|stated|concluded)|has (?:said|stated|warned|announced)|according to)\b",
    re.I,
)

INSPECTIONS = frozenset({"ilacs-standard", "ilacs-short", "sif", "sif-reinspection", "lac-2013", "lscb-review"})
"""Kinds that carry graded judgements."""
VISITS = frozenset({"focused-visit", "monitoring-visit"})
OFSTED_REPORTS = INSPECTIONS | VISITS
NATIONAL = frozenset({"guidance", "policy"})
"""Kinds that are about no one authority."""


def kind_of(titles: str, opening: str, body: str) -> str:
    """The kind of a document: a key of `ontology/documents.ttl`.

    titles: the short lines of its first page, parted by " | ". opening: all of the first page.
    """
    for kind, pattern in _COMPILED:
        if pattern.search(titles):
            return kind
    if re.search(r"\bthis (?:guidance|handbook) (?:describes|sets out|is for)\b", opening, re.I):
        return "guidance"
    if len(_NEWS.findall(body)) >= 2:
        return "news"
    return "other"
