"""What documents attribute to whom a question asks about: words reported as theirs, papers of their own, what they did."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from ingest.annotation.grammar import VERBS, is_adverb
from ingest.annotation.mention import label_indexes
from ingest.annotation.speaker import speaker
from ingest.annotation.voice import is_subject, speakers_in
from ingest.document import Span
from ontology.competency import bound
from ontology.vocabulary import ID, vocabulary
from qa_service.compose.draft import Context, Quote
from qa_service.compose.mentions import passages_sparql
from qa_service.wording import plural

CONSIDERED = 60
"""So many of the best rows are looked through."""
OWN = 8
"""So many passages of documents of their own are quoted."""
_WHO = re.compile(
    r"\b(?:did|do|does|has|have|had)\s+(?P<teller>.{2,80}?)\s+(?:\w+ly\s+|themselves\s+|itself\s+)?"
    r"(?:say|said|tell|told|think|thought|feel|felt|report|reported|describe|described|do|done|ask|asked|find|found)\b"
    r"|\b(?:views?|opinions?|words|feedback)\s+(?:of|from)\s+(?P<of>.{2,60}?)(?=\s+(?:on|about|in)\b|[?,.]|$)"
    r"|\b(?P<whose>[\w’'-]+(?:\s[\w-]+){0,4}?)['’]s?\s+views?\b",
    re.I,
)
_DEEDS = re.compile(r"\b(?:do|done)$", re.I)
_WORD = re.compile(r"\s*(?:\([^()]{1,20}\)\s*)?([\w’'-]+)")
_FINITE = re.compile(r"[a-z]+(?:ed|[^s’']s)$")
"""The endings of a verb right after its subject."""


@dataclass(frozen=True)
class Asked:
    """Whose words, or whose deeds, a question asks for, and on which themes (on any, if it names none).

    concepts: the actors named. voices: the keys of the speakers whose reported words are theirs. authors: the keys of the
    speakers whose documents are theirs.
    """

    concepts: frozenset[str]
    voices: frozenset[str]
    authors: frozenset[str]
    themes: frozenset[str]
    deeds: bool


@dataclass(frozen=True)
class Attributed:
    """What is attributed to whom the question asks about, the surest first. lead: how much; queries: what recounts it."""

    quotes: tuple[Quote, ...] = ()
    lead: tuple[str, ...] = ()
    queries: Mapping[str, str] = field(default_factory=dict)


def asked_of(context: Context) -> Asked | None:
    """Of whom the question asks what they said or did; None where it does not, or names nobody."""
    match = _WHO.search(context.question.text)
    if match is None:
        return None
    who = next(filter(None, match.groups())).lower()
    concepts = frozenset(found.iri for found in context.question.actors if found.words.lower() in who)
    voices = frozenset(named.voice for named in speakers_in(who))
    authors = frozenset(key for key, actors in _authors().items() if actors & concepts)
    named = {found.iri for found in context.question.themes if found.words.lower() not in who}
    themes = frozenset(lower for iri in named for lower in (iri, *vocabulary().narrower(iri)))
    deeds = bool(_DEEDS.search(match[0]))
    return Asked(concepts, voices, authors, themes, deeds) if concepts or voices else None


def attributed(context: Context, asked: Asked) -> Attributed:
    """What the best passages of the period attribute to `asked`: words reported, then their own papers, then what they did.

    What they did comes first where the question asks for that.
    """
    rows = [row for row in context.order[:CONSIDERED] if _may_tell(context, row, asked)]
    told = [row for row in rows if _reported(context, row, asked)]
    own = [row for row in rows if row not in told and _is_own(context, row, asked)][:OWN]
    done = [row for row in rows if row not in told and row not in own and _acting(context, row, asked)]
    said = [*(_covering(context, row, _reported(context, row, asked)) for row in told), *map(context.quote, own)]
    deeds = [_covering(context, row, _acting(context, row, asked)) for row in done]
    lead, queries = [], {}
    if told:
        count = sum(len(_reported(context, row, asked)) for row in told)
        lead.append(
            f"{plural(count, 'sentence')} here {'reports' if count == 1 else 'report'} the words of {_whose(asked.voices)}."
        )
        paragraphs = [context.passage(row).iri for row in told]
        queries["reported words"] = bound("speech-of-a-speaker", speaker=_iris(asked.voices), paragraph=paragraphs)
    if own:
        lead.append(
            f"{plural(len(own), 'passage')} here {'is' if len(own) == 1 else 'are'} in the words of {_whose(asked.authors)}."
        )
        queries["passages in their own words"] = passages_sparql(context, own)
    return Attributed(tuple([*deeds, *said] if asked.deeds else [*said, *deeds]), tuple(lead), queries)


def _may_tell(context: Context, row: int, asked: Asked) -> bool:
    """Whether a passage is of the period, no title page, and on one of the themes asked about."""
    passage = context.passage(row)
    if passage.document not in context.scope_in_period or passage.paragraph.role == "front-matter":
        return False
    return not asked.themes or not asked.themes.isdisjoint(context.store.corpus.concepts[row])


def _whose(keys: Iterable[str]) -> str:
    return " or ".join(vocabulary().label(iri) for iri in _iris(keys))


@cache
def _authors() -> dict[str, frozenset[str]]:
    """The actors that the name of each author of documents names, by the key of the author."""
    return {
        key.rsplit("/", 1)[1]: frozenset(match.concept for match in label_indexes()[1].find(concept.label))
        for key, concept in vocabulary().speakers.items()
        if f"{ID}speaker/author" in concept.broader
    }


def _iris(keys: Iterable[str]) -> list[str]:
    return [f"{ID}speaker/{key}" for key in sorted(keys)]


def _reported(context: Context, row: int, asked: Asked) -> list[Span]:
    """The sentences of a passage that report the words of `asked`, if it names them."""
    passage = context.passage(row)
    if asked.concepts and not any(True for _ in _named(context, row, asked)):
        return []
    return [
        attribution.span
        for attribution in context.document(row).attributions
        if attribution.paragraph == passage.index and attribution.speaker in asked.voices
    ]


def _is_own(context: Context, row: int, asked: Asked) -> bool:
    """Whether a passage is of a document that `asked` wrote."""
    return speaker(context.document(row)) in asked.authors


def _acting(context: Context, row: int, asked: Asked) -> list[Span]:
    """The sentences of a passage of which somebody `asked` is the subject."""
    passage = context.passage(row)
    found = []
    for start, end in passage.sentences:
        for named in _named(context, row, asked):
            if start <= named[0] and named[1] <= end and is_subject(passage.text[start : named[0]].lower()):
                found += [(start, end)] if _acts(passage.text[named[1] : end]) else []
    return list(dict.fromkeys(found))


def _acts(after: str) -> bool:
    """Whether a verb follows the name of somebody, with no more than adverbs between."""
    word = _WORD.match(after)
    while word and is_adverb(word[1].lower()):
        word = _WORD.match(after, word.end())
    return word is not None and (word[1].lower() in VERBS or bool(_FINITE.match(word[1])))


def _named(context: Context, row: int, asked: Asked) -> Iterator[Span]:
    """Where a passage names somebody `asked`."""
    passage = context.passage(row)
    for mention in context.document(row).mentions:
        if mention.paragraph == passage.index and mention.concept in asked.concepts:
            yield mention.span


def _covering(context: Context, row: int, sentences: Iterable[Span]) -> Quote:
    """The stretch of a passage that would be quoted anyway, with all of `sentences`."""
    spans = [context.quote(row).span, *sentences]
    return Quote(row, (min(start for start, _ in spans), max(end for _, end in spans)))
