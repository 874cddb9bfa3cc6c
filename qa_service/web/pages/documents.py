"""What is in the store, and each document."""

from __future__ import annotations

from typing import Any

from flask import abort, jsonify, render_template, request

from graph.identifier import paragraph_iris
from graph.passage import Corpus
from graph.store import Store
from ingest.document import Document
from ontology.vocabulary import ID, vocabulary
from qa_service.answer import document_summary
from qa_service.documents import extraction, number_of, slug_of
from qa_service.web.address import chosen, narrowed, part
from qa_service.web.app import generation, wants_json
from qa_service.web.margin import links_of, margin
from qa_service.web.pages.blueprint import Page, blueprint
from qa_service.web.place import anchor
from qa_service.web.tally import authority_key, tally, year
from qa_service.wording import grade_words

PAGE_SIZE = 50
FILTERS = {"authority": "authority_key", "year": "year", "kind": "kind"}
"""What the list can be narrowed to, each with what that stands under in a row."""
SHOWN_CONCEPTS = 3
SHOWN_CONCEPTS_OF_LONG = 2
LONG = 150
"""Documents of so many paragraphs show fewer concepts beside each, so that the page stays light."""


@blueprint.get("/documents")
def documents() -> Page:
    """What is in the store, and what could not be read."""
    store = generation().store
    summaries = document_rows(store.corpus)
    filters = chosen(FILTERS)
    found = narrowed(summaries, filters, FILTERS)
    counts = tally(store.corpus, range(len(summaries)))
    if wants_json():
        return jsonify(
            {
                "documents": found,
                "tally": counts.to_json(),
                "problems": [
                    {"source": p.source, "code": p.code, "severity": p.severity, "message": p.message}
                    for p in store.problems
                ],
            }
        )
    return render_template(
        "documents.html",
        part=part(found, PAGE_SIZE),
        total=len(summaries),
        dates=sorted(row["date"] for row in summaries if row["date"]),
        filters=filters,
        authorities=[(line.key, line.label) for line in counts.lines],
        years=[(when, when) for when in counts.years],
        kinds=[(kind, vocabulary().label(f"{ID}kind/{kind}")) for kind in sorted({row["kind"] for row in summaries})],
        tally=counts,
        problems=store.problems,
    )


def document_rows(corpus: Corpus) -> list[dict[str, Any]]:
    """Every document with what lists show of it."""
    return [
        {
            **document_summary(corpus, number),
            "authority_key": authority_key(corpus, number),
            "year": year(corpus, number),
            "slug": slug_of(corpus, number),
            "paragraphs": len(document.paragraphs),
        }
        for number, document in enumerate(corpus.documents)
    ]


@blueprint.get("/documents/<slug>")
def document(slug: str) -> Page:
    """One document, paragraph by paragraph, each with an anchor of its own; in the margin what is known of each."""
    store = generation().store
    number = number_of(store.corpus, slug)
    if number is None:
        abort(404)
    record = store.corpus.documents[number]
    notes = margin(store, number) if request.args.get("notes") != "0" else None
    named = (record.source, f"{record.source} (part {record.part})")
    problems = [problem for problem in store.problems if problem.source in named]
    about = {
        "authority_key": authority_key(store.corpus, number),
        "year": year(store.corpus, number),
        "overall": _overall(record),
        "replaces": _succession(store, number, later=False),
        "replaced_by": _succession(store, number, later=True),
    }
    if wants_json():
        said = [
            {"code": problem.code, "severity": problem.severity, "message": problem.message} for problem in problems
        ]
        return jsonify({**extraction(store.corpus, number), **about, "problems": said, "notes": notes})
    return render_template(
        "document.html",
        document=record,
        slug=slug,
        summary=document_summary(store.corpus, number),
        about=about,
        address=record.source if record.source.startswith(("https://", "http://")) else None,
        anchors=[anchor(iri) for iri in paragraph_iris(record, store.corpus.iris[number])],
        blocks=_blocks(record),
        contents=[(index, section, _depth(record, index)) for index, section in enumerate(record.sections)],
        notes=notes,
        shown=SHOWN_CONCEPTS if len(record.paragraphs) < LONG else SHOWN_CONCEPTS_OF_LONG,
        problems=problems,
    )


def _overall(record: Document) -> list[str]:
    """The grades that a document gives for overall effectiveness, in words."""
    overall = [judgement for judgement in record.judgements if judgement.area == f"{ID}area/overall"]
    return list(dict.fromkeys(grade_words(judgement.grade) for judgement in overall))


def _succession(store: Store, number: int, *, later: bool) -> dict[str, Any] | None:
    """The report that replaced the grades of document `number`, or the one whose grades it replaced."""
    links = links_of(store, number)
    replaced = links.replaced_reports if links else {}
    if later:
        replaced = {earlier: other for other, earlier in replaced.items()}
    other = replaced.get(store.corpus.iris[number])
    if other is None:
        return None
    found = store.corpus.iris.index(other)
    return {**document_summary(store.corpus, found), "slug": slug_of(store.corpus, found)}


def _depth(record: Document, section: int) -> int:
    """How many sections a section stands in."""
    return len(record.trail(section)) - 1


def _blocks(record: Document) -> list[dict[str, Any]]:
    """The paragraphs in order, each with its page where that is another than before, and the headings between.

    A heading is given as its section, how deep it stands, and whether it was given before: after a part that stands in it
    a section goes on, and is named again. Headings without a paragraph stand before what follows them.
    """
    blocks: list[dict[str, Any]] = []
    given, section, page = 0, None, None
    for index, paragraph in enumerate(record.paragraphs):
        headings = []
        if paragraph.section is not None and paragraph.section != section:
            headings = [(each, _depth(record, each), False) for each in range(given, paragraph.section + 1)]
            headings = headings or [(paragraph.section, _depth(record, paragraph.section), True)]
            given = max(given, paragraph.section + 1)
        turned = paragraph.page if paragraph.page != page else None
        section, page = paragraph.section, paragraph.page
        blocks.append({"index": index, "paragraph": paragraph, "headings": headings, "page": turned})
    rest = [(each, _depth(record, each), False) for each in range(given, len(record.sections))]
    return [*blocks, {"paragraph": None, "headings": rest}] if rest else blocks


@blueprint.get("/healthz")
def healthz() -> Page:
    """Whether the service can answer, and from which generation."""
    store = generation().store
    return jsonify({"status": "ok", "store": store.generation, "documents": len(store.corpus.documents)})
