"""What an abbreviation stands for, as the documents define it."""

from __future__ import annotations

import re

import pyoxigraph as ox

from ingest.document import Abbreviation
from ontology.competency import bound
from ontology.vocabulary import vocabulary
from qa_service.compose.draft import Context, Draft, Quote, ranked

_TOKEN = re.compile(r"[A-Za-z][\w&-]+")
_SAYING = r"(?:is|are|means?|refers? to|describes?|involves?|–|will (?:be|enable|mean))\b"
LIMIT = 6
LOOKED_AT = 50


def compose_definition(context: Context) -> Draft:
    """Quote each passage that defines the term, and say the expansion; then other passages that use it."""
    corpus = context.store.corpus
    found = defined(context)
    if not found:
        rows = ranked(context, _rows_that_define(context))
        return Draft(
            (),
            tuple(context.quote(row) for row in rows[:LIMIT]),
            rows,
            bound("passages", paragraph=(context.passage(row).iri for row in rows[:LIMIT])),
            kind="definition",
        )
    lead = {a.expansion.lower(): f"{a.short}: {a.expansion}." for _, a in reversed(found)}
    first = [
        corpus.row_at[number, abbreviation.paragraph]
        for number, abbreviation in found
        if (number, abbreviation.paragraph) in corpus.row_at
    ]
    rows = ranked(
        context,
        dict.fromkeys([*first, *_rows_with_the_words(context, {abbreviation.expansion for _, abbreviation in found})]),
    )
    quotes = [
        _defining_sentence(context, row, abbreviation.short)
        for row, (_, abbreviation) in zip(first, found, strict=False)
    ]
    return Draft(
        tuple(lead.values()),
        tuple(dict.fromkeys(quotes)),
        rows,
        bound("abbreviations", letters=[ox.Literal(found[0][1].short)]),
        kind="definition",
    )


def _rows_that_define(context: Context) -> list[int]:
    """Those of the best rows in which a sentence says what the subject is: its name, and then "is" or "means"."""
    known = vocabulary()
    concepts = [known.themes.get(iri) or known.actors[iri] for iri in context.main_concepts]
    names = "|".join(
        re.escape(label) for concept in concepts for label in sorted(concept.labels, key=len, reverse=True)
    )
    says = re.compile(rf"(?:an? |the )?[‘“'\"]?(?:{names})[’”'\"]?(?: \([^)]*\))? {_SAYING}", re.I)

    def does(row: int) -> bool:
        passage = context.passage(row)
        return any(says.match(passage.text[start:end]) for start, end in passage.sentences)

    return [row for row in context.order[:LOOKED_AT] if names and does(row)]


def defined(context: Context) -> list[tuple[int, Abbreviation]]:
    """The abbreviations in the question that the documents in scope define, each with its document."""
    tokens = {token.lower() for token in _TOKEN.findall(context.question.text)}
    tokens |= {token.rstrip("s") for token in tokens}
    documents = context.store.corpus.documents
    return [(i, short) for i in context.scope for short in documents[i].abbreviations if short.short.lower() in tokens]


def _rows_with_the_words(context: Context, expansions: set[str]) -> list[int]:
    """The passages that write the words out, best first."""
    lowered = [expansion.lower() for expansion in expansions]
    return [row for row in context.order if any(words in context.passage(row).text.lower() for words in lowered)]


def _defining_sentence(context: Context, row: int, short: str) -> Quote:
    passage = context.passage(row)
    for start, end in passage.sentences:
        if re.search(rf"\([^()]*{re.escape(short)}", passage.text[start:end]):
            return Quote(row, (start, end))
    return context.quote(row)
