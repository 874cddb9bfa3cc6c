"""Updates stores at random and compares each with a clean build of the same files.

Run as ``make rebuild CORPUS=folder`` (or ``python -m benchmarks.rebuild FOLDER... [--sequences N] [--seed N] [--first N]``).
A sequence begins with some of the files, adds, changes and removes others, and builds after each step; then all that the
store holds must be what a clean build of the files holds: the export byte for byte, and every other file. A change puts
the content of another file in the place of one, or takes a sentence out of a text.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np

import graph.vector
from graph.build import build
from graph.embedding import embed
from graph.export import export
from graph.store import open_store
from ingest.pipeline import find_files

FILES = 25
"""So many files are drawn of the folders to play with; those of the first folder come first."""
AT_ONCE = 7
"""A store holds no more files than this, so that many sequences can be run."""
STEPS = (2, 5)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the sequences and print what differs. 1 if anything did."""
    wanted = _parser().parse_args(arguments)
    files = choose(wanted.folders, wanted.seed)
    remember_vectors()
    failed, builds, started = 0, 0, time.perf_counter()
    for number in range(wanted.first, wanted.first + wanted.sequences):
        with tempfile.TemporaryDirectory() as folder:
            steps, faults = sequence(files, random.Random(f"{wanted.seed}-{number}"), Path(folder))
        builds += len(steps) + 1
        if faults:
            failed += 1
            print(f"sequence {number}: {'; '.join(steps)}\n  " + "\n  ".join(faults), flush=True)
    print(
        f"{wanted.sequences} sequences over {len(files)} files, {builds} builds, {failed} with a difference, {time.perf_counter() - started:.0f} s"
    )
    return int(failed > 0)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Compare updated stores with clean builds.")
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER", help="documents to play with")
    parser.add_argument("--sequences", type=int, default=200, help="how many sequences (200)")
    parser.add_argument("--seed", type=int, default=1, help="another seed makes other sequences")
    parser.add_argument("--first", type=int, default=0, help="the number of the first sequence")
    return parser


def choose(folders: Sequence[Path], seed: int) -> list[Path]:
    """The files to play with: `FILES` of those in `folders`, those of the first folder first, the others at random."""
    first, *others = ([path for path, _ in find_files([folder])] for folder in folders)
    rest = [path for paths in others for path in paths]
    rest = random.Random(seed).sample(rest, min(len(rest), max(0, FILES - len(first))))
    return [*first, *rest][:FILES]


def remember_vectors() -> None:
    """Embed each text once in a run: a vector depends on its text alone."""
    known: dict[str, np.ndarray] = {}

    def remembered(texts: Sequence[str], progress: Callable[[int], None] | None = None) -> np.ndarray:
        new = [text for text in dict.fromkeys(texts) if text not in known]
        known.update(zip(new, embed(new, progress), strict=True))
        return np.array([known[text] for text in texts], dtype=np.float16).reshape(len(texts), -1)

    graph.vector.embed = remembered


def sequence(files: Sequence[Path], chance: random.Random, folder: Path) -> tuple[list[str], list[str]]:
    """What was done in one sequence below `folder`, and how the store differs from a clean build then."""
    inside, store, clean = folder / "files", folder / "store", folder / "clean"
    inside.mkdir()
    steps = [_add(files, inside, chance) for _ in range(chance.randint(1, 4))]
    build([inside], store)
    for _ in range(chance.randint(*STEPS)):
        steps.append(_step(files, inside, chance))
        build([inside], store)
    build([inside], clean)
    return steps, list(differences(store, clean))


def _step(files: Sequence[Path], inside: Path, chance: random.Random) -> str:
    present = sorted(inside.iterdir())
    steps: list[Callable[[Sequence[Path], Path, random.Random], str]] = []
    if len(present) < AT_ONCE:
        steps.append(_add)
    if len(present) > 1:
        steps.append(_remove)
    return chance.choice([*steps, _change])(files, inside, chance)


def _add(files: Sequence[Path], inside: Path, chance: random.Random) -> str:
    file = chance.choice([file for file in files if not (inside / file.name).exists()])
    shutil.copyfile(file, inside / file.name)
    return f"add {file.name}"


def _remove(files: Sequence[Path], inside: Path, chance: random.Random) -> str:
    file = chance.choice(sorted(inside.iterdir()))
    file.unlink()
    return f"remove {file.name}"


def _change(files: Sequence[Path], inside: Path, chance: random.Random) -> str:
    file = chance.choice(sorted(inside.iterdir()))
    if file.suffix == ".txt":
        sentences = file.read_text(encoding="utf-8").split(". ")
        sentences.pop(chance.randrange(len(sentences)))
        file.write_text(". ".join(sentences), encoding="utf-8")
        return f"take a sentence out of {file.name}"
    other = chance.choice([other for other in files if other.suffix == file.suffix])
    shutil.copyfile(other, file)
    return f"put {other.name} in the place of {file.name}"


def differences(store: Path, clean: Path) -> Iterator[str]:
    """How two stores differ: in what they export, in the files that serve, and in what is kept for the next build."""
    one, other = open_store(store), open_store(clean)
    for form in ("nquads", "csv"):
        if export(one, form) != export(other, form):
            yield f"The {form} export differs."
    for name in sorted(_served(one.folder) | _served(other.folder)):
        contents = [
            (folder / name).read_bytes() if (folder / name).exists() else b"" for folder in (one.folder, other.folder)
        ]
        if contents[0] != contents[1]:
            yield f"{name} differs."
    for kept in ("readings", "embeddings"):
        if _kept(store, kept) != _kept(clean, kept):
            yield f"Other {kept} are kept for the next build."


def _served(folder: Path) -> set[str]:
    """The files of a generation but those of the database, which are compared by what they export."""
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and "graph" not in path.relative_to(folder).parts
    }


def _kept(store: Path, kind: str) -> set[str]:
    if kind == "readings":
        return {path.name for path in (store / "cache" / "readings").iterdir()}
    with np.load(store / "cache" / "embeddings.npz") as saved:
        return set(saved["keys"].astype(str).tolist())


if __name__ == "__main__":
    sys.exit(main())
