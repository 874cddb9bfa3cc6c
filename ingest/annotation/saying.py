"""Tells whose words a sentence reports, by its verbs of saying and their subjects.

A sentence reports somebody's words where its subject, or that of one of its clauses, is a speaker and the verb one of
saying ("Parents told inspectors that…", "staff report that…"), where a speaker that inspectors spoke to feels or thinks
something, or where it names the speaker of what it gives ("said one young person", "according to carers"). Nothing else
counts: "children feel safe" is what inspectors conclude.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.annotation.voice import Speaker, is_met, only_voice, pronoun, speakers_at, subjects, topic_of

_CUES = (
    "said| say|stated|state that|stating| told | tell |tells|telling|explain|comment|describ|report|spoke|speak|"
    "talk|express|wrote|prais|informed i|confirmed|confirm that|noted|highlighted|advised|complained|mention|"
    "positive about|complimentary|critical of|feedback|according to|words of| view|opinion|put it|"
    "inspectors heard|stressed|emphasised|reflected that|assured by|acknowledged by|articulate|gave |met with|"
    "inspectors met|met inspectors|met the|seen by i|consulted|interviewed|shared"
).split("|")
"""One of these stands in every sentence that reports words."""
_INSPECTORS = r"(?:(?:the|an)\s+)?(?:inspectors?|us|ofsted|me|hmi)"
_WARMLY = (
    r"(?:(?:so|very|extremely|overwhelmingly|consistently|exceptionally|really|both|particularly|universally|mostly"
    r"|generally|equally)\s+)?(?:positively|well|highly|warmly|fondly|favourably|enthusiastically|passionately|proudly)"
)
_SAYS = (
    r"(?:said|say|says|saying)\b(?!\s+goodbye)|reporting\s+(?:that|they|feeling|being|having)|stat(?:ed|es?|ing)(?:,\s+though,)?\s+(?:that|they|to\s+inspectors)"
    r"|(?:stated|commented|explained|added|remarked|reported|reflected)[,:]?\s+[‘“'\"]"
    r"|(?:told|informed)\s+(?:their|his|her|the)\s+(?:[\w’'-]+\s+){1,3}that\b"
    rf"|(?:told|tells?|telling|informed|advised)\s+(?:(?:the|both)\s+\w+\s+and\s+)?{_INSPECTORS}\b"
    rf"|explain(?:ed|s|ing)?\s+(?:that|how|why|to\s+{_INSPECTORS})"
    rf"|comment(?:ed|s|ing)?\s+(?:that|on|how|about|very|to\s+{_INSPECTORS}|{_WARMLY})"
    r"|describ(?:ed|es?|ing)\b(?!\s+(?:as|in|by|above|below)\b)"
    rf"|(?:speak|spoke|talk|talked|speaking|talking|reporting)\s+(?:{_WARMLY}|of\b)"
    rf"|(?:spoke|talked)\s+(?:to\s+{_INSPECTORS}\s+)?about"
    r"|express(?:ed|es|ing)?\s+(?!(?:their|his|her)\s+(?:own\s+)?(?:views?|wish|feelings|needs|opinions|emotions|sexual))"
    rf"|wrote|prais(?:ed?|es|ing)|confirm(?:ed)?\s+(?:that|to\s+{_INSPECTORS}|they|the|this)|noted\s+(?:that|the|how|an?)\b"
    r"|highlight(?:ed|ing)?\s+that|stress(?:ed)?\s+that|emphasised\s+that|reflected\s+that|mentioned|complained|put\s+it\b"
    r"|shared\s+(?:how|that|with\s+inspectors|(?:\w+\s+){1,4}with\s+inspectors)\b"
    r"|(?:could|were\s+(?:(?:all|both|also)\s+)?able\s+to)\s+(?:clearly\s+)?(?:describe|explain|articulate|tell\s+inspectors)"
    r"|gave\s+(?:us|inspectors|(?:very\s+)?positive|(?:\w+\s+)?(?:examples|feedback|accounts))"
)
_JUDGES = r"(?:is|are|was|were|been)\s+(?:[\w-]+\s+){0,3}?(?:positive|complimentary|critical)\s+(?:when\s+they\s+spoke\s+to\s+inspectors\s+)?(?:about|of)\b"
_FEELS = (
    r"(?:feel|felt|think|thought|believed?|valued?|appreciated?|enjoy(?:ed)?|like|liked|love|loved|welcomed?|acknowledged?|recognised?|raised?|shared?|articulated|identif(?:y|ied)|agreed?)\b"
    r"|(?:are|were|was|is)\s+(?:not\s+)?(?:[\w-]+\s+){0,2}?(?:positive|happy|unhappy|proud|clear|confident|satisfied|pleased"
    r"|enthusiastic|grateful|frustrated|concerned|worried|optimistic|appreciative|content|complimentary|unanimous"
    r"|passionate|full\s+of\s+praise|of\s+the\s+view)\b"
)
_SAYING = re.compile(
    rf"\b(?:(?P<says>{_SAYS})|(?P<judges>{_JUDGES})|(?P<reports>report(?:ed|s)?)\b|(?P<feels>{_FEELS}))"
)
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being|as|not)\s+(?:\w+ly\s+)?$")
_REPORTED = re.compile(
    rf"\s+(?:that|to\s+{_INSPECTORS}|they|it|being|feeling|having|how|concerns?\s+that|{_WARMLY})\b|\s+(?!missing)(?:good|better|improv\w+|strong"
    r"|high|very|more|significant\w*|regular|positive|excellent|effective|manageable|increas\w+|feel\w*|difficult\w*"
    r"|delays?|confidence|satisfaction|\w+ing|\w+ive|\w+ful)\b(?!\s+to\b)",
)
_AS_A_DUTY = re.compile(
    r"\s+(?:[\w’'-]+\s+){0,6}?(?:to(?!\s+be\b)|on|into|through|monthly|quarterly|annually|regularly|directly|concerns|incidents"
    r"|allegations|abuse|crimes?|absences?|progress|performance|data|missing|back|against)\b",
)
_NOUN = re.compile(r"\b(?:a|an|the|this|that|its|their|his|her|each|annual|progress|monitoring|quarterly|monthly)\s+$")
_BODY = re.compile(r"(?:police|judiciary|cafcass|team|leadership|workforce|service|court)$")
_SEVERAL = re.compile(r"(?:[^s]s|children|people|staff|care|they)$")
"""Names that "report" may follow as a verb; after others it is a noun."""
_STOP = re.compile(r"[;:]|[.?!][’”\"']?\s|\s[–—]\s")
_BY = re.compile(
    r"[’”'\"],?\s+(?:says|said|explained|commented|added|reported|stated|remarked|noted|wrote)\s"
    r"|\baccording\s+to\s|\bin\s+the\s+words\s+of\s"
    r"|\bdescribed\s+(?:\w+\s+){0,2}?by\s|\binspectors\s+(?:have\s+)?heard\s+(?:\w+\s+){0,4}?from\s"
    r"|\b(?:is|are|was|were|been|being)\s+(?:\w+\s+){0,3}?(?:acknowledged|confirmed|praised|highlighted|told|reported|commented\s+on)"
    r"\s+(?:\w+\s+){0,2}?by\s"
    r"|\binspectors\s+(?:were|have\s+been)\s+(?:\w+ly\s+)?(?:reassured|advised|informed|assured)\s+by\s"
    r"|(?P<liked>\b(?:valued|appreciated|regarded|welcomed|liked|rated)\s+by\s)"
    r"|(?P<views>\b(?:feedback|comments|testimony|responses?|views?|opinions?)\s+(?:from|of|among|(?:provided|given)\s+by)\s)",
)
_VIEW_IS = re.compile(
    r"[^.;,]{0,70}?\b(?:(?:is|are|was|were|has\s+been|have\s+been)\s+(?:\w+\s+){0,2}?(?:positive|negative|good|mixed|favourable"
    r"|excellent|complimentary|that)|indicat(?:es?|ed)\s|shows?\b|showed\b|suggest(?:s|ed)?\b|confirm(?:s|ed)?\b"
    r"|highlight(?:s|ed)?\b|demonstrates?\b|describes?\b|says?\b)",
)
_GOES_ON = re.compile(r"\W*(?:they|their|she|he)\b")
_OWN_VIEW = re.compile(r"[’']s?\s+(?:views?|opinion)\s+(?:is|are|was|were)\s+that\b")
_CLAUSE = 300
"""Characters before or after a verb of saying that may belong to it."""
_NEAR = 110
"""Characters within which the speaker is named that a "by" or "according to" brings in."""


def may_report(text: str) -> bool:
    """Whether a text in lower case has one of the words without which no sentence reports speech: quick to tell."""
    for cue in _CUES:  # noqa: SIM110 (a generator takes twice the time, and this is asked of every sentence)
        if cue in text:
            return True
    return False


def reported(sentence: str, topics: Sequence[str] = ()) -> list[Speaker | str]:
    """The speakers whose words `sentence` reports: as it names them, or those of `topics` that a pronoun stands for."""
    found: list[Speaker | str] = []
    for match in _SAYING.finditer(sentence):
        start = max(0, match.start() - _CLAUSE)
        start = max((stop.end() for stop in _STOP.finditer(sentence, start, match.start())), default=start)
        found += _said_by(sentence, sentence[start : match.start()], match, topics)
    return found or list(_brought_in(sentence))


def _said_by(sentence: str, clause: str, match: re.Match[str], topics: Sequence[str]) -> Sequence[Speaker | str]:
    """Whose words the verb `match` reports, after `clause`."""
    if not match["judges"] and not match["feels"] and _PASSIVE.search(clause):
        return []
    participle = match[0].split()[0].endswith("ing")
    if participle and clause.rstrip().endswith(","):
        return []
    stands_for = pronoun(clause)
    who = [] if stands_for else subjects(clause, participle)
    if match["feels"] and not is_met(clause[who[-1].end :] if who else clause):
        return []
    after = sentence[match.end() : match.end() + _CLAUSE]
    if match["reports"] and not _reports_words(clause, who, match["reports"], after):
        return []
    if stands_for is None:
        return who
    own = [] if topics and _GOES_ON.match(sentence) else topic_of(sentence[: min(match.start(), _CLAUSE)])
    if own or (topics and (len(topics) == 1 or stands_for == "they")):
        return own or topics
    return only_voice(clause) if stands_for == "they" and not match["feels"] else []


def _reports_words(clause: str, who: Sequence[Speaker], verb: str, after: str) -> bool:
    """Whether to "report" is to say something, and neither a duty nor the noun."""
    if _NOUN.search(clause):
        return False
    name = clause[: who[-1].end] if who else "they"
    if verb == "reports" and (_SEVERAL.search(name) or clause.strip(" )") != name) and not _REPORTED.match(after):
        return False
    if verb == "report" and len(who) < 2 and not _SEVERAL.search(name) and not _BODY.search(name):
        return False
    return bool(_REPORTED.match(after)) or not _AS_A_DUTY.match(after)


def _brought_in(sentence: str) -> Iterator[Speaker]:
    """The speakers that another word than a verb with its subject brings in."""
    for match in _BY.finditer(sentence):
        named = speakers_at(sentence[match.end() : match.end() + _NEAR])
        after = sentence[match.end() + named[-1].end :] if named else ""
        if after.startswith(("’", "'")) or (match["liked"] and not is_met(after[:40])):
            continue
        if match["views"] and not _VIEW_IS.match(after):
            continue
        yield from named
    for match in _OWN_VIEW.finditer(sentence):
        yield from subjects(sentence[: match.start()])[-1:]
