"""How lists and multiples are said in words."""

from __future__ import annotations

from collections.abc import Sequence

_MULTIPLES = ("twice", *(f"{word} times" for word in "three four five six seven eight nine ten eleven twelve".split()))


def listed(words: Sequence[str]) -> str:
    """ "placements", "placements and adoption", "placements, adoption and foster care"."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def times_as_often(lift: float) -> str:
    """ "1.4 times as often", "five times as often": to a tenth below two, and to a whole above."""
    if round(lift, 1) < 2:
        return f"{lift:.1f} times as often" if lift >= 1.05 else "slightly more often"
    whole = round(lift)
    return f"{_MULTIPLES[whole - 2] if whole <= 12 else f'{whole:,} times'} as often"
