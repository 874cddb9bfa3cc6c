"""Views: what is worked out from several documents, each a named graph of its own, and kept as JSON.

id/graph/links/{authority}  the links across the documents of one authority, in links.json
id/graph/network            how themes and actors hang together over all documents, in network.json

A view depends on the documents that it is worked out from, and on nothing else.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec
import networkx as nx
import pyoxigraph as ox
from threadpoolctl import threadpool_limits

from graph.community import Community, breadths, communities
from graph.embedding import embedding_version
from graph.link import Links, groups, links, load_links
from graph.network import association_network
from graph.passage import Corpus
from graph.rdf import Triple, decimal, name
from graph.vector import Vectors
from ontology.vocabulary import ID

NETWORK_GRAPH = f"{ID}graph/network"
LINKS_GRAPH = f"{ID}graph/links/"
DESCRIPTIONS = {
    NETWORK_GRAPH: "How themes and actors hang together over all documents: which stand in the same paragraphs more"
    " often than chance would have it, which themes form communities, and which paragraphs reach into several of them.",
    LINKS_GRAPH: "How the documents of one authority hang together: which inspection came before which, which report"
    " replaced which, which later paragraphs speak of what a recommendation asked for, and which share their subjects.",
}
"""What each kind of view is, in words, by the beginning of the name of its graph."""
_TYPE = name("rdf:type")


@dataclass(frozen=True)
class Views:
    """All views of a corpus: the links by the key of their group; and the network, with what is found in it."""

    links: dict[str, Links]
    network: nx.Graph
    communities: tuple[Community, ...]
    breadths: dict[str, float]

    def save(self, folder: Path) -> None:
        """Write links.json and network.json into `folder`."""
        network = nx.node_link_data(self.network, edges="edges")
        network["graph"] = {
            "communities": [{"key": it.key, "label": it.label, "themes": it.themes} for it in self.communities],
            "breadths": self.breadths,
        }
        (folder / "network.json").write_bytes(msgspec.json.encode(network, order="sorted"))
        (folder / "links.json").write_bytes(msgspec.json.encode(self.links, order="sorted"))

    @classmethod
    def load(cls, folder: Path) -> Views:
        """Read what `save` wrote."""
        network = load_network(folder)
        found = tuple(Community(tuple(community["themes"])) for community in network.graph["communities"])
        return cls(load_links(folder), network, found, network.graph["breadths"])

    def quads(self, graph: str) -> list[ox.Quad]:
        """The view that is the named graph `graph`; nothing if there is none."""
        if graph == NETWORK_GRAPH:
            triples = (*_associations(self.network), *_communities(self.communities), *_breadths(self.breadths))
            words = DESCRIPTIONS[NETWORK_GRAPH]
        else:
            linked = self.links.get(graph.removeprefix(LINKS_GRAPH))
            if linked is None:
                return []
            triples = tuple(_links(linked))
            words = DESCRIPTIONS[LINKS_GRAPH]
        node = ox.NamedNode(graph)
        described = (node, name("dcterms:description"), ox.Literal(words, language="en"))
        return [ox.Quad(*triple, node) for triple in (described, *triples)]


def views(corpus: Corpus, vectors: Vectors, digests: Mapping[str, str], before: Views | None) -> Views:
    """The views of `corpus`, which have the `digests`. Links of `before` that have the same are taken over."""
    known = before.links if before else {}
    with threadpool_limits(1, user_api="blas"):  # so that sums are added up in the same order on any number of cores
        linked = {
            key: _known(known.get(key), digests[f"{LINKS_GRAPH}{key}"])
            or links(corpus, key, numbers, vectors, digests[f"{LINKS_GRAPH}{key}"])
            for key, numbers in groups(corpus).items()
        }
    network = association_network(corpus)
    found = communities(network)
    return Views(linked, network, found, breadths(corpus, found))


def _known(before: Links | None, digest: str) -> Links | None:
    """`before`, if it has that digest."""
    return before if before and before.digest == digest else None


def load_network(folder: Path) -> nx.Graph:
    """The network of the views that are saved in `folder`; its attributes have the ``communities`` and ``breadths``."""
    return nx.node_link_graph(msgspec.json.decode((folder / "network.json").read_bytes()), edges="edges")


def digests(corpus: Corpus, documents: Mapping[str, str]) -> dict[str, str]:
    """What tells whether a view has changed, by the name of its graph. documents: the same of each, by address."""
    parts = {
        f"{LINKS_GRAPH}{key}": [corpus.iris[number] for number in numbers] for key, numbers in groups(corpus).items()
    }
    parts[NETWORK_GRAPH] = list(corpus.iris)
    return {graph: _digest((iri, documents[iri]) for iri in iris) for graph, iris in parts.items()}


def _digest(documents: Iterable[tuple[str, str]]) -> str:
    lines = [embedding_version(), *(" ".join(pair) for pair in documents)]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _links(linked: Links) -> Iterator[Triple]:
    recommendation, paragraph, strength = name("tl:recommendation"), name("tl:paragraph"), name("tl:strength")
    response_class, description, related = name("tl:Response"), name("dcterms:description"), name("tl:related")
    for predicate, pairs in (
        (name("tl:previousInspection"), linked.previous_inspections),
        (name("dcterms:replaces"), linked.replaced_reports),
    ):
        for later, earlier in pairs.items():
            yield ox.NamedNode(later), predicate, ox.NamedNode(earlier)
    for response in linked.responses:
        place = response.paragraph.removeprefix(f"{ID}document/").replace("/", "-")
        node = ox.NamedNode(f"{response.recommendation}/response/{place}")
        yield node, _TYPE, response_class
        yield node, recommendation, ox.NamedNode(response.recommendation)
        yield node, paragraph, ox.NamedNode(response.paragraph)
        yield node, strength, _rounded(response.strength)
        yield node, description, ox.Literal(response.reason, language="en")
    for address, others in linked.related.items():
        for other in others:
            yield ox.NamedNode(address), related, ox.NamedNode(other)


def _associations(network: nx.Graph) -> Iterator[Triple]:
    association, between = name("tl:Association"), name("tl:between")
    paragraphs, lift = name("tl:paragraphs"), name("tl:lift")
    for one, other, edge in network.edges(data=True):
        keys = sorted("-".join(iri.rsplit("/", 2)[-2:]) for iri in (one, other))
        node = ox.NamedNode(f"{ID}network/association/{'+'.join(keys)}")
        yield node, _TYPE, association
        yield node, between, ox.NamedNode(one)
        yield node, between, ox.NamedNode(other)
        yield node, paragraphs, ox.Literal(edge["together"])
        yield node, lift, _rounded(edge["lift"])


def _communities(found: Iterable[Community]) -> Iterator[Triple]:
    for community in found:
        node = ox.NamedNode(f"{ID}network/community/{community.key}")
        yield node, _TYPE, name("skos:Collection")
        yield node, name("skos:prefLabel"), ox.Literal(community.label, language="en")
        for theme in community.themes:
            yield node, name("skos:member"), ox.NamedNode(theme)


def _breadths(found: Mapping[str, float]) -> Iterator[Triple]:
    breadth = name("tl:breadth")
    for paragraph, number in found.items():
        yield ox.NamedNode(paragraph), breadth, _rounded(number)


def _rounded(number: float) -> ox.Literal:
    return decimal(f"{number:.2f}")
