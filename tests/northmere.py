"""The sample documents without their layout: as plain text, and as text that was wrapped and cut into pages."""

from __future__ import annotations

import textwrap
from pathlib import Path

from sample.forms.document import SAMPLES

SAMPLE = Path(__file__).parent.parent / "sample" / "documents"
"""The folder of the sample documents."""

_PAGE = 38
"""How many lines a page of wrapped text has."""


def text(name: str) -> str:
    """A sample document as plain text, each paragraph on one line."""
    [sample] = [sample for sample in SAMPLES if sample.name == name]
    return sample.made("txt").decode()


def wrapped(name: str) -> str:
    """A sample document as plain text that is wrapped, with page breaks in mid-sentence."""
    lines = [
        part
        for line in text(name).splitlines()
        for part in (textwrap.wrap(line, 86, break_on_hyphens=False) if len(line) > 86 else [line])
    ]
    pages, since = [], 0
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        pages.append(line)
        since += 1
        if since >= _PAGE and line[-1:].islower() and following[:1].islower():
            pages.append("")
            since = 0
    return "\n".join(pages) + "\n"


SINGLE = text("single-inspection-2016")
ILACS = text("ilacs-2019")
LETTER = text("focused-visit-2021")
CABINET = text("cabinet-2017-improvement-plan")
