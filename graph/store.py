"""The store on disk: a directory of generations, of which one is current.

    store/
      current               a link to the generation that serves
      generations/<name>/   manifest.json documents.json problems.json links.json network.json
                            sources/ graph/ lexical/ vectors/ labels.npz
      cache/                readings and embeddings by content

A build writes a whole generation beside the old one and then turns the link with one rename. Killed at
any moment, it leaves the old generation serving; what it had begun is swept up by the next build.
"""

from __future__ import annotations

import gc
import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from graph.lexical import LexicalIndex
from graph.link import Links, load_links
from graph.meaning import LabelVectors
from graph.passage import Corpus, corpus
from graph.vector import VectorIndex
from ingest.document import Document, Problem

if TYPE_CHECKING:
    import networkx as nx

FORMAT = 6
VERSION = "0.1.0"
# Made once, while one thread runs: msgspec crashes where two threads decode a dataclass that it has not yet seen.
DOCUMENTS = msgspec.json.Decoder(list[Document])
PROBLEMS = msgspec.json.Decoder(list[Problem])


class StoreError(Exception):
    """The store is missing, broken, of another version, or being built by someone else. The message says what to do."""


class Store:
    """One generation, opened for reading: documents and indexes in memory, the graph on disk."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.manifest = json.loads((folder / "manifest.json").read_text())
        self.corpus: Corpus = corpus(DOCUMENTS.decode((folder / "documents.json").read_bytes()))
        self.problems: list[Problem] = PROBLEMS.decode((folder / "problems.json").read_bytes())
        self.sources = {path.stem: path.read_bytes().decode() for path in sorted((folder / "sources").glob("*.txt"))}
        self.lexical = LexicalIndex.load(folder / "lexical")
        self.vectors = VectorIndex.load(folder / "vectors")
        self.labels = LabelVectors.load(folder / "labels.npz")

    @property
    def generation(self) -> str:
        """The hash that names what is in the store."""
        return str(self.manifest["generation"])

    @cached_property
    def network(self) -> nx.Graph:
        """The network of themes and actors."""
        from graph import view

        return view.load_network(self.folder)

    @cached_property
    def links(self) -> dict[str, Links]:
        """The links across the documents of each authority, by its key."""
        return load_links(self.folder)

    @property
    def graph_folder(self) -> Path:
        """Where the Oxigraph database lies, for a process that opens it read only."""
        return self.folder / "graph"


def open_store(path: Path) -> Store:
    """Open the current generation of the store at `path`. Raises StoreError."""
    folder = current_generation(path)
    try:
        manifest = json.loads((folder / "manifest.json").read_text())
    except (OSError, ValueError) as error:
        raise StoreError(
            f"The store {path} is damaged ({error}). Build it again: throughline build FOLDER --store {path}"
        ) from error
    if not isinstance(manifest, dict):
        manifest = {}
    if manifest.get("format") != FORMAT:
        raise StoreError(
            f"The store {path} was built by Throughline {manifest.get('version', 'of another version')} in format {manifest.get('format')}; this is {VERSION}, which reads format {FORMAT}. Build it again: throughline build FOLDER --store {path}"
        )
    try:
        with uncollected():
            opened = Store(folder)
            gc.freeze()  # no search for cycles need go through what stays: in a large store that takes half a second
    except (OSError, EOFError, ValueError, LookupError, RuntimeError, msgspec.MsgspecError) as error:
        raise StoreError(
            f"The store {path} is damaged ({error}). Build it again: throughline build FOLDER --store {path}"
        ) from error
    return opened


def current_generation(path: Path) -> Path:
    """The folder of the generation that serves. Raises StoreError if there is none."""
    link = path / "current"
    if not link.exists():
        raise StoreError(f"There is no store at {path}. Build one first: throughline build FOLDER --store {path}")
    return link.resolve()


def digest_of_text(text: str) -> str:
    """The hash by which it is told whether a text is the one that was read."""
    return hashlib.sha256(text.encode()).hexdigest()


@contextmanager
def uncollected() -> Iterator[None]:
    """Keeps Python from looking for cycles among the records, again and again: there are millions, and none in a cycle."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
