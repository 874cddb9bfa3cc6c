"""Joins lines into blocks: headings, numbered items, bullets, running text, tables, footnotes.

Lines that were broken in mid-sentence, by wrapping or by a page break, are joined again. The test for
a wrapped line is the one that the typesetter used: the next word would not have fitted on it.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, field, replace

from ingest.annotation.grade import grade_of, trailing_grade
from ingest.document import Span
from ingest.line import Line, cut, parted, tail

NUMBER = re.compile(r"(?:[-–•◼▪●]\s+)?(?P<number>\d{1,3}(?:\.\d{1,2}){0,3})(?P<stop>[.)])?\s+(?=\S)")
_SET_APART = re.compile(r"\(?" + NUMBER.pattern)
"""How a line begins whose number the layout sets apart."""
BULLET = re.compile(r"(?:[-–—•◼▪●○*➢✓·\uf0b7\uf0a7]|o(?=\s+[A-Z]))\s+(?=\S)|\(?(?:[a-z]|[ivx]{1,4})\)\s+(?=\S)")
TERMINAL = re.compile(r"[.!?…][\"'”’)\]]*(?:\s*\((?:[Rr]ecommendation|paragraphs?)[^()]*\))?$|^\([^()]*\)$")
_SIGN_OFF = re.compile(
    r"(?:dear|yours (?:sincerely|faithfully)|approved by|signed|contact officer|report author|background (?:papers|documents)|cc|t|e|w|tel|email|telephone|textphone)\b(?:[\s:]|$)",
    re.I,
)
_CONTACT = re.compile(r"@|https?://|www\.|\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b|©|^\d{1,2} [A-Z][a-z]+ \d{4}$")
_NAMED_PART = re.compile(r"(?:chapter|section|annex|appendix|part|theme|priority|outcome)\b", re.I)
MAX_HEADING = 125
MAX_HEADING_WORDS = 18
MAX_LENGTH = 20_000
MAX_SPANS = 500
"""No paragraph has more characters or is printed on more lines: text that goes on longer is cut into several."""
_END = 1_000
"""The last words of a text, within which the end of a sentence is looked for."""
LONG = 130
"""A line of unwrapped text this long is no heading: if it does not end its sentence, a page break cut it."""


@dataclass(frozen=True)
class Block:
    """kind: ``heading``, ``text``, ``item`` (numbered or bullet), ``table`` or ``note``.

    breaks: offsets in the text where an attached list item or a table row starts. rows: the cells.
    """

    kind: str
    text: str
    spans: tuple[Span, ...]
    number: str | None = None
    bullet: bool = False
    level: int = 0
    grade: str | None = None
    indent: int = 0
    breaks: tuple[int, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    page: int | None = None

    @property
    def finished(self) -> bool:
        return ends_sentence(self.text)

    @property
    def introduces(self) -> bool:
        """Whether a list is to follow."""
        return self.text.endswith((":", ";"))


@dataclass
class _State:
    """What the pass over the lines has built so far."""

    source_text: str
    width: int | None
    lower_words: frozenset[str]
    blocks: list[Block] = field(default_factory=list)
    place: int | None = None
    """That of the last block that running text can go on in: footnotes after it are passed over."""
    last_line: Line | None = None
    number: int = 0
    dotted: tuple[int, ...] = ()

    @property
    def current(self) -> Block | None:
        """The last block that is no footnote."""
        return None if self.place is None else self.blocks[self.place]

    def add(self, block: Block) -> None:
        self.blocks.append(block)
        if block.kind != "note":
            self.place = len(self.blocks) - 1

    def extend_current(self, line: Line, attach: bool = False) -> None:
        assert self.place is not None
        self.blocks[self.place] = self.joined(self.blocks[self.place], line, begins_row=attach)

    def joined(self, block: Block, line: Line, begins_row: bool) -> Block:
        """`block` with `line` added; with a break where an inner item or row begins."""
        spans = block.spans + line.spans
        text = (
            f"{block.text} {line.text}"
            if parted(self.source_text, block.spans[-1][1], line.start)
            else block.text + line.text
        )
        breaks = (*block.breaks, len(text) - len(line.text)) if begins_row else block.breaks
        return replace(block, text=text, spans=spans, breaks=breaks)


def blocks(source_text: str, lines: Sequence[Line]) -> list[Block]:
    """The blocks of `lines`, which are lines of `source_text`, in order."""
    words = re.findall(r"\b[a-z]{3,}\b", " ".join(line.text for line in lines))
    state = _State(source_text, wrap_width(lines), frozenset(words))
    lines = [piece for line in lines for piece in cut(source_text, line, MAX_LENGTH)]
    for index, line in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else None
        _take(state, line, following)
        if not line.note:
            state.last_line = line
    return state.blocks


def wrap_width(lines: Sequence[Line]) -> int | None:
    """The width in characters at which the text was wrapped, or None if its paragraphs stand on one line each."""
    lengths = sorted(len(line.text) for line in lines if not line.cells)
    if not lengths:
        return None
    longest = lengths[int(len(lengths) * 0.97)]
    return longest if longest <= LONG else None


def _take(state: _State, line: Line, following: Line | None) -> None:
    current = state.current
    if line.note:
        state.add(Block("note", line.text, line.spans, page=line.page))
    elif line.cells:
        _take_row(state, line, following)
    elif line.level:
        state.add(_numbered_heading(state.source_text, line))
    elif match := _number(state, line):
        _take_number(state, line, match, following)
    elif BULLET.match(line.text):
        _take_bullet(state, line)
    elif not line.whole and current and _continues(state, current, line):
        state.extend_current(line)
    elif not line.whole and _is_heading(state, line, following):
        state.add(_heading(line))
    else:
        state.add(Block("text", line.text, line.spans, indent=line.indent, page=line.page))


def _take_row(state: _State, line: Line, following: Line | None) -> None:
    current = state.current
    alone = not (following and following.cells and following.gap == 0)
    below = current and current.kind == "table" and line.gap == 0 and state.blocks[-1].kind != "note"
    if current and below and _has_room(current, line):
        state.blocks[-1] = replace(state.joined(current, line, begins_row=True), rows=(*current.rows, line.cells))
    elif alone and len(line.cells) == 2 and grade_of(line.cells[1]):
        state.add(Block("heading", line.text, line.spans, grade=grade_of(line.cells[1]), page=line.page))
    else:
        state.add(Block("table", line.text, line.spans, rows=(line.cells,), page=line.page))


def _number(state: _State, line: Line) -> re.Match[str] | None:
    """The number that begins the line, if it numbers a paragraph."""
    if line.number:
        return _SET_APART.match(line.text)
    match = NUMBER.match(line.text)
    return match if match and _is_numbered(state, line, match) else None


def _is_numbered(state: _State, line: Line, match: re.Match[str]) -> bool:
    """Whether the number that begins the line numbers a paragraph, rather than standing in a sentence."""
    number = match["number"]
    if "." not in number and not match["stop"]:
        return False
    current = state.current
    if current is None or current.kind == "heading" or current.finished or current.introduces:
        return True
    return _follows(state, number) or not _was_full(state, line)


def _follows(state: _State, number: str) -> bool:
    """Whether a number is the one after the last that was taken."""
    if "." not in number:
        return int(number) == state.number + 1
    steps = tuple(map(int, number.split(".")))
    return bool(state.dotted) and steps == (*state.dotted[:-1], state.dotted[-1] + 1)


def _take_number(state: _State, line: Line, match: re.Match[str], following: Line | None) -> None:
    number, rest = match["number"], line.text[match.end() :]
    spans = tail(state.source_text, line.spans, match.end())
    if "." not in number:
        is_heading = _is_capitals(rest) or (
            following is not None
            and bool(re.match(rf"(?:-\s+)?{number}\.\d", following.text))
            and not TERMINAL.search(rest)
        )
        if is_heading and len(rest) <= MAX_HEADING:
            state.add(replace(_heading(line), text=rest, spans=spans, number=number, level=1))
            return
        state.number = int(number)
    else:
        state.dotted = tuple(map(int, number.split(".")))
    state.add(Block("item", rest, spans, number=number, indent=line.indent, page=line.page))


def _take_bullet(state: _State, line: Line) -> None:
    current = state.current
    if current and current.kind in ("item", "text") and _owns(current, line):
        state.extend_current(line, attach=True)
        return
    match = BULLET.match(line.text)
    assert match
    state.add(
        Block(
            "item",
            line.text[match.end() :],
            tail(state.source_text, line.spans, match.end()),
            bullet=True,
            indent=line.indent,
            page=line.page,
        )
    )


def _owns(current: Block, line: Line) -> bool:
    """Whether a bullet is part of the block before it: its sentence goes on in the bullet, or it is numbered and introduces it."""
    introduces = (current.text[: current.breaks[0] - 1] if current.breaks else current.text).endswith((":", ";"))
    if not introduces or not _has_room(current, line):
        return False
    if current.number:
        return True
    if current.bullet:
        return line.indent > current.indent
    match = BULLET.match(line.text)
    words = line.text[match.end() :] if match else line.text
    return not (words[:1].isupper() and TERMINAL.search(words))


def _continues(state: _State, current: Block, line: Line) -> bool:
    """Whether `line` goes on with the block before it."""
    if not _has_room(current, line):
        return False
    if current.kind in ("heading", "table"):
        return current.kind == "heading" and line.gap == 0 and state.width is not None and line.text[:1].islower()
    if re.match(r"\([A-Z][a-z]+\)$", line.text):
        return line.gap == 0
    if _SIGN_OFF.match(line.text):
        return False
    if current.finished:
        return line.gap == 0 and state.width is not None and _was_full(state, line) and not current.bullet
    if line.text[:1].islower():
        return True
    if _was_full(state, line):
        return not (current.introduces and line.gap > 0)
    return line.gap == 0 and not current.introduces and (current.kind == "text" and not _is_sentence(line.text))


def _has_room(block: Block, line: Line) -> bool:
    """Whether `block` is short enough for `line` to go on with it."""
    return len(block.text) + len(line.text) < MAX_LENGTH and len(block.spans) + len(line.spans) <= MAX_SPANS


def _was_full(state: _State, line: Line) -> bool:
    """Whether the line before ended because the next word did not fit (or, unwrapped, was cut by a page break)."""
    if state.last_line is None:
        return False
    length = len(state.last_line.text)
    if state.width is None:
        return length > LONG
    return length + 1 + len(line.text.split(" ", 1)[0]) > state.width * 0.93


def _is_wrapped(text: str, following: Line, width: int | None) -> bool:
    """Whether `text` ended only because the first word of the following line did not fit on it."""
    return (
        width is not None and not following.cells and len(text) + 1 + len(following.text.split(" ", 1)[0]) > width * 0.9
    )


def _is_sentence(text: str) -> bool:
    return len(text) > 60 and ends_sentence(text)


def ends_sentence(text: str) -> bool:
    """Whether `text` ends as a sentence does."""
    return bool(TERMINAL.search(text, max(0, len(text) - _END)))


def _is_heading(state: _State, line: Line, following: Line | None) -> bool:
    text = line.text
    if not reads_as_heading(text) or is_name(text, state.lower_words):
        return False
    if following is None:
        return line.gap > 0 and not re.search(r"\b(?:19|20)\d\d\)?$", text)
    if _is_wrapped(text, following, state.width):
        return False
    return (
        following.gap > 0
        or bool(BULLET.match(following.text))
        or (state.width is not None and len(following.text) > len(text))
    )


def reads_as_heading(text: str) -> bool:
    """Whether `text` is short and built as a heading is: no sentence, signature, address or label."""
    if len(text) > MAX_HEADING or not (text[0].isupper() or text[0].isdigit() or text[0] in "'‘\"“"):
        return False
    if text.endswith((".", ";", ",", ":")) or _SIGN_OFF.match(text) or _CONTACT.search(text):
        return False
    if ":" in text and not _NAMED_PART.match(text) and not trailing_grade(text):
        return False
    return not (
        re.search(r"[.!?] [A-Z]", text)
        or len(text.split()) > MAX_HEADING_WORDS
        or sum(character.isalpha() for character in text) < 4
    )


def is_name(text: str, lower_words: Container[str]) -> bool:
    """Whether `text` is the name of a person or place: capitalised words that the document never writes in lower case."""
    words = re.findall(r"[^\W\d_][\w'’-]+", text)
    return (
        1 < len(words) <= 4
        and not text.isupper()
        and all(w[0].isupper() and w.lower() not in lower_words for w in words)
    )


def _numbered_heading(source_text: str, line: Line) -> Block:
    """The heading that a line of a known level is, with the number that is printed before it told from its text."""
    heading, match = _heading(line), NUMBER.match(line.text)
    if not match or not (match["stop"] or "." in match["number"]):
        return heading
    spans = tail(source_text, line.spans, match.end())
    return replace(heading, text=line.text[match.end() :], spans=spans, number=match["number"])


def _heading(line: Line) -> Block:
    return Block("heading", line.text, line.spans, level=line.level, grade=trailing_grade(line.text), page=line.page)


def _is_capitals(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 3 and sum(c.isupper() for c in letters) > 0.8 * len(letters)
