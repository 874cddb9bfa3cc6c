"""Finds people named with the post that the text gives them, as in "the independent chair, Edwina Grant OBE"."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace

from ingest.annotation.mention import label_indexes
from ingest.document import Appointment, Document, Problem, Span
from ontology.label import Match
from ontology.vocabulary import ID, vocabulary

_PERSON = re.compile(
    r"\b(?!Councillor |Cllr )[A-Z][a-z]+(?:-[A-Z][a-z]+)?(?: [A-Z]\.)?"
    r"(?: (?!Her\b|His\b)(?:Mc|Mac|O['’])?[A-Z][a-z]+(?:-[A-Z][a-z]+)?){1,2}\b"
)
_TITLE = frozenset(
    (
        "Deputy Shadow Senior Assistant Interim Acting Chief Executive Team Quality Lead Associate Regional "
        "Director Manager Cabinet Inspector Inspectors Officer Chair Commissioner"
    ).split()
)
"""Words of posts: the last of a run of capitals, as in "Donna Marriott Deputy lead inspector", belongs to the next post."""
_GROUP = re.compile(r"\b[a-z]+s$")
"""The end of a word for several people, before which a name is that of a body: "Current Trust leaders"."""
_OF_A_PROGRAMME = re.compile(r"\s(?:against|for)\b")
_NEAR = 200
"""A post that begins further from a name in characters stands beside others."""
_BETWEEN = re.compile(
    r"^(?:,| –|:|\s*\()?\s*(?:(?:OBE|CBE|MBE|QPM|MP|HMI),?\s*)?(?:(?:the|our|its|as|is|was|Executive"
    r"|Interim|Councillor|Cllr)\s+){0,2}$"
)


def appointments(document: Document) -> tuple[Document, list[Problem]]:
    """`document` with the people and posts that stand side by side in its paragraphs."""
    text_of_all = " ".join(paragraph.text for paragraph in document.paragraphs)
    common = frozenset(re.findall(r"\b[a-z]{3,}\b", text_of_all))
    places = {word for authority in vocabulary().authorities.values() for word in authority.label.split()}
    found = []
    for index, paragraph in enumerate(document.paragraphs):
        if paragraph.role == "colophon":
            continue
        posts = [match for match in label_indexes()[1].find(paragraph.text) if _is_post(match)]
        starts = [post.start for post in posts]
        for name in _PERSON.finditer(paragraph.text):
            person = _person(paragraph.text, name)
            words = paragraph.text[slice(*person)].split()
            if len(words) < 2 or any(word.lower() in common or word in places | _TITLE for word in words):
                continue
            near = posts[bisect_left(starts, person[0] - _NEAR) : bisect_right(starts, person[1] + _NEAR)]
            post = next((post for post in near if _adjacent(paragraph.text, person, post)), None)
            if post:
                span = (min(person[0], post.start), max(person[1], post.end))
                found.append(
                    Appointment(paragraph.text[slice(*person)], paragraph.text[post.start : post.end], index, span)
                )
    return replace(document, appointments=tuple(found)), []


def _is_post(match: Match) -> bool:
    concept = vocabulary().actors.get(match.concept)
    return concept is not None and f"{ID}actor/posts" in concept.broader


def _person(text: str, name: re.Match[str]) -> Span:
    """The place of the name without the first word of the post that comes next; of the name of a programme, nothing."""
    if _OF_A_PROGRAMME.match(text, name.end()):
        return name.start(), name.start()
    *words, last = name[0].split(" ")
    end = name.end() - len(last) - 1 if last in _TITLE and len(words) > 1 else name.end()
    return name.start(), end


def _adjacent(text: str, person: Span, post: Match) -> bool:
    if text[person[1] : post.start] == " " and _GROUP.search(text[post.start : post.end]):
        return False
    if post.start >= person[1]:
        return bool(_BETWEEN.match(text[person[1] : post.start]))
    if post.end <= person[0]:
        return bool(_BETWEEN.match(text[post.end : person[0]]))
    return False
