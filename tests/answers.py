"""What an answer says: the sentences that it quotes, what it computed, and the years that it quotes from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

from graph.store import Store
from qa_service.answer import Answer, Statement, evidence


def quotations(given: Answer) -> list[Statement]:
    return [statement for statement in given.statements if statement.type == "quotation"]


def quoted(given: Answer) -> list[str]:
    """The words of each quotation."""
    return [statement.text for statement in quotations(given)]


def dated(given: Answer) -> list[tuple[str | None, str]]:
    """The date and the words of each quotation."""
    return [(statement.date, statement.text) for statement in quotations(given)]


def years(given: Answer) -> list[str]:
    """The years that are quoted from, each once, in the order of the answer."""
    return list(dict.fromkeys((date or "undated")[:4] for date, _ in dated(given)))


def computed(given: Answer) -> list[str]:
    return [statement.text for statement in given.statements if statement.type == "computed"]


def told(given: Answer) -> dict[str, Any]:
    """All of an answer but the time it took."""
    return {name: value for name, value in asdict(given).items() if name != "took_ms"}


def quoting(store: Store, given: Answer, rows: Sequence[int]) -> Answer:
    """`given` as if it quoted the passages at `rows` whole, and nothing else."""
    passages = [store.corpus.passages[row] for row in rows]
    items = [evidence(store.corpus, passage, 0.5, ((0, len(passage.text)),), True) for passage in passages]
    said = [Statement(item.text, "quotation", item.document["date"], (item.id,)) for item in items]
    counted = [statement for statement in given.statements if statement.type == "computed"]
    return replace(given, statements=(*counted, *said), evidence=tuple(items), direction=())
