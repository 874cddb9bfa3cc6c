"""Which themes and actors are named where, as a matrix to count with."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
from scipy import sparse


def incidence(named: Sequence[Collection[str]], concepts: Sequence[str]) -> sparse.csr_matrix:
    """1 where a text names a concept, else 0: shape (texts, concepts), float64.

    named: the distinct concepts that each text names, all of them in `concepts`.
    """
    column = {iri: number for number, iri in enumerate(concepts)}
    columns = np.array([column[iri] for iris in named for iri in iris], dtype=np.int64)
    ends = np.cumsum([0, *map(len, named)])
    matrix = sparse.csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(named), len(concepts)))
    matrix.sort_indices()
    return matrix
