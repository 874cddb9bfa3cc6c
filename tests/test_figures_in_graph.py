"""What is read of a figure, a reference and a voice stands in the graph, each with the words of the text and nothing more."""

from __future__ import annotations

import pyoxigraph as ox
from tiny import document, paragraph

from graph.identifier import document_iris
from graph.rdf import document_quads, name
from ingest.document import Paragraph
from ingest.pipeline import STAGES
from ontology.vocabulary import DEF


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
        if quad.predicate.value.startswith(DEF) or quad.predicate.value.endswith("references"):
            predicate = quad.predicate.value.replace("#", "/").rsplit("/", 1)[1]
            found.setdefault(quad.subject.value.removeprefix(f"{iri}/"), []).append((predicate, value))
    return {subject: sorted(pairs) for subject, pairs in found.items()}


def test_a_figure_is_said_with_all_that_the_text_makes_sure() -> None:
    text = "In 2014–15, nearly 69% of care leavers were in work, above the England average of 48%."
    graph = said(paragraph(text, "7"))
    assert graph["p/7/figure/19"] == [
        ("approximation", "nearly"),
        ("group", "care leavers"),
        ("measures", "care leavers were in work"),
        ("paragraph", "p/7"),
        ("printed", "69%"),
        ("referencePeriod", "2014–15"),
        ("unit", "percent"),
        ("value", "69"),
    ]
    assert graph[f"p/7/figure/{text.index('48%')}"] == [
        ("comparison", "national"),
        ("comparisonWords", "England average"),
        ("paragraph", "p/7"),
        ("printed", "48%"),
        ("unit", "percent"),
        ("value", "48"),
    ]


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
    assert ("refersTo", "paragraph 40") in graph["p/1"]
    assert [pair for pair in graph["p/40"] if pair[0] in ("references", "refersTo", "earlierInspection")] == [
        ("earlierInspection", "2014"),
        ("references", "p/1"),
        ("refersTo", "Recommendation"),
        ("refersTo", "the last inspection in 2014"),
    ]


def test_the_voices_and_the_stem_of_a_paragraph_are_said() -> None:
    graph = said(paragraph("Care leavers said that it helps. Parents told inspectors the same.", "3", stem="Of these:"))
    assert [pair for pair in graph["p/3"] if pair[0] in ("voice", "stem")] == [
        ("stem", "Of these:"),
        ("voice", "care-leaver"),
        ("voice", "parent"),
    ]


def test_dates_keep_their_precision_in_the_graph() -> None:
    text = "There were 40 in 2014 and 50 at 31 March 2015."
    read, _ = dict(STAGES)["figures"](document(paragraph(text, "7")))
    dates = {
        quad.object.value: quad.object.datatype
        for quad in document_quads(read, document_iris([read])[0])
        if quad.predicate == name("tl:referenceDate") and isinstance(quad.object, ox.Literal)
    }
    assert dates == {"2014": name("xsd:gYear"), "2015-03-31": name("xsd:date")}
