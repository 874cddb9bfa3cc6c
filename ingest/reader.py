"""Reads a file's bytes into a `Source`, or says why it cannot."""

from __future__ import annotations

import hashlib
from pathlib import Path

from ingest.document import Problem, Source

SUFFIXES = frozenset({".txt", ".text", ".md", ".markdown"})
MAX_BYTES = 20_000_000
"""A text larger than this is no report; reading it would only use up memory."""


def read(path: Path, name: str) -> tuple[Source | None, list[Problem]]:
    """Read the text or Markdown file at `path`, called `name` in problems and citations.

    Returns the source, or None with a problem of severity ``unread``. Text that is not UTF-8 is
    read as Windows-1252, which old council papers are saved in, and noted.
    """
    if path.suffix.lower() not in SUFFIXES:
        return None, [
            _unread(
                "unknown-format",
                name,
                f"Throughline does not read {path.suffix or 'files without an ending'}. Save it as .txt or .md, or take it out of the folder.",
            )
        ]
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            return None, [
                _unread(
                    "too-large",
                    name,
                    f"The file has {size:,} bytes; the most that is read is {MAX_BYTES:,}. Split it into its documents.",
                )
            ]
        content = path.read_bytes()
    except OSError as error:
        return None, [
            _unread(
                "unreadable",
                name,
                f"The file could not be opened ({error.strerror}). Check that it is there and that you may read it.",
            )
        ]
    return decode(content, name)


def decode(content: bytes, name: str) -> tuple[Source | None, list[Problem]]:
    """The text in `content`, by its byte order mark, as UTF-8, or else as Windows-1252 with a note."""
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
        return None, [
            _unread("empty", name, "The file holds no text. If it is a scan, it needs text recognition first.")
        ]
    if _is_binary(text):
        return None, [
            _unread(
                "not-text",
                name,
                "The file is named as text but holds binary data. Export the document as text and try again.",
            )
        ]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return Source(name, text, hashlib.sha256(content).hexdigest()), problems


def _is_binary(text: str) -> bool:
    sample = text[:20_000]
    control = sum(
        1 for character in sample if (character < " " and character not in "\t\n\r\f\v") or character == "\ufffd"
    )
    return "\0" in sample or control > len(sample) * 0.02


def _unread(code: str, name: str, message: str) -> Problem:
    return Problem(code, message, name, severity="unread")
