"""Communities of themes are those that hang together; the breadth of a paragraph is into how many it reaches."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny import corpus_of

from graph.community import MIN_BREADTH, Community, breadths, communities
from graph.store import Store
from ontology.vocabulary import ID, vocabulary

ROOT = Path(__file__).parent.parent


def theme(key: str) -> str:
    return f"{ID}theme/{key}"


def network_of(ties: list[tuple[str, str, float]], paragraphs: dict[str, int]) -> nx.Graph:
    """A network of themes named by keys, with how often they are mentioned and how strong their ties are."""
    network = nx.Graph()
    network.add_nodes_from((theme(key), {"paragraphs": count}) for key, count in paragraphs.items())
    network.add_edges_from((theme(one), theme(other), {"g2": g2}) for one, other, g2 in ties)
    return network


PARAGRAPHS = {"adoption": 9, "permanence": 9, "foster-care": 4, "police": 8, "referrals": 7, "advocacy": 5}
TIES = [
    ("adoption", "permanence", 90.0),
    ("adoption", "foster-care", 80.0),
    ("foster-care", "permanence", 70.0),
    ("police", "referrals", 60.0),
    ("foster-care", "police", 11.0),
]


# Communities


def test_themes_that_hang_together_are_a_community_and_one_that_stands_alone_is_in_none() -> None:
    assert communities(network_of(TIES, PARAGRAPHS)) == (
        Community((theme("adoption"), theme("permanence"), theme("foster-care"))),
        Community((theme("police"), theme("referrals"))),
    )


def test_a_community_has_the_key_of_its_most_mentioned_theme_and_the_name_of_three() -> None:
    several = Community(tuple(theme(key) for key in ("placements", "adoption", "foster-care", "permanence")))
    assert several.key == "placements"
    assert several.label == "around placements, adoption and foster care"
    assert Community((theme("adoption"), theme("permanence"))).label == "around adoption and permanence"


def test_actors_are_in_no_community() -> None:
    network = network_of(TIES, PARAGRAPHS)
    network.add_node(f"{ID}actor/police", paragraphs=50)
    network.add_edge(f"{ID}actor/police", theme("advocacy"), g2=99.0)
    assert communities(network) == communities(network_of(TIES, PARAGRAPHS))


def test_a_network_without_associations_has_no_communities() -> None:
    assert communities(nx.Graph()) == ()
    assert communities(network_of([], PARAGRAPHS)) == ()


@given(st.permutations(TIES), st.permutations(list(PARAGRAPHS.items())), st.booleans())
def test_the_order_of_ties_and_themes_does_not_matter(
    ties: list[tuple[str, str, float]], paragraphs: list[tuple[str, int]], turned: bool
) -> None:
    ties = [(other, one, g2) if turned else (one, other, g2) for one, other, g2 in ties]
    assert communities(network_of(ties, dict(paragraphs))) == communities(network_of(TIES, PARAGRAPHS))


def test_communities_are_the_same_in_every_process(sample: Store) -> None:
    code = """
import sys
from pathlib import Path
from graph.community import communities
from graph.view import load_network
print([community.themes for community in communities(load_network(Path(sys.argv[1])))])
"""
    said = {
        subprocess.run(
            [sys.executable, "-c", code, str(sample.folder)],
            check=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert said == {f"{[community.themes for community in communities(sample.network)]}\n"}


def test_the_communities_of_the_sample_part_its_themes(sample: Store) -> None:
    found = communities(sample.network)
    members = [iri for community in found for iri in community.themes]
    assert len(members) == len(set(members)) > 20
    assert set(members) <= set(vocabulary().themes)
    assert all(len(community.themes) >= 2 for community in found)
    together = next(community for community in found if theme("children-who-go-missing") in community.themes)
    assert theme("return-home-interviews") in together.themes


# Breadth

FOUR = tuple(Community((theme(f"{letter}1"), theme(f"{letter}2"))) for letter in "abcd")


def breadth_of(*keys: str) -> float | None:
    corpus = corpus_of(("A paragraph.", tuple(f"theme/{key}" for key in keys)))
    return breadths(corpus, FOUR).get(corpus.passages[0].iri)


@pytest.mark.parametrize(
    ("keys", "breadth"),
    [
        (("a1", "b1", "c1"), 3.0),
        (("a1", "a2", "b1", "b2", "c1", "c2"), 3.0),
        (("a1", "b1", "c1", "d1"), 4.0),
        (("a1", "a2", "b1", "c1", "d1"), 3.57),
        (("a1", "b1", "c1", "of-no-community"), 3.0),
        (("a1", "a2", "b1", "c1"), None),
        (("a1", "b1"), None),
        (("of-no-community",), None),
        ((), None),
    ],
)
def test_breadth_is_the_effective_number_of_communities_and_given_from_three_on(
    keys: tuple[str, ...], breadth: float | None
) -> None:
    assert MIN_BREADTH == 3
    assert breadth_of(*keys) == breadth


def test_where_there_are_no_communities_nothing_has_a_breadth() -> None:
    assert breadths(corpus_of(("A paragraph.", ("theme/a1",))), ()) == {}
