"""What stands in the margin of a document: for each paragraph what it names, judges, counts and asks for, and where the same
thing is spoken of in earlier and later documents of the authority."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from graph.identifier import paragraph_iris
from graph.link import Links, Response
from graph.store import Store
from graph.succession import FULL_INSPECTIONS, is_before
from ingest.document import Reference
from ingest.identity.kind import OFSTED_REPORTS
from ontology.vocabulary import vocabulary
from qa_service.compose.draft import TELLING_NOTHING
from qa_service.documents import IMPROVEMENT_ROLES, figure_row, slug_of
from qa_service.feature import rarity
from qa_service.web.place import anchor, passage_record, rows_by_iri
from qa_service.wording import grade_words

RECOMMENDATION_NAMES = {"recommendation": "recommendation", "improvement": "area for improvement"}


def margin(store: Store, number: int) -> list[dict[str, Any]]:
    """The notes on each paragraph of document `number`, in order; what a paragraph has none of is left out.

    themes and actors: the rarest in all documents first, since they tell the most. later and earlier: passages, those
    that answer a recommendation, or that one answers, with the reason.
    """
    document = store.corpus.documents[number]
    known = vocabulary()
    notes: list[dict[str, Any]] = [defaultdict(list) for _ in document.paragraphs]
    for index, concepts in _concepts(store, number).items():
        for iri in concepts:
            kind = "themes" if "/theme/" in iri else "actors"
            notes[index][kind].append({"key": iri.rsplit("/", 1)[1], "label": known.label(iri)})
    for judgement in document.judgements:
        notes[judgement.paragraph]["judgements"].append(
            {
                "area": known.label(judgement.area),
                "area_key": judgement.area.rsplit("/", 1)[1],
                "grade": grade_words(judgement.grade),
            }
        )
    for figure in document.figures:
        notes[figure.paragraph]["figures"].append(figure_row(document, figure))
    iris = paragraph_iris(document, store.corpus.iris[number])
    for reference in document.references:
        target = reference.target
        notes[reference.paragraph]["references"].append(
            {
                "words": document.words(reference.paragraph, reference.span),
                "kind": reference.kind,
                "date": reference.date,
                "anchor": None if target is None else anchor(iris[target]),
                "slug": _report(store, number, reference),
            }
        )
    for index, (paragraph, iri) in enumerate(zip(document.paragraphs, iris, strict=True)):
        if paragraph.role in IMPROVEMENT_ROLES:
            notes[index]["recommendation"] = RECOMMENDATION_NAMES[paragraph.role]
        if paragraph.role not in TELLING_NOTHING:
            notes[index].update(_elsewhere(store, number, iri))
    return [dict(note) for note in notes]


def responses(store: Store, recommendation: str) -> list[dict[str, Any]]:
    """The later passages that speak of what a recommendation asked for, each with the reason, in order of date."""
    return [_linked(store, found.paragraph, found) for found in _answers(store).get(recommendation, ())]


def links_of(store: Store, number: int) -> Links | None:
    """The links across the documents of the authority that document `number` is about; None if it is about none."""
    authority = store.corpus.documents[number].authority
    return store.links.get(authority.rsplit("/", 1)[1]) if authority else None


def _report(store: Store, number: int, reference: Reference) -> str | None:
    """The page of the report on the earlier inspection or visit that a paragraph refers to, where only one can be meant."""
    corpus = store.corpus
    document = corpus.documents[number]
    if not (reference.date and document.authority):
        return None
    kinds = FULL_INSPECTIONS if reference.kind == "inspection" else OFSTED_REPORTS - FULL_INSPECTIONS
    found = [
        other
        for other, report in enumerate(corpus.documents)
        if report.authority == document.authority
        and report.kind in kinds
        and other != number
        and any(
            day and day.startswith(reference.date)
            for day in (report.inspection_start, report.inspection_end, report.published)
        )
    ]
    return slug_of(corpus, found[0]) if len(found) == 1 else None


def _concepts(store: Store, number: int) -> Mapping[int, list[str]]:
    """The themes and actors that each paragraph names, the rarest first."""
    found: dict[int, dict[str, None]] = defaultdict(dict)
    for mention in store.corpus.documents[number].mentions:
        if "/theme/" in mention.concept or "/actor/" in mention.concept:
            found[mention.paragraph][mention.concept] = None
    rare = {iri: rarity(store, iri) for concepts in found.values() for iri in concepts}
    return {index: sorted(concepts, key=lambda iri: (-rare[iri], iri)) for index, concepts in found.items()}


def _elsewhere(store: Store, number: int, iri: str) -> dict[str, list[dict[str, Any]]]:
    """Passages of documents that are sure to be earlier or later than document `number` and speak of what a paragraph does."""
    links = links_of(store, number)
    if links is None:
        return {}
    linked = {found.paragraph: _linked(store, found.paragraph, found) for found in _answers(store).get(iri, ())}
    linked |= {
        found.recommendation: _linked(store, found.recommendation, found) for found in _asked(store).get(iri, ())
    }
    rows = rows_by_iri(store)
    documents = store.corpus.documents
    date = documents[number].date
    found: dict[str, list[dict[str, Any]]] = {}
    for other in dict.fromkeys((*linked, *links.related.get(iri, ()))):
        other_date = documents[store.corpus.passages[rows[other]].document].date
        if date is None or other_date is None:
            continue
        if is_before(other_date, date):
            found.setdefault("earlier", []).append(linked.get(other) or _linked(store, other))
        elif is_before(date, other_date):
            found.setdefault("later", []).append(linked.get(other) or _linked(store, other))
    return found


def _linked(store: Store, iri: str, response: Response | None = None) -> dict[str, Any]:
    """The passage `iri` with the reason why it is linked, where there is one."""
    record = passage_record(store.corpus, rows_by_iri(store)[iri])
    return {**record, "reason": response.reason if response else None}


@lru_cache(maxsize=2)
def _answers(store: Store) -> dict[str, list[Response]]:
    """The responses to each recommendation, by address, in order of date."""
    return _grouped(store, ((found.recommendation, found.paragraph, found) for found in _all_responses(store)))


@lru_cache(maxsize=2)
def _asked(store: Store) -> dict[str, list[Response]]:
    """The recommendations that each passage answers, by address, in order of date."""
    return _grouped(store, ((found.paragraph, found.recommendation, found) for found in _all_responses(store)))


def _all_responses(store: Store) -> Iterable[Response]:
    return (found for links in store.links.values() for found in links.responses)


def _grouped(store: Store, found: Iterable[tuple[str, str, Response]]) -> dict[str, list[Response]]:
    rows = rows_by_iri(store)
    groups: dict[str, list[tuple[int, Response]]] = defaultdict(list)
    for iri, other, response in found:
        groups[iri].append((rows[other], response))
    return {iri: [response for _, response in sorted(group, key=lambda it: it[0])] for iri, group in groups.items()}
