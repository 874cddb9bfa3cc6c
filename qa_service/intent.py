"""What kind of answer a question asks for: by the forms that such questions take, else by its words.

A form is a pattern that only questions of one kind have, such as "how many" or "stands for". Where a question has none,
a multinomial logistic regression over its words and pairs of neighbouring words tells how probable each kind is; its
weights are learned by ``python -m benchmarks.intent`` and stand in `intent.json`. A kind that is less probable than all
others together is not taken: what is left is answered as a theme, which shows what was found without a form of its own.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from ontology.label import is_abbreviation

_YEAR = r"(?:19|20)\d\d"
_AUTHORITIES = r"(?:authorities|councils|boroughs|counties|cities|las)"
_DOCUMENTS = r"(?:reports|documents|papers|inspections|letters|visits)"
_GRADES = r"(?:outstanding|good|requir(?:es?|ed|ing) improvement|inadequate|adequate|top marks?)"
_FORMS: tuple[tuple[str, str], ...] = (
    # The first that is found decides, so what is more particular stands first.
    (
        "count",
        rf"\bhow many (?:of )?(?:(?!(?:do|does|did|have|has|had|are|is|was|were)\b)[\w'’-]+ ){{0,4}}(?:{_DOCUMENTS}|{_AUTHORITIES})\b|\b(?:which|what) (?:\w+ ){{0,2}}{_AUTHORITIES}\b|\blist (?:all |of )?(?:the )?(?:\w+ ){{0,3}}(?:{_AUTHORITIES}|reports)\b|\b(?:which|what) (?:\w+ ){{0,2}}{_DOCUMENTS} (?:mention|discuss|judged?|gave|give|rated?|graded?|say nothing)\b|^\s*whose\b.{{0,60}}\b{_GRADES}",
    ),
    (
        "definition",
        r"\bstands? for\b|\b(?:who|what) counts as\b|\bwhat is meant by\b|\babbreviation\b|\bwhat (?:does|do) .{1,60} mean\b|\bmeaning of\b|\bdefin(?:e|ition)\b|^\s*[\w&-]+\s*=\s*\??\s*$",
    ),
    (
        "recommendation",
        r"\brecommend(?:ed|ation|ations|s|ing)?\b|\bareas? for (?:improvement|development|priority action)\b|\bpriority actions?\b|\bto (?:fix|put right|sort out)\b|\baction points\b|\b(?:must|should|ha[sd] to|have to|need(?:s|ed)? to)\b.{1,40}\b(?:fix(?:ed)?|improved?|put right)\b|\b(?:tell|told)\b.{0,50}\bto (?:do|improve|change|address)\b|\b(?:reports?|inspectors?|inspection|Ofsted|letter)\b.{0,30}\bask(?:ed)? (?:\w+ ){0,3}for\b|\bimprovements? (?:\w+ )?(?:asked|demanded|required|wanted)\b",
    ),
    (
        "comparison",
        rf"\bcompar(?:e|ed|ison|ing)\b|\bversus\b|\bvs\b|\bdifferen(?:ce|t) between\b|\b(?:more|fewer|less|better|worse|higher|lower)\b.{{0,100}}\bthan (?:in|at|it was)\b|\b{_YEAR}\b.{{0,20}}\bagainst\b.{{0,40}}\b{_YEAR}\b",
    ),
    (
        "judgement",
        r"\b(?:grade|grades|graded|rating|ratings|rated|judged|judgements?|judgments?|sub-judgements?|ofsted (?:score|outcome|result))\b|\bwhat (?:mark|score|result) (?:did|does|do|was|were|has|have)\b|\boverall effectiveness\b",
    ),
    (
        "figure",
        r"\bhow (?:many|much)\b|\bwhat (?:share|proportion|percentage|number|fraction|rate)\b|\bnumbers? for\b|^\s*(?:the )?(?:percentage|proportion|number|average|total)\b|\b(?:timeliness|rate|numbers?|deadline|per cent|budget)\s*\?*\s*$|\bwhat (?:was|is) the (?:average|deadline|cost|budget|figure)\b",
    ),
    (
        "timeline",
        rf"\bover (?:time|the years|the period)\b|\bover the (?:last|past)\b|\b(?:changed?|changing|evolved?|moved?|developed?|progress(?:ed)?|shift(?:ed)?)\b.{{0,50}}\b(?:since|from|between|over)\b|\btrace\b|\bsince {_YEAR}\b|\b{_YEAR} onwards?\b|\bfrom {_YEAR} (?:to|until|till|through)\b|\b(?P<step>year|report|inspection|visit) (?:by|on|after) (?P=step)\b|\b(?:each|every) (?:year|point|time|inspection|report|visit)\b|\b(?:trend|timeline|trajectory)\b|\bused to\b|\bbetter or worse\b|\b(?:got|get|gotten|getting) (?:any |much |a bit )?(?:better|worse)\b|\byears? (?:on|later)\b|\b(?:has|have)\b.{{0,60}}\b(?:got|become|grown|gone) (?:\w+ )?(?:better|worse|easier|harder|stronger|weaker)\b|\b(?:across|in|over) (?:all|both|the|its|their|all the|all its) (?:\w+ ){{0,2}}(?:years|reports|inspections|visits)\b",
    ),
    (
        "actor",
        r"(?:^|[,;:?–-])\s*(?:and |but |so |tell me )?(?:by |to |for |with )?(?:who|whose|whom)\b|\bwho(?:m)?\b.{0,20}\b(?:led|chaired|said|wrote)\b|\b(?:lead|which) inspectors?\b|\bwhich (?:\w+ ){0,2}(?:body|bodies|organisations?|agenc(?:y|ies)|compan(?:y|ies)|charit(?:y|ies)|person|people|posts?)\b|\bnames?\s*\?*\s*$|\bname of\b|\b(?:views?|opinion|feedback) (?:of|on|about)\b|\bwhat (?:did|do|does|have|has|concerns about) (?!(?:the |any )?(?:\w+ )?(?:ofsted|inspectors?|hmi|reports?|letters?|papers?|documents?|inspections?)\b).{1,60}\b(?:say|tell|told|think|do for|actually do|come up)\b",
    ),
    (
        "guidance",
        r"\bhow soon (?:after|must|should)\b|\bwhat (?:will|would)\b.{0,60}\b(?:where|when|if|after)\b|\bwhat (?:should|must) happen\b|\b(?:guidance|handbook|policy|rules?|procedure|framework) (?:say|says|require|requires|on|for|about)\b|\bare .{1,30} (?:required|expected) to\b",
    ),
)
_COMPILED = tuple((kind, re.compile(pattern, re.I)) for kind, pattern in _FORMS)
_WHAT_IS = re.compile(r"^\s*what(?:'s| is| are) (?:an? |the )?(?P<term>[\w&-]+)\s*\??\s*$", re.I)

PATH = Path(__file__).with_name("intent.json")
SURE = 0.5
"""From this probability on, a kind is more probable than all others together."""
SURE_OF_FOLLOW_UP = 0.75
"""The same for a follow-up: it has few words of its own, and the turn before has a kind already."""
MASK = "_"
"""Stands for every word that the model does not know: a name, or what the question is about."""
_START, _END = "^", "$"
_ANY_YEAR = re.compile(rf"\b{_YEAR}\b")
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+|[%,]")


@dataclass(frozen=True)
class Model:
    """A multinomial logistic regression.

    kinds: what it tells apart. intercepts: one of each kind. weights: by word or pair of words, one of each kind.
    """

    kinds: Sequence[str]
    intercepts: Sequence[float]
    weights: Mapping[str, Sequence[float]]

    def probabilities(self, question: str) -> dict[str, float]:
        """How probable it is that `question` asks for each kind: they add up to 1."""
        found = sorted(features(question, self.weights) & self.weights.keys())
        scores = [sum(column) for column in zip(self.intercepts, *(self.weights[each] for each in found), strict=True)]
        odds = [math.exp(score - max(scores)) for score in scores]
        return {kind: each / sum(odds) for kind, each in zip(self.kinds, odds, strict=True)}


@cache
def model() -> Model:
    """The model as learned."""
    return Model(**json.loads(PATH.read_text(encoding="utf-8")))


def intent_of(question: str) -> str:
    """The kind of answer that `question` asks for: one of the kinds of the answer contract, ``theme`` if nothing else is sure."""
    return form_of(question) or surest(model().probabilities(question))


def states_intent(question: str) -> bool:
    """Whether the question itself tells its kind; if not, a follow-up has that of the turn before."""
    return bool(form_of(question)) or surest(model().probabilities(question), SURE_OF_FOLLOW_UP) != "theme"


def form_of(question: str) -> str | None:
    """The kind whose form `question` has, None if it has the form of none."""
    what = _WHAT_IS.match(question)
    if what and is_abbreviation(what["term"]):
        return "definition"
    return next((kind for kind, pattern in _COMPILED if pattern.search(question)), None)


def surest(probabilities: Mapping[str, float], least: float = SURE) -> str:
    """The most probable kind, ``theme`` if it is less probable than `least`."""
    kind = max(probabilities, key=probabilities.__getitem__)
    return kind if probabilities[kind] >= least else "theme"


def question_words(question: str) -> list[str]:
    """The words and numbers of `question` in small letters, with "%" and ","; each year is 0000."""
    return _WORD.findall(_ANY_YEAR.sub("0000", question.lower().replace("’", "'")))


def features(question: str, known: Container[str]) -> set[str]:
    """The words in `question` that are `known`, and its pairs of neighbours, with unknown words masked.

    The start and the end of a question are neighbours, too; a pair has one known word at least.
    """
    words = [word if word in known else MASK for word in question_words(question)]
    pairs = {
        f"{first} {second}"
        for first, second in pairwise([_START, *words, _END])
        if not {first, second} <= {_START, MASK, _END}
    }
    return pairs | ({*words} - {MASK})
