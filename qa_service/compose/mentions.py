"""How many passages name what is asked about, in how many documents, with the query that recounts them."""

from __future__ import annotations

from collections.abc import Sequence

import pyoxigraph as ox

from ontology.competency import bound
from qa_service.compose.draft import Context, subject_label
from qa_service.wording import plural


def mentions_lead(context: Context, documents: Sequence[int]) -> tuple[str, ...]:
    """The count over `documents` as a statement; none where the subject has no name in the vocabulary to count by."""
    rows = [row for row in context.uses_words if context.passage(row).document in documents]
    if not rows:
        return ()
    naming = {context.passage(row).document for row in rows}
    years = sorted(date[:4] for number in naming if (date := context.store.corpus.documents[number].date))
    span = "" if not years else f", {years[0]}" if years[0] == years[-1] else f", {years[0]} to {years[-1]}"
    count = f"{plural(len(rows), 'passage')} in {len(naming)} of {plural(len(documents), 'document')}"
    return (f"{count} {'mentions' if len(rows) == 1 else 'mention'} {subject_label(context)}{span}.",)


def mentions_sparql(context: Context, documents: Sequence[int], rows: Sequence[int]) -> str:
    """The query for that count; where there is nothing to count by, the one that gives the passages of `rows`."""
    iris = [context.store.corpus.iris[i] for i in documents]
    if context.main_concepts:
        return bound("mentions", asked=context.main_concepts, document=iris)
    if context.names:
        return bound("words", words=map(ox.Literal, context.names), document=iris)
    return bound("passages", paragraph=(context.passage(row).iri for row in rows))
