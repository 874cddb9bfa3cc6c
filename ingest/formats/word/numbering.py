"""Works out the numbers that Word prints before the items of its lists, which its files do not hold."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from ingest.formats.draft import Mark
from ingest.formats.ordinal import letter, roman
from ingest.formats.word.package import Element
from ingest.formats.word.style import Styles
from ingest.formats.word.wordml import attribute, child, children, integer, switch

LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_NUMBER = re.compile(r"\(?(?P<number>\d{1,3}(?:\.\d{1,2}){0,3})[.)]?")
_MAX_LINKS = 5
"""How often one list may refer to another for its levels."""


@dataclass(frozen=True)
class _Level:
    """How the items of a list at one depth are numbered. style: that whose paragraphs stand at this depth."""

    format: str
    text: str
    start: int
    restart: int | None
    digits_only: bool
    style: str | None


@dataclass(frozen=True)
class _List:
    """A list: `counts` names the lists that are counted on together; `starts` are levels that it begins anew."""

    counts: str
    levels: dict[int, _Level]
    starts: dict[int, int]


class Numbering:
    """The lists of a Word file. Ask for each item's mark once, in the order of the file: asking counts it.

    root: the root of the part that defines the lists, or None where there is none.
    """

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._outlines = {attribute(e, "abstractNumId"): e for e in children(root, "abstractNum")}
        self._elements = {attribute(e, "numId"): e for e in children(root, "num")}
        self._lists: dict[str, _List | None] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._begun: set[tuple[str, int]] = set()

    def level(self, name: str, style: str | None) -> int:
        """How deep in the list called `name` the paragraphs of a style stand, from 0."""
        numbered = self._list(name)
        return next(
            (n for n, level in (numbered.levels if numbered else {}).items() if style and level.style == style), 0
        )

    def mark(self, name: str, depth: int) -> Mark:
        """Count an item of the list called `name` at `depth`, from 0, and give its mark: an empty one if it has none."""
        numbered = self._list(name)
        level = numbered.levels.get(depth) if numbered else None
        if numbered is None or level is None:
            return Mark()
        self._count(name, numbered, depth)
        return _mark(level, self._printed(numbered, level))

    def _count(self, name: str, numbered: _List, depth: int) -> None:
        counts, level = self._counts[numbered.counts], numbered.levels[depth]
        anew = numbered.starts.get(depth) if (name, depth) not in self._begun else None
        self._begun.add((name, depth))
        if anew is not None:
            counts[depth] = anew
        else:
            counts[depth] = counts[depth] + 1 if depth in counts else level.start
        for deeper, other in numbered.levels.items():
            if deeper > depth and (other.restart is None or depth < other.restart):
                counts.pop(deeper, None)

    def _printed(self, numbered: _List, level: _Level) -> str:
        def place(match: re.Match[str]) -> str:
            depth = int(match[1]) - 1
            other = numbered.levels.get(depth)
            if other is None:
                return ""
            count = self._counts[numbered.counts].get(depth, other.start)
            return _written(count, "decimal" if level.digits_only else other.format)

        return " ".join(_PLACE.sub(place, level.text).split())

    def _list(self, name: str) -> _List | None:
        if name not in self._lists:
            self._lists[name] = self._read(name)
        return self._lists[name]

    def _read(self, name: str) -> _List | None:
        element = self._elements.get(name)
        outline = self._outline(element, _MAX_LINKS)
        if outline is None:
            return None
        levels = {depth: _level(e) for e in children(outline, "lvl") if (depth := _depth(e)) is not None}
        starts = {}
        for override in children(element, "lvlOverride"):
            depth = _depth(override)
            if depth is None:
                continue
            changed, start = child(override, "lvl"), integer(child(override, "startOverride"))
            if changed is not None:
                levels[depth] = _level(changed)
            if start is not None:
                starts[depth] = start
        return _List(attribute(outline, "abstractNumId") or "", levels, starts)

    def _outline(self, element: Element | None, links: int) -> Element | None:
        """The definition that holds the levels of a list: its own, or that of the style that it is linked to."""
        outline = self._outlines.get(attribute(child(element, "abstractNumId")))
        style = attribute(child(outline, "numStyleLink"))
        if style is None or not links:
            return outline
        return self._outline(self._elements.get(self._styles.get(style).list_id), links - 1)


def _depth(element: Element) -> int | None:
    depth = integer(element, "ilvl")
    return depth if depth is not None and depth < LEVELS else None


def _level(element: Element) -> _Level:
    start, restart = integer(child(element, "start")), integer(child(element, "lvlRestart"))
    return _Level(
        attribute(child(element, "numFmt")) or "decimal",
        attribute(child(element, "lvlText")) or "",
        1 if start is None else start,
        restart,
        bool(switch(child(element, "isLgl"))),
        attribute(child(element, "pStyle")),
    )


def _written(count: int, form: str) -> str:
    if form in ("bullet", "none"):
        return ""
    if form in ("lowerLetter", "upperLetter"):
        return letter(count) if form == "lowerLetter" else letter(count).upper()
    if form in ("lowerRoman", "upperRoman"):
        return roman(count) if form == "lowerRoman" else roman(count).upper()
    return f"{count:02}" if form == "decimalZero" else str(count)


def _mark(level: _Level, printed: str) -> Mark:
    if level.format == "bullet":
        return Mark("• ")
    if not printed:
        return Mark()
    if level.format in ("lowerLetter", "lowerRoman") and len(_PLACE.findall(level.text)) == 1:
        inner = printed.strip("().")
        return Mark(f"({inner}) " if printed.startswith("(") else f"{inner}) ")
    match = _NUMBER.fullmatch(printed)
    return Mark(f"{printed} ", match["number"] if match else None)
