"""Finds the tables of a page from how its rows stand side by side, and puts columns in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.formats.pdf.page import Point, Row

_LINE = 0.8
"""Rows whose baselines are nearer than this share of their type stand side by side."""
_LEADING = 1.55
"""Rows of one cell are at most this many sizes of type apart."""
_BETWEEN = 3.6
"""Rows of one table are at most this many sizes of type apart."""
_GUTTER: Point = 6.0
_COLUMN_CHARACTERS = 28
"""Columns of text have longer lines than the cells of a table, on average."""
_COLUMN_ROWS = 6
MAX_ROWS = 800
"""More rows than this stand on no page that anyone reads; to find tables in them may take the square of their number."""


@dataclass(frozen=True)
class Table:
    """Rows of cells, each cell the text of one or more `Row`s, with the place of the table on its page."""

    cells: tuple[tuple[str, ...], ...]
    page: int
    top: Point


def arrange(page_rows: Sequence[Row]) -> list[Row | Table]:
    """The rows of a page in reading order: column after column, with tables as tables."""
    if len(page_rows) > MAX_ROWS:
        return list(page_rows)
    result: list[Row | Table] = []
    for group in _columns(page_rows):
        result.extend(_with_tables(group))
    return result


# Columns


def _columns(page_rows: Sequence[Row]) -> list[list[Row]]:
    """The rows by column of text, where the page has two; rows across both part what is above from what is below."""
    gutter = _gutter(page_rows)
    if gutter is None:
        return [list(page_rows)]
    result: list[list[Row]] = []
    left: list[Row] = []
    right: list[Row] = []
    for row in page_rows:
        if row.left < gutter < row.right:
            result += [left, right, [row]]
            left, right = [], []
        else:
            (left if row.right <= gutter else right).append(row)
    return [group for group in (*result, left, right) if group]


def _gutter(page_rows: Sequence[Row]) -> Point | None:
    """Where the white space between two columns of text is, or None if the page has one column."""
    pairs = _side_by_side(page_rows)
    if len(pairs) < _COLUMN_ROWS:
        return None
    places = sorted((left.right + right.left) / 2 for left, right in pairs)
    gutter = places[len(places) // 2]
    sides = [[row for row in page_rows if row.right <= gutter], [row for row in page_rows if row.left >= gutter]]
    return gutter if all(_is_running_text(side) for side in sides) else None


def _is_running_text(side: Sequence[Row]) -> bool:
    """Whether the rows are long and mostly one leading apart, as those of a column of text and not of cells are."""
    if len(side) < _COLUMN_ROWS or sum(len(row.text) for row in side) < _COLUMN_CHARACTERS * len(side):
        return False
    close = sum(1 for above, below in pairwise(side) if above.base - below.base < _LEADING * above.size)
    return close >= 0.6 * len(side)


# Tables


def _with_tables(group: Sequence[Row]) -> list[Row | Table]:
    """`group`, from the top, with each run of rows that form a table in its place."""
    paired = {id(row) for pair in _side_by_side(group) for row in pair}
    result: list[Row | Table] = []
    index = 0
    while index < len(group):
        if id(group[index]) in paired:
            start, end = _extent(group, index, paired)
            del result[len(result) - (index - start) :]
            result.append(_table(group[start:end]))
            index = end
        else:
            result.append(group[index])
            index += 1
    return result


def _side_by_side(group: Sequence[Row]) -> list[tuple[Row, Row]]:
    """Pairs of rows of which the second stands to the right of the first."""
    pairs = []
    for index, row in enumerate(group):
        for other in group[index + 1 : index + 8]:
            if abs(row.base - other.base) < _LINE * min(row.size, other.size):
                left, right = sorted((row, other), key=lambda one: one.left)
                if right.left - left.right > _GUTTER:
                    pairs.append((left, right))
    return pairs


def _extent(group: Sequence[Row], first: int, paired: set[int]) -> tuple[int, int]:
    """Where the table begins and ends that the row at `first` is the first paired row of."""
    end = last = first
    while end + 1 < len(group):
        row, before = group[end + 1], group[end]
        if before.base - row.base > _BETWEEN * row.size:
            break
        if id(row) in paired:
            last = end + 1
        elif _spans_columns(row, group[first : last + 1]):
            break
        end += 1
    while last + 1 < len(group) and _goes_on(group[last + 1], group[first : last + 1]):
        last += 1
    start = first
    while start > 0 and _leads_in(group[start - 1], group[start : last + 1]):
        start -= 1
    return start, last + 1


def _spans_columns(row: Row, table: Sequence[Row]) -> bool:
    """Whether the row stands across the gap between columns of the table, and so outside it."""
    bounds = _bounds(table)
    return any(row.left < left_end and row.right > right_start for (_, left_end), (right_start, _) in pairwise(bounds))


def _goes_on(row: Row, table: Sequence[Row]) -> bool:
    """Whether the row below the table is one more line of a cell in its last row."""
    above = [other for other in table if other.left - 2 <= row.right and other.right + 2 >= row.left]
    if not above or _spans_columns(row, table):
        return False
    lowest = min(above, key=lambda other: other.base)
    near = 0 < lowest.base - row.base < _LEADING * row.size
    return near and row.bold == lowest.bold and abs(row.size - lowest.size) < 0.6 and row.left >= lowest.left - 2


def _leads_in(row: Row, table: Sequence[Row]) -> bool:
    """Whether the row above the table is the first line of a cell whose other lines stand beside another cell."""
    top = max(table, key=lambda other: other.base)
    below = [
        other for other in table if abs(other.left - row.left) < 3 and 0 < row.base - other.base < _LEADING * row.size
    ]
    return (
        bool(below)
        and row.base - top.base < _LEADING * row.size
        and row.bold == below[0].bold
        and not _spans_columns(row, table)
    )


def _bounds(table: Sequence[Row]) -> list[tuple[Point, Point]]:
    """The left and right edge of each column: where the rows lie, seen from above."""
    merged: list[list[Point]] = []
    for left, right in sorted((row.left, row.right) for row in table):
        if merged and left <= merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], right)
        else:
            merged.append([left, right])
    return [(left, right) for left, right in merged]


def _table(rows: Sequence[Row]) -> Table:
    bounds = _bounds(rows)
    columns = [[row for row in rows if left <= row.left <= right] for left, right in bounds]
    cells = [_cells(column) for column in columns]
    if all(len(column_cells) == 1 for column_cells in cells) and _is_ruled_by_line(columns):
        cells = [[[row] for row in column] for column in columns]
    key = max(cells, key=len)
    heights = [_extent_of(cell) for cell in key]
    grid = [[""] * len(columns) for _ in heights]
    for number, column_cells in enumerate(cells):
        for cell in column_cells:
            line = _nearest(heights, _extent_of(cell))
            text = " ".join(row.noted.text for row in cell)
            grid[line][number] = f"{grid[line][number]} {text}".strip()
    return Table(tuple(tuple(line) for line in grid), rows[0].page, rows[0].base)


def _is_ruled_by_line(columns: Sequence[Sequence[Row]]) -> bool:
    """Whether each line is a row of the table, though no white space parts it from the next: most have two cells."""
    lines = {round(row.base / 2) for column in columns for row in column}
    shared = sum(1 for line in lines if sum(any(round(row.base / 2) == line for row in c) for c in columns) > 1)
    return shared > 1 and shared >= 0.6 * len(lines)


def _cells(column: Sequence[Row]) -> list[list[Row]]:
    """The rows of a column in groups that stand close together."""
    groups: list[list[Row]] = []
    leading = min((a.base - b.base for a, b in pairwise(column) if a.base - b.base > 1), default=0.0)
    for row in column:
        if groups and groups[-1][-1].base - row.base < min(1.2 * leading, _LEADING * row.size):
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups


def _extent_of(cell: Sequence[Row]) -> tuple[Point, Point]:
    return cell[-1].base, cell[0].base + cell[0].size * 0.7


def _nearest(heights: Sequence[tuple[Point, Point]], extent: tuple[Point, Point]) -> int:
    """The number of the table row whose height has most in common with `extent`, or is nearest to its middle."""
    middle = sum(extent) / 2

    def fit(index: int) -> tuple[Point, Point]:
        low, high = heights[index]
        return min(high, extent[1]) - max(low, extent[0]), -abs((low + high) / 2 - middle)

    return max(range(len(heights)), key=fit)
