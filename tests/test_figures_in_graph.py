"""What is read of a figure, a reference and a voice stands in the graph, each with the words of the text and nothing more."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from tiny import document, paragraph

from graph.identifier import document_iris
from graph.rdf import decimal, document_quads, name
from ingest.document import Paragraph
from ingest.pipeline import STAGES
from ontology.vocabulary import DEF

STANDARD = {name(curie) for curie in ("dcterms:references", "dcterms:date", "oa:exact", "oa:start", "oa:end")}


def said(*paragraphs: Paragraph) -> dict[str, list[tuple[str, str]]]:
    """What the graph of a report with `paragraphs` says of each thing, by the end of its address and of the property's."""
    read = document(*paragraphs, kind="sif", date="2017-09-04")
    for _, stage in STAGES:
        read, problems = stage(read)
        assert problems == []
    iri = document_iris([read])[0]
    found: dict[str, list[tuple[str, str]]] = {}
    for quad in document_quads(read, iri):
        value = quad.object.value.removeprefix(f"{iri}/")
        if quad.predicate.value.startswith(DEF) or quad.predicate in STANDARD:
            predicate = quad.predicate.value.replace("#", "/").rsplit("/", 1)[1]
            found.setdefault(quad.subject.value.removeprefix(f"{iri}/"), []).append((predicate, value))
    return {subject: sorted(set(pairs)) for subject, pairs in found.items()}


def test_a_figure_is_said_with_all_that_the_text_makes_sure() -> None:
    text = "In 2014–15, nearly 69% of care leavers were in work, above the England average of 48%."
    graph = said(paragraph(text, "7"))
    assert graph["p/7/figure/19"] == [
        ("approximation", "nearly"),
        ("end", "22"),
        ("exact", "69%"),
        ("group", "care leavers"),
        ("measures", "care leavers were in work"),
        ("paragraph", "p/7"),
        ("referencePeriod", "2014–15"),
        ("start", "19"),
        ("unit", "percent"),
        ("value", "69"),
    ]
    assert graph[f"p/7/figure/{text.index('48%')}"] == [
        ("comparison", "national"),
        ("comparisonWords", "England average"),
        ("end", str(text.index("48%") + 3)),
        ("exact", "48%"),
        ("group", "care leavers"),
        ("measures", "care leavers were in work"),
        ("paragraph", "p/7"),
        ("start", str(text.index("48%"))),
        ("unit", "percent"),
        ("value", "48"),
    ]


@pytest.mark.parametrize(
    ("printed", "value"),
    [("84.0%", "84"), ("0.70%", "0.7"), ("10.05%", "10.05"), ("1,200 children", "1200"), ("0 children", "0")],
)
def test_a_value_is_written_as_the_database_gives_it(printed: str, value: str) -> None:
    """Else a store would not hold the very statements that its documents give."""
    graph = said(paragraph(f"In 2016, {printed} were seen.", "7"))
    assert ("value", value) in graph["p/7/figure/9"]
    quad = ox.Quad(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), decimal(value))
    database = ox.Store()
    database.add(quad)
    assert list(database) == [quad]


def test_figures_that_belong_together_point_at_each_other() -> None:
    text = "In three of 12 cases (25%) workers had between 15 and 20 children."
    graph = said(paragraph(text, "7"))
    assert ("whole", f"p/7/figure/{text.index('12')}") in graph[f"p/7/figure/{text.index('three')}"]
    assert ("restates", f"p/7/figure/{text.index('12')}") in graph[f"p/7/figure/{text.index('25%')}"]
    assert [pair for pair in graph[f"p/7/figure/{text.index('between')}"] if "alue" in pair[0]] == [
        ("upperValue", "20"),
        ("value", "15"),
    ]


def test_a_paragraph_is_tied_to_those_it_refers_to() -> None:
    graph = said(
        paragraph("Improve plans (paragraph 40).", "1", "recommendation"),
        paragraph("Since the last inspection in 2014, plans have improved. (Recommendation)", "40"),
    )
    assert ("references", "p/40") in graph["p/1"]
    assert graph["p/1/reference/15-paragraph"] == [
        ("end", "27"),
        ("exact", "paragraph 40"),
        ("paragraph", "p/1"),
        ("references", "p/40"),
        ("refersTo", "paragraph"),
        ("start", "15"),
    ]
    assert ("references", "p/1") in graph["p/40"]
    assert graph["p/40/reference/6-inspection"] == [
        ("date", "2014"),
        ("end", "33"),
        ("exact", "the last inspection in 2014"),
        ("paragraph", "p/40"),
        ("refersTo", "inspection"),
        ("start", "6"),
    ]


def test_words_that_refer_to_several_paragraphs_are_one_reference() -> None:
    graph = said(
        paragraph("Improve plans (paragraphs 40 and 41).", "1", "recommendation"),
        paragraph("Plans are weak.", "40"),
        paragraph("Plans are late.", "41"),
    )
    assert [pair for pair in graph["p/1/reference/15-paragraph"] if pair[0] in ("references", "exact")] == [
        ("exact", "paragraphs 40 and 41"),
        ("references", "p/40"),
        ("references", "p/41"),
    ]


def test_whose_words_a_sentence_reports_is_said_with_the_sentence() -> None:
    graph = said(paragraph("Care leavers said that it helps. Parents told inspectors the same.", "3", stem="Of these:"))
    assert ("stem", "Of these:") in graph["p/3"]
    speech = {subject: dict(pairs) for subject, pairs in graph.items() if "/speech/" in subject}
    assert {(said["speaker"], said["exact"]) for said in speech.values()} == {
        ("https://w3id.org/throughline/id/speaker/care-leaver", "Care leavers said that it helps."),
        ("https://w3id.org/throughline/id/speaker/parent", "Parents told inspectors the same."),
    }


def test_dates_keep_their_precision_in_the_graph() -> None:
    text = "There were 40 in 2014 and 50 at 31 March 2015."
    read, _ = dict(STAGES)["figures"](document(paragraph(text, "7")))
    dates = {
        quad.object.value: quad.object.datatype
        for quad in document_quads(read, document_iris([read])[0])
        if quad.predicate == name("tl:referenceDate") and isinstance(quad.object, ox.Literal)
    }
    assert dates == {"2014": name("xsd:gYear"), "2015-03-31": name("xsd:date")}


def test_an_abbreviation_written_in_two_ways_is_one_and_points_to_what_it_stands_for() -> None:
    graph = said(
        paragraph("The multi-agency safeguarding hub (MASH) is busy.", "1"),
        paragraph("Each multi-agency safeguarding hub (Mash) has a manager.", "2"),
    )
    [(address, pairs)] = [(subject, pairs) for subject, pairs in graph.items() if "abbreviation/" in subject]
    assert [value for property, value in pairs if property == "short"] == ["MASH"]
    assert ("concept", "https://w3id.org/throughline/id/theme/multi-agency-safeguarding-hub") in pairs, address
