"""Finds people named with the post that the text gives them, as in "the independent chair, Edwina Grant OBE"."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.document import Appointment, Document, Problem
from ingest.mention import label_indexes
from ontology.label import Match
from ontology.vocabulary import ID, vocabulary

_PERSON = re.compile(
    r"\b(?!Councillor |Cllr )[A-Z][a-z]+(?:-[A-Z][a-z]+)?(?: [A-Z]\.)?"
    r"(?: (?!Her\b|His\b)(?:Mc|Mac|O['’])?[A-Z][a-z]+(?:-[A-Z][a-z]+)?){1,2}\b"
)
_BETWEEN = re.compile(
    r"^(?:,| –|:|\s*\()?\s*(?:(?:OBE|CBE|MBE|QPM|MP|HMI),?\s*)?(?:(?:the|our|its|as|is|was|Executive|Interim|Councillor|Cllr)\s+){0,2}$"
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
        for person in _PERSON.finditer(paragraph.text):
            words = person[0].split()
            if any(word.lower() in common or word in places for word in words):
                continue
            post = next((post for post in posts if _adjacent(paragraph.text, person, post)), None)
            if post:
                found.append(
                    Appointment(
                        person[0],
                        paragraph.text[post.start : post.end],
                        index,
                        (min(person.start(), post.start), max(person.end(), post.end)),
                    )
                )
    return replace(document, appointments=tuple(found)), []


def _is_post(match: Match) -> bool:
    concept = vocabulary().actors.get(match.concept)
    return concept is not None and f"{ID}actor/posts" in concept.broader


def _adjacent(text: str, person: re.Match[str], post: Match) -> bool:
    if post.start >= person.end():
        return bool(_BETWEEN.match(text[person.end() : post.start]))
    if post.end <= person.start():
        return bool(_BETWEEN.match(text[post.end : person.start()]))
    return False
