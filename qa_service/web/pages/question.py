"""The question box, and the answer to a question."""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin

from flask import jsonify, redirect, render_template, request, url_for

from graph.store import Store
from qa_service.answer import Answer
from qa_service.child import not_searched, without_children
from qa_service.export import FORMATS
from qa_service.service import FILTERS, answer
from qa_service.web.address import part
from qa_service.web.app import generation, language_model, wants_json
from qa_service.web.arrangement import SHOWN_OTHERS, cut, groups, in_order, lead, listed, others
from qa_service.web.download import download
from qa_service.web.emphasis import emphasis, searched_words
from qa_service.web.examples import example_questions
from qa_service.web.filters import filter_options, filter_words
from qa_service.web.pages.blueprint import Page, blueprint
from qa_service.web.place import names, slugs
from qa_service.web.tables import figure_table, grade_table
from qa_service.web.timeline import MOST, timeline
from qa_service.web.years import years
from qa_service.wording import plural

EXAMPLE = "What was said about care leavers over time?"
"""A question to ask instead, where the documents suggest none."""
PICTURED = ("timeline", "comparison", "theme")
"""The kinds of answer that have a picture of their documents."""
SILENT_SHOWN = 30
"""So many documents that say nothing are on the page."""
PAGE_SIZE = 25
"""So many quoted passages are on a page."""
ABOUT_A_SUBJECT = ("timeline", "comparison", "theme", "figure", "recommendation", "actor", "definition", "guidance")
"""The kinds of answer of which it can be said that a document does not mention what they are about."""


@blueprint.get("/")
def home() -> Page:
    """The question box, with questions that these documents can answer."""
    store = generation().store
    examples = example_questions(store)
    known = [document.date for document in store.corpus.documents if document.date]
    dates = [known[0], known[-1]] if known else []
    if wants_json():
        return jsonify({"documents": len(store.corpus.documents), "examples": examples, "dates": dates})
    return render_template(
        "home.html",
        total=len(store.corpus.documents),
        authorities=len({document.authority for document in store.corpus.documents if document.authority}),
        examples=examples,
        dates=dates,
    )


@blueprint.get("/ask")
def ask() -> Page:
    """The answer to ``q``, at an address that can be shared.

    ``store`` and ``passages`` in the address are of a link that was made earlier: the page says whether it is still so.
    A question that seems to name a child is not searched, and its address is left for one that does not have it.
    """
    store = generation().store
    filters, history = filters_of_request(), history_of_request()
    asked = [*history, request.args.get("q", "")]
    if without_children(store.corpus, asked) != asked:
        return redirect(url_for("pages.ask", withheld=1, format=request.args.get("format")), 303)  # type: ignore[return-value]
    if "withheld" in request.args and "q" not in request.args:
        return _withheld(store)
    given = answer(store, asked[-1], history, filters, language_model())
    corpus = store.corpus
    tables = {"grades": grade_table(corpus, given), "figures": figure_table(corpus, given)}
    if wants_json():
        return jsonify({**given.to_json(), "searched_words": searched_words(given), **tables})
    if (ending := request.args.get("format", "")) in FORMATS:
        return download(given, ending, history, filters)

    def address(**more: str | None) -> str:
        values: dict[str, Any] = {"q": given.question, "history": history, **filters, **more}
        return url_for("pages.ask", **values)

    found = groups(given)
    shown = part(in_order(found), PAGE_SIZE)
    rest = others(given)
    on_page = [*(item for _, item in shown.items), *rest[:SHOWN_OTHERS], *given.nearest]
    permalink = address(store=given.store, passages=str(len(given.evidence)))

    return render_template(
        "answer.html",
        given=given,
        lead=lead(given),
        listed=listed,
        groups=cut(found, shown.items),
        part=shown,
        pieces=emphasis(store, given, on_page),
        by_id={item.id: item for item in given.evidence},
        searched_words=searched_words(given),
        silent=given.coverage.silent if given.kind in ABOUT_A_SUBJECT or given.understood["themes"] else (),
        others=rest,
        others_shown=SHOWN_OTHERS,
        silent_shown=SILENT_SHOWN,
        timeline=timeline(given) if given.kind in PICTURED else None,
        years=years(given) if given.kind in PICTURED and given.coverage.documents_searched > MOST else None,
        tables=tables,
        slugs=slugs(corpus),
        names=names(corpus),
        filters=filters,
        filter_words=filter_words,
        filter_options=filter_options(corpus, filters),
        history=history,
        address=address,
        permalink=permalink,
        full_permalink=urljoin(request.url_root, permalink),
        frozen=_since(given),
        live=address(),
        formats=[*((ending, form.label) for ending, form in FORMATS.items()), ("json", "JSON")],
    )


def _withheld(store: Store) -> Page:
    """The page that says that a question was not searched."""
    if wants_json():
        return jsonify(not_searched(store).to_json())
    return render_template("withheld.html", example=next(iter(example_questions(store)), EXAMPLE))


def _since(given: Answer) -> str:
    """What has become of the answer since the link was made that was followed; empty if it is no such link."""
    made, passages = request.args.get("store", ""), request.args.get("passages", "")
    if not made:
        return ""
    if made == given.store:
        return "This is the answer as it was when the link was made: the collection has not changed since."
    now = len(given.evidence)
    told = f" It had {plural(int(passages), 'passage')} then, and has {now:,} now." if passages.isdecimal() else ""
    return f"The collection has changed since this link was made. What was deleted from it is not kept, so this is the answer of today.{told}"


def filters_of_request() -> dict[str, str]:
    """The filters in the address that have a value."""
    return {name: value for name in FILTERS if (value := request.args.get(name, "").strip())}


def history_of_request() -> list[str]:
    """The earlier questions in the address."""
    return [question for question in request.args.getlist("history") if question.strip()]
