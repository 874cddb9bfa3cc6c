"""A document becomes quads in a graph of its own, with where it was read from in another."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from golden import assert_as_before
from reports import identified
from tiny import document, paragraph

from graph.identifier import document_iris, paragraph_iris
from graph.rdf import PROVENANCE_GRAPH, date_literal, document_quads, name, nquads, provenance_quads
from ingest.document import Document
from ontology.prefix import PREFIXES
from ontology.vocabulary import ID, vocabulary

REPORT = """Eastmere County Council

Inspection of children's social care services

Inspection dates: 4 March 2019 to 15 March 2019

Lead inspector: Ada Quill

Judgement	Grade
The impact of leaders on social work practice with children and families	Good
The experiences and progress of children who need help and protection	Requires improvement to be good
Overall effectiveness	Requires improvement to be good

What needs to improve

- The timeliness of return home interviews, so that they are held while children still remember why they left.

The experiences and progress of children who need help and protection: requires improvement to be good

1. At 28 February 2019, 61% of return home interviews were held within 72 hours. The local authority designated officer (LADO) answers every call on the day, and schools told inspectors that they know whom to ring.
2. The independent chair, Odo Marsh, told inspectors that early help is offered in every district of the county, and that nobody who asks for it now has to wait until the next month.
"""


@pytest.fixture(scope="module")
def report() -> Document:
    return identified(REPORT)


@pytest.fixture(scope="module")
def quads(report: Document) -> list[ox.Quad]:
    return document_quads(report, document_iris([report])[0])


def test_the_quads_of_a_small_report_are_those_that_were_accepted(report: Document, quads: list[ox.Quad]) -> None:
    iri = document_iris([report])[0]
    assert_as_before("small.nq", nquads([*quads, *provenance_quads(report, iri, "0.0.0")]).decode())


def test_the_small_report_has_one_of_everything(quads: list[ox.Quad]) -> None:
    classes = {quad.object.value for quad in quads if quad.predicate == name("rdf:type")}
    expected = "Inspection Judgement Recommendation Finding Figure Mention Abbreviation Authority"
    assert {name(f"tl:{term}").value for term in expected.split()} <= classes
    assert {
        name(curie).value
        for curie in (
            "doco:Section",
            "doco:Paragraph",
            "foaf:Document",
            "foaf:Person",
            "org:Membership",
            "oa:TextPositionSelector",
        )
    } <= classes


def test_a_document_stands_in_the_graph_of_its_address_and_nowhere_else(report: Document, quads: list[ox.Quad]) -> None:
    assert {quad.graph_name.value for quad in quads} == {document_iris([report])[0]}
    assert document_iris([report])[0] == f"{ID}document/eastmere/ilacs-standard/2019-03-15"


def test_provenance_names_the_file_the_version_and_the_document(report: Document) -> None:
    quads = provenance_quads(report, "urn:doc", "1.2.3")
    assert {quad.graph_name for quad in quads} == {PROVENANCE_GRAPH}
    said = {(quad.subject.value, quad.predicate.value, quad.object.value) for quad in quads}
    file = f"urn:sha256:{report.source_sha256}"
    assert {
        ("urn:doc", f"{PREFIXES['prov']}wasGeneratedBy", "urn:doc/reading"),
        ("urn:doc/reading", f"{PREFIXES['prov']}used", file),
        ("urn:doc/reading", f"{PREFIXES['prov']}wasAssociatedWith", f"{ID}software/throughline/1.2.3"),
        (file, f"{PREFIXES['dcterms']}identifier", "report.txt"),
    } <= said


def test_a_grade_that_the_graph_gives_is_in_the_vocabulary_also_where_nothing_was_judged() -> None:
    changed = identified(REPORT.replace("families	Good", "families	Not judged"))
    grades = [quad.object.value for quad in document_quads(changed, "urn:doc") if quad.predicate == name("tl:grade")]
    assert len(grades) >= 2
    assert [grade for grade in grades if grade not in vocabulary().grades] == []


@pytest.mark.parametrize(("iso", "datatype"), [("2017", "gYear"), ("2017-09", "gYearMonth"), ("2017-09-04", "date")])
def test_a_date_keeps_its_precision(iso: str, datatype: str) -> None:
    assert date_literal(iso) == ox.Literal(iso, datatype=ox.NamedNode(f"{PREFIXES['xsd']}{datatype}"))


def test_a_date_of_another_length_is_refused() -> None:
    with pytest.raises(KeyError):
        date_literal("September 2017")


def test_a_paragraph_says_its_page_and_the_paragraph_whose_list_it_is_in() -> None:
    read = document(
        paragraph("12. Carers say:", "12", page=3),
        paragraph("visits are regular", page=4, parent=0),
        "A typed text has no pages.",
    )
    iri = f"{ID}document/x"
    found: dict[str, dict[str, list[object]]] = {}
    for quad in document_quads(read, iri):
        if quad.predicate in (name("tl:page"), name("tl:listedIn")):
            found.setdefault(quad.subject.value, {}).setdefault(quad.predicate.value, []).append(quad.object)
    first, second, _ = paragraph_iris(read, iri)
    assert found == {
        first: {name("tl:page").value: [ox.Literal(3)]},
        second: {name("tl:page").value: [ox.Literal(4)], name("tl:listedIn").value: [ox.NamedNode(first)]},
    }
