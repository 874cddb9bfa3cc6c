"""Links across the documents of one authority: what came before, what was replaced, what answers what, what is related.

Documents about no one authority are a group of their own, in which paragraphs are related; but whether two of them are
about the same authority is not known, so that none comes before another or answers it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import msgspec

from graph.passage import Corpus
from graph.succession import previous_inspections, replaced_reports
from graph.vector import Vectors

UNATTRIBUTED = "unattributed"


@dataclass(frozen=True)
class Response:
    """A paragraph of a later document that speaks of a recommendation, both by address; how nearly, and why."""

    recommendation: str
    paragraph: str
    strength: float
    reason: str


@dataclass(frozen=True)
class Links:
    """The links of one group of documents; all by address.

    previous_inspections and replaced_reports: the earlier by the later. related: the paragraphs most related to each,
    the most related first. digest: that of what they were worked out from.
    """

    digest: str
    previous_inspections: dict[str, str]
    replaced_reports: dict[str, str]
    responses: tuple[Response, ...]
    related: dict[str, tuple[str, ...]]


# Made once, while one thread runs: msgspec crashes where two threads decode a dataclass that it has not yet seen.
LINKS = msgspec.json.Decoder(dict[str, Links])


def load_links(folder: Path) -> dict[str, Links]:
    """The links of the views that are saved in `folder`, by the key of their group."""
    return LINKS.decode((folder / "links.json").read_bytes())


def groups(corpus: Corpus) -> dict[str, list[int]]:
    """The documents of each authority, by its key, in the order of the keys; those of none under `UNATTRIBUTED`."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, document in enumerate(corpus.documents):
        found[document.authority.rsplit("/", 1)[1] if document.authority else UNATTRIBUTED].append(number)
    return dict(sorted(found.items()))


def links(corpus: Corpus, key: str, numbers: list[int], vectors: Vectors, digest: str) -> Links:
    """The links of the group `key`, whose documents are `numbers`. vectors: of the whole corpus."""
    from graph.related import related  # these import SciPy, which is slow; who only reads links does without
    from graph.response import responses

    rows = [row for number in numbers for row in corpus.rows_of_document[number]]
    addresses = [corpus.passages[row].iri for row in rows]
    alike = related([corpus.concepts[row] for row in rows], addresses)
    if key == UNATTRIBUTED:
        return Links(digest, {}, {}, (), alike)
    return Links(
        digest,
        previous_inspections(corpus, numbers),
        replaced_reports(corpus, numbers),
        responses(corpus, numbers, vectors),
        alike,
    )
