"""The records that reading produces: immutable, in the order of the source, each pointing back to it.

A file is read into a `Source`; the source is cut into one or more `Document`s; a document holds
`Section`s and `Paragraph`s and what is said in them. Every paragraph keeps the spans of the
source text that it is made of, so that what is quoted can be checked against what was read:

    paragraph.text == collapse("".join(source.text[start:end] for start, end in paragraph.spans))

Dates are ISO 8601 strings kept at the precision that was printed: ``"2017"``, ``"2017-09"`` or
``"2017-09-04"``; they sort and compare as text.
"""

from __future__ import annotations

from dataclasses import dataclass

Span = tuple[int, int]
"""Start and end (exclusive), in characters."""


ROLES = {
    "finding": "what inspectors or visitors found",
    "recommendation": "a numbered recommendation",
    "improvement": "an item under what needs to improve",
    "judgement": "a grade, or a table of grades",
    "table": "another table",
    "front-matter": "the title page, address or opening table",
    "information": "facts about the area, or about how the inspection was done",
    "note": "a footnote",
    "colophon": "the publisher's small print, not searched",
    "text": "any other paragraph",
}
"""What a paragraph is in its document."""


@dataclass(frozen=True)
class Problem:
    """Something in a file that could not be read, or was read with doubt. Shown to users, never swallowed.

    code: a stable word to search for, such as ``not-text``. message: what is wrong and what to do.
    source: the file as named by the user. severity: ``unread`` (nothing of the file is in the
    store), ``partial`` (some of it is not) or ``note`` (all of it is, with a doubt).
    """

    code: str
    message: str
    source: str
    severity: str = "note"


@dataclass(frozen=True)
class Source:
    """The text of one file, as decoded, with line ends as ``\\n``. `sha256` is that of the file's bytes."""

    name: str
    text: str
    sha256: str


@dataclass(frozen=True)
class Section:
    """A heading; `parent` is the index of the section it stands in; `grade` where the heading prints one."""

    title: str
    parent: int | None = None
    grade: str | None = None


@dataclass(frozen=True)
class Paragraph:
    """The smallest thing that can be cited.

    number: as printed (``"16"``, ``"7.19"``), or None. section: index into the document's sections,
    or None before the first heading. role: a key of `ROLES`. stem: the words that introduce the list
    that it is an item of. breaks: offsets in `text` where an inner list item or a table row begins.
    sentences: their places in `text`. page: from 1, where the format has pages. parent: index of the numbered paragraph whose list item it is.
    """

    text: str
    spans: tuple[Span, ...]
    number: str | None = None
    section: int | None = None
    role: str = "text"
    stem: str | None = None
    breaks: tuple[int, ...] = ()
    sentences: tuple[Span, ...] = ()
    page: int | None = None
    parent: int | None = None


@dataclass(frozen=True)
class Judgement:
    """A grade given to an area, where it is printed. `paragraph` is an index into the paragraphs."""

    area: str
    grade: str
    paragraph: int
    label: str


@dataclass(frozen=True)
class Figure:
    """A number that the text states. `printed` is the exact text; `span` its place in the paragraph.

    Other spans select words of the same paragraph. What the text does not make sure is None.

    value: a decimal, without rounding; of a range the lower end, and `upper` the other. unit: ``count``, ``percent``,
    ``GBP``, a length (``working days``, ``miles``), ``per 10,000``, or ``in 3`` of which "two thirds" are 2.
    date: what it is for, in ISO 8601 at the precision printed; period: the words for a time that is no one date.
    measures: what is counted or measured. group: the people or cases that it is about. comparison: a key of
    `ingest.annotation.figure.comparison.COMPARISONS` if it is not simply the authority's own figure, by which words. direction: the
    word for how it moved. approximation: "nearly", "more than". whole: the figure that it is a part of ("three of
    12"). restates: the figure that it gives in another unit ("26 (27%)").
    """

    paragraph: int
    span: Span
    printed: str
    value: str
    unit: str
    date: str | None = None
    upper: str | None = None
    period: Span | None = None
    measures: Span | None = None
    group: Span | None = None
    comparison: str | None = None
    comparison_words: Span | None = None
    direction: Span | None = None
    approximation: Span | None = None
    whole: Span | None = None
    restates: Span | None = None


@dataclass(frozen=True)
class Mention:
    """A concept (theme, actor or authority IRI) that a stretch of a paragraph names: by which label, found in which way.

    method: a key of `ingest.annotation.mention.CONFIDENCE`.
    """

    paragraph: int
    span: Span
    concept: str
    label: str
    method: str


@dataclass(frozen=True)
class Abbreviation:
    """A short form and the words it was defined by, in the paragraph where the text defines it."""

    short: str
    expansion: str
    paragraph: int


@dataclass(frozen=True)
class Appointment:
    """A person named with a post that the text gives them, where it does."""

    person: str
    post: str
    paragraph: int
    span: Span


@dataclass(frozen=True)
class Reference:
    """What a paragraph refers to, by the words that `span` selects.

    kind: ``recommendation`` or ``paragraph`` of the same document, with the index of the paragraph as `target` where it
    is sure; ``inspection`` or ``visit`` for an earlier one, with its date where printed.
    """

    paragraph: int
    span: Span
    kind: str
    target: int | None = None
    date: str | None = None


@dataclass(frozen=True)
class Attribution:
    """A sentence of a paragraph that reports somebody's words. `speaker` is a key of the vocabulary's speakers."""

    paragraph: int
    span: Span
    speaker: str


@dataclass(frozen=True)
class Document:
    """One report, letter or paper. `source` and `part` say which file, and where in it.

    kind: a key of `ingest.identity.kind.KINDS`. authority and publisher: IRIs, or None where the text names none.
    date: the one to order by, at the precision known: published, else the end of the inspection.
    date_basis says which of these it is, or what it was worked out from.
    """

    source: str
    source_sha256: str
    span: Span
    part: str | None = None
    kind: str = "other"
    title: str = ""
    authority: str | None = None
    publisher: str | None = None
    framework: str | None = None
    date: str | None = None
    date_basis: str | None = None
    published: str | None = None
    inspection_start: str | None = None
    inspection_end: str | None = None
    lead_inspector: str | None = None
    inspectors: tuple[str, ...] = ()
    visit_number: int | None = None
    sections: tuple[Section, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    figures: tuple[Figure, ...] = ()
    mentions: tuple[Mention, ...] = ()
    abbreviations: tuple[Abbreviation, ...] = ()
    appointments: tuple[Appointment, ...] = ()
    references: tuple[Reference, ...] = ()
    attributions: tuple[Attribution, ...] = ()

    def words(self, paragraph: int, span: Span | None) -> str | None:
        """What `span` selects in a paragraph, or None for None."""
        return None if span is None else self.paragraphs[paragraph].text[span[0] : span[1]]

    def trail(self, section: int | None) -> tuple[str, ...]:
        """The titles of a section and those it stands in, outermost first."""
        titles: list[str] = []
        while section is not None:
            titles.append(self.sections[section].title)
            section = self.sections[section].parent
        return tuple(reversed(titles))
