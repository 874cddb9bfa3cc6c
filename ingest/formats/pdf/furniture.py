"""Takes off pages what is no part of the text: running heads, running feet, page numbers; sets footnotes apart."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.formats.pdf.page import Page, Point, Row, rows

_MARGIN = 0.13
"""The share of a page's height, at its head and foot, where furniture is looked for."""
_SAME_HEIGHT: Point = 3.0
"""Furniture of several pages stands at heights that differ by less than this, or little more."""
_EVERY_OTHER = 2
_WORDS = 6
"""Text of fewer letters, such as a grade, may stand in the margins of several pages by accident."""
_NOTE = 0.95
"""A footnote is set in type smaller than this share of that of the text."""


@dataclass(frozen=True)
class Leaf:
    """A page without its furniture: the rows of the text, and those of its footnotes, from the top."""

    page: Page
    rows: tuple[Row, ...]
    notes: tuple[Row, ...]


def leaves(pages: Sequence[Page], body_size: Point) -> list[Leaf]:
    """`pages`, whose text is set in type of `body_size`, as leaves."""
    all_rows = [rows(page) for page in pages]
    furniture = _furniture(pages, all_rows, body_size)
    result = []
    for page, page_rows in zip(pages, all_rows, strict=True):
        kept = [row for row in page_rows if id(row) not in furniture]
        notes = _notes(kept, body_size)
        result.append(Leaf(page, tuple(kept[: len(kept) - len(notes)]), tuple(notes)))
    return result


def _furniture(pages: Sequence[Page], all_rows: Sequence[Sequence[Row]], body_size: Point) -> set[int]:
    """The ids of the rows in the margins that say the same, figures aside, at the same height of several pages.

    What does so on some pages is furniture on others too, save in large type: a title may be what the heads repeat.
    """
    in_margins = [
        (row, _without_figures(row.text), round(_height(row, page) / _SAME_HEIGHT), page.number)
        for page, page_rows in zip(pages, all_rows, strict=True)
        for row in page_rows
        if not _MARGIN * page.height < row.base < (1 - _MARGIN) * page.height
    ]
    on_pages: dict[tuple[str, int], set[int]] = defaultdict(set)
    for _, text, height, number in in_margins:
        for near in (height - 1, height, height + 1):
            on_pages[text, near].add(number)
    enough = 2 if len(pages) < 6 else 3
    repeated = {place for place, numbers in on_pages.items() if _most_together(numbers) >= enough}
    running = {text for text, _ in repeated if sum(character.isalpha() for character in text) >= _WORDS}
    return {
        id(row)
        for row, text, height, number in in_margins
        if (text, height) in repeated
        or (text in running and row.size < 1.05 * body_size)
        or (_is_page_number(text) and row.text.strip("- ") == str(number))
    }


def _without_figures(text: str) -> str:
    """`text` with a sign for each number, so that what differs by the number of its page is the same."""
    return re.sub(r"\d+|^[ivxlc]+$", "#", text)


def _most_together(numbers: Iterable[int]) -> int:
    """How many of the pages follow each other, or are every other page: a heading may stand at the top of any few."""
    most = together = 0
    last = -_EVERY_OTHER
    for number in sorted(numbers):
        together = together + 1 if number - last <= _EVERY_OTHER else 1
        most, last = max(most, together), number
    return most


def _height(row: Row, page: Page) -> Point:
    """How far a row stands from the nearer end of its page, upwards."""
    return row.base if row.base < page.height / 2 else row.base - page.height


def _is_page_number(text: str) -> bool:
    return bool(re.fullmatch(r"(?:[Pp]age\s*)?[-–]?\s*#\s*[-–]?(?:\s*of\s*#)?", text))


def _notes(page_rows: Sequence[Row], body_size: Point) -> list[Row]:
    """The footnotes: the last rows of a page, in small type, from the first that begins with a mark."""
    first = len(page_rows)
    while first > 0 and page_rows[first - 1].size < _NOTE * body_size:
        first -= 1
    small = page_rows[first:]
    begins = next((index for index, row in enumerate(small) if row.begins_with_mark), None)
    return [] if begins is None else list(small[begins:])
