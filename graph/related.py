"""Related paragraphs: those that share most of the subjects of a paragraph, directly or by way of others."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby, islice

import numpy as np
from scipy import sparse

from graph.incidence import incidence

RESTART = 0.5
"""How often the walk goes back to its paragraph. Over the 17,994 paragraphs of 146 inspection reports, with 0.15, which is
usual for web pages, a few long paragraphs that name much were related to up to 76 others, and 11,989 to any; with 0.5
it is up to 42, and 13,061 to any, at the same share of subjects in common (56 %)."""
LIMIT = 3
CHUNK = 1000
"""Paragraphs whose walks are followed together: what is in memory is CHUNK times the paragraphs of the group."""
DECIMALS = 12
"""Shares of a walk that differ by less are the same: which comes first is not left to the last bit."""


def related(named: Sequence[Collection[str]], addresses: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The `LIMIT` other paragraphs most related to each, best first, by address; those that share a concept with it only.

    named: the themes and actors that each paragraph names. Of two that are related alike, the first by address is taken.
    """
    order = sorted(range(len(addresses)), key=addresses.__getitem__)
    places = [addresses[number] for number in order]
    names = incidence([named[number] for number in order], sorted({iri for iris in named for iri in iris}))
    found: dict[str, tuple[str, ...]] = {}
    for first, shares in pageranks(names):
        share_concept = (names[first : first + len(shares)] @ names.T).toarray() > 0
        for row, others in _best(np.where(share_concept, shares.round(DECIMALS), 0.0), first):
            found[places[row]] = tuple(places[other] for other in others)
    return found


def pageranks(names: sparse.csr_matrix) -> Iterator[tuple[int, np.ndarray]]:
    """Personalised PageRank from each paragraph over the graph of paragraphs and the concepts that they name.

    names: 1 where a paragraph names a concept, shape (paragraphs, concepts). Gives the number of the first paragraph of
    a chunk, and how much of the walk from each of the chunk is spent at every paragraph: shape (chunk, paragraphs).

    The definition is that of ``networkx.pagerank(graph, alpha=1 - RESTART, personalization={paragraph: 1})``: Page et
    al. 1999, "The PageRank citation ranking", section 6. A walk goes from a paragraph to its concepts by R, rows of
    `names` that sum to 1, and from a concept to its paragraphs by S, columns of it that do. With the restart r and
    d = 1 − r, the share x of the paragraphs and y of the concepts in the walk from paragraph p are
    x = r·e_p + d·y·S and y = d·x·R; so y = r·d·R_p·(1 − d²·S·R)⁻¹. The matrix in brackets is concepts by concepts, and
    is inverted once for all paragraphs.
    """
    damping = 1 - RESTART
    to_concepts = _with_sums_of_one(names)
    to_paragraphs = _with_sums_of_one(names.T.tocsr())
    returning = np.linalg.inv(np.eye(names.shape[1]) - damping**2 * (to_paragraphs @ to_concepts).toarray())
    for first in range(0, names.shape[0], CHUNK):
        concepts = RESTART * damping * (to_concepts[first : first + CHUNK] @ returning)
        shares = damping * (to_paragraphs.T @ concepts.T).T
        chunk = np.arange(len(shares))
        shares[chunk, first + chunk] += RESTART
        yield first, shares


def _with_sums_of_one(matrix: sparse.csr_matrix) -> sparse.csr_matrix:
    """`matrix` with each row divided by its sum, where it has one."""
    sums = np.asarray(matrix.sum(axis=1)).ravel()
    return (sparse.diags(1 / np.maximum(sums, 1)) @ matrix).tocsr()


def _best(shares: np.ndarray, first: int) -> Iterator[tuple[int, list[int]]]:
    """The paragraphs with the greatest shares above 0 in each row, the greatest first; itself left out.

    first: the number of the paragraph of the first row.
    """
    chunk = np.arange(len(shares))
    shares[chunk, first + chunk] = 0.0
    place = max(shares.shape[1] - LIMIT, 0)
    least = np.partition(shares, place, axis=1)[:, place]
    rows, others = np.nonzero((shares >= least[:, None]) & (shares > 0))
    order = np.lexsort((others, -shares[rows, others], rows))
    for row, pairs in groupby(zip(rows[order].tolist(), others[order].tolist(), strict=True), key=lambda pair: pair[0]):
        yield first + row, [other for _, other in islice(pairs, LIMIT)]
