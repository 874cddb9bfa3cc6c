"""The names of the elements of a Word document, whichever edition of the standard it was saved in."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.formats.word.package import Element

_EDITIONS = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
)
MAX_DIGITS = 6


def name(element: Element) -> str:
    """The name of a Word element, such as ``p``; that of any other comes with its namespace."""
    tag: str = element.tag
    for edition in _EDITIONS:
        if tag.startswith(edition):
            return tag[len(edition) :]
    return tag


def child(element: Element | None, *path: str) -> Element | None:
    """The Word element that `path` leads to from `element`, by the first child of each name, or None."""
    for step in path:
        element = next(children(element, step), None)
    return element


def children(element: Element | None, wanted: str) -> Iterator[Element]:
    """The children of `element` that are Word elements called `wanted`; none if it is None."""
    if element is not None:
        for inner in element:
            if name(inner) == wanted:
                yield inner


def attribute(element: Element | None, wanted: str = "val") -> str | None:
    """The attribute of a Word element called `wanted`, or None."""
    if element is None:
        return None
    value: str | None = element.get(element.tag[: element.tag.find("}") + 1] + wanted)
    return value


def integer(element: Element | None, wanted: str = "val") -> int | None:
    """The number, not below nought, that an attribute of a Word element holds, or None."""
    value = attribute(element, wanted)
    return int(value) if value and value.isascii() and value.isdigit() and len(value) <= MAX_DIGITS else None


def switch(element: Element | None) -> bool | None:
    """Whether an element that turns something on does so (``<w:b/>``) or not (``<w:b w:val="0"/>``); None without one."""
    return None if element is None else attribute(element) not in ("0", "false", "off", "none")
