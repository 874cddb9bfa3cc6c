"""The picture of an answer from many documents: for each year a bar of its documents, with those that mention the subject."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from qa_service.answer import Answer

WIDTH, MARGIN = 720, 30
HEIGHT, TOP, BOTTOM = 190, 30, 26
"""The height of the picture, and the room above and below the bars, in pixels."""


@dataclass(frozen=True)
class Bar:
    """The documents of one year: how many mention the subject, of how many; where their bar stands, in pixels."""

    year: str
    naming: int
    documents: int
    x: float
    top: float
    naming_top: float

    @property
    def words(self) -> str:
        """What the bar says, for those who do not see it."""
        return f"{self.year}: {self.naming} of {self.documents} {'document' if self.documents == 1 else 'documents'}"


@dataclass(frozen=True)
class Years:
    """The bars, how wide each is, and where they stand."""

    bars: tuple[Bar, ...]
    width: float
    height: int = HEIGHT
    axis: int = HEIGHT - BOTTOM


def years(given: Answer) -> Years | None:
    """The picture of the documents that mention the subject and of those found silent; None if none has a date, or if
    the answer has no passage of some that do mention it."""
    silent = {item["document"]: item["date"] for item in given.coverage.silent}
    naming = {
        item.document["id"]: item.document["date"] for item in given.evidence if item.uses_words or item.highlights
    }
    named = Counter(date[:4] for iri, date in naming.items() if date and iri not in silent)
    every = named + Counter(date[:4] for date in silent.values() if date)
    if not every or len(naming.keys() - silent.keys()) < given.coverage.documents_with:
        return None
    span = range(int(min(every)), int(max(every)) + 1)
    step, highest = (WIDTH - 2 * MARGIN) / len(span), max(every.values())

    def top(count: int) -> float:
        return round(HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * count / highest, 1)

    bars = tuple(
        Bar(
            year,
            named[year],
            every[year],
            round(MARGIN + (place + 0.5) * step, 1),
            top(every[year]),
            top(named[year]),
        )
        for place, year in enumerate(map(str, span))
        if every[year]
    )
    return Years(bars, round(min(40, step * 0.7), 1))
