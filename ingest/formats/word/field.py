"""Tells what the fields of a Word file show from the codes that they are worked out by."""

from __future__ import annotations

from dataclasses import dataclass, field

_LISTINGS = ("TOC", "INDEX", "TOA")


@dataclass
class _Field:
    code: list[str] = field(default_factory=list)
    shows: bool = False
    """Whether its code has ended and its result has begun."""
    listing: bool = False


class Fields:
    """The fields that are open at one place in a text, which may stand within each other."""

    def __init__(self) -> None:
        self._open: list[_Field] = []
        self._silent = 0

    @property
    def silent(self) -> bool:
        """Whether the text here is a code, or lists what stands elsewhere in the document."""
        return self._silent > 0

    @property
    def unclosed(self) -> bool:
        return bool(self._open)

    def begin(self) -> None:
        self._open.append(_Field())
        self._silent += 1

    def add_code(self, text: str) -> None:
        if self._open and not self._open[-1].shows:
            self._open[-1].code.append(text)

    def show(self) -> None:
        """The code of the innermost field ends, and its result begins."""
        if self._open and not self._open[-1].shows:
            innermost = self._open[-1]
            innermost.shows, innermost.listing = True, is_listing("".join(innermost.code))
            self._silent -= not innermost.listing

    def end(self) -> None:
        if self._open:
            ended = self._open.pop()
            self._silent -= not ended.shows or ended.listing


def is_listing(code: str) -> bool:
    """Whether the field with this code lists what stands elsewhere, as a table of contents does."""
    return code.upper().split(maxsplit=1)[:1] in [[listing] for listing in _LISTINGS]
