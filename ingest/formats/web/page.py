"""Parses a web page into a tree that knows what of it is shown and where its main part is.

lxml's parser hands over the elements as it meets them, and builds no tree: so no depth of nesting exhausts
anything, and the same parser serves for Word files.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping

from lxml import etree

from ingest.formats.manuscript import Unreadable
from ingest.formats.web.furniture import ALWAYS, MAY_WRAP, NEVER, is_hidden, is_marked

MAX_ELEMENTS = 500_000
MAX_WORK = 2_000_000_000
"""A bound on depth times end tags: for each end tag, the parser may look through all elements that are open."""
_CHUNK = 65_536
_KEPT = frozenset(
    "id name class role hidden aria-hidden aria-level style href rel start type value reversed colspan rowspan "
    "epub:type".split()
)
_MAIN_IDS = frozenset("content main main-content maincontent main_content page-content modgov mgcontent".split())
"""How the main part is called where it is not marked up as such; the last two by the committee system of most councils."""
_CHARSET = re.compile(rb"<meta\b[^>]{0,500}?\bcharset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.I)
_ENCODINGS = re.compile(
    r"utf-?8|(?:iso-?8859|windows|cp)[-_]?\d{1,4}(?:-\d{1,2})?|latin-?1|us-ascii|ascii|macintosh", re.I
)
_WESTERN = frozenset(("iso8859-1", "ascii", "latin-1"))
"""Encodings that browsers read as Windows-1252, which has all their letters and more."""


class Node:
    """An element: `children` are nodes and text. `first` and `last` say where it stands among the others.

    furniture: whether it is not part of the text; what it holds is not, either.
    """

    __slots__ = ("attributes", "children", "first", "furniture", "last", "parent", "tag")

    def __init__(self, tag: str, attributes: Mapping[str, str], parent: Node | None, first: int) -> None:
        self.tag, self.attributes, self.parent = tag, attributes, parent
        self.children: list[Node | str] = []
        self.first = self.last = first
        self.furniture = False

    def shown(self) -> Iterator[Node]:
        """This element and those in it that are part of the text, in order."""
        open_nodes = [] if self.furniture else [self]
        while open_nodes:
            node = open_nodes.pop()
            yield node
            open_nodes += [
                child for child in reversed(node.children) if isinstance(child, Node) and not child.furniture
            ]

    def length(self) -> int:
        """How many characters of text are shown."""
        return sum(len(child.strip()) for node in self.shown() for child in node.children if isinstance(child, str))

    def holds(self, other: Node) -> bool:
        return self.first <= other.first <= self.last


class _Builder:
    """Builds the tree from what the parser meets. end_tags: how many there are in the page."""

    def __init__(self, end_tags: int) -> None:
        self.root = Node("", {}, None, 0)
        self._open = [self.root]
        self._max_depth = MAX_WORK // (end_tags + 1)
        self._count = 0
        self._wrappers: list[Node] = []
        """Open elements that are furniture unless the main part turns out to be in them."""
        self._headings = 0
        self._inner = 0
        self.title: list[str] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._count += 1
        if self._count > MAX_ELEMENTS:
            raise Unreadable(
                "too-large",
                f"The page has more than {MAX_ELEMENTS:,} elements. Split it into its documents, or save it as a PDF.",
            )
        if len(self._open) > self._max_depth:
            raise Unreadable(
                "too-deep",
                f"The page nests its elements more than {self._max_depth:,} deep, as no text does. Save it from a browser as a PDF.",
            )
        parent = self._open[-1]
        kept = {key: value or "" for key, value in attributes.items() if key in _KEPT}
        node = Node(tag.lower(), kept, parent, self._count)
        parent.children.append(node)
        self._open.append(node)
        self._judge(node)
        self._headings += _is_heading(node)
        self._inner += node.tag in ("main", "article", "section")

    def end(self, tag: str) -> None:
        if len(self._open) > 1:
            node = self._open.pop()
            node.last = self._count
            self._headings -= _is_heading(node)
            self._inner -= node.tag in ("main", "article", "section")
            if self._wrappers and self._wrappers[-1] is node:
                self._wrappers.pop()

    def data(self, text: str) -> None:
        node = self._open[-1]
        if node.tag == "title":
            self.title.append(text)
        elif node.tag not in ("script", "style"):
            node.children.append(text)

    def close(self) -> None:
        for node in self._open:
            node.last = self._count

    def _judge(self, node: Node) -> None:
        """Decide whether an element is furniture, as far as its beginning shows it."""
        if node.tag in ("h1", "main", "article"):
            for wrapper in self._wrappers:
                wrapper.furniture = False
            self._wrappers.clear()
        if node.tag in NEVER:
            return
        hard = node.tag in ALWAYS or is_hidden(node.attributes) or (node.tag == "button" and not self._headings)
        wraps = (node.tag in MAY_WRAP and not (node.tag == "header" and self._inner)) or is_marked(node.attributes)
        node.furniture = hard or wraps
        if wraps and not hard:
            self._wrappers.append(node)


def _is_heading(node: Node) -> bool:
    return len(node.tag) == 2 and node.tag[0] == "h" and node.tag[1].isdigit()


def integer(node: Node, name: str) -> int | None:
    """The whole number that an attribute of an element begins with, or None."""
    match = re.match(r"\s*(-?\d{1,6})(?!\d)", node.attributes.get(name, ""), re.ASCII)
    return int(match[1]) if match else None


def decode(content: bytes) -> tuple[str, int | None]:
    """The text of a page by its byte order mark, what it says of itself, or as UTF-8, else as Windows-1252.

    With it comes the place of the byte that is not in the encoding expected, or None.
    """
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if content.startswith(mark):
            return content.decode(encoding, errors="replace").lstrip("\ufeff"), None
    stated = _CHARSET.search(content[:4096])
    encoding = _known(stated[1].decode("ascii", "ignore")) if stated else "utf-8"
    try:
        return content.decode(encoding), None
    except UnicodeDecodeError as error:
        return content.decode("cp1252", errors="replace"), error.start


def _known(encoding: str) -> str:
    if not _ENCODINGS.fullmatch(encoding):
        return "utf-8"
    try:
        name = codecs.lookup(encoding).name
    except LookupError:
        return "utf-8"
    return "cp1252" if name in _WESTERN else name


def parse(text: str) -> tuple[Node, str]:
    """The tree of a page and its title. Raises Unreadable for one that is built to exhaust what reads it."""
    builder = _Builder(text.count("</"))
    parser = etree.HTMLParser(target=builder, encoding="utf-8", no_network=True, huge_tree=True)
    content = text.encode("utf-8", "replace")
    for start in range(0, len(content), _CHUNK):
        parser.feed(content[start : start + _CHUNK])
    if content:
        parser.close()
    return builder.root, " ".join("".join(builder.title).split())


def main_part(root: Node) -> Node:
    """The element that holds the document: what is marked up as the main part, else the whole body."""
    nodes = list(root.shown())
    body = next((node for node in nodes if node.tag == "body"), root)
    whole = body.length()
    mains = [node for node in nodes if node.tag == "main" or node.attributes.get("role", "").lower() == "main"]
    named = [node for node in nodes if node.attributes.get("id", "").lower() in _MAIN_IDS]
    articles = [node for node in nodes if node.tag == "article"]
    for candidates, least in ((mains, 0.1), (named, 0.3), (articles if len(articles) == 1 else [], 0.5)):
        found = max(((node.length(), -node.first, node) for node in candidates[:5]), default=None)
        if found and found[0] >= max(1, whole * least):
            return found[2]
    return body
