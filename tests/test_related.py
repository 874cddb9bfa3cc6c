"""Related paragraphs are those that a walk from a paragraph over its subjects comes to most often."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import graph.related
from graph.incidence import incidence
from graph.related import LIMIT, RESTART, pageranks, related
from graph.store import Store

SUBJECTS = "abcde"
named_by_paragraphs = st.lists(st.lists(st.sampled_from(SUBJECTS), unique=True), min_size=1, max_size=9)


def addresses(count: int) -> list[str]:
    return [f"paragraph/{number}" for number in range(count)]


def by_networkx(named: list[list[str]], start: int) -> np.ndarray:
    """How much of the walk from the paragraph `start` is spent at each paragraph."""
    network = nx.Graph()
    network.add_nodes_from(range(len(named)))
    network.add_edges_from((number, subject) for number, subjects in enumerate(named) for subject in subjects)
    shares = nx.pagerank(network, alpha=1 - RESTART, personalization={start: 1}, tol=1e-14, max_iter=1000)
    return np.array([shares[number] for number in range(len(named))])


@given(named_by_paragraphs)
def test_the_shares_are_those_of_personalised_pagerank(named: list[list[str]]) -> None:
    [(first, shares)] = pageranks(incidence(named, list(SUBJECTS)))
    assert first == 0
    for start, subjects in enumerate(named):
        if subjects:
            assert shares[start] == pytest.approx(by_networkx(named, start), abs=1e-9)


@given(named_by_paragraphs, st.randoms(use_true_random=False))
def test_the_order_of_the_paragraphs_does_not_matter(named: list[list[str]], chance) -> None:  # type: ignore[no-untyped-def]
    places = addresses(len(named))
    order = chance.sample(range(len(named)), len(named))
    assert related([named[i] for i in order], [places[i] for i in order]) == related(named, places)


@given(named_by_paragraphs)
def test_paragraphs_are_related_that_share_a_subject_and_no_others(named: list[list[str]]) -> None:
    found = related(named, addresses(len(named)))
    for number, place in enumerate(addresses(len(named))):
        sharing = {
            other
            for other, subjects in zip(addresses(len(named)), named, strict=True)
            if other != place and set(subjects) & set(named[number])
        }
        assert set(found.get(place, ())) <= sharing
        assert len(found.get(place, ())) == min(len(sharing), LIMIT)
    assert all(others for others in found.values())


def test_those_that_share_most_come_first_and_the_rarer_the_subject_the_more_it_counts() -> None:
    named = [["a", "b", "c"], ["a", "b", "c"], ["a", "b"], ["c"], ["b"], ["b"], ["b"], ["d"]]
    assert related(named, addresses(8))["paragraph/0"] == ("paragraph/1", "paragraph/2", "paragraph/3")


def test_those_that_share_alike_come_by_address() -> None:
    named = [["a"]] * 6
    assert related(named, addresses(6)) == {
        "paragraph/0": ("paragraph/1", "paragraph/2", "paragraph/3"),
        "paragraph/1": ("paragraph/0", "paragraph/2", "paragraph/3"),
        "paragraph/2": ("paragraph/0", "paragraph/1", "paragraph/3"),
        **{f"paragraph/{number}": ("paragraph/0", "paragraph/1", "paragraph/2") for number in (3, 4, 5)},
    }


@pytest.mark.parametrize("named", [[], [[]], [["a"]], [["a"], ["b"]], [["a"], []]])
def test_where_nothing_is_shared_nothing_is_related(named: list[list[str]]) -> None:
    assert related(named, addresses(len(named))) == {}


def test_paragraphs_are_related_the_same_however_many_are_followed_together(
    sample: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = [passage.iri for passage in sample.corpus.passages]
    whole = related(sample.corpus.concepts, places)
    monkeypatch.setattr(graph.related, "CHUNK", 100)
    assert related(sample.corpus.concepts, places) == whole
    assert len(whole) > 250
