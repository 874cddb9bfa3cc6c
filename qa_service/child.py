"""Whether a message seems to name a child. Such a message is not searched: inspection reports name no child, and nobody may keep it.

A name is one or more words with a capital letter, of which at least one is in no label of the vocabulary: "Kayleigh Brown" is
one, "Northmere Council" and "Child Protection" are none. It is a child's where the words beside it say so:

- "a boy called Jack", "my daughter, Kayleigh", "pupil Jack Smith", "Jack Smith's son";
- "Jack, aged 9", "Jack (9 years old)", "Kayleigh Brown, a looked after child", "Jack is my pupil";
- a date of birth with its date, whoever it is of;
- a name anywhere in a message that speaks of "my son", "our pupil" or "date of birth".

A name after "called" or "named" is read in small letters too. People whom the documents name in a public post are no
children, unless the message says that somebody is theirs. A rule cannot know every name: what it misses is searched like any
other words, and kept no more than they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from graph.passage import Corpus
from graph.store import Store
from ontology.vocabulary import vocabulary
from qa_service.answer import Answer, Coverage

_CHILD = (
    r"(?:child|baby|infant|toddler|boy|girl|son|daughter|stepson|stepdaughter|step-?child|grandson|granddaughter|grandchild"
    r"|nephew|niece|brother|sister|sibling|pupil|student|teenager|youngster|young person|care leaver|looked[- ]after child"
    r"|foster child)"
)
_OF_FAMILY = r"(?:son|daughter|baby|stepson|stepdaughter|step-?child|grandson|granddaughter|grandchild|nephew|niece|kid|little boy|little girl)"
_OWN = rf"(?:my|our|his|her|their)\s+(?:\w+\s+){{0,2}}?(?:{_CHILD}|kid|client|foster child)"
_NAME = r"(?P<name>[A-Z][A-Za-z'’-]+(?:\s+[A-Z][A-Za-z'’-]+){0,3})"
_AGE = r"(?:(?:is\s+)?aged?\s+\d{1,2}\b(?!\s*(?:to|-|–)\s*\d)|(?:is\s+)?\d{1,2}[- ]years?[- ]old\b|(?:is\s+)?\d{1,2}\s+years\s+of\s+age\b|born\s+(?:on|in)\b)"
_DATE = r"(?:\d{1,2}(?:st|nd|rd|th)?[\s/.-]+(?:\d{1,2}|[A-Za-z]{3,9})[\s/.,-]+(?:\d{4}|\d{2})\b|\d{4}-\d\d-\d\d)"
_BIRTH = r"(?:dates?\s+of\s+birth|d\.?o\.?b\b\.?)"
_DATE_OF_BIRTH = re.compile(rf"\b{_BIRTH}\W*(?:is|was|of)?\W*{_DATE}", re.I)
_CALLED = re.compile(
    rf"\b(?:{_CHILD}|kid|client)\s+(?:who\s+(?:is|was)\s+|is\s+|was\s+)?(?:called|named|by the name of)\s+(?P<name>(?!(?:by|in|for|to|as|the|a|an|and|at|on)\b)[a-z'’-]+(?:\s+[a-z'’-]+)?)",
    re.I,
)
_BESIDE = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?i:{_CHILD})\s*[,:–-]?\s+{_NAME}",
        rf"{_NAME}\s*[,(–-]?\s*(?i:{_AGE})",
        rf"{_NAME}\s*[,(–-]\s*(?i:an?|the|my|our)\s+(?:[\w-]+\s+){{0,3}}?(?i:{_CHILD})\b",
        rf"{_NAME}\s+(?i:is|was)\s+(?i:an?|my|our|his|her|their)\s+(?:[\w-]+\s+){{0,3}}?(?i:{_CHILD})\b",
    )
)
_RELATIVE = re.compile(rf"{_NAME}['’]s?\s+(?:[\w-]+\s+){{0,2}}?(?i:{_OF_FAMILY})\b")
_OWN_CHILD = re.compile(rf"\b(?:{_OWN}|{_BIRTH})\b", re.I)
_ANY_NAME = re.compile(rf"(?<!^)(?<![.?!]\s)\b{_NAME}|\b(?P<pair>[A-Z][a-z'’-]+\s+[A-Z][a-z'’-]+)")
_NO_NAMES = frozenset(
    "january february march april may june july august september october november december monday tuesday wednesday"
    " thursday friday saturday sunday ofsted england english britain british london ilacs i the a an in of and or for to"
    " what who whose which when where why how is was were are did does do has have had can could should please tell show"
    " north south east west city borough county council councils services service report reports inspection inspections".split()
)
NOT_SEARCHED = "That looks like it names a child. It was not searched, and it was not kept."
MAX_READ = 4_000
"""Characters of a message that are read for names; a longer one is too long to be a question."""


def names_child(text: str, officials: Iterable[str] = ()) -> bool:
    """Whether `text` seems to name a child. officials: names of people in public posts, who are none."""
    text = " ".join(text[:MAX_READ].split())
    if _DATE_OF_BIRTH.search(text) or any(_is_name(match["name"]) for match in _RELATIVE.finditer(text)):
        return True
    for name in officials:
        text = text.replace(name, " ")
    if any(_is_name(match["name"]) for match in _CALLED.finditer(text)):
        return True
    if any(_is_name(match["name"]) for pattern in _BESIDE for match in pattern.finditer(text)):
        return True
    names = (match["name"] or match["pair"] for match in _ANY_NAME.finditer(text))
    return bool(_OWN_CHILD.search(text)) and any(map(_is_name, names))


def officials_of(corpus: Corpus) -> frozenset[str]:
    """The people whom the documents name in a public post: inspectors and holders of posts."""
    return frozenset(
        name
        for document in corpus.documents
        for name in (
            document.lead_inspector,
            *document.inspectors,
            *(appointment.person for appointment in document.appointments),
        )
        if name
    )


def without_children(corpus: Corpus, questions: Sequence[str]) -> list[str]:
    """`questions` without those that seem to name a child."""
    officials = officials_of(corpus)
    return [question for question in questions if not names_child(question, officials)]


def not_searched(store: Store) -> Answer:
    """The answer to a question that seems to name a child, of which it repeats nothing."""
    return Answer(
        question="",
        answered=False,
        kind="none",
        answer=f"{NOT_SEARCHED} Inspection reports do not name children. Ask about the service instead.",
        statements=(),
        evidence=(),
        coverage=Coverage(0, 0),
        sparql="",
        understood={
            **{name: [] for name in ("themes", "actors", "authorities", "areas", "corrections", "carried")},
            "period": None,
            "intent": "none",
        },
        store=store.generation,
        confidence=0.0,
        reason="names-child",
    )


def _is_name(words: str | None) -> bool:
    """Whether one of `words` is in no label: nothing else is taken for a person's name."""
    return any(re.sub(r"['’]s?$", "", word).lower() not in _known_words() for word in (words or "").split())


@cache
def _known_words() -> frozenset[str]:
    """The words of all labels of the vocabulary, and others that questions write with a capital letter."""
    known = vocabulary()
    labels = (
        label
        for concepts in (known.themes, known.actors, known.authorities, known.areas, known.kinds, known.frameworks)
        for concept in concepts.values()
        for label in (*concept.labels, *concept.hidden)
    )
    return _NO_NAMES | {word for label in labels for word in re.findall(r"[a-z'’]+", label.lower())}
