"""Goes over the elements of a web page and drafts what a browser shows of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ingest.formats.draft import RAISED, Draft, Mark, Passage
from ingest.formats.web.listing import List, is_typed
from ingest.formats.web.noteref import Footnotes
from ingest.formats.web.page import Node, integer

_BLOCKS = frozenset(
    "address article blockquote body caption center dd details div dl dt fieldset figcaption figure form h1 h2 h3 h4 h5 "
    "h6 header hgroup hr html legend li main ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
_BOLD = frozenset(("b", "strong"))
_LINK_LINES = re.compile(
    r"(?:skip to (?:the )?(?:main )?(?:content|navigation)|(?:back|return) to (?:the )?top|top of (?:the )?page|print this page|share this page)",
    re.I,
)
_NOTES_HEADING = re.compile(r"(?:foot|end)notes?", re.I)
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))

_Step = Node | str | Callable[[], None]
"""What there is still to do: an element or text to read, or something to close."""


@dataclass
class _Lettering:
    """How the text at one place is set, and how many letters of the paragraph are bold or not."""

    level: int = 0
    bold: int = 0
    raised: int = 0
    preformatted: int = 0
    bold_letters: int = 0
    plain_letters: int = 0


class Content:
    """A walk over the elements of a page in order, without recursion. `draft` is what they show.

    in_note: whether what is read is a footnote, in which links lead back to its mark.
    """

    def __init__(self, notes: Footnotes, in_note: bool = False) -> None:
        self.draft = Draft()
        self._notes, self._in_note = notes, in_note
        self._steps: list[_Step] = []
        self._text: list[str] = []
        self._found_notes: list[tuple[str, Node]] = []
        self._told: set[int] = set()
        self._lists: list[List] = []
        self._mark = Mark()
        self._set = _Lettering()
        self._after_break = False
        self._visits: dict[str, Callable[[Node], None]] = {
            "br": self._break,
            "q": lambda node: self._descend(["“", *node.children, "”"]),
            "sup": lambda node: self._styled(node, "raised"),
            "pre": lambda node: self._styled(node, "preformatted"),
            "ol": self._list,
            "ul": self._list,
            "li": self._item,
            "dl": self._definitions,
            "table": self._table,
            "tr": self._row,
            "td": self._cell,
            "th": self._cell,
            **dict.fromkeys(_BOLD, lambda node: self._styled(node, "bold")),
            **dict.fromkeys(_HEADINGS, self._heading),
        }

    def read(self, content: Sequence[Node | str]) -> None:
        """Draft what elements and text show."""
        self._descend(content)
        while self._steps:
            step = self._steps.pop()
            if isinstance(step, str):
                self._write(step)
            elif isinstance(step, Node):
                self._visit(step)
            else:
                step()
        self._end_paragraph()

    def _visit(self, node: Node) -> None:
        if node.furniture or node.first in self._notes.notes:
            return
        if node.first in self._notes.marks:
            self._found_notes += self._notes.marks[node.first]
            return
        if self._in_note and node.tag == "a" and node.attributes.get("href", "").startswith("#"):
            return
        if node.tag in _BLOCKS:
            self._end_paragraph()
            self._steps.append(self._end_paragraph)
        self._visits.get(node.tag, self._plain)(node)

    def _plain(self, node: Node) -> None:
        if node.attributes.get("role") == "heading":
            self._heading(node)
        else:
            self._descend(node.children)

    def _descend(self, steps: Sequence[_Step], then: Callable[[], None] | None = None) -> None:
        """Go over `steps` next, and `then` do something."""
        if then:
            self._steps.append(then)
        self._steps.extend(reversed(steps))

    # Text

    def _write(self, text: str) -> None:
        if self._set.preformatted and len(parts := _BLANK_LINE.split(text)) > 1:
            self._descend([step for part in parts for step in (self._end_paragraph, part)][1:])
            return
        self._text.append(text.translate(RAISED) if self._set.raised else text)
        letters = sum(not character.isspace() for character in text)
        if letters:
            self._after_break = False
        if self._set.bold:
            self._set.bold_letters += letters
        else:
            self._set.plain_letters += letters

    def _break(self, node: Node) -> None:
        """A line break; two of them are how some pages part paragraphs."""
        if self._after_break and not self._set.level:
            self._end_paragraph()
        else:
            self._text.append(" ")
        self._after_break = True

    def _styled(self, node: Node, how: str) -> None:
        def restore() -> None:
            if node.tag == "pre":
                self._end_paragraph()
            setattr(self._set, how, getattr(self._set, how) - 1)

        setattr(self._set, how, getattr(self._set, how) + 1)
        self._descend(node.children, restore)

    def _heading(self, node: Node) -> None:
        before = self._set.level
        stated = integer(node, "aria-level") or 2
        self._end_paragraph()
        self._set.level = int(node.tag[1]) if node.tag in _HEADINGS else max(1, min(stated, 6))

        def close() -> None:
            self._end_paragraph()
            self._set.level = before

        self._descend(node.children, close)

    def _end_paragraph(self) -> None:
        """Add what has been written as a paragraph, with its list mark, and the notes that it refers to after it."""
        text = " ".join("".join(self._text).split())
        style, notes = self._set, self._found_notes
        bold = style.bold_letters > 0 and not style.plain_letters
        self._text, self._found_notes, self._after_break = [], [], False
        style.bold_letters = style.plain_letters = 0
        is_notes_heading = bool(style.level and self._notes.notes and _NOTES_HEADING.fullmatch(text))
        if self.draft.takes(text) and not _LINK_LINES.fullmatch(text) and not is_notes_heading:
            mark = Mark() if is_typed(self._mark, text) else self._mark
            self._mark = Mark()
            self.draft.add(Passage(text, mark, style.level, max(0, len(self._lists) - 1), bold))
        for raised, note in notes:
            if note.first not in self._told:
                self._told.add(note.first)
                self.draft.add(Passage(_note_text(raised, note), note=True))

    # Lists

    def _list(self, node: Node) -> None:
        self._lists.append(List.of(node))

        def close() -> None:
            self._end_paragraph()
            self._lists.pop()

        self._descend(node.children, close)

    def _item(self, node: Node) -> None:
        if not self._lists:
            self._descend(node.children)
            return
        self._mark = self._lists[-1].mark(node, outermost=len(self._lists) == 1)

        def close() -> None:
            self._end_paragraph()
            self._mark = Mark()

        self._descend(node.children, close)

    def _definitions(self, node: Node) -> None:
        """A list of terms: a table of two columns."""
        entries = _entries(node)
        if not entries:
            self._descend(node.children)
            return
        steps: list[_Step] = [self.draft.open_table]
        for index, entry in enumerate(entries):
            begins = index == 0 or (entry.tag == "dt" and entries[index - 1].tag != "dt")
            if begins:
                steps += [self.draft.open_row, self.draft.open_cell]
            elif entry.tag == "dd" and entries[index - 1].tag == "dt":
                steps += [self._close_cell, self.draft.open_cell]
            steps.append(entry)
            if index + 1 == len(entries) or (entries[index + 1].tag == "dt" and entry.tag != "dt"):
                steps += [self._close_cell, self.draft.close_row]
        self._descend(steps, self.draft.close_table)

    # Tables

    def _close_cell(self) -> None:
        self._end_paragraph()
        self.draft.close_cell()

    def _table(self, node: Node) -> None:
        self.draft.open_table()

        def close() -> None:
            self._end_paragraph()
            self.draft.close_table()

        self._descend(node.children, close)

    def _row(self, node: Node) -> None:
        if not self.draft.expects_row:
            self._descend(node.children)
            return
        self.draft.open_row()

        def close() -> None:
            self._end_paragraph()
            self.draft.close_row()

        self._descend(node.children, close)

    def _cell(self, node: Node) -> None:
        if not self.draft.expects_cell:
            self._descend(node.children)
            return
        self.draft.open_cell(integer(node, "colspan") or 1, integer(node, "rowspan") or 1)
        self._descend(node.children, self._close_cell)


def _note_text(mark: str, note: Node) -> str:
    """What a footnote says, without its mark where that is typed."""
    walk = Content(Footnotes(), in_note=True)
    walk.read(note.children)
    text = walk.draft.text()
    if note.parent and note.parent.tag == "ol":
        return text
    inner = mark.strip("[]()")
    marks = "|".join(map(re.escape, (inner, inner.translate(RAISED))))
    typed = re.match(rf"[\[(]?(?:{marks})[\])]?[.:)]?(?:\s+|(?=[A-Z]))", text)
    return text[typed.end() :] if typed else text


def _entries(node: Node) -> list[Node]:
    """The terms of a list of terms and what is said of them, or none where it holds anything else."""
    entries: list[Node] = []
    for child in node.children:
        if isinstance(child, Node) and child.tag in ("dt", "dd"):
            entries.append(child)
        elif isinstance(child, Node) and child.tag == "div":
            inner = [entry for entry in child.children if isinstance(entry, Node)]
            if not inner or any(entry.tag not in ("dt", "dd") for entry in inner):
                return []
            entries += inner
        elif (isinstance(child, Node) and not child.furniture) or (isinstance(child, str) and child.strip()):
            return []
    return entries
