"""What is in the store, document by document."""

from __future__ import annotations

from typing import Any

from graph.identifier import paragraph_iris
from graph.passage import Corpus
from ingest.annotation.mention import label_indexes
from ingest.document import Document, Figure, Paragraph, Span
from ingest.identity.date import in_words
from ontology.vocabulary import ID, vocabulary

BOARD = f"{ID}actor/local-safeguarding-children-board"
IMPROVEMENT_ROLES = ("recommendation", "improvement")


def extraction(corpus: Corpus, number: int) -> dict[str, Any]:
    """All that was read in document `number`, as in the extraction contract."""
    document = corpus.documents[number]
    known = vocabulary()
    iris = paragraph_iris(document, corpus.iris[number])
    plain_numbers = [
        int(paragraph.number) for paragraph in document.paragraphs if paragraph.number and paragraph.number.isdigit()
    ]
    improvements = [paragraph for paragraph in document.paragraphs if paragraph.role in IMPROVEMENT_ROLES]
    return {
        "id": corpus.iris[number],
        "source": document.source,
        "part": document.part,
        "title": document.title,
        "local_authority": known.label(document.authority) or None,
        **authority_codes(document.authority),
        "kind": document.kind,
        "date": document.date,
        "inspection_start": document.inspection_start,
        "inspection_end": document.inspection_end,
        "published": document.published,
        "lead_inspector": document.lead_inspector,
        "inspectors": list(document.inspectors),
        "judgements": {
            known.areas[judgement.area].notation: judgement.grade.replace("-", " ") for judgement in document.judgements
        },
        "needs_to_improve": [paragraph.text for paragraph in improvements if not _is_to_board(document, paragraph)],
        "lscb_recommendations": [paragraph.text for paragraph in improvements if _is_to_board(document, paragraph)],
        "numbered_paragraphs": max(plain_numbers, default=None),
        "paragraphs": [
            {
                "id": iri,
                "number": paragraph.number,
                "section": " – ".join(document.trail(paragraph.section)),
                "text": " ".join((paragraph.text, *_items(document, index))),
                "page": paragraph.page,
            }
            for index, (iri, paragraph) in enumerate(zip(iris, document.paragraphs, strict=True))
        ],
    }


def _items(document: Document, index: int) -> list[str]:
    """The items of the list that paragraph `index` introduces, which are paragraphs of their own."""
    return [paragraph.text for paragraph in document.paragraphs[index + 1 :] if paragraph.parent == index]


def authority_codes(iri: str | None) -> dict[str, str | None]:
    """The codes by which other data know an authority; None where the table has none for it."""
    concept = vocabulary().authorities.get(iri or "")
    return {"gss": concept.gss if concept else None, "urn": concept.urn if concept else None}


def authority_record(iri: str) -> dict[str, Any]:
    """An authority with its codes, its first and last day where it has any, and what came before and after it."""
    known = vocabulary().authorities
    concept = known.get(iri)
    before = [other.iri for other in known.values() if iri in other.replaced_by]
    return {
        "id": iri,
        "label": vocabulary().label(iri),
        **authority_codes(iri),
        "start": concept.start if concept else None,
        "end": concept.end if concept else None,
        "replaces": [{"id": other, "label": known[other].label} for other in before],
        "replaced_by": [
            {"id": other, "label": known[other].label} for other in (concept.replaced_by if concept else ())
        ],
    }


def figure_row(document: Document, figure: Figure) -> dict[str, Any]:
    """All that was read of a figure, its words as printed; None for what the text does not make sure."""

    def words(span: Span | None) -> str | None:
        return document.words(figure.paragraph, span)

    return {
        "printed": figure.printed,
        "value": figure.value,
        "upper_value": figure.upper,
        "unit": figure.unit,
        "measures": words(figure.measures),
        "group": words(figure.group),
        "reference_date": figure.date,
        "reference_period": words(figure.period),
        "comparison": figure.comparison,
        "comparison_words": words(figure.comparison_words),
        "direction": words(figure.direction),
        "approximation": words(figure.approximation),
        "whole": words(figure.whole),
        "restates": words(figure.restates),
    }


def _is_to_board(document: Document, paragraph: Paragraph) -> bool:
    """Whether a recommendation stands in the part of a report that is about the safeguarding board."""
    titles = " – ".join(document.trail(paragraph.section))
    return any(match.concept == BOARD for match in label_indexes()[1].find(titles))


def line(corpus: Corpus, number: int) -> str:
    """Document `number` in one line."""
    document = corpus.documents[number]
    kind = vocabulary().label(f"https://w3id.org/throughline/id/kind/{document.kind}")
    where = vocabulary().label(document.authority)
    part = f", part {document.part}" if document.part else ""
    return f"{in_words(document.date)}  {kind}{', ' + where if where else ''}: {document.title}  ({document.source}{part}; {len(document.paragraphs)} paragraphs)"


def slug_of(corpus: Corpus, number: int) -> str:
    """The last part of the address of document `number` on the site."""
    return corpus.iris[number].split("/id/document/", 1)[1].replace("/", "_")


def number_of(corpus: Corpus, slug: str) -> int | None:
    """The document whose page is at `slug`, or None."""
    return next((number for number in range(len(corpus.documents)) if slug_of(corpus, number) == slug), None)
