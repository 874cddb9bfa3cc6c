"""Finds the footnotes of a web page: the marks in its text that lead to them, and where they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ingest.formats.web.page import Node

_NAMED = re.compile(r"#_?(?:fn|ftn|footnote|endnote|note|edn)[-_:.]?\w*$", re.I)
_CLASSES = re.compile(r"(?:^|[-_ ])(?:footnote|endnote|noteref|fnref|fn)(?=$|[-_ ])", re.I)
_MARK = re.compile(r"[\[(]?(?:\d{1,4}|[a-z]{1,3}|[*†‡§]{1,3})[\])]?", re.I)
_BLOCKS = frozenset("li p div dd td aside section tr".split())
_MAX_CLIMB = 4
_MAX_LENGTH = 6_000
"""What is longer than this is the text itself, to which something leads back."""


@dataclass
class Footnotes:
    """marks: for an element that is the mark of notes (by its place), the notes, each with the mark's text. notes: their places."""

    marks: dict[int, list[tuple[str, Node]]] = field(default_factory=dict)
    notes: set[int] = field(default_factory=set)


def footnotes(root: Node) -> Footnotes:
    """The footnotes that marks in the page lead to."""
    targets, links = _targets_and_links(root)
    found = Footnotes()
    for link in links:
        target = targets.get(link.attributes["href"][1:])
        mark = _text(link)
        if target is None or not _MARK.fullmatch(mark) or not _is_mark(link):
            continue
        note = _block(target)
        if note.first <= link.last or note.holds(link) or note.length() > _MAX_LENGTH:
            continue
        found.marks.setdefault(_outermost(link).first, []).append((mark, note))
        found.notes.add(note.first)
    return found


def _targets_and_links(root: Node) -> tuple[dict[str, Node], list[Node]]:
    targets: dict[str, Node] = {}
    links: list[Node] = []
    pending = [root]
    while pending:
        node = pending.pop()
        for key in ("id", "name"):
            if key in node.attributes:
                targets.setdefault(node.attributes[key], node)
        if node.tag == "a" and node.attributes.get("href", "").startswith("#"):
            links.append(node)
        pending += [child for child in reversed(node.children) if isinstance(child, Node)]
    return targets, links


def _text(node: Node) -> str:
    """The text of a link, which has to be short to be a mark."""
    parts: list[str] = []
    for inner in node.shown():
        parts += [child for child in inner.children if isinstance(child, str)]
        if len(parts) > 8:
            return ""
    return "".join(parts).strip()


def _is_mark(link: Node) -> bool:
    """Whether a link is marked up as the mark of a note: by its role, class or address, or by being raised."""
    attributes = link.attributes
    inner = [child for child in link.children if isinstance(child, Node)]
    return (
        "noteref" in f"{attributes.get('role', '')} {attributes.get('epub:type', '')}"
        or bool(_CLASSES.search(attributes.get("class", "")))
        or bool(_NAMED.match(attributes["href"]))
        or _raised(link) is not None
        or any(node.tag == "sup" for node in inner)
    )


def _raised(link: Node) -> Node | None:
    """The superscript that a link stands in, or None."""
    above = link.parent
    for _ in range(2):
        if above is None or above.tag == "sup":
            return above
        above = above.parent
    return None


def _outermost(link: Node) -> Node:
    """What to leave out of the text with the mark: the superscript round it, brackets and all."""
    return _raised(link) or link


def _block(target: Node) -> Node:
    """The paragraph or item that an anchor stands in."""
    node = target
    for _ in range(_MAX_CLIMB):
        if node.tag in _BLOCKS or node.parent is None:
            return node
        node = node.parent
    return target
