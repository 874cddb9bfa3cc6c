"""From a question to an answer: understand, rank, compose, verify."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from graph.store import Store
from ontology.competency import bound
from ontology.vocabulary import vocabulary
from qa_service.answer import Answer, Coverage, Evidence, Statement, document_summary, evidence
from qa_service.assistance import assisted, with_assistance
from qa_service.compose import COMPOSERS, Context, Draft, Quote
from qa_service.compose.judgement import compose_judgement
from qa_service.compose.repetition import repetitions
from qa_service.language_model import LanguageModel
from qa_service.question import Question, understand
from qa_service.refusal import refusal, without_documents
from qa_service.retrieval import rank
from qa_service.verify import is_verbatim
from qa_service.wording import describe, place, plural

FILTERS = ("authority", "kind", "speaker", "from", "to")
NEAREST = 5


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
    filters = _checked(filters or {})
    question = understand(text, history, store.corpus, store.lexical.terms)
    ranking = rank(store, question)
    context = Context(store, question, ranking, filters)
    draft = _draft(context)
    made = _refused(context, draft) if draft.refusal else _answered(context, draft, model)
    object.__setattr__(made, "took_ms", round((time.perf_counter() - started) * 1000))
    return made


class FilterError(ValueError):
    """A filter that does not exist was given. The message names those that do."""


def _checked(filters: Mapping[str, str]) -> dict[str, str]:
    unknown = sorted(set(filters) - set(FILTERS))
    if unknown:
        raise FilterError(f"Unknown filter {', '.join(unknown)}. The filters are {', '.join(FILTERS)}.")
    return {name: str(value).strip() for name, value in filters.items() if str(value).strip()}


def _draft(context: Context) -> Draft:
    """The draft of the answer, or of the refusal."""
    reason = refusal(context)
    if reason:
        return Draft(refusal=reason)
    if context.question.grades and context.question.kind == "theme" and context.question.text.lower().startswith("why"):
        return compose_judgement(context)
    return COMPOSERS[context.question.kind](context)


def _answered(context: Context, draft: Draft, model: LanguageModel | None) -> Answer:
    store = context.store
    absent = without_documents(context)
    if absent:
        draft = replace(draft, lead=(*draft.lead, f"No document here is about {' or '.join(absent)}."))
    kept = [quote for quote in draft.quotes if is_verbatim(store, context.passage(quote.row), quote.span)]
    rows = [row for row in draft.rows if _is_whole(context, row)]
    withheld = tuple(context.passage(row).iri for row in draft.rows if row not in rows)
    if not kept and not draft.lead:
        return _refused(context, Draft(refusal="Nothing in these documents is about this."))
    told = None
    if model is not None:
        draft, told = assisted(context, replace(draft, quotes=tuple(kept), rows=tuple(rows)), model)
        kept, rows = list(draft.quotes), list(draft.rows)
    highlights: dict[int, list[tuple[int, int]]] = {}
    for quote in kept:
        highlights.setdefault(quote.row, []).append(quote.span)
    iris = tuple(context.passage(quote.row).iri for quote in kept)
    statements = [Statement(text, "computed", None, iris) for text in draft.lead]
    statements += [
        Statement(
            _quoted(context, quote), "quotation", context.document(quote.row).date, (context.passage(quote.row).iri,)
        )
        for quote in kept
    ]
    coverage = _coverage(context, rows)
    return Answer(
        question=context.question.text,
        answered=True,
        kind=draft.kind,
        answer=with_assistance(context, _plain(context, draft, kept, coverage), told),
        statements=tuple(statements),
        evidence=_with_repetitions([_evidence(context, row, tuple(highlights.get(row, ()))) for row in rows]),
        coverage=coverage,
        sparql=draft.sparql,
        understood=understood(context.question),
        store=store.generation,
        withheld=withheld,
        model=told,
    )


def _refused(context: Context, draft: Draft) -> Answer:
    rows = [row for row in (draft.rows or context.order) if _is_whole(context, row)][:NEAREST]
    searched = len(context.scope)
    text = f"Not in these documents. {draft.refusal} {plural(searched, 'document')} {'was' if searched == 1 else 'were'} searched."
    iris = [context.store.corpus.iris[i] for i in context.scope]
    sparql = draft.sparql or (
        bound("mentions", asked=context.question.concepts, document=iris)
        if context.question.concepts
        else bound("passages", paragraph=(context.passage(row).iri for row in rows))
    )
    return Answer(
        question=context.question.text,
        answered=False,
        kind="none",
        answer=text,
        statements=(),
        evidence=(),
        coverage=Coverage(0, searched, ()),
        sparql=sparql,
        understood=understood(context.question),
        store=context.store.generation,
        nearest=tuple(_evidence(context, row, ()) for row in rows),
    )


def _is_whole(context: Context, row: int) -> bool:
    """Whether the words of a passage are those of its stored source."""
    passage = context.passage(row)
    return is_verbatim(context.store, passage, (0, len(passage.text)))


def _evidence(context: Context, row: int, highlights: tuple[tuple[int, int], ...]) -> Evidence:
    return evidence(
        context.store.corpus, context.passage(row), context.ranking.scores[row], highlights, row in context.uses_words
    )


def _with_repetitions(items: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """`items`, each with the addresses of those after it that say nearly the same."""
    found = repetitions([item.text for item in items])
    return tuple(
        replace(item, repeated_by=tuple(items[other].id for other in found.get(place, ())))
        for place, item in enumerate(items)
    )


def _quoted(context: Context, quote: Quote) -> str:
    return context.passage(quote.row).text[slice(*quote.span)]


def _coverage(context: Context, rows: list[int]) -> Coverage:
    """Documents that name the subject, or, where it has no name in the vocabulary, those with evidence."""
    using = {context.passage(row).document for row in context.uses_words} or {
        context.passage(row).document for row in rows
    }
    silent = tuple(
        {
            "document": context.store.corpus.iris[i],
            **{key: document_summary(context.store.corpus, i)[key] for key in ("title", "kind", "date", "source")},
        }
        for i in context.scope
        if i not in using
    )
    return Coverage(len(using & set(context.scope)), len(context.scope), silent)


def _plain(context: Context, draft: Draft, quotes: list[Quote], coverage: Coverage) -> str:
    """The whole answer as plain text: counts, then quotations under their document, then who says nothing."""
    lines = list(draft.lead)
    heading = None
    for quote in quotes:
        number = context.passage(quote.row).document
        if number != heading:
            heading = number
            lines += ["", describe(context.store.corpus.documents[number])]
        lines.append(f"  “{_quoted(context, quote)}” ({place(context.passage(quote.row))})")
    if coverage.silent and draft.kind in ("timeline", "comparison"):
        names = [
            f"{describe(context.store.corpus.documents[context.store.corpus.iris.index(item['document'])]).split(';')[0]}: {item['title']}"
            for item in coverage.silent
        ]
        lines += [
            "",
            f"{plural(len(names), 'document')} {'does' if len(names) == 1 else 'do'} not mention it:",
            *(f"  {name}" for name in names),
        ]
    return "\n".join(lines).strip()


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
        "period": "; ".join(period.words for period in question.periods)
        or ("latest" if question.latest else "first" if question.first else None),
        "intent": question.kind,
        "corrections": [list(pair) for pair in question.corrections],
        "carried": list(question.carried),
    }
