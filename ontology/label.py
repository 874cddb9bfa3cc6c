"""Finds the labels of concepts in text: words compared by their stems, abbreviations by their exact letters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import Stemmer

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_STOP = re.compile(r"[.;:?!]\s")
_LIST = re.compile(r"\b(?:and|or)\b")
_PLURAL_WITHOUT_VOWEL = re.compile(r"^([b-df-hj-np-tv-xz]{2,})s$")
"""That of an abbreviation ("SDQs"), which Snowball leaves as it is."""
_STEMMER = Stemmer.Stemmer("english")


@dataclass(frozen=True)
class Word:
    """A word of a text: its stem, its place, and the exact letters."""

    stem: str
    start: int
    end: int
    exact: str


@dataclass(frozen=True)
class Match:
    """A label found in a text between two offsets."""

    concept: str
    label: str
    start: int
    end: int


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The stem of one word (Snowball, English), without possessive endings."""
    lowered = re.sub(r"['’]s?$", "", word.lower()).replace("’", "'")
    lowered = _PLURAL_WITHOUT_VOWEL.sub(r"\1", lowered)
    return str(_STEMMER.stemWord(lowered))


def stems(text: str) -> list[str]:
    """The stems of the words of `text`, in order."""
    return [stem(word) for word in _WORD.findall(text)]


def words(text: str) -> list[Word]:
    """The words of `text`; a hyphen parts two words."""
    return [Word(stem(match[0]), match.start(), match.end(), match[0]) for match in _WORD.finditer(text)]


def is_abbreviation(label: str) -> bool:
    """Whether a label is an abbreviation, to be matched by its exact letters ("MASH", "CiC", "IROs")."""
    return " " not in label and len(label) <= 8 and sum(letter.isupper() for letter in label) >= 2


def singular(word: str) -> str:
    """A word without the ending of its plural or its possessive, in small letters: rules of Harman's S stemmer (1991)."""
    lowered = re.sub(r"['’]s?$", "", word.lower())
    if re.search(r"(?:ch|sh|ss|x|zz)es$", lowered):
        return lowered[:-2]
    for ending, other, kept in (
        ("ies", "y", ("eies", "aies")),
        ("es", "e", ("aes", "ees", "oes")),
        ("s", "", ("us", "ss")),
    ):
        if lowered.endswith(ending):
            return lowered if lowered.endswith(kept) else lowered[: -len(ending)] + other
    return lowered


class LabelIndex:
    """All labels of a set of concepts, to be found in texts. The longest label that starts at a word wins."""

    def __init__(self, labels: Iterable[tuple[str, str]], exact_abbreviations: bool = True) -> None:
        """labels: pairs of label and concept. exact_abbreviations: whether "MASH" must be written so to match.

        A label of one word is found in its singular and plural only: a stem that it shares with another word
        ("sufficiency", "sufficient") is not enough.
        """
        self._by_stems: dict[tuple[str, ...], list[tuple[str, str]]] = {}
        self._longest: dict[str, int] = {}
        self._exact: dict[str, list[tuple[str, str]]] = {}
        for label, concept in labels:
            if exact_abbreviations and is_abbreviation(label):
                self._exact.setdefault(label, []).append((label, concept))
                continue
            label_stems = tuple(stems(label))
            if label_stems:
                self._by_stems.setdefault(label_stems, []).append((label, concept))
                self._longest[label_stems[0]] = max(len(label_stems), self._longest.get(label_stems[0], 0))
        for entries in self._by_stems.values():
            entries.sort(key=lambda entry: (entry[1], entry[0]))
        signed = sorted((label for label in self._exact if not label.isalnum()), key=lambda label: (-len(label), label))
        self._signed = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, signed)) + r")(?!\w)") if signed else None

    def find(self, text: str, tokens: list[Word] | None = None) -> list[Match]:
        """The labels in `text`, in order, none inside another; a label shared by concepts matches each of them.

        tokens: the words of the text, if they are known.
        """
        found: dict[tuple[str, int, int], Match] = {}
        signed = {match.start(): match for match in self._signed.finditer(text)} if self._signed else {}
        tokens = words(text) if tokens is None else tokens
        position = 0
        while position < len(tokens):
            start = tokens[position].start
            whole = signed.get(start)
            matches = list(self._at(text, tokens, position))
            if whole:
                count = self._covered(tokens, position, whole.end())
                longer = [match for match in matches if match[0] > count]
                matches = longer or [(count, *entry) for entry in self._exact[whole[0]]]
                whole = None if longer else whole
            length = max((count for count, _, _ in matches), default=1)
            end = whole.end() if whole else tokens[position + length - 1].end
            for count, label, concept in matches:
                if count == length:
                    found.setdefault((concept, start, end), Match(concept, label, start, end))
            position += length
        return list(found.values())

    @staticmethod
    def _covered(tokens: list[Word], position: int, end: int) -> int:
        """How many words from `position` on begin before `end`."""
        return sum(1 for word in tokens[position : position + 8] if word.start < end)

    def _at(self, text: str, tokens: list[Word], position: int) -> Iterator[tuple[int, str, str]]:
        word = tokens[position]
        exact = self._exact.get(word.exact) or self._exact.get(re.sub(r"(?:['’]?s)$", "", word.exact))
        for label, concept in exact or ():
            yield 1, label, concept
        following = tuple(token.stem for token in tokens[position : position + self._longest.get(word.stem, 0)])
        for length in range(len(following), 0, -1):
            named: dict[str, str] = {}
            for label, concept in self._by_stems.get(following[:length], ()):
                if length == 1:
                    is_named = singular(word.exact) == singular(label)
                else:
                    is_named = _is_one_phrase(text[word.start : tokens[position + length - 1].end], label)
                if is_named:
                    named.setdefault(concept, label)
            for concept, label in named.items():
                yield length, label, concept
            if named:
                return


def _is_one_phrase(words: str, label: str) -> bool:
    """Whether `words`, which have the stems of `label`, are one phrase. A comma parts two, but for those of a list."""
    parted = _STOP.search(words) and not _STOP.search(label)
    return not parted and ("," not in words or "," in label or bool(_LIST.search(label)))
