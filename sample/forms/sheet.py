"""Reads the text of a sample document, with its light marks, into the things that stand on its pages.

The marks are those of Markdown, as far as they go: ``#`` before a heading, ``-`` before a bullet (one space further in
for each level), ``12.`` or ``3.4`` before a numbered paragraph. A tab parts the cells of a table, ``¹`` marks a footnote
and begins it, a form feed begins a new page. A line directly below another one is a new line of the same paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

_HEADING = re.compile(r"(?P<hashes>#{1,5}) (?:(?P<number>\d{1,3}\.) )?(?P<text>.+)")
_NUMBERED = re.compile(r"(?P<number>\d{1,3}\.|\d{1,3}(?:\.\d{1,2}){1,3}) (?P<text>.+)")
_BULLET = re.compile(r"(?P<indent> *)- (?P<text>.+)")
_NOTE = re.compile(r"(?P<mark>[¹²³⁴⁵⁶⁷⁸⁹]) (?P<text>.+)")
NOTE_MARKS = "¹²³⁴⁵⁶⁷⁸⁹"


@dataclass(frozen=True)
class Heading:
    """A heading of a level from 1. number: as printed before it ("4."), or empty."""

    text: str
    level: int
    number: str = ""


@dataclass(frozen=True)
class Passage:
    """A paragraph, with line feeds where it has new lines. number: as printed before it ("12.", "3.4"), or empty."""

    text: str
    number: str = ""


@dataclass(frozen=True)
class Bullet:
    """An item of a list without numbers. depth: 0, or more for a list in the list."""

    text: str
    depth: int = 0


@dataclass(frozen=True)
class Table:
    rows: tuple[tuple[str, ...], ...]

    @property
    def is_contents(self) -> bool:
        """Whether it is the table of contents: titles with the numbers of their pages."""
        return len(self.rows) > 3 and all(row[-1].isdigit() for row in self.rows)


@dataclass(frozen=True)
class Note:
    """A footnote, and the sign that marks the place it belongs to."""

    text: str
    mark: str


@dataclass(frozen=True)
class PageBreak:
    """Where a new page begins, if the form has pages."""


Thing = Heading | Passage | Bullet | Table | Note | PageBreak


def things(text: str) -> list[Thing]:
    """What stands in a marked text, in order."""
    found: list[Thing] = []
    goes_on = False
    for line in text.split("\n"):
        last = found[-1] if goes_on else None
        goes_on = bool(line.strip())
        if line == "\f":
            found.append(PageBreak())
        elif "\t" in line:
            row = tuple(line.split("\t"))
            if isinstance(last, Table):
                found[-1] = Table((*last.rows, row))
            else:
                found.append(Table((row,)))
        elif line.strip():
            thing = _thing(line)
            if isinstance(last, Passage | Bullet) and isinstance(thing, Passage) and not thing.number:
                found[-1] = replace(last, text=f"{last.text}\n{line}")
            else:
                found.append(thing)
    return found


def _thing(line: str) -> Thing:
    if match := _HEADING.fullmatch(line):
        return Heading(match["text"], len(match["hashes"]), match["number"] or "")
    if match := _NUMBERED.fullmatch(line):
        return Passage(match["text"], match["number"])
    if match := _BULLET.fullmatch(line):
        return Bullet(match["text"], len(match["indent"]))
    if match := _NOTE.fullmatch(line):
        return Note(match["text"], match["mark"])
    return Passage(line)


def notes(sheet: Sequence[Thing]) -> dict[str, Note]:
    """The footnotes by their marks."""
    return {thing.mark: thing for thing in sheet if isinstance(thing, Note)}


def parted(text: str) -> list[str]:
    """`text` cut before and after each mark of a footnote."""
    return [part for part in re.split(f"([{NOTE_MARKS}])", text) if part]
