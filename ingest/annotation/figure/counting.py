"""Tells the words that count something from those that only look like numbers: "one" as a pronoun, "half the time"."""

from __future__ import annotations

import re

_FUNCTION = (
    r"(?:of|or|and|to|in|for|per|at|on|from|with|by|is|are|was|were|has|have|had|who|that|which|whose|as|than|the|a|an|but"
    r"|out|more|less|after|before|since|under|over|within)"
)
_SMALL = r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_PLURAL = r"(?:[\w’'-]*[^\W\dsiu]s(?![’'-])|children|people|persons|staff|men|women|HMI)"
_VERBS = (
    r"(?:is|are|was|were|has|have|had|do|did|live|lived|receive|received|became|become|remain|remained"
    r"|attend|attended|achieved|ceased|moved|stay|stayed|should|must|may|might|returned|left|started|went|go|gained|came"
    r"|come|needed|require|required|took|take|made|chose|wait|waited|experienced|completed|progressed|stated|said|reported"
    r"|felt|told|can|could|will|would|currently|subsequently|failed|did|led|resulted|related|lay|sat|study)"
)
_WORD = rf"(?:looked\s+after|foster(?:ing)?\s+(?:to|for)\s+adopt(?:ion)?|(?:and|or)\s+(?!(?:{_SMALL}|more|fewer|less)\b)[\w’'-]++|(?!{_FUNCTION}(?![\w-]))[\w’'-]++)\s+(?:\([^()]*\)\s+)?"
_COUNTS = re.compile(
    rf"\s+(?:\([^()]*\)\s+)?(?:{_WORD}){{0,5}}?(?!{_FUNCTION}\b){_PLURAL}(?!\w)"
    r"|\s+(?:(?:working|school|calendar)\s+)?(?:day|week|month|year|hour|mile|night)s?\b"
    rf"|\s+{_VERBS}\b|\s+(?:out\s+)?of\s+(?:the|these|those|them|whom|which|all|its|their|our|his|her|\d)"
    rf"|\s+(?:out\s+)?of\s+{_SMALL}\b"
    r"|\s+of\s+Her\s+Majesty|\s+(?:more|who|whose|expected|unexpected)\b(?!\s+or\b)|\s+or\s+more\s+(?:children|cases|young)\b"
    rf"|\s*\(\d|\s*(?:to|or|and|[-‐‑‒–—−─])\s*(?:{_SMALL}|\d+)\s+(?:[\w’'-]+\s+){{0,2}}?{_PLURAL}(?!\w)",
    re.I,
)
"""After a number in words: what it counts, in the plural, or what those do."""
_STANDS_ALONE = re.compile(
    r"(?:\b(?:from|to|than|of|only|just|further|another|least|nearly|almost|approximately|around|additional|including|are"
    r"|were|was|been|with|and|by|at|where|remaining)\s+(?:(?:a|only|just)\s+)?|[,;:]\s+|\()$",
    re.I,
)
_AND_NOTHING = re.compile(
    r"\s*(?:$|[,.;:)]|[a-z]+ed\b|(?:in|at|on|under|since|from|to|by|during|for|and|or|were|each|respectively|so|compared|last|this|per|sentenced|placed"
    r"|judged|working|living|awaiting|waiting)\b)",
    re.I,
)
_COMPARES = re.compile(
    r"\b(?:increase[sd]?|decrease[sd]?|reduc(?:ed|tion|ing)|r[io]sen?|rose|fell|fallen|fall|drop(?:ped)?|down|up|grown|grew"
    r"|declined?|improved|improvement|compar\w+|average|total|rate|numbers?|there\s+(?:are|were|was|have|has)|of\s+(?:which"
    rf"|whom|these|those)|{_SMALL}|one)\b[^.;]{{0,90}}$|[;:]\s+$",
    re.I,
)
_NAMES = re.compile(
    r"(?:[‘“]|\b(?:these|those|both|each\s+of\s+the|outcome|priority|part|aged?|ages|(?:they|he|she)\s+(?:are|is|were|was))\s+)$",
    re.I,
)
"""Before a number in words that names, points at something or is an age, and counts nothing."""
_RATHER_PART = re.compile(rf"\s+(?:of\b|{_VERBS}\b)|\s*\(\d", re.I)
_OTHER_PART = re.compile(
    r"\b(?:first|second|last|latter|other|next|third|previous|this|each|every|per|and\s+a)\s+$", re.I
)
_BY_PART = re.compile(
    r"\bby\s+(?:(?:a|over|almost|nearly|about|around|approximately|more\s+than|just\s+over)\s+)*$", re.I
)
_HALF = re.compile(
    r"(?!\s+(?:of\s+)?(?:that|the\s+(?:number|rate|level|average|national|England|figure))\b)\s+(?:of\b"
    r"|(?:the|all|these|those|its|their|our)\s+(?!time\b|year\b|term\b|day\b|week\b|month\b|battle\b"
    rf"|story\b)|children\b|young\s+people\b|{_VERBS}\b)",
    re.I,
)


def counts(before: str, after: str) -> bool:
    """Whether a number in words, from two on, that stands between `before` and `after` says how many."""
    if _NAMES.search(before):
        return False
    return bool(
        _COUNTS.match(after)
        or (before.endswith("(") and _AND_NOTHING.match(after))
        or (_STANDS_ALONE.search(before) and _AND_NOTHING.match(after) and _COMPARES.search(before))
    )


_NEVER_ONE = re.compile(
    r"(?:[‘“/-]|\b(?:any|no|this|that|each|every|other|the|stage|phase|tier|level|day|year|part|quarter|at\s+least)\s+)$",
    re.I,
)
_ONE_OF = re.compile(
    rf"\s+of\s+Her\s+Majesty|\s+(?:out\s+)?of\s+(?:(?:the|its|their|these|those)\s+)?(?:\d|{_SMALL}\b)", re.I
)
_CASE = re.compile(r"\s+(?:case|instance|occasion)\b", re.I)
_IN = re.compile(r"\b(?:in|on)\s+(?:(?:only|just)\s+)?$", re.I)
_LENGTH = re.compile(r"\s+(?:working\s+)?(?:day|week|month|year|hour|mile)\b(?!\s+old)", re.I)
_LIMIT = re.compile(r"\b(?:within|than|after|under|over|least)\s+$", re.I)
_EXAMPLE = re.compile(
    r"\s+(?:another|that|which|where|of(?!\s+the\s+(?:heads|managers|homes|children|cases))|example|way|aspect|part|element|reason"
    r"|time|day|point|thing|side|hand|area|factor|issue|or)\b",
    re.I,
)
_THERE_IS_ONE = re.compile(
    r"\b(?:all\s+but|only|just|there\s+(?:is|was|has\s+been)(?:\s+(?:currently|now|also|only|just))?"
    r"|(?:has|have|had|operates?|runs?|owns?|manages?|maintains?|commissions?|lost))\s+$",
    re.I,
)
_BESIDE = re.compile(
    r"\b(?:and|of|to|from|plus|or|than|but|with|a\s+further|additional|which|whom)\s+$|[,(:;]\s+$|\($", re.I
)
_A_THING = re.compile(rf"\s+(?!(?:{_FUNCTION}|even|\w+ly)\b)[a-z]|\s+(?:is|are|was|were|has|had)\b", re.I)
_STATISTIC = re.compile(
    r"\W*(?:(?:As\s+)?(?:At|In|On|By|During|Since)\s[^,]{0,60}\d[^,]{0,30},\s+|Since\s[^,]{4,60},\s+|(?:In|Over)\s+the\s+(?:last|past)\s[^,]{4,30},\s+"
    r"|[•●▪§■-]\s*)",
    re.I,
)


def counts_one(before: str, after: str, beside_others: bool) -> bool:
    """Whether "one" between `before` and `after` counts, and is no pronoun or article.

    beside_others: whether its sentence counts others right by it: "one coordinator and 37 volunteers".
    """
    if _NEVER_ONE.search(before):
        return False
    if _ONE_OF.match(after) or (_IN.search(before) and _CASE.match(after)):
        return True
    if _LENGTH.match(after):
        return bool(_LIMIT.search(before))
    if _EXAMPLE.match(after):
        return False
    if beside_others and _BESIDE.search(before) and (_A_THING.match(after) or _AND_NOTHING.match(after)):
        return True
    return bool((_THERE_IS_ONE.search(before) or _STATISTIC.fullmatch(before)) and _A_THING.match(after))


def is_share(words: str, before: str, after: str) -> bool:
    """Whether a fraction in words is a share of something: "a third of", "two thirds are", "by half"."""
    if _OTHER_PART.search(before):
        return False
    if _BY_PART.search(before):
        return True
    if words.lower() == "half":
        return bool(_HALF.match(after))
    several = not words.lower().startswith(("a", "one"))
    return bool(_RATHER_PART.match(after)) or (several and bool(re.match(r"\s", after)))
