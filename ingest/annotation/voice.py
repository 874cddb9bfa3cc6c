"""Finds those whose words a sentence may report, and says which of them are its subject, with or without a pronoun.

The text that is given has to be in lower case.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.annotation.grammar import FUNCTION_WORDS, VERBS, WORD

_NAMES = {
    "care-leaver": (
        r"care\s+leavers?|care[- ]experienced\s+(?:young\s+)?(?:people|adults?|person)"
        r"|young\s+people\s+(?:who\s+(?:have\s+left|are\s+leaving)|leaving)\s+care"
    ),
    "adopter": r"(?:prospective\s+|approved\s+)?adopters?|(?:adoptive|adopting)\s+(?:parents?|families|family|carers?)",
    "carer": (
        r"(?:(?:foster|kinship|connected|special\s+guardianship|family\s+and\s+friends|friends\s+and\s+family)\s+)?carers?"
        r"|special\s+guardians?|host\s+families"
    ),
    "leader": (
        r"(?:(?:senior|political|corporate|council|service|elected|strategic)\s+)?leaders|chief\s+officers|senior\s+(?:managers?|officers?"
        r"|leadership(?:\s+team)?|management(?:\s+team)?|council\s+officers)|chief\s+executive(?:\s+officer)?"
        r"|lead\s+(?:elected\s+)?member|(?:cabinet|portfolio)\s+(?:lead|holder|member)|councillors?|elected\s+members"
        r"|(?:assistant\s+|executive\s+|strategic\s+)?directors?(?:\s+of\s+children[’']s\s+(?:services|social\s+care))?"
        r"|dcs|heads\s+of\s+service|leadership\s+team"
    ),
    "partner": (
        r"partner\s+agenc(?:ies|y)|partners|(?:other\s+|partner\s+|health\s+|education\s+|multi-agency\s+)?professionals"
        r"|(?:(?:school|designated|class)\s+)?(?:head\s?)?teachers?|(?:school|college|university|education)\s+(?:leaders"
        r"|staff|providers)|schools|police(?:\s+officers)?|nurses|paediatricians|clinicians"
        r"|health\s+(?:visitors?|staff|practitioners|colleagues|partners)|(?:other\s+|external\s+)?agencies|providers"
        r"|(?:local\s+|family\s+court\s+|designated\s+family\s+|court\s+)?(?:judges?|judiciary|magistrates)"
        r"|(?:family\s+)?courts?(?:\s+(?:services|professionals|representatives))?|cafcass(?:\s+(?:officers|managers"
        r"|workers))?|child(?:ren)?\s+and\s+family\s+court\s+advisory\s+(?:and\s+)?support\s+service|(?:children[’']s"
        r"|family\s+court)\s+guardians|gps|voluntary\s+(?:sector\s+)?(?:organisations|agencies)|nursery\s+staff"
        r"|representatives?\s+(?:of|from)\s+(?:(?:the|local|partner|other)\s+)*(?:schools?|agencies|partners?|health|police"
        r"|cafcass|colleges?|judiciary|courts?)"
    ),
    "parent": r"parents?|(?:grand)?(?:mothers?|fathers?|parents?)|families|(?:family|birth\s+family)\s+members|relatives",
    "child": (
        r"(?:(?:children\s+in\s+care|care|youth)\s+council|cicc)(?:\s+members)?"
        r"|children(?:\s+and\s+young\s+people|\s+and\s+young\s+person)?|child|(?P<young>young\s+(?:people|person))"
        r"|(?:boy|girl)s?|teenagers?|siblings|unaccompanied\s+asylum[- ]seeking\s+children|young\s+carers"
        r"|care\s+experienced\s+children"
    ),
    "staff": (
        r"(?:(?:independent\s+)?reviewing\s+)?officers|virtual\s+(?:school\s+)?head(?:\s?teacher)?s?|(?:(?:newly\s+qualified|agency|family\s+support|student|youth|support|key|residential|early\s+help)\s+)?"
        r"(?:social\s+)?workers?|nqsws|asyes|(?:(?:frontline|social\s+work|residential)\s+)?staff(?:\s+members?)?"
        r"|practitioners?|(?:personal\s+)?advis[eo]rs?|managers?|independent\s+(?:reviewing\s+officers?|visitors)|iros?"
        r"|pas?|advocates|workforce|(?:independent\s+|conference\s+)chair(?:person)?s|apprentices"
    ),
}
_COMPOUNDS = (
    r"protection|sexual|exploitation|permanence|services?|teams?|forums?|plans?|assessments?|caseloads?|training|groups?"
    r"|networks?|recruitment|retention|morale|turnover|surveys?|supervision|numbers|vacanc(?:y|ies)|reviews?"
)
"""Nouns that are named for speakers and say nothing themselves: "child protection"."""
_NAME = re.compile(
    r"(?<![\w’'/-])(?:"
    + "|".join(f"(?P<{voice.replace('-', '_')}>{names})" for voice, names in _NAMES.items())
    + rf")(?![\w’'-]|\s+(?:{_COMPOUNDS})\b)",
)
_QUANTITIES = frozenset(
    "some any many most all both several few one two three four five six seven eight nine ten another others each every "
    "majority minority number group members handful couple proportion lot none half range third quarter thirds quarters out".split()
)
_DESCRIBING = _QUANTITIES | frozenset(
    "the a an other almost nearly virtually vast large great these those their his her its whom looked after only just "
    "single not".split()
)
"""What may stand before the name of a speaker without making it another's: who exactly, and how many."""
_ROUGHLY = re.compile(
    r"\b(?:over|about|around|approximately|more\s+than|at\s+least)\s+(?=(?:\d|a\s+(?:half|third|quarter)|half|one|two|three)\b)"
)
_SEVERAL = re.compile(r"(?:s|children|people|staff)$")
_MAX_ADJECTIVES = 4
_CONJUNCTIONS = "and|but|while|whilst|although|though|as|because|so|yet|however|that|or|whereas|which|whom"
_AT_INSPECTION = r"(?:during|at\s+the\s+time\s+of)\s+(?:the|this)\s+(?:inspection|visit)|in\s+(?:(?:a|one|some|other|many|most|several)\s+){1,2}(?:cases?|instances?)"
_BOUNDARY = re.compile(rf"(?:^|[,(–—‘“]|\b(?:{_CONJUNCTIONS}|{_AT_INSPECTION}))\W*$")
_BOUNDARY_OR_WITH = re.compile(rf"(?:^|[,(–—‘“]|\b(?:{_CONJUNCTIONS}|{_AT_INSPECTION}|with))\W*$")
_SUPPOSED = re.compile(r"\b(?:when|if|where|once|unless|until|before|after|so\s+that|(?:ensure|means)\s+that|how)\W*$")
"""Before a subject of which it is supposed, and not reported, that it says something."""
_MARK = re.compile(r"[,:;(]")
_RELATIVE_PRONOUN = re.compile(r"\b(?:that|which|whom)\W*$")
_RELATIVE = frozenset({"who", "whom", "that", "whose"})
_GOES_ON = frozenset(
    "in from at with of for on within across under to living placed working looked leaving spoken seen met interviewed "
    "consulted approved recruited matched attending receiving aged inspectors subject speaking talking visited involved supported who whom that "
    "whose and or requiring experiencing we accessing using employed based responsible asked".split()
)
"""What the name of a speaker goes on with before its verb: "children | placed out of area told us"."""
_NOT_VERBS = frozenset("met left placed work support report".split())
"""Verbs that are participles or nouns more often where a name goes on with them."""
_ADVERBS = frozenset(
    "also all almost both often each very have has had too now still always themselves were was are is being been".split()
)
_NEAR = 40
"""Characters within which a word that begins a clause is looked for."""
_BEGINNING = 90
_FAR = 14
"""A name this many words before a verb is hardly its subject, unless a relative clause or another verb stands between."""
_VERY_FAR = 18
_SHORT_FORM = re.compile(r"^\s\([^()]{1,60}\)")
_ASIDE = re.compile(r",\s[^,;:]{1,100},\s*$")
_WHO = re.compile(r",?\s+(?:(?:all|many|most|some|both|several)\s+of\s+whom|who|and\s+they)\s+(?:\w+\s+){0,2}")
_INSPECTORS_MET = re.compile(r"\binspectors\b[^.;]{0,40}\b(?:met|meeting|spoke|talked|heard|visited)\b")
_AND = re.compile(
    r"\s*(?:,\s*(?:and\s+|or\s+)?|\s(?:and|or|&)\s+|/)(?:\s*(?:the|their|his|her|some|all|both|many|most)\b\s*)?"
)
_CARED_FOR = re.compile(r"\s+(?:looked\s+after|in\s+(?:care|need)|leaving\s+care|in\s+foster\s+care)")
_PRONOUN = re.compile(
    r"\b(?P<who>they|others?|another|some|several|many|most|all(?:\s+those)?|one|a\s+few|(?:almost|nearly)\s+all|those|both|few"
    r"|she|he|(?:a\s+(?:small\s+|large\s+)?(?:number|minority)|the\s+(?:vast\s+|large\s+|great\s+)?majority)(?=\s))"
    r"(?:\s+of\s+(?:them|these|those))?"
    r"(?:\s+(?:spoken\s+(?:to|with)|met|seen)(?:\s+(?:by|during)\s+(?:the\s+)?(?:inspectors|inspection|visit))?"
    r"|\s+(?:who|whom)\s+(?:(?:spoke|talked)\s+(?:to|with)\s+inspectors|inspectors\s+(?:met|spoke\s+to)))?"
    r"(?P<gap>(?:\s+\w+){0,4})\s*$",
)
_MET = re.compile(
    r"\b(?:spoken|spoke|speaking|met|meeting|seen|interviewed|consulted|talked|talking|visited)\b(?:\s+(?:to|with|by))?"
    r"|\binspectors\s+(?:met|spoke|talked)\b",
)


@dataclass(frozen=True)
class Speaker:
    """A name of people in a text who may speak.

    start, end: its place; voice: a key of the vocabulary's speakers; young: whether it says "young people", who may be
    children or care leavers.
    """

    start: int
    end: int
    voice: str
    young: bool = False


def speakers_in(text: str) -> list[Speaker]:
    """All that `text` names of those whose words may be reported, in order."""
    return [Speaker(*match.span(), _voice(match), bool(match["young"])) for match in _NAME.finditer(text)]


def subjects(clause: str, participle: bool = False) -> list[Speaker]:
    """The speakers that are the subject of the verb that follows `clause`: several where they are a list, none where it has another.

    participle: whether the verb is one, so that "with" may bring in its subject.
    """
    named = speakers_in(clause)
    for place in reversed(range(len(named))):
        speaker = named[place]
        before, gap = clause[: speaker.start], _SHORT_FORM.sub("", clause[speaker.end :])
        if place and clause[named[place - 1].end : speaker.start] == " (":
            continue
        listed = _listed(clause, named[: place + 1])
        if _WHO.fullmatch(gap) and ("," in gap or _INSPECTORS_MET.search(before)):
            return listed
        if _leads_on(gap) and is_subject(before, participle):
            if participle and re.search(r"\bwith\b", gap):
                continue
            if is_subject(clause[: listed[0].start], participle):
                return listed
            if not gap.strip():
                return [speaker]
    return []


def pronoun(clause: str) -> str | None:
    """The pronoun that is the subject of the verb that follows `clause`: "they", "others", "almost all"."""
    match = _PRONOUN.search(clause)
    if match is None or not all(is_adverb(word) for word in match["gap"].split()):
        return None
    place = max(0, match.start() - _NEAR), match.start()
    return match["who"] if _BOUNDARY.search(clause, *place) and not _SUPPOSED.search(clause, *place) else None


def is_adverb(word: str) -> bool:
    """Whether `word` only stands between a subject and its verb."""
    return word in _ADVERBS or word.endswith("ly")


def is_subject(before: str, participle: bool = False) -> bool:
    """Whether what stands before a name of people lets it be a subject: only who exactly they are, up to where a clause begins."""
    before = _ROUGHLY.sub(" ", before)
    adjectives = 0
    end = len(before)
    words = list(WORD.finditer(before))
    boundary = _BOUNDARY_OR_WITH if participle else _BOUNDARY
    while words and not boundary.search(before, max(0, end - _NEAR), end):
        word = words.pop()
        text = word[0]
        if text in ("what", "why", "how"):
            return False
        if text == "of":
            if not words or not (words[-1][0] in _QUANTITIES or words[-1][0].isdigit()):
                return False
        elif text not in _DESCRIBING and not text.isdigit():
            adjectives += 1
            if adjectives > _MAX_ADJECTIVES or text in FUNCTION_WORDS or text in VERBS:
                return False
        end = word.start()
    if adjectives and _RELATIVE_PRONOUN.search(before, max(0, end - _NEAR), end):
        return False
    return not _SUPPOSED.search(before, max(0, end - _NEAR), end)


def is_met(words: str) -> bool:
    """Whether `words` say of somebody that inspectors spoke to them."""
    return bool(_MET.search(words))


def speakers_at(text: str) -> list[Speaker]:
    """The speakers that `text` begins with: one, or several that are a list."""
    named = speakers_in(text)
    before = WORD.findall(text[: named[0].start]) if named else []
    if not named or len(before) > _MAX_ADJECTIVES + 2 or _MARK.search(text, 0, named[0].start):
        return []
    if not all(word == "of" or word in _DESCRIBING or word not in FUNCTION_WORDS | VERBS for word in before):
        return []
    return _listed_after(text, named)


def topic_of(sentence: str) -> list[Speaker]:
    """The speakers that are the first subject of `sentence`: those that "they" are in the next."""
    beginning = sentence[:_BEGINNING]
    named = speakers_in(beginning)
    for place, speaker in enumerate(named):
        if is_subject(beginning[: speaker.start]):
            return _listed_after(beginning, named[place:])
    return []


def only_voice(text: str) -> list[Speaker]:
    """The last of those that `text` names, if all have the same voice: those that "they" can only be."""
    named = speakers_in(text)
    several = [speaker for speaker in named if _SEVERAL.search(text, 0, speaker.end)]
    return several[-1:] if len({speaker.voice for speaker in named}) == 1 else []


def _listed_after(text: str, named: Sequence[Speaker]) -> list[Speaker]:
    """The first of `named` with those after it that "and" or a comma joins to it."""
    end = 1
    while end < len(named) and _AND.fullmatch(text, named[end - 1].end, named[end].start):
        end += 1
    return list(named[:end])


def _leads_on(gap: str) -> bool:
    """Whether `gap`, between a name and a verb, lets the one be the subject of the other."""
    words = WORD.findall(_ASIDE.sub("", gap))
    while words and is_adverb(words[-1]):
        words.pop()
    if not words:
        return True
    if len(words) > _VERY_FAR or (words[-1] == "to" and words[-2:-1] not in (["spoken"], ["spoke"], ["talked"])):
        return False
    if words[-1] in ("and", "but"):
        return "to" not in words[-3:]
    if words[0] not in _GOES_ON:
        return False
    return bool(_RELATIVE & set(words)) or (
        len(words) <= _FAR and not any(word in VERBS - _NOT_VERBS for word in words)
    )


def _listed(clause: str, named: Sequence[Speaker]) -> list[Speaker]:
    """The last of `named` with those before it that "and" or a comma joins to it, in order."""
    result = [named[-1]]
    for speaker in reversed(named[:-1]):
        gap = clause[speaker.end : result[0].start]
        cared_for = _CARED_FOR.match(gap)
        if not _AND.fullmatch(gap, cared_for.end() if cared_for else 0):
            break
        result.insert(0, speaker)
    return result


def _voice(match: re.Match[str]) -> str:
    return next(voice for voice in _NAMES if match[voice.replace("-", "_")])
