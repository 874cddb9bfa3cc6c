"""The files that are put to the readers: each is one of the seeds, changed in a few places, the same for the same number."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.mutation import octets, page, pdf, specimen, text, word

LARGEST_SEED = 400_000
"""A larger file takes so long to read that fewer changes of it could be tried."""


@dataclass(frozen=True)
class Case:
    """A file to be read: the ending of its name, and its bytes."""

    suffix: str
    content: bytes


_MUTATIONS: dict[str, Callable[[random.Random, bytes, bytes], bytes]] = {
    ".txt": text.mutated,
    ".pdf": pdf.mutated,
    ".docx": word.mutated,
    ".html": page.mutated,
}
_ENDINGS = {".md": ".txt", ".text": ".txt", ".markdown": ".txt", ".htm": ".html"}


def seeds(folders: Sequence[Path]) -> list[Case]:
    """The sound files to begin with: those in `folders`, and what is made of each text in the other formats."""
    found = []
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            suffix = _ENDINGS.get(path.suffix.lower(), path.suffix.lower())
            if path.is_file() and suffix in _MUTATIONS and path.stat().st_size <= LARGEST_SEED:
                found.append(Case(suffix, path.read_bytes()))
    texts = [specimen.TEXT, *(one.content.decode("utf-8", "replace") for one in found if one.suffix == ".txt")]
    makers = ((".pdf", specimen.pdf), (".docx", specimen.docx), (".html", specimen.html))
    made = [Case(suffix, make(words)) for words in texts for suffix, make in makers]
    return [Case(".txt", specimen.TEXT.encode()), *found, *made]


def case(sound: Sequence[Case], seed: int, number: int) -> Case:
    """The file of this number: formats take turns, and every tenth file is changed as any file may be, byte by byte."""
    rng = random.Random(f"{seed}/{number}")
    suffix = list(_MUTATIONS)[number % len(_MUTATIONS)]
    same = [one.content for one in sound if one.suffix == suffix]
    content = rng.choice(same)
    if rng.random() < 0.1:
        return Case(suffix, octets.mutated(rng, content, rng.choice(sound).content))
    return Case(suffix, _MUTATIONS[suffix](rng, content, rng.choice(same)))
