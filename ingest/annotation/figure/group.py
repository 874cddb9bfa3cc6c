"""Finds the people or cases that a figure is about, where they follow it at once: "52% of | looked after children"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.annotation.figure.number import NUMBER_WORD
from ingest.annotation.grammar import FUNCTION_WORDS, VERBS, WORD
from ingest.document import Span

HEADS = (
    r"children|young\s+people|people|young\s+persons|persons|babies|infants|girls|boys|toddlers|teenagers"
    r"|adolescents|siblings|brothers\s+and\s+sisters|minors|asylum[- ]seekers|year[- ]olds"
    r"|pupils|students|learners|care\s+leavers|leavers|families|households|parents|mothers|fathers|carers"
    r"|adopters|couples|adults|women|men|residents|applicants|graduates|ambassadors|representatives|trainers|guardians|delegates|participants|attendees|candidates"
    r"|social\s+workers|workers|staff|members|managers|practitioners|professionals|apprentices|volunteers"
    r"|inspectors|headteachers|teachers|nurses|officers|directors(?:\s+of\s+children[’']s\s+services)?|executives|solicitors|judges|psychologists|therapists|clinicians|assistants"
    r"|supervisors|champions|tenants|offenders|refugees|schoolchildren|specialists|coordinators|co-ordinators|consultants"
    r"|advisers|advisors|advocates|mentors|visitors|cases|case\s+files|files|records"
    r"|brother\s+and\s+sister\s+groups|sibling\s+groups|UASC|victims|perpetrators"
    r"|population|individuals|survivors|employees|councillors|governors|assessments|contacts|referrals|conferences|enquiries|consultations"
    r"|EHAs|CAFs"
    r"|(?<!case\s)(?<!peer\s)(?<!threshold\s)(?<!practice\s)(?<!learning\s)(?<!service\s)reviews"
)
"""What a group is named for in the end: people, families, and the cases and records that stand for them."""
_ONE = (
    r"child|young\s+person|person|baby|girl|boy|pupil|student|care\s+leaver|family|household|parent|carer|adopter|couple"
    r"|social\s+worker|worker|manager|member|inspector|officer|adviser|adult|case|apprentice|volunteer|perpetrator|victim|mother|father|brother|sister|sibling|teacher|headteacher|nurse|practitioner"
    r"|professional|advocate|mentor|applicant|councillor|director|co-?ordinator|consultant|referral|assessment"
)
_PAIRS = (
    r"children\s+and\s+young\s+people|children\s+(?:and|or)\s+families|parents\s+(?:and|or)\s+carers"
    r"|boys\s+and\s+girls|mothers\s+and\s+fathers"
    r"|families\s+and\s+children|brothers\s+and\s+sisters|brother\s+and\s+sister\s+groups"
    r"|families\s+and\s+young\s+people"
    r"|\d{1,2}-?\s+(?:and|to|or)\s+\d{1,2}[- ]year[- ]olds?(?:\s+(?:young\s+people|children|care\s+leavers))?"
)
_AFTER_HEAD = (
    r"looked\s+after|in\s+care|in\s+need(?:\s+of\s+help\s+and\s+protection)?|leaving\s+care"
    r"|with\s+disabilities|missing\s+education|cared\s+for"
    r"|on\s+the\s+edge\s+of\s+care"
)
_SETS = r"(?:(?:sets?|pairs?|(?:(?:brother\s+and\s+sister|sibling|family)\s+)?groups)\s+of\s+|team\s+around\s+the\s+(?:family|child)\s+(?:\([A-Z]+\)\s+)?)?"
_HEAD = rf"(?:{_PAIRS}|{HEADS})(?:\s+(?:{_AFTER_HEAD}))?"
_LAST_HEAD = rf"(?:{_PAIRS}|{HEADS})(?P<after>\s+(?:{_AFTER_HEAD}))?"
_GROUP = re.compile(
    rf"(?P<before>{_SETS}(?:[\w’'/-]+\s+){{0,5}}?)(?:{_LAST_HEAD}|Her\s+Majesty[’']s\s+Inspectors)(?![\w’'-])(?!\s*['’])",
    re.I,
)
_ONE_GROUP = re.compile(
    rf"(?P<before>(?:[\w’'/-]+\s+){{0,4}}?)(?:{_ONE})(?P<after>\s+(?:{_AFTER_HEAD}))?(?![\w’'-])", re.I
)
_LONGER = re.compile(rf"(?:\s+[\w’'-]+){{0,2}}?\s+(?:{HEADS})(?![\w’'-])", re.I)
_DESCRIBING = frozenset({"looked", "after", "missing", "placed", "living", "need"})
_LOOKED_AFTER = re.compile(
    rf"(?:looked\s+after|cared\s+for|foster(?:ing)?\s+(?:to|for)\s+adopt(?:ion)?|social\s+work)\b|{_SETS}", re.I
)
_AND_PEOPLE = re.compile(
    rf"(?:,|\s(?:and|or|&)|,\s+and)\s+(?:(?:their|his|her)\s+)?(?!{NUMBER_WORD}\b|\d)(?:[\w’'-]+\s+)??(?:{_HEAD})(?![\w’'-])(?!\s*['’])",
    re.I,
)
_A_NUMBER = re.compile(NUMBER_WORD, re.I)
_EVENT = re.compile(
    r"(?:assessments|reviews|contacts|referrals|conferences|enquiries|consultations|plans|cases)$", re.I
)
_DOING = re.compile(r"\s+(?:[a-z]+ing|post-\d+)\b", re.I)
_ONE_EVENT = re.compile(r"(?:assessment|referral)$", re.I)
_FOR_PEOPLE = re.compile(r"\s+(?:of|for|on)\s+(?:(?:the|all|its|their|some)\s+)*", re.I)
_AND_MORE = re.compile(r"\s*(?:\s(?:and|or|&)|/)\s*(?P<next>[\w’'-]+)", re.I)
_MAX_LIST = 3
_COMPOUND = re.compile(
    r"\s+(?:protection|workers?|managers?|files?|records?|stud(?:y|ies)|conferences?|leaders?|support|reviews?|audits?|notes?|team|placements?"
    r"|homes?|members?|plans?|carers?|centres?|group|intervention|services?|in\s+need)\b",
    re.I,
)
"""What a single person or case only begins the name of: "child protection", "family support worker"."""
_SEEN = re.compile(
    r"\s+(?:living\s+in\s+(?:the|this)\s+(?:area|borough|county|city|country)|seen|sampled|reviewed|tracked|audited|examined|looked\s+at|spoken\s+(?:to|with)|met)(?:\s+(?:by\s+inspectors"
    r"|(?:during|on|in)\s+(?:the|this)\s+(?:inspection|visit)))?(?=\s*(?:[,.;:)]|$)|\s+(?:had|have|did|were|was|are|is|showed|compared)\b)",
    re.I,
)
"""By which some are told from the others of a kind: the "cases seen by inspectors"."""

_CASES = re.compile(
    r"(?P<before>(?:[\w’'/-]+\s+){0,5}?)(?:plans|visits|interviews|meetings|discussions|proceedings|investigations|notifications|complaints"
    r"|allegations|incidents|episodes|placements|audits|reports|applications|decisions|arrangements|records|checks)(?![\w’'-])",
    re.I,
)
"""What is done for people, case by case."""
_NEAR = 60
_VERB_NEXT = re.compile(r"\s+(?:\w+ly\s+|also\s+|now\s+)?(?P<verb>\w+)")
_GOVERNED = re.compile(
    r"\b(?:in|at|on|for|with|from|by|to|about|between|among|over|into)\s+(?:(?:the|all|its|their|these|those|some|many|most)\s+)*$",
    re.I,
)


def group_at(sentence: str, begin: int, one: bool = False) -> Span | None:
    """The group whose name begins at `begin`, or None if it is not sure where the name ends. one: whether it is a single person or case."""
    while begin < len(sentence) and sentence[begin].isspace():
        begin += 1
    match = (_ONE_GROUP if one else _GROUP).match(sentence, begin)
    if not match or not _is_described(match["before"]):
        return None
    end = match.end()
    for _ in range(_MAX_LIST):
        if another := _AND_PEOPLE.match(sentence, end):
            end = another.end()
    if _goes_on(sentence, end):
        return None
    if seen := _SEEN.match(sentence, end):
        return begin, seen.end()
    if is_event(sentence, (begin, end)) and (people := _FOR_PEOPLE.match(sentence, end)):
        whose = group_at(sentence, people.end())
        return (begin, whose[1]) if whose else (begin, end)
    goes_on_to_do = match["after"] and _DOING.match(sentence, end)
    return (begin, end) if goes_on_to_do or _ends_at(sentence, end, one) else _longer(sentence, begin, end)


def cases_at(sentence: str, begin: int) -> Span | None:
    """The cases whose name begins at `begin`, where a share is of them: "90% of | pathway plans"; a count of them is of no group."""
    while begin < len(sentence) and sentence[begin].isspace():
        begin += 1
    match = _CASES.match(sentence, begin)
    return match.span() if match and _is_described(match["before"]) else None


def is_event(sentence: str, group: Span) -> bool:
    """Whether a group is of what is done for people, and not of people."""
    return bool(_EVENT.search(sentence, *group))


def subject_groups(sentence: str, span: Span) -> Iterator[Span]:
    """The groups in a stretch of a sentence that a verb follows, and no preposition governs: those that do something."""
    for group in _groups(sentence, span):
        following = _VERB_NEXT.match(sentence, group[1])
        if (
            following
            and following["verb"].lower() in VERBS
            and not _GOVERNED.search(sentence, max(0, group[0] - _NEAR), group[0])
        ):
            yield group


def group_before(sentence: str, begin: int, end: int) -> Span | None:
    """The group whose name ends at `end`, and begins no earlier than `begin`."""
    text = sentence[:end].rstrip()
    words = [word.start() for word in WORD.finditer(sentence, begin, end)][-_MAX_LIST - 3 :]
    groups = [group for start in words if (group := group_at(text, start)) and group[1] == len(text)]
    return groups[0] if groups else None


def first_group(sentence: str, span: Span) -> Span | None:
    """The first group that is named in a stretch of a sentence."""
    return next(_groups(sentence, span), None)


def only_group(sentence: str, span: Span) -> Span | None:
    """The group that is named in a stretch of a sentence, where no other is."""
    found = [*_groups(sentence, span)]
    return found[-1] if len({sentence[slice(*group)].lower() for group in found}) == 1 else None


def last_group(sentence: str, span: Span) -> Span | None:
    """The last group that is named in a stretch of a sentence, or a single person where none is."""
    found = [*_groups(sentence, span)] or [
        one for one in _groups(sentence, span, one=True) if not _ONE_EVENT.search(sentence, *one)
    ]
    return found[-1] if found else None


def _groups(sentence: str, span: Span, one: bool = False) -> Iterator[Span]:
    """The groups that are named in a stretch of a sentence; after "to" most words are verbs."""
    end, before = span[0], ""
    for word in WORD.finditer(sentence, *span):
        if word.start() >= end and before != "to" and _may_begin(word[0].lower()):
            group = group_at(sentence, word.start(), one)
            if group and group[1] <= span[1]:
                end = group[1]
                yield group
        before = word[0].lower()


def _may_begin(word: str) -> bool:
    """Whether the name of a group may begin with `word`: no small word, verb or number does."""
    return not (word in FUNCTION_WORDS - _DESCRIBING | VERBS or word[0].isdigit() or _A_NUMBER.fullmatch(word))


def _goes_on(sentence: str, end: int) -> bool:
    """Whether the noun that ends at `end` goes on with one for a thing ("children and services"), so that alone it is not the group."""
    match = _AND_MORE.match(sentence, end)
    if not match or match["next"][0].isdigit() or _A_NUMBER.fullmatch(match["next"]) or match["next"] == "one":
        return False
    return match["next"].lower() not in FUNCTION_WORDS | VERBS


def _is_described(before: str) -> bool:
    """Whether the words before the head only describe it."""
    words = [word.lower() for word in _LOOKED_AFTER.sub("", before).split()]
    return not any(
        word in FUNCTION_WORDS - _DESCRIBING or word in VERBS - _DESCRIBING or _A_NUMBER.fullmatch(word)
        for word in words
    )


def _ends_at(sentence: str, end: int, one: bool = False) -> bool:
    """Whether what follows cannot go on with the name of the group; a plural goes on with no noun but another plural."""
    following = WORD.match(sentence, end + 1) if sentence[end : end + 1] == " " else None
    if following is None or (one and not _COMPOUND.match(sentence, end)):
        return True
    word = following[0].lower()
    if word in FUNCTION_WORDS | VERBS or word.endswith(("ly", "ed")) or word[0].isdigit():
        return True
    plural = sentence[end - 1] == "s" or sentence[_begin_of_word(sentence, end) : end].lower() in (
        "children",
        "people",
        "uasc",
    )
    return plural and (not word.endswith("s") or word.endswith("ss"))


def _begin_of_word(sentence: str, end: int) -> int:
    """Where the word begins that ends at `end`."""
    return sentence.rfind(" ", 0, end) + 1


def _longer(sentence: str, begin: int, end: int) -> Span | None:
    """The group whose first head only begins its name, as in "family support workers"; a plural begins none."""
    match = _LONGER.match(sentence, end)
    if sentence[end - 1] == "s" or not match or not _is_described(match[0].rsplit(maxsplit=1)[0]):
        return None
    return (begin, match.end()) if _ends_at(sentence, match.end()) else None
