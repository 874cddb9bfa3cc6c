"""Says whose words a document's own paragraphs are, and whose words its sentences report.

A sentence reports somebody's words where its subject is a speaker and its verb one of saying ("Parents told inspectors
that…", "One adopter spoken with by inspectors described…"), or where it names the speaker of a quotation ("‘…’, said one
young person"). Nothing else counts: "children feel safe" is what inspectors conclude.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.document import Attribution, Document, Problem
from ingest.identity.kind import OFSTED_REPORTS


def speaker(document: Document) -> str:
    """The key, in the vocabulary's speakers, of whoever wrote the document."""
    if document.kind in OFSTED_REPORTS:
        return "inspectors"
    if document.kind == "cabinet-report":
        return (
            "independent-chair"
            if re.search(r"\b(?:from|of|by) the independent chair\b", document.title, re.I)
            else "council"
        )
    return {"guidance": "ofsted", "policy": "government", "news": "press"}.get(document.kind, "unknown")


_NAMES = {
    "care-leaver": r"care\s+leavers?|care[- ]experienced\s+(?:young\s+)?(?:people|adults?|person)",
    "adopter": r"(?:prospective\s+|approved\s+)?adopters?|adoptive\s+(?:parents?|families|family|carers?)",
    "carer": (
        r"(?:(?:foster|kinship|connected|special\s+guardianship|family\s+and\s+friends)\s+)?carers?"
        r"|special\s+guardians?"
    ),
    "child": (
        r"children(?:\s+and\s+young\s+people|\s+and\s+young\s+person)?|child|young\s+(?:people|person)|(?:boy"
        r"|girl)s?|teenagers?"
    ),
    "parent": r"parents?|mothers?|fathers?|families",
    "leader": (
        r"(?:senior|political|corporate|council|service|elected)?\s*leaders|senior\s+(?:managers|officers"
        r"|leadership)|chief\s+executive|lead\s+member|councillors|elected\s+members"
        r"|director(?:\s+of\s+children[’']s\s+services)?|DCS"
    ),
    "partner": (
        r"partner\s+agencies|partners|(?:other\s+|partner\s+|health\s+|multi-agency\s+)?professionals"
        r"|(?:(?:school|designated)\s+)?(?:head\s?)?teachers?|school\s+leaders|schools|police\s+officers"
        r"|health\s+visitors"
        r"|(?:local\s+|family\s+court\s+)?(?:judges|judiciary|magistrates)|Cafcass(?:\s+officers)?"
        r"|children[’']s\s+guardians|GPs"
    ),
    "staff": (
        r"(?:newly\s+qualified\s+|agency\s+|family\s+support\s+|student\s+)?(?:social\s+)?workers?"
        r"|(?:frontline\s+|social\s+work\s+|residential\s+)?staff(?:\s+members?)?|practitioners?"
        r"|personal\s+advisers?|team\s+managers?|managers?|independent\s+reviewing\s+officers|IROs|PAs|advocates"
    ),
}
_NAME = "|".join(f"(?P<{voice.replace('-', '_')}>{names})" for voice, names in _NAMES.items())
_HOW_MANY = (
    r"(?:(?:(?:the\s+)?(?:vast|large|great)?\s*majority\s+of|a\s+(?:small\s+|large\s+"
    r"|significant\s+)?(?:number|minority|group|few|couple)\s+of|a\s+few|most|many|some|all|several|both"
    r"|few|one|two|three|four|five|six"
    r"|another|other|a|an|the|these|those|almost\s+all|nearly\s+all|\d+)(?:\s+of)?(?:\s+(?:the|these|those"
    r"|its|their|whom))?\s+)?"
)
_ADJECTIVES = (
    r"(?:(?:looked\s+after|disabled|older|younger|local|former|experienced|new|current"
    r"|unaccompanied\s+asylum-seeking|individual|other)\s+)?"
)
_OF_CARE = r"(?:\s+(?:looked\s+after|in\s+care|in\s+foster\s+care|leaving\s+care))?"
_MET = (
    r"(?:,?\s+(?:(?:who|whom|that)\s+)?(?:(?:were\s+)?(?:spoken|spoke|met|meeting|seen|interviewed"
    r"|consulted|speaking|talked|talking)(?:\s+(?:to|with|by))?(?:\s+(?:by|to"
    r"|with))?(?:\s+(?:the\s+)?inspectors)?"
    r"|inspectors\s+(?:met|spoke|talked)(?:\s+(?:to|with))?|the\s+inspectors\s+met)(?:\s+(?:during|at"
    r"|as\s+part\s+of)\s+(?:the|this)\s+(?:inspection|visit))?,?)?"
)
_ADVERB = (
    r"(?:\s+(?:also|consistently|all|both|generally|overwhelmingly|clearly|universally|rightly|repeatedly"
    r"|routinely|regularly|positively|frequently|often|each|themselves|very))*"
)
_SAYS = (
    r"(?:said|say|says|stated?\s+that|told\s+(?:the\s+)?(?:inspectors?|us|Ofsted|me)"
    r"|tell\s+(?:the\s+)?(?:inspectors?|us)|tells\s+inspectors|described?(?!\s+(?:as|in|by)\b)|describes"
    r"|report(?:ed|s)?\s+(?:that|to\s+inspectors|they|it|being|feeling|having|positively|favourably|good"
    r"|high|improved|strong|very|an?|more|better|significant|regular)|explain(?:ed|s)?\s+(?:that|how"
    r"|to\s+inspectors)"
    r"|comment(?:ed|s)?\s+(?:that|on|positively|favourably)|speak\s+(?:very\s+|extremely\s+)?(?:positively"
    r"|highly|warmly|fondly|favourably|enthusiastically|passionately|proudly)"
    r"|spoke\s+(?:very\s+|extremely\s+)?(?:positively|highly|warmly|fondly|favourably|enthusiastically"
    r"|passionately|proudly)|express(?:ed)?\s+(?:concerns?|frustration|satisfaction|confidence|their)"
    r"|wrote|praised?|informed\s+inspectors)"
)
_LEAD_IN = (
    r"^\W*(?:(?:However|In\s+addition|Furthermore|For\s+example|Similarly|Consequently|As\s+a\s+result"
    r"|Encouragingly|Positively|Overall|Additionally|Increasingly|Typically|During\s+the\s+(?:inspection"
    r"|visit)|In\s+one\s+case),?\s+)?"
)
_SUBJECT = re.compile(
    rf"{_LEAD_IN}{_HOW_MANY}{_ADJECTIVES}(?:{_NAME})(?![\w’'-]){_OF_CARE}(?:\s+(?:and"
    rf"|or)\s+{_ADJECTIVES}(?P<second>[\w’' -]{{4,30}}?))?{_MET}{_ADVERB}\s+{_SAYS}\b",
    re.I,
)
_SAID_BY = re.compile(
    r"(?:[’”'\"],?\s+(?:said|explained|commented|according\s+to)|\b(?:in\s+the\s+words\s+of|described\s+by"
    rf"|as\s+said\s+by))\s+(?:one|a|an|another|the|some|many|several)\s+{_ADJECTIVES}(?:{_NAME})(?![\w’'-])"
    rf"|\bas\s+(?:one|a|another)\s+{_ADJECTIVES}(?:{_NAME.replace('?P<', '?P<as_')})(?![\w’'-])\s+(?:said"
    r"|put\s+it|told\s+inspectors|described|explained|commented|stated)\b",
    re.I,
)
_GOES_ON = re.compile(rf"^\W*(?:One|Another|Others|Some|They|Several|Many)(?:\s+of\s+them)?{_ADVERB}\s+{_SAYS}\b")


def attributions(document: Document) -> tuple[Document, list[Problem]]:
    """`document` with the sentences of its paragraphs that report somebody's words."""
    found: list[Attribution] = []
    for index, paragraph in enumerate(document.paragraphs):
        if paragraph.role in ("colophon", "front-matter", "judgement"):
            continue
        before: list[str] = []
        for span in paragraph.sentences:
            sentence = paragraph.text[slice(*span)]
            named = reported_speakers(sentence)
            before = named or (before if len(before) == 1 and _GOES_ON.match(sentence) else [])
            found += [Attribution(index, span, voice) for voice in before]
    return replace(document, attributions=tuple(found)), []


def reported_speakers(sentence: str) -> list[str]:
    """Whose words `sentence` says that it reports: keys of the vocabulary's speakers, two where two groups say the same."""
    match = _SUBJECT.match(sentence)
    if match is None:
        said = _SAID_BY.search(sentence)
        return [_voice(said)] if said else []
    voices = [_voice(match)]
    if match["second"]:
        second = next(
            (voice for voice, names in _NAMES.items() if re.fullmatch(names, match["second"].strip(), re.I)), None
        )
        return [*voices, second] if second else []
    return voices


def _voice(match: re.Match[str]) -> str:
    return next(
        name.removeprefix("as_").replace("_", "-")
        for name, words in match.groupdict().items()
        if words and name != "second"
    )
