"""Responses to a recommendation are the later paragraphs that speak of the same thing."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny import paragraph

import graph.response
from graph.passage import Corpus, corpus
from graph.response import CLOSE, ENOUGH, LEAST, LIMIT, PRIOR, RARITY, Response, reason, responses
from graph.store import Store
from graph.vector import Vectors
from ingest.document import Document, Mention, Paragraph
from ontology.vocabulary import ID

THEMES = {
    "return home interviews": f"{ID}theme/return-home-interviews",
    "pathway plans": f"{ID}theme/pathway-plans",
    "adoption": f"{ID}theme/adoption",
    "children": f"{ID}theme/children-in-care",
}
"""Words of the invented documents that name a theme."""
ASKED = "Make sure that return home interviews are timely for all children."
OTHERS = (
    "The council has found more homes for brothers and sisters.",
    "Foster carers praise the training that they are given.",
    "Elected members visit every office once in each year.",
    "Pathway plans are written with young people and pathway plans are up to date.",
    "Matching panels for adoption meet each fortnight.",
)
"""Paragraphs on other things, which make a theme of one paragraph rare."""


def document(date: str | None, *paragraphs: str | Paragraph) -> Document:
    """A document of the authority from `date`, whose paragraphs are findings unless they are given as paragraphs."""
    made = tuple(paragraph(one) if isinstance(one, str) else one for one in paragraphs)
    mentions = tuple(
        Mention(index, (place, place + len(words)), iri, words, "preferred-label")
        for index, one in enumerate(made)
        for words, iri in THEMES.items()
        for place in range(len(one.text))
        if one.text.lower().startswith(words, place)
    )
    return Document("invented.txt", "0" * 64, (0, 1), date=date, paragraphs=made, mentions=mentions)


def asked(text: str = ASKED, role: str = "recommendation") -> Paragraph:
    return paragraph(text, role=role)


def vectors_of(made: Corpus) -> Vectors:
    """Vectors by the words of a text alone: one dimension for each."""
    texts = [passage.text for passage in made.passages]
    sentences = [passage.text[start:end] for passage in made.passages for start, end in passage.sentences]
    words = sorted({word for text in texts for word in text.lower().strip(".").split()})
    counts = [Counter(text.lower().strip(".").split()) for text in (*texts, *sentences)]
    table = np.array([[count[word] for word in words] for count in counts], dtype=np.float64)
    table /= np.linalg.norm(table, axis=1, keepdims=True)
    rows = [row for row, passage in enumerate(made.passages) for _ in passage.sentences]
    return Vectors(table[: len(texts)], table[len(texts) :], np.array(rows))


def found(*documents: Document) -> tuple[Response, ...]:
    made = corpus(documents)
    return responses(made, range(len(documents)), vectors_of(made))


def answers(*documents: Document) -> list[str]:
    """The words of the responses in `documents`, in order."""
    texts = {passage.iri: passage.text for passage in corpus(documents).passages}
    return [texts[response.paragraph] for response in found(*documents)]


EARLIER = document("2017-09-04", asked(), *OTHERS)
TIMELY = "Now return home interviews are timely for most children."


# Which paragraphs answer


def test_a_later_paragraph_that_speaks_of_the_same_thing_is_a_response() -> None:
    [response] = found(EARLIER, document("2018-07-09", TIMELY, *OTHERS))
    assert response.recommendation.startswith(f"{ID}document/unattributed/other/2017-09-04/p/")
    assert response.paragraph.startswith(f"{ID}document/unattributed/other/2018-07-09/p/")
    assert 0.5 < response.strength < CLOSE
    assert response.reason == "Both speak of children in care and return home interviews."


def test_an_item_that_needs_to_improve_is_answered_as_a_recommendation_is() -> None:
    earlier = document("2017-09-04", asked(role="improvement"), *OTHERS)
    assert answers(earlier, document("2018-07-09", TIMELY, *OTHERS)) == [TIMELY]


def test_a_recommendation_that_is_made_again_is_a_response() -> None:
    assert answers(EARLIER, document("2018-07-09", asked(TIMELY), *OTHERS)) == [TIMELY]


@pytest.mark.parametrize("date", ["2017-09-04", "2017-09-03", "2017-09", "2017", None])
def test_what_is_not_sure_to_be_later_is_no_response(date: str | None) -> None:
    assert answers(EARLIER, document(date, TIMELY, *OTHERS)) == []


def test_what_a_document_says_itself_is_no_response_to_it() -> None:
    assert answers(document("2017-09-04", asked(), TIMELY, *OTHERS)) == []


@pytest.mark.parametrize("role", ["judgement", "table", "front-matter", "information", "note", "colophon"])
def test_grades_tables_and_titles_are_no_responses(role: str) -> None:
    later = document("2018-07-09", paragraph(TIMELY, role=role), *OTHERS)
    assert answers(EARLIER, later) == []


def test_a_finding_is_not_answered() -> None:
    assert answers(document("2017-09-04", ASKED, *OTHERS), document("2018-07-09", TIMELY, *OTHERS)) == []


def test_a_theme_that_all_speak_of_is_no_reason() -> None:
    assert answers(EARLIER, document("2018-07-09", "All children are well.", *OTHERS)) == []


def test_a_rare_theme_is_no_reason_where_the_words_are_far_apart() -> None:
    said = "Nobody could tell us how many of those return home interviews there had been, or where."
    assert answers(EARLIER, document("2018-07-09", said, *OTHERS)) == []


def test_the_best_sentence_counts() -> None:
    said = f"Elected members visit. {TIMELY} Foster carers praise the training."
    [response] = found(EARLIER, document("2018-07-09", said, *OTHERS))
    [alone] = found(EARLIER, document("2018-07-09", TIMELY, *OTHERS))
    assert response.reason == alone.reason
    assert response.strength == pytest.approx(alone.strength, abs=0.05)


def test_themes_of_different_sentences_do_not_count_together() -> None:
    apart = "Return home interviews. Make sure that all are timely. For children."
    assert answers(EARLIER, document("2018-07-09", apart, *OTHERS)) == []


def test_of_each_later_document_the_best_are_taken() -> None:
    said = [f"{when} return home interviews are timely for all children." for when in ("Now", "Still", "Again", "Soon")]
    best = "Make sure that return home interviews are timely for all children again."
    on_other_things = document("2016", *(f"Paragraph {number} is on something else." for number in range(40)))
    later = [document(date, *said, best, *OTHERS) for date in ("2018-07-09", "2019-07-09")]
    first = answers(on_other_things, EARLIER, later[0])
    assert best in first
    assert len(first) == LIMIT == 3
    assert len(answers(on_other_things, EARLIER, *later)) == 2 * LIMIT


def test_where_nothing_is_asked_or_nothing_said_there_is_no_response() -> None:
    assert responses(corpus([]), [], Vectors(np.zeros((0, 4)), np.zeros((0, 4)), np.zeros(0))) == ()
    assert found(EARLIER) == ()
    assert found(document("2017-09-04", asked()), document("2018-07-09")) == ()


# The reason


def test_a_reason_names_the_rarest_themes_and_says_when_the_wording_is_close() -> None:
    known = [f"{ID}theme/{key}" for key in ("return-home-interviews", "pathway-plans", "adoption", "permanence")]
    assert reason(known[:1], 0.5) == "Both speak of return home interviews."
    assert reason(known, 0.5) == "Both speak of return home interviews, pathway plans and adoption."
    assert reason(known[:1], CLOSE) == "Both speak of return home interviews. The wording is close."
    assert reason([], 0.9) == "The wording is close."


def test_the_same_words_are_a_response_without_any_theme() -> None:
    same = "Foster carers praise the training that they are given."
    [response] = found(document("2017-09-04", asked(same), TIMELY), document("2018-07-09", same, TIMELY))
    assert (response.strength, response.reason) == (1.0, "The wording is close.")


# The score


def cosine(one: np.ndarray, other: np.ndarray) -> float:
    lengths = float(np.linalg.norm(one) * np.linalg.norm(other))
    return float(one @ other) / lengths if lengths else 0.0


def scored_one_by_one(made: Corpus, vectors: Vectors) -> dict[tuple[str, str], float]:
    """The score of each later paragraph that is enough, pair by pair; all is in one section of each document."""
    sections = [np.flatnonzero(made.document_of_row == number) for number in range(len(made.documents))]
    whole = vectors.paragraphs.mean(axis=0)
    averages = [
        (vectors.paragraphs[rows].sum(axis=0) + PRIOR * whole) / (len(rows) + PRIOR) if len(rows) else whole
        for rows in sections
    ]
    named = Counter(iri for iris in made.concepts for iri in iris)
    scores: dict[tuple[str, str], float] = {}
    for row, asking in enumerate(made.passages):
        for other, said in enumerate(made.passages):
            dates = [str(made.documents[passage.document].date) for passage in (asking, said)]
            if asking.paragraph.role != "recommendation" or not dates[0] < dates[1]:
                continue
            for place, sentence in enumerate(np.flatnonzero(vectors.sentence_rows == other)):
                near = cosine(
                    vectors.paragraphs[row] - averages[asking.document],
                    vectors.sentences[sentence] - averages[said.document],
                )
                start, end = said.sentences[place]
                words = said.text[start:end].lower()
                both = {iri for label, iri in THEMES.items() if label in words and label in asking.text.lower()}
                rarity = sum(math.log(len(made.passages) / named[iri]) for iri in both)
                score = near + RARITY * rarity
                if near >= LEAST and score >= ENOUGH:
                    scores[asking.iri, said.iri] = max(score, scores.get((asking.iri, said.iri), 0.0))
    return scores


texts = st.lists(st.sampled_from([ASKED, TIMELY, *OTHERS]), min_size=1, max_size=3).map(" ".join)
papers = st.lists(st.tuples(texts, st.sampled_from(["finding", "recommendation"])), min_size=1, max_size=4)


@given(st.lists(papers, min_size=2, max_size=3), st.integers(0, 2**32 - 1))
def test_the_responses_are_those_that_score_enough_one_by_one(
    written: Sequence[Sequence[tuple[str, str]]], seed: int
) -> None:
    made = corpus(
        [
            document(f"201{number}", *(paragraph(text, role=role) for text, role in rows))
            for number, rows in enumerate(written)
        ]
    )
    words, noise = vectors_of(made), np.random.default_rng(seed)
    vectors = Vectors(
        words.paragraphs + noise.normal(0, 0.1, words.paragraphs.shape),
        words.sentences + noise.normal(0, 0.1, words.sentences.shape),
        words.sentence_rows,
    )
    expected = scored_one_by_one(made, vectors)
    kept = responses(made, range(len(made.documents)), vectors)
    assert [(response.recommendation, response.paragraph) for response in kept] == sorted(
        pair
        for pair, score in expected.items()
        if sum(
            (-other, iri) < (-score, pair[1])
            for (asking, iri), other in expected.items()
            if asking == pair[0] and iri.split("/p/")[0] == pair[1].split("/p/")[0]
        )
        < LIMIT
    )


@given(st.permutations(range(3)))
def test_the_order_of_documents_does_not_matter(order: Sequence[int]) -> None:
    written = (EARLIER, document("2018-07-09", TIMELY, *OTHERS), document("2019-07-09", *OTHERS, TIMELY))
    assert found(*(written[number] for number in order)) == found(*written)


def test_the_responses_are_the_same_however_many_recommendations_are_compared_together(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    written = (document("2017-09-04", asked(), asked(TIMELY), *OTHERS), document("2018-07-09", TIMELY, ASKED, *OTHERS))
    whole = found(*written)
    monkeypatch.setattr(graph.response, "CHUNK", 1)
    assert found(*written) == whole
    assert len({response.recommendation for response in whole}) == 2


# In a store


def test_recommendations_of_the_sample_are_answered_by_later_papers(sample: Store) -> None:
    texts = {passage.iri: passage.text for passage in sample.corpus.passages}
    northmere = f"{ID}document/northmere"
    on_interviews = [
        response
        for response in sample.links["northmere"].responses
        if response.recommendation == f"{northmere}/sif/2016-11-28/p/4"
    ]
    visit = next(response for response in on_interviews if "/monitoring-visit/" in response.paragraph)
    assert texts[visit.paragraph].startswith("Far more children are offered an independent return home interview")
    assert visit.reason == "Both speak of return home interviews."
    assert 0.5 < visit.strength < 0.8
    counts = Counter(response.paragraph.split("/p/")[0] for response in on_interviews)
    assert set(counts) >= {
        f"{northmere}/{paper}" for paper in ("ilacs-standard/2019-11-15", "focused-visit/2021-11-23")
    }
    assert max(counts.values()) <= LIMIT
