"""Works out what a browser prints before the items of the lists of a web page."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.formats.draft import Mark
from ingest.formats.ordinal import letter, roman
from ingest.formats.web.page import Node, integer

_LIST_STYLE = re.compile(
    r"list-style(?:-type)?\s*:\s*(?:\w+\s+)*?(none|(?:lower|upper)-(?:alpha|latin|roman)|decimal|disc)", re.I
)
_LIST_TYPES = {
    "lower-alpha": "a",
    "lower-latin": "a",
    "lower-roman": "i",
    "upper-alpha": "A",
    "upper-latin": "A",
    "upper-roman": "I",
}
_TYPED = frozenset(("legislative-list", "list-unstyled", "no-bullets", "no-bullet", "govuk-list--plain"))
"""Classes of lists whose marks, if they have any, are typed."""
_MAX_NUMBER = 999


@dataclass
class List:
    """A list that is open. kind: "1", "a", "A", "i" or "I", or "" for bullets. marked: whether it shows its marks.

    number: that of its next item; step: what is added to it for each.
    """

    kind: str
    marked: bool
    number: int = 1
    step: int = 1

    @classmethod
    def of(cls, node: Node) -> List:
        """The list that an ``ol`` or ``ul`` begins."""
        style = _LIST_STYLE.search(node.attributes.get("style", ""))
        typed = not _TYPED.isdisjoint(node.attributes.get("class", "").split())
        marked = not typed and not (style and style[1].lower() == "none")
        if node.tag != "ol":
            return cls("", marked)
        stated = node.attributes.get("type", "1")
        kind = _LIST_TYPES.get(style[1].lower(), "1") if style else stated if stated in ("a", "A", "i", "I") else "1"
        start, step = integer(node, "start"), -1 if "reversed" in node.attributes else 1
        if start is None:
            items = sum(1 for child in node.children if isinstance(child, Node) and child.tag == "li")
            start = items if step < 0 else 1
        return cls(kind, marked, start, step)

    def mark(self, item: Node, outermost: bool) -> Mark:
        """Count an item, and give its mark; in the `outermost` list it can be cited by its number."""
        value = integer(item, "value")
        number = self.number if value is None else value
        self.number = number + self.step
        if not self.marked:
            return Mark()
        if not self.kind:
            return Mark("• ")
        if self.kind == "1":
            return Mark(f"{number}. ", str(number) if outermost and 0 <= number <= _MAX_NUMBER else None)
        written = letter(number) if self.kind in "aA" else roman(number)
        return Mark(f"({written}) " if self.kind.islower() else f"{written.upper()}. ")


def is_typed(mark: Mark, text: str) -> bool:
    """Whether `text` begins with the mark already, typed."""
    inner = mark.text.strip(" ().")
    return re.match(rf"\(?{re.escape(inner)}(?:[.)]\s|\.\d)", text) is not None
