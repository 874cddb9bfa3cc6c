"""A conversation, all of which stands in the address: there are no cookies, and nothing is kept on the server."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote_plus

from flask import Response, jsonify, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict

from graph.store import Store
from ontology.vocabulary import ID, vocabulary
from qa_service.answer import Answer, Evidence, Statement
from qa_service.child import without_children
from qa_service.export.records import citation
from qa_service.next_question import next_questions
from qa_service.question import Question, QuestionError, understand
from qa_service.rewording import FORMS, KIND_NAMES, period_words, said_again, subject_of, without, years
from qa_service.service import answer
from qa_service.web.app import generation, language_model, wants_json
from qa_service.web.examples import example_questions
from qa_service.web.pages.blueprint import Page, blueprint
from qa_service.web.place import anchor, slugs
from qa_service.wording import plural

MAX_TURNS_SHOWN = 20
MAX_ANSWERED = 5
"""So many of the last turns are answered on the page; those before are links, or a long conversation would take long."""
MAX_ADDRESS = 6_000
"""Bytes of questions that an address carries: servers and mail programs refuse or cut one of more than about 8,000."""
MAX_QUOTATIONS = 3


@dataclass(frozen=True)
class Chip:
    """A part of what was understood: its name, its value, the address that asks again without it, and of its own page."""

    name: str
    value: str
    without: str | None = None
    page: str | None = None


@dataclass(frozen=True)
class Turn:
    """A question with its answer, as the page shows them; a turn long ago has no answer here."""

    question: str
    address: str
    given: Answer | None = None
    quotations: tuple[tuple[Statement, Evidence], ...] = ()
    chips: tuple[Chip, ...] = ()
    choices: tuple[tuple[str, str], ...] = ()

    @property
    def shown(self) -> str:
        """How much of the answer is shown, in words."""
        if self.given is None:
            return ""
        if not self.quotations:
            return "An answer without quotations." if self.given.answered else "No answer was found."
        return f"{len(self.quotations)} of {plural(self.total, 'quotation')} shown."

    @property
    def total(self) -> int:
        """How many quotations the answer has."""
        return sum(statement.type == "quotation" for statement in self.given.statements) if self.given else 0


@blueprint.get("/chat")
def chat() -> Page:
    """The turns in the address, the last of them answered."""
    store = generation().store
    questions = _questions(request.args)
    kept = without_children(store.corpus, questions)
    if kept != questions:
        return _withheld(kept)
    return _page(store, questions, withheld="withheld" in request.args)


@blueprint.post("/chat")
def send() -> Page | tuple[Page, int]:
    """Ask on: what was typed becomes the last turn of the address, unless it cannot be asked or seems to name a child."""
    store = generation().store
    questions = _questions(request.form)
    message = " ".join(request.form.get("message", "").split())
    if without_children(store.corpus, [*questions, message]) != [*questions, message]:
        return _withheld(without_children(store.corpus, questions))
    try:
        understand(message, (), store.corpus, store.lexical.terms)
    except QuestionError as error:
        return _page(store, questions, message=message, problem=str(error)), 400
    return _asked([*questions, message])


@blueprint.post("/chat/change")
def change() -> Page | tuple[Page, int]:
    """Ask the last question again, with what the form says in place of what was understood."""
    store = generation().store
    form = request.form
    about = " ".join(form.get("about", "").split())
    *before, last = _questions(form) or [""]
    if not about:
        return _asked([*before, last] if last else before)
    if without_children(store.corpus, [about]) != [about]:
        return _withheld(without_children(store.corpus, [*before, last]))
    key = form.get("authority", "")
    places = [label for iri, label in _authorities(store) if iri == f"{ID}authority/{key}"]
    start, end = form.get("from", ""), form.get("to", "")
    known = _years(store)
    period = years(start or known[0], end or known[-1]) if known and {start, end} & set(known) else ""
    try:
        question = said_again(about, form.get("kind", ""), places, period)
        understand(question, (), store.corpus, store.lexical.terms)
    except QuestionError as error:
        return _page(store, [*before, last], problem=str(error)), 400
    return _asked([*before, question])


def _page(store: Store, questions: list[str], withheld: bool = False, message: str = "", problem: str = "") -> Page:
    turns = _turns(store, questions)
    last = turns[-1].given if turns else None
    following = next_questions(store, last, questions) if last else list(example_questions(store))
    if wants_json():
        return jsonify(
            {
                "turns": [turn.given.to_json() for turn in turns if turn.given],
                "earlier": [turn.question for turn in turns if not turn.given],
                "next_questions": following,
                "withheld": withheld,
            }
        )
    asked = understand(questions[-1], questions[:-1], store.corpus, store.lexical.terms) if questions else None
    return render_template(
        "chat.html",
        turns=turns,
        questions=questions,
        following=[(question, _address([*questions, question])) for question in following],
        change=_change(store, asked) if asked else None,
        withheld=withheld,
        message=message,
        problem=problem,
        full=len(questions) >= MAX_TURNS_SHOWN,
        slugs=slugs(store.corpus),
        citation=citation,
        anchor=anchor,
    )


def _turns(store: Store, questions: list[str]) -> list[Turn]:
    first = max(0, len(questions) - MAX_ANSWERED)
    return [
        _turn(store, questions, index)
        if index >= first
        else Turn(question, url_for("pages.ask", q=question, history=questions[:index]))
        for index, question in enumerate(questions)
    ]


def _turn(store: Store, questions: list[str], index: int) -> Turn:
    """The turn at `index`, answered; a language model may help with the last one only."""
    question, before = questions[index], questions[:index]
    model = language_model() if index == len(questions) - 1 else None
    given = answer(store, question, before, model=model)
    asked = understand(question, before, store.corpus, store.lexical.terms)
    return Turn(
        question=question,
        address=url_for("pages.ask", q=question, history=before),
        given=given,
        quotations=_quotations(given, asked),
        chips=_chips(store, asked, before),
        choices=tuple((choice.label, _address([*before, choice.question])) for choice in given.choices),
    )


def _quotations(given: Answer, asked: Question) -> tuple[tuple[Statement, Evidence], ...]:
    """At most three quotations with their passages, in the order of the answer: the first ones, those of a period that is
    asked about before others; of what was said over time, the first and the last two."""
    by_id = {item.id: item for item in (*given.evidence, *given.nearest)}
    quoted = [
        (statement, by_id[statement.evidence[0]])
        for statement in given.statements
        if statement.type == "quotation" and statement.evidence[0] in by_id
    ]
    within = [pair for pair in quoted if any(period.covers(pair[0].date or "") for period in asked.periods)]
    if within:
        return tuple(within[:MAX_QUOTATIONS])
    if given.kind == "timeline" and len(quoted) > MAX_QUOTATIONS:
        return (quoted[0], *quoted[1 - MAX_QUOTATIONS :])
    return tuple(quoted[:MAX_QUOTATIONS])


def _chips(store: Store, question: Question, before: list[str]) -> tuple[Chip, ...]:
    """What was understood, each part with the address that asks again without it."""

    def again(part: str) -> str | None:
        text = without(question, part, store.corpus)
        if not text or text == question.text:
            return None
        if part == "kind" and understand(text, before, store.corpus, store.lexical.terms).kind == question.kind:
            return None
        return _address([*before, text])

    known = vocabulary()
    several = len(question.concepts) > 1
    chips = [_concept_chip(store, found.iri, again(found.iri) if several else None) for found in question.themes]
    chips += [_concept_chip(store, found.iri, again(found.iri) if several else None) for found in question.actors]
    chips += [Chip("Judgement", known.label(iri)) for iri in question.areas]
    if question.authorities:
        chips.append(Chip("Authority", " and ".join(map(known.label, question.authorities)), again("authority")))
    if words := period_words(question):
        chips.append(Chip("Period", words, again("period")))
    chips.append(
        Chip("Kind", KIND_NAMES.get(question.kind, question.kind), again("kind") if question.kind != "theme" else None)
    )
    return tuple(chips)


def _concept_chip(store: Store, iri: str, again: str | None) -> Chip:
    """The chip of a theme or actor, with the address of its page where it has one."""
    name, endpoint = ("Theme", "pages.theme") if "/theme/" in iri else ("Person or body", "pages.actor")
    page = url_for(endpoint, key=iri.rsplit("/", 1)[1]) if iri in store.corpus.rows_of_concept else None
    return Chip(name, vocabulary().label(iri), again, page)


def _change(store: Store, question: Question) -> Mapping[str, Any]:
    """What the form that changes the last question is filled with, and what can be chosen in it."""
    spanned = _years(store)
    period = question.periods[0] if len(question.periods) == 1 else None
    chosen = question.authorities[0] if len(question.authorities) == 1 else ""
    ends = {"from": period.start, "to": period.end} if period else {"from": None, "to": None}
    return {
        "about": subject_of(question),
        "authorities": [(iri.rsplit("/", 1)[1], label, iri == chosen) for iri, label in _authorities(store)],
        "ends": {name: [(year, year, year == (date or "")[:4]) for year in spanned] for name, date in ends.items()},
        "kinds": [(kind, KIND_NAMES[kind], kind == question.kind) for kind in FORMS],
    }


def _years(store: Store) -> list[str]:
    """The years from the first document to the latest."""
    dates = sorted(document.date[:4] for document in store.corpus.documents if document.date)
    return [str(year) for year in range(int(dates[0]), int(dates[-1]) + 1)] if dates else []


def _authorities(store: Store) -> list[tuple[str, str]]:
    """The authorities that there are documents on, with their names, in order of name."""
    present = {document.authority for document in store.corpus.documents if document.authority}
    return sorted(((iri, vocabulary().label(iri)) for iri in present), key=lambda pair: pair[1])


def _questions(given: MultiDict[str, str]) -> list[str]:
    """The last turns that an address or form carries."""
    return [" ".join(question.split()) for question in given.getlist("q") if question.strip()][-MAX_TURNS_SHOWN:]


def _asked(questions: list[str]) -> Response:
    """To the page of a conversation, at its last turn."""
    return redirect(_address(questions), 303)  # type: ignore[return-value]


def _withheld(questions: list[str]) -> Response:
    """To the page of a conversation, which says that a message was not searched."""
    address = url_for("pages.chat", q=questions, withheld=1, format=request.args.get("format"))
    return redirect(address, 303)  # type: ignore[return-value]


def _address(questions: Sequence[str]) -> str:
    """The address of a conversation; the oldest turns are left off where it would be too long."""
    kept = list(questions)[-MAX_TURNS_SHOWN:]
    while len(kept) > 1 and sum(len(quote_plus(question)) + 3 for question in kept) > MAX_ADDRESS:
        del kept[0]
    return url_for("pages.chat", q=kept, _anchor=f"turn-{len(kept)}" if kept else None)
