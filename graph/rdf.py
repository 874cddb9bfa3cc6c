"""Documents as RDF: one named graph for each document, one for provenance, one for the vocabulary.

Nothing here is random or depends on the clock: the same documents give the same quads.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import pyoxigraph as ox

from graph.identifier import paragraph_iris, person_iri
from ingest.annotation.mention import CONFIDENCE, concepts_named
from ingest.annotation.speaker import speaker
from ingest.document import Document, Span
from ingest.normalisation import slug
from ontology.prefix import PREFIXES
from ontology.vocabulary import ID, files, vocabulary

ONTOLOGY_GRAPH = ox.NamedNode(f"{ID}graph/ontology")
PROVENANCE_GRAPH = ox.NamedNode(f"{ID}graph/provenance")
_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
_ROLE_CLASSES = {"recommendation": "Recommendation", "improvement": "Recommendation", "finding": "Finding"}

Term = ox.NamedNode | ox.Literal
Triple = tuple[ox.NamedNode, ox.NamedNode, Term]


def name(curie: str) -> ox.NamedNode:
    """The node of a prefixed name such as ``tl:text``."""
    prefix, local = curie.split(":", 1)
    return ox.NamedNode(PREFIXES[prefix] + local)


def date_literal(iso: str) -> ox.Literal:
    """A date at its precision: ``xsd:gYear``, ``xsd:gYearMonth`` or ``xsd:date``."""
    datatype = {4: "gYear", 7: "gYearMonth", 10: "date"}[len(iso)]
    return ox.Literal(iso, datatype=name(f"xsd:{datatype}"))


def document_quads(document: Document, iri: str) -> list[ox.Quad]:
    """All that is known of `document`, in the graph named by its address `iri`."""
    graph = ox.NamedNode(iri)
    triples = (
        *_description(document, iri),
        *_sections(document, iri),
        *_paragraphs(document, iri),
        *_said(document, iri),
    )
    return [ox.Quad(subject, predicate, value, graph) for subject, predicate, value in triples]


def provenance_quads(document: Document, iri: str, version: str) -> list[ox.Quad]:
    """How the document's graph came about: one activity, from which file, by which version."""
    activity = ox.NamedNode(f"{iri}/reading")
    software = ox.NamedNode(f"{ID}software/throughline/{version}")
    file = ox.NamedNode(f"urn:sha256:{document.source_sha256}")
    triples: list[Triple] = [
        (activity, _TYPE, name("prov:Activity")),
        (activity, name("prov:used"), file),
        (activity, name("prov:wasAssociatedWith"), software),
        (software, _TYPE, name("prov:SoftwareAgent")),
        (file, _TYPE, name("prov:Entity")),
        (file, name("dcterms:identifier"), ox.Literal(document.source)),
        (ox.NamedNode(iri), name("prov:wasGeneratedBy"), activity),
    ]
    return [ox.Quad(*triple, PROVENANCE_GRAPH) for triple in triples]


def ontology_quads() -> list[ox.Quad]:
    """The vocabulary's own files."""
    return [
        ox.Quad(quad.subject, quad.predicate, quad.object, ONTOLOGY_GRAPH)
        for path in files()
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)
    ]


def nquads(quads: Iterable[ox.Quad]) -> bytes:
    """`quads` as N-Quads, sorted, each once: the one byte-exact form of a data set."""
    return "".join(sorted({f"{quad} .\n" for quad in quads})).encode()


def _description(document: Document, iri: str) -> Iterator[Triple]:
    node = ox.NamedNode(iri)
    yield node, _TYPE, name("foaf:Document")
    yield node, name("dcterms:title"), ox.Literal(document.title)
    yield node, name("dcterms:type"), ox.NamedNode(f"{ID}kind/{document.kind}")
    yield node, name("tl:speaker"), ox.NamedNode(f"{ID}speaker/{speaker(document)}")
    for curie, value in (("tl:authority", document.authority), ("dcterms:publisher", document.publisher)):
        if value:
            yield node, name(curie), ox.NamedNode(value)
    for owner in {document.authority, document.publisher} - {None}:
        if owner and owner.startswith(f"{ID}authority/") and owner not in vocabulary().authorities:
            yield ox.NamedNode(owner), _TYPE, name("tl:Authority")
            yield ox.NamedNode(owner), name("skos:prefLabel"), ox.Literal(vocabulary().label(owner), language="en")
    if document.date:
        yield node, name("dcterms:date"), date_literal(document.date)
        yield node, name("tl:dateBasis"), ox.Literal(document.date_basis or "")
    if document.published:
        yield node, name("dcterms:issued"), date_literal(document.published)
    if document.inspection_end:
        yield from _inspection(document, iri)


def _inspection(document: Document, iri: str) -> Iterator[Triple]:
    inspection = ox.NamedNode(f"{iri}/inspection")
    yield ox.NamedNode(iri), name("tl:reports"), inspection
    yield inspection, _TYPE, name("tl:Inspection")
    if document.authority:
        yield inspection, name("tl:authority"), ox.NamedNode(document.authority)
    if document.framework:
        yield inspection, name("tl:framework"), ox.NamedNode(document.framework)
    for curie, iso in (("tl:startDate", document.inspection_start), ("tl:endDate", document.inspection_end)):
        if iso:
            yield inspection, name(curie), date_literal(iso)
    for curie, names in (("tl:leadInspector", [document.lead_inspector]), ("tl:inspector", document.inspectors)):
        for person in names:
            if person:
                yield inspection, name(curie), ox.NamedNode(person_iri(person))
                yield ox.NamedNode(person_iri(person)), _TYPE, name("foaf:Person")
                yield ox.NamedNode(person_iri(person)), name("foaf:name"), ox.Literal(person)


def _section_node(iri: str, index: int) -> ox.NamedNode:
    return ox.NamedNode(f"{iri}/s/{index + 1}")


def _sections(document: Document, iri: str) -> Iterator[Triple]:
    for index, section in enumerate(document.sections):
        node = _section_node(iri, index)
        parent = ox.NamedNode(iri) if section.parent is None else _section_node(iri, section.parent)
        yield node, _TYPE, name("doco:Section")
        yield node, name("dcterms:title"), ox.Literal(section.title)
        yield node, name("dcterms:isPartOf"), parent
        yield node, name("tl:position"), ox.Literal(index + 1)


def _paragraphs(document: Document, iri: str) -> Iterator[Triple]:
    addresses = paragraph_iris(document, iri)
    for index, (paragraph, address) in enumerate(zip(document.paragraphs, addresses, strict=True)):
        node, selector = ox.NamedNode(address), ox.NamedNode(f"{address}/selector")
        yield node, _TYPE, name("doco:Paragraph")
        if paragraph.role in _ROLE_CLASSES:
            yield node, _TYPE, name(f"tl:{_ROLE_CLASSES[paragraph.role]}")
        yield node, name("tl:text"), ox.Literal(paragraph.text)
        yield node, name("tl:role"), ox.Literal(paragraph.role)
        yield node, name("tl:position"), ox.Literal(index + 1)
        yield node, name("dcterms:isPartOf"), ox.NamedNode(iri)
        if paragraph.section is not None:
            yield node, name("dcterms:isPartOf"), _section_node(iri, paragraph.section)
        for curie, words in (("tl:number", paragraph.number), ("tl:stem", paragraph.stem)):
            if words:
                yield node, name(curie), ox.Literal(words)
        if paragraph.page is not None:
            yield node, name("tl:page"), ox.Literal(paragraph.page)
        if paragraph.parent is not None:
            yield node, name("tl:listedIn"), ox.NamedNode(addresses[paragraph.parent])
        yield node, name("oa:hasSelector"), selector
        yield selector, _TYPE, name("oa:TextPositionSelector")
        yield selector, name("oa:start"), ox.Literal(paragraph.spans[0][0])
        yield selector, name("oa:end"), ox.Literal(paragraph.spans[-1][1])


def _said(document: Document, iri: str) -> Iterator[Triple]:
    """What is said in the paragraphs, each thing with its paragraph."""
    addresses = paragraph_iris(document, iri)
    yield from _judgements(document, iri, addresses)
    yield from _mentions(document, addresses)
    yield from _figures(document, addresses)
    yield from _references(document, addresses)
    yield from _reported_speech(document, addresses)
    yield from _abbreviations(document, iri, addresses)
    yield from _appointments(document, addresses)


def _selected(node: ox.NamedNode, document: Document, paragraph: int, span: Span, address: str) -> Iterator[Triple]:
    """`node` selects the words at `span` of the paragraph with that index and address."""
    yield node, name("tl:paragraph"), ox.NamedNode(address)
    yield node, name("oa:exact"), ox.Literal(document.words(paragraph, span) or "")
    yield node, name("oa:start"), ox.Literal(span[0])
    yield node, name("oa:end"), ox.Literal(span[1])


def _judgements(document: Document, iri: str, addresses: Sequence[str]) -> Iterator[Triple]:
    for judgement in document.judgements:
        node = ox.NamedNode(f"{iri}/judgement/{judgement.area.rsplit('/', 1)[1]}")
        scale = (document.framework or "").rsplit("/", 1)[-1]
        yield node, _TYPE, name("tl:Judgement")
        yield node, name("tl:judgementArea"), ox.NamedNode(judgement.area)
        yield node, name("tl:grade"), ox.NamedNode(f"{ID}grade/{scale}/{judgement.grade}")
        yield node, name("tl:inspection"), ox.NamedNode(f"{iri}/inspection")
        yield node, name("tl:paragraph"), ox.NamedNode(addresses[judgement.paragraph])


def _mentions(document: Document, addresses: Sequence[str]) -> Iterator[Triple]:
    for mention in document.mentions:
        kind, key = mention.concept.rsplit("/", 2)[-2:]
        address, concept = addresses[mention.paragraph], ox.NamedNode(mention.concept)
        node = ox.NamedNode(f"{address}/mention/{mention.span[0]}-{kind}-{key}")
        yield ox.NamedNode(address), name("dcterms:subject" if kind == "theme" else "tl:names"), concept
        yield node, _TYPE, name("tl:Mention")
        yield node, name("tl:concept"), concept
        yield node, name("tl:method"), ox.NamedNode(f"{ID}method/{mention.method}")
        yield node, name("tl:confidence"), decimal(CONFIDENCE[mention.method])
        yield from _selected(node, document, mention.paragraph, mention.span, address)


def _abbreviations(document: Document, iri: str, addresses: Sequence[str]) -> Iterator[Triple]:
    """One node for a short form and what it stands for, as first written, however often it is explained."""
    known: set[ox.NamedNode] = set()
    for abbreviation in document.abbreviations:
        node = ox.NamedNode(f"{iri}/abbreviation/{slug(abbreviation.short)}-{slug(abbreviation.expansion)}")
        yield node, name("tl:paragraph"), ox.NamedNode(addresses[abbreviation.paragraph])
        if node in known:
            continue
        known.add(node)
        yield node, _TYPE, name("tl:Abbreviation")
        yield node, name("tl:short"), ox.Literal(abbreviation.short)
        yield node, name("tl:expansion"), ox.Literal(abbreviation.expansion)
        for concept in concepts_named(abbreviation.expansion):
            yield node, name("tl:concept"), ox.NamedNode(concept)


def _appointments(document: Document, addresses: Sequence[str]) -> Iterator[Triple]:
    for appointment in document.appointments:
        node = ox.NamedNode(
            f"{addresses[appointment.paragraph]}/post/{slug(appointment.person)}-{slug(appointment.post)}"
        )
        yield node, _TYPE, name("org:Membership")
        yield node, name("org:member"), ox.NamedNode(person_iri(appointment.person))
        yield ox.NamedNode(person_iri(appointment.person)), _TYPE, name("foaf:Person")
        yield ox.NamedNode(person_iri(appointment.person)), name("foaf:name"), ox.Literal(appointment.person)
        yield node, name("dcterms:title"), ox.Literal(re.sub(r"\s+", " ", appointment.post))
        yield node, name("tl:paragraph"), ox.NamedNode(addresses[appointment.paragraph])


def _figures(document: Document, addresses: Sequence[str]) -> Iterator[Triple]:
    for figure in document.figures:
        index = figure.paragraph
        base = f"{addresses[index]}/figure/"
        node = ox.NamedNode(f"{base}{figure.span[0]}")
        yield node, _TYPE, name("tl:Figure")
        yield node, name("tl:value"), decimal(figure.value)
        yield node, name("tl:unit"), ox.Literal(figure.unit)
        yield from _selected(node, document, index, figure.span, addresses[index])
        if figure.upper:
            yield node, name("tl:upperValue"), decimal(figure.upper)
        if figure.date:
            yield node, name("tl:referenceDate"), date_literal(figure.date)
        if figure.comparison:
            yield node, name("tl:comparison"), ox.Literal(figure.comparison)
        for curie, span in (
            ("tl:referencePeriod", figure.period),
            ("tl:measures", figure.measures),
            ("tl:group", figure.group),
            ("tl:comparisonWords", figure.comparison_words),
            ("tl:direction", figure.direction),
            ("tl:approximation", figure.approximation),
        ):
            if words := document.words(index, span):
                yield node, name(curie), ox.Literal(words)
        for curie, span in (("tl:whole", figure.whole), ("tl:restates", figure.restates)):
            if span:
                yield node, name(curie), ox.NamedNode(f"{base}{span[0]}")


def _references(document: Document, addresses: Sequence[str]) -> Iterator[Triple]:
    """One node for the words that refer to something, whether that is one paragraph or several."""
    for reference in document.references:
        address = addresses[reference.paragraph]
        node = ox.NamedNode(f"{address}/reference/{reference.span[0]}-{reference.kind}")
        yield node, _TYPE, name("tl:Reference")
        yield node, name("tl:refersTo"), ox.Literal(reference.kind)
        yield from _selected(node, document, reference.paragraph, reference.span, address)
        if reference.target is not None:
            target = ox.NamedNode(addresses[reference.target])
            yield node, name("dcterms:references"), target
            yield ox.NamedNode(address), name("dcterms:references"), target
        if reference.date:
            yield node, name("dcterms:date"), date_literal(reference.date)


def _reported_speech(document: Document, addresses: Sequence[str]) -> Iterator[Triple]:
    for attribution in document.attributions:
        address = addresses[attribution.paragraph]
        node = ox.NamedNode(f"{address}/speech/{attribution.span[0]}-{attribution.speaker}")
        yield node, _TYPE, name("tl:ReportedSpeech")
        yield node, name("tl:speaker"), ox.NamedNode(f"{ID}speaker/{attribution.speaker}")
        yield from _selected(node, document, attribution.paragraph, attribution.span, address)


def decimal(value: object) -> ox.Literal:
    """A decimal in the one form in which the database gives it: "84.5" and not "84.50", "84" and not "84.0"."""
    digits = str(value)
    return ox.Literal(digits.rstrip("0").rstrip(".") if "." in digits else digits, datatype=name("xsd:decimal"))
