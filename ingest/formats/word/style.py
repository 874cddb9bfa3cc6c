"""Reads the styles of a Word file: which paragraphs are headings, which text is bold or hidden, which is in a list."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace
from typing import NamedTuple

from ingest.formats.word.package import Element
from ingest.formats.word.wordml import attribute, child, children, integer, switch

_HEADING = re.compile(r"heading ([1-9])$", re.I)
_LIST = re.compile(r"list (?:bullet|number|continue)(?: ([2-5]))?$", re.I)
_CONTENTS = re.compile(r"toc (?:\d|heading)$", re.I)
_BODY_TEXT = 9
"""The outline level of what is no heading."""


class Look(NamedTuple):
    """How a run of letters looks. raised: set as superscript."""

    bold: bool = False
    hidden: bool = False
    raised: bool = False


@dataclass(frozen=True)
class Style:
    """What a style or a paragraph sets, or None where it leaves that to the style that it is based on.

    level: that of a heading, 0 for other text. list_id: the list (w:numId) that it is an item of, "0" for none;
    list_level: how deep in the list, from 0; list_style: the style that sets the list. depth: how deep Word's own
    list style stands. contents: whether it is of a table of contents.
    """

    level: int | None = None
    bold: bool | None = None
    hidden: bool | None = None
    raised: bool | None = None
    list_id: str | None = None
    list_level: int | None = None
    list_style: str | None = None
    depth: int | None = None
    page_before: bool | None = None
    contents: bool | None = None

    def over(self, base: Style) -> Style:
        """This style where it sets anything, and `base` where it does not."""
        unset = {own.name: getattr(base, own.name) for own in fields(self) if getattr(self, own.name) is None}
        return replace(self, **unset)


class Styles:
    """The styles of a Word file, each with all that it inherits. root: of the part that holds them, or None."""

    def __init__(self, root: Element | None) -> None:
        self._elements: dict[str, Element] = {}
        self._styles: dict[str, Style] = {}
        self._default = ""
        for element in children(root, "style"):
            style_id = attribute(element, "styleId") or ""
            self._elements.setdefault(style_id, element)
            if attribute(element, "type") == "paragraph" and attribute(element, "default") in ("1", "true", "on"):
                self._default = style_id

    def get(self, style_id: str) -> Style:
        """The style with this id, or one that sets nothing."""
        if style_id not in self._styles:
            self._styles[style_id] = self._inherited(style_id)
        return self._styles[style_id]

    def of_paragraph(self, properties: Element | None) -> Style:
        """What holds for a paragraph with these properties (w:pPr)."""
        style = self.get(attribute(child(properties, "pStyle")) or self._default)
        own = _set_by(properties)
        return style if own == Style() else own.over(style)

    def look(self, properties: Element | None, paragraph: Style) -> Look:
        """How a run with these properties (w:rPr) looks in a paragraph."""
        styled = self.get(attribute(child(properties, "rStyle")) or "")
        raised = _raised(properties)
        return Look(
            _first(switch(child(properties, "b")), styled.bold, paragraph.bold),
            _first(switch(child(properties, "vanish")), styled.hidden, paragraph.hidden),
            _first(raised, styled.raised, paragraph.raised),
        )

    def _inherited(self, style_id: str) -> Style:
        style, seen = Style(), set()
        while style_id in self._elements and style_id not in seen:
            seen.add(style_id)
            style = style.over(_read(self._elements[style_id], style_id))
            style_id = attribute(child(self._elements[style_id], "basedOn")) or ""
        return style


def _first(*settings: bool | None) -> bool:
    return next((setting for setting in settings if setting is not None), False)


def _raised(run: Element | None) -> bool | None:
    vertical = attribute(child(run, "vertAlign"))
    return None if vertical is None else vertical == "superscript"


def _set_by(properties: Element | None) -> Style:
    """What the properties of a paragraph set themselves."""
    if properties is None:
        return Style()
    outline, numbered = integer(child(properties, "outlineLvl")), child(properties, "numPr")
    return Style(
        level=None if outline is None else outline + 1 if outline < _BODY_TEXT else 0,
        list_id=attribute(child(numbered, "numId")),
        list_level=integer(child(numbered, "ilvl")),
        page_before=switch(child(properties, "pageBreakBefore")),
    )


def _read(element: Element, style_id: str) -> Style:
    """What a style sets itself, with what the names of Word's own styles stand for."""
    name, run, own = attribute(child(element, "name")) or "", child(element, "rPr"), _set_by(child(element, "pPr"))
    heading, item = _HEADING.match(name), _LIST.match(name)
    named_level = int(heading[1]) if heading else 1 if name.lower() == "title" else None
    return replace(
        own,
        level=named_level if own.level is None else own.level,
        bold=switch(child(run, "b")),
        hidden=switch(child(run, "vanish")),
        raised=_raised(run),
        list_style=style_id if own.list_id else None,
        depth=int(item[1] or 1) - 1 if item else None,
        contents=True if _CONTENTS.match(name) else None,
    )
