"""Holds what stands on a page in its order, decides what only the whole shows, and writes it into a manuscript.

That is: whether a table is one, or only a way to lay out paragraphs; and which lines in bold type head what follows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ingest.formats.manuscript import Manuscript
from ingest.normalisation import collapse
from ingest.structure.block import TERMINAL, is_name, reads_as_heading

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
"""How digits are kept that are set as superscript, so that 2016 with a note mark 1 does not become 20161."""
MAX_COLUMNS = 200
"""Merged cells are not taken to reach beyond this many columns."""
_PROSE = 100
"""A paragraph of this many characters that ends its sentence is running text, and not an entry in a table."""
_SENTENCE_WORDS = 10
"""A whole sentence of more words than this is no heading, whatever its style."""
_MAX_TITLE_WORDS = 40


@dataclass(frozen=True)
class Mark:
    """What is printed before a list item: `text` has a space at its end ("12. ", "• "), or is empty.

    number: a number by which the item can be cited.
    """

    text: str = ""
    number: str | None = None


@dataclass(frozen=True)
class Passage:
    """A paragraph, heading (`level` from 1), list item (`mark`) or footnote (`note`). bold: all of it is."""

    text: str
    mark: Mark = Mark()
    level: int = 0
    indent: int = 0
    bold: bool = False
    note: bool = False
    page: int | None = None

    @property
    def printed(self) -> str:
        return self.mark.text + self.text


@dataclass(frozen=True)
class Row:
    """A row of a table; `first` where the table begins."""

    cells: tuple[str, ...]
    page: int | None
    first: bool


Item = Passage | Row


@dataclass
class _Table:
    """A table as it is filled. outer: where it stands. row: the cells of the open row, or None.

    covered: for each column into how many more rows a cell reaches down. notes: those of its rows, which come after
    it. begun: whether it has a row.
    """

    outer: list[Item]
    items: list[Item] = field(default_factory=list)
    row: list[list[Item]] | None = None
    in_cell: bool = False
    covered: dict[int, int] = field(default_factory=dict)
    notes: list[Passage] = field(default_factory=list)
    begun: bool = False


class Draft:
    """What a reader has seen so far. Add passages as they come, and open and close tables, rows and cells round them."""

    def __init__(self) -> None:
        self._items: list[Item] = []
        self._tables: list[_Table] = []

    def add(self, passage: Passage) -> None:
        """Add a passage, if it is part of the text."""
        if self.takes(passage.text):
            self._items.append(replace(passage, text=collapse(passage.text.translate(_INVISIBLE))))

    def takes(self, text: str) -> bool:
        """Whether `text` is part of the document: it has words, or stands beside another cell, as a dash for no figure does."""
        row = self._tables[-1].row if self.in_cell else None
        return has_words(text) or (bool(text.strip()) and row is not None and len(row) > 1)

    @property
    def expects_row(self) -> bool:
        """Whether a table is open and none of its rows is."""
        return bool(self._tables) and self._tables[-1].row is None

    @property
    def expects_cell(self) -> bool:
        """Whether a row is open and none of its cells is."""
        return bool(self._tables) and self._tables[-1].row is not None and not self._tables[-1].in_cell

    @property
    def in_cell(self) -> bool:
        return bool(self._tables) and self._tables[-1].in_cell

    def open_table(self) -> None:
        table = _Table(self._items)
        self._tables.append(table)
        self._items = table.items

    def open_row(self) -> None:
        self._tables[-1].row = []

    def open_cell(self, columns: int = 1, rows: int = 1) -> None:
        """Open the next cell, which covers so many columns and rows."""
        table = self._tables[-1]
        assert table.row is not None
        _skip_covered(table, table.row)
        columns = max(1, min(columns, MAX_COLUMNS - len(table.row)))
        if rows > 1 and len(table.row) < MAX_COLUMNS:
            table.covered |= dict.fromkeys(range(len(table.row), len(table.row) + columns), rows - 1)
        cell: list[Item] = []
        table.row += [cell, *([] for _ in range(columns - 1))]
        table.in_cell = True
        self._items = cell

    def close_cell(self) -> None:
        self._tables[-1].in_cell = False
        self._items = self._tables[-1].items

    def close_row(self) -> None:
        table = self._tables[-1]
        assert table.row is not None
        for column in [column for column in table.covered if column >= len(table.row)]:
            _uncover(table, column)
        if is_layout(table.row):
            table.items += table.notes
            table.notes = []
            for cell in table.row:
                table.items += cell
        else:
            pages = [item.page for cell in table.row for item in cell if item.page is not None]
            texts = tuple(_text(cell) for cell in table.row)
            table.items.append(Row(texts, min(pages, default=None), first=not table.begun))
            table.begun = True
            table.notes += [item for cell in table.row for item in cell if isinstance(item, Passage) and item.note]
        table.row = None

    def close_table(self) -> None:
        table = self._tables.pop()
        self._items = table.outer
        self._items += table.items
        self._items += table.notes

    def text(self) -> str:
        """All of it in one run."""
        return " ".join(_text([item]) for item in self._items)

    def write(self, manuscript: Manuscript) -> None:
        """Write it all. Raises Unreadable where that is more than any report has."""
        levels = [_level(item) if isinstance(item, Passage) else 0 for item in self._items]
        below = max([1, *levels]) + 1
        lower_words = {
            word
            for item in self._items
            if isinstance(item, Passage)
            for word in re.findall(r"\b[a-z]{3,}\b", item.text)
        }
        previous: Item | None = None
        for index, item in enumerate(self._items):
            following = self._items[index + 1] if index + 1 < len(self._items) else None
            if isinstance(item, Row):
                goes_on = isinstance(previous, Row) and not item.first
                manuscript.add_row(item.cells, gap=0 if goes_on else 1, page=item.page)
            else:
                level = levels[index] or (below if _heads(item, following, lower_words) else 0)
                manuscript.add(
                    item.printed,
                    indent=item.indent,
                    level=level,
                    note=item.note,
                    number=item.mark.number,
                    page=item.page,
                )
            previous = item


def has_words(text: str) -> bool:
    return any(character.isalnum() for character in text)


def is_layout(row: Sequence[Sequence[Item]]) -> bool:
    """Whether the cells of a row only lay out paragraphs: one alone has words, or they hold tables or running text."""
    worded = [cell for cell in row if any(not isinstance(item, Passage) or not item.note for item in cell)]
    return len(worded) < 2 or any(_is_running_text(cell) for cell in worded)


def _is_running_text(cell: Sequence[Item]) -> bool:
    if any(isinstance(item, Row) for item in cell):
        return True
    passages = [item for item in cell if isinstance(item, Passage) and not item.note]
    sentences = [item for item in passages if len(item.text) >= _PROSE and TERMINAL.search(item.text)]
    return len(sentences) > 2 or (bool(sentences) and any(item.level for item in passages))


def _skip_covered(table: _Table, row: list[list[Item]]) -> None:
    """Leave the columns empty that a cell of an earlier row reaches down into."""
    while len(row) in table.covered:
        _uncover(table, len(row))
        row.append([])


def _uncover(table: _Table, column: int) -> None:
    """A row has gone by of those that a cell reaches down into."""
    table.covered[column] -= 1
    if not table.covered[column]:
        del table.covered[column]


def _text(cell: Sequence[Item]) -> str:
    parts = [
        " ".join(item.cells) if isinstance(item, Row) else item.printed
        for item in cell
        if isinstance(item, Row) or not item.note
    ]
    return " ".join(parts)


def _level(passage: Passage) -> int:
    """The level of a heading by its style, or 0 for a paragraph that was only given such a style."""
    text, words = passage.text, len(passage.text.split())
    ended = text.endswith((":", ";")) or (bool(TERMINAL.search(text)) and not text.endswith("?"))
    return 0 if words > _MAX_TITLE_WORDS or (words > _SENTENCE_WORDS and ended) else passage.level


def _heads(passage: Passage, following: Item | None, lower_words: set[str]) -> bool:
    """Whether a passage in bold type is the heading of what follows."""
    text = passage.text
    if not passage.bold or passage.note or following is None or (passage.mark.text and not passage.mark.number):
        return False
    if not reads_as_heading(text) or is_name(text, lower_words):
        return False
    return not (passage.mark.number and isinstance(following, Passage) and following.bold and following.mark.number)
