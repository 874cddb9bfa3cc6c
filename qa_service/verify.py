"""Checks, at the moment of serving, that what an answer quotes and counts is in its stored source, word for word."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import cast

import pyoxigraph as ox

from graph.passage import Passage
from graph.step import step
from graph.store import Store, digest_of_text
from ingest.document import Span
from ingest.line import text_of

_digest = lru_cache(maxsize=1024)(digest_of_text)


@step("verify")
def is_verbatim(store: Store, passage: Passage, span: Span) -> bool:
    """Whether the words of `passage` between the ends of `span` are those of the stored source at the stored place.

    The source itself has to be the one that was stored: its hash is that of the manifest.
    """
    document = store.corpus.documents[passage.document]
    source = store.sources.get(document.source_sha256)
    if source is None or not 0 <= span[0] < span[1] <= len(passage.text):
        return False
    if _digest(source) != store.manifest["texts"].get(document.source_sha256):
        return False
    return text_of(source, passage.paragraph.spans) == passage.text


def is_whole(store: Store, passage: Passage) -> bool:
    """Whether all words of a passage are those of its stored source."""
    return is_verbatim(store, passage, (0, len(passage.text)))


def unsound(store: Store, rows: Iterable[int]) -> list[int]:
    """Those of `rows` whose words are not those of their stored source: nothing that is computed from them holds."""
    return [row for row in sorted(set(rows)) if not is_whole(store, store.corpus.passages[row])]


@step("verify")
def recounts(store: Store, sparql: str, counted: Iterable[tuple[str | None, int]]) -> bool:
    """Whether a query over the graph of `store` gives what was counted: pairs of a variable (None for rows) and how many."""
    rows = list(cast(ox.QuerySolutions, _graph(store.graph_folder).query(sparql)))
    return all(len(rows if name is None else {row[name] for row in rows}) == count for name, count in counted)


@lru_cache(maxsize=2)
def _graph(folder: Path) -> ox.Store:
    """The graph in a folder; opened once, since what a generation holds never changes."""
    return ox.Store.read_only(str(folder))
