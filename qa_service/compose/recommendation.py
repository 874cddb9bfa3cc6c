"""Recommendations and what needs to improve, in the order of their document, with how many there are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from graph.lexical import terms
from ingest.annotation.mention import label_indexes
from ingest.identity.date import in_words
from ontology.competency import bound
from qa_service.compose.draft import QUOTE_LIMIT, Context, Draft, Quote, ranked
from qa_service.feature import rarity
from qa_service.wording import describe, plural

ROLES = ("recommendation", "improvement")
GENERIC = frozenset(
    terms(
        "recommend recommendations need needs improve improvements area areas fix thing things say said told what which"
        " asked decisions take took taken made make main list points items priority actions first two three four five six"
        " inspection report letter visit paper focus cabinet Ofsted council local authority according accordance ask put right"
        " set ordered required demanded fixed still yet sorted address addressed done repeated again later since next"
    )
)
"""Stems that ask for recommendations as such, not for those about something."""
MAX_LISTED = 20
MOST_COUNTED = 8
"""Of no more documents the recommendations are counted each by itself."""
BESIDE = 5
"""So many other passages are quoted where the question is about some of the recommendations."""
FEW = 3
GROUNDS = 2
"""So many findings are put with few recommendations."""
LINKED = 6
"""So many passages of other documents that speak of the same are quoted."""
_OUTCOME = re.compile(
    r"\b(?:still|yet|sorted|done|repeated|again|later|since|progress|happened|improved|resolved|followed up|acted on|next)\b",
    re.I,
)
"""What asks for what became of a recommendation."""
FITTING = 0.45
"""A recommendation is about the subject if it is at least this share as relevant as the one most so."""


def compose_recommendation(context: Context) -> Draft:
    """All recommendations of the documents asked for, or those about the subject; each quoted whole."""
    rows_of = context.store.corpus.rows_of_document
    numbers = _documents(context)
    listed = [row for number in numbers for row in rows_of[number] if context.passage(row).paragraph.role in ROLES]
    if not listed:
        rows = ranked(context)
        return Draft(
            (),
            tuple(context.quote(row) for row in rows[:QUOTE_LIMIT]),
            rows,
            bound("recommendations", document=(context.store.corpus.iris[i] for i in numbers)),
            kind="recommendation",
        )
    about = _about_subject(context, listed)[:MAX_LISTED]
    linked = [row for row in _linked(context, about) if row not in about]
    outcome = bool(_OUTCOME.search(context.question.text))
    first = [*about, *linked] if outcome else about
    first = [*first, *_grounds(context, about)]
    rows = tuple(dict.fromkeys([*ranked(context, first), *linked]))
    quotes = [Quote(row, (0, len(context.passage(row).text))) for row in about]
    if len(about) < len(listed):
        others = [row for row in rows if row not in about and row not in linked]
        quotes += [context.quote(row) for row in (_later_first(context, about, others) if outcome else others)[:BESIDE]]
    quotes += [context.quote(row) for row in linked]
    sparql = bound(
        "recommendations",
        document=(context.store.corpus.iris[i] for i in dict.fromkeys(context.passage(row).document for row in listed)),
    )
    return Draft(
        _lead(context, listed, len(about)),
        tuple(quotes),
        rows,
        sparql,
        kind="recommendation",
        counted=((None, len(listed)),),
    )


def _later_first(context: Context, about: list[int], rows: list[int]) -> list[int]:
    """`rows` with those of documents later than the recommendations of `about` before the others."""
    latest = max((context.document(row).date or "" for row in about), default="")
    return sorted(rows, key=lambda row: (context.document(row).date or "") <= latest)


def _grounds(context: Context, about: list[int]) -> list[int]:
    """The passages of the same documents that share most with a few recommendations: what they rest on."""
    if not 0 < len(about) <= FEW:
        return []
    corpus = context.store.corpus
    asked = {iri: rarity(context.store, iri) for row in about for iri in corpus.concepts[row]}
    shared = {
        row: sum(asked.get(iri, 0.0) for iri in corpus.concepts[row])
        for number in {context.passage(row).document for row in about}
        for row in corpus.rows_of_document[number]
        if row not in about
    }
    best = sorted(shared, key=lambda row: -shared[row] - float(context.ranking.relevance[row]))
    return [row for row in best if shared[row]][:GROUNDS]


def _linked(context: Context, rows: list[int]) -> list[int]:
    """What documents of other dates say of the recommendations of `rows`: later ones of them, or earlier ones that they repeat."""
    asked = set(rows)
    found = {later if row in asked else row for row, later in _answers(context, rows) if {row, later} & asked}
    return [row for row in context.order if row in found][:LINKED]


def answered_by(context: Context, rows: Sequence[int]) -> list[tuple[int, int]]:
    """Each of the recommendations `rows` with a passage of a later document that speaks of what it asked for, in order."""
    asked = set(rows)
    return sorted(pair for pair in _answers(context, rows) if pair[0] in asked)


def _answers(context: Context, rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The rows of all recommendations of the authorities of `rows`, each with one of those that answer it."""
    store = context.store
    keys = {authority.rsplit("/", 1)[1] for row in rows if (authority := context.document(row).authority)}
    of_iri = {passage.iri: row for row, passage in enumerate(store.corpus.passages)} if keys else {}
    for key in sorted(keys):
        for response in store.links[key].responses:
            yield of_iri[response.recommendation], of_iri[response.paragraph]


def _documents(context: Context) -> tuple[int, ...]:
    """The documents asked for: by period, and by kind where the question names one that recommends anything."""
    documents = context.store.corpus.documents
    of_kind = tuple(i for i in context.scope_in_period if documents[i].kind in context.question.document_kinds)
    recommending = tuple(i for i in of_kind if any(p.role in ROLES for p in documents[i].paragraphs))
    return recommending or context.scope_in_period


def _about_subject(context: Context, listed: list[int]) -> list[int]:
    """The recommendations about what the question asks, best first; all, in order, if it names no subject."""
    subject = set(terms(context.question.subject)) - GENERIC - _names_of_authorities(context)
    if not subject:
        return listed
    of_section = [row for row in listed if _section_is_about(context, row)]
    if of_section:
        return of_section
    relevance = context.ranking.relevance
    floor = FITTING * max(float(relevance[row]) for row in listed)
    fitting = [row for row in listed if relevance[row] >= floor]
    return sorted(fitting, key=context.order.index)


def _section_is_about(context: Context, row: int) -> bool:
    """Whether a heading over a passage names what the question is chiefly about: then all under it is."""
    titles = " – ".join(context.passage(row).trail)
    named = (*context.question.themes, *context.question.actors)
    subjects = {found.iri for found in named if set(terms(found.words)) - GENERIC} & set(context.main_concepts)
    return any(match.concept in subjects for labels in label_indexes() for match in labels.find(titles))


def _names_of_authorities(context: Context) -> set[str]:
    return {
        stem
        for document in context.store.corpus.documents
        if document.authority
        for stem in terms(document.authority.rsplit("/", 1)[1].replace("-", " "))
    }


def _lead(context: Context, listed: list[int], chosen: int) -> tuple[str, ...]:
    """How many there are, in each document and section, or in all where some are chosen of them: a count that the query recomputes."""
    numbers = list(dict.fromkeys(context.passage(row).document for row in listed))
    narrowed = chosen < len(listed)
    if len(numbers) > (1 if narrowed else MOST_COUNTED):
        return (
            f"{plural(len(listed), 'recommendation')} or areas for improvement stand in {plural(len(numbers), 'document')}; those on the subject follow.",
        )
    statements = []
    for number in numbers:
        sections = Counter(
            " – ".join(context.passage(row).trail) for row in listed if context.passage(row).document == number
        )
        parts = "; ".join(f"{count} under “{title}”" for title, count in sections.items())
        document = context.store.corpus.documents[number]
        total = sum(sections.values())
        where = "; those on the subject follow" if narrowed else f" ({parts})"
        statements.append(
            f"{in_words(document.date)}, {describe(document).split(', ', 1)[1].split(';')[0]}: {plural(total, 'recommendation')} or areas for improvement{where}."
        )
    return tuple(statements)
