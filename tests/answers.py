"""What an answer says: the sentences that it quotes, what it computed, and the years that it quotes from."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from qa_service.answer import Answer, Statement


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
