"""Tables as CSV that a spreadsheet opens and runs nothing of; an answer as one: a row for each passage, then one for each document that says nothing."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from qa_service.export.records import Asked, passages, silent

COLUMNS = tuple(
    "number standing quotation passage citation whose_words role stands_under paragraph section page document document_type"
    " date date_basis authority ons_code publisher grade_in_force source said_again uses_the_words link id document_id"
    " question permalink collection".split()
)
SILENT = "says nothing of it"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_table(asked: Asked) -> bytes:
    """The table of an answer."""
    rows = [
        *passages(asked),
        *({**row, "standing": SILENT, "permalink": asked.permalink} for row in silent(asked)),
    ]
    return csv_bytes(COLUMNS, ([row.get(name) for name in COLUMNS] for row in rows))


def csv_bytes(heading: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """`rows` under `heading` in UTF-8 with the mark by which Excel knows it.

    A text that a spreadsheet would take for a formula has an apostrophe before it, as OWASP advises on CSV injection.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(heading)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _cell(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
