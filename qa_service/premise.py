"""What a question takes for granted: a grade that was not given is noticed, and what was given is quoted instead."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.annotation.grade import GRADES
from ingest.document import Judgement
from qa_service.compose.draft import Context
from qa_service.compose.judgement import grades_asked_for, statement

_GRANTED = re.compile(
    r"^\s*(?:and |so |but )?(?:why|how come|explain why|when|which (?:report|inspection|letter|visit)s?|what (?:led|made|caused|explains|got|took|moved|brought|lifted|pushed|drove|helped|turned|let)|on what grounds|how did .{1,60} (?:come|end up|get) )\b",
    re.I,
)
_GRADE_NAMES = "|".join(sorted(GRADES, key=len, reverse=True))
_GIVING = (
    r"judge[ds]?|judging|grade[ds]?|rate[ds]?|found|find|call(?:ed)?|deem(?:ed)?|rank(?:ed)?|mark(?:ed)?|declare[ds]?|award(?:ed)?"
    r"|giv(?:en|ing)|gave|earn(?:ed)?|g[eo]t|getting|had|los[et]|losing|w[io]n|keep|kept|hold|held|was|were|being|became?|becoming|still|stay(?:ed)?|remain(?:ed)?"
    r"|(?:f[ae]ll(?:en)?|dropp?(?:ed)?|slip(?:ped)?|sank|sunk|slid|slide|went|go|gone|going|return(?:ed)?|back|up|down|r[oi]se|climb(?:ed)?|jump(?:ed)?|improved?|move[ds]?|lifted|brought|taken|raised|on)\b.{0,25}?\b(?:to|into|from|on|at)"
)
_AS_GRADE = re.compile(
    rf"\b(?:{_GIVING})\b(?:\W+[\w'’]+){{0,3}}?\W+(?<!\bnot )(?:{_GRADE_NAMES})(?=\s*(?:$|[^\w\s]|(?:overall|in|at|on|for|to|by|since|when|after|before|during|and|then|from|which|what|how|who|so|back|again|but|or|straight|up|down)\b))"
    rf"|\b(?:{_GRADE_NAMES})\W+(?:overall\W+)?(?:grades?|ratings?|judge?ments?|verdict|result|outcome|status|score)\b",
    re.I,
)
"""A grade that stands as one given to somebody, not as a word for how something is."""
_ASKED = re.compile(
    r"^\W*(?:(?:and|so|but|hi|hello|please|ok(?:ay)?|well)\W+)*(?:was|were|is|are|did|do|does|has|have|had)\b|^\W*(?:\w+\W+){0,2}which\b|\b(?:whether|how many|how often|any|compare|list)\b|\bwhat (?:\w+ ){0,2}(?:grades?|ratings?|judge?ments?)\b|\bwhat\b.{0,25}\bmean\b",
    re.I,
)
"""Where a grade is asked for: whether it was given, to which, how many."""
_GRADED_OTHERS = re.compile(
    r"\b(?:schools?|homes?|colleges?|nurser(?:y|ies)|settings?|provi(?:sion|ders?)|agenc(?:y|ies))\b", re.I
)
"""What Ofsted grades, too, other than children's services."""
_WHEN = r"(?:\s+(?:in|at|of)\s+(?:\w+\s+)?((?:19|20)\d\d))?"
_MOVED = re.compile(
    rf"\bfrom\b.{{0,30}}?\b({_GRADE_NAMES})\b{_WHEN}.*?\bto\b.{{0,20}}?\b({_GRADE_NAMES})\b{_WHEN}", re.I
)


def takes_for_granted(text: str) -> bool:
    """Whether a question asks for the cause or circumstances of something as if it were so."""
    return bool(_GRANTED.search(text))


def _asserts_grade(text: str) -> bool:
    """Whether a question takes it that a grade was given to an authority."""
    if _GRADED_OTHERS.search(text) or not _AS_GRADE.search(text):
        return False
    return takes_for_granted(text) or not _ASKED.search(text)


def grades_not_given(context: Context) -> tuple[list[str], list[tuple[int, Judgement]]]:
    """The grades that the question wrongly takes as given, and the grades that were given, each with its document.

    Both are empty where it takes none for granted, where what it takes for granted is so, or where nothing is graded.
    """
    asserted = context.question.grades
    if not asserted or not _asserts_grade(context.question.text) or len(_authorities(context)) != 1:
        return [], []
    moved = _MOVED.search(context.question.text)
    if moved:
        found = grades_asked_for(_at_any_time(context))
        given = [judgement.grade for _, judgement in found]
        start, end = (_places(context, found, *moved.group(i, i + 1)) for i in (1, 3))
        is_so = bool(start and end) and start[0] < end[-1]
    else:
        found = grades_asked_for(context)
        given = [judgement.grade for _, judgement in found]
        is_so = bool({*asserted} & {*given})
    return ([], []) if is_so else ([grade for grade in asserted if grade not in given], found)


def _places(context: Context, found: list[tuple[int, Judgement]], name: str, year: str | None) -> list[int]:
    """Where in `found`, which is in order of date, a grade of this name stands, of that year if one is told."""
    documents = context.store.corpus.documents
    return [
        place
        for place, (number, judgement) in enumerate(found)
        if judgement.grade == GRADES[name.lower()] and (documents[number].date or "").startswith(year or "")
    ]


def _at_any_time(context: Context) -> Context:
    return replace(context, question=replace(context.question, periods=(), occasions=()))


def correction(context: Context, wrong: list[str], found: list[tuple[int, Judgement]]) -> str:
    """What is so instead of a grade that was not given, in words."""
    if not wrong:
        said = "The documents do not show that movement between grades."
    else:
        names = " or ".join(sorted(grade.replace("-", " ") for grade in wrong))
        said = f"The documents give no grade of {names} here."
    given = " ".join(statement(context.store.corpus.documents[number], judgement) for number, judgement in found)
    return f"{said} {given}"


def _authorities(context: Context) -> set[str]:
    documents = context.store.corpus.documents
    return {authority for number in context.scope if (authority := documents[number].authority)}
