"""The store on disk: a directory of generations, of which one is current.

    store/
      current               a link to the generation that serves
      generations/<name>/   manifest.json documents.json problems.json network.json
                            sources/ graph/ lexical/ vectors/
      cache/                embeddings by content

A build writes a whole generation beside the old one and then turns the link with one rename. Killed at
any moment, it leaves the old generation serving; what it had begun is swept up by the next build.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import msgspec
import networkx as nx
import pyoxigraph as ox

import graph
import ingest
import ontology
from graph.conversion import MODEL_SHA256
from graph.lexical import LexicalIndex
from graph.network import theme_network
from graph.passage import Corpus, corpus
from graph.rdf import PROVENANCE_GRAPH, document_quads, nquads, ontology_quads, provenance_quads
from graph.vector import EmbeddingCache, VectorIndex, concept_texts, paragraph_texts, sentence_texts
from ingest.document import Document, Problem
from ingest.pipeline import Ingested, find_files
from ingest.pipeline import ingest as ingest_files

FORMAT = 1
VERSION = "0.1.0"
Progress = Callable[[str, int, int], None]
"""Told the stage, how much of it is done, and how much there is."""


class StoreError(Exception):
    """The store is missing, broken, of another version, or being built by someone else. The message says what to do."""


@dataclass(frozen=True)
class BuildReport:
    """What a build did. `changed` is False where the store was up to date. `seconds` are by stage."""

    generation: str
    documents: int
    passages: int
    problems: tuple[Problem, ...]
    seconds: dict[str, float]
    changed: bool


class Store:
    """One generation, opened for reading: documents and indexes in memory, the graph on disk."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.manifest = json.loads((folder / "manifest.json").read_text())
        self.corpus: Corpus = corpus(msgspec.json.decode((folder / "documents.json").read_bytes(), type=list[Document]))
        self.problems: list[Problem] = msgspec.json.decode((folder / "problems.json").read_bytes(), type=list[Problem])
        self.sources = {path.stem: path.read_bytes().decode() for path in sorted((folder / "sources").glob("*.txt"))}
        self.lexical = LexicalIndex.load(folder / "lexical")
        self.vectors = VectorIndex.load(folder / "vectors")

    @property
    def generation(self) -> str:
        """The hash that names what is in the store."""
        return str(self.manifest["generation"])

    @cached_property
    def network(self) -> nx.Graph:
        """The network of themes."""
        return nx.node_link_graph(json.loads((self.folder / "network.json").read_text()), edges="edges")

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
        return Store(folder)
    except (OSError, EOFError, ValueError, LookupError, RuntimeError, msgspec.MsgspecError) as error:
        raise StoreError(
            f"The store {path} is damaged ({error}). Build it again: throughline build FOLDER --store {path}"
        ) from error


def current_generation(path: Path) -> Path:
    """The folder of the generation that serves. Raises StoreError if there is none."""
    link = path / "current"
    if not link.exists():
        raise StoreError(f"There is no store at {path}. Build one first: throughline build FOLDER --store {path}")
    return link.resolve()


def build(paths: Sequence[Path], store: Path, progress: Progress = lambda stage, done, total: None) -> BuildReport:
    """Read the files at `paths` into the store, so that it holds these and nothing else.

    Raises UnreadableFolder if there is nothing at `paths`, and StoreError if nothing could be read, in
    which case the store stays as it was, or if another build is running.
    """
    files = find_files(paths)
    with _lock(store):
        _sweep(store)
        progress("reading", 0, len(files))
        ingested = ingest_files(files)
        if not any(document.paragraphs for document in ingested.documents):
            reasons = "\n".join(f"  {problem.source}: {problem.message}" for problem in ingested.problems)
            raise StoreError(
                f"Nothing in {', '.join(map(str, paths))} could be read. The store was not changed.\n{reasons}"
            )
        progress("reading", len(files), len(files))
        generation = _generation(ingested)
        names = _names_hash(ingested)
        cache = EmbeddingCache(store / "cache" / "embeddings.npz")
        serving = _serving(store, generation, names)
        if serving:
            whole = serving.corpus
            problems = tuple(serving.problems)
            cache.keep_only(_texts(whole))
            return BuildReport(
                generation, len(whole.documents), len(whole.passages), problems, ingested.seconds, changed=False
            )
        folder = store / "generations" / f"{generation}-{names}"
        while folder.exists():
            folder = folder.with_name(f"{folder.name}-again")
        building = store / "generations" / ".building"
        passages = _write(ingested, generation, building, cache, progress)
        building.rename(folder)
        _turn_link(store, folder)
        _sweep(store)
    return BuildReport(generation, len(ingested.documents), passages, ingested.problems, ingested.seconds, changed=True)


def _serving(store: Path, generation: str, names: str) -> Store | None:
    """The store opened, if it is sound and holds just this; None if a build is needed."""
    try:
        opened = open_store(store)
    except StoreError:
        return None
    return opened if opened.generation == generation and opened.manifest["names"] == names else None


def _write(ingested: Ingested, generation: str, folder: Path, cache: EmbeddingCache, progress: Progress) -> int:
    """Write a generation into the empty `folder`; the number of passages."""
    (folder / "sources").mkdir(parents=True)
    whole = corpus(ingested.documents)
    for sha256, source in ingested.sources.items():
        (folder / "sources" / f"{sha256}.txt").write_bytes(source.text.encode())
    (folder / "documents.json").write_bytes(msgspec.json.encode(ingested.documents))
    (folder / "problems.json").write_bytes(msgspec.json.encode(ingested.problems))
    (folder / "network.json").write_text(
        json.dumps(nx.node_link_data(theme_network(whole), edges="edges"), sort_keys=True)
    )
    progress("indexing", 0, 1)
    LexicalIndex.build(whole).save(folder / "lexical")
    progress("indexing", 1, 1)
    texts = paragraph_texts(whole)
    sentences, rows = sentence_texts(whole)
    concepts = list(concept_texts().values())
    total, done = len(texts) + len(sentences) + len(concepts), 0

    def embedded(count: int) -> None:
        nonlocal done
        done += count
        progress("embedding", done, total)

    VectorIndex.build(
        cache.vectors(texts, embedded), cache.vectors(sentences, embedded), rows, cache.vectors(concepts, embedded)
    ).save(folder / "vectors")
    cache.keep_only(_texts(whole))
    progress("storing", 0, 1)
    _write_graph(whole, folder / "graph")
    progress("storing", 1, 1)
    manifest = {
        "format": FORMAT,
        "version": VERSION,
        "generation": generation,
        "names": _names_hash(ingested),
        "model": MODEL_SHA256,
        "code": code_hash(),
        "sources": sorted(ingested.sources),
        "documents": len(whole.documents),
        "passages": len(whole.passages),
    }
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1, sort_keys=True))
    return len(whole.passages)


def _texts(whole: Corpus) -> list[str]:
    """All that is embedded for a corpus."""
    return [*paragraph_texts(whole), *sentence_texts(whole)[0], *concept_texts().values()]


def _write_graph(whole: Corpus, folder: Path) -> None:
    """Write the named graphs, and their sum without provenance as the default graph that queries see."""
    named = [
        quad
        for document, iri in zip(whole.documents, whole.iris, strict=True)
        for quad in (*document_quads(document, iri), *provenance_quads(document, iri, VERSION))
    ]
    named += ontology_quads()
    default = [
        ox.Quad(quad.subject, quad.predicate, quad.object) for quad in named if quad.graph_name != PROVENANCE_GRAPH
    ]
    database = ox.Store(str(folder))
    database.bulk_extend(named)
    database.bulk_extend(default)
    database.flush()
    database.optimize()


def export_nquads(store: Store) -> bytes:
    """All named graphs of the store as sorted N-Quads."""
    database = ox.Store.read_only(str(store.graph_folder))
    return nquads(quad for quad in database if not isinstance(quad.graph_name, ox.DefaultGraph))


def code_hash() -> str:
    """The hash of the code and vocabulary that make a store: another version of them makes another store."""
    digest = hashlib.sha256()
    for package in (ingest, graph, ontology):
        for path in sorted(Path(str(package.__file__)).parent.rglob("*.*")):
            if path.suffix in (".py", ".ttl"):
                digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def _generation(ingested: Ingested) -> str:
    parts = [str(FORMAT), MODEL_SHA256, code_hash(), *sorted(ingested.sources)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def _names_hash(ingested: Ingested) -> str:
    """What tells two generations apart whose documents are the same under other file names."""
    names = sorted(f"{sha256} {source.name}" for sha256, source in ingested.sources.items())
    unread = sorted(f"{problem.source} {problem.message}" for problem in ingested.problems)
    return hashlib.sha256("\n".join([*names, *unread]).encode()).hexdigest()[:8]


@contextmanager
def _lock(store: Path) -> Iterator[None]:
    """Keeps two builds of one store apart; the system lets go of the lock if the build is killed."""
    store.mkdir(parents=True, exist_ok=True)
    with (store / ".lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise StoreError(f"Another build of {store} is running. Wait for it to end, then build again.") from error
        yield


def _sweep(store: Path) -> None:
    """Remove every generation that does not serve, and what a killed build has left."""
    generations = store / "generations"
    generations.mkdir(parents=True, exist_ok=True)
    serving = (store / "current").resolve() if (store / "current").exists() else None
    for folder in generations.iterdir():
        if folder.resolve() != serving:
            shutil.rmtree(folder, ignore_errors=True)
    (store / ".current").unlink(missing_ok=True)
    for partial in (store / "cache").glob("*.partial*"):
        partial.unlink()


def _turn_link(store: Path, folder: Path) -> None:
    link = store / ".current"
    link.unlink(missing_ok=True)
    link.symlink_to(Path("generations") / folder.name)
    link.replace(store / "current")
