"""Turns the blocks of a document into its sections and paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ingest.annotation.grade import grade_of
from ingest.document import Document, Paragraph, Problem, Section
from ingest.identity.kind import INSPECTIONS, OFSTED_REPORTS
from ingest.normalisation import normalise
from ingest.structure.block import Block
from ingest.structure.sentence import sentences

_RECOMMENDATIONS = re.compile(r"(?:\d+\.?\s*)?recommendations?\b|.{0,60}\b(?:is|are) (?:recommended|asked) to\b", re.I)
_IMPROVEMENTS = re.compile(
    r"what (?:does .* need|needs) to improve|areas? for (?:improvement|development|priority action)|priority (?:and immediate )?action",
    re.I,
)
_INFORMATION = re.compile(
    r"information about|previous ofsted inspections|local leadership|(?:children living|child protection|children looked after) in this area|inspection team",
    re.I,
)
_COLOPHON = re.compile(
    r"If you would like a copy of this document in a different format|You may reuse this information|This publication is available at|Interested in our work\?"
    r"|© ?Crown copyright|This publication \(not including logos\)|Any complaints about the inspection or the report should be made"
    r"|The Office for Standards in Education, Children['’]s Services and Skills \(Ofsted\) regulates and inspects to achieve"
)
_LAST_PART = 0.35
"""Small print is looked for in this last share of a document only."""
_OPENING = 16


@dataclass
class _Outline:
    """The sections so far and where the next paragraph stands."""

    contents: Counter[str]
    graded: bool
    sections: list[Section] = field(default_factory=list)
    ranked: list[tuple[int, int]] = field(default_factory=list)
    """The sections that a next one may stand in, outermost first: the rank of each and its index."""
    current: int | None = None
    stem: str | None = None
    list_in: tuple[int, int] | None = None
    """The paragraph that the list items now stand in, and its indent."""
    opened: set[str] = field(default_factory=set)
    """The titles of the sections so far, in one form."""
    numbered: set[str] = field(default_factory=set)
    """The titles over lists of recommendations that are numbered: bullets under a heading below are not of the list."""
    in_title: bool = True
    top: int | None = None
    """The highest level that a heading has whose level is known, below the title page."""

    def open(self, block: Block, is_title: bool) -> None:
        """Open the section of a heading. Those of the title page hold no other section."""
        is_title |= self.in_title
        if block.level and not is_title:
            self.top = min(self.top or block.level, block.level)
        rank = block.level or (self.top or 1) + (not self._is_top(block))
        outer = [(other, index) for other, index in self.ranked if other < rank]
        self.sections.append(Section(block.text, outer[-1][1] if outer else None, block.grade))
        self.opened.add(normalise(block.text))
        self.current = len(self.sections) - 1
        if not is_title:
            self.ranked = [*outer, (rank, self.current)]
        self.stem = None

    def grade(self, grade: str) -> None:
        """Give the section that has just been opened the grade that stands alone below its heading."""
        if self.current is not None:
            self.sections[self.current] = replace(self.sections[self.current], grade=grade)

    def holds(self, heading: Block) -> bool:
        """Whether `heading` stands below the one that was opened last, and is none that the contents list."""
        inner = heading.level > self.ranked[-1][0] if heading.level and self.ranked else heading.text.endswith(":")
        return inner and not self.lists(heading.text)

    def lists(self, title: str) -> bool:
        """Whether the table of contents has `title`."""
        return normalise(title) in self.contents

    def titles(self) -> list[str]:
        """The titles over the place that has been reached, innermost first."""
        titles, index = [], self.current
        while index is not None:
            titles.append(self.sections[index].title)
            index = self.sections[index].parent
        return titles

    def _is_top(self, block: Block) -> bool:
        """Whether the heading is of the highest rank: listed in the contents (the first time), else graded, numbered or in capitals."""
        if self.contents:
            title = normalise(block.text)
            return (title in self.contents and title not in self.opened) or block.grade is not None
        return block.grade is not None or block.level == 1 or block.text.isupper() or not self.graded


def structure(document: Document, blocks: Sequence[Block]) -> tuple[Document, list[Problem]]:
    """`document` with its sections and paragraphs, made from `blocks`."""
    contents = Counter(normalise(row[0]) for block in blocks if is_contents(block) for row in block.rows)
    outline = _Outline(
        contents,
        graded=any(
            block.kind == "heading" and (block.grade or block.level == 1 or block.text.isupper()) for block in blocks
        ),
    )
    paragraphs: list[Paragraph] = []
    letter_begins = next((i for i, block in enumerate(blocks[:_OPENING]) if re.match(r"Dear\b", block.text)), -1)
    small_print, titles = _small_print(blocks), _titles(blocks)
    for index, block in enumerate(blocks):
        if is_contents(block) or (block.kind == "heading" and is_contents(*blocks[index + 1 : index + 2])):
            continue
        if index <= letter_begins:
            paragraphs.append(_paragraph(block, outline, "front-matter"))
        elif index >= small_print:
            paragraphs.append(_paragraph(block, outline, "colophon"))
        elif block.kind == "heading" and grade_of(block.text) and outline.current is not None:
            outline.grade(grade_of(block.text) or "")
            paragraphs.append(_paragraph(block, outline, "judgement"))
        elif block.kind == "heading":
            outline.open(block, is_title=index in titles)
            if block.grade:
                paragraphs.append(_paragraph(block, outline, "judgement"))
        else:
            introduces = bool(block.number) and _begins_list(block, blocks[index + 1 : index + 4], outline)
            paragraphs.append(
                _in_list(_paragraph(block, outline, _role(document, block, index, outline, introduces)), block, outline)
            )
            outline.in_title &= paragraphs[-1].role in ("front-matter", "judgement", "note")
            if introduces:
                outline.list_in = (len(paragraphs) - 1, block.indent)
            if block.kind == "text" or introduces:
                outline.stem = block.text if block.introduces or introduces else None
    document = replace(document, sections=tuple(outline.sections), paragraphs=tuple(paragraphs))
    return document, _doubts(document)


def _titles(blocks: Sequence[Block]) -> Sequence[int]:
    """Where the titles of the document stand: headings of its highest level that all come before its running text."""
    levels = {index: block.level for index, block in enumerate(blocks) if block.kind == "heading" and block.level}
    highest = [index for index, level in levels.items() if level == min(levels.values())]
    running = (i for i, block in enumerate(blocks) if block.kind in ("text", "item") and block.finished)
    begins = next((index for index in running if levels and index > min(levels)), len(blocks))
    is_title_page = all(index < begins and not blocks[index].number for index in highest)
    return highest if is_title_page else ()


def _begins_list(block: Block, following: Sequence[Block], outline: _Outline) -> bool:
    """Whether the numbered `block` is the stem of the bullets that follow it, over a heading in the list ("Immediately:") or not."""
    for other in following:
        if other.kind == "note" or (other.kind == "heading" and outline.holds(other) and _role_by_title(outline)):
            continue
        return other.bullet and other.indent > block.indent
    return False


def _in_list(paragraph: Paragraph, block: Block, outline: _Outline) -> Paragraph:
    """`paragraph` with its parent, if it is an item of the list that a numbered paragraph began."""
    if outline.list_in is None or block.kind == "note":
        return paragraph
    parent, indent = outline.list_in
    if block.bullet and block.indent > indent:
        return replace(paragraph, parent=parent)
    outline.list_in = None
    return paragraph


def is_contents(block: Block | None = None) -> bool:
    """Whether there is a block and it is a table of contents: most of its rows end in a page number."""
    if block is None:
        return False
    numbered = sum(1 for row in block.rows if len(row) > 1 and row[-1].isdigit())
    return len(block.rows) > 3 and numbered >= 0.7 * len(block.rows)


def _small_print(blocks: Sequence[Block]) -> int:
    """The index of the block where the publisher's small print begins, or the number of blocks."""
    earliest = int(len(blocks) * (1 - _LAST_PART))
    return next((i for i in range(earliest, len(blocks)) if _COLOPHON.match(blocks[i].text)), len(blocks))


def _paragraph(block: Block, outline: _Outline, role: str) -> Paragraph:
    stem = outline.stem if block.kind == "item" else None
    return Paragraph(
        block.text,
        block.spans,
        None if block.kind == "heading" else block.number,
        outline.current,
        role,
        stem,
        block.breaks,
        tuple(sentences(block.text, block.breaks)),
        block.page,
    )


def _role(document: Document, block: Block, index: int, outline: _Outline, introduces: bool) -> str:
    if block.kind == "note":
        return "note"
    if block.kind == "table":
        if any(grade_of(row[-1]) for row in block.rows):
            return "judgement"
        return "front-matter" if index < _OPENING and outline.current is None else "table"
    by_title = _role_by_title(outline)
    if block.kind == "item" and by_title and not introduces:
        title, role = by_title
        if block.number:
            outline.numbered.add(title)
        if block.number or title not in outline.numbered or title == outline.titles()[0]:
            return role
    if _INFORMATION.search(next(iter(outline.titles()), "")):
        return "information"
    if index < _OPENING and len(block.text) < 100 and not block.finished and block.kind == "text":
        return "front-matter"
    return "finding" if document.kind in OFSTED_REPORTS else "text"


def _role_by_title(outline: _Outline) -> tuple[str, str] | None:
    """The innermost title that says what the items under it are, and what that is."""
    for title in outline.titles():
        if _RECOMMENDATIONS.match(title):
            return title, "recommendation"
        if _IMPROVEMENTS.search(title):
            return title, "improvement"
        if outline.lists(title):
            return None
    return None


def _doubts(document: Document) -> list[Problem]:
    problems = []
    if not document.paragraphs:
        problems.append(Problem("no-paragraphs", "No paragraph was found in the text.", document.source, "partial"))
    problems += [
        Problem(
            "empty-section",
            f"Under the heading “{document.sections[i].title}” there is no text; if it was a picture, its words are not in the store.",
            document.source,
            "partial",
        )
        for i in _empty_sections(document)
    ]
    if document.kind in INSPECTIONS and not any(p.role == "judgement" for p in document.paragraphs):
        problems.append(
            Problem("no-judgement", "No grade was found in this inspection report.", document.source, "partial")
        )
    return problems


def _empty_sections(document: Document) -> list[int]:
    """The sections without a paragraph that nothing follows: the last ones, and inner ones before a new main section."""
    used = {paragraph.section for paragraph in document.paragraphs}
    last_used = max((section for section in used if section is not None), default=-1)
    sections = document.sections
    empty: list[int] = []
    for i in (
        i for i in reversed(range(len(sections))) if not re.fullmatch(r"contents( page)?", sections[i].title, re.I)
    ):
        if i in used:
            continue
        last = i + 1 == len(sections) or (empty[-1:] == [i + 1] and last_used <= i)
        inner = not last and sections[i].parent is not None and sections[i + 1].parent is None
        if last or inner:
            empty.append(i)
    return sorted(empty)
