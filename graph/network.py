"""How themes hang together: which are mentioned in the same paragraphs more often than by chance."""

from __future__ import annotations

from collections import Counter
from itertools import chain, combinations

import networkx as nx

from graph.passage import Corpus
from ontology.vocabulary import ID

MIN_TOGETHER = 3
"""Two themes that meet in fewer paragraphs may well meet by chance."""


def theme_network(corpus: Corpus) -> nx.Graph:
    """Themes as nodes, with ``paragraphs``; an edge where two share paragraphs, with ``together`` and ``lift``.

    lift is how many times more often the two are mentioned together than if they were unrelated:
    n(a and b) · n / (n(a) · n(b)).
    """
    rows = [sorted(iri for iri in concepts if iri.startswith(f"{ID}theme/")) for concepts in corpus.concepts]
    single = Counter(chain.from_iterable(rows))
    pairs = Counter(chain.from_iterable(combinations(row, 2) for row in rows))
    network = nx.Graph()
    network.add_nodes_from((theme, {"paragraphs": count}) for theme, count in sorted(single.items()))
    for (one, other), together in sorted(pairs.items()):
        if together >= MIN_TOGETHER:
            network.add_edge(
                one, other, together=together, lift=round(together * len(rows) / (single[one] * single[other]), 3)
            )
    return network


def related_themes(network: nx.Graph, theme: str, limit: int = 8) -> list[tuple[str, int, float]]:
    """The themes most strongly tied to `theme`: each with paragraphs shared and lift, the highest lift first."""
    if theme not in network:
        return []
    ties = [(other, edge["together"], edge["lift"]) for other, edge in network[theme].items() if edge["lift"] > 1]
    return sorted(ties, key=lambda tie: (-tie[2], -tie[1], tie[0]))[:limit]
