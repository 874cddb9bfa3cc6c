"""The stages by which files become documents, as data, each timed and guarded.

A stage that fails on a document leaves the document as it was and a problem record that names the stage;
one bad file never stops the run.
"""

from __future__ import annotations

import os
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ingest.annotation import abbreviation, appointment, judgement, mention, reference, speaker
from ingest.annotation.figure import figure
from ingest.document import Document, Problem, Source
from ingest.formats import reader
from ingest.identity import opening as identity
from ingest.identity.undated import date_undated
from ingest.line import Line, lines
from ingest.normalisation import content_hash
from ingest.structure import outline as structure
from ingest.structure.block import blocks
from ingest.structure.composite import split

Stage = Callable[[Document], tuple[Document, list[Problem]]]

STAGES: tuple[tuple[str, Stage], ...] = (
    ("judgements", judgement.judgements),
    ("mentions", mention.mentions),
    ("figures", figure.figures),
    ("abbreviations", abbreviation.abbreviations),
    ("appointments", appointment.appointments),
    ("references", reference.references),
    ("attributions", speaker.attributions),
)
"""What is read out of a document once its paragraphs are known, in order."""


@dataclass(frozen=True)
class FileReading:
    """What came of one file: its source (None where nothing could be read), and each document in it with its problems.

    problems: those of the file as a whole. seconds: by stage.
    """

    name: str
    source: Source | None
    documents: tuple[tuple[Document, tuple[Problem, ...]], ...]
    problems: tuple[Problem, ...]
    seconds: dict[str, float]

    @property
    def status(self) -> str:
        """How the file was read: a severity of `Problem`, or "read"."""
        found = {problem.severity for problem in self.problems}
        found |= {problem.severity for _, problems in self.documents for problem in problems}
        if not any(document.paragraphs for document, _ in self.documents):
            return "unread"
        return "partial" if found & {"unread", "partial"} else "read"


@dataclass(frozen=True)
class Ingested:
    """What came of a set of files: documents in a fixed order, the sources they quote, problems, seconds by stage."""

    documents: tuple[Document, ...]
    sources: dict[str, Source]
    problems: tuple[Problem, ...]
    seconds: dict[str, float] = field(default_factory=dict)


class UnreadableFolder(Exception):
    """Nothing to read was found where the user said."""


def find_files(paths: Iterable[Path]) -> list[tuple[Path, str]]:
    """The files at `paths` (files, or folders searched with their sub-folders) with their names for citation.

    Hidden files, README files and manifest.toml are left out. Raises UnreadableFolder if a
    path does not exist or nothing is left.
    """
    found: dict[Path, str] = {}
    for path in paths:
        if not path.exists():
            raise UnreadableFolder(
                f"There is no file or folder {path}. Check the spelling, or give the folder that holds your documents."
            )
        if path.is_file():
            found[path.resolve()] = _written(path.name)
        for file in sorted(path.rglob("*")) if path.is_dir() else ():
            name = file.relative_to(path)
            hidden = any(part.startswith(".") for part in name.parts)
            if (
                file.is_file()
                and not hidden
                and file.stem.lower() != "readme"
                and file.name != "manifest.toml"
                and file.resolve().is_relative_to(path.resolve())
            ):
                found[file.resolve()] = _written(name.as_posix())
    if not found:
        raise UnreadableFolder(
            f"No files were found in {', '.join(map(str, paths))}. Put the reports there as .pdf, .docx, .html, .txt or .md files and build again."
        )
    return sorted(found.items(), key=lambda item: item[1])


def _written(name: str) -> str:
    """A file name as it can be written down: signs in it that are no characters are replaced."""
    return os.fsencode(name).decode(errors="replace")


def ingest(files: Iterable[tuple[Path, str]]) -> Ingested:
    """Read `files`, pairs of path and name, into documents, in this process: for files that are trusted."""
    return gather(read_file(path, name) for path, name in files)


def read_file(path: Path, name: str) -> FileReading:
    """All that is in the file at `path`, called `name` in problems and citations."""
    seconds: Counter[str] = Counter()
    with _Timer(seconds, "reading"):
        reading = reader.read(path, name)
    problems = list(reading.problems)
    documents: list[tuple[Document, tuple[Problem, ...]]] = []
    if reading.source is not None:
        documents = [
            (document, tuple(found)) for document, found in read_documents(reading.source, reading.lines, seconds)
        ]
        if not documents:
            problems.append(Problem("empty", "The file holds no words, only marks.", name, "unread"))
    return FileReading(name, reading.source, tuple(documents), tuple(problems), dict(seconds))


def gather(readings: Iterable[FileReading]) -> Ingested:
    """The documents of all files together.

    They come in the order of their date and content, whatever the files are called. A file with the
    same content as another is left out, with a note.
    """
    seconds: Counter[str] = Counter()
    sources: dict[str, Source] = {}
    problems: list[Problem] = []
    documents: list[Document] = []
    for reading in readings:
        seconds.update(reading.seconds)
        problems += reading.problems
        source = reading.source
        if source is None:
            continue
        if source.sha256 in sources:
            message = f"The file is the same as {sources[source.sha256].name}; it is in the store once."
            problems.append(Problem("duplicate", message, reading.name))
            continue
        sources[source.sha256] = source
        for document, found in reading.documents:
            documents.append(document)
            problems += found
    documents.sort(key=lambda document: (document.date or "9999", document.kind, document.source_sha256, document.span))
    documents, found_copies = _without_copies(documents)
    problems += found_copies
    with _Timer(seconds, "dating"):
        documents = date_undated(documents)
        problems += [problem for document in documents if (problem := _dating_doubt(document))]
    return Ingested(
        tuple(documents), sources, tuple(sorted(problems, key=lambda p: (p.source, p.code, p.message))), dict(seconds)
    )


def _without_copies(documents: list[Document]) -> tuple[list[Document], list[Problem]]:
    """`documents` without those that say just what an earlier one says, such as a report saved twice or appended to a paper."""
    kept: list[Document] = []
    problems = []
    alike: dict[tuple[str | None, ...], list[Document]] = defaultdict(list)
    for document in documents:
        others = alike[document.kind, document.authority, document.date] if document.paragraphs else []
        same = next((other for other in others if _said(other) == _said(document)), None)
        if same:
            message = f"It says just what {_where(same)} says; it is in the store once."
            problems.append(Problem("duplicate", message, _where(document)))
        else:
            kept.append(document)
            others.append(document)
    return kept, problems


def _said(document: Document) -> str:
    return content_hash(" ".join(paragraph.text for paragraph in document.paragraphs))


def read_documents(
    source: Source, read_lines: Sequence[Line] | None = None, seconds: Counter[str] | None = None
) -> Iterator[tuple[Document, list[Problem]]]:
    """Each document in `source`, with the problems found on the way.

    read_lines: the lines of the source as its reader saw them; those of plain text if None.
    """
    seconds = Counter() if seconds is None else seconds
    with _Timer(seconds, "splitting"):
        parts = [part for part in split(lines(source) if read_lines is None else read_lines) if part]
    for index, part in enumerate(parts):
        problems: list[Problem] = []
        span = (min(line.start for line in part), max(line.spans[-1][1] for line in part))
        document = Document(source.name, source.sha256, span, str(index + 1) if len(parts) > 1 else None)
        try:
            with _Timer(seconds, "structure"):
                part_blocks = blocks(source.text, part)
                document, found = identity.identify(document, part_blocks)
                problems += found
                document, found = structure.structure(document, part_blocks)
                problems += found
        except Exception as error:  # noqa: BLE001 - whatever a file brings about, the run goes on
            problems.append(_failure("structure", document, error, "unread"))
            yield document, problems
            continue
        for name, stage in STAGES:
            try:
                with _Timer(seconds, name):
                    document, found = stage(document)
                problems += found
            except Exception as error:  # noqa: BLE001
                problems.append(_failure(name, document, error, "partial"))
        yield document, [replace(problem, source=_where(document)) for problem in problems]


def _dating_doubt(document: Document) -> Problem | None:
    if document.date is None:
        return Problem(
            "no-date",
            "No date is printed in the text, and neither another document nor the file name gives one. It is shown as undated.",
            _where(document),
        )
    if document.date_basis == "worked-out":
        return Problem(
            "date-worked-out",
            f"No date is printed in the text. {document.date} was worked out from what another document says of the same visit.",
            _where(document),
        )
    if document.date_basis == "file-name":
        return Problem(
            "date-from-file-name",
            f"No date is printed in the text. {document.date} is taken from the name of the file, and may be of another day.",
            _where(document),
        )
    return None


def _where(document: Document) -> str:
    return f"{document.source} (part {document.part})" if document.part else document.source


def _failure(stage: str, document: Document, error: Exception, severity: str) -> Problem:
    return Problem(
        "stage-failed",
        f"Reading stopped at “{stage}” ({type(error).__name__}: {error}). Please report this with the file.",
        _where(document),
        severity,
    )


class _Timer:
    """Adds the time spent inside a ``with`` to a counter."""

    def __init__(self, seconds: Counter[str], name: str) -> None:
        self._seconds, self._name = seconds, name

    def __enter__(self) -> None:
        self._start = time.perf_counter()

    def __exit__(self, *_: object) -> None:
        self._seconds[self._name] += time.perf_counter() - self._start  # type: ignore[assignment]
