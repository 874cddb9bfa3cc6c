"""Responses: paragraphs of later documents of an authority that speak of what a recommendation asked for."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence

import numpy as np
from scipy import sparse

from graph.incidence import incidence
from graph.link import Response
from graph.passage import Corpus
from graph.succession import is_before
from graph.vector import Vectors
from graph.wording import listed
from ingest.document import Mention
from ontology.vocabulary import ID, vocabulary

RECOMMENDING = frozenset({"recommendation", "improvement"})
SPEAKING = frozenset({"finding", "recommendation", "improvement", "text"})
"""The roles of paragraphs that may answer a recommendation: no grades, tables, title pages or facts about the area."""
ENOUGH = 0.85
"""The score from which a paragraph is a response."""
RARITY = 0.1
"""What a unit of the rarity of shared themes counts, beside a cosine."""
LIMIT = 3
"""How many paragraphs of one document may be responses to one recommendation."""
LEAST = 0.2
"""The strength below which themes are shared by chance, however rare."""
CLOSE = 0.7
"""The strength from which the wording is called close."""
MOST_NAMED = 3
"""How many shared themes a reason names."""
PRIOR = 6
"""How many paragraphs the average of the authority counts in that of a section: it steadies the average of a short one."""
CHUNK = 200
"""Recommendations that are compared together: what is in memory is CHUNK times the sentences of the authority."""
DECIMALS = 6
"""Scores that differ by less are the same: what is kept is not left to the last bit."""


def responses(corpus: Corpus, numbers: Sequence[int], vectors: Vectors) -> tuple[Response, ...]:
    """The responses among the documents `numbers`, which are those of one authority, in the order of the addresses.

    A paragraph is scored by its best sentence, and a sentence by

        cosine + RARITY · Σ ln(paragraphs of the authority ÷ those of them that name the theme)

    over the themes that it shares with the recommendation. The cosine, which is the strength of the response, is that
    of the embeddings of sentence and recommendation, each without the average of its section: headings are embedded
    with every text, and make all texts under one heading alike.

    Measured on 146 inspection reports of 51 authorities, by reading pairs drawn at random. About the same thing were 41
    of 42 pairs with a score of 0.9 or more, 11 of 14 between 0.8 and 0.9, 8 of 14 between 0.7 and 0.8. Of 110 drawn from
    those kept, 102 were. Kept are 720, which are on 445 of the 1,319 recommendations that have a later document.
    """
    rows = [row for number in numbers for row in corpus.rows_of_document[number]]
    asking = [row for row in rows if _is_dated_and(corpus, row, RECOMMENDING)]
    speaking = [row for row in rows if _is_dated_and(corpus, row, SPEAKING) and corpus.passages[row].sentences]
    if not asking or not speaking:
        return ()
    rarity = _rarity(corpus, rows)
    asked = [{iri for iri in corpus.concepts[row] if iri in rarity} for row in asking]
    said = _themes_of_sentences(corpus, speaking)
    of_asking, of_sentences = _directions(corpus, rows, asking, speaking, vectors)
    starts = np.cumsum([0, *(len(corpus.passages[row].sentences) for row in speaking)])
    found: dict[tuple[int, int], list[tuple[float, str, Response]]] = defaultdict(list)
    for first in range(0, len(asking), CHUNK):
        chunk = slice(first, first + CHUNK)
        cosines = (of_asking[chunk] @ of_sentences.T).round(DECIMALS)
        scores = (cosines + RARITY * _shared_rarity(asked[chunk], said, rarity)).round(DECIMALS)
        scores[cosines < LEAST] = -np.inf
        best = np.maximum.reduceat(scores, starts[:-1], axis=1)
        best[~_are_later(corpus, asking[chunk], speaking)] = -np.inf
        for one, other in np.argwhere(best >= ENOUGH).tolist():
            sentence = starts[other] + np.argmax(scores[one, starts[other] : starts[other + 1]])
            strength = round(min(float(cosines[one, sentence]), 1.0), 2)
            themes = sorted(asked[first + one] & said[sentence], key=lambda iri: (-rarity[iri], iri))
            asks, speaks = corpus.passages[asking[first + one]], corpus.passages[speaking[other]]
            response = Response(asks.iri, speaks.iri, strength, reason(themes, strength))
            found[first + one, speaks.document].append((-best[one, other], speaks.iri, response))
    kept = [response for several in found.values() for *_, response in sorted(several, key=lambda it: it[:2])[:LIMIT]]
    return tuple(sorted(kept, key=lambda response: (response.recommendation, response.paragraph)))


def reason(themes: Sequence[str], strength: float) -> str:
    """Why a paragraph is a response, in words; themes: those that it shares with the recommendation, the rarest first."""
    labels = [vocabulary().label(iri) for iri in themes[:MOST_NAMED]]
    words = [f"Both speak of {listed(labels)}."] if labels else []
    return " ".join([*words, "The wording is close."] if strength >= CLOSE else words)


def _is_dated_and(corpus: Corpus, row: int, roles: Collection[str]) -> bool:
    """Whether the passage has one of `roles`, in a document whose date is known."""
    passage = corpus.passages[row]
    return passage.paragraph.role in roles and corpus.documents[passage.document].date is not None


def _are_later(corpus: Corpus, asking: Sequence[int], speaking: Sequence[int]) -> np.ndarray:
    """Whether each speaking passage is in a later document than each that asks: shape (asking, speaking)."""
    dates = [corpus.documents[corpus.passages[row].document].date or "" for row in (*asking, *speaking)]
    days = sorted(set(dates))
    before = np.array([[is_before(one, other) for other in days] for one in days])
    places = np.array([days.index(date) for date in dates])
    later: np.ndarray = before[places[: len(asking)][:, None], places[len(asking) :]]
    return later


def _rarity(corpus: Corpus, rows: Sequence[int]) -> dict[str, float]:
    """The logarithm of how many times fewer than all `rows` name a theme, for each theme that one of them names."""
    counts = Counter(iri for row in rows for iri in corpus.concepts[row] if iri.startswith(f"{ID}theme/"))
    return {iri: math.log(len(rows) / count) for iri, count in counts.items()}


def _themes_of_sentences(corpus: Corpus, rows: Sequence[int]) -> list[set[str]]:
    """The themes that each sentence of the passages at `rows` names, in order."""
    named: dict[tuple[int, int], list[Mention]] = defaultdict(list)
    for number in {corpus.passages[row].document for row in rows}:
        for mention in corpus.documents[number].mentions:
            if mention.concept.startswith(f"{ID}theme/"):
                named[number, mention.paragraph].append(mention)
    found: list[set[str]] = []
    for passage in (corpus.passages[row] for row in rows):
        sentences: list[set[str]] = [set() for _ in passage.sentences]
        for mention in named[passage.document, passage.index]:
            place = bisect_right(passage.sentences, mention.span[0], key=lambda span: span[0])
            sentences[max(place - 1, 0)].add(mention.concept)
        found += sentences
    return found


def _shared_rarity(
    asked: Sequence[Collection[str]], said: Sequence[Collection[str]], rarity: Mapping[str, float]
) -> np.ndarray:
    """The rarity of the themes that each of `asked` shares with each of `said`, summed: shape (asked, said)."""
    themes = sorted(rarity)
    weights = sparse.diags([rarity[iri] for iri in themes])
    shared: np.ndarray = (incidence(asked, themes) @ weights @ incidence(said, themes).T).toarray()
    return shared


def _directions(
    corpus: Corpus, rows: Sequence[int], asking: Sequence[int], speaking: Sequence[int], vectors: Vectors
) -> tuple[np.ndarray, np.ndarray]:
    """The vectors, of length one, of the passages that ask, and of the sentences of those that speak, each without the
    average of its section: shapes (asking, 384) and (sentences, 384), float64.

    `rows` are all those of the authority, in ascending order.
    """
    averages = _averages_of_sections(corpus, rows, vectors)
    firsts, lasts = (np.searchsorted(vectors.sentence_rows, speaking, side) for side in ("left", "right"))
    sentences = np.concatenate([np.arange(first, last) for first, last in zip(firsts, lasts, strict=True)])
    of_asking = vectors.paragraphs[asking] - averages[np.searchsorted(rows, asking)]
    of_sentences = vectors.sentences[sentences] - averages[np.searchsorted(rows, vectors.sentence_rows[sentences])]
    return _of_length_one(of_asking), _of_length_one(of_sentences)


def _averages_of_sections(corpus: Corpus, rows: Sequence[int], vectors: Vectors) -> np.ndarray:
    """The average vector of the section of each of `rows`, with that of all rows as `PRIOR` more: shape (rows, 384)."""
    of_rows = vectors.paragraphs[rows].astype(np.float64)
    places: dict[tuple[int, int | None], list[int]] = defaultdict(list)
    for place, passage in enumerate(corpus.passages[row] for row in rows):
        places[passage.document, passage.paragraph.section].append(place)
    averages = np.empty_like(of_rows)
    for section in places.values():
        averages[section] = (of_rows[section].sum(axis=0) + PRIOR * of_rows.mean(axis=0)) / (len(section) + PRIOR)
    return averages


def _of_length_one(vectors: np.ndarray) -> np.ndarray:
    """`vectors` by their lengths; one of length nought stays so."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    scaled: np.ndarray = np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0)
    return scaled
