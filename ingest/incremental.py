"""Reads only the files that are new or changed: what came of the others is kept from build to build.

A reading is kept under the hash of the file's content and name and of the code that read it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import msgspec

from ingest.formats.reader import MAX_BYTES
from ingest.pipeline import FileReading
from ingest.sandbox import read_files

TRANSIENT = frozenset({"too-slow", "crashed", "unreadable"})
"""Problems that another attempt may not have."""


class ReadingCache:
    """The readings kept in a folder. version: of the code that reads. keys: of the files read, by their names."""

    def __init__(self, folder: Path, version: str) -> None:
        self._folder, self._version = folder, version
        self.keys: dict[str, str] = {}

    def read(self, files: Sequence[tuple[Path, str]], progress: Callable[[int, int], None]) -> list[FileReading]:
        """What is in each of `files`, pairs of path and name, in their order.

        progress: told how many files are done, of how many.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        contents = [_content_hash(path) for path, _ in files]
        keys = [self._key(content, name) for content, (_, name) in zip(contents, files, strict=True)]
        found = [self._kept(key) for key in keys]
        missing = [index for index, reading in enumerate(found) if reading is None]
        done = len(files) - len(missing)
        progress(done, len(files))
        for index, reading in zip(missing, read_files([files[index] for index in missing]), strict=True):
            found[index] = reading
            if _is_lasting(reading, contents[index]):
                self._keep(keys[index], reading)
            done += 1
            progress(done, len(files))
        self.keys = {name: key for key, (_, name) in zip(keys, files, strict=True)}
        return [reading for reading in found if reading is not None]

    def keep_only(self, keys: Iterable[str]) -> None:
        """Forget all readings but those under `keys`: what was deleted is gone from here too."""
        for name in {path.name for path in self._folder.iterdir()} - set(keys):
            (self._folder / name).unlink()

    def _key(self, content: str, name: str) -> str:
        return hashlib.sha256(f"{self._version}\n{content}\n{name}".encode()).hexdigest()

    def _kept(self, key: str) -> FileReading | None:
        try:
            return msgspec.msgpack.decode((self._folder / key).read_bytes(), type=FileReading)
        except (OSError, msgspec.MsgspecError):
            return None

    def _keep(self, key: str, reading: FileReading) -> None:
        partial = self._folder / f"{key}.partial"
        partial.write_bytes(msgspec.msgpack.encode(reading))
        partial.replace(self._folder / key)


def _content_hash(path: Path) -> str:
    """The SHA-256 of a file's content, or nothing where it is too large to be read or cannot be."""
    try:
        if path.stat().st_size <= max(MAX_BYTES.values()):
            return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        pass
    return ""


def _is_lasting(reading: FileReading, content: str) -> bool:
    """Whether reading the file again would give the same, and the file is what it was when its hash was taken."""
    transient = any(problem.code in TRANSIENT for problem in reading.problems)
    return bool(content) and not transient and (reading.source is None or reading.source.sha256 == content)
