"""The answer record: immutable, every statement a quotation with its address or a count with its query."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from graph.passage import Corpus, Passage
from ingest.document import Judgement, Span
from ontology.vocabulary import vocabulary
from qa_service.ambiguity import Choice
from qa_service.tone import tone_of
from qa_service.wording import author, grade_words

KINDS = (
    "timeline",
    "judgement",
    "figure",
    "recommendation",
    "actor",
    "theme",
    "comparison",
    "definition",
    "guidance",
    "count",
    "none",
)


@dataclass(frozen=True)
class Statement:
    """One statement of an answer. type: ``quotation`` (verbatim, from `evidence`) or ``computed`` (by one of the answer's queries).

    tone: of a quotation, whether it stands under a heading that names a ``strength`` or a ``weakness``, or is a
    ``recommendation``; None where the document does not say. side: of a quotation in a comparison, the period, report or
    authority that it speaks for.
    """

    text: str
    type: str
    date: str | None = None
    evidence: tuple[str, ...] = ()
    tone: str | None = None
    side: str | None = None


@dataclass(frozen=True)
class Evidence:
    """A whole paragraph that the answer rests on, with what a citation of it needs.

    highlights: spans of `text` that are quoted. uses_words: whether it uses a name of what was asked about,
    or is only related to it. tone: as of a statement. repeated_by: the addresses of less good evidence that says nearly the same.
    """

    id: str
    text: str
    paragraph: str | None
    section: str
    page: int | None
    document: dict[str, Any]
    score: float
    highlights: tuple[Span, ...] = ()
    speaker: str = ""
    role: str = ""
    uses_words: bool = False
    tone: str | None = None
    repeated_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class Coverage:
    """In how many of the documents searched the subject is found, and which say nothing of it."""

    documents_with: int
    documents_searched: int
    silent: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True)
class Assistance:
    """What the language model `name` did to an answer.

    ordered: whether it chose which passages come first. lead: a sentence that it wrote and that the quotations of
    `evidence` entail. note: in words for the reader, why it was not used, or what of its reply was left out.
    """

    name: str
    ordered: bool = False
    lead: str = ""
    evidence: tuple[str, ...] = ()
    note: str = ""

    @property
    def order(self) -> str:
        """That it chose the order, in words for the reader; empty if it did not."""
        return f"The language model {self.name} chose which passages come first." if self.ordered else ""

    @property
    def source(self) -> str:
        """Whose sentence the lead is, in words for the reader."""
        return f"chosen and shortened by the language model {self.name} from what is quoted here"


@dataclass(frozen=True)
class Answer:
    """What is served for a question. Not answered: `kind` is ``none`` and `nearest` stands in place of evidence.

    model: what a language model did; None where none was asked. direction: how the subject moved over time, so far as the
    documents tell it: computed statements, then the quotations that they rest on, in order of date. queries: those that
    recompute what `sparql` does not, by what they give.
    confidence: how probable it is, from 0 to 1, that the documents answer the question. reason: a key of
    `refusal.REASONS`, where it is not answered. choices: what it may mean, each as a question to ask instead. withheld:
    what was found and not shown, because it is not as in its stored source.
    """

    question: str
    answered: bool
    kind: str
    answer: str
    statements: tuple[Statement, ...]
    evidence: tuple[Evidence, ...]
    coverage: Coverage
    sparql: str
    understood: dict[str, Any]
    store: str
    confidence: float = 1.0
    direction: tuple[Statement, ...] = ()
    queries: Mapping[str, str] = field(default_factory=dict)
    reason: str | None = None
    choices: tuple[Choice, ...] = ()
    nearest: tuple[Evidence, ...] = ()
    withheld: tuple[str, ...] = ()
    model: Assistance | None = None
    took_ms: int = field(default=0, compare=False)

    def to_json(self) -> dict[str, Any]:
        """The answer as plain data, as in the answer contract: `nearest` only where nothing is answered, `model` only where one was asked."""
        data = asdict(self)
        if self.model is None:
            del data["model"]
        if self.answered:
            del data["nearest"]
        else:
            del data["evidence"]
        return data


def document_summary(corpus: Corpus, number: int) -> dict[str, Any]:
    """What a citation says of document `number`."""
    document = corpus.documents[number]
    names = vocabulary()
    return {
        "id": corpus.iris[number],
        "title": document.title,
        "kind": document.kind,
        "authority": names.label(document.authority) or None,
        "publisher": publisher_name(document.publisher),
        "date": document.date,
        "date_basis": document.date_basis,
        "source": document.source,
    }


def grade_summary(corpus: Corpus, number: int, judgement: Judgement) -> dict[str, Any]:
    """A grade that document `number` prints, with the address of the paragraph where it does."""
    document = corpus.documents[number]
    names = vocabulary()
    return {
        "grade": grade_words(judgement.grade),
        "area": names.label(judgement.area),
        "framework": names.label(document.framework) or None,
        "date": document.date,
        "paragraph": corpus.passages[corpus.row_at[number, judgement.paragraph]].iri,
    }


def publisher_name(iri: str | None) -> str | None:
    """The publisher's name; a council is called so."""
    if iri is None:
        return None
    name = vocabulary().label(iri)
    return f"{name} Council" if "/authority/" in iri else name


def evidence(
    corpus: Corpus, passage: Passage, score: float, highlights: tuple[Span, ...] = (), uses_words: bool = False
) -> Evidence:
    """The evidence record of `passage`."""
    document = corpus.documents[passage.document]
    return Evidence(
        id=passage.iri,
        text=passage.text,
        paragraph=passage.paragraph.number,
        section=" – ".join(passage.trail),
        page=passage.paragraph.page,
        document=document_summary(corpus, passage.document),
        score=round(float(score), 4),
        highlights=highlights,
        speaker=author(document),
        role=passage.paragraph.role,
        uses_words=uses_words,
        tone=tone_of(passage),
    )
