"""Words by what they do in a sentence: the few hundred with which a clause can be told from what it holds."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

WORD = re.compile(r"[\w’'/&-]+")
VERBS = frozenset(
    "is are was were has have had do does did will would can could may might must should cannot "
    "live lives lived receive receives received become became remain remains remained attend attended "
    "achieve achieved cease ceased "
    "need needs needed get gets got go goes went make makes made feel felt know knew tell told say said "
    "state stated report reported "
    "come came leave left return returned move moved stay stayed wait waited experience experienced take "
    "took gain gained "
    "enter entered want chose choose reach reached meet met show showed shows agree agreed engage "
    "engaged access accessed benefit benefited "
    "continue continued require required reside resided participate participated result resulted "
    "progress progressed start started begin began "
    "lead led turned declined decline passed failed include included includes sat work worked "
    "account accounts relate related featured "
    "comprise comprises attained secured completed undertook submitted responded rated expressed believe "
    "think thought reviewed hold holds held provided offered "
    "increased reduced decreased improved rose fell risen fallen dropped grew grown remains stands stood averages averaged "
    "ranges ranged varies features represent represents represented "
    "see sees saw means helps gives gave ensures ensured provides".split()
)
"""Finite verbs of reports on children's services, with participles that are more often one than not."""
AMBIGUOUS_VERBS = frozenset(
    "need needs work access benefit report state experience progress lead return move start stay wait "
    "get show want start included "
    "provided offered held completed reviewed required needed featured secured rated submitted decline account increased reduced "
    "decreased improved features ranges".split()
)
"""Those of them that are as often nouns or participles: verbs only right after who does it."""
FUNCTION_WORDS = frozenset(
    "of in on at to for from by with within without under over above below between among during after "
    "before since until than per as into "
    "through across up out down off back about via and or but nor so yet if while whilst when where which who "
    "whom whose that because although "
    "though whether how the a an this these those that its their his her our my your all each both every "
    "any no not only more also either neither "
    "there it they he she we you currently now still already often usually having being living receiving "
    "attending waiting leaving needing "
    "missing placed looked seen aged known subject".split()
)
"""Words that a noun does not go on with."""
_PARTICIPLES = frozenset("made reported left met moved returned told attained led".split())
"""Verbs that after a noun are participles more often than not: "the number of children made subject to a plan"."""
_NO_ADVERBS = frozenset("family early daily weekly monthly yearly elderly friendly assembly".split())
_RELATIVE = frozenset({"who", "that", "which", "where", "whose", "whom"})


def is_adverb(word: str) -> bool:
    """Whether a word ends as adverbs do and is none of the few nouns and adjectives that end so too."""
    return word.endswith("ly") and word not in _NO_ADVERBS


def verb_place(words: Sequence[str], subjects: re.Pattern[str]) -> int | None:
    """The place of the first of `words` that is surely a finite verb. subjects: what an ambiguous one may stand after."""
    for place, word in enumerate(words):
        if word in VERBS and (word not in AMBIGUOUS_VERBS or place == 0 or _can_act(words[place - 1], subjects)):
            return place
    return None


def _can_act(word: str, subjects: re.Pattern[str]) -> bool:
    return bool(subjects.fullmatch(word)) or word in ("who", "that", "after", "care", "also", "they") or is_adverb(word)


def main_verb_place(words: Sequence[str]) -> int | None:
    """The place of the first finite verb among `words` that is not that of a "who" or "that" before it."""
    return _main_verb(words, VERBS - AMBIGUOUS_VERBS - _PARTICIPLES) or _main_verb(words, _PARTICIPLES)


def _main_verb(words: Sequence[str], verbs: Set[str]) -> int | None:
    relative = False
    skipped = -1
    for place, word in enumerate(words):
        if word in _RELATIVE:
            relative = True
        elif word in verbs:
            if not relative and (skipped < 0 or place != skipped + 1):
                return place
            relative, skipped = False, place
    return None
