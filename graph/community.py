"""Communities: themes that hang together more than with others; and paragraphs that reach into several of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import networkx as nx
import numpy as np

from graph.incidence import incidence
from graph.network import THEME
from graph.passage import Corpus
from graph.wording import listed
from ontology.vocabulary import vocabulary

SEED = 1
RESOLUTION = 1.5
"""Above 1, communities are smaller. Over 146 inspection reports this gives 15, such as "around drift and delay, care
proceedings and pre-proceedings"; 1 gives 10, which put foster care with adoption."""
NAMED = 3
"""How many of its themes name a community."""
MIN_BREADTH = 3
"""One paragraph in five of inspection reports has this breadth."""


@dataclass(frozen=True)
class Community:
    """Themes that hang together, by address, the most mentioned first, which gives it its key."""

    themes: tuple[str, ...]

    @property
    def key(self) -> str:
        return self.themes[0].rsplit("/", 1)[1]

    @property
    def label(self) -> str:
        """ "around children in care, placements and foster care"."""
        return f"around {listed([vocabulary().label(iri) for iri in self.themes[:NAMED]])}"


def communities(network: nx.Graph) -> tuple[Community, ...]:
    """The communities of the themes of the association network, in the order of their keys.

    Found by the method of Louvain (Blondel et al. 2008, "Fast unfolding of communities in large networks"), with ties
    as strong as their G²: by lift, rare themes that stand together once or twice would count most. Themes without an
    association with another belong to none.
    """
    themes = network.subgraph(iri for iri in network if iri.startswith(THEME))
    nodes = sorted(iri for iri, degree in themes.degree() if degree)
    number = {iri: place for place, iri in enumerate(nodes)}
    numbered = nx.Graph()  # numbers, since the order of a set of strings is another in each process
    numbered.add_nodes_from(range(len(nodes)))
    numbered.add_weighted_edges_from(
        sorted((*sorted((number[one], number[other])), g2) for one, other, g2 in themes.edges(data="g2"))
    )
    found = nx.community.louvain_communities(numbered, seed=SEED, resolution=RESOLUTION) if nodes else []

    def rank(iri: str) -> tuple[int, str]:
        return -network.nodes[iri]["paragraphs"], iri

    made = (Community(tuple(sorted((nodes[place] for place in places), key=rank))) for places in found)
    return tuple(sorted(made, key=lambda community: community.key))


def breadths(corpus: Corpus, communities: Sequence[Community]) -> dict[str, float]:
    """The breadth of each paragraph that reaches into `MIN_BREADTH` communities or more, by address, to 2 decimals.

    It is the effective number of communities that its themes lie in, 1 / Σ share². One minus the sum is the
    participation coefficient of Guimerà and Amaral 2005, "Functional cartography of complex metabolic networks".
    """
    of_theme = {iri: place for place, community in enumerate(communities) for iri in community.themes}
    themes = sorted(of_theme)
    names = incidence([[iri for iri in iris if iri in of_theme] for iris in corpus.concepts], themes)
    belongs = np.zeros((len(themes), len(communities)))
    belongs[np.arange(len(themes)), [of_theme[iri] for iri in themes]] = 1
    counts = names @ belongs
    total, squares = counts.sum(axis=1) ** 2, (counts**2).sum(axis=1)
    rows = np.flatnonzero((total >= MIN_BREADTH * squares) & (total > 0))
    return {corpus.passages[row].iri: round(float(total[row] / squares[row]), 2) for row in rows.tolist()}
