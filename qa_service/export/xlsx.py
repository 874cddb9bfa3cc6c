"""An answer as an Excel workbook: what it is about, a row for each passage, and the documents that say nothing.

NVivo reads the passages as a dataset: `quotation` and `passage` are to be coded, all else classifies.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from qa_service.export.csv import COLUMNS
from qa_service.export.records import CAUTION, Asked, about, passages, silent

SILENT_COLUMNS = ("document", "document_type", "date", "source", "link", "document_id")
_WIDTHS = {"quotation": 60, "passage": 80, "citation": 50, "document": 40, "section": 30, "number": 9, "page": 8}
_WIDTH = 18
_MAX_CELL = 32_767
"""So many characters a cell of Excel can hold."""


def workbook(asked: Asked) -> bytes:
    """The workbook. Every text is stored as text, so that none is ever taken for a formula."""
    book = Workbook()
    book.properties.title = about(asked)[0][1][:250]
    book.properties.creator = "Throughline"
    book.properties.language = "en-GB"
    first = book.active
    assert isinstance(first, Worksheet)
    first.title = "About"
    notes = [*about(asked), *_contents(asked)]
    _fill(first, "About", ("about", "value"), [{"about": name, "value": value} for name, value in notes])
    first.column_dimensions["A"].width, first.column_dimensions["B"].width = 26, 100
    for title, columns, rows in (
        ("Passages", COLUMNS, passages(asked)),
        ("No mention", SILENT_COLUMNS, silent(asked)),
    ):
        if rows:
            _fill(book.create_sheet(title), title.replace(" ", ""), columns, rows)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _contents(asked: Asked) -> list[tuple[str, str]]:
    """What the other sheets hold."""
    sheets = [("Sheet “Passages”", "One row for each passage.")] if passages(asked) else []
    if silent(asked):
        sheets.append(("Sheet “No mention”", f"The documents that say nothing of it. {CAUTION}"))
    return sheets


def _fill(sheet: Worksheet, name: str, columns: Sequence[str], rows: Sequence[dict[str, Any]]) -> None:
    """Make `sheet` a table with a row of headings that stays in sight."""
    for place, column in enumerate(columns, 1):
        _set(sheet, 1, place, column.replace("_", " "))
        sheet.cell(1, place).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(place)].width = _WIDTHS.get(column, _WIDTH)
        for line, row in enumerate(rows, 2):
            _set(sheet, line, place, row.get(column))
    sheet.freeze_panes = "A2"
    table = Table(displayName=name, ref=f"A1:{get_column_letter(len(columns))}{len(rows) + 1}")
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
    sheet.add_table(table)


def _set(sheet: Worksheet, line: int, place: int, value: Any) -> None:
    """Put a value into a cell; a text that begins with "=" as text, which openpyxl would take for a formula."""
    cell = sheet.cell(line, place)
    if isinstance(value, str):
        cell.value = value[:_MAX_CELL]
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(("=", "+", "-", "@"))
    else:
        cell.value = value
    cell.alignment = Alignment(wrap_text=True, vertical="top")
