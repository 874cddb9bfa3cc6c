"""Writes the number of a list item as it is printed: 4, d, iv."""

from __future__ import annotations

_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
MAX_LETTERED = 26
"""Beyond the alphabet, programs differ in what they print; no list that people write gets there."""
MAX_ROMAN = 3999


def letter(number: int) -> str:
    """The lower-case letter of `number`, from 1; a number without one is written in digits."""
    return chr(ord("a") + number - 1) if 1 <= number <= MAX_LETTERED else str(number)


def roman(number: int) -> str:
    """`number` in lower-case Roman numerals; one that has none is written in digits."""
    if not 1 <= number <= MAX_ROMAN:
        return str(number)
    digits = []
    for value, numeral in _ROMAN:
        digits.append(numeral * (number // value))
        number %= value
    return "".join(digits)
