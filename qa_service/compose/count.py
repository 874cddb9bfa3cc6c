"""Counts and lists over documents and authorities, each with the query that recomputes it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from graph.lexical import terms
from ingest.identity.date import in_words
from ontology.competency import bound
from ontology.vocabulary import ID, vocabulary
from qa_service.compose.draft import EVIDENCE_LIMIT, Context, Draft, documents_of_period, ranked, subject_label
from qa_service.compose.grading import compose_grading
from qa_service.compose.judgement import grades_named
from qa_service.compose.mentions import beyond, mentions_sparql
from qa_service.compose.theme import compose_theme
from qa_service.wording import plural

GENERIC = frozenset(
    terms(
        "how many which what list all total number there here have got has are is do does you documents document reports"
        " report papers paper letters visits inspections inspection authorities authority councils council local"
        " published held done carried out Ofsted mention"
    )
)
"""Stems that ask for documents or authorities as such, not for those with something in them."""


def compose_count(context: Context) -> Draft:
    """The documents of a kind; the reports or authorities with a grade; else the documents that mention the subject."""
    if grades_named(context.question):
        return compose_grading(context)
    if _asks_for_documents_as_such(context):
        return _documents_of_kind(context)
    if not context.main_concepts and not context.names:
        return replace(compose_theme(context), kind="count")
    return _mentioning(context)


def _asks_for_documents_as_such(context: Context) -> bool:
    """Whether the question names nothing but documents: their kind, their authority, their time."""
    known = vocabulary()
    named = [known.kinds[f"{ID}kind/{key}"] for key in context.question.document_kinds]
    of_kinds = {stem for kind in named for label in (*kind.labels, *kind.hidden) for stem in terms(label)}
    of_places = {stem for iri in context.question.authorities for stem in terms(known.label(iri))}
    return not set(terms(context.question.subject)) - GENERIC - of_kinds - of_places


def _documents_of_kind(context: Context) -> Draft:
    """How many documents there are, of the kinds and from the time asked for, on which authorities."""
    corpus, known = context.store.corpus, vocabulary()
    found = documents_of_period(context)
    dates: dict[str, list[str]] = defaultdict(list)
    for number in found:
        document = corpus.documents[number]
        dates[known.label(document.authority) or "no one authority"].append(in_words(document.date))
    authorities = {corpus.documents[number].authority for number in found} - {None}
    listed = "; ".join(f"{name} ({', '.join(dates[name])})" for name in sorted(dates))
    of = "" if len(found) == len(context.scope) else f" of {len(context.scope):,}"
    kinds = " or ".join(known.label(f"{ID}kind/{key}") for key in context.question.document_kinds)
    kind = f", kind: {kinds}" if kinds else ""
    lead = (
        f"{len(found):,}{of} {'document' if len(found) == 1 else 'documents'} on"
        f" {plural(len(authorities), 'authority', 'authorities')}{kind}{': ' + listed if listed else ''}."
    )
    first = [rows[0] for number in found if (rows := corpus.rows_of_document[number])]
    sparql = bound(
        "documents", document=(corpus.iris[i] for i in documents_searched(context, found)), **_kinds(context)
    )
    return Draft((lead,), (), ranked(context, first), sparql, kind="count", counted=(("document", len(found)),))


def _kinds(context: Context) -> dict[str, list[str]]:
    """The kinds asked for as what holds a query to them; nothing if none is."""
    kinds = context.question.document_kinds
    return {"kind": [f"{ID}kind/{key}" for key in kinds]} if kinds else {}


def documents_searched(context: Context, found: Sequence[int]) -> Sequence[int]:
    """The documents that the query is held to: all in scope where only their kind tells those found, else those."""
    return found if context.question.periods else context.scope


def _mentioning(context: Context) -> Draft:
    """How many documents mention the subject, with the best passage of each."""
    asked = documents_of_period(context)
    using = [row for row in context.order if row in context.uses_words and context.passage(row).document in asked]
    documents = sorted({context.passage(row).document for row in using})
    best = [next(row for row in using if context.passage(row).document == number) for number in documents]
    others = [row for row in using if row not in best][: max(0, EVIDENCE_LIMIT - len(best))]
    rows = ranked(context, sorted([*best, *others], key=using.index))
    names = "; ".join(_name(context, i) for i in documents)
    lead = (
        f"{len(documents)} of {plural(len(asked), 'document')} {'mentions' if len(documents) == 1 else 'mention'} {subject_label(context)}"
        + (f": {names}." if names else ".")
    )
    left = beyond(using, rows)
    passages = [f"{plural(len(using), 'passage')} do so{left}."] if left else []
    return Draft(
        (lead, *passages),
        tuple(context.quote(row) for row in best),
        rows,
        mentions_sparql(context, asked, rows),
        kind="count",
        counted=(("document", len(documents)), ("paragraph", len(using))),
    )


def _name(context: Context, number: int) -> str:
    """A document by its title and date, after its authority where several have documents here."""
    document = context.store.corpus.documents[number]
    several = len({context.store.corpus.documents[i].authority for i in context.scope} - {None}) > 1
    place = f"{vocabulary().label(document.authority)}, " if several and document.authority else ""
    return f"{place}{document.title} ({in_words(document.date)})"
