"""Works out what a document is from its content alone: kind, title, authority, publisher, dates, inspectors."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.document import Document, Problem
from ingest.identity.authority import authorities_at, existed, is_authority_name, within_names
from ingest.identity.date import days_between, find_dates, find_periods
from ingest.identity.kind import INSPECTIONS, NATIONAL, OFSTED_REPORTS, kind_of
from ingest.normalisation import slug
from ingest.structure.block import Block
from ontology.vocabulary import ID, vocabulary

OPENING_BLOCKS = 14
MAX_TITLE_LINE = 150
MAX_SHORT_INSPECTION_DAYS = 5
"""A short ILACS inspection has inspectors on site for one week, a standard one for two; neither report says which it is."""

_PERSON = r"[A-Z][\w'’-]+(?: (?:[A-Z]\.|St\.|[A-Z][\w'’-]*|de|van|von|d['’][A-Z]\w+)){1,3}"
_LEAD = re.compile(rf"\b(?<!deputy )(?:lead|reporting) inspector(?: on site)?\s*:?\s+(?P<name>{_PERSON})")
_SIGNED = re.compile(rf"^(?P<name>{_PERSON})[,]?\s+(?:Her|His) Majesty['’]s Inspector")
_NAMES = rf"{_PERSON}(?:(?:, and |, | and ){_PERSON}){{0,20}}"
_TEAM = re.compile(
    rf"(?:Her|His) Majesty['’]s Inspectors(?: for (?:this|the) visit)?(?:,? (?:were|was)|,|:)?\s+(?P<after>{_NAMES})"
    r"|[Ii]nspectors?(?: on site)?\s*:\s*(?P<listed>.+?)(?=\s+(?:[A-Z][a-z]+ ){0,2}[Ii]nspectors?\s*:|$)"
    rf"|(?P<before>{_NAMES}),? (?:Her|His) Majesty['’]s Inspectors"
)
"""Where the names of a team stand: after "Her Majesty's Inspectors", after "Inspectors:", or before their title."""
_APART = re.compile(r"\s*(?:[,;]|\band\b|&)\s*")
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)")
_TITLE_OF_PERSON = re.compile(
    r"(?:^|\s+)(?:(?:Her|His)\b|[A-Z]{2,5}\b|Deputy|Senior|Team|Quality|National|Lead|Shadow|Additional).*$"
)
"""What follows a name: "HMI", "Senior Her Majesty's Inspector", or the next post on the same line."""
_PUBLISHED = re.compile(r"\b(?:report )?publi(?:shed|cation date)\s*:?\s*(?:on\s+)?(?=\d)", re.I)
_DATES_LABEL = re.compile(r"(?:inspection|review|visit) (?:dates?|carried)", re.I)
_BETWEEN_PARTS = re.compile(r"\s*(?:,|;|and|&)?\s*(?:and\s+)?", re.I)
"""What stands between the parts of a visit in two parts."""
_MEETING = re.compile(
    r"\b(?:cabinet|committee|board|council|executive|meeting(?: date)?)\b[^\d|]{0,40}(?=\d{1,2}(?:st|nd|rd|th)? [A-Z])",
    re.I,
)
_COPYRIGHT = re.compile(r"©\s*Crown copyright (20\d\d)", re.I)
_COUNCIL_TYPE = r"(?:(?:County|City|Borough|Metropolitan|District|Unitary) )"
_PLACE = rf"(?:(?!{_COUNCIL_TYPE})[A-Z][a-z]+)(?: (?:and |upon )?(?!{_COUNCIL_TYPE}|Council\b)[A-Z][a-z]+)?"
_COUNCIL = re.compile(
    rf"\b(?:(?:London Borough|Royal Borough|City|County) of (?P<of>{_PLACE})|(?P<name>{_PLACE}) {_COUNCIL_TYPE}{{0,2}}Council)\b"
)
_NO_PLACE = re.compile(r"(?:The|Each|Every|This|County|City|Borough|Care|Youth|Young|Family|Children|Change|Parish)\b")
"""What begins the name of a council that is none of a place: "The Council", a "Children in Care Council"."""
ORDINALS = {
    word: number
    for number, word in enumerate(
        ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"), 1
    )
}
_VISIT = re.compile(
    r"\b(?P<ordinal>" + "|".join(ORDINALS) + r"|\d{1,2}(?:st|nd|rd|th)) (?:and final )?monitoring visit\b", re.I
)


@dataclass(frozen=True)
class Opening:
    """The first page of a document: its blocks, their text, and that without the footnotes."""

    blocks: tuple[Block, ...]
    text: str

    @property
    def printed(self) -> str:
        return " | ".join(block.text for block in self.blocks if block.kind != "note")


@dataclass(frozen=True)
class Visit:
    """The first and last day that inspectors came, and how many days its first part lasted."""

    start: str | None = None
    end: str | None = None
    days: int | None = None


def identify(document: Document, blocks: Sequence[Block]) -> tuple[Document, list[Problem]]:
    """`document` with its kind, title, authority, publisher, dates and inspectors filled in from `blocks`."""
    opening = Opening(tuple(blocks[:OPENING_BLOCKS]), " | ".join(block.text for block in blocks[:OPENING_BLOCKS]))
    body = "\n".join(block.text for block in blocks)
    kind = kind_of(" | ".join(_title_lines(opening)), opening.text, body)
    document = replace(document, kind=kind, title=_title(opening, kind))
    visit = _visit(opening, blocks) if kind in OFSTED_REPORTS else Visit()
    document = _with_dates(document, visit, opening, blocks)
    authority = None if kind in NATIONAL else _authority(opening, body, document.inspection_end or document.date)
    document = replace(document, authority=authority, publisher=_publisher(kind, opening, body, authority))
    document = _with_inspectors(document, blocks)
    if kind == "ilacs-standard" and visit.days and visit.days <= MAX_SHORT_INSPECTION_DAYS:
        document = replace(document, kind="ilacs-short")
    document = replace(
        document,
        framework=vocabulary().kinds[f"{ID}kind/{document.kind}"].framework,
        visit_number=_visit_number(document.kind, body),
    )
    return document, _doubts(document)


def _title_lines(opening: Opening) -> list[str]:
    """What stands on the first page as titles do: short lines, and the rows of its table."""
    rows = [" ".join(row) for block in opening.blocks for row in block.rows]
    return [*(block.text for block in opening.blocks if not block.rows and len(block.text) <= MAX_TITLE_LINE), *rows]


def _doubts(document: Document) -> list[Problem]:
    problems = []
    if document.authority is None and document.kind not in NATIONAL:
        problems.append(
            Problem(
                "no-authority",
                "The text does not say which authority it is about; it is shown under “no authority”.",
                document.source,
            )
        )
    if document.kind == "other":
        problems.append(
            Problem(
                "unknown-kind",
                "The kind of document is not one that Throughline knows; its paragraphs are read all the same.",
                document.source,
            )
        )
    return problems


# Title


def _title(opening: Opening, kind: str) -> str:
    """The title as printed: the subject of a council paper, the heading of a letter, the title page of a report."""
    for block in opening.blocks:
        for row in block.rows:
            if row[0].rstrip(":").upper() == "SUBJECT" and len(row) > 1:
                return row[1]
    headings = [
        block.text
        for block in opening.blocks
        if block.kind == "heading"
        and not _is_place(block.text)
        and not re.match(r"(?:appendix|contents|for general release)\b", block.text, re.I)
    ]
    if kind in OFSTED_REPORTS:
        titled = [text for text in headings if re.search(r"inspection|visit|review", text, re.I)]
        headings = titled or headings
    if headings and (kind != "news" or len(opening.blocks[0].text) > 120):
        return headings[0]
    return opening.blocks[0].text[:150] if opening.blocks else "Untitled"


def _is_place(text: str) -> bool:
    return bool(re.fullmatch(_COUNCIL.pattern, text)) or is_authority_name(text)


# Authority and publisher


def _authority(opening: Opening, body: str, on: str | None) -> str | None:
    """The authority that the document, of the date `on`, is about: the one on its first page, if the text as a whole agrees.

    A council that the table does not know (an invented one, a new one) is taken by the form of its name. One that
    did not exist at the time is taken only if the first page names no other.
    """
    known_places = within_names(body)
    unknown = Counter(
        name
        for match in _COUNCIL.finditer(body)
        if match.start() not in known_places
        and (name := match["of"] or match["name"])
        and not is_authority_name(name)
        and not _NO_PLACE.match(name)
    )
    first, known = authorities_at(opening.text, on), authorities_at(body, on)
    if unknown:
        name, _ = unknown.most_common(1)[0]
        if name in opening.text and body.count(name) > max([0, *known.values()]):
            return f"{ID}authority/{slug(name)}"
    first = Counter({iri: count for iri, count in first.items() if existed(iri, on)}) or first
    most = max((count for iri, count in known.items() if iri in first or existed(iri, on)), default=0)
    for iri, _ in sorted(first.items(), key=lambda item: (-item[1], -known[item[0]], item[0])):
        if known[iri] >= 0.5 * most:
            return iri
    return None


def _publisher(kind: str, opening: Opening, body: str, authority: str | None) -> str | None:
    if kind in OFSTED_REPORTS:
        return f"{ID}actor/ofsted"
    if kind == "cabinet-report":
        return authority
    if kind == "policy" and re.search(r"Department (?:\| )?for Education", opening.text):
        return f"{ID}actor/department-for-education"
    if kind == "guidance" and "Ofsted" in body:
        return f"{ID}actor/ofsted"
    return None


# Dates


def _with_dates(document: Document, visit: Visit, opening: Opening, blocks: Sequence[Block]) -> Document:
    """Fills in inspection dates, publication, and `date`, the one to order by, saying what it is."""
    published = _published(document.kind, opening)
    if published:
        date, basis = published, "published"
    elif visit.end:
        date, basis = visit.end, "inspection-end"
    elif years := [match[1] for block in blocks[-25:] if (match := _COPYRIGHT.search(block.text))]:
        date, basis = years[-1], "copyright"
    else:
        date, basis = None, None
    return replace(
        document,
        inspection_start=visit.start,
        inspection_end=visit.end,
        published=published,
        date=date,
        date_basis=basis,
    )


def _visit(opening: Opening, blocks: Sequence[Block]) -> Visit:
    """When the inspectors came, as the passage prints it that first gives days."""
    for text in _about_visit(opening, blocks):
        parts = find_periods(text)
        if parts:
            joined = [parts[0]]
            for part in parts[1:]:
                if not _BETWEEN_PARTS.fullmatch(text[joined[-1][2][1] : part[2][0]]):
                    break
                joined.append(part)
            return Visit(parts[0][0], joined[-1][1], days_between(*parts[0][:2]))
        if _DATES_LABEL.match(text) and (days := [date.iso for date in find_dates(text) if len(date.iso) == 10]):
            return Visit(days[0], days[-1], days_between(days[0], days[-1]))
    return Visit()


def _about_visit(opening: Opening, blocks: Sequence[Block]) -> list[str]:
    """The passages that may print when the inspectors came: the title page first, then what speaks of the visit."""
    labelled = [block.text for block in opening.blocks if _DATES_LABEL.match(block.text)]
    spoken = [block.text for block in blocks[:40] if re.search(r"\b(?:visit|inspect(?:ion|ed|ors))\b", block.text)]
    return [*labelled, *spoken]


def _published(kind: str, opening: Opening) -> str | None:
    for pattern in (_PUBLISHED, _MEETING if kind == "cabinet-report" else _PUBLISHED):
        match = pattern.search(opening.printed)
        if match:
            dates = find_dates(opening.printed[match.end() : match.end() + 40])
            if dates:
                return dates[0].iso
    for block in opening.blocks:
        dates = find_dates(block.text) if block.kind != "note" else []
        if len(dates) == 1 and dates[0].span == (0, len(block.text)) and len(dates[0].iso) > 4:
            return dates[0].iso
    return None


def _visit_number(kind: str, body: str) -> int | None:
    """Which monitoring visit since the judgement the document reports on, if it is about one."""
    if kind not in {"monitoring-visit", "news"}:
        return None
    match = _VISIT.search(body)
    if not match:
        return None
    ordinal = match["ordinal"].lower()
    return ORDINALS.get(ordinal) or int(re.sub(r"\D", "", ordinal))


# Inspectors


def _with_inspectors(document: Document, blocks: Sequence[Block]) -> Document:
    """The lead inspector and the team, as the title page, the closing page or the signature prints them."""
    if document.kind not in OFSTED_REPORTS:
        return document
    lead = next(
        (
            match["name"]
            for block in blocks
            if (
                match := _LEAD.search(
                    re.sub(
                        "(?:[Ll]ead|[Rr]eporting) [Ii]nspector",
                        "lead inspector",
                        block.text.replace("Deputy", "deputy"),
                    )
                )
            )
            and not match["name"].startswith("The ")
        ),
        None,
    )
    signed = next((match["name"] for block in reversed(blocks) if (match := _SIGNED.match(block.text))), None)
    names: list[str] = []
    for block in blocks:
        for match in _TEAM.finditer(block.text):
            names += _people(match["after"] or match["listed"] or match["before"])
    lead = next(iter(_people(lead or (signed if document.kind not in INSPECTIONS else None) or "")), None)
    inspectors = tuple(dict.fromkeys((*([lead] if lead else []), *names)))
    return replace(document, lead_inspector=lead, inspectors=inspectors)


def _people(listed: str) -> list[str]:
    """The names in a list of people, without their titles."""
    names = [_TITLE_OF_PERSON.sub("", part).strip(" .") for part in _APART.split(_IN_BRACKETS.sub("", listed))]
    return [name for name in names if re.fullmatch(_PERSON, name)]
