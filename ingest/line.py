"""Cuts a source into lines of plain text, each knowing which characters of the source it is.

Markup that text and Markdown files carry (bold marks, links, footnote marks, paragraphs and
lists in HTML inside table cells) is left out of the text and out of the spans.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingest.document import Source, Span
from ingest.normalisation import collapse

BLOCK_TAG = re.compile(
    r"</?(?:p|div|ul|ol|li|br|h[1-6]|table|thead|tbody|tr|td|th|section|article)\b[^<>]{0,200}>", re.I
)
_MARKUP = re.compile(
    r"(?P<tag></?(?:span|b|i|em|strong|u|sup|sub|a|font)\b[^<>]{0,200}>)"
    r"|(?P<bold>\*\*|__)"
    r"|(?P<link>\[(?=[^\[\]\n]{1,300}\]\([^()\s]{0,500}\)))"
    r"|(?P<target>\]\([^()\s]{0,500}\))"
    r"|(?P<footnote>(?<=[\w.,;:)'’”\]])(?<![⁰¹²³⁴-⁹])[⁰¹²³⁴-⁹]+)"
)
_HASHES = re.compile(r"\s*(#{1,6})\s+(?=\S)")
_NOTE = re.compile(r"\s*[⁰¹²³⁴-⁹]+\s+\S")


@dataclass(frozen=True)
class Line:
    """One line. `gap` counts the blank lines before it; `cells` has its table cells, where it is a row.

    `level` is that of a heading whose rank is marked, else 0. `note` marks a footnote at the foot of a page.
    `number` is a paragraph number that the layout sets apart. `whole` says that the layout was known: the
    line is a whole paragraph, and a heading only if it has a level.
    """

    text: str
    spans: tuple[Span, ...]
    gap: int = 0
    indent: int = 0
    cells: tuple[str, ...] = ()
    level: int = 0
    note: bool = False
    page: int | None = None
    number: str | None = None
    whole: bool = False

    @property
    def start(self) -> int:
        return self.spans[0][0]


def text_of(source_text: str, spans: tuple[Span, ...]) -> str:
    """The plain text that `spans` select: the rule by which every quotation is checked.

    Two spans are joined by a space where white space or a block of markup stands between them, and
    directly where only an inline mark (bold, a footnote number) does.
    """
    parts: list[str] = []
    previous = None
    for start, end in spans:
        if previous is not None and parted(source_text, previous, start):
            parts.append(" ")
        parts.append(source_text[start:end])
        previous = end
    return collapse("".join(parts))


def tail(source_text: str, spans: tuple[Span, ...], length: int) -> tuple[Span, ...]:
    """`spans` without the first `length` characters of their text (a paragraph number, a bullet mark)."""
    if not length:
        return spans
    removed = _places(source_text, spans)[:length]
    while len(removed) > 1 and source_text[removed[-1]].isspace():
        removed.pop()
    begin = removed[-1] + 1
    return tuple((max(start, begin), end) for start, end in spans if end > begin)


def cut(source_text: str, line: Line, longest: int) -> list[Line]:
    """`line` as lines of at most `longest` characters, each but the last ended at a space where it has one.

    All but the first are lines of plain text that follow at once: a row of a table or a heading is none by then.
    """
    if len(line.text) <= longest:
        return [line]
    places = _places(source_text, line.spans)
    result: list[Line] = []
    start = 0
    while start < len(line.text):
        end = min(start + longest, len(line.text))
        if end < len(line.text):
            space = line.text.rfind(" ", start + 1, end + 1)
            end = space if space > 0 else end
        begin, stop = places[start], places[end - 1] + 1
        spans = tuple((max(a, begin), min(b, stop)) for a, b in line.spans if a < stop and b > begin)
        whole = Line(line.text[start:end], spans, page=line.page, whole=line.whole, note=line.note)
        result.append(replace(whole, gap=line.gap, indent=line.indent) if not start else whole)
        start = end + line.text.startswith(" ", end)
    return result


def _places(source_text: str, spans: tuple[Span, ...]) -> list[int]:
    """Where in the source each character of the text of `spans` stands: a space at the first of those that it stands for."""
    places: list[int] = []
    after_space = True
    previous = None
    for start, end in spans:
        if previous is not None and not after_space and parted(source_text, previous, start):
            places.append(previous - 1)
            after_space = True
        for place in range(start, end):
            is_space = source_text[place].isspace()
            if not (is_space and after_space):
                places.append(place)
            after_space = is_space
        previous = end
    return places


def parted(source_text: str, end: int, start: int) -> bool:
    """Whether the text that ends at `end` and goes on at `start` is two words there, and not one."""
    if source_text[end - 1].isspace() or source_text[start].isspace():
        return True
    return bool(re.search(r"\s", _MARKUP.sub("", BLOCK_TAG.sub(" ", source_text[end:start]))))


def lines(source: Source) -> list[Line]:
    """The lines of `source` that have text, in order."""
    result: list[Line] = []
    gap = 0
    for start, end in _physical_lines(source.text):
        pieces = list(_pieces(source.text, start, end))
        if not pieces:
            gap += 1
            continue
        for index, piece in enumerate(pieces):
            result.append(replace(piece, gap=gap if index == 0 else 1))
        gap = 0
    return result


def _physical_lines(text: str) -> Iterator[Span]:
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end + 1
        yield start, end
        start = end


def _pieces(text: str, start: int, end: int) -> Iterator[Line]:
    """The line from `start` to `end` as one `Line`, or as several where HTML blocks stand in it."""
    raw = text[start:end]
    cells = raw.rstrip("\n").split("\t")
    is_layout = any(len([p for p in BLOCK_TAG.split(cell) if p.strip()]) > 1 for cell in cells)
    if "\t" in raw.strip("\n") and not is_layout:
        line = _line(text, start, end, row=True)
        if line:
            yield line
        return
    position = start
    for match in BLOCK_TAG.finditer(raw):
        piece = _line(text, position, start + match.start())
        if piece:
            yield piece
        position = start + match.end()
    last = _line(text, position, end)
    if last:
        yield last


def _line(text: str, start: int, end: int, row: bool = False) -> Line | None:
    hashes = _HASHES.match(text, start, end)
    note = bool(_NOTE.match(text, start, end))
    body = hashes.end() if hashes else start
    spans = tuple(_kept(text, body, end))
    plain = text_of(text, spans)
    if not plain:
        return None
    cells: tuple[str, ...] = ()
    if row:
        joined = "".join(text[a:b] for a, b in spans)
        cells = tuple(collapse(cell) for cell in joined.split("\t"))
        while cells and not cells[-1]:
            cells = cells[:-1]
    leading = text[start:end]
    indent = len(leading) - len(leading.lstrip(" \u00a0"))
    return Line(plain, spans, 0, indent, cells, len(hashes.group(1)) if hashes else 0, note)


def _kept(text: str, start: int, end: int) -> Iterator[Span]:
    """The spans between `start` and `end` that are text and not markup."""
    position = start
    begins = next((place for place in range(start, end) if not text[place].isspace()), end)
    stops = sorted(
        [*_MARKUP.finditer(text, start, end), *BLOCK_TAG.finditer(text, start, end)], key=lambda m: m.start()
    )
    for match in stops:
        if match.start() < position:
            continue
        if match.lastgroup == "footnote" and match.start() <= begins:
            continue
        if position < match.start():
            yield position, match.start()
        position = match.end()
    if position < end:
        yield position, end
