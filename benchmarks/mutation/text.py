"""Changes texts: odd characters and encodings, huge lines, mixed line ends, markup, and a few words repeated without end."""

from __future__ import annotations

import random
import re

from benchmarks.mutation import octets

FRAGMENTS = (
    "1. ", "7.19 ", "- ", "◼ ", "# ", "**", "__", "[a](b)", "<p>", "</p>", "<br>", "</td><td>", "¹", "¹² ", "\t", "\n", "\n\n",
    "\u00a0", "\u200b", "\u00ad", "\u2028", "\x85", "\x1f", "\0", "\x0c", "\ufeff", "\u202e", "e\u0301", "ﬃ", "١", "²", "𝟙", "🙂", "İ",
    "Good", "\tInadequate\n", "Contents\n", "Dear Sam\n", "Yours sincerely\n", "SUBJECT:\tPlan\n", "REPORT TO:\tCabinet 3 May 2017\n",
    "Inspection dates: 3 May – 9 June 2016\n", "Northmere County Council\n", "(LSCB)", "(aaaa)", "(AAAAAAAAAA)", "(Recommendation)",
    "£2.9 million", "31 February 2017", "© Crown copyright 2017\n", "12% of ", "one in three ", "between 3 and ", "9" * 400, "3.5.7.9",
    "Recommendations\n", "(paragraphs 1-99999999999)", "three of 12 ", "from 5% to ", "the national average is ",
)  # fmt: skip
"""What means something to a stage of reading, or is hard to take for one."""
_WORD = re.compile(r"\S+\s*")
LONGEST = 150_000


def mutated(rng: random.Random, content: bytes, other: bytes) -> bytes:
    """A text file with one to six changes, in any encoding and with any line ends."""
    text = changed(rng, content.decode("utf-8", "replace"), other.decode("utf-8", "replace"))
    text = text.replace("\n", rng.choice(("\n", "\n", "\n", "\r\n", "\r", "\n\r", " ", "\n\n", "\t")))
    encoding = rng.choice((*["utf-8"] * 8, "utf-8-sig", "utf-16", "cp1252", "latin-1", "utf-16-be", "utf-32"))
    encoded = text.encode(encoding, "replace")
    return octets.mutated(rng, encoded, other) if rng.random() < 0.1 else encoded


def changed(rng: random.Random, text: str, other: str) -> str:
    """`text` with one to six changes; parts of `other` may be put into it."""
    for _ in range(rng.choice((1, 2, 3, 6))):
        start, end = _stretch(rng, text)
        change = rng.choice((_put, _repeated, _moved, _without, _unbroken, _cased, _pumped))
        text = text[:start] + change(rng, text[start:end]) + text[end:]
        if rng.random() < 0.1:
            text = text[:start] + other[slice(*_stretch(rng, other))] + text[start:]
    return text[:LONGEST]


def _stretch(rng: random.Random, text: str) -> tuple[int, int]:
    start = rng.randint(0, len(text))
    return start, min(len(text), start + int(2 ** rng.uniform(0, 13)))


def _put(rng: random.Random, text: str) -> str:
    at = rng.randint(0, len(text))
    return text[:at] + "".join(rng.choices(FRAGMENTS, k=rng.choice((1, 1, 3, 50)))) + text[at:]


def _repeated(rng: random.Random, text: str) -> str:
    return text * rng.choice((2, 3, 20))


def _pumped(rng: random.Random, text: str) -> str:
    """A few words, or one of the fragments, so often that whatever takes more than its share of time shows it."""
    words = _WORD.findall(text[:200]) or [text]
    first = rng.randrange(len(words))
    unit = (
        rng.choice(
            ("".join(words[first : first + rng.randint(1, 6)]), rng.choice(FRAGMENTS), text[: rng.randint(1, 3)])
        )
        or "a"
    )
    return (
        text
        + unit * min(rng.choice((50, 50, 500, 500, 10_000)), LONGEST // (2 * len(unit)))
        + rng.choice(("", "!", "\n", " 5%"))
    )


def _moved(rng: random.Random, text: str) -> str:
    words = _WORD.findall(text)
    rng.shuffle(words)
    return "".join(words)


def _without(rng: random.Random, text: str) -> str:
    return ""


def _unbroken(rng: random.Random, text: str) -> str:
    return text.replace(rng.choice(("\n", " ", ".", ",")), rng.choice(("", " ", "\t", "\u00a0")))


def _cased(rng: random.Random, text: str) -> str:
    return rng.choice((text.upper(), text.lower(), text.title(), text[::-1]))
