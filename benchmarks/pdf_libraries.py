"""Compares libraries that read PDFs: how fast they give words with their places and type, and how exactly.

Run as ``python -m benchmarks.pdf_libraries TRUTH.jsonl FOLDER [N]``, over N of the reports that TRUTH (see
`benchmarks.extraction`) describes, all libraries in one run. The libraries that Throughline does not use have to be
installed first: ``pip install pdfminer.six pdfplumber``. Exact is a library in whose words, put in the order of the
page's lines, the first and last words of the paragraphs and the items that careful readers noted are found, without
spaces, hyphens and marks.

In a run over 12 reports on two busy cores, all three found 234 of 234 samples; pypdfium2 read 6.6 times as many pages a
second as pdfminer.six (5.3 in a run over 6 reports) and 10.4 times as many as pdfplumber.
"""

from __future__ import annotations

import importlib
import json
import random
import re
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.extraction import BROKEN
from ingest.formats.pdf import reader
from ingest.normalisation import normalise

REPORTS = 8
SEED = 1


class Placed(NamedTuple):
    """A word with its place and type."""

    text: str
    left: float
    base: float
    font: str
    size: float


def by_pdfium(path: Path) -> Iterator[list[Placed]]:
    """The words of each page, as `ingest.formats.pdf.reader` gets them."""
    import pypdfium2 as pdfium

    document = pdfium.PdfDocument(path)
    try:
        pages, _ = reader.pages_of(document)
    finally:
        document.close()
    for page in pages:
        yield [Placed(word.text, word.left, word.base, "bold" * word.bold, word.size) for word in page.words]


def by_pdfminer(path: Path) -> Iterator[list[Placed]]:
    """The words of each page, cut from the characters of the lines that pdfminer.six finds."""
    from pdfminer.high_level import extract_pages
    from pdfminer.layout import LTChar, LTTextContainer, LTTextLine

    for page in extract_pages(path):
        words: list[Placed] = []
        for box in page:
            for line in box if isinstance(box, LTTextContainer) else ():
                if not isinstance(line, LTTextLine):
                    continue
                open_word: list[LTChar] = []
                for character in [*line, None]:
                    if isinstance(character, LTChar) and not character.get_text().isspace():
                        open_word.append(character)
                    elif open_word:
                        first = open_word[0]
                        text = "".join(one.get_text() for one in open_word)
                        words.append(Placed(text, first.x0, first.y0, first.fontname, first.size))
                        open_word = []
        yield words


def by_pdfplumber(path: Path) -> Iterator[list[Placed]]:
    """The words of each page by pdfplumber, which is built on pdfminer.six."""
    import pdfplumber

    with pdfplumber.open(path) as document:
        for page in document.pages:
            yield [
                Placed(word["text"], word["x0"], -word["bottom"], word["fontname"], word["size"])
                for word in page.extract_words(extra_attrs=["fontname", "size"])
            ]
            page.close()


LIBRARIES: dict[str, tuple[str, Callable[[Path], Iterator[list[Placed]]]]] = {
    "pypdfium2": ("pypdfium2", by_pdfium),
    "pdfminer.six": ("pdfminer", by_pdfminer),
    "pdfplumber": ("pdfplumber", by_pdfplumber),
}
"""By the name to install, the name to import, and what gets the words."""


class Result(NamedTuple):
    """What came of one library: pages and words read, in how many seconds, and how many of the samples were found."""

    pages: int
    words: int
    seconds: float
    found: int
    samples: int


def measure(read: Callable[[Path], Iterator[list[Placed]]], reports: list[tuple[Path, list[str]]]) -> Result:
    """Read the reports, each with the samples that its text should hold."""
    pages = words = found = samples = 0
    seconds = 0.0
    for path, expected in reports:
        started = time.perf_counter()
        placed = list(read(path))
        seconds += time.perf_counter() - started
        pages, words = pages + len(placed), words + sum(map(len, placed))
        text = _bare(" ".join(word.text for page in placed for word in page))
        samples += len(expected)
        found += sum(_bare(sample) in text for sample in expected)
    return Result(pages, words, seconds, found, samples)


def _bare(text: str) -> str:
    return re.sub(r"[\W_]", "", normalise(text))


def reports_of(truth: Path, folder: Path, count: int) -> list[tuple[Path, list[str]]]:
    """So many of the reports of the truth, always the same, each with its samples."""
    known = [json.loads(line) for line in truth.read_text(encoding="utf-8").splitlines() if line.strip()]
    pdfs = [one for one in known if one["kind"] != BROKEN]
    return [(folder / one["path"], list(_samples(one))) for one in random.Random(SEED).sample(pdfs, count)]


def _samples(expected: dict[str, Any]) -> Iterator[str]:
    for sample in expected["paragraph_samples"]:
        yield sample["starts"]
        yield sample["ends"]
    yield from expected.get("needs_to_improve", [])
    yield from expected.get("lscb_recommendations", [])


def main(truth: Path, folder: Path, count: int) -> None:
    """Print a line for each library that is installed."""
    reports = reports_of(truth, folder, count)
    results = {}
    for name, (module, read) in LIBRARIES.items():
        try:
            importlib.import_module(module)
        except ImportError:
            print(f"{name} is not installed; to compare it: pip install {name}")
            continue
        results[name] = measure(read, reports)
    slowest = min(result.pages / result.seconds for result in results.values())
    for name, (pages, words, seconds, found, samples) in results.items():
        speed = pages / seconds
        print(
            f"{name:<14}{speed:8.1f} pages a second, {speed / slowest:5.1f} times the slowest; {words:,} words; "
            f"{found} of {samples} samples = {found / samples:.2%}"
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else REPORTS)
