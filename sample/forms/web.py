"""Writes a sample document as a page of a council's website, with all that stands round a paper there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from sample.forms.sheet import NOTE_MARKS, Bullet, Heading, Passage, Table, Thing, notes, parted

_PAGE = """<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<title>{title}</title>
</head>
<body>
<div class="cookie-banner" role="dialog"><p>We use cookies to count visits to this site.</p><button>Accept</button></div>
<a class="skip-link" href="#main">Skip to main content</a>
<header role="banner"><a href="/">Northmere County Council</a></header>
<nav><ul><li><a href="/services">Services</a></li><li><a href="/meetings">Meetings</a></li></ul></nav>
<ol class="breadcrumb"><li><a href="/">Home</a></li><li><a href="/meetings">Meetings and papers</a></li></ol>
<main id="main">
{body}
</main>
<footer><p>Northmere is not a real council.</p><ul><li><a href="/contact">Contact us</a></li></ul></footer>
</body>
</html>
"""


def write(sheet: Sequence[Thing], title: str) -> bytes:
    """The document as a page, in UTF-8. title: that of the browser's window; if empty, the first heading."""
    page = _Page(sheet)
    title = title or next((thing.text for thing in sheet if isinstance(thing, Heading)), "")
    return _PAGE.format(title=escape(title), body="\n".join(page.body())).encode()


@dataclass(frozen=True)
class _List:
    """A list that is open: ``ol`` or ``ul``, and the depth of its items in the text."""

    tag: str
    depth: int


class _Page:
    """Writes the elements of the main part. _next: the number of the next item of the numbered list that is open."""

    def __init__(self, sheet: Sequence[Thing]) -> None:
        self._sheet, self._notes = sheet, notes(sheet)
        self._open: list[_List] = []
        self._next = 0

    def body(self) -> Iterator[str]:
        for thing, following in zip(self._sheet, [*self._sheet[1:], None], strict=True):
            if isinstance(thing, Bullet):
                yield from self._bullet(thing)
            elif isinstance(thing, Passage) and thing.number.endswith("."):
                yield from self._numbered(thing)
            else:
                yield from self._close(-1)
                yield from self._block(thing, following)
        yield from self._close(-1)
        if self._notes:
            yield '<section class="footnotes">\n<ol>'
            for mark, note in self._notes.items():
                yield f'<li id="fn{NOTE_MARKS.index(mark) + 1}">{self._text(note.text)}</li>'
            yield "</ol>\n</section>"

    def _block(self, thing: Thing, following: Thing | None) -> Iterator[str]:
        if isinstance(thing, Heading):
            if isinstance(following, Table) and following.is_contents:
                yield '<div class="contents-list">'
            yield f"<h{thing.level}>{self._numbered_text(thing)}</h{thing.level}>"
        elif isinstance(thing, Passage):
            yield f"<p>{self._numbered_text(thing)}</p>"
        elif isinstance(thing, Table) and thing.is_contents:
            yield "<ul>" + "".join(f"<li>{escape(row[0])}</li>" for row in thing.rows) + "</ul>\n</div>"
        elif isinstance(thing, Table):
            yield "<table>"
            for row in thing.rows:
                yield "<tr>" + "".join(f"<td>{self._text(cell)}</td>" for cell in row) + "</tr>"
            yield "</table>"

    def _numbered(self, passage: Passage) -> Iterator[str]:
        number = int(passage.number[:-1])
        goes_on = self._open[:1] == [_List("ol", 0)] and number == self._next
        yield from self._close(0 if goes_on else -1)
        if goes_on:
            yield "</li>"
        else:
            yield f'<ol start="{number}">'
            self._open.append(_List("ol", 0))
        yield f"<li>{self._text(passage.text)}"
        self._next = number + 1

    def _bullet(self, bullet: Bullet) -> Iterator[str]:
        yield from self._close(bullet.depth)
        if self._open and self._open[-1] == _List("ol", bullet.depth):
            yield from self._close(bullet.depth - 1)
        if self._open and self._open[-1].depth == bullet.depth:
            yield "</li>"
        else:
            yield "<ul>"
            self._open.append(_List("ul", bullet.depth))
        yield f"<li>{self._text(bullet.text)}"

    def _close(self, depth: int) -> Iterator[str]:
        """Close the lists whose items stand deeper than `depth`."""
        while self._open and self._open[-1].depth > depth:
            yield f"</li></{self._open.pop().tag}>"

    def _numbered_text(self, thing: Heading | Passage) -> str:
        return f"{thing.number} {self._text(thing.text)}".strip()

    def _text(self, text: str) -> str:
        """`text` with the marks of footnotes as links, and new lines as line breaks."""
        parts = []
        for part in parted(text):
            number = NOTE_MARKS.find(part) + 1
            linked = part in self._notes
            parts.append(f'<sup><a href="#fn{number}">{number}</a></sup>' if linked else escape(part, quote=False))
        return "".join(parts).replace("\n", "<br>")
