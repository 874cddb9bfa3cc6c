"""The network of themes and actors: which stand in the same paragraphs more often than by chance, over all documents."""

from __future__ import annotations

from collections.abc import Iterator

import networkx as nx
import numpy as np

from graph.incidence import incidence
from graph.passage import Corpus
from graph.wording import times_as_often
from ontology.vocabulary import ID, vocabulary

MIN_TOGETHER = 3
"""Two that meet in fewer paragraphs may well meet by chance."""
SIGNIFICANT = 10.83
"""The G² that two which have nothing to do with each other reach once in a thousand times (χ², one degree of freedom)."""
THEME = f"{ID}theme/"


def association_network(corpus: Corpus) -> nx.Graph:
    """Themes and actors as nodes, with ``paragraphs``; an edge for each association of two, of which one is a theme.

    Of an edge, ``together`` is the number of paragraphs that name both; ``lift`` how many times that is what it would
    be by chance, n(a and b) · n / (n(a) · n(b)); and ``g2`` how sure it is that it is no chance (see `g_squared`). Nodes
    and edges are in the order of their addresses.
    """
    concepts = sorted({iri for iris in corpus.concepts for iri in iris})
    names = incidence(corpus.concepts, concepts)
    paragraphs = np.asarray(names.sum(axis=0)).ravel()
    meetings = (names.T @ names).tocoo()
    is_theme = np.array([iri.startswith(THEME) for iri in concepts], dtype=bool)
    wanted = (
        (meetings.row < meetings.col)
        & (is_theme[meetings.row] | is_theme[meetings.col])
        & (meetings.data >= MIN_TOGETHER)
    )
    one, other, together = meetings.row[wanted], meetings.col[wanted], meetings.data[wanted]
    lift = together * len(corpus.passages) / (paragraphs[one] * paragraphs[other])
    surprise = g_squared(together, paragraphs[one], paragraphs[other], len(corpus.passages))
    network = nx.Graph()
    network.add_nodes_from((iri, {"paragraphs": int(count)}) for iri, count in zip(concepts, paragraphs, strict=True))
    for place in np.lexsort((other, one)).tolist():
        if lift[place] > 1 and surprise[place] >= SIGNIFICANT:
            network.add_edge(
                concepts[one[place]],
                concepts[other[place]],
                together=int(together[place]),
                lift=round(float(lift[place]), 2),
                g2=round(float(surprise[place]), 2),
            )
    return network


def g_squared(together: np.ndarray, one: np.ndarray, other: np.ndarray, paragraphs: int) -> np.ndarray:
    """How far from chance it is that two stand `together`: the log-likelihood ratio of Dunning 1993, "Accurate methods
    for the statistics of surprise and coincidence", equation for −2 log λ of two binomials.

    one, other: how many of the `paragraphs` name each. All of one shape, as is what is given.
    """
    cells = (together, one - together, other - together, paragraphs - one - other + together)
    margins = (one, other, paragraphs - one, paragraphs - other)
    total = sum(_x_log_x(cell) for cell in cells) - sum(_x_log_x(margin) for margin in margins)
    result: np.ndarray = 2 * (total + _x_log_x(np.float64(paragraphs)))
    return result


def _x_log_x(counts: np.ndarray | np.float64) -> np.ndarray:
    """x · ln x, which is 0 for 0."""
    result: np.ndarray = counts * np.log(np.maximum(counts, 1))
    return result


def associations(network: nx.Graph) -> Iterator[tuple[str, str, int, float]]:
    """Each association: the two by address, in how many paragraphs both stand, and the lift."""
    for one, other, edge in network.edges(data=True):
        yield *sorted((one, other)), edge["together"], edge["lift"]


def related_themes(network: nx.Graph, concept: str, limit: int = 8) -> list[tuple[str, int, float]]:
    """The themes most strongly tied to a theme or actor: each with paragraphs shared and lift, the highest lift first."""
    if concept not in network:
        return []
    ties = [
        (other, edge["together"], edge["lift"]) for other, edge in network[concept].items() if other.startswith(THEME)
    ]
    return sorted(ties, key=lambda tie: (-tie[2], -tie[1], tie[0]))[:limit]


def association_sentence(one: str, other: str, together: int, lift: float) -> str:
    """An association in words: "Adoption and permanence stand together in 42 paragraphs, five times as often as chance
    would have it."
    """
    first, second = vocabulary().label(one), vocabulary().label(other)
    times = times_as_often(lift)
    chance = "than chance" if "more" in times else "as chance"
    return f"{first[:1].upper()}{first[1:]} and {second} stand together in {together:,} paragraphs, {times} {chance} would have it."
