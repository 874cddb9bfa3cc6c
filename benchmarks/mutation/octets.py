"""Changes bytes without a thought for what they mean: what a bad disk, a broken transfer or a careless script does."""

from __future__ import annotations

import random

TELLING = (
    b"\0",
    b"\xff",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"%PDF-1.7\n",
    b"PK\x03\x04",
    b"<html>",
    b"\r",
    b"\x80",
    b"\xf0\x9f",
)
"""Bytes that say what a file is, or that break the reading of others."""


def mutated(rng: random.Random, content: bytes, other: bytes) -> bytes:
    """`content` with one to four changes; parts of `other` may be put into it."""
    for _ in range(rng.choice((1, 1, 2, 4))):
        content = rng.choice((_flipped, _cut, _without, _doubled, _overwritten, _shuffled))(rng, content)
        if rng.random() < 0.1:
            content = spliced(rng, content, other)
    return content


def spliced(rng: random.Random, content: bytes, other: bytes) -> bytes:
    """The beginning of `content` with the end of `other`."""
    return content[: rng.randint(0, len(content))] + other[rng.randint(0, len(other)) :]


def _flipped(rng: random.Random, content: bytes) -> bytes:
    changed = bytearray(content)
    for _ in range(min(len(changed), rng.choice((1, 3, 20, 200)))):
        changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
    return bytes(changed)


def _cut(rng: random.Random, content: bytes) -> bytes:
    return content[: rng.randint(0, len(content))]


def _without(rng: random.Random, content: bytes) -> bytes:
    start, end = _block(rng, content)
    return content[:start] + content[end:]


def _doubled(rng: random.Random, content: bytes) -> bytes:
    start, end = _block(rng, content)
    return content[:end] + content[start:end] * rng.choice((1, 1, 10)) + content[end:]


def _overwritten(rng: random.Random, content: bytes) -> bytes:
    at = rng.randint(0, len(content))
    put = rng.choice((*TELLING, rng.randbytes(rng.randint(1, 64))))
    return content[:at] + put + content[at + rng.choice((0, len(put))) :]


def _shuffled(rng: random.Random, content: bytes) -> bytes:
    """Two blocks change places."""
    (a, b), (c, d) = sorted((_block(rng, content), _block(rng, content)))
    return content if b > c else content[:a] + content[c:d] + content[b:c] + content[a:b] + content[d:]


def _block(rng: random.Random, content: bytes) -> tuple[int, int]:
    start = rng.randint(0, len(content))
    return start, min(len(content), start + int(2 ** rng.uniform(0, 14)))
