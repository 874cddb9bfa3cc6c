"""Looks for faults in what is read out of a folder of reports, without a truth to compare it with.

Run as ``make bench`` (or ``python -m benchmarks.audit FOLDER``). What it checks against is the plain text that
PDFium gives for each page, and what is true of any report: sentences end, numbers follow each other, and what
stands at the head or foot of page after page is no part of a sentence.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import pypdfium2 as pdfium

from ingest.document import Document, Paragraph
from ingest.pipeline import Ingested, find_files, ingest

LONGEST = 900
"""Words; a longer paragraph is several that ran together."""
_EDGE_LINES = 3
_EDGE_PAGES = 3
_EDGE_SHARE = 0.25
"""Furniture is looked for in so many lines at each end of a page, on so many pages and such a share of them."""
_TELLING = 8
"""So many letters of furniture would not stand in a paragraph by accident, as dates may."""
_LOST = 5
"""So many words of a file differ by how hyphens at the ends of lines are taken."""
_FURNITURE = re.compile(r"\b[Pp]age \d+ of \d+|\b\d+ (?:https?://)?www\.gov\.uk/ofsted\b|www\.gov\.uk/ofsted \d+\b")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*(?:\s?\[?\d{1,2}\]?)?$|[.!?…][\"'”’)\]]*\s*\([^()]*\)$|^\([^()]*\)$")
_LIST_END = re.compile(r"(?:[:;,–-]|\b(?:and|or))$")
_SENTENCES = ("finding", "text", "recommendation", "improvement", "information")
"""The roles of paragraphs that are made of sentences."""
_LABELLED = re.compile(r"[A-Z][a-z]+(?: [a-z]+){0,3}s?: ")
"""How a line begins that gives a name or a date, as those about the inspection do."""
_WORD = re.compile(r"[^\W\d_]{2,}")
EXAMPLES = 12


@dataclass
class Audit:
    """What was found: how many files and paragraphs there are, and by kind of fault where it is and what is there."""

    counts: dict[str, int] = field(default_factory=dict)
    faults: dict[str, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    words: Counter[str] = field(default_factory=Counter)
    """How many words there are on pages, how many of them were read, and how many are shown in paragraphs and headings."""


def audit(folder: Path) -> Audit:
    """The faults in what is read of the files below `folder`."""
    files = find_files([folder])
    ingested = ingest(files)
    by_file: dict[str, list[Document]] = defaultdict(list)
    for document in ingested.documents:
        by_file[document.source].append(document)
    source_texts = {source.name: source.text for source in ingested.sources.values()}
    result = Audit(_counts(len(files), ingested, by_file))
    for problem in ingested.problems:
        if problem.severity in ("unread", "partial"):
            result.faults[f"{problem.severity}: {problem.code}"].append((problem.source, problem.message))
    for path, name in files:
        documents = by_file[name]
        text = source_texts.get(name, "")
        for fault, excerpt in [*_long(documents), *_endings(documents, text), *_numbering(documents)]:
            result.faults[fault].append((name, excerpt))
        if path.suffix.lower() == ".pdf" and documents:
            _against_pages(result, name, documents, text, page_texts(path))
    return result


def _counts(files: int, ingested: Ingested, by_file: dict[str, list[Document]]) -> dict[str, int]:
    severities: dict[str, set[str]] = defaultdict(set)
    for problem in ingested.problems:
        severities[problem.severity].add(re.sub(r" \(part \d+\)$", "", problem.source))
    return {
        "files": files,
        "files read": len(by_file),
        "of these in part": len(severities["partial"] & by_file.keys()),
        "files not read": len(severities["unread"]),
        "documents": len(ingested.documents),
        "paragraphs": sum(len(document.paragraphs) for document in ingested.documents),
    }


def page_texts(path: Path) -> list[str]:
    """The plain text of each page, as PDFium puts it together."""
    document = pdfium.PdfDocument(path)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


# Paragraphs by themselves


def _long(documents: Iterable[Document]) -> Iterator[tuple[str, str]]:
    for paragraph in _paragraphs(documents):
        if len(paragraph.text.split()) > LONGEST and paragraph.role != "table":
            yield f"paragraph of more than {LONGEST} words", _shortened(paragraph.text)


def _endings(documents: Iterable[Document], source_text: str) -> Iterator[tuple[str, str]]:
    """The paragraphs that end in mid-sentence, though they are no items or stems of a list, nor label a name."""
    for document in documents:
        for paragraph in document.paragraphs:
            ends = _SENTENCE_END.search(paragraph.text) or _LIST_END.search(paragraph.text)
            if paragraph.role not in _SENTENCES or ends or _LABELLED.match(paragraph.text):
                continue
            if not _is_listed(paragraph, source_text):
                role = "finding" if paragraph.role == "finding" else "other paragraph"
                yield f"{role} without an end of sentence", _shortened(paragraph.text)


def _is_listed(paragraph: Paragraph, source_text: str) -> bool:
    begins = paragraph.spans[0][0]
    bullet = "•" in source_text[max(0, begins - 2) : begins + 1]
    return bullet or paragraph.stem is not None or paragraph.parent is not None or bool(paragraph.breaks)


def _numbering(documents: Iterable[Document]) -> Iterator[tuple[str, str]]:
    """Where a plain paragraph number neither follows the one before nor begins at 1 again."""
    for document in documents:
        numbers = [(p.number, p.text) for p in document.paragraphs if p.number and p.number.isdigit()]
        for (before, _), (number, text) in pairwise(numbers):
            if int(number) not in (int(before) + 1, 1):
                yield "gap in the numbers of paragraphs", f"{before} → {number} {_shortened(text)}"


# Paragraphs against pages


def _against_pages(
    result: Audit, name: str, documents: Sequence[Document], source_text: str, pages: Sequence[str]
) -> None:
    """Look for furniture in the paragraphs of a file, and for words of its pages that were not read."""
    edges = edge_patterns(pages)
    for paragraph in _paragraphs(documents):
        if paragraph.role not in ("front-matter", "colophon"):
            for found in _furniture(paragraph.text, edges):
                result.faults["page furniture in a paragraph"].append((name, found))
    on_pages = Counter(word for page in pages for word in _words(_without_edges(page, edges.values())))
    titles = (section.title for document in documents for section in document.sections)
    shown = Counter(_words(" ".join([*(paragraph.text for paragraph in _paragraphs(documents)), *titles])))
    lost = on_pages - Counter(_words(source_text))
    result.words += Counter(
        {"on pages": on_pages.total(), "read": (on_pages - lost).total(), "shown": (on_pages & shown).total()}
    )
    if lost.total() > _LOST:
        some = " ".join(word for word, _ in lost.most_common(25))
        result.faults["words of pages not read"].append((name, f"{lost.total()} of {on_pages.total()}: {some}"))


def _furniture(text: str, edges: Mapping[str, re.Pattern[str]]) -> Iterator[str]:
    """What in a paragraph reads as furniture, with the words round it."""
    telling = [edge for line, edge in edges.items() if sum(character.isalpha() for character in line) >= _TELLING]
    for pattern in (_FURNITURE, *telling):
        if found := pattern.search(text):
            yield text[max(0, found.start() - 50) : found.end() + 50]


def edge_patterns(pages: Sequence[str]) -> dict[str, re.Pattern[str]]:
    """What recurs, figures aside, among the first and last lines of pages, with a pattern that finds it."""
    on_pages: Counter[str] = Counter()
    for page in pages:
        lines = [line.strip() for line in page.splitlines() if line.strip()]
        on_pages.update({re.sub(r"\d+", "#", line) for line in (*lines[:_EDGE_LINES], *lines[-_EDGE_LINES:])})
    return {
        line: re.compile(re.escape(line).replace(r"\#", r"\d+"))
        for line, count in on_pages.items()
        if count >= max(_EDGE_PAGES, _EDGE_SHARE * len(pages))
    }


def _without_edges(page: str, edges: Iterable[re.Pattern[str]]) -> str:
    return "\n".join(line for line in page.splitlines() if not any(edge.fullmatch(line.strip()) for edge in edges))


def _words(text: str) -> list[str]:
    """The words of a text, those parted at the end of a line made whole."""
    return _WORD.findall(re.sub(r"[\u0002\u00ad\ufffe-]\s*", "", text).lower())


def _paragraphs(documents: Iterable[Document]) -> Iterator[Paragraph]:
    for document in documents:
        yield from document.paragraphs


def _shortened(text: str) -> str:
    return text if len(text) <= 160 else f"{text[:60]} … {text[-90:]}"


def report(result: Audit, examples: int = EXAMPLES) -> str:
    """The counts, and some of what was found of each kind."""
    lines = [f"{name:<44}{count:>8,}" for name, count in result.counts.items()]
    words = result.words
    lines += [f"{'words ' + what:<44}{words[what]:>8,}{words[what] / words['on pages']:>9.2%}" for what in words]
    lines += [f"{fault:<44}{len(found):>8,}" for fault, found in sorted(result.faults.items())]
    for fault, found in sorted(result.faults.items()):
        lines += [f"\n{fault}", *(f"  {name}\n    {text}" for name, text in found[:examples])]
    return "\n".join(lines)


if __name__ == "__main__":
    print(report(audit(Path(sys.argv[1])), int(sys.argv[2]) if len(sys.argv) > 2 else EXAMPLES))
