"""What kind of answer a question asks for, by the forms that such questions take."""

from __future__ import annotations

import re

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
        r"\bstands? for\b|\babbreviation\b|\bwhat (?:does|do) .{1,60} mean\b|\bmeaning of\b|\bdefin(?:e|ition)\b|^\s*[\w&-]+\s*=\s*\??\s*$",
    ),
    (
        "recommendation",
        r"\brecommend(?:ed|ation|ations|s|ing)?\b|\bneed(?:s|ed)? to (?:\w+ )?improve\b|\bareas? for (?:improvement|development|priority action)\b|\bpriority actions?\b|\bto fix\b|\b(?:must|should|ha[sd] to|have to|needs? to)\b.{1,40}\b(?:fix|improve|put right)\b|\b(?:was|were|is|are)\b.{0,30}\basked (?:to|for)\b|\b(?:tell|told)\b.{0,50}\bto (?:do|improve|change)\b|\bmust (?:be )?improve|\b(?:reports?|inspectors?|inspection|Ofsted|letter)\b.{0,30}\bask(?:ed)? (?:\w+ ){0,3}for\b|\bimprovements? (?:\w+ )?(?:asked|demanded|required|wanted)\b",
    ),
    (
        "comparison",
        rf"\bcompar(?:e|ed|ison|ing)\b|\bversus\b|\bvs\b|\bdifferen(?:ce|t) between\b|\b(?:more|fewer|less|better|worse|higher|lower)\b.{{0,100}}\bthan (?:in|at|it was)\b|\b{_YEAR}\b.{{0,20}}\bagainst\b.{{0,40}}\b{_YEAR}\b",
    ),
    (
        "judgement",
        r"\b(?:grade|grades|graded|rating|ratings|rated|judged|judgements?|judgments?|sub-judgements?|ofsted (?:score|outcome|result))\b|\boverall effectiveness\b",
    ),
    (
        "figure",
        r"\bhow (?:many|much)\b|\bwhat (?:share|proportion|percentage|number|fraction|rate)\b|\b(?:percentage|proportion|share|number|rate|average|numbers|total) of\b|\bnumbers? for\b|^\s*(?:the )?(?:percentage|proportion|number|average|total)\b|\b(?:timeliness|rate|numbers?|deadline|per cent|budget)\s*\?*\s*$|\bwhat (?:was|is) the (?:deadline|cost|budget|figure)\b|\b(?:average|mean) \w+",
    ),
    (
        "timeline",
        rf"\bover (?:time|the years|the period)\b|\bover the (?:last|past)\b|\b(?:changed?|changing|evolved?|moved?|developed?|progress(?:ed)?|shift(?:ed)?)\b.{{0,50}}\b(?:since|from|between|over|to)\b|\bhistory of\b|\btrace\b|\bsince {_YEAR}\b|\b{_YEAR} onwards?\b|\bfrom {_YEAR} (?:to|until|till|through)\b|\bbetween {_YEAR} and {_YEAR}\b|\byear by year\b|\b(?:each|every) (?:year|point|inspection|report|visit)\b|\b(?:trend|timeline|trajectory)\b|\bused to\b|\bbetter or worse\b|\b(?:has|have)\b.{{0,60}}\b(?:got|become|grown|gone) (?:\w+ )?(?:better|worse|easier|harder|stronger|weaker)\b|\b(?:across|in|over) (?:all|both|the|its|their|all the|all its) (?:\w+ ){{0,2}}(?:years|reports|inspections|visits)\b|\bthat change between\b",
    ),
    (
        "actor",
        r"(?:^|[,;:?–-])\s*(?:and |but |so |tell me )?(?:by |to |for |with )?(?:who|whose|whom)\b|\band who\b|\bwho(?:m)?\b.{0,20}\b(?:led|chaired|said|wrote)\b|\b(?:lead|which) inspectors?\b|\bwhich (?:body|organisation|agency|company|charity|person|post)\b|\bnames?\s*\?*\s*$|\bname of\b|\b(?:view|views|opinion|feedback) of\b|['’]s? views? (?:of|on|about)\b|\bwhat (?:did|do|does|have|has|concerns about) .{1,60}\b(?:say|tell|told|think|do for|actually do|come up)\b|\bget a say\b|\bhave a say\b",
    ),
    (
        "guidance",
        r"\bhow soon (?:after|must|should)\b|\b(?:have|has|had) to (?:happen|take place|be)\b|\bwhat (?:will|would|happens|should|must)\b.{0,60}\b(?:where|when|if|after|happen)\b|\b(?:guidance|handbook|policy|rules?|procedure|framework) (?:say|says|require|requires|on|for|about)\b|\bsupposed to\b|\bare .{1,30} (?:required|expected) to\b",
    ),
)
_COMPILED = tuple((kind, re.compile(pattern, re.I)) for kind, pattern in _FORMS)
_WHAT_IS = re.compile(r"^\s*what(?:'s| is| are) (?:an? |the )?(?P<term>[\w&-]+)\s*\??\s*$", re.I)


def intent_of(question: str) -> str:
    """The kind of answer that `question` asks for: one of the kinds of the answer contract, ``theme`` if no form tells."""
    what = _WHAT_IS.match(question)
    if what and is_abbreviation(what["term"]):
        return "definition"
    for kind, pattern in _COMPILED:
        if pattern.search(question):
            return kind
    return "theme"


def states_intent(question: str) -> bool:
    """Whether the question itself has one of the forms; if not, a follow-up has that of the turn before."""
    return intent_of(question) != "theme"
