"""The picture of an answer over time: a mark for each document on an axis of years, drawn as SVG with links."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from ingest.identity.date import in_words
from ingest.identity.kind import INSPECTIONS
from qa_service.answer import Answer
from qa_service.wording import plural, titled

WIDTH, MARGIN = 720, 30
ROW, TOP, BOTTOM = 34, 30, 26
"""The height of a row of marks, and the room above and below the rows, in pixels."""
APART = 24
"""Marks nearer to each other than this stand in rows of their own."""
FEWEST, MOST = 2, 40
"""Of fewer dated documents there is no picture, and of more one by years."""
LETTER, GAP = 7.5, 12
"""The width of a letter of a grade, and the room between two grades, in pixels: what would run together is left out."""


@dataclass(frozen=True)
class Mark:
    """A document in the picture.

    count: the passages quoted from it. silent: whether it does not mention the subject. x and y: the middle of its mark. label: the
    grade that it gave, written above it; empty where it gave none or there is no room.
    """

    document: str
    title: str
    date: str
    x: float
    y: float
    count: int
    silent: bool
    is_inspection: bool
    grade: str
    label: str = ""

    @property
    def found(self) -> str:
        """What was found in the document."""
        return "no mention" if self.silent else plural(self.count, "passage") if self.count else "not quoted"

    @property
    def words(self) -> str:
        """What the mark says, for those who do not see it."""
        grade = f"; grade in force: {self.grade}" if self.grade else ""
        return f"{in_words(self.date)}, {self.title}: {self.found}{grade}"


@dataclass(frozen=True)
class Timeline:
    """The marks, the years under the axis with their places, and the height of the picture."""

    marks: tuple[Mark, ...]
    years: tuple[tuple[int, float], ...]
    height: int

    @property
    def axis(self) -> int:
        """Where the axis stands."""
        return self.height - BOTTOM


def timeline(given: Answer) -> Timeline | None:
    """The picture of the documents that an answer has passages of or found silent; None if too few or too many are dated."""
    found = _documents(given)
    if not FEWEST <= len(found) <= MOST:
        return None
    silent = {item["document"] for item in given.coverage.silent}
    counts = Counter(
        item.document["id"] for item in given.evidence if item.highlights and item.document["id"] not in silent
    )
    first, last = int(found[0]["date"][:4]), int(found[-1]["date"][:4]) + 1

    def place(when: float) -> float:
        return round(MARGIN + (when - first) / (last - first) * (WIDTH - 2 * MARGIN), 1)

    rows: list[float] = []
    placed = []
    for document in found:
        x = place(_year(document["date"]))
        row = next((number for number, end in enumerate(rows) if x - end >= APART), len(rows))
        rows[row : row + 1] = [x]
        placed.append((document, x, row))
    height = TOP + ROW * len(rows) + BOTTOM
    labels = _labels(placed)
    marks = tuple(
        Mark(
            document["id"],
            titled(document["title"] or document["source"], document["authority"]),
            document["date"],
            x,
            height - BOTTOM - ROW * row - ROW / 2,
            counts[document["id"]],
            document["id"] in silent,
            document.get("kind") in INSPECTIONS,
            (document.get("grade_in_force") or {}).get("grade", ""),
            labels.get(document["id"], ""),
        )
        for document, x, row in placed
    )
    every = max(1, (last - first) // 8)
    return Timeline(marks, tuple((year, place(year)) for year in range(first, last + 1, every)), height)


def _documents(given: Answer) -> list[dict[str, Any]]:
    """The dated documents of the evidence and those that say nothing, oldest first; none if any that was searched is in neither."""
    documents = {item.document["id"]: item.document for item in given.evidence}
    for item in given.coverage.silent:
        documents.setdefault(item["document"], {"id": item["document"], **item})
    if len(documents) < given.coverage.documents_searched:
        return []
    return sorted((d for d in documents.values() if d.get("date")), key=lambda d: (d["date"], d["id"]))


def _labels(placed: list[tuple[dict[str, Any], float, int]]) -> dict[str, str]:
    """The grade that each inspection itself gave, of those that are far enough from the one before."""
    labels: dict[str, str] = {}
    end = 0.0
    for document, x, _ in placed:
        grade = document.get("grade_in_force") or {}
        half = LETTER * len(grade.get("grade", "")) / 2
        if grade.get("date") == document["date"] and document.get("kind") in INSPECTIONS and x - half >= end:
            labels[document["id"]], end = grade["grade"], x + half + GAP
    return labels


def _year(date: str) -> float:
    """A date as a year with a fraction; the middle of what a less precise date leaves open."""
    parts = [int(part) for part in date.split("-")]
    month = parts[1] - 1 if len(parts) > 1 else 5.5
    day = parts[2] - 1 if len(parts) > 2 else 15
    return parts[0] + (month + day / 31) / 12
