"""Where a question may mean several things: the choices, each as a question that means one of them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.identity.date import in_words
from ingest.identity.kind import INSPECTIONS
from ontology.vocabulary import vocabulary
from qa_service.compose.definition import defined
from qa_service.compose.draft import Context
from qa_service.confidence import telling_words

OF_ONE_AUTHORITY = ("judgement", "figure", "recommendation")
"""The kinds of question whose answer for one authority is none for another."""
MOST_CHOICES = 8
_LEAD_INSPECTOR = re.compile(
    r"\bwho (?:led|inspected|was (?:the )?lead)|\blead inspector\b|\binspectors?'? names?\b", re.I
)


@dataclass(frozen=True)
class Choice:
    """One of the things that a question may mean: in a few words, and as a question to ask instead."""

    label: str
    question: str


def which_authority(context: Context) -> tuple[Choice, ...]:
    """The authorities that may be meant where a question needs one and names none; those with the best passages first.

    What was recommended on a subject may be asked of all.
    """
    question = context.question
    about_subject = question.kind == "recommendation" and bool(telling_words(context))
    needs_one = (question.kind in OF_ONE_AUTHORITY and not about_subject) or _LEAD_INSPECTOR.search(question.text)
    if question.authorities or not needs_one or context.names or _is_of_all(question.text):
        return ()
    found = dict.fromkeys(authority for row in context.order if (authority := context.document(row).authority))
    if len(found) < 2:
        return ()
    labels = [vocabulary().label(iri) for iri in list(found)[:MOST_CHOICES]]
    return tuple(Choice(label, f"{_bare(question.text)} in {label}?") for label in sorted(labels))


def which_inspection(context: Context) -> tuple[Choice, ...]:
    """The inspections of the authority that is meant, where a question is about one of several and names none."""
    question = context.question
    documents = context.store.corpus.documents
    if question.periods or question.occasions or question.kind not in (*OF_ONE_AUTHORITY, "actor"):
        return ()
    here = [documents[number] for number in context.scope]
    dates = sorted({d.date for d in here if d.date and d.authority and d.kind in INSPECTIONS})
    if len(dates) < 2 or len({document.authority for document in here} - {None}) > 1:
        return ()
    return tuple(
        Choice(
            f"inspection of {in_words(date[:7])}", f"{_bare(question.text)} in the inspection of {in_words(date[:7])}?"
        )
        for date in dates[-MOST_CHOICES:]
    )


def which_meaning(context: Context) -> tuple[Choice, ...]:
    """What an abbreviation in the question may stand for, where the documents define it in more than one way."""
    meanings: dict[str, dict[str, str]] = {}
    for _, abbreviation in defined(context):
        if abbreviation.short.isupper():
            words = abbreviation.expansion
            meanings.setdefault(abbreviation.short, {}).setdefault(_core(words), words)
    return tuple(
        Choice(f"{short}: {words}", re.sub(rf"\b{re.escape(short)}\b", words, context.question.text, flags=re.I))
        for short, expansions in sorted(meanings.items())
        if len(expansions) > 1
        for words in sorted(expansions.values())[:MOST_CHOICES]
    )


def _core(expansion: str) -> str:
    """An expansion without what does not tell two meanings apart: case, hyphens, apostrophes, the plural."""
    return re.sub(r"[^a-z]+", "", re.sub(r"s\b", "", expansion.lower().replace("’", "'").replace("'s", "")))


def _is_of_all(text: str) -> bool:
    """Whether a question asks for all authorities, or which of them."""
    return bool(
        re.search(r"\b(?:which|whose|all|any|every|each|across|most|list|authorities|councils|reports)\b", text, re.I)
    )


def _bare(text: str) -> str:
    return text.rstrip(" ?.!")
