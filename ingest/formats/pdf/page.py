"""What stands on a page of a document with fixed layout: words with their places, and lines made of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

Point = float
"""1/72 of an inch. Upwards is positive, as in PDF."""

_SAME_LINE = 0.2
"""How far apart, as a share of the size of the type, the baselines of words on one line may be."""
_CELL_GAP = 1.3
"""White space wider than this, in sizes of the type, parts two cells and not two words."""
_EDGE_GAP = 0.75
"""White space that parts two cells where the second begins at the edge that other rows begin at."""
_EDGE_ROWS = 2
_MARK = 0.8
"""A footnote mark is smaller than this share of the type that it stands in."""
_LEADER = re.compile(r"[._…·]{3,}")
"""The dots that lead from an entry to its page number."""


@dataclass(frozen=True)
class Word:
    """A word and its box: from `left` to `right`, standing on the line at height `base`, in type of a size.

    hyphenated: it ends in a hyphen at the end of a line, so that it may be the first half of a word.
    """

    text: str
    left: Point
    right: Point
    base: Point
    size: Point
    bold: bool
    hyphenated: bool = False


@dataclass(frozen=True)
class Page:
    """A page, numbered from 1, with its words in the order of the file."""

    number: int
    width: Point
    height: Point
    words: tuple[Word, ...]


@dataclass(frozen=True)
class Row:
    """Words that stand on one line of one column. `page` counts from 1."""

    words: tuple[Word, ...]
    page: int

    @property
    def left(self) -> Point:
        return self.words[0].left

    @cached_property
    def right(self) -> Point:
        return max(word.right for word in self.words)

    @cached_property
    def base(self) -> Point:
        """The height of the line that most of its words stand on."""
        return _most((word.base, len(word.text)) for word in self.words)

    @cached_property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @cached_property
    def size(self) -> Point:
        """The size of most of its type."""
        return _most((word.size, len(word.text)) for word in self.words)

    @cached_property
    def bold(self) -> bool:
        """Whether all of it is bold, marks aside."""
        return all(word.bold for word in self.words if any(c.isalnum() for c in word.text))

    @cached_property
    def noted(self) -> Row:
        """The row without the footnote marks in it."""
        return Row(tuple(word for word in self.words if not self._is_mark(word)), self.page)

    @cached_property
    def marks(self) -> tuple[str, ...]:
        """The footnote marks in it."""
        return tuple(mark for word in self.words if self._is_mark(word) for mark in word.text.split(",") if mark)

    @cached_property
    def begins_with_mark(self) -> bool:
        """Whether it begins with a footnote mark, as a footnote does."""
        return len(self.words) > 1 and self.words[0].text.isdigit() and self._is_mark(self.words[0])

    def is_overleaf_of(self, row: Row) -> bool:
        """Whether it stands on a later page or column than `row`, which comes before it."""
        return self.page != row.page or self.base > row.base

    def _is_mark(self, word: Word) -> bool:
        small = word.size < _MARK * self.size or word.base > self.base + _SAME_LINE * self.size
        return small and word.text.strip("*†‡,").isdigit() | (word.text in ("*", "†", "‡"))


def rows(page: Page) -> list[Row]:
    """The rows of `page`, from the top, and from the left where several stand side by side."""
    lines: list[list[Word]] = []
    for word in sorted(page.words, key=lambda word: -word.base):
        line = next((line for line in reversed(lines[-4:]) if _on_one_line(line[0], word)), None)
        if line is None:
            lines.append([word])
        else:
            line.append(word)
    parted = [row for line in _with_marks(lines) for row in _parted(line, page.number)]
    edges = Counter(round(row.left) for row in parted)
    return [cell for row in parted for cell in _at_edges(row, edges)]


def _on_one_line(first: Word, word: Word) -> bool:
    sizes = sorted((first.size, word.size))
    return abs(first.base - word.base) < _SAME_LINE * sizes[1] and sizes[0] > _MARK * sizes[1]


def _with_marks(lines: Sequence[list[Word]]) -> list[list[Word]]:
    """The lines, with each line of small signs alone, such as footnote marks, put into the line that they are set above."""
    result: list[list[Word]] = []
    for index, line in enumerate(lines):
        if all(len(word.text) <= 3 for word in line):
            near = (*lines[max(0, index - 2) : index], *lines[index + 1 : index + 4])
            host = next((other for other in near if all(_is_set_above(mark, other) for mark in line)), None)
            if host is not None:
                host.extend(line)
                continue
        result.append(line)
    return result


def _is_set_above(mark: Word, line: Sequence[Word]) -> bool:
    """Whether `mark` is in smaller type than the words of `line` and touches one of them, or is a number raised at its
    beginning.
    """
    first = min(line, key=lambda word: word.left)
    if mark.text.isdigit() and mark.size <= first.size and 0 < first.left - mark.left < 2 * first.size:
        return _SAME_LINE * first.size < mark.base - first.base < 0.7 * first.size
    return any(
        mark.size < _MARK * word.size
        and abs(mark.base - word.base) < 0.6 * word.size
        and -1 < max(mark.left - word.right, word.left - mark.right) < 0.6 * word.size
        for word in line
    )


def _parted(line: Sequence[Word], page: int) -> Iterable[Row]:
    """The line cut where white space is too wide to stand between words, save after the mark of a list item."""
    ordered = [word for word in sorted(line, key=lambda word: word.left) if not _LEADER.fullmatch(word.text)]
    if not ordered:
        return
    size = _most((word.size, len(word.text)) for word in ordered)
    start = 0
    right = ordered[0].right
    for index in range(1, len(ordered)):
        wide = ordered[index].left - right > _CELL_GAP * size
        if wide and not (index - start == 1 and is_item_mark(ordered[start].text)):
            yield Row(tuple(ordered[start:index]), page)
            start, right = index, ordered[index].right
        right = max(right, ordered[index].right)
    yield Row(tuple(ordered[start:]), page)


def is_item_mark(text: str) -> bool:
    """Whether `text` is what stands before a list item: a number, a letter in brackets, a bullet."""
    return is_bullet(text) or is_number(text) or (len(text) <= 5 and text.endswith(")") and text.strip("()").isalpha())


def is_number(text: str) -> bool:
    """Whether `text` is a paragraph number as printed: "12.", "12", "7.19", "3.2.1."."""
    parts = text.rstrip(".)").split(".")
    return len(parts) <= 4 and all(part.isdigit() and len(part) <= 3 for part in parts)


def is_bullet(text: str) -> bool:
    """Whether `text` is a bullet: a sign that stands for no letter, or the "o" and dashes that typists use."""
    if len(text) != 1:
        return False
    return text in "•◦▪▫■□●○◆◇◼◾▶►➢➤✓✔·*-–—─―‒−o" or "\ue000" <= text <= "\uf8ff"


def _at_edges(row: Row, edges: Counter[int]) -> Iterable[Row]:
    """The row cut where, after more than a space, a word stands right where several rows begin: in a column of a table."""
    start = 0
    for index in range(1, len(row.words)):
        word, before = row.words[index], row.words[index - 1]
        begins = sum(edges[round(word.left) + near] for near in (-1, 0, 1))
        wide = word.left - before.right > _EDGE_GAP * row.size
        if wide and begins >= _EDGE_ROWS and not (index - start == 1 and is_item_mark(before.text)):
            yield Row(row.words[start:index], row.page)
            start = index
    yield Row(row.words[start:], row.page)


def _most(weighted: Iterable[tuple[float, int]]) -> float:
    """The value with the most weight, rounded to a tenth; the largest of those that have as much."""
    total: dict[float, int] = {}
    for value, weight in weighted:
        total[round(value, 1)] = total.get(round(value, 1), 0) + weight
    return max(total, key=lambda value: (total[value], value))
