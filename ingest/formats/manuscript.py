"""Writes down what a reader sees that knows the layout: the source text, and the lines that it is made of.

A PDF, Word or web file has no text of its own to point into, so its text is made here, one line a
paragraph: spans of it are what quotations are checked against.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.line import Line
from ingest.normalisation import collapse

MAX_CHARACTERS = 20_000_000
"""More text than this is no report, whatever size the file had that it was unpacked from."""


class Unreadable(Exception):
    """A file that cannot be read. `code` is that of the problem record; the message says what to do."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class Manuscript:
    """The text and lines of one file, in the making. Every line is a whole paragraph, heading, item or row."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self.lines: list[Line] = []

    @property
    def text(self) -> str:
        """The source text: the lines, each ended by a line feed, with blank lines where there was a gap."""
        return "".join(self._parts)

    def add(
        self,
        text: str,
        *,
        gap: int = 1,
        indent: int = 0,
        level: int = 0,
        note: bool = False,
        number: str | None = None,
        page: int | None = None,
    ) -> None:
        """Add a paragraph, heading (`level` from 1) or footnote (`note`); one without words is passed over.

        A list item has its mark in `text` ("• ", "(a) "); `indent` says how deep it stands. `number` is the number
        printed in the margin, which `text` begins with ("12. Social workers…"). Raises Unreadable past the bound.
        """
        self._append(collapse(text), Line("", (), gap, indent, (), level, note, page, number, whole=True))

    def add_row(self, cells: Sequence[str], *, gap: int = 0, page: int | None = None) -> None:
        """Add a row of a table; one without words is passed over. Raises Unreadable past the bound."""
        texts = tuple(collapse(cell) for cell in cells)
        while texts and not texts[-1]:
            texts = texts[:-1]
        if len(texts) == 1:
            self.add(texts[0], gap=gap, page=page)
        else:
            self._append("\t".join(texts), Line("", (), gap, 0, texts, 0, False, page, whole=True))

    def _append(self, text: str, line: Line) -> None:
        if not any(character.isalnum() for character in text):
            return
        before = "\n" * line.gap if self.lines else ""
        start = self._length + len(before)
        if start + len(text) > MAX_CHARACTERS:
            raise Unreadable(
                "too-large",
                f"The file unpacks to more than {MAX_CHARACTERS:,} characters of text. Split it into its documents.",
            )
        self._parts.append(f"{before}{text}\n")
        self._length = start + len(text) + 1
        self.lines.append(replace(line, text=collapse(text), spans=((start, self._length),)))
