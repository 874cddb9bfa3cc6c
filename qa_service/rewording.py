"""A question said again with a part of it changed or left out: its subject, authority, period or kind."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.passage import Corpus
from ingest.identity.date import in_words
from ontology.vocabulary import vocabulary
from qa_service.asking import content
from qa_service.period import Period, without_periods
from qa_service.place import authorities_asked
from qa_service.question import Found, Question

FORMS = {
    "theme": "What is said about {}?",
    "timeline": "What was said over time about {}?",
    "recommendation": "What was recommended about {}?",
    "judgement": "What was the judgement for {}?",
    "figure": "What was the number of {}?",
    "count": "Which reports mention {}?",
    "comparison": "Compare what was said about {}.",
    "actor": "Who spoke about {}?",
    "definition": "What does {} mean?",
    "guidance": "What are the rules for {}?",
}
"""A question of each kind about a subject."""
KIND_NAMES = {
    "theme": "what is said",
    "timeline": "what was said over time",
    "recommendation": "what was recommended",
    "judgement": "grades",
    "figure": "figures",
    "count": "which documents, or how many",
    "comparison": "a comparison",
    "actor": "people and bodies",
    "definition": "what a word means",
    "guidance": "what has to be done",
}
"""The kinds of question, in words for the reader."""
_OCCASIONS = {0: "first", 1: "second", 2: "third", -1: "latest", -2: "previous"}
_JOINING = r"(?:in|at|for|of|by|from|within|across|during|since|until|between|and|to|on|about)"
_LOOSE = re.compile(
    rf"\s*\b{_JOINING}\s*(?=[?.,;]|$)|\b{_JOINING}\s+(?=(?:about|over|in|on|between|since|during)\b)", re.I
)
_LOOSE_AND = re.compile(r"(?<=\babout)\s+(?:and|or)\b", re.I)
_OPENING = re.compile(
    rf"^\s*(?:(?:and|but|also|so|ok|then|what about|how about|there|{_JOINING}|it|that|this|they|them|recommend\w*|judge?ments?"
    r"|numbers?|mention\w*|spoke|guidance)\b[\s,]*)+",
    re.I,
)


def subject_of(question: Question) -> str:
    """What a question is about, in few words: those it has itself, or the names of what it takes from earlier turns."""
    if "subject" in question.carried:
        named = [vocabulary().label(found.iri) for found in (*question.themes, *question.actors)]
        if named:
            return " and ".join(dict.fromkeys(named))
    places = "|".join(re.escape(vocabulary().label(iri)) for iri in question.authorities)
    about = re.sub(rf"\b(?:{places})\b", " ", question.subject, flags=re.I) if places else question.subject
    for _ in range(2):
        about = _tidy(_OPENING.sub("", content(about)))
    return about.strip(" ?.,") or question.text.strip(" ?.,")


def said_again(subject: str, kind: str, authorities: Sequence[str] = (), period: str = "") -> str:
    """A question of `kind` about `subject`, in the authorities of these names and the period of these words."""
    where = f" in {' and '.join(authorities)}" if authorities else ""
    text = FORMS.get(kind, FORMS["theme"]).format(subject)
    when = f" {period}" if period else ""
    return f"{text[:-1]}{where}{when}{text[-1]}"


def without(question: Question, part: str, corpus: Corpus) -> str:
    """`question` without its ``authority``, ``period`` or ``kind``, or without the theme or actor of that IRI.

    In its own words, where it does not rest on earlier turns; else said again from what was understood.
    """
    concepts = (*question.themes, *question.actors)
    named = [found for found in concepts if found.iri == part]
    left = _own_words_without(question, part, named, corpus)
    if left != question.text:
        return left
    subject = subject_of(question)
    if named:
        subject = " and ".join(vocabulary().label(other.iri) for other in concepts if other.iri != part) or subject
    return said_again(
        subject,
        "theme" if part == "kind" else question.kind,
        [] if part == "authority" else [vocabulary().label(iri) for iri in question.authorities],
        "" if part == "period" else period_words(question),
    )


def _own_words_without(question: Question, part: str, named: Sequence[Found], corpus: Corpus) -> str:
    """`question` as typed without the words of a part; as typed where those are not its own or cannot be taken out."""
    text = question.text
    if question.carried:
        return text
    if part == "authority":
        left = authorities_asked(text, corpus)[1]
    elif part == "period" and not question.occasions:
        left = without_periods(text)
    else:
        left = re.sub("|".join(rf"\b{re.escape(found.words)}\b" for found in named) or r"(?!)", " ", text)
    return text if " ".join(left.split()) == text else _tidy(left)


def period_words(question: Question) -> str:
    """When a question means, as words that can be asked again: "in 2017", "during 2017 to 2020", "in the latest report"."""
    times = [_span(period) for period in question.periods]
    times += [f"in the {_OCCASIONS[place]} report" for place in question.occasions if place in _OCCASIONS]
    return " and ".join(time for time in times if time)


def years(start: str, end: str) -> str:
    """The words for a period between two years, either of which may be empty."""
    return _span(Period(start or None, end or None, ""))


def _span(period: Period) -> str:
    """The words for a period; "from … to" would ask for all that was said over time."""
    start, end = (in_words(date) if date else "" for date in (period.start, period.end))
    if start and end:
        return f"in {start}" if start == end else f"during {start} to {end}"
    return f"since {start}" if start else f"until {end}" if end else ""


def _tidy(text: str) -> str:
    """`text` without words that joined what was taken out."""
    before = ""
    while text != before:
        before, text = text, " ".join(_LOOSE.sub(" ", _LOOSE_AND.sub("", " ".join(text.split()))).split())
    return re.sub(r"\s+(?=[?.,;])", "", text).strip()
