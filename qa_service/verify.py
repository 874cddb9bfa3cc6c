"""Checks, at the moment of serving, that every quotation is in its stored source, word for word."""

from __future__ import annotations

from graph.passage import Passage
from graph.store import Store
from ingest.document import Span
from ingest.line import text_of


def is_verbatim(store: Store, passage: Passage, span: Span) -> bool:
    """Whether the words of `passage` between the ends of `span` are those of the stored source at the stored place."""
    document = store.corpus.documents[passage.document]
    source = store.sources.get(document.source_sha256)
    if source is None or not 0 <= span[0] < span[1] <= len(passage.text):
        return False
    return text_of(source, passage.paragraph.spans) == passage.text
