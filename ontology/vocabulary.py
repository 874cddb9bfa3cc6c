"""Reads the Turtle files of this folder into plain records."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, fields
from functools import cache, cached_property
from pathlib import Path

import pyoxigraph as ox

BASE = "https://w3id.org/throughline/"
DEF = f"{BASE}def/"
ID = f"{BASE}id/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
SKOSXL = "http://www.w3.org/2008/05/skos-xl#"
ORG = "http://www.w3.org/ns/org#"
DCTERMS = "http://purl.org/dc/terms/"
FILES = (
    "throughline.ttl",
    "frameworks.ttl",
    "grades.ttl",
    "documents.ttl",
    "authorities.ttl",
    "authorities-elsewhere.ttl",
    "actors.ttl",
    "themes.ttl",
    "dated-labels.ttl",
)
_Values = dict[str, dict[str, list[str]]]


@dataclass(frozen=True)
class DatedLabel:
    """A name that something bears or bore in a certain time, which `source` tells.

    start and end: its first and last day, at the precision known; None where it is open or not known.
    """

    label: str
    start: str | None
    end: str | None
    source: str


@dataclass(frozen=True)
class Concept:
    """One thing that has labels: a theme, an actor, an authority, an area, a kind of document, a speaker.

    label: the preferred one. alternatives: words that name it in a text. hidden: words that people type
    for it, never used to annotate a text. dated: those of its labels that were or are in use in a certain time.
    wordings: words that speak of it without naming it (see `ontology.wording`). specialises: general themes that it
    stands for in texts on what `within` names. broader and related: IRIs. notation: its short key, if any.

    Of authorities: area, the IRI of its GSS code; former_areas, those it had before; urn, Ofsted's number for it;
    start and end, its first and last day, where it has any; replaced_by, the IRIs of its successors; trusts, the
    bodies that run its services or did.
    """

    iri: str
    label: str
    alternatives: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    wordings: tuple[str, ...] = ()
    specialises: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    dated: tuple[DatedLabel, ...] = ()
    broader: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    close: tuple[str, ...] = ()
    note: str = ""
    notation: str = ""
    framework: str | None = None
    area: str | None = None
    former_areas: tuple[str, ...] = ()
    urn: str | None = None
    region: str | None = None
    start: str | None = None
    end: str | None = None
    replaced_by: tuple[str, ...] = ()
    trusts: tuple[str, ...] = ()

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels that name it in a text, preferred first."""
        return (self.label, *self.alternatives)

    @property
    def key(self) -> str:
        """The last step of its address."""
        return self.iri.rsplit("/", 1)[1]

    @property
    def gss(self) -> str | None:
        """The GSS code of an authority."""
        return self.area.rsplit("/", 1)[1] if self.area else None

    def existed(self, on: str) -> bool:
        """Whether it existed on the day `on`; of a month or year, on its last day."""
        day = on + "-12-31"[len(on) - 4 :]
        return (self.start or "") <= day <= (self.end or "9999-12-31")


@dataclass(frozen=True)
class Vocabulary:
    """All concepts, by what they are; each a mapping from IRI to `Concept`, in IRI order."""

    themes: dict[str, Concept]
    actors: dict[str, Concept]
    authorities: dict[str, Concept]
    areas: dict[str, Concept]
    frameworks: dict[str, Concept]
    kinds: dict[str, Concept]
    grades: dict[str, Concept]
    speakers: dict[str, Concept]
    methods: dict[str, Concept]

    def label(self, iri: str | None) -> str:
        """The preferred label of `iri`, or the last step of the address where the vocabulary has none."""
        if iri is None:
            return ""
        return self._labels.get(iri) or iri.rsplit("/", 1)[-1].replace("-", " ").title()

    def narrower(self, iri: str) -> tuple[str, ...]:
        """The IRIs of the themes and actors that stand directly or further below `iri`."""
        return self._below.get(iri, ())

    @cached_property
    def _labels(self) -> dict[str, str]:
        return {iri: concept.label for field in fields(self) for iri, concept in getattr(self, field.name).items()}

    @cached_property
    def _below(self) -> dict[str, tuple[str, ...]]:
        direct: dict[str, list[str]] = defaultdict(list)
        for concepts in (self.themes, self.actors):
            for concept in concepts.values():
                for broader in concept.broader:
                    direct[broader].append(concept.iri)

        def below(iri: str) -> dict[str, None]:
            found: dict[str, None] = {}
            for child in direct.get(iri, ()):
                found |= {child: None} | below(child)
            return found

        return {iri: tuple(below(iri)) for iri in direct}


def files() -> list[Path]:
    """The Turtle files of the vocabulary, in the order in which they are read."""
    return [Path(__file__).parent / name for name in FILES]


@cache
def vocabulary() -> Vocabulary:
    """The whole vocabulary, read once."""
    values: _Values = defaultdict(lambda: defaultdict(list))
    for path in files():
        for triple in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
            if isinstance(triple.subject, ox.NamedNode):
                values[triple.subject.value][_property(triple)].append(triple.object.value)
    successors = _successors(values)
    concepts = {
        iri: _concept(iri, properties, _dated(properties, values), tuple(sorted(successors[iri])))
        for iri, properties in sorted(values.items())
        if properties.get(f"{SKOS}prefLabel")
    }

    def below(path: str) -> dict[str, Concept]:
        return {iri: concept for iri, concept in concepts.items() if iri.startswith(f"{ID}{path}/")}

    return Vocabulary(
        themes=below("theme"),
        actors=below("actor"),
        authorities=below("authority"),
        areas=below("area"),
        frameworks=below("framework"),
        kinds=below("kind"),
        grades=below("grade"),
        speakers=below("speaker"),
        methods=below("method"),
    )


def _property(triple: ox.Triple) -> str:
    """The property of `triple`; of a code, its datatype, which says whose code it is."""
    if isinstance(triple.object, ox.Literal) and triple.object.datatype.value.startswith(DEF):
        return triple.object.datatype.value
    return triple.predicate.value


def _successors(values: _Values) -> dict[str, set[str]]:
    """What took the place of what, by the changes that the files tell of."""
    found: dict[str, set[str]] = defaultdict(set)
    for change in list(values.values()):
        for before in change.get(f"{ORG}originalOrganization", ()):
            found[before].update(change[f"{ORG}resultingOrganization"])
    return found


def _dated(properties: dict[str, list[str]], values: _Values) -> tuple[DatedLabel, ...]:
    nodes = [
        values[iri] for name in ("prefLabel", "altLabel", "hiddenLabel") for iri in properties.get(SKOSXL + name, ())
    ]

    def first(node: dict[str, list[str]], name: str) -> str | None:
        return next(iter(node.get(name, ())), None)

    found = [
        DatedLabel(
            label=node[f"{SKOSXL}literalForm"][0],
            start=first(node, f"{DEF}startDate"),
            end=first(node, f"{DEF}endDate"),
            source=node[f"{DCTERMS}source"][0],
        )
        for node in nodes
    ]
    return tuple(sorted(found, key=lambda dated: (dated.start or "", dated.end or "9999", dated.label)))


def _concept(
    iri: str, properties: dict[str, list[str]], dated: tuple[DatedLabel, ...], replaced_by: tuple[str, ...]
) -> Concept:
    def every(name: str, base: str = SKOS) -> tuple[str, ...]:
        return tuple(sorted(properties.get(base + name, ())))

    def first(name: str, base: str = SKOS) -> str | None:
        return next(iter(every(name, base)), None)

    return Concept(
        iri=iri,
        label=first("prefLabel") or "",
        alternatives=every("altLabel"),
        hidden=every("hiddenLabel"),
        wordings=every("wording", DEF),
        specialises=every("specialises", DEF),
        within=every("within", DEF),
        dated=dated,
        broader=every("broader"),
        related=every("related"),
        close=every("closeMatch"),
        note=first("scopeNote") or "",
        notation=first("notation") or "",
        framework=first("framework", DEF),
        area=first("spatial", DCTERMS),
        former_areas=every("formerArea", DEF),
        urn=first("OfstedURN", DEF),
        region=first("region", DEF),
        start=first("startDate", DEF),
        end=first("endDate", DEF),
        replaced_by=replaced_by,
        trusts=every("trust", DEF),
    )
