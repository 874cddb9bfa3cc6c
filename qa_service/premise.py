"""What a question takes for granted: a grade that was not given is noticed, and what was given is quoted instead."""

from __future__ import annotations

import re

from ingest.document import Judgement
from qa_service.compose.draft import Context
from qa_service.compose.judgement import grades_asked_for, statement

_GRANTED = re.compile(
    r"^\s*(?:and |so |but )?(?:why|how come|explain why|when|which (?:report|inspection|letter|visit)s?|what (?:led|made|caused|explains|got|took|moved|brought|lifted|pushed|drove|helped|turned|let)|on what grounds|how did .{1,60} (?:come|end up|get) )\b",
    re.I,
)
_GIVEN = re.compile(
    r"\b(?:judge[ds]?|grade[ds]?|rate[ds]?|found|find|call(?:ed)?|deem(?:ed)?|rank(?:ed)?|f[ae]ll(?:en)?|dropp?(?:ed)?|slip(?:ped)?|went|declare[ds]?|became?|was|were|got|getting|given|rating|judgements?)\b",
    re.I,
)
_MOVED = re.compile(r"\bfrom\b.+\bto\b", re.I)


def takes_for_granted(text: str) -> bool:
    """Whether a question asks for the cause or circumstances of something as if it were so."""
    return bool(_GRANTED.search(text))


def grades_not_given(context: Context) -> tuple[list[str], list[tuple[int, Judgement]]]:
    """The grades that the question wrongly takes as given, and the grades that were given, each with its document.

    Both are empty where it takes none for granted, where what it takes for granted is so, or where nothing is graded.
    """
    text = context.question.text
    asserted = context.question.grades
    if not asserted or not takes_for_granted(text) or not _GIVEN.search(text) or len(_authorities(context)) != 1:
        return [], []
    found = grades_asked_for(context)
    wrong = [grade for grade in asserted if grade not in {judgement.grade for _, judgement in found}]
    if not found or not wrong or (len(wrong) < len(asserted) and not _MOVED.search(text)):
        return [], []
    return wrong, found


def correction(context: Context, wrong: list[str], found: list[tuple[int, Judgement]]) -> str:
    """What is so instead of a grade that was not given, in words."""
    names = " or ".join(sorted(grade.replace("-", " ") for grade in wrong))
    given = " ".join(statement(context.store.corpus.documents[number], judgement) for number, judgement in found)
    return f"The documents give no grade of {names} here. {given}"


def _authorities(context: Context) -> set[str]:
    documents = context.store.corpus.documents
    return {authority for number in context.scope if (authority := documents[number].authority)}
