"""Reads pdf files."""

from __future__ import annotations

from ingest.manuscript import Manuscript, Unreadable


def read(content: bytes, manuscript: Manuscript) -> list[tuple[str, str, str]]:
    raise Unreadable("unknown-format", "not yet")
