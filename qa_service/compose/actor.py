"""Who held a post, who inspected, what a person or body said or did."""

from __future__ import annotations

import re

from ingest.identity.authority import authorities_named
from ingest.identity.kind import OFSTED_REPORTS
from ontology.competency import bound
from ontology.vocabulary import ID, vocabulary
from qa_service.compose.attribution import Attributed, asked_of, attributed
from qa_service.compose.draft import QUOTE_LIMIT, Context, Draft, ranked
from qa_service.compose.mentions import held_to
from qa_service.compose.time_asked import of_time

_INSPECTORS = re.compile(
    r"\binspect(?:or|ors|ed)\b|\bled\b.{0,30}\b(?:inspection|visit)\b|\blead inspector\b|\bwho (?!found|said|says|told|wrote|asked)\w+(?: \w+)?\b.{0,30}\b(?:inspection|visit)s?\b",
    re.I,
)
_NAME_WANTED = re.compile(
    r"\bwho (?:was|is|were|are|led|has|had|chaired|chairs|took|held|led|headed|ran|fronted|came|carried|did)\b|\bname(?:s)?\b",
    re.I,
)


def compose_actor(context: Context) -> Draft:
    """Inspectors from the report's own record; posts from people named with them; else what is attributed to somebody, first."""
    asked = f"{context.question.text} {context.question.subject}"
    wants_name = bool(_NAME_WANTED.search(asked))
    first: list[int] = []
    if wants_name and _INSPECTORS.search(asked):
        first = _inspector_rows(context)
    elif wants_name:
        first = _post_rows(context)
        if not first and _asks_for_post(context):
            return Draft(
                refusal="No person is named in that post in these documents.",
                rows=ranked(context),
                sparql=_sparql(context),
                kind="actor",
            )
    rows = ranked(context, [*first, *_other_authority_rows(context)])
    somebody = None if wants_name else asked_of(context)
    theirs = attributed(context, somebody) if somebody else Attributed()
    leading = [quote.row for quote in theirs.quotes]
    told = rows if wants_name else of_time(context, rows) or rows
    if theirs.quotes:
        told = [row for row in told if row in context.uses_words]
    others = [context.quote(row) for row in told if row not in leading]
    return Draft(
        theirs.lead,
        (*theirs.quotes, *others[: max(0, QUOTE_LIMIT - len(leading))]),
        tuple(dict.fromkeys([*rows, *leading])),
        _sparql(context),
        kind="actor",
        queries=theirs.queries,
        on_record=bool(first),
    )


def _sparql(context: Context) -> str:
    held = held_to(context, context.scope)
    return (
        bound("mentions", asked=context.main_concepts, **held)
        if context.main_concepts and not _NAME_WANTED.search(context.question.text)
        else bound("people", **held)
    )


def _inspector_rows(context: Context) -> list[int]:
    """The passages that print the names of the inspectors of the documents asked for, the lead inspector's first."""
    rows = []
    for number in context.scope_in_period:
        document = context.store.corpus.documents[number]
        if document.kind in OFSTED_REPORTS:
            for name in document.inspectors:
                rows += [
                    row for row in context.store.corpus.rows_of_document[number] if name in context.passage(row).text
                ]
    return list(dict.fromkeys(rows))


def _other_authority_rows(context: Context) -> list[int]:
    """The passages that name an authority asked about that no document is on, such as a council that helped another."""
    present = {document.authority for document in context.store.corpus.documents}
    named = set(context.question.authorities) - present
    return [row for row in context.order if named & set(authorities_named(context.passage(row).text))] if named else []


def _post_rows(context: Context) -> list[int]:
    """The passages that name a person in one of the posts (or with one of the bodies) asked about."""
    rows = []
    for row in context.order[:40]:
        document = context.document(row)
        here = [
            appointment for appointment in document.appointments if appointment.paragraph == context.passage(row).index
        ]
        if here and row in context.uses_words:
            rows.append(row)
    return rows


def _asks_for_post(context: Context) -> bool:
    """Whether the question names a post of the vocabulary, so that a name would have to stand with it."""
    return any(_is_post(iri) for iri in context.main_concepts) and bool(
        re.search(r"\bname\b|^\s*who (?:is|was)\b", context.question.text, re.I)
    )


def _is_post(iri: str) -> bool:
    actor = vocabulary().actors.get(f"{ID}actor/{iri.rsplit('/', 1)[1]}")
    return actor is not None and f"{ID}actor/posts" in actor.broader
