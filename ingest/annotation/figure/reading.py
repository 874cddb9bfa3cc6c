"""What is known of a sentence before it is asked what its figures measure, and what is told of one of them then."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.annotation.figure.comparison import Standing
from ingest.annotation.figure.moment import Moment
from ingest.annotation.figure.number import Number
from ingest.document import Span


@dataclass(frozen=True)
class Reading:
    """A sentence with its numbers, the times that it names, and how each number stands to others. listed: an item of a list."""

    sentence: str
    numbers: tuple[Number, ...]
    moments: tuple[Moment, ...]
    standings: tuple[Standing, ...]
    listed: bool = False


@dataclass(frozen=True)
class Measure:
    """What a figure measures and the group that it is about: places in the sentence, or None where they are not sure."""

    measures: Span | None = None
    group: Span | None = None
