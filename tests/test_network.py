"""The network of themes counts what is mentioned together, and how much more often than by chance."""

from __future__ import annotations

from dataclasses import replace

import networkx as nx
import pytest
from tiny import corpus_of

from graph.network import MIN_TOGETHER, related_themes, theme_network
from graph.passage import corpus
from graph.store import Store
from ontology.vocabulary import ID, vocabulary

CARE, COURT, MISSING, SCHOOL, HEALTH = (f"theme/{name}" for name in ("care", "court", "missing", "school", "health"))
ROWS = (
    *[(CARE, COURT)] * 3,
    (CARE,),
    *[(COURT, HEALTH)] * 2,
    *[(MISSING, SCHOOL)] * 4,
    (SCHOOL, "actor/inspectors"),
    (),
)
"""What twelve paragraphs mention. Care is in 4 of them and court in 5, 3 of which they share; missing is in 4,
school in 5, and they share 4; court and health meet in 2 only."""


@pytest.fixture(scope="module")
def network() -> nx.Graph:
    return theme_network(corpus_of(*((f"Paragraph {number}.", row) for number, row in enumerate(ROWS))))


def test_every_theme_has_the_number_of_paragraphs_that_mention_it(network: nx.Graph) -> None:
    assert dict(network.nodes(data="paragraphs")) == {
        f"{ID}{CARE}": 4,
        f"{ID}{COURT}": 5,
        f"{ID}{MISSING}": 4,
        f"{ID}{SCHOOL}": 5,
        f"{ID}{HEALTH}": 2,
    }


def test_lift_is_how_much_more_often_two_themes_meet_than_by_chance(network: nx.Graph) -> None:
    assert network.edges[f"{ID}{CARE}", f"{ID}{COURT}"] == {"together": 3, "lift": 1.8}
    assert network.edges[f"{ID}{MISSING}", f"{ID}{SCHOOL}"] == {"together": 4, "lift": 2.4}


def test_themes_that_meet_too_seldom_are_not_tied(network: nx.Graph) -> None:
    assert MIN_TOGETHER == 3
    assert not network.has_edge(f"{ID}{COURT}", f"{ID}{HEALTH}")
    assert network.number_of_edges() == 2


def test_actors_are_not_in_the_network(network: nx.Graph) -> None:
    assert all(node.startswith(f"{ID}theme/") for node in network)


def test_a_theme_that_a_paragraph_names_twice_counts_once() -> None:
    twice = theme_network(corpus_of(*((f"Paragraph {number}.", (CARE, CARE, COURT)) for number in range(3))))
    assert twice.nodes[f"{ID}{CARE}"]["paragraphs"] == 3
    assert twice.edges[f"{ID}{CARE}", f"{ID}{COURT}"]["together"] == 3


def test_small_print_is_not_counted() -> None:
    document = corpus_of(*((f"Paragraph {number}.", (CARE, COURT)) for number in range(4))).documents[0]
    last = replace(document.paragraphs[3], role="colophon")
    network = theme_network(corpus([replace(document, paragraphs=(*document.paragraphs[:3], last))]))
    assert network.edges[f"{ID}{CARE}", f"{ID}{COURT}"] == {"together": 3, "lift": 1.0}


def test_related_themes_come_by_lift_then_by_paragraphs_then_by_name() -> None:
    network = nx.Graph()
    for other, together, lift in (("d", 3, 1.5), ("c", 3, 1.5), ("b", 4, 1.5), ("a", 9, 1.2), ("e", 3, 4.0)):
        network.add_edge("theme", other, together=together, lift=lift)
    assert [other for other, _, _ in related_themes(network, "theme")] == ["e", "b", "c", "d", "a"]
    assert related_themes(network, "theme", limit=1) == [("e", 3, 4.0)]


def test_themes_that_meet_no_more_than_by_chance_are_not_related() -> None:
    network = nx.Graph()
    network.add_edge("theme", "chance", together=5, lift=1.0)
    network.add_edge("theme", "less", together=5, lift=0.5)
    network.add_edge("theme", "more", together=5, lift=1.001)
    assert related_themes(network, "theme") == [("more", 5, 1.001)]


def test_a_theme_that_nothing_mentions_has_no_related_ones(network: nx.Graph) -> None:
    assert related_themes(network, f"{ID}theme/unheard-of") == []
    assert related_themes(network, f"{ID}{HEALTH}") == []


def test_no_paragraphs_make_an_empty_network() -> None:
    assert len(theme_network(corpus([]))) == 0


def test_the_stored_network_is_that_of_the_documents(sample: Store) -> None:
    made = theme_network(sample.corpus)
    assert nx.utils.graphs_equal(sample.network, made)
    assert set(made) <= set(vocabulary().themes)
    going_missing, interviews = f"{ID}theme/children-who-go-missing", f"{ID}theme/return-home-interviews"
    both = [concepts for concepts in sample.corpus.concepts if {going_missing, interviews} <= set(concepts)]
    assert made.edges[going_missing, interviews]["together"] == len(both) >= 3
    assert interviews in [theme for theme, _, _ in related_themes(made, going_missing)]
