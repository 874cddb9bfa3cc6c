"""Numbers that name, date or order something and count nothing: sections of Acts, ages, telephone numbers, times of day.

They look like figures and are none; what a text counts is found in what is left (`ingest.number`).
"""

from __future__ import annotations

import re

from ingest.annotation.figure.period import find_periods
from ingest.document import Span
from ingest.identity.date import find_dates, period_spans

_DASH = "[-‐‑‒–—−─]"
_NUMERAL = r"\d+(?:\.\d+)*(?:\([a-z0-9]\))?[a-z]?"
_LIST = rf"{_NUMERAL}(?:\s*(?:,\s*and\b|,|and\b|to\b|or\b|&|[-‐‑‒–—−─])\s*{_NUMERAL})*(?![\w%])"
_SMALL = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    r"|seventeen|eighteen|nineteen|twenty(?:[- ]?(?:one|two|three|four|five))?)"
)
_MONTHS = r"\b(?:January|February|March|April|June|July|August|September|October|November|December)"
_AGE = rf"(?:(?<!\d)\d{{1,2}}(?!\d)|\b{_SMALL}\b)(?:\.5|½|\+)?"
_AGES = (
    rf"{_AGE}(?:\s*(?:,|and|to|or|[-‐‑‒–—−─])(?:\s*(?:and|or|to|over|under|between)\b)*\s*{_AGE})*(?![\d%,.]*\d|\s?%)"
)

_COUNTED_NEXT = "children|young|cases|families|per|care|of|social|days|weeks|months|working|hours|miles|new|out|foster|adopt|staff|schools|plans|placements"

_PATTERNS = {
    "part of a text or law": (
        r"\b(?:sections?|paragraphs?|paras?|pages?|pp?\.|chapters?|annex(?:es)?|appendix|appendices|articles?"
        r"|clauses?|parts?"
        r"|regulations?|schedules?|recommendations?|items?|tables?|charts?|figures?|footnotes?|notes?|standards?"
        r"|outcomes?|objectives?|priority|criteri(?:on|a)|R\.?|s\.)"
        rf"\s*:?\s*\(?{_LIST}"
        r"|§+\s*[\d.]+"
    ),
    "rank, stage or class": (
        r"\b(?-i:Years?)\s+\d{1,2}(?:\s*(?:,|and|to|or|&)\s*\d{1,2})*\b(?![%,.]*\d|\s?%)|"
        rf"\b(?:key\s+stages?|KS)\s*(?:\d|{_SMALL}\b)(?:\s*(?:,|and|to|or|&|{_DASH})\s*(?:\d|{_SMALL}\b))*|"
        r"\b(?:stages?|phases?|tiers?|levels?|bands?|steps?|grades?|years?|classes?|types?|categor(?:y|ies)|versions?"
        r"|volumes?|issues?|waves?|cohorts?|quarters?|Q|NVQ|module|rounds?|goals?|wards?|lots?|Form|Sure Start|Voice"
        r"|terms?|zones?|principles?|domains?|pillars?|strands?|projects?|theme|option|Group)"
        rf"\s*(?:\d{{1,2}}|{_SMALL}\b)(?:\s*(?:,|and|to|or|&|[-‐‑‒–—−─/])\s*(?:\d{{1,2}}"
        rf"|{_SMALL}\b))*(?![\d%,.]*\d|\s?%|\s+(?:children|young|cases|families|months|weeks|days))"
    ),
    "name with a number": (
        r"\b(?:COVID|SARS|Windows|G|P|Channel|Office|Article|Catch|Think|Form|Ref(?:erence)?(?:\s+(?:no"
        r"|number))?|no|nos|number|URN|ISBN|ID|room|floor|unit|Flat|suite)"
        r"(?:[.:]\s*|\s*[-–]\s*|\s+)\d[\d/.-]*(?![\w%])(?!\s+(?:children|young|of|cases))"
        r"|\b[A-Z]{1,5}\d+\w*|\([A-Z][a-z]+\s\d{1,2}\)"
        r"|\b(?!(?:At|In|Of|On|By|To|For|The|Only|Over|From|With|All|And|Some|About|Since|Just|These|Those|Its"
        r"|Our|Their|Under|Another|Around|Nearly)\b)[A-Z][a-z]+\s\d\s(?=[A-Z][a-z])"
        r"|\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b"
        r"|\bA\*?\s*[-‐‑‒–—−─]\s*[A-G]\b"
    ),
    "grade at school": (
        rf"\b(?:{_SMALL}|\d+)(?:\s+or\s+more|\+)?\s+(?:(?:good|higher[- ]level|higher|full)\s+)?"
        r"(?:(?=GCSEs?\b|A\*|A[- ]levels?\b)|(?=A\s*[-–−to]+\s*[CG]\b)|(?=passes?\b|grades?\s+A))"
    ),
    "telephone number": (
        r"(?:\+\d{1,3}\s?(?:\(0\)\s?)?|\(?\b0)\d[\d\s()-]{5,}\d\b"
        r"|\b(?:tel(?:ephone)?|phone|fax|textphone|mobile|helpline)(?:\s+(?:number|no\.?))?\s*:?\s*[\d\s()+-]{6,}"
    ),
    "address on the web": (
        r"\b(?:https?://|www\.)\S+|\S+@\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:gov\.uk|org\.uk|co\.uk|com|org"
        r"|uk)(?:/\S*)?"
    ),
    "hours of the day": (
        r"\b(?:24|twenty[- ]four)(?:\s*/\s*(?:7|seven)|[-\s]hours?(?:[- ]a[- ]day|[- ]per[- ]day"
        r"|\s+every\s+day|\s+service|\s+(?:on[- ]call|cover|helpline|crisis|support|telephone|line)\b))"
        r"|\b24-hour\b|\b(?:seven|7)\s+days(?:\s+(?:a|per)|\s+each|\s+every)\s+week|\b365\s+days"
        r"|\b\d{1,2}(?:[.:]\d\d)?\s?(?:am|pm|a\.m\.|p\.m\.|noon|midnight|o['’]clock)\b"
        r"|\b\d{1,2}(?:[.:]\d\d)?(?=\s*(?:to|and|until|-|–)\s*\d{1,2}(?:[.:]\d\d)?\s?(?:am|pm)\b)|\b\d{1,2}:\d\d\b"
    ),
    "age": (
        r"\b(?:aged?|ages)\s+(?:of\s+|from\s+|between\s+|over\s+|under\s+|about\s+|around\s+|up\s+to\s+"
        rf"|just\s+|only\s+|below\s+|above\s+)*{_AGES}"
        r"|\b(?:under|over|below|above|up\s+to|until|beyond|past|before|after|from|at|to|of|by|reach(?:es|ed"
        r"|ing)?|turn(?:s|ed|ing)?|becom(?:e|es|ing)|approach(?:es|ed|ing)?)\s+"
        r"(?:the\s+)?(?:ages?|birthdays?)\s+(?:of\s+|group\s+)?(?:between\s+|over\s+|under\s+|about\s+"
        rf"|up\s+to\s+)*{_AGES}"
        r"|\b(?:turn(?:s|ed|ing)?|(?:when|once|if|until|before|after|as)\s+(?:s?he|they)\s+(?:are|is|was|were"
        r"|reach(?:es|ed)?|turn(?:s|ed)?|become|becomes|became)"
        r"|becom(?:e|es|ing)|reach(?:es|ed|ing)?|approach(?:es|ed|ing)?|attain(?:s|ed|ing)?|beyond|past|until|(?:are|is)\s+(?:almost|nearly)"
        r"|post|pre|(?:leav(?:e|es|ing)|left|ends?|move|moved|care|living|independence|home|school|service"
        rf"|support|independently)\s+at)[-\s]+(?:1[0-9]|2[0-5])½?(?![\d%/,.]*\d|\s?%|\s+(?:{_COUNTED_NEXT}))"
        r"|\bat\s+(?:1[0-9]|2[0-5])\s+years?\b"
        rf"|\b(?:turn(?:s|ed|ing)?|post|pre)[-\s](?:1[0-9]|2[0-5])\b(?!%)"
        r"|\b(?:children|young\s+people|those|people|pupils|adults|care\s+leavers|girls|boys|victims|students"
        r"|anyone|siblings|residents|population|babies)\s+(?:who\s+are\s+)?(?:aged\s+)?(?:just\s+)?(?:under"
        rf"|over|below|above|from|between)\s+{_AGES}(?!\s+(?:(?!(?:in|at|to|of|and|or|who|with|for|on)\b)[\w-]+\s+){{0,2}}?(?:authorit|school|countr|famil|miles|months|weeks"
        r"|days|hours|different|\d))"
        rf"|(?<![\w%])(?:(?:from|between)\s+)?(?:{_AGE}(?:[-\s]*(?:(?:year[- ]old|yr[- ]old"
        rf"|year olds)s?|s))?(?:\s*(?:,|and|to|or|-|–|−|/))++\s*(?:or\s+|and\s+|to\s+)?)*{_AGE}[-\s–]*(?:years?"
        r"|months?|weeks?|yrs?)(?:\s+|-|–|−)+(?:olds?|of\s+age)\b"
        rf"|(?<![\w%.,])(?:{_AGES})\s*(?:\+|plus)(?=\s|[,.;)])"
        r"|\bunder[- ](?:16|18|19|21|25)\b(?=\s+population)"
        rf"|\bunder[- ](?:fives?|sixes|twos?|ones?|threes?|fours?|\d{{1,2}}s)\b|\bover[- ]\d{{1,2}}s\b"
        r"|\b\d{1,2}\s?(?:[-‐‑‒–—−─]|to)\s?\d{1,2}\s+(?:age\s+(?:group|range)|years?\b(?!\s+(?:ago|later"
        r"|earlier|in|after|before|for|and\s+\d)))"
        rf"|(?<![\w.,£])0\s?{_DASH}\s?\d{{1,2}}(?![\d%])|\bbirth\s+to\s+{_AGE}|(?<![\w.,£])0\s+to\s+(?:5|11"
        r"|1[6-9]|2[0-5])(?![\d%,.]*\d|\s?%)"
        rf"|(?<![\w.,£])(?:between\s+)?(?:1[0-9]|21)\s?(?:{_DASH}|to|and)\s?(?:1[6-9]|2[1-5])(?![\d%,.]*\d"
        r"|\s?%)(?!\s+(?:children|cases|young|days|weeks|months|hours|working|miles|social|care|per|families))"
        r"|\b(?:age|aged|ages)\s+(?:group|range|band)s?\s*\(?\d{1,2}\D{1,4}\d{1,2}\b"
    ),
    "day of a month": rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTHS}(?:\s+\d\d\b(?=\s*[,.;)]))?",
    "position in an order": rf"{_MONTHS}\s+\d{{1,2}}(?!\d|\s?%)|"
    r"\b\d+(?:st|nd|rd|th)\b|\bno\.?\s*\d+\b|\btop\s+(?:\d+|ten|five|three|two|twenty)\b|#\d+",
    "kind of thing": rf"\b(?:{_SMALL}|\d)\s+(?:stage|tier|way|part|phase|bed|bedroom|bedroomed|star)\s+(?=[a-z])",
    "threshold in a definition": rf"\b(?:\d+|{_SMALL})\s+or\s+(?:more|fewer|less)\b",
    "mark in a list": (
        r"(?:^|(?<=[:;]\s))\(?(?:\d{1,2}|[a-z]|[ivx]+)\)\s|^\s*\d+(?:\.\d+)*[.)]\s*(?=\D)"
        r"|^\s*\d{1,3},\s+(?=[a-z])|\bon\s+\d{1,2}$|[‘“]\d{1,2}\+?\s+\w+[’”]"
        r"|(?<![\w.,£])\d{1,3}\.(?=[A-Z][a-z])|^\s*\d{1,2}\s+(?=(?-i:[A-Z][a-z]))(?!HMI)"
    ),
    "name of a law or of a guide": (
        r"\b(?:Act|Regulations|Order|Together|Strategy|Plan|Framework|Code|Guidance|Census"
        r"|Indices(?:\s+of\s+(?:Multiple\s+)?Deprivation)?)\s+\(?(?:19|20)\d\d\b"
    ),
}
_NAMING = tuple(
    re.compile(pattern, re.I if name not in ("name with a number",) else 0) for name, pattern in _PATTERNS.items()
)
_CONTENTS_NUMBER = re.compile(rf"(?<![\w.,£(])\d{{1,3}}(?!\s+{_MONTHS})(?=\s+[A-Z][a-z]|\s*$)")
_MANY = 4


def naming_spans(sentence: str) -> list[Span]:
    """Where numbers stand in `sentence` that count nothing, each with the words that say so."""
    return [
        *(date.span for date in find_dates(sentence)),
        *period_spans(sentence),
        *find_periods(sentence),
        *([] if re.search(r"[^\W\d_]", sentence) else [(0, len(sentence))]),
        *(match.span() for pattern in _NAMING for match in pattern.finditer(sentence)),
    ]


def is_contents(text: str) -> bool:
    """Whether `text` is a run of titles and page numbers: a table of contents that was read as text."""
    pages = [int(match[0]) for match in _CONTENTS_NUMBER.finditer(text)]
    return len(pages) >= _MANY and pages == sorted(pages)
