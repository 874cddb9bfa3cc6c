"""What every composer works with: the context of a question, quotations, and the draft of an answer."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

import numpy as np

from graph.lexical import terms
from graph.passage import Passage
from graph.store import Store
from ingest.annotation.speaker import speaker
from ingest.document import Document, Judgement, Span
from ontology.vocabulary import ID, vocabulary
from qa_service.asking import content
from qa_service.feature import rarity
from qa_service.period import Period
from qa_service.question import Question
from qa_service.retrieval import Ranking

Graded = tuple[int, Judgement]
"""A judgement with the number of its document."""
OVERALL = f"{ID}area/overall"


def overall_grade(document: Document) -> str | None:
    """The grade of overall effectiveness that a document prints, if it prints one."""
    return next((judgement.grade for judgement in document.judgements if judgement.area == OVERALL), None)


_FILTERED: Mapping[str, Callable[[Document], str | None]] = {
    "authority": lambda document: document.authority and document.authority.rsplit("/", 1)[1],
    "kind": lambda document: document.kind,
    "speaker": speaker,
    "judgement": overall_grade,
}
"""What of a document has to be as a filter of that name says."""
_NAME = re.compile(r"(?<!^)\b[A-Z][a-z]\w+(?: [A-Z][a-z]\w+)*")
_POINTS_BACK = re.compile(r"(?:it|its|they|their|this|these|both|others?|some)\b", re.I)
EVIDENCE_LIMIT = 20
QUOTE_LIMIT = 12
NAMES_SUBJECT = 0.3
"""What it adds to the score of a row, where documents are compared, that it names the subject."""
CROWDING = 0.99
"""By what the score of a document's next row is multiplied for each that stands before it."""
CONSIDERED = 600
"""So many of the best rows are compared."""
RELATED_SHARE = 0.3
"""A passage without the words is related if it is at least so near to the subject as this share of the nearest."""
TELLING_NOTHING = ("judgement", "front-matter")
"""Roles of passages that only name what they are near to: headings with a grade, title pages."""
WHOLE_PARAGRAPH = 320
"""A paragraph of no more characters is quoted whole."""
BEST = 5
BEST_PARAGRAPH = 800
"""So is one of the best few of no more than these."""
PARTICULAR = 2.5
"""Rarity from which a concept that is named is what a question is about: one in twelve passages mentions it, or fewer."""
PEOPLE = f"{ID}actor/people"
"""Groups of people: what is asked of them is what a question is about, or the theme of their name."""
COMMON = 2.0
"""Rarity below which a concept, such as inspectors or families, is not what a question is about that names others too."""
MEANT = 0.25
"""How probably what answers mentions a concept from which it is as if the question had named it."""
NAMED = 5.0
"""How much more it tells that a sentence names the subject than that it has one of the question's words."""


@dataclass(frozen=True)
class Quote:
    """A stretch of a passage to be quoted."""

    row: int
    span: Span


@dataclass(frozen=True)
class Direction:
    """What tells how something moved over time: statements, the quotations that they rest on, the query that recomputes them.

    The statements alone, where no document tells it.
    """

    lead: tuple[str, ...]
    quotes: tuple[Quote, ...] = ()
    sparql: str = ""


@dataclass(frozen=True)
class Draft:
    """What a composer makes. lead: statements that the query recomputes. quotes: in the order of the answer.

    rows: the evidence, best first. grades: the grade in force at the time of a document that is quoted, by the number of
    that document; with the number of the one that prints it. direction: how the subject moved, where the answer says so.
    queries: those that recompute what `sparql` does not, by what they give. counted: what `lead` counts, as pairs of a
    variable of `sparql` (None for its rows) and how many different values of it the query has to give. sides: what is
    compared, each by its name with its documents. on_record: whether it begins with people whom a document names in a post.
    refusal: why there is no answer, in words for the reader; then nothing else counts.
    """

    lead: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = ()
    rows: tuple[int, ...] = ()
    sparql: str = ""
    refusal: str = ""
    kind: str = ""
    grades: Mapping[int, Graded] = field(default_factory=dict)
    direction: Direction | None = None
    queries: Mapping[str, str] = field(default_factory=dict)
    counted: tuple[tuple[str | None, int], ...] = ()
    sides: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    on_record: bool = False


@dataclass(frozen=True)
class Context:
    """The store, the question and the ranking, with what follows from them."""

    store: Store
    question: Question
    ranking: Ranking
    filters: dict[str, str] = field(default_factory=dict)

    def passage(self, row: int) -> Passage:
        return self.store.corpus.passages[row]

    def document(self, row: int) -> Document:
        return self.store.corpus.documents[self.passage(row).document]

    @cached_property
    def scope(self) -> tuple[int, ...]:
        """The documents searched: those of the authorities asked about, by name or by region, and those about none."""
        wanted = self.question.authorities or authorities_of_regions(self.question.text)
        documents = self.store.corpus.documents
        numbers = [i for i, document in enumerate(documents) if self._passes(document)]
        present = {documents[i].authority for i in numbers} & set(wanted)
        return tuple(
            i for i in numbers if not present or documents[i].authority in present or documents[i].authority is None
        )

    def _passes(self, document: Document) -> bool:
        if any(
            value and name in _FILTERED and _FILTERED[name](document) != value for name, value in self.filters.items()
        ):
            return False
        start, end = self.filters.get("from", ""), self.filters.get("to", "")
        if not (start or end):
            return True
        return document.date is not None and Period(start or None, end or None, "").covers(document.date)

    @cached_property
    def scope_in_period(self) -> tuple[int, ...]:
        """The documents in scope of the periods asked for; all in scope if none is asked for or none fits."""
        if not (self.question.periods or self.question.occasions):
            return self.scope
        rows = self.store.corpus.rows_of_document
        fitting = tuple(i for i in self.scope if rows[i] and self.ranking.features["date"][rows[i][0]] > 0)
        return fitting or self.scope

    @cached_property
    def order(self) -> tuple[int, ...]:
        """The rows in scope, best first."""
        order = self.ranking.order
        return tuple(order[np.isin(self.store.corpus.document_of_row[order], self.scope)].tolist())

    @cached_property
    def concepts(self) -> dict[str, float]:
        """How surely the question is about each concept, from 0 to 1, by name or by what it means."""
        found = dict(self.question.concepts)
        for iri, probable in self.ranking.meant.items():
            found[iri] = max(found.get(iri, 0.0), min(1.0, probable / MEANT))
        return found

    @cached_property
    def main_concepts(self) -> tuple[str, ...]:
        """The concepts that the question is chiefly about: the most telling that it names or means, and those nearly so.

        One that it means counts if it names none but those that passages mention at every turn, such as families.
        """
        rows = self.store.corpus.rows_of_concept
        named = {iri: weight for iri, weight in self.question.concepts.items() if iri in rows}
        people = vocabulary().narrower(PEOPLE)
        is_particular = any(
            weight >= 1 and iri not in people and rarity(self.store, iri) >= PARTICULAR for iri, weight in named.items()
        )
        weights = named if is_particular else {iri: weight for iri, weight in self.concepts.items() if iri in rows}
        telling = {iri: weight * rarity(self.store, iri) for iri, weight in weights.items()}
        if self._asks_for_more:
            telling = {iri: value for iri, value in telling.items() if rarity(self.store, iri) >= COMMON} or telling
        if not telling:
            return ()
        highest = max(telling.values())
        chiefly = {iri for iri, value in telling.items() if value >= 0.75 * highest > 0}
        return tuple(sorted({self._named_broader(iri) for iri in chiefly}))

    @property
    def _asks_for_more(self) -> bool:
        """Whether the question has telling words beside those by which it names concepts that passages mention at every turn."""
        naming = {stem for found in (*self.question.themes, *self.question.actors) for stem in terms(found.words)}
        return bool(set(terms(content(self.question.subject))) - naming)

    def _named_broader(self, iri: str) -> str:
        """The concept that the question names in words and that a concept it only means is a part of; else that itself."""
        named = [each for each, weight in self.question.concepts.items() if weight >= 1]
        return next((each for each in named if iri not in named and iri in vocabulary().narrower(each)), iri)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Names in the question that the vocabulary does not have and the documents do, such as that of a charity."""
        if any(iri in self.store.corpus.rows_of_concept for iri in self.question.concepts):
            return ()
        councils = {vocabulary().label(iri) for iri in self.question.authorities}
        names = [name for name in dict.fromkeys(_NAME.findall(self.question.subject)) if name not in councils]
        text = "\n".join(self.passage(row).text for row in self._all_rows)
        return tuple(
            name
            for name in names
            if name.lower() not in self._common_words and re.search(rf"\b{re.escape(name)}\b", text)
        )

    @cached_property
    def _common_words(self) -> frozenset[str]:
        return frozenset(word for row in self._all_rows for word in re.findall(r"\b[a-z]+\b", self.passage(row).text))

    @cached_property
    def _all_rows(self) -> tuple[int, ...]:
        return tuple(row for number in self.scope for row in self.store.corpus.rows_of_document[number])

    @cached_property
    def uses_words(self) -> frozenset[int]:
        """The rows in scope that name what the question is chiefly about; a narrower theme counts."""
        if self.names:
            pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, self.names)) + r")\b")
            return frozenset(row for row in self._all_rows if pattern.search(self.passage(row).text))
        wanted = {lower for iri in self.main_concepts for lower in (iri, *vocabulary().narrower(iri))}
        rows = {row for iri in wanted for row in self.store.corpus.rows_of_concept.get(iri, ())}
        return frozenset(rows & set(self._all_rows))

    @cached_property
    def related(self) -> tuple[int, ...]:
        """The rows in scope that do not name the subject but are near to it in concepts and in meaning, the nearest first."""
        near = self.ranking.features["concepts"] + self.ranking.features["meanings"]
        floor = RELATED_SHARE * float(near.max(initial=0.0))
        rows = [
            row
            for row in self.order
            if near[row] >= floor > 0
            and row not in self.uses_words
            and self.passage(row).paragraph.role not in TELLING_NOTHING
        ]
        return tuple(sorted(rows, key=lambda row: -float(near[row])))

    def quote(self, row: int) -> Quote:
        """The stretch of a passage that says most about the question: the whole if it is short, or of the best."""
        passage = self.passage(row)
        whole = BEST_PARAGRAPH if row in self.order[:BEST] else WHOLE_PARAGRAPH
        if len(passage.text) <= whole or len(passage.sentences) == 1:
            return Quote(row, (0, len(passage.text)))
        asked = set(terms(self.question.subject)) | {
            stem for iri in self.main_concepts for stem in self._naming_stems(iri)
        }
        best = int(self.ranking.best_sentence[row])

        named = self.mentions(row)

        def telling(index: int) -> tuple[float, int]:
            start, end = passage.sentences[index]
            names = any(start <= place < end for place in named)
            overlap = len(asked & set(terms(passage.text[start:end])))
            return NAMED * names + overlap + (1.0 if index == best else 0.0), -index

        first = max(range(len(passage.sentences)), key=telling)
        start, end = passage.sentences[first]
        if first + 1 < len(passage.sentences) and end - start < WHOLE_PARAGRAPH:
            end = passage.sentences[first + 1][1]
        return Quote(row, (start, end))

    def mentions(self, row: int) -> list[int]:
        """Where in a passage the concepts that the question is chiefly about are named."""
        passage = self.passage(row)
        wanted = {lower for iri in self.main_concepts for lower in (iri, *vocabulary().narrower(iri))}
        mentions = self.document(row).mentions
        return [m.span[0] for m in mentions if m.paragraph == passage.index and m.concept in wanted]

    def is_on_subject(self, row: int, span: Span) -> bool:
        """Whether a sentence of a passage names what the question is chiefly about, or points back to one that does.

        Where that has no name, the sentence of the passage that fits the question best is on it.
        """
        passage = self.passage(row)
        place = passage.sentences.index(span)
        if not (self.main_concepts or self.names):
            return place == int(self.ranking.best_sentence[row])
        if self._names_subject(row, span):
            return True
        points_back = place > 0 and _POINTS_BACK.match(passage.text[slice(*span)])
        return bool(points_back) and self._names_subject(row, passage.sentences[place - 1])

    def _names_subject(self, row: int, span: Span) -> bool:
        if self.names:
            return any(name in self.passage(row).text[slice(*span)] for name in self.names)
        return any(span[0] <= place < span[1] for place in self.mentions(row))

    @staticmethod
    def _naming_stems(iri: str) -> set[str]:
        known = vocabulary()
        concept = known.themes.get(iri) or known.actors.get(iri)
        return {stem for label in (concept.labels if concept else ()) for stem in terms(label)}


def ranked(context: Context, first: Iterable[int] = (), limit: int = EVIDENCE_LIMIT) -> tuple[int, ...]:
    """The rows of `first` and then the best of the ranking, each once, up to `limit`; of a name, those that have it."""
    chosen = dict.fromkeys(first)
    others = (row for row in context.order if row not in chosen and (not context.names or row in context.uses_words))
    return (*chosen, *islice(others, max(0, limit - len(chosen))))


def side_of(context: Context, draft: Draft, quote: Quote) -> str | None:
    """The name of the side of a comparison that a quotation speaks for; None where nothing is compared."""
    number = context.passage(quote.row).document
    return next((name for name, numbers in draft.sides.items() if number in numbers), None)


def by_document(context: Context, quotes: Sequence[Quote]) -> list[Quote]:
    """`quotes` with those of one document together, the documents in the order of the first of each."""
    places: dict[int, int] = {}
    for quote in quotes:
        places.setdefault(context.passage(quote.row).document, len(places))
    return sorted(quotes, key=lambda quote: places[context.passage(quote.row).document])


def in_order_of_date(context: Context, quotes: Sequence[Quote]) -> list[Quote]:
    """`quotes` by the date of their document, those of one document in its own order; the undated last."""
    return sorted(quotes, key=lambda quote: (context.document(quote.row).date or "9999", quote.row))


def spread(context: Context, documents: Collection[int], limit: int = EVIDENCE_LIMIT) -> list[int]:
    """The best rows of `documents`, each document counting a little less with every row that it already has there.

    Without this the document with most to say takes all the places and the years between fall silent. Rows that name
    what the question is chiefly about count a little more.
    """
    scores = {
        row: float(context.ranking.scores[row]) + NAMES_SUBJECT * (row in context.uses_words)
        for row in context.order[:CONSIDERED]
        if context.passage(row).document in documents
    }
    waiting: dict[int, list[int]] = defaultdict(list)
    for row in sorted(scores, key=lambda row: -scores[row]):
        waiting[context.passage(row).document].append(row)
    chosen: list[int] = []
    taken: Counter[int] = Counter()
    while waiting and len(chosen) < limit:
        best = max(waiting, key=lambda number: (scores[waiting[number][0]] * CROWDING ** taken[number], -number))
        chosen.append(waiting[best].pop(0))
        taken[best] += 1
        if not waiting[best]:
            del waiting[best]
    return chosen


def authorities_of_regions(text: str) -> tuple[str, ...]:
    """The authorities of the regions that `text` names, such as London."""
    known = vocabulary().authorities.values()
    regions = {authority.region for authority in known if authority.region}
    named = {region for region in regions if re.search(rf"\b{re.escape(region)}\b", text, re.I)}
    return tuple(authority.iri for authority in known if authority.region in named)


def documents_of_period(context: Context) -> tuple[int, ...]:
    """The documents in scope from the periods asked for, of the kinds asked for: all in scope if neither is, and no others."""
    documents = context.store.corpus.documents
    periods, kinds = context.question.periods, context.question.document_kinds
    return tuple(
        i
        for i in context.scope
        if (not kinds or documents[i].kind in kinds)
        and (not periods or any(period.covers(documents[i].date, roughly=True) for period in periods))
    )


def subject_label(context: Context) -> str:
    """What the question is about, in the vocabulary's words, or in its own."""
    if context.names:
        return " or ".join(context.names)
    known = vocabulary()
    labels = [known.label(iri) for iri in context.main_concepts]
    return " or ".join(dict.fromkeys(labels)) if labels else f"“{context.question.subject.strip(' ?')}”"
