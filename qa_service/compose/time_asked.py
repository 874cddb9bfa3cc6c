"""Which passages may be quoted where a question names a time: those of its documents, unless these say nothing of it."""

from __future__ import annotations

from collections.abc import Sequence

from qa_service.compose.about import about
from qa_service.compose.draft import Context
from qa_service.wording import ordinal


def of_time(context: Context, rows: Sequence[int]) -> list[int]:
    """Those of `rows` that are of the documents of the time asked for; all if none is asked for."""
    question = context.question
    return [row for row in rows if not (question.periods or question.occasions) or _is_of_time(context, row)]


def of_time_first(context: Context, rows: Sequence[int]) -> tuple[int, ...]:
    """`rows` with those of the documents of the time asked for before the others, each in their order."""
    return tuple(sorted(rows, key=lambda row: not _is_of_time(context, row)))


def told_of_time(context: Context, rows: Sequence[int]) -> tuple[list[int], tuple[str, ...]]:
    """Those of `rows` that may be quoted for the time asked for, and what has to be said of them.

    Where none of that time is about the subject, the others may be, and it is said.
    """
    question = context.question
    if not (question.periods or question.occasions):
        return list(rows), ()
    told = list(about(context, of_time(context, rows)))
    if told:
        return told, ()
    time = " or ".join([*(period.words for period in question.periods), *map(_report, question.occasions)])
    others = list(about(context, (row for row in rows if not _is_of_time(context, row))))
    return others or list(rows), (f"No document of {time} speaks of this; what is quoted is from other documents.",)


def _report(place: int) -> str:
    return f"the {ordinal(place).removeprefix('the ')} report"


def _is_of_time(context: Context, row: int) -> bool:
    return bool(context.ranking.features["date"][row] > 0)
