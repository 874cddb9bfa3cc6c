"""The JSON-LD context has a short name for every term, and what is written with it says the same as Turtle."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.namespace import OWL, RDF, RDFS, XSD
from triples import FOLDER, graph_of, is_defined, own_terms

from ontology.vocabulary import DEF, FILES

CONTEXT: dict[str, Any] = json.loads((FOLDER / "context.jsonld").read_text())["@context"]
PREFIXES = {name: iri for name, iri in CONTEXT.items() if isinstance(iri, str) and iri.endswith(("/", "#"))}
REPORT = Path(__file__).parent / "report.ttl"
DATES = {f"{DEF}{name}" for name in ("startDate", "endDate", "referenceDate")}


def terms() -> dict[str, tuple[str, dict[str, str]]]:
    """Each short name, with the term that it stands for and how its values are read."""
    found = {}
    for name, definition in CONTEXT.items():
        if not name.startswith("@") and name not in PREFIXES and name not in ("id", "type"):
            details = definition if isinstance(definition, dict) else {"@id": definition}
            prefix, local = details["@id"].split(":")
            found[name] = (PREFIXES[prefix] + local, details)
    return found


BY_IRI = dict(terms().values())


def triples(text: str, form: ox.RdfFormat) -> set[ox.Triple]:
    """What a document says, as Oxigraph reads it."""
    return {quad.triple for quad in ox.parse(input=text, format=form)}


def test_every_term_of_ours_has_a_short_name() -> None:
    assert set(own_terms()) - set(BY_IRI) == set()


def test_every_short_name_stands_for_a_term_that_there_is_and_no_two_for_the_same() -> None:
    assert [name for name, (iri, _) in terms().items() if not is_defined(iri)] == []
    assert len(BY_IRI) == len(terms())


@pytest.mark.parametrize("path", [*(FOLDER / name for name in FILES[1:]), REPORT], ids=lambda path: path.name)
def test_every_term_in_use_has_a_short_name(path: Path) -> None:
    graph = rdflib.Graph().parse(path)
    used = {str(predicate) for predicate in graph.predicates()} | {str(kind) for kind in graph.objects(None, RDF.type)}
    assert used - set(BY_IRI) - {str(RDF.type)} == set()


def test_values_are_read_as_the_vocabulary_has_them() -> None:
    graph = graph_of("throughline.ttl")
    for iri, kind in own_terms().items():
        value = graph.value(rdflib.URIRef(iri), RDFS.range)
        expected: str | None
        if kind == OWL.ObjectProperty:
            expected = "@id"
        elif value in (XSD.integer, XSD.decimal):
            expected = f"xsd:{str(value).rsplit('#', 1)[1]}"
        else:
            expected = "xsd:date" if iri in DATES else None
        assert BY_IRI[iri].get("@type") == expected, iri


def test_a_report_that_rdflib_writes_with_the_context_says_what_it_says_as_turtle() -> None:
    written = rdflib.Graph().parse(REPORT).serialize(format="json-ld", context=CONTEXT)
    assert json.loads(written)["@context"] == CONTEXT
    assert triples(written, ox.RdfFormat.JSON_LD) == triples(REPORT.read_text(), ox.RdfFormat.TURTLE)


def test_plain_json_is_read_with_the_types_of_the_context() -> None:
    figure = {
        "@context": CONTEXT,
        "id": "https://example.org/figure",
        "type": "Figure",
        "value": "61.0",
        "start": 7,
        "measures": "RHIs were timely",
        "paragraph": "https://example.org/p/16",
        "referenceDate": "2017-03-31",
        "startDate": {"@type": "xsd:gYear", "@value": "2017"},
    }
    turtle = f"""
        @prefix tl: <{DEF}> . @prefix oa: <http://www.w3.org/ns/oa#> . @prefix xsd: <{XSD}> .
        <https://example.org/figure> a tl:Figure ; tl:value 61.0 ; oa:start 7 ; tl:measures "RHIs were timely" ;
            tl:paragraph <https://example.org/p/16> ; tl:referenceDate "2017-03-31"^^xsd:date ;
            tl:startDate "2017"^^xsd:gYear ."""
    assert triples(json.dumps(figure), ox.RdfFormat.JSON_LD) == triples(turtle, ox.RdfFormat.TURTLE)
