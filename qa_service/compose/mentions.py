"""How many passages name what is asked about, in how many documents, with the query that recounts them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import pyoxigraph as ox

from ontology.competency import bound
from qa_service.compose.draft import Context, subject_label
from qa_service.wording import plural


def mentions_lead(context: Context, documents: Sequence[int], shown: Iterable[int]) -> tuple[str, ...]:
    """The count over `documents` as a statement; for a name, also how many are not among the rows `shown`.

    None where the subject has no name in the vocabulary to count by.
    """
    rows, naming = _naming(context, documents)
    if not rows:
        return ()
    years = sorted(date[:4] for number in naming if (date := context.store.corpus.documents[number].date))
    span = "" if not years else f", {years[0]}" if years[0] == years[-1] else f", {years[0]} to {years[-1]}"
    more = beyond(rows, shown) if context.names else ""
    return (f"{mentions_count(context, documents)}{span}{more}.",)


def beyond(rows: Collection[int], shown: Iterable[int]) -> str:
    """How many of `rows`, all of which the query gives, are not among those `shown`; empty if all are."""
    more = len(set(rows) - set(shown))
    return f"; {more:,} of them {'is' if more == 1 else 'are'} not among the evidence here" if more else ""


def mentions_count(context: Context, documents: Sequence[int]) -> str:
    """How many passages of how many of `documents` name the subject, in words."""
    rows, naming = _naming(context, documents)
    searched = plural(len(documents), "document")
    if not rows:
        return f"no passage in {searched} mentions {subject_label(context)}"
    verb = "mentions" if len(rows) == 1 else "mention"
    return f"{plural(len(rows), 'passage')} in {len(naming)} of {searched} {verb} {subject_label(context)}"


def mentions_counted(context: Context, documents: Sequence[int]) -> tuple[tuple[str | None, int], ...]:
    """How many passages and documents the query for that count has to give; nothing where nothing is counted."""
    rows, naming = _naming(context, documents)
    return (("paragraph", len(rows)), ("document", len(naming))) if rows else ()


def _naming(context: Context, documents: Sequence[int]) -> tuple[list[int], set[int]]:
    """The rows that name the subject in `documents`, and those of the documents that have one."""
    rows = [row for row in context.uses_words if context.passage(row).document in documents]
    return rows, {context.passage(row).document for row in rows}


def mentions_sparql(context: Context, documents: Sequence[int], rows: Sequence[int]) -> str:
    """The query for that count; where there is nothing to count by, the one that gives the passages of `rows`."""
    if context.names:
        return bound("words", words=map(ox.Literal, context.names), **held_to(context, documents))
    if context.main_concepts:
        return bound("mentions", asked=context.main_concepts, **held_to(context, documents))
    return passages_sparql(context, rows)


def held_to(context: Context, documents: Iterable[int]) -> dict[str, list[str]]:
    """What holds a query to `documents`: their IRIs, or nothing where they are all that there are."""
    numbers = list(dict.fromkeys(documents))
    corpus = context.store.corpus
    return {} if len(numbers) == len(corpus.documents) else {"document": [corpus.iris[i] for i in numbers]}


def passages_sparql(context: Context, rows: Iterable[int]) -> str:
    """The query that gives the passages of `rows`."""
    return bound("passages", paragraph=dict.fromkeys(context.passage(row).iri for row in rows))
