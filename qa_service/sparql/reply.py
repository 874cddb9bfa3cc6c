"""What a query gives its user."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class SparqlReply:
    """What a query gave: HTTP status, media type and body; for errors the body is a message to the user."""

    status: int
    type: str
    body: bytes


def error(status: int, message: str) -> SparqlReply:
    """A reply that says what is wrong and what to do."""
    return SparqlReply(status, "text/plain", message.encode())
