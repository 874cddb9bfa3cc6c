"""Councils: their addresses in the graph, and the names that lead to them."""

from __future__ import annotations

from ingest.identity.authority import authorities_at
from ontology.vocabulary import ID, vocabulary

AUTHORITIES = vocabulary().authorities


def authority(key: str) -> str:
    return f"{ID}authority/{key}"


def named_in(text: str, on: str | None = None) -> set[str]:
    """The keys of the authorities that a text of a day names."""
    return {iri.removeprefix(authority("")) for iri in authorities_at(text, on)}
