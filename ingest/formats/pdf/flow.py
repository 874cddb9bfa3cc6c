"""Joins the rows of all pages into headings, paragraphs, list items, tables and footnotes.

The rules are those that the typesetter followed: a paragraph goes on while its lines stand one leading
apart at its left edge; a line that ends though the next word would have fitted on it ends a paragraph; the
number or bullet of an item hangs out to the left of its text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ingest.formats.manuscript import Manuscript
from ingest.formats.pdf.furniture import Leaf, leaves
from ingest.formats.pdf.grid import Column, Table, arrange
from ingest.formats.pdf.page import Page, Point, Row, Word, is_bullet, is_item_mark, is_number
from ingest.structure.block import TERMINAL

_EDGE: Point = 3.5
"""Rows whose left edges differ by less start at the same place."""
_STEP: Point = 0.5
"""Type larger than that of the text by more than this is that of a heading."""
_HANG: Point = 5.0
"""The least white space between the mark of an item and its text."""
_NEAR = 12
"""How many lines above show how far right the lines of a paragraph go."""
_SUSPENDED = re.compile(r"(?:and|or|to|nor|und)\b", re.I)
_BARE_MARK = re.compile(r"\d{1,3}(?:\.\d{1,2}){0,3}[.)]|[•◦▪■●○◆]")
_RANGE = re.compile(r"\d[-–]$")
_LONGEST_WORD = 100
MAX_HEADING = 200
_LONGEST_WORD = 100


@dataclass(frozen=True)
class Type:
    """What the type of a document is like: the size of its text, its leading in sizes, its right edge, heading styles."""

    size: Point
    leading: float
    right: Point
    words: frozenset[str]
    headings: tuple[tuple[Point, bool], ...]

    def level(self, row: Row) -> int:
        """The rank of the heading that a row in such type is, from 1; 0 where the type is that of the text."""
        style = _style(row)
        return self.headings.index(style) + 1 if style in self.headings else 0


@dataclass
class _Paragraph:
    """Rows that are being joined. `edge` is where its rows after the first begin; `mark` that of an item.

    right: how far the lines of the column go that the last row stands in. above: how many rows stand in earlier ones.
    """

    rows: list[Row]
    mark: str | None
    edge: Point
    level: int
    right: Point = 0.0
    above: int = 0
    notes: list[str] = field(default_factory=list)

    @property
    def last(self) -> Row:
        return self.rows[-1]

    @property
    def is_bare_mark(self) -> bool:
        """Whether it is so far the mark of an item alone, which stands on a line above its text."""
        return len(self.rows) == 1 and len(self.rows[0].words) == 1 and bool(self.mark)

    @property
    def starts_indented(self) -> bool:
        """Whether its first line may be set in from the edge of the others, as nothing else sets it apart."""
        return len(self.rows) == 1 and not self.mark

    def take(self, row: Row) -> None:
        """Add a row; the one after the first shows where the others begin, as does the first of a page or column."""
        if row.is_overleaf_of(self.last):
            self.above = len(self.rows)
        if self.above == len(self.rows) or len(self.rows) == 1:
            self.edge = row.left
        self.rows.append(row)


def write(pages: Sequence[Page], manuscript: Manuscript) -> None:
    """Write the text of `pages` into `manuscript`, a line a paragraph."""
    body_size = _body_size(pages)
    bound = leaves(pages, body_size)
    style = _type(bound, body_size)
    open_paragraph: _Paragraph | None = None
    for leaf in bound:
        notes = list(_notes(leaf.notes, style))
        for column in arrange(leaf.rows):
            open_paragraph = _write_column(column, open_paragraph, notes, style, manuscript)
        if open_paragraph is not None:
            open_paragraph.notes += [note for _, note in notes]
        else:
            for _, note in notes:
                manuscript.add(note, note=True, page=leaf.page.number)
    _close(open_paragraph, style, manuscript)


def _write_column(
    column: Column,
    open_paragraph: _Paragraph | None,
    notes: list[tuple[str, str]],
    style: Type,
    manuscript: Manuscript,
) -> _Paragraph | None:
    """Write down what ends in a column, with the paragraph that was open before it; the one that is open after it.

    notes: marks and texts of the footnotes of the page, from which a paragraph takes those that its rows refer to.
    """
    for thing in column.things:
        if isinstance(thing, Table):
            _close(open_paragraph, style, manuscript)
            open_paragraph = None
            for index, cells in enumerate(thing.cells):
                manuscript.add_row(cells, gap=int(index == 0), page=thing.page)
            continue
        if open_paragraph is not None and _goes_on(open_paragraph, thing, style):
            open_paragraph.take(thing)
        else:
            _close(open_paragraph, style, manuscript)
            open_paragraph = _begin(thing, style)
        open_paragraph.right = column.right or style.right
        open_paragraph.notes += [note for mark, note in notes if mark in thing.marks]
        notes[:] = [(mark, note) for mark, note in notes if mark not in thing.marks]
    return open_paragraph


# Type


def _body_size(pages: Sequence[Page]) -> Point:
    sizes: Counter[Point] = Counter()
    for page in pages:
        for word in page.words:
            sizes[round(word.size, 1)] += len(word.text)
    return max(sizes, key=lambda size: (sizes[size], size), default=12.0)


def _type(bound: Sequence[Leaf], size: Point) -> Type:
    """What the pages have in common: measured over the rows in the size of the text."""
    text = [row for leaf in bound for row in leaf.rows]
    leadings: Counter[float] = Counter()
    for leaf in bound:
        for above, below in pairwise(leaf.rows):
            drop = (above.base - below.base) / size
            if 0.9 < drop < 2.5 and abs(above.size - size) < 0.6 and abs(below.size - size) < 0.6:
                leadings[round(drop, 1)] += 1
    likely = [drop for drop, count in leadings.items() if count >= 0.2 * leadings.total()]
    rights = sorted(row.right for row in text if abs(row.size - size) < 0.6) or [0.0]
    styles = {_style(row) for row in text if row.size > size + _STEP or (row.bold and row.size > size - 0.6)}
    ranked = sorted(styles, key=lambda one: (-one[0], not one[1]))
    words = re.findall(r"[a-z]+(?:-[a-z]+)*", " ".join(row.text for row in text).lower())
    return Type(size, min(likely, default=1.2), rights[int(0.98 * (len(rights) - 1))], frozenset(words), tuple(ranked))


def _style(row: Row) -> tuple[Point, bool]:
    """The size of the type of a row, in steps, and whether it is bold."""
    return round(row.size / _STEP) * _STEP, row.bold


# Paragraphs


def _begin(row: Row, style: Type) -> _Paragraph:
    words = row.noted.words or row.words
    mark = words[0].text if _is_marked(words, row) else None
    edge = words[1].left if mark and len(words) > 1 else row.left
    return _Paragraph([row], mark, edge, style.level(row.noted if row.noted.words else row))


def _is_marked(words: Sequence[Word], row: Row) -> bool:
    """Whether the row begins with the mark of an item, its text hanging to the right of it or on the next line."""
    if len(words) == 1:
        return bool(_BARE_MARK.fullmatch(words[0].text))
    if len(words) < 2 or not is_item_mark(words[0].text):
        return False
    first, second = words[0], words[1]
    if first.text[-1] in ".)" and is_number(first.text):
        return True
    wide = second.left - first.right > max(_HANG, 0.45 * row.size)
    return wide or (is_bullet(first.text) and first.text not in "-–—o*·")


def _goes_on(paragraph: _Paragraph, row: Row, style: Type) -> bool:
    """Whether `row` is one more row of the paragraph."""
    last = paragraph.last
    if abs(row.size - last.size) > 0.6 and not (
        0.85 < row.size / last.size < 1.18 and _is_mid_sentence(paragraph, row)
    ):
        return False
    if style.level(row) != paragraph.level and not (row.text[:1].islower() and not TERMINAL.search(last.text)):
        return False
    if row.is_overleaf_of(last):
        return _goes_on_overleaf(paragraph, row)
    leading = max(style.leading, 1.2) if not paragraph.level else 1.25
    drop = (last.base - row.base) / (leading * row.size)
    if drop > 1.18:
        return drop < 1.8 and bool(paragraph.mark) and _is_mid_sentence(paragraph, row)
    if paragraph.is_bare_mark:
        return row.left > last.left - _EDGE and not _is_marked(row.words, row)
    if _has_room_left(paragraph, row) and TERMINAL.search(_clean(last.noted.text)) and not row.text.startswith("("):
        return False
    if _begins_hang(paragraph, row):
        return True
    if paragraph.starts_indented and not _is_marked(row.words, row):
        indented = 0 < paragraph.edge - row.left < 3 * row.size
        return abs(row.left - paragraph.edge) < _EDGE or indented or bool(paragraph.level)
    if paragraph.level and abs(row.left - paragraph.rows[0].left) < _EDGE:
        return not _is_marked(row.words, row)
    if abs(row.left - paragraph.edge) < _EDGE:
        return not (is_bullet(row.words[0].text) and _is_marked(row.words, row))
    return not _is_marked(row.words, row) and row.left > paragraph.edge - _EDGE and row.text[:1].islower()


def _is_mid_sentence(paragraph: _Paragraph, row: Row) -> bool:
    """Whether `row` clearly goes on with a sentence of the paragraph, though its type or leading may be another."""
    if paragraph.level or paragraph.last.text.endswith((*".!?:;", "and", "or")) or not row.text[:1].islower():
        return False
    at_edge = abs(row.left - paragraph.edge) < (_EDGE if len(paragraph.rows) == 1 else 2 * _EDGE)
    return at_edge or _begins_hang(paragraph, row)


def _begins_hang(paragraph: _Paragraph, row: Row) -> bool:
    """Whether `row`, below a first line that begins with the mark of an item, shows where its text hangs: below the mark,
    or not quite below the first word.
    """
    first = paragraph.last
    mark = first.words[0].text
    if len(paragraph.rows) > 1 or not is_item_mark(mark) or _has_room_left(paragraph, row):
        return False
    below_text = first.left + _EDGE < row.left < paragraph.edge + 2 * row.size
    if _is_marked(row.words, row):
        return below_text and is_number(mark) and is_number(row.words[0].text)
    return below_text or (is_number(mark) and abs(row.left - first.left) < _EDGE)


def _has_room_left(paragraph: _Paragraph, row: Row) -> bool:
    """Whether the first word of `row` would clearly have fitted on the last line of the paragraph.

    Where lines are ragged, the column is a little wider than the widest of those near by.
    """
    near = paragraph.rows[max(paragraph.above, len(paragraph.rows) - _NEAR) :]
    edge = max(other.right for other in (*near, row))
    return paragraph.last.right + _first_word(row) < edge - 0.5 * row.size


def _first_word(row: Row) -> Point:
    """The width that the first word of a row takes up on a line, with the space before it."""
    return 0.3 * row.size + row.words[0].right - row.words[0].left


def _goes_on_overleaf(paragraph: _Paragraph, row: Row) -> bool:
    """Whether `row`, the first of a page or column, goes on with the paragraph that the last one ended with."""
    last = paragraph.last
    if paragraph.level:
        return False
    finished = bool(TERMINAL.search(_clean(last.noted.text)))
    if _is_marked(row.words, row):
        at_text = abs(row.left - paragraph.edge) < _EDGE and bool(paragraph.mark)
        return at_text and not finished and not is_bullet(row.words[0].text)
    if paragraph.mark and abs(row.left - paragraph.edge) < _EDGE:
        return True
    full = last.right + _first_word(row) > paragraph.right - 2
    if abs(row.left - paragraph.edge) > _EDGE and row.left < paragraph.edge:
        return not finished and row.text[:1].islower()
    return full if finished else full or row.text[:1].islower() or not paragraph.mark


def _close(paragraph: _Paragraph | None, style: Type, manuscript: Manuscript) -> None:
    """Write the finished paragraph down, then the footnotes of the pages that it stands on."""
    if paragraph is None:
        return
    text = _joined([row.noted for row in paragraph.rows], style)
    first = paragraph.rows[0]
    if paragraph.level and _is_title(text, paragraph):
        manuscript.add(text, level=paragraph.level, page=first.page)
    elif paragraph.mark and is_bullet(paragraph.mark):
        rest = text[len(paragraph.mark) :].lstrip()
        manuscript.add(f"• {rest}", indent=_indent(first), page=first.page)
    else:
        number = paragraph.mark.rstrip(".)") if paragraph.mark and is_number(paragraph.mark) else None
        manuscript.add(text, indent=_indent(first), page=first.page, number=number)
    for note in paragraph.notes:
        manuscript.add(note, note=True, page=paragraph.last.page)


def _is_title(text: str, paragraph: _Paragraph) -> bool:
    if paragraph.mark and not is_number(paragraph.mark):
        return False
    return len(text) <= MAX_HEADING and not text.endswith((".", ";", ",")) and any(c.isalpha() for c in text)


def _indent(row: Row) -> int:
    """How far in a row begins, in steps of a tab's width that small unevenness does not change."""
    return round(row.left / 9)


def _notes(note_rows: Sequence[Row], style: Type) -> Iterator[tuple[str, str]]:
    """The footnotes of a page: the mark of each, and its text without it."""
    mark = ""
    group: list[Row] = []
    for row in note_rows:
        if row.begins_with_mark:
            if group:
                yield mark, _joined(group, style)
            mark, group = row.words[0].text, [Row(row.words[1:], row.page)]
        else:
            group.append(row)
    if group:
        yield mark, _joined(group, style)


# Words


def _joined(rows: Sequence[Row], style: Type) -> str:
    """The text of rows, with words that were parted at the end of a line made whole."""
    text = ""
    for row in rows:
        if not row.words:
            continue
        words = _clean(row.text)
        if text.endswith("-") and text[-2:-1].isalpha() and words[:1].isalpha() and not _SUSPENDED.match(words):
            text = _healed(text, words, style.words)
        elif _RANGE.search(text[-2:]) and words[:1].isdigit():
            text += words
        else:
            text = f"{text} {words}" if text else words
    return text


def _healed(text: str, words: str, known: frozenset[str]) -> str:
    """`text`, which ends in a hyphen, with `words` after it: without the hyphen if the document writes the word so."""
    head, tail = re.search(r"[^\W\d_]*-$", text[-_LONGEST_WORD:]), re.match(r"[^\W\d_]+", words)
    whole = f"{head[0][:-1]}{tail[0]}".lower() if head and tail else ""
    hyphened = f"{head[0]}{tail[0]}".lower() if head and tail else ""
    return text[:-1] + words if whole in known and hyphened not in known else text + words


def _clean(text: str) -> str:
    """`text` without the white space that typesetting leaves before a mark that ends something; "’em" and ".5" begin it."""
    return re.sub(r"\s+([,;:!?)]|\.(?!\d)|[’”](?!\w))", r"\1", text).strip()
