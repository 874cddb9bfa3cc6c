"""What a question asks about, without the words by which questions ask."""

from __future__ import annotations

import re

_FORMS = re.compile(
    r"\b(?:"
    r"(?:what|how|which|who|whose|when|where|why)(?:['’]?s)?|"
    r"was|were|is|are|been|being|be|has|have|had|did|do|does|can|could|would|should|will|"
    r"trace|list|compared?|described?|report(?:s|ed)?|(?<!\ba )(?<!\bthe )(?<!\btheir )(?<!\bany )say|says|said|tells?|told|about|find|found|published|"
    r"(?:re-)?inspections?|inspectors?|ofsted|letter|paper|according to|"
    r"over (?:time|the years)|year by year|(?:at )?each|since|between|latest|across all|the time of|"
    r"versus|against|as at|by then|moved on|change[ds]?|develop(?:ed|ing)|dealt with|handled?|"
    r"(?:got )?better or worse|any good|how (?:many|much)|(?:number|proportion|percentage|share) of|average|in total|"
    r"grade[ds]?|rating|please|pls"
    r")\b",
    re.I,
)
_LOOSE = re.compile(r"\s+(?=[?,.:;])")


def content(question: str) -> str:
    """`question` without its forms of asking; itself, if it has nothing else."""
    left = " ".join(_LOOSE.sub("", _FORMS.sub(" ", question)).split()).strip(" ?,.:;-–")
    return left or question
