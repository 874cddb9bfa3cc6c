"""Writes a sample document as plain text: what is left of it when it is saved without its layout."""

from __future__ import annotations

from collections.abc import Sequence

from sample.forms.sheet import Bullet, Heading, Note, PageBreak, Passage, Table, Thing


def write(sheet: Sequence[Thing]) -> bytes:
    """The document as UTF-8, each paragraph on a line, with an empty line between things that are not of one list."""
    lines: list[str] = []
    for before, thing in zip([None, *sheet], sheet, strict=False):
        if before is not None and not _stand_together(before, thing):
            lines.append("")
        lines += _lines(thing)
    return ("\n".join(lines) + "\n").encode()


def _stand_together(first: Thing, second: Thing) -> bool:
    if isinstance(first, Passage) and first.number:
        return isinstance(second, Bullet) or (isinstance(second, Passage) and bool(second.number))
    return isinstance(first, Bullet) and isinstance(second, Bullet | Passage)


def _lines(thing: Thing) -> list[str]:
    if isinstance(thing, PageBreak):
        return ["\f"]
    if isinstance(thing, Table):
        return ["\t".join(row) for row in thing.rows]
    if isinstance(thing, Note):
        return [f"{thing.mark} {thing.text}"]
    if isinstance(thing, Bullet):
        return [" " * thing.depth + "• " + thing.text]
    return [f"{thing.number} {thing.text}".strip()] if isinstance(thing, Heading) else _passage(thing)


def _passage(passage: Passage) -> list[str]:
    return f"{passage.number} {passage.text}".strip().split("\n")
