"""Tiny invented documents, and stores of them that are quick to build."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from graph.build import BuildReport, build
from graph.passage import Corpus, corpus
from ingest.document import Document, Mention, Paragraph
from ingest.structure.sentence import sentences
from ontology.vocabulary import ID

LETTER = """9 July 2018

Dear Desmond

Monitoring visit to Eastmere County Council children's services

This letter reports on a monitoring visit to Eastmere County Council on 12 and 13 June 2018.

Return home interviews are offered to every child who goes missing, and 61% of them were held within 72 hours of the child coming back to the place where the child lives.

Early help is offered by family centres in every district of the county, and the families whom inspectors met had not waited long for it to begin.
"""

PAPER = """REPORT TO: Cabinet, 14 January 2020

SUBJECT: Children who go missing

LEAD OFFICER: Director of Children's Services

Eastmere County Council asked a charity, Quillfeather Lantern, to hold return home interviews with children who go missing from the homes that the council runs.

The Quillfeather workers are liked by children, and return home interviews now take place within 72 hours for 84% of the children of Eastmere who come back.
"""

SENTENCE_OF_PAPER = "The Quillfeather workers are liked by children"
QUESTION = "What was said about return home interviews over time?"


def write(folder: Path, **texts: str) -> Path:
    """`folder` with a file for each of `texts`, called by its name."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def build_tiny(folder: Path, store: Path, other: Path) -> BuildReport:
    """Build `folder` into `store`, taking from the store `other` the vectors that it has in common with it."""
    if not (store / "cache" / "embeddings.npz").exists():
        take_vectors(store, other)
    return build([folder], store)


def take_vectors(store: Path, other: Path) -> Path:
    """`store`, with the vectors that the store `other` has already."""
    (store / "cache").mkdir(parents=True, exist_ok=True)
    shutil.copyfile(other / "cache" / "embeddings.npz", store / "cache" / "embeddings.npz")
    return store


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below `folder`, by its path there."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def paragraph(text: str, number: str | None = None, role: str = "finding", **fields: Any) -> Paragraph:
    """A paragraph of a source that holds nothing else."""
    cut = tuple(sentences(text, fields.get("breaks", ())))
    return Paragraph(text, ((0, len(text)),), number, role=role, sentences=cut, **fields)


def document(*paragraphs: Paragraph | str, **fields: Any) -> Document:
    """A document of these paragraphs; a text is a paragraph of its own."""
    read = tuple(paragraph(each) if isinstance(each, str) else each for each in paragraphs)
    return Document(**{"source": "paper.txt", "source_sha256": "0" * 64, "span": (0, 1), **fields}, paragraphs=read)


def corpus_of(*rows: tuple[str, tuple[str, ...]]) -> Corpus:
    """A corpus of one document with a paragraph for each of `rows`: its text, and the concepts ("theme/x") that it mentions."""
    mentions = tuple(
        Mention(index, (0, 1), f"{ID}{concept}", concept, "preferred-label")
        for index, (_, concepts) in enumerate(rows)
        for concept in concepts
    )
    return corpus([document(*(text for text, _ in rows), mentions=mentions)])
