"""What the address of a page asks for beside the page itself: which part of a list, what it is narrowed to, in which order."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from flask import request, url_for

Item = TypeVar("Item")
NEAR = 1
"""How many pages on each side of the one that is shown are linked to by number."""


@dataclass(frozen=True)
class Part(Generic[Item]):
    """One page of a list. number and pages count from 1; first is the place of its first item in the list, from 1."""

    items: Sequence[Item]
    number: int
    pages: int
    total: int
    first: int

    @property
    def last(self) -> int:
        """The place of its last item in the list, from 1."""
        return self.first + len(self.items) - 1

    def links(self, fragment: str = "") -> dict[str, Any]:
        """The other pages, as the pagination component of GOV.UK Frontend has them."""
        shown = [
            number
            for number in range(1, self.pages + 1)
            if number in (1, self.pages) or abs(number - self.number) <= NEAR
        ]
        items: list[dict[str, Any]] = []
        for number in shown:
            if items and number - 1 not in shown:
                items.append({"ellipsis": True})
            items.append({"number": number, "href": self._address(number, fragment), "current": number == self.number})
        links: dict[str, Any] = {"items": items, "landmarkLabel": "Pages of this list"}
        if self.number > 1:
            links["previous"] = {"href": self._address(self.number - 1, fragment)}
        if self.number < self.pages:
            links["next"] = {"href": self._address(self.number + 1, fragment)}
        return links

    def _address(self, number: int, fragment: str) -> str:
        return changed(page=number if number > 1 else None) + (f"#{fragment}" if fragment else "")


def part(items: Sequence[Item], size: int) -> Part[Item]:
    """The page of `items` that the address asks for, of `size` each: the first if it names none, the last if beyond."""
    pages = max(1, -(-len(items) // size))
    asked = request.args.get("page", "")
    number = min(max(int(asked), 1), pages) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 1
    start = (number - 1) * size
    return Part(items[start : start + size], number, pages, len(items), start + 1)


def changed(**changes: str | int | None) -> str:
    """The address of this page with other arguments: those given as None are left out."""
    given: dict[str, Any] = {**request.args.to_dict(flat=False), **changes}
    query = urlencode({name: value for name, value in given.items() if value is not None}, doseq=True)
    # Not by url_for, which would take arguments such as _scheme from the address for its own.
    page = url_for(request.endpoint or "", **(request.view_args or {}))
    return f"{page}?{query}" if query else page


def chosen(names: Collection[str]) -> dict[str, str]:
    """What the list is narrowed to: those arguments of `names` that have a value."""
    return {name: value for name in names if (value := request.args.get(name, "").strip())}


def narrowed(
    rows: Sequence[dict[str, Any]], filters: Mapping[str, str], fields: Mapping[str, str]
) -> list[dict[str, Any]]:
    """The `rows` that have the value of each of `filters`; fields: what that stands under in a row."""
    return [row for row in rows if all(row[fields[name]] == value for name, value in filters.items())]
