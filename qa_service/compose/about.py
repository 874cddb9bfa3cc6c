"""Which of the passages found are about what was asked, and not only like the question in passing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from graph.lexical import terms
from qa_service.asking import content
from qa_service.compose.draft import Context

BEST = 5
TRUSTED = 0.4
"""Passages are told by naming the subject if this share of the best that could name it does."""


def naming(context: Context, order: Sequence[int]) -> list[int]:
    """The rows of `order`, best first, that name the subject; none if the best of them speak of something else."""
    rows = [row for row in order if row in context.uses_words]
    best = sum(row in context.uses_words for row in order[:BEST])
    return rows if context.names or best >= TRUSTED * min(len(rows), BEST) else []


def about(context: Context, order: Iterable[int]) -> Iterator[int]:
    """The rows of `order` that name the subject, are near to it, have a word of it, or are of the tone asked for.

    The words by which questions ask, such as "compared", are none of the subject.
    """
    fitting = {*context.uses_words, *context.related}
    asked = set(terms(content(context.question.subject)))
    toned = context.ranking.features["tone"]
    for row in order:
        if row in fitting or toned[row] > 0 or asked & set(terms(context.passage(row).text)):
            yield row
