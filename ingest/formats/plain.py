"""Reads plain text and Markdown, in the encodings that old papers are saved in."""

from __future__ import annotations

from ingest.document import Problem
from ingest.formats.manuscript import Unreadable


def decode(content: bytes, name: str) -> tuple[str, list[Problem]]:
    """The text in `content`, by its byte order mark, as UTF-8, or else as Windows-1252 with a note.

    Line ends become ``\\n``. Raises Unreadable where there is no text in it.
    """
    problems: list[Problem] = []
    try:
        if content.startswith((b"\xff\xfe", b"\xfe\xff")):
            text = content.decode("utf-16")
        else:
            text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        text = content.decode("cp1252", errors="replace")
        problems.append(
            Problem(
                "not-utf-8",
                f"The file is not UTF-8 (byte {error.start:,}); it was read as Windows-1252. If letters look wrong, save it again as UTF-8.",
                name,
            )
        )
    if not text.strip():
        raise Unreadable("empty", "The file holds no text. If it is a scan, it needs text recognition first.")
    if _is_binary(text):
        raise Unreadable(
            "not-text",
            "The file is named as text but holds binary data. Export the document as text and try again.",
        )
    return text.replace("\r\n", "\n").replace("\r", "\n"), problems


def _is_binary(text: str) -> bool:
    sample = text[:20_000]
    control = sum(
        1 for character in sample if (character < " " and character not in "\t\n\r\f\v") or character == "\ufffd"
    )
    return "\0" in sample or control > len(sample) * 0.02
