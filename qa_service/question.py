"""Understands a question: its themes, actors, authorities, areas, periods and kind, and what it takes from earlier turns."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from functools import cache

from rapidfuzz import fuzz, process

from graph.lexical import terms
from graph.passage import Corpus
from graph.step import step
from ingest.annotation.grade import GRADES
from ontology.label import LabelIndex, Match, stem, words
from ontology.vocabulary import ID, vocabulary
from qa_service.intent import form_of, intent_of, states_intent
from qa_service.occasion import neighbour, started
from qa_service.period import Period, find_moments, find_periods, occasions, shifted, way_beside, without_periods
from qa_service.place import authorities_asked

MAX_CHARACTERS = 2_000
MAX_TURNS = 8
"""What was asked longer ago has no bearing on a follow-up."""
_FOLLOW_UP = re.compile(
    r"^\s*(?:and|what about|how about|but|also|so|ok|then)\b|\b(?:that|it|this|those|these|they|them|there|the one|ones?|same)\b",
    re.I,
)
_WHO_SAID_IT = re.compile(r"\bwho(?:se| else)? (?:said|says|wrote|told|reported|found|words)\b", re.I)
_VERB = r"who|what|which|when|where|why|how|was|were|is|are|did|does|do|has|have|had|that|those|it|one|ones"
_IN_PLACE = re.compile(
    rf"\s*(?:(?:and |but |so |ok )?(?:what|how) about\b|(?:and|or|but)\b(?!.*\b(?:{_VERB})\b))", re.I
)
_HOW_WELL = re.compile(r"\bhow (?:well|good|effective(?:ly)?|strong(?:ly)?|bad(?:ly)?)\b", re.I)
"""By which a follow-up asks for no number or grade, even if the turn before did."""
_THEN_TOO = re.compile(r"\bthen and\b|\bboth then\b|\bthen,? (?:as|and) (?:well as )?(?:now|later|in|by)\b", re.I)
"""By which a follow-up asks of the time of the turn before as well as of another."""
_PEOPLE = f"{ID}actor/people"
_ANYBODY = frozenset(
    f"{ID}actor/{key}" for key in ("children-and-young-people", "staff", "practitioners", "partner-agencies")
)
"""Groups of people that nearly every question names, and so do not tell whom it is about."""
MAX_OWN_TERMS = 4
"""A follow-up that points back has no more telling words of its own."""
_NO_GRADE = (
    r"(?<!\bhow )(?<!\bany )(?<!\bso )(?<!\bas )(?<!\bvery )(?<!\bwhat )",
    r"(?!\s+(?:enough|practice|quality|at \w+ing|job|deal|many|progress|examples?|outcomes?|work|points?|news|start|use|care|help|support)\b)",
)
"""What stands before and after "good" where it is a word like others: "how good", "any good", "not good enough"."""
_GRADE = re.compile(
    rf"\b(?:({'|'.join(sorted(GRADES.keys() - {'good'}, key=len, reverse=True))})|{_NO_GRADE[0]}(good){_NO_GRADE[1]})\b",
    re.I,
)
_GENERIC = frozenset(
    "inspection inspector ofsted report council author children child servic famili social care work peopl young".split()
)
"""Stems that nearly every passage has: a follow-up with only these has no subject of its own."""
MIN_TYPO_LETTERS = 5
TYPO_SIMILARITY = 84


class QuestionError(ValueError):
    """The question is empty or too long. The message says what to do."""


@dataclass(frozen=True)
class Found:
    """A concept that the question names: by which words, and how surely (1 for a name, less for a looser word)."""

    iri: str
    words: str
    weight: float


@dataclass(frozen=True)
class Question:
    """What was asked, as understood. `text` is as typed; `subject` is what is searched for, with what earlier turns add.

    occasions: which of the reports of an authority, by their order: 0 is the first, -1 the latest.
    kind is that of the answer contract. document_kinds: kinds of document it speaks of ("the letter"). authorities and areas are IRIs. grades are grade keys. corrections
    pairs each word that was taken as mistyped with the word searched for. carried: what came from earlier turns.
    """

    text: str
    subject: str
    kind: str
    themes: tuple[Found, ...] = ()
    actors: tuple[Found, ...] = ()
    document_kinds: tuple[str, ...] = ()
    authorities: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    grades: tuple[str, ...] = ()
    periods: tuple[Period, ...] = ()
    occasions: tuple[int, ...] = ()
    corrections: tuple[tuple[str, str], ...] = ()
    carried: tuple[str, ...] = ()

    @property
    def concepts(self) -> dict[str, float]:
        """The weight of every theme and actor named."""
        return {found.iri: found.weight for found in (*self.themes, *self.actors)}


@step("understand")
def understand(text: str, history: Sequence[str], corpus: Corpus, known_terms: Container[str]) -> Question:
    """Understand `text`, asked after the questions in `history` (oldest first).

    corpus gives the authorities that there are documents on; known_terms the stems that the documents use,
    against which typing errors are set right. Raises QuestionError for an empty or too long question.
    """
    text = " ".join(text.split())
    if not text:
        raise QuestionError(
            "The question is empty. Type what you would like to know, for example: what was said about return home interviews over time?"
        )
    if len(text) > MAX_CHARACTERS:
        raise QuestionError(
            f"The question has {len(text):,} characters; the most that can be asked is {MAX_CHARACTERS:,}. Please ask for one thing at a time."
        )
    question = _alone(text, corpus, known_terms)
    history = history[-MAX_TURNS:]
    for earlier in history[-1:]:
        before = understand(earlier, history[:-1], corpus, known_terms)
        question = _following(question, before, corpus)
    return question


def _alone(text: str, corpus: Corpus, known_terms: Container[str]) -> Question:
    corrected, corrections = _without_typos(text, known_terms)
    authorities, rest = authorities_asked(corrected, corpus)
    subject = _without_documents(without_periods(rest))
    periods = _periods(corrected, intent_of(corrected))
    kind = _kind(intent_of(corrected), periods)
    return Question(
        text=text,
        subject=subject,
        kind=kind,
        themes=_found(_indexes()[0], subject),
        actors=_found(_indexes()[1], subject),
        document_kinds=tuple(dict.fromkeys(match.concept.rsplit("/", 1)[1] for match in _kind_labels().find(rest))),
        authorities=authorities,
        areas=_areas(subject),
        grades=tuple(dict.fromkeys(GRADES[match[0].lower()] for match in _GRADE.finditer(text))),
        periods=periods,
        occasions=occasions(corrected),
        corrections=corrections,
    )


def _kind(kind: str, periods: tuple[Period, ...]) -> str:
    """The kind of answer: what is asked of a theme over a span of years is how it went."""
    is_span = len(periods) == 1 and len(periods[0].years) > 1 and not periods[0].of_report
    return "timeline" if kind == "theme" and is_span else kind


def _periods(text: str, kind: str) -> tuple[Period, ...]:
    """The periods that a question of this kind means: what is compared are the two ends of a span."""
    moments = find_moments(text)
    if kind == "comparison" and len(moments) > 1:
        return moments
    return find_periods(text, of_results=kind == "recommendation")


# Follow-ups


def _following(question: Question, before: Question, corpus: Corpus) -> Question:
    """`question` with what it leaves out taken from the turn before it."""
    if not _is_follow_up(question):
        return question
    carried = []
    periods, when = _times(question, before, corpus)
    if periods and _THEN_TOO.search(question.text):
        periods = tuple(dict.fromkeys([*before.periods, *periods]))
    if not (periods or when) and (before.periods or before.occasions):
        periods, when = before.periods, before.occasions
        carried.append("period")
    kind = question.kind
    asks_how_well = bool(_HOW_WELL.search(question.text)) and not form_of(question.text)
    if not asks_how_well and (not states_intent(question.text) or _WHO_SAID_IT.search(question.text)):
        kind = before.kind
        carried.append("kind")
    if _names_another_subject(question):
        people = _people_carried(question, before)
        question = replace(
            question,
            subject=" ".join([question.subject, *(found.words for found in people)]),
            actors=_joined(question.actors, people),
        )
    else:
        carried.append("subject")
        question = replace(
            question,
            subject=f"{question.subject} {_without_names(before, question)}",
            themes=_joined(question.themes, before.themes),
            actors=_joined(question.actors, before.actors),
            areas=question.areas or before.areas,
            document_kinds=question.document_kinds or before.document_kinds,
        )
    if not question.authorities and before.authorities:
        carried.append("authority")
    return replace(
        question,
        kind=kind,
        periods=periods,
        occasions=when,
        authorities=question.authorities or before.authorities,
        carried=tuple(carried),
    )


def _is_follow_up(question: Question) -> bool:
    """Whether a question needs the one before it: it points back, or has no subject of its own, and is short."""
    places = {stem for iri in question.authorities for stem in terms(vocabulary().label(iri))}
    own = [term for term in terms(question.subject) if term not in _GENERIC and term not in places]
    return not own or (len(own) <= MAX_OWN_TERMS and bool(_FOLLOW_UP.search(question.text)))


def _times(question: Question, before: Question, corpus: Corpus) -> tuple[tuple[Period, ...], tuple[int, ...]]:
    """The periods and the places in the order of reports that a follow-up names, also as seen from the turn before."""
    documents = corpus.documents
    periods = shifted(question.text, started(documents, before)) or question.periods
    way = way_beside(question.text)
    beside = (
        neighbour(documents, replace(before, authorities=question.authorities or before.authorities), way)
        if way
        else None
    )
    if beside and not periods:
        return (beside,), ()
    return periods, () if periods else question.occasions


def _names_another_subject(question: Question) -> bool:
    """Whether a follow-up puts another subject in place of the one before: "what about care leavers?", "and adoption?"."""
    named = bool(question.themes or question.actors or question.areas)
    return named and bool(_IN_PLACE.match(question.text))


def _people_carried(question: Question, before: Question) -> tuple[Found, ...]:
    """The people that the turn before was about, where the follow-up only puts another thing in place of what it asked of them."""
    groups = set(vocabulary().narrower(_PEOPLE)) - _ANYBODY
    if any(found.iri in groups for found in question.actors):
        return ()
    return tuple(found for found in before.actors if found.iri in groups and found.weight >= 1)


def _without_names(before: Question, question: Question) -> str:
    """What the turn before searched for, without the names of its authorities where the follow-up names others."""
    subject = before.subject
    if question.authorities:
        for iri in before.authorities:
            subject = re.sub(rf"\b{re.escape(vocabulary().label(iri))}\b(?:['’]s)?", " ", subject, flags=re.I)
    return subject


def _joined(own: tuple[Found, ...], before: tuple[Found, ...]) -> tuple[Found, ...]:
    have = {found.iri for found in own}
    return (*own, *(found for found in before if found.iri not in have))


# Concepts


@cache
def _indexes() -> tuple[LabelIndex, LabelIndex]:
    """Labels of themes and of actors, with the words that people type; abbreviations in any case."""
    known = vocabulary()
    return tuple(
        LabelIndex(
            ((label, concept.iri) for concept in concepts.values() for label in (*concept.labels, *concept.hidden)),
            exact_abbreviations=False,
        )
        for concepts in (known.themes, known.actors)
    )  # type: ignore[return-value]


@cache
def _naming_labels() -> frozenset[tuple[str, str]]:
    known = vocabulary()
    return frozenset(
        (label, concept.iri)
        for concepts in (known.themes, known.actors)
        for concept in concepts.values()
        for label in concept.labels
    )


def _found(index: LabelIndex, text: str) -> tuple[Found, ...]:
    """The concepts that `text` names, best first. A word that only people use, or that several concepts share, counts less."""
    matches = index.find(text)
    by_place: dict[tuple[int, int], list[Match]] = {}
    for match in matches:
        by_place.setdefault((match.start, match.end), []).append(match)
    found: dict[str, Found] = {}
    for group in by_place.values():
        for match in group:
            naming = (match.label, match.concept) in _naming_labels()
            weight = (1.0 if naming else 0.6) / len(group) ** 0.5
            if match.concept not in found or found[match.concept].weight < weight:
                found[match.concept] = Found(match.concept, text[match.start : match.end], round(weight, 3))
    return tuple(sorted(found.values(), key=lambda item: (-item.weight, item.iri)))


def _without_documents(text: str) -> str:
    """`text` without the names of kinds of document, of several words, that are not what it is about: "the cabinet paper"."""
    themes = _indexes()[0].find(text)
    for match in reversed(_kind_labels().find(text)):
        is_theme = any(theme.start < match.end and match.start < theme.end for theme in themes)
        if " " in match.label and not is_theme:
            text = f"{text[: match.start]} {text[match.end :]}"
    return text


@cache
def _kind_labels() -> LabelIndex:
    return LabelIndex(
        ((label, kind.iri) for kind in vocabulary().kinds.values() for label in kind.hidden), exact_abbreviations=False
    )


@cache
def _area_labels() -> LabelIndex:
    return LabelIndex(
        ((label, area.iri) for area in vocabulary().areas.values() for label in (*area.labels, *area.hidden)),
        exact_abbreviations=False,
    )


def _areas(text: str) -> tuple[str, ...]:
    """The judgement areas that the question names; one renamed by a later framework comes with its successor."""
    named = [match.concept for match in _area_labels().find(text)]
    close = [other for iri in named for other in vocabulary().areas[iri].close]
    close += [area.iri for area in vocabulary().areas.values() if any(iri in area.close for iri in named)]
    return tuple(dict.fromkeys([*named, *close]))


# Typing errors


def _without_typos(text: str, known_terms: Container[str]) -> tuple[str, tuple[tuple[str, str], ...]]:
    """`text` with words that no document and no label has replaced by the likeliest that one has."""
    corrections = []
    for word in words(text):
        is_name = word.exact[0].isupper() and word.start > 0
        if len(word.exact) < MIN_TYPO_LETTERS or not word.exact.isalpha() or is_name:
            continue
        if word.stem in known_terms or word.stem in stems_of_labels():
            continue
        typed = word.exact.lower()
        near = [known for known in _known_words() if known[0] == typed[0] and abs(len(known) - len(typed)) <= 2]
        best = process.extractOne(typed, near, scorer=fuzz.ratio, score_cutoff=TYPO_SIMILARITY)
        if best:
            corrections.append((word.exact, best[0]))
    for wrong, right in corrections:
        text = re.sub(rf"\b{re.escape(wrong)}\b", right, text)
    return text, tuple(corrections)


@cache
def _known_words() -> tuple[str, ...]:
    """The words that the labels of the vocabulary use, and those that questions use of documents."""
    known = vocabulary()
    labels = [
        label
        for concepts in (known.themes, known.actors, known.areas, known.kinds)
        for concept in concepts.values()
        for label in (*concept.labels, *concept.hidden)
    ]
    common = "recommendation recommendations report judgement grade percentage timeliness number proportion".split()
    parts = {part for label in (*labels, *common) for part in label.split()}
    return tuple(sorted({word.exact.lower() for part in parts for word in words(part)}))


@cache
def stems_of_labels() -> frozenset[str]:
    """The stems of the words that the labels of the vocabulary use."""
    return frozenset(map(stem, _known_words()))
