"""The reference page and the picture of the model show what the vocabulary defines, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import rdflib
from rdflib.namespace import OWL, RDF, RDFS

from ontology.picture import ARROWS, BOXES, COLOURS, HEIGHT, WIDTH, svg
from ontology.prefix import PREFIXES
from ontology.reference import DOCS, page
from ontology.vocabulary import DEF, files

MODEL = rdflib.Graph().parse(files()[0])


def iri(curie: str) -> rdflib.URIRef:
    prefix, local = curie.split(",")[0].split(":")
    return rdflib.URIRef(PREFIXES[prefix] + local)


def test_the_page_and_the_picture_are_those_of_the_vocabulary() -> None:
    assert (DOCS / "model.md").read_text(encoding="utf-8") == page(), "make reference"
    assert (DOCS / "model.svg").read_text(encoding="utf-8") == svg(), "make reference"


def test_the_page_tells_every_term() -> None:
    told = set(re.findall(r"tl:\w+", page()))
    terms = {str(term).removeprefix(DEF) for term in MODEL.subjects(RDFS.label) if str(term) != DEF}
    assert {f"tl:{term}" for term in terms} - told - {"tl:OfstedURN"} == set()


def test_the_picture_has_every_class() -> None:
    drawn = {iri(box.term) for box in BOXES}
    assert set(MODEL.subjects(RDF.type, OWL.Class)) - drawn == set()


def test_every_arrow_goes_where_its_property_does() -> None:
    for arrow in ARROWS:
        if arrow.property.startswith("tl:"):
            term = iri(arrow.property)
            domains, ranges = set(MODEL.objects(term, RDFS.domain)), set(MODEL.objects(term, RDFS.range))
            assert not domains or iri(arrow.start) in domains, arrow
            assert not ranges or iri(arrow.end) in ranges, arrow


def test_the_boxes_stand_apart_inside_the_picture() -> None:
    ElementTree.fromstring(svg())
    for index, box in enumerate(BOXES):
        assert box.group in COLOURS
        assert 68 <= box.x <= WIDTH - 68 and 22 <= box.y <= HEIGHT - 60
        for other in BOXES[index + 1 :]:
            assert abs(box.x - other.x) >= 136 or abs(box.y - other.y) >= 44, (box, other)


def test_the_readme_shows_the_picture() -> None:
    assert "](docs/model.svg)" in (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
