"""Themes, and actors and themes, that stand in the same paragraphs more often than by chance."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import networkx as nx
import numpy as np
import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2_contingency
from tiny import corpus_of

from graph.network import (
    MIN_TOGETHER,
    SIGNIFICANT,
    association_network,
    association_sentence,
    g_squared,
    related_themes,
)
from graph.passage import Corpus, corpus
from graph.store import Store
from graph.wording import listed, times_as_often
from ontology.vocabulary import ID, vocabulary

CARE, COURT, MISSING, SCHOOL, HEALTH = (f"theme/{name}" for name in ("care", "court", "missing", "school", "health"))
POLICE, NURSES = "actor/police", "actor/nurses"
ROWS = (
    *[(CARE, COURT)] * 8,
    *[(CARE,)] * 2,
    *[(COURT, HEALTH)] * 2,
    *[(MISSING, POLICE)] * 5,
    *[(POLICE, NURSES)] * 5,
    *[(SCHOOL, CARE)] * 3,
    *[(SCHOOL,)] * 3,
    *[()] * 12,
)
"""What forty paragraphs mention. Care is in 13 of them and court in 10, 8 of which they share; missing is in 5 and the
police in 10, and they share 5; so do police and nurses, who are no themes; school meets care thrice, which is chance;
and court and health meet twice only."""


def corpus_of_rows(rows: tuple[tuple[str, ...], ...]) -> Corpus:
    return corpus_of(*((f"Paragraph {number}.", row) for number, row in enumerate(rows)))


@pytest.fixture(scope="module")
def network() -> nx.Graph:
    return association_network(corpus_of_rows(ROWS))


# Which are associated


def test_every_theme_and_actor_has_the_number_of_paragraphs_that_name_it(network: nx.Graph) -> None:
    assert dict(network.nodes(data="paragraphs")) == {
        f"{ID}{concept}": count
        for concept, count in (
            (CARE, 13),
            (COURT, 10),
            (HEALTH, 2),
            (MISSING, 5),
            (SCHOOL, 6),
            (POLICE, 10),
            (NURSES, 5),
        )
    }


def test_lift_is_how_many_times_more_often_two_stand_together_than_by_chance(network: nx.Graph) -> None:
    assert network.edges[f"{ID}{CARE}", f"{ID}{COURT}"]["together"] == 8
    assert network.edges[f"{ID}{CARE}", f"{ID}{COURT}"]["lift"] == round(8 * 40 / (13 * 10), 2) == 2.46
    assert network.edges[f"{ID}{MISSING}", f"{ID}{POLICE}"]["lift"] == 4.0


def test_an_actor_is_associated_with_themes_and_not_with_actors(network: nx.Graph) -> None:
    assert network.has_edge(f"{ID}{MISSING}", f"{ID}{POLICE}")
    assert not network.has_edge(f"{ID}{NURSES}", f"{ID}{POLICE}")


def test_two_that_meet_too_seldom_are_not_associated() -> None:
    assert MIN_TOGETHER == 3
    rare = association_network(corpus_of_rows((*[(CARE, COURT)] * 2, *[()] * 998)))
    enough = association_network(corpus_of_rows((*[(CARE, COURT)] * 3, *[()] * 997)))
    assert (rare.number_of_edges(), enough.number_of_edges()) == (0, 1)


def test_two_that_may_well_have_met_by_chance_are_not_associated(network: nx.Graph) -> None:
    assert not network.has_edge(f"{ID}{CARE}", f"{ID}{SCHOOL}")
    assert g_squared(np.array(3), np.array(13), np.array(6), 40) < SIGNIFICANT
    assert set(network.edges) == {(f"{ID}{MISSING}", f"{ID}{POLICE}")[::-1], (f"{ID}{CARE}", f"{ID}{COURT}")}


def test_two_that_avoid_each_other_are_not_associated() -> None:
    apart = association_network(corpus_of_rows((*[(CARE, COURT)] * 3, *[(CARE,)] * 200, *[(COURT,)] * 200)))
    assert g_squared(np.array(3), np.array(203), np.array(203), 403) > SIGNIFICANT
    assert apart.number_of_edges() == 0


def test_a_concept_that_a_paragraph_names_twice_counts_once() -> None:
    twice = association_network(corpus_of_rows((*[(CARE, CARE, COURT)] * 9, *[()] * 9)))
    assert twice.nodes[f"{ID}{CARE}"]["paragraphs"] == 9
    assert twice.edges[f"{ID}{CARE}", f"{ID}{COURT}"]["together"] == 9


def test_small_print_is_not_counted() -> None:
    document = corpus_of_rows((*[(CARE, COURT)] * 9, *[()] * 9)).documents[0]
    last = replace(document.paragraphs[8], role="colophon")
    paragraphs = (*document.paragraphs[:8], last, *document.paragraphs[9:])
    network = association_network(corpus([replace(document, paragraphs=paragraphs)]))
    assert network.edges[f"{ID}{CARE}", f"{ID}{COURT}"]["together"] == 8


@pytest.mark.parametrize("rows", [(), ((),), ((CARE,), (COURT,))])
def test_paragraphs_that_share_nothing_have_no_associations(rows: tuple[tuple[str, ...], ...]) -> None:
    documents = corpus_of_rows(rows) if rows else corpus([])
    assert association_network(documents).number_of_edges() == 0


@given(st.tuples(*[st.integers(1, 300)] * 4))
def test_g_squared_is_the_log_likelihood_ratio_of_the_table_and_the_same_both_ways(cells: tuple[int, ...]) -> None:
    both, one_only, other_only, neither = cells
    one, other, paragraphs = np.array(both + one_only), np.array(both + other_only), sum(cells)
    found = g_squared(np.array(both), one, other, paragraphs)
    table = [[both, one_only], [other_only, neither]]
    expected = chi2_contingency(table, correction=False, lambda_="log-likelihood").statistic
    assert found == pytest.approx(expected, abs=1e-8)
    assert found == pytest.approx(g_squared(np.array(both), other, one, paragraphs), abs=1e-8)


concepts = st.sampled_from([CARE, COURT, MISSING, SCHOOL, POLICE])


@given(st.lists(st.lists(concepts, unique=True).map(tuple), max_size=40), st.randoms(use_true_random=False))
def test_the_order_of_paragraphs_and_of_what_they_name_does_not_matter(rows: list[tuple[str, ...]], chance) -> None:  # type: ignore[no-untyped-def]
    shuffled = [tuple(chance.sample(row, len(row))) for row in chance.sample(rows, len(rows))]
    one, other = (association_network(corpus_of_rows(tuple(some))) for some in (rows, shuffled))
    assert msgspec.json.encode(nx.node_link_data(one, edges="edges")) == msgspec.json.encode(
        nx.node_link_data(other, edges="edges")
    )


# Those of one theme


def test_related_themes_come_by_lift_then_by_paragraphs_then_by_name() -> None:
    network = nx.Graph()
    for other, together, lift in (("d", 3, 1.5), ("c", 3, 1.5), ("b", 4, 1.5), ("a", 9, 1.2), ("e", 3, 4.0)):
        network.add_edge("theme", f"{ID}theme/{other}", together=together, lift=lift)
    assert [other[-1] for other, _, _ in related_themes(network, "theme")] == ["e", "b", "c", "d", "a"]
    assert related_themes(network, "theme", limit=1) == [(f"{ID}theme/e", 3, 4.0)]


def test_the_related_themes_of_a_theme_are_no_actors_and_those_of_an_actor_are_themes(network: nx.Graph) -> None:
    assert related_themes(network, f"{ID}{MISSING}") == []
    assert related_themes(network, f"{ID}{POLICE}") == [(f"{ID}{MISSING}", 5, 4.0)]


def test_a_theme_that_nothing_mentions_has_no_related_ones(network: nx.Graph) -> None:
    assert related_themes(network, f"{ID}theme/unheard-of") == []
    assert related_themes(network, f"{ID}{HEALTH}") == []


# In words


@pytest.mark.parametrize(
    ("lift", "words"),
    [
        (1.01, "slightly more often than chance would have it"),
        (1.05, "1.1 times as often as chance would have it"),
        (1.44, "1.4 times as often as chance would have it"),
        (1.97, "twice as often as chance would have it"),
        (5.2, "five times as often as chance would have it"),
        (12.4, "twelve times as often as chance would have it"),
        (1234.0, "1,234 times as often as chance would have it"),
    ],
)
def test_an_association_is_said_in_words(lift: float, words: str) -> None:
    sentence = association_sentence(f"{ID}theme/children-who-go-missing", f"{ID}theme/child-exploitation", 1042, lift)
    assert sentence == f"Children who go missing and child exploitation stand together in 1,042 paragraphs, {words}."


def test_multiples_and_lists_are_said_in_words() -> None:
    assert times_as_often(3.0) == "three times as often"
    assert times_as_often(13) == "13 times as often"
    assert [listed(words) for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a and b", "a, b and c"]


# In a store


def test_the_stored_network_is_that_of_the_documents(sample: Store) -> None:
    made = association_network(sample.corpus)
    assert dict(sample.network.nodes(data=True)) == dict(made.nodes(data=True))
    assert nx.utils.edges_equal(sample.network.edges(data=True), made.edges(data=True))
    assert set(made) <= {*vocabulary().themes, *vocabulary().actors}
    going_missing, interviews = f"{ID}theme/children-who-go-missing", f"{ID}theme/return-home-interviews"
    both = [concepts for concepts in sample.corpus.concepts if {going_missing, interviews} <= set(concepts)]
    assert made.edges[going_missing, interviews]["together"] == len(both) >= 3
    assert interviews in [theme for theme, _, _ in related_themes(made, going_missing)]


def test_the_page_of_a_theme_says_what_it_stands_together_with(client: FlaskClient, sample: Store) -> None:
    going_missing, interviews = f"{ID}theme/children-who-go-missing", f"{ID}theme/return-home-interviews"
    edge = sample.network.edges[going_missing, interviews]
    sentence = association_sentence(interviews, going_missing, edge["together"], edge["lift"])
    assert sentence in client.get("/themes/children-who-go-missing").text
    twin = client.get("/themes/children-who-go-missing", headers={"Accept": "application/json"}).get_json()
    assert sentence in [tie["sentence"] for tie in twin["related"]]
