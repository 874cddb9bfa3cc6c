"""An answer as a file: a table, a briefing, or records for a reference manager. Each holds what its page holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ingest.normalisation import slug
from qa_service.export.bibtex import bibtex
from qa_service.export.csv import csv_table
from qa_service.export.docx import briefing
from qa_service.export.records import Asked
from qa_service.export.ris import ris
from qa_service.export.xlsx import workbook

MAX_NAME = 60


@dataclass(frozen=True)
class Format:
    """A form of file: its name for the reader, its media type, and what makes its bytes."""

    label: str
    media_type: str
    make: Callable[[Asked], bytes]


_OFFICE = "application/vnd.openxmlformats-officedocument"
FORMATS: Mapping[str, Format] = {
    "docx": Format("Word", f"{_OFFICE}.wordprocessingml.document", briefing),
    "xlsx": Format("Excel", f"{_OFFICE}.spreadsheetml.sheet", workbook),
    "csv": Format("CSV", "text/csv", csv_table),
    "ris": Format("RIS (Zotero)", "application/x-research-info-systems; charset=utf-8", ris),
    "bib": Format("BibTeX", "application/x-bibtex; charset=utf-8", bibtex),
}
"""The forms of file by the ends of their names."""


def file_name(question: str, ending: str) -> str:
    """A name for the file of an answer, of ASCII letters, digits and hyphens: ``what-was-said-about-neglect.csv``."""
    return f"{slug(question)[:MAX_NAME].strip('-') or 'answer'}.{ending}"
