"""From a question to an answer: understand, rank, compose, verify."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from graph.step import step
from graph.store import Store
from ingest.document import Span
from ingest.identity.date import in_words
from ontology.competency import bound
from ontology.vocabulary import vocabulary
from qa_service.ambiguity import which_inspection, which_meaning
from qa_service.answer import Answer, Coverage, Evidence, Statement, document_summary, evidence, grade_summary
from qa_service.assistance import assisted, with_assistance
from qa_service.compose import COMPOSERS, Context, Direction, Draft, Quote
from qa_service.compose.actor import compose_actor
from qa_service.compose.attribution import asked_of
from qa_service.compose.draft import side_of
from qa_service.compose.grade_in_force import printed_at
from qa_service.compose.judgement import compose_judgement
from qa_service.compose.repetition import repetitions
from qa_service.confidence import features
from qa_service.language_model import LanguageModel
from qa_service.plain_text import plain_text, quoted, quoted_lines
from qa_service.question import Question, understand
from qa_service.refusal import Refusal, certain_refusal, confidence, judged_refusal, without_documents
from qa_service.retrieval import rank
from qa_service.tone import tone_of
from qa_service.verify import is_verbatim, is_whole, recounts, unsound
from qa_service.wording import ordinal, plural

FILTERS = ("authority", "kind", "speaker", "judgement", "from", "to")
_DATE = re.compile(r"\d{4}(?:-\d\d){0,2}")
NEAREST = 5
LANES = ("timeline", "comparison")
"""The kinds of answer in which each document says which grade was in force."""
DIRECTION_QUERY = "direction"
RECOUNTED = ("count", "recommendation")
"""The kinds of answer whose query is run as they are served: it takes a few milliseconds. That of the passages on a theme
takes up to 50 over 150 reports; tests hold it to the same count."""
MISCOUNTED = "A count is withheld: the query shown does not give the same number. Build the store again."


@step("answer")
def answer(
    store: Store,
    text: str,
    history: Sequence[str] = (),
    filters: Mapping[str, str] | None = None,
    model: LanguageModel | None = None,
) -> Answer:
    """Answer the question `text`, asked after those in `history`, from `store`.

    filters: any of `FILTERS`; from and to are years or ISO dates. model: what may choose the order of the passages
    and an opening sentence, if anything may. Raises QuestionError for an empty or too
    long question and FilterError for an unknown filter.
    """
    started = time.perf_counter()
    context = _context(store, text, history, _checked(filters or {}))
    certain, draft = _found(context)
    probability = confidence(context, draft, certain)
    refusal = certain or judged_refusal(context, draft, probability)
    made = _refused(context, draft, refusal) if refusal else _answered(context, draft, model)
    object.__setattr__(made, "confidence", probability)
    object.__setattr__(made, "took_ms", round((time.perf_counter() - started) * 1000))
    return made


def prepare(store: Store) -> None:
    """Work out what questions have in common, so that none has to wait for it; answers are the same without. Raises ModelError."""
    answer(store, "What is said about children?")


def examined(store: Store, text: str, history: Sequence[str] = ()) -> tuple[dict[str, float], bool]:
    """What the model of confidence knows of a question, and whether it is refused whatever the model says."""
    context = _context(store, text, history, {})
    certain, draft = _found(context)
    return features(context, draft, certain.reason if certain else ""), bool(certain or draft.refusal)


def _context(store: Store, text: str, history: Sequence[str], filters: dict[str, str]) -> Context:
    question = understand(text, history, store.corpus, store.lexical.terms)
    ranking = rank(store, question)
    return Context(store, question, ranking, filters)


def _found(context: Context) -> tuple[Refusal | None, Draft]:
    """The refusal that is certain, or else the draft of the answer."""
    certain = certain_refusal(context)
    return certain, Draft() if certain else _draft(context)


class FilterError(ValueError):
    """A filter that does not exist, or a date that is none, was given. The message says what can be."""


def _checked(filters: Mapping[str, str]) -> dict[str, str]:
    unknown = sorted(set(filters) - set(FILTERS))
    if unknown:
        raise FilterError(f"Unknown filter {', '.join(unknown)}. The filters are {', '.join(FILTERS)}.")
    given = {name: str(value).strip() for name, value in filters.items() if str(value).strip()}
    for name in {"from", "to"} & given.keys():
        if not _DATE.fullmatch(given[name]):
            raise FilterError(
                f"“{given[name]}” is not a year. Give “{name}” as a year, such as 2019, or as a date, such as 2019-07-15."
            )
    return given


@step("compose")
def _draft(context: Context) -> Draft:
    """The draft of the answer, or of the refusal where nothing of the form asked for is found."""
    if context.question.grades and context.question.kind == "theme" and context.question.text.lower().startswith("why"):
        return compose_judgement(context)
    if context.question.kind == "theme" and asked_of(context):
        return compose_actor(context)
    return COMPOSERS[context.question.kind](context)


def _answered(context: Context, draft: Draft, model: LanguageModel | None) -> Answer:
    store = context.store
    draft, withheld = _verified(context, draft)
    absent = without_documents(context)
    if absent:
        draft = replace(draft, lead=(*draft.lead, f"No document here is about {' or '.join(absent)}."))
    if not draft.quotes and not draft.lead:
        return _refused(context, draft, Refusal("absent", "Nothing that could be shown was found."))
    told = None
    if model is not None:
        draft, told = assisted(context, draft, model)
    highlights: dict[int, list[Span]] = {}
    for quote in draft.quotes:
        highlights.setdefault(quote.row, []).append(quote.span)
    iris = tuple(context.passage(quote.row).iri for quote in draft.quotes)
    statements = [Statement(text, "computed", None, iris) for text in draft.lead]
    directed = _direction(context, draft.direction)
    statements += [statement for statement in directed if statement.type == "computed"]
    statements += [replace(_quotation(context, quote), side=side_of(context, draft, quote)) for quote in draft.quotes]
    coverage = _coverage(context, draft.rows)
    rows = dict.fromkeys([*draft.rows, *_grounds(context, draft)])
    return Answer(
        question=context.question.text,
        answered=True,
        kind=draft.kind,
        answer=with_assistance(context, plain_text(context, draft, coverage), told),
        statements=tuple(statements),
        evidence=_with_repetitions([_evidence(context, row, tuple(highlights.get(row, ())), draft) for row in rows]),
        coverage=coverage,
        sparql=draft.sparql,
        understood=understood(context.question),
        store=store.generation,
        direction=directed,
        queries=_queries(draft),
        choices=(*which_meaning(context), *which_inspection(context)),
        withheld=tuple(context.passage(row).iri for row in withheld),
        model=told,
    )


def _verified(context: Context, draft: Draft) -> tuple[Draft, tuple[int, ...]]:
    """`draft` without what is not as in the stored sources or not as the graph counts it, and the rows that are not so."""
    store = context.store
    told = [*draft.lead, *(draft.direction.lead if draft.direction else ())]
    unfounded = unsound(store, _rests_on(context, draft)) if told else []
    failed = dict.fromkeys([*unsound(store, [*draft.rows, *_grounds(context, draft)]), *unfounded])
    if unfounded:
        draft = replace(draft, lead=(_withheld(len(told), len(unfounded)),), direction=None)
    elif draft.kind in RECOUNTED and not recounts(store, draft.sparql, draft.counted):
        draft = replace(draft, lead=(MISCOUNTED,))
    sound = replace(
        draft,
        quotes=tuple(quote for quote in draft.quotes if is_verbatim(store, context.passage(quote.row), quote.span)),
        rows=tuple(row for row in draft.rows if row not in failed),
        grades={number: graded for number, graded in draft.grades.items() if printed_at(context, graded) not in failed},
    )
    return sound, tuple(failed)


def _grounds(context: Context, draft: Draft) -> list[int]:
    """The rows that print the grades in force at the documents of the evidence, and those that tell a direction."""
    numbers = dict.fromkeys(context.passage(row).document for row in draft.rows)
    printed = [printed_at(context, draft.grades[number]) for number in numbers if number in draft.grades]
    return [*printed, *(quote.row for quote in (draft.direction.quotes if draft.direction else ()))]


def _direction(context: Context, direction: Direction | None) -> tuple[Statement, ...]:
    """What tells how things moved: its statements with the paragraphs that they rest on, then the quotations."""
    if direction is None:
        return ()
    iris = tuple(dict.fromkeys(context.passage(quote.row).iri for quote in direction.quotes))
    lead = (Statement(text, "computed", None, iris) for text in direction.lead)
    return (*lead, *_quotations(context, direction.quotes))


def _queries(draft: Draft) -> dict[str, str]:
    """The queries beside the answer's own, by what they give."""
    directed = {DIRECTION_QUERY: draft.direction.sparql} if draft.direction and draft.direction.sparql else {}
    return {**draft.queries, **directed}


def _rests_on(context: Context, draft: Draft) -> set[int]:
    """The rows that the computed statements of a draft count or are read from."""
    counted = context.uses_words if draft.kind not in ("judgement", "definition") else ()
    directed = draft.direction.quotes if draft.direction else ()
    return {*counted, *draft.rows, *(quote.row for quote in (*draft.quotes, *directed))}


def _withheld(statements: int, rows: int) -> str:
    """That computed statements are not shown, and why."""
    return (
        f"{plural(statements, 'computed statement')} {'is' if statements == 1 else 'are'} withheld:"
        f" {plural(rows, 'passage')} that {'it rests' if statements == 1 else 'they rest'} on"
        f" {'is' if rows == 1 else 'are'} not as in the stored source. Build the store again."
    )


def _refused(context: Context, draft: Draft, refusal: Refusal) -> Answer:
    """Why there is no answer, what is so instead, what was searched, and the nearest passages."""
    quotes = [quote for quote in refusal.quotes if is_verbatim(context.store, context.passage(quote.row), quote.span)]
    quoted = [quote.row for quote in quotes]
    rows = [
        row
        for row in (draft.rows or context.order)
        if row not in quoted and is_whole(context.store, context.passage(row))
    ]
    nearest = [*quoted, *rows][:NEAREST]
    highlights = {quote.row: (quote.span,) for quote in quotes}
    iris = [context.store.corpus.iris[i] for i in context.scope]
    sparql = refusal.sparql or (
        bound("mentions", asked=context.question.concepts, document=iris)
        if context.question.concepts
        else bound("passages", paragraph=(context.passage(row).iri for row in nearest))
    )
    start = "Not in these documents. " if refusal.reason != "ambiguous" else ""
    lines = [f"{start}{refusal.text} {_searched(context)}", *quoted_lines(context, quotes)]
    return Answer(
        question=context.question.text,
        answered=False,
        kind="none",
        answer="\n".join(lines),
        statements=_quotations(context, quotes),
        evidence=(),
        coverage=Coverage(0, len(context.scope), ()),
        sparql=sparql,
        understood=understood(context.question),
        store=context.store.generation,
        reason=refusal.reason,
        choices=refusal.choices,
        nearest=tuple(_evidence(context, row, highlights.get(row, ())) for row in nearest),
    )


def _searched(context: Context) -> str:
    """Which documents were searched, in words."""
    count = len(context.scope)
    dates = sorted(date for i in context.scope if (date := context.store.corpus.documents[i].date))
    span = f", of {in_words(dates[0])} to {in_words(dates[-1])}" if len(dates) > 1 else ""
    return f"{plural(count, 'document')} {'was' if count == 1 else 'were'} searched{span}."


def _quotations(context: Context, quotes: Iterable[Quote]) -> tuple[Statement, ...]:
    return tuple(_quotation(context, quote) for quote in quotes)


def _quotation(context: Context, quote: Quote) -> Statement:
    passage = context.passage(quote.row)
    date = context.document(quote.row).date
    return Statement(quoted(context, quote), "quotation", date, (passage.iri,), tone_of(passage))


def _evidence(context: Context, row: int, highlights: tuple[Span, ...], draft: Draft | None = None) -> Evidence:
    """The evidence record of a row; its document with the grade in force then, in an answer of `LANES`."""
    corpus, passage = context.store.corpus, context.passage(row)
    item = evidence(corpus, passage, context.ranking.scores[row], highlights, row in context.uses_words)
    if draft is None or draft.kind not in LANES:
        return item
    grade = draft.grades.get(passage.document)
    summary = grade_summary(corpus, *grade) if grade else None
    return replace(item, document={**item.document, "grade_in_force": summary})


def _with_repetitions(items: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """`items`, each with the addresses of those after it that say nearly the same."""
    found = repetitions([item.text for item in items])
    return tuple(
        replace(item, repeated_by=tuple(items[other].id for other in found.get(place, ())))
        for place, item in enumerate(items)
    )


def _coverage(context: Context, rows: Sequence[int]) -> Coverage:
    """Documents that name the subject, or, where it has no name in the vocabulary, those with evidence."""
    using = {context.passage(row).document for row in context.uses_words} or {
        context.passage(row).document for row in rows
    }
    silent = tuple(
        {
            "document": context.store.corpus.iris[i],
            **{
                key: document_summary(context.store.corpus, i)[key]
                for key in ("title", "kind", "authority", "date", "source")
            },
        }
        for i in context.scope
        if i not in using
    )
    return Coverage(len(using & set(context.scope)), len(context.scope), silent)


def understood(question: Question) -> dict[str, Any]:
    """What the question was taken to mean, for showing and changing."""
    known = vocabulary()
    return {
        "themes": [
            {"id": found.iri, "label": known.label(found.iri), "words": found.words} for found in question.themes
        ],
        "actors": [
            {"id": found.iri, "label": known.label(found.iri), "words": found.words} for found in question.actors
        ],
        "authorities": [known.label(iri) for iri in question.authorities],
        "areas": [known.label(iri) for iri in question.areas],
        "period": "; ".join([*(period.words for period in question.periods), *map(ordinal, question.occasions)])
        or None,
        "intent": question.kind,
        "corrections": [list(pair) for pair in question.corrections],
        "carried": list(question.carried),
    }
