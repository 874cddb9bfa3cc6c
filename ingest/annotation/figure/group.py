"""Finds the people or cases that a figure is about, where they follow it at once: "52% of | looked after children"."""

from __future__ import annotations

import re

from ingest.annotation.figure.grammar import FUNCTION_WORDS, VERBS, WORD
from ingest.document import Span

HEADS = (
    r"children|young\s+people|people|young\s+persons|persons|babies|infants|girls|boys|toddlers|teenagers"
    r"|adolescents|siblings|brothers\s+and\s+sisters"
    r"|pupils|students|learners|care\s+leavers|leavers|families|households|parents|mothers|fathers|carers"
    r"|adopters|couples|adults|women|men|residents"
    r"|social\s+workers|workers|staff|members|managers|practitioners|professionals|apprentices|volunteers"
    r"|inspectors|headteachers|teachers|nurses|officers"
    r"|advisers|advocates|mentors|visitors|cases|case\s+files|files|records"
    r"|brother\s+and\s+sister\s+groups|sibling\s+groups|UASC|victims|perpetrators"
    r"|survivors|employees|councillors"
)
"""What a group is named for in the end: people, families, and the cases and records that stand for them."""
_PAIRS = (
    r"children\s+and\s+young\s+people|children\s+(?:and|or)\s+families|parents\s+(?:and|or)\s+carers"
    r"|boys\s+and\s+girls|mothers\s+and\s+fathers"
    r"|families\s+and\s+children|brothers\s+and\s+sisters|brother\s+and\s+sister\s+groups"
    r"|families\s+and\s+young\s+people"
)
_AFTER_HEAD = (
    r"looked\s+after|in\s+care|in\s+need(?:\s+of\s+help\s+and\s+protection)?|leaving\s+care"
    r"|with\s+disabilities|missing\s+education|cared\s+for"
    r"|on\s+the\s+edge\s+of\s+care"
)
_HEAD = rf"(?:{_PAIRS}|{HEADS})(?:\s+(?:{_AFTER_HEAD}))?"
_GROUP = re.compile(rf"(?P<before>(?:[\w’'-]+\s+){{0,4}}?){_HEAD}(?![\w’'-])(?!\s*['’])", re.I)
_LONGER = re.compile(rf"(?:\s+[\w’'-]+){{0,2}}?\s+(?:{HEADS})(?![\w’'-])", re.I)
_DESCRIBING = frozenset({"looked", "after", "missing", "placed", "living", "need"})
_LOOKED_AFTER = re.compile(r"looked\s+after\b", re.I)
_AND_MORE = re.compile(
    rf"\s*(?:,\s+(?:[\w’'-]+\s+){{0,2}}(?:{HEADS})\s+(?:and|or)|\s(?:and|or|&)|/)\s*(?P<next>[\w’'-]+)", re.I
)
_MAY_FOLLOW = frozenset(
    "spoken seen given taken held met left made found born experiencing entering becoming undertaking "
    "requiring accessing going moving making "
    "eligible entitled respectively each overall nationally locally coming returning awaiting staying "
    "supported achieving gaining taking using "
    "working open new available known together including involving".split()
)


def group_at(sentence: str, begin: int) -> Span | None:
    """The group whose name begins at `begin`, or None if it is not sure where the name ends."""
    while begin < len(sentence) and sentence[begin].isspace():
        begin += 1
    match = _GROUP.match(sentence, begin)
    if not match or not _is_described(match["before"]) or is_one_of_several(sentence, match.end()):
        return None
    if _ends_at(sentence, match.end()):
        return match.span()
    return _longer(sentence, begin, match.end())


def is_one_of_several(sentence: str, end: int) -> bool:
    """Whether the noun that ends at `end` goes on with another ("children and carers"), so that alone it is not the group."""
    match = _AND_MORE.match(sentence, end)
    if not match or match["next"][0].isdigit():
        return False
    following = match["next"].lower()
    return following in ("their", "his", "her") or following not in FUNCTION_WORDS | VERBS


def _is_described(before: str) -> bool:
    """Whether the words before the head only describe it."""
    words = [word.lower() for word in _LOOKED_AFTER.sub("", before).split()]
    return not any(word in FUNCTION_WORDS - _DESCRIBING or word in VERBS - _DESCRIBING for word in words)


def _ends_at(sentence: str, end: int) -> bool:
    """Whether what follows cannot go on with the name of the group."""
    following = WORD.match(sentence, end + 1) if sentence[end : end + 1] == " " else None
    if following is None:
        return True
    word = following[0].lower()
    return word in FUNCTION_WORDS | VERBS | _MAY_FOLLOW or word.endswith(("ly", "ed")) or word[0].isdigit()


def _longer(sentence: str, begin: int, end: int) -> Span | None:
    """The group whose first head only begins its name, as in "family support workers"; a plural begins none."""
    match = _LONGER.match(sentence, end)
    if sentence[end - 1] == "s" or not match or not _is_described(match[0].rsplit(maxsplit=1)[0]):
        return None
    return (begin, match.end()) if _ends_at(sentence, match.end()) else None
