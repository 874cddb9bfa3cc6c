"""The figures that are read of one paragraph."""

from __future__ import annotations

from typing import Any

from tiny import document, paragraph

from ingest.annotation.figure.figure import figures
from ingest.document import Document


def measured(text: str, **fields: Any) -> Document:
    """A document of one paragraph, with its figures."""
    return figures(document(paragraph(text, **fields)))[0]


def values(text: str) -> list[tuple[str, str, str]]:
    """Each figure of a text as printed, with its value and its unit."""
    return [(figure.printed, figure.value, figure.unit) for figure in measured(text).figures]


def words(text: str, field: str) -> list[tuple[str, str | None]]:
    """Each figure of a text as printed, with the words of one of its fields."""
    read = measured(text)
    return [(figure.printed, read.words(0, getattr(figure, field))) for figure in read.figures]
