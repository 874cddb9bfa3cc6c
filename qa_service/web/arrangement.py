"""How the passages of an answer stand on its page: in groups, and in each by document."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby
from typing import Any, NamedTuple

from qa_service.answer import Answer, Evidence
from qa_service.wording import plural

WITHOUT_WORDS = "They speak of something near to it without a name of it."
LONG_LIST = 5
SHOWN_OTHERS = 10
"""So many passages that are not quoted are on the page; all are in the downloads."""

Lane = tuple[dict[str, Any], list[Evidence]]


class Group(NamedTuple):
    """Passages under one heading, by document in the order of the answer. hint: empty where there is none."""

    heading: str
    hint: str
    lanes: list[Lane]


def groups(given: Answer) -> list[Group]:
    """The quoted passages: by the side of a comparison that they are of, or by whether they use a name of what was asked."""
    sides = {
        iri: statement.side
        for statement in given.statements
        if statement.type == "quotation"
        for iri in statement.evidence
    }
    by_id = {item.id: item for item in given.evidence}
    quoted = [by_id[iri] for iri in sides if iri in by_id]
    if any(sides.values()):
        return [Group(side or "", "", _lanes(items)) for side, items in _parted(quoted, lambda item: sides[item.id])]
    using = [item for item in quoted if item.uses_words]
    related = [item for item in quoted if not item.uses_words]
    if given.kind not in ("timeline", "theme") or not (using and related):
        return [Group(f"Passages ({len(quoted)})", "", _lanes(quoted))] if quoted else []
    return [
        Group(f"Passages that use the words ({len(using)})", "", _lanes(using)),
        Group(f"Related passages without the words ({len(related)})", WITHOUT_WORDS, _lanes(related)),
    ]


def others(given: Answer) -> list[Evidence]:
    """The passages that are not quoted, the best first."""
    quoted = {iri for statement in given.statements if statement.type == "quotation" for iri in statement.evidence}
    return [item for item in given.evidence if item.id not in quoted]


def in_order(found: list[Group]) -> list[tuple[int, Evidence]]:
    """The passages of all groups in their order, each with the place of its group: for cutting a long answer into pages."""
    return [(place, item) for place, group in enumerate(found) for _, items in group.lanes for item in items]


def cut(found: list[Group], shown: Iterable[tuple[int, Evidence]]) -> list[Group]:
    """`found` with those passages only that are `shown`, a part of what `in_order` gives."""
    parts: dict[int, list[Evidence]] = {}
    for place, item in shown:
        parts.setdefault(place, []).append(item)
    return [found[place]._replace(lanes=_lanes(items)) for place, items in parts.items()]


def listed(text: str) -> tuple[str, list[str]]:
    """What a statement counts, and the list behind its colon where that is long: a statement without one is given whole."""
    head, _, rest = text.partition(": ")
    items = rest.rstrip(".").split("; ")
    return (f"{head}.", items) if len(items) >= LONG_LIST else (text, [])


def lead(given: Answer) -> str:
    """In how many passages, documents and years an answer that counts nothing has its quotations."""
    quoted = [item for _, item in in_order(groups(given))]
    dates = sorted({item.document["date"][:4] for item in quoted if item.document["date"]})
    span = f", {dates[0]}{f' to {dates[-1]}' if len(dates) > 1 else ''}" if dates else ""
    count = len({item.document["id"] for item in quoted})
    searched = given.coverage.documents_searched
    return f"{plural(len(quoted), 'passage')} in {count} of {plural(searched, 'document')}{span}."


def _lanes(items: Iterable[Evidence]) -> list[Lane]:
    """What follows one another of one document together, with the document."""
    parted = (list(group) for _, group in groupby(items, key=lambda item: item.document["id"]))
    return [(group[0].document, group) for group in parted]


def _parted(
    items: Iterable[Evidence], part: Callable[[Evidence], str | None]
) -> list[tuple[str | None, list[Evidence]]]:
    """`items` by their part, the parts in the order in which they are met."""
    parts: dict[str | None, list[Evidence]] = {}
    for item in items:
        parts.setdefault(part(item), []).append(item)
    return list(parts.items())
