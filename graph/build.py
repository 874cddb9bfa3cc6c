"""Builds a store: files are read, put into the graph and the indexes, and the new generation takes the place of the old.

Only what is new or changed is read, embedded and written; the rest is as the last build left it.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec
import numpy as np

import graph
import ingest
import ontology
from graph import database, view
from graph.embedding import EmbeddingCache
from graph.encoder import MODEL_SHA256
from graph.label_cache import label_vectors
from graph.lexical import LexicalIndex
from graph.passage import Corpus, corpus
from graph.store import FORMAT, VERSION, StoreError, current_generation, digest_of_text, open_store, uncollected
from graph.vector import VectorIndex, Vectors, concept_texts, paragraph_texts, sentence_texts
from ingest.document import Problem
from ingest.incremental import ReadingCache
from ingest.pipeline import Ingested, find_files, gather

Progress = Callable[[str, int, int], None]
"""Told the stage, how much of it is done, and how much there is."""


@dataclass(frozen=True)
class BuildReport:
    """What a build did. `changed` is False where the store was up to date.

    files: how each file was read, by its name: a key of `READ`. `new` files were not in the store before, or not as
    they are; `removed` were, and are not. seconds: what reading took, by stage, over all files read.
    """

    generation: str
    documents: int
    passages: int
    files: dict[str, str]
    new: int
    removed: int
    problems: tuple[Problem, ...]
    seconds: dict[str, float]
    changed: bool


def build(paths: Sequence[Path], store: Path, progress: Progress = lambda stage, done, total: None) -> BuildReport:
    """Read the files at `paths` into the store, so that it holds these and nothing else.

    Only files that are new or changed are read and embedded. Raises UnreadableFolder if there is nothing at
    `paths`, and StoreError if nothing could be read, in which case the store stays as it was, or if another build is
    running.
    """
    files = find_files(paths)
    with _lock(store), uncollected():
        _sweep(store)
        kept = ReadingCache(store / "cache" / "readings", code_hash(ingest, ontology))
        readings = kept.read(files, lambda done, total: progress("reading", done, total))
        ingested = gather(readings)
        before = _manifest_of(store)
        keys_before: dict[str, str] = before["files"] if before else {}
        if not any(document.paragraphs for document in ingested.documents):
            kept.keep_only(keys_before.values())
            reasons = "\n".join(f"  {problem.source}: {problem.message}" for problem in ingested.problems)
            raise StoreError(
                f"Nothing in {', '.join(map(str, paths))} could be read. The store was not changed.\n{reasons}"
            )
        kept.keep_only(kept.keys.values())
        whole = corpus(ingested.documents)
        records = [msgspec.json.encode(document) for document in whole.documents]
        manifest = _manifest(ingested, whole, kept.keys, records)
        embeddings = EmbeddingCache(store / "cache" / "embeddings.npz")
        changed = before is None or not _is_served(store, before, manifest)
        if changed:
            building = store / "generations" / ".building"
            (building / "sources").mkdir(parents=True)
            _write_records(ingested, building, records)
            vectors = _write_indexes(whole, building, embeddings, progress)
            progress("storing", 0, 1)
            known = _database_of(store, before)
            views = view.views(whole, vectors, manifest["views"], known.views if known else None)
            views.save(building)
            contents = database.Contents(manifest["graphs"], manifest["views"])
            database.write(whole, views, building / "graph", VERSION, contents, known)
            (building / "manifest.json").write_text(json.dumps(manifest, indent=1, sort_keys=True))
            progress("storing", 1, 1)
            folder = _free(store / "generations" / f"{manifest['generation']}-{manifest['names']}")
            building.rename(folder)
            _turn_link(store, folder)
            _sweep(store)
        else:
            embeddings.keep_only(embedded_texts(whole)[0])
    return BuildReport(
        manifest["generation"],
        len(whole.documents),
        len(whole.passages),
        {reading.name: reading.status for reading in readings},
        sum(keys_before.get(name) != key for name, key in kept.keys.items()),
        len(set(keys_before) - set(kept.keys)),
        ingested.problems,
        ingested.seconds,
        changed,
    )


def _manifest_of(store: Path) -> dict[str, Any] | None:
    """The manifest of the generation that serves, if there is one in the present format."""
    try:
        manifest = json.loads((current_generation(store) / "manifest.json").read_text())
    except (StoreError, OSError, ValueError):
        return None
    return manifest if isinstance(manifest, dict) and manifest.get("format") == FORMAT else None


def _manifest(ingested: Ingested, whole: Corpus, files: dict[str, str], records: Sequence[bytes]) -> dict[str, Any]:
    """What is in a generation and what made it. files: the key of each file's reading. records: the documents encoded."""
    code = code_hash(ingest, graph, ontology)
    parts = [str(FORMAT), MODEL_SHA256, code, *sorted(ingested.sources)]
    documents = database.digests(whole, records)
    return {
        "format": FORMAT,
        "version": VERSION,
        "generation": hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16],
        "names": _names_hash(ingested),
        "model": MODEL_SHA256,
        "code": code,
        "sources": sorted(ingested.sources),
        "texts": {sha256: digest_of_text(source.text) for sha256, source in sorted(ingested.sources.items())},
        "files": files,
        "documents": len(whole.documents),
        "passages": len(whole.passages),
        "graphs": documents,
        "views": view.digests(whole, documents),
    }


def _is_served(store: Path, before: dict[str, Any], manifest: dict[str, Any]) -> bool:
    """Whether the generation that serves is sound and is that of `manifest`."""
    if (before["generation"], before["names"]) != (manifest["generation"], manifest["names"]):
        return False
    try:
        open_store(store)
    except StoreError:
        return False
    return True


def _database_of(store: Path, before: dict[str, Any] | None) -> database.Written | None:
    """The database to start from, if there is a sound one that the same code has written."""
    if before is None or before["code"] != code_hash(ingest, graph, ontology):
        return None
    folder = current_generation(store)
    try:
        views = view.Views.load(folder)
    except (OSError, LookupError, msgspec.MsgspecError):
        return None
    return database.Written(folder / "graph", database.Contents(before["graphs"], before["views"]), views)


def _free(folder: Path) -> Path:
    """`folder`, or where it is taken another name for it: a generation that serves is not written over."""
    while folder.exists():
        folder = folder.with_name(f"{folder.name}-again")
    return folder


def _write_records(ingested: Ingested, folder: Path, records: Sequence[bytes]) -> None:
    """Write what was read. records: the documents encoded."""
    for sha256, source in ingested.sources.items():
        (folder / "sources" / f"{sha256}.txt").write_bytes(source.text.encode())
    (folder / "documents.json").write_bytes(b"[" + b",".join(records) + b"]")
    (folder / "problems.json").write_bytes(msgspec.json.encode(ingested.problems))


def _write_indexes(whole: Corpus, folder: Path, cache: EmbeddingCache, progress: Progress) -> Vectors:
    """Write what is searched: the text index and the vectors, which are given."""
    progress("indexing", 0, 1)
    LexicalIndex.build(whole).save(folder / "lexical")
    progress("indexing", 1, 1)
    texts, rows = embedded_texts(whole)
    done = 0

    def embedded(count: int) -> None:
        nonlocal done
        done += count
        progress("embedding", done, len(texts))

    vectors = cache.vectors(texts, embedded)
    first, last = len(whole.passages), len(whole.passages) + len(rows)
    VectorIndex.build(vectors[:first], vectors[first:last], rows, vectors[last:]).save(folder / "vectors")
    label_vectors().save(folder / "labels.npz")
    cache.keep_only(texts)
    return Vectors(vectors[:first], vectors[first:last], np.array(rows, dtype=np.int64))


def embedded_texts(whole: Corpus) -> tuple[list[str], list[int]]:
    """All that is embedded for a corpus: paragraphs, sentences, concepts; and the row of each sentence."""
    sentences, rows = sentence_texts(whole)
    return [*paragraph_texts(whole), *sentences, *concept_texts().values()], rows


def code_hash(*packages: ModuleType) -> str:
    """The hash of the code and data in `packages`: another version of them makes another store.

    Competency questions are left out: they are put to a store and make nothing of it.
    """
    digest = hashlib.sha256()
    for package in packages:
        folder = Path(str(package.__file__)).parent
        for path in sorted(folder.rglob("*.*")):
            place = path.relative_to(folder)
            if path.suffix in (".py", ".ttl") and place.parts[0] != "competency":
                digest.update(place.as_posix().encode() + path.read_bytes())
    return digest.hexdigest()


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
    for partial in (store / "cache").rglob("*.partial*"):
        partial.unlink()


def _turn_link(store: Path, folder: Path) -> None:
    link = store / ".current"
    link.unlink(missing_ok=True)
    link.symlink_to(Path("generations") / folder.name)
    link.replace(store / "current")
