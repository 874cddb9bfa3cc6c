"""The shapes let a sound report pass, and say in one plain sentence what is wrong with another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pyshacl
import pytest
import rdflib
from rdflib.namespace import OWL, RDF, RDFS, SH, SKOS, XSD
from triples import FOLDER, TL, graph_of, is_defined, own_terms, whole

from ingest.annotation.figure.comparison import COMPARISONS
from ingest.annotation.figure.number import numbers
from ingest.document import ROLES
from ontology.vocabulary import DEF, ID

SHAPES = rdflib.Graph().parse(FOLDER / "shapes.ttl")
REPORT = Path(__file__).parent / "report.ttl"
IN_USE = (
    "http://xmlns.com/foaf/0.1/Document http://xmlns.com/foaf/0.1/Person http://purl.org/spar/doco/Section "
    "http://purl.org/spar/doco/Paragraph http://www.w3.org/ns/oa#TextPositionSelector "
    "http://www.w3.org/ns/oa#TextQuoteSelector http://www.w3.org/ns/org#Membership http://www.w3.org/ns/org#ChangeEvent "
    "http://www.w3.org/2004/02/skos/core#Concept http://www.w3.org/2004/02/skos/core#ConceptScheme "
    "http://www.w3.org/2008/05/skos-xl#Label"
).split()
"""The classes of other vocabularies that the data has."""


@cache
def around() -> rdflib.Graph:
    """What a report needs of the vocabulary: the classes, the small files, and the themes and actors that it speaks of."""
    graph = rdflib.Graph()
    for name in ("throughline.ttl", "frameworks.ttl", "grades.ttl", "documents.ttl"):
        graph += graph_of(name)
    wanted = {term for triple in rdflib.Graph().parse(REPORT) for term in triple if str(term).startswith(ID)}
    wanted |= {rdflib.URIRef(f"{ID}scheme/themes"), rdflib.URIRef(f"{ID}scheme/actors")}
    while wanted:
        found = [triple for term in wanted for triple in whole().triples((term, None, None)) if triple not in graph]
        wanted = {term for _, predicate, term in found if predicate == SKOS.broader}
        for triple in found:
            graph.add(triple)
    return graph


def report(add: str = "", remove: tuple[rdflib.URIRef, rdflib.URIRef] | None = None) -> rdflib.Graph:
    """The report, with a statement more, or without what it says of something by some property."""
    graph = rdflib.Graph().parse(data=re.sub(r"\Z", f"\n{add}", REPORT.read_text()), format="turtle")
    if remove:
        graph.remove((*remove, None))
    return graph


def faults(graph: rdflib.Graph) -> set[str]:
    _, results, _ = pyshacl.validate(graph + around(), shacl_graph=SHAPES, inplace=True)
    return {str(message) for message in results.objects(None, SH.resultMessage)}


def property_shapes() -> Iterator[tuple[rdflib.term.Node, rdflib.term.Node]]:
    """Each shape with each of its properties that has a message."""
    for shape, part in SHAPES.subject_objects(SH.property):
        if (part, SH.message, None) in SHAPES:
            yield shape, part


def required() -> Iterator[tuple[rdflib.URIRef, rdflib.URIRef, str]]:
    """Something in the report, a property that it has to have, and what is said if it has none."""
    graph = report()
    for shape, part in property_shapes():
        path, kind = SHAPES.value(part, SH.path), SHAPES.value(shape, SH.targetClass)
        if kind and (part, SH.minCount, None) in SHAPES and isinstance(path, rdflib.URIRef):
            for subject in sorted(map(str, graph.subjects(RDF.type, kind)))[:1]:
                yield rdflib.URIRef(subject), path, str(SHAPES.value(part, SH.message))


def allowed(term: str) -> set[str]:
    """The values that the shapes allow for a property."""
    patterns = [
        str(SHAPES.value(part, SH.pattern)) for shape, part in property_shapes() if (part, SH.path, TL[term]) in SHAPES
    ]
    return set(max(patterns, key=len).removeprefix("^(?:").removesuffix(")$").split("|"))


# What the shapes are


def test_there_is_a_shape_for_every_class() -> None:
    targets = {str(target) for target in SHAPES.objects(None, SH.targetClass)}
    classes = {iri for iri, kind in own_terms().items() if kind == OWL.Class}
    assert targets == classes | set(IN_USE)


def test_every_property_of_ours_is_in_a_shape() -> None:
    paths = {str(node) for node in SHAPES.objects(None, SH.path)} | {
        str(node) for node in SHAPES.objects(None, RDF.first)
    }
    properties = {iri for iri, kind in own_terms().items() if kind in (OWL.ObjectProperty, OWL.DatatypeProperty)}
    assert properties - paths - {f"{DEF}rank"} == set()


def test_every_message_is_one_plain_sentence_in_english() -> None:
    messages = [message for _, part in property_shapes() for message in SHAPES.objects(part, SH.message)]
    assert len(messages) > 100
    for message in messages:
        assert isinstance(message, rdflib.Literal)
        assert message.language == "en"
        assert re.fullmatch(r"[A-Z][^.:]*(?:: [^.:]*)?\.", message), message
        assert not re.search(r"\b(?:IRIs?|literals?|datatypes?|nodes?|class(?:es)?|property|string)\b", message), (
            message
        )


def test_every_property_shape_of_a_target_has_a_message() -> None:
    targeted = {*SHAPES.subjects(SH.targetClass, None), *SHAPES.subjects(SH.targetSubjectsOf, None)}
    parts = [part for shape in targeted for part in SHAPES.objects(shape, SH.property)]
    assert [part for part in parts if len(list(SHAPES.objects(part, SH.message))) != 1] == []


def test_the_shapes_are_of_the_core_of_shacl() -> None:
    assert not [
        term for triple in SHAPES for term in triple if str(term) in {str(SH.sparql), str(SH.select), str(SH.js)}
    ]


def test_every_term_in_the_shapes_is_defined() -> None:
    used = {
        str(term)
        for triple in SHAPES
        for term in triple
        if isinstance(term, rdflib.URIRef) and not str(term).startswith(ID)
    }
    assert {f"{DEF}Judgement", f"{DEF}text"} <= used
    assert sorted(iri for iri in used if not is_defined(iri)) == []


@pytest.mark.parametrize("term", ["role", "comparison", "dateBasis", "refersTo"])
def test_the_values_that_the_shapes_allow_are_those_that_the_vocabulary_tells_of(term: str) -> None:
    comment = str(graph_of("throughline.ttl").value(TL[term], RDFS.comment))
    assert len(allowed(term)) > 3
    assert [value for value in allowed(term) if not re.search(rf"(?<![\w-]){value}(?![\w-])", comment)] == []


def test_the_shapes_allow_the_roles_and_comparisons_that_are_read_and_no_others() -> None:
    assert allowed("role") == set(ROLES)
    assert allowed("comparison") == set(COMPARISONS)


@pytest.mark.parametrize(
    "words",
    [
        "12 children",
        "61%",
        "five percentage points",
        "£2.5 million",
        "within 15 working days",
        "six school days",
        "20 weeks",
        "72 hours",
        "20 miles",
        "a rate of 31 per 10,000 children",
        "two thirds of children",
        "one in five children",
    ],
)
def test_every_unit_that_is_read_is_allowed(words: str) -> None:
    [part] = SHAPES.subjects(SH.path, TL.unit)
    pattern = str(SHAPES.value(part, SH.pattern))
    units = [number.unit for number in numbers(words)]
    assert units
    assert [unit for unit in units if not re.search(pattern, unit)] == []


# What they find


def test_a_sound_report_has_no_faults() -> None:
    assert faults(report()) == set()


def test_the_vocabulary_has_no_faults() -> None:
    _, results, _ = pyshacl.validate(whole(), shacl_graph=SHAPES)
    assert {str(message) for message in results.objects(None, SH.resultMessage)} == set()


def test_text_may_be_marked_as_such() -> None:
    marked = rdflib.Graph()
    for subject, predicate, value in report():
        if isinstance(value, rdflib.Literal) and value.datatype is None and value.language is None:
            value = rdflib.Literal(str(value), datatype=XSD.string)
        marked.add((subject, predicate, value))
    assert faults(marked) == set()


@pytest.mark.parametrize(("subject", "path", "message"), list(required()))
def test_what_lacks_something_is_found(subject: rdflib.URIRef, path: rdflib.URIRef, message: str) -> None:
    assert message in faults(report(remove=(subject, path)))


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        ('report:2017-09-04 dcterms:title "Another"', "A document has one title."),
        ("report:2017-09-04 dcterms:type kind:policy", "A document is of one kind."),
        ("report:2017-09-04 tl:speaker speaker:child", "It is known whose words a document is."),
        (
            'report:2017-09-04 dcterms:date "2018"^^xsd:gYear',
            "A document is ordered by one date: a day, a month or a year.",
        ),
        (
            'report:2017-09-04 tl:dateBasis "guessed"',
            "Where the date of a document comes from is said in one of five ways.",
        ),
        ("report:2017-09-04 tl:reports :p\\/3", "A document reports on one inspection at most."),
        (":p\\/16 tl:text 16", "A paragraph has one text."),
        (':p\\/16 tl:role "verdict"', "A paragraph has one role in its document, out of ten."),
        (":p\\/16 tl:number 16", "A paragraph has at most one printed number, kept as text."),
        (":p\\/3 tl:page 0", "A paragraph begins on one page, counted from 1."),
        (":p\\/3 dcterms:subject actor:heads-of-service", "What a paragraph speaks of is a theme of the thesaurus."),
        (":p\\/3 tl:names theme:return-home-interviews", "Whom a paragraph names is an actor of the thesaurus."),
        (":p\\/3 tl:related :a, :b, :c", "A paragraph is related to three others at most."),
        (":p\\/3 dcterms:references :inspection", "A paragraph refers to paragraphs."),
        (":p\\/3 a tl:Finding", "A finding has the role of one."),
        (":p\\/16 a tl:Recommendation", "A recommendation has the role of one, or of an area for improvement."),
        (":s\\/2 dcterms:isPartOf :inspection", "A section is part of a document or of another section."),
        (':inspection tl:endDate "the summer"', "An inspection has one last day."),
        (":inspection tl:framework area:overall", "An inspection follows one framework at most."),
        (":judgement\\/overall tl:grade sif:good", "A judgement gives one grade."),
        (":judgement\\/overall tl:judgementArea sif:good", "A judgement grades one known area."),
        (":mention oa:exact 5", "Words are kept as printed."),
        (":mention oa:start 58", "Words begin at one place, before the one where they end."),
        (":mention tl:paragraph :p\\/3", "Words stand in one paragraph."),
        (":mention tl:concept kind:sif", "A mention names one theme or actor."),
        (":mention tl:method method:guess", "A mention was found in one known way."),
        (":mention tl:confidence 1.5", "How sure a mention is lies between 0 and 1."),
        (":speech tl:speaker speaker:council", "Reported words are those of one known voice."),
        (':reference tl:refersTo "book"', "A reference is to a recommendation, a paragraph, an inspection or a visit."),
        (
            ':reference dcterms:date "2014"^^xsd:gYear',
            "A reference is to something of one date: a day, a month or a year.",
        ),
        (":reference dcterms:references :inspection", "A reference leads to paragraphs of the same document."),
        (":post org:member authority:northmere", "A post is held by one person."),
        (":figure tl:value 1", "A figure has one value."),
        (':all tl:unit "litres"', "A figure has one unit."),
        (':figure tl:comparison "cousins"', "A figure is compared in one known way."),
        (':figure tl:referenceDate "31 March"', "A figure is for one date."),
        (":earlier tl:whole :p\\/16", "A figure is part of one other figure."),
        (":response tl:strength 2.0", "How near a response is to its recommendation lies between 0 and 1."),
        ("id:association tl:between theme:children-who-go-missing", "An association is between two themes or actors."),
        ("id:association tl:paragraphs 0", "An association is seen in one number of paragraphs."),
        ('theme:return-home-interviews skos:prefLabel "RHI"@en', "A concept has one preferred label, in English."),
        ('theme:return-home-interviews skos:prefLabel "Heimkehr"@de', "A concept has one preferred label, in English."),
        (":it a skos:Concept", "A concept is in one scheme."),
        ("sif:good tl:rank 0", "A grade has one place on its scale, and 1 is the best."),
        (
            'framework:sif tl:startDate "2013"^^xsd:gYear',
            "A framework was first used on one day, or in one month or year.",
        ),
        (":it a <http://www.w3.org/2008/05/skos-xl#Label>", "A dated label has a date."),
    ],
)
def test_what_is_wrong_is_found(statement: str, message: str) -> None:
    assert message in faults(report(f"{statement} ."))


def test_one_fault_is_told_once() -> None:
    changed = report(':mention tl:confidence "sure" .', None)
    assert faults(changed) == {"How sure a mention is lies between 0 and 1."}
    gone = report(remove=(rdflib.URIRef(f"{ID}document/northmere/sif/2017-09-04"), TL.speaker))
    assert faults(gone) == {"It is known whose words a document is."}


def test_dates_may_be_a_day_a_month_or_a_year_and_nothing_else() -> None:
    message = "An inspection has one first day at most."
    path = (rdflib.URIRef(f"{ID}document/northmere/sif/2017-09-04/inspection"), TL.startDate)
    for good in ('"2017"^^xsd:gYear', '"2017-06"^^xsd:gYearMonth', '"2017-06-20"^^xsd:date'):
        graph = report(remove=path).parse(data=f"{prefixes()} :inspection tl:startDate {good} .", format="turtle")
        assert faults(graph) == set(), good
    for bad in ('"June 2017"', '"2017-13-45"^^xsd:date', '"2017-06-20T09:00:00"^^xsd:dateTime', "2017"):
        graph = report(remove=path).parse(data=f"{prefixes()} :inspection tl:startDate {bad} .", format="turtle")
        assert faults(graph) == {message}, bad


def prefixes() -> str:
    return "\n".join(line for line in REPORT.read_text().splitlines() if line.startswith("@prefix"))
