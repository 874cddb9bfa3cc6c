"""Changes web pages: their elements, and the encoding that they are written in and say that they are in."""

from __future__ import annotations

import random

from benchmarks.mutation import markup, octets


def mutated(rng: random.Random, content: bytes, other: bytes) -> bytes:
    """A web page with a few changes."""
    page = markup.changed(rng, content.decode("utf-8", "replace"), other.decode("utf-8", "replace"))
    if rng.random() < 0.1:
        stated = rng.choice(("utf-8", "utf-7", "utf-16", "windows-1252", "shift_jis", "rot13", "iso-8859-99", "idna"))
        page = f'<meta charset="{stated}">{page}'
    encoded = page.encode(rng.choice(("utf-8", "utf-8", "utf-8", "utf-8-sig", "utf-16", "cp1252")), "replace")
    return octets.mutated(rng, encoded, other) if rng.random() < 0.1 else encoded
