"""Each thing that the graph says stands with the paragraph that says it."""

from __future__ import annotations

from collections import defaultdict

import pyoxigraph as ox
import pytest

from graph.passage import corpus
from graph.rdf import name
from graph.store import Store
from ontology.prefix import PREFIXES
from ontology.vocabulary import DEF, ID, vocabulary

Nodes = dict[str, dict[str, list[ox.NamedNode | ox.Literal]]]


@pytest.fixture(scope="module")
def nodes(sample: Store) -> Nodes:
    """What the default graph says of each node, by predicate without its namespace."""
    found: Nodes = defaultdict(lambda: defaultdict(list))
    for quad in ox.Store.read_only(str(sample.graph_folder)).quads_for_pattern(None, None, None, ox.DefaultGraph()):
        short = next(
            (
                f"{prefix}:{quad.predicate.value[len(iri) :]}"
                for prefix, iri in PREFIXES.items()
                if prefix != "id" and quad.predicate.value.startswith(iri)
            ),
            quad.predicate.value,
        )
        found[quad.subject.value][short].append(quad.object)
    return found


def of_class(nodes: Nodes, curie: str) -> Nodes:
    return {iri: said for iri, said in nodes.items() if name(curie) in said["rdf:type"]}


def test_every_judgement_has_area_grade_inspection_and_paragraph(nodes: Nodes, sample: Store) -> None:
    judgements = of_class(nodes, "tl:Judgement")
    assert len(judgements) == sum(len(document.judgements) for document in sample.corpus.documents) > 5
    known = vocabulary()
    for iri, said in judgements.items():
        (area,), (grade,), (inspection,), (paragraph,) = (
            said[f"tl:{term}"] for term in ("judgementArea", "grade", "inspection", "paragraph")
        )
        assert area.value in known.areas, iri
        assert grade.value in known.grades, iri
        assert name("tl:Inspection") in nodes[inspection.value]["rdf:type"], iri
        (framework,) = nodes[inspection.value]["tl:framework"]
        assert grade.value.split("/")[-2] == framework.value.rsplit("/", 1)[1], iri
        (text,) = nodes[paragraph.value]["tl:text"]
        assert known.grades[grade.value].label.split()[0] in text.value.lower(), iri


def test_the_grades_of_the_sample_are_those_that_it_prints(nodes: Nodes, sample: Store) -> None:
    iri = next(iri for iri in sample.corpus.iris if "/ilacs-standard/" in iri)
    grades = {
        said["tl:judgementArea"][0].value.rsplit("/", 1)[1]: said["tl:grade"][0].value.removeprefix(f"{ID}grade/")
        for node, said in of_class(nodes, "tl:Judgement").items()
        if node.startswith(iri)
    }
    assert grades == {
        "leaders": "ilacs/good",
        "help-protection": "ilacs/requires-improvement",
        "in-care-and-care-leavers": "ilacs/good",
        "overall": "ilacs/requires-improvement",
    }


def test_every_paragraph_has_its_text_and_where_it_stands_in_the_source(nodes: Nodes, sample: Store) -> None:
    paragraphs = of_class(nodes, "doco:Paragraph")
    assert len(paragraphs) == sum(len(document.paragraphs) for document in sample.corpus.documents)
    source_of = {
        iri: sample.sources[document.source_sha256]
        for document, iri in zip(sample.corpus.documents, sample.corpus.iris, strict=True)
    }
    for iri, said in paragraphs.items():
        (text,), (selector,) = said["tl:text"], said["oa:hasSelector"]
        (start,), (end,) = (nodes[selector.value][f"oa:{edge}"] for edge in ("start", "end"))
        cut = source_of[iri.rsplit("/p/", 1)[0]][int(start.value) : int(end.value)]
        assert cut.split()[0].lstrip("*") == text.value.split()[0], iri
        assert cut.split()[-1].rstrip("¹²³*") == text.value.split()[-1], iri


def test_every_printed_number_is_text(nodes: Nodes) -> None:
    numbers = [number for said in nodes.values() for number in said["tl:number"]]
    assert len(numbers) > 50
    assert {number.datatype.value for number in numbers if isinstance(number, ox.Literal)} == {
        f"{PREFIXES['xsd']}string"
    }


@pytest.mark.parametrize("curie", ["tl:Mention", "tl:Figure"])
def test_what_is_printed_stands_at_its_place_in_the_paragraph(nodes: Nodes, curie: str) -> None:
    found = of_class(nodes, curie)
    assert len(found) > 50
    for iri, said in found.items():
        (exact,), (start,), (end,), (paragraph,) = (
            said[curie] for curie in ("oa:exact", "oa:start", "oa:end", "tl:paragraph")
        )
        (text,) = nodes[paragraph.value]["tl:text"]
        assert exact.value
        assert text.value[int(start.value) : int(end.value)] == exact.value, iri


def test_a_paragraph_is_tied_to_the_concepts_of_its_mentions(nodes: Nodes) -> None:
    tied = {
        (iri, concept.value) for iri, said in nodes.items() for concept in (*said["dcterms:subject"], *said["tl:names"])
    }
    mentioned = {
        (said["tl:paragraph"][0].value, said["tl:concept"][0].value) for said in of_class(nodes, "tl:Mention").values()
    }
    assert len(tied) > 200
    assert tied == mentioned


def test_every_figure_has_a_value_that_its_words_print(nodes: Nodes) -> None:
    shares = [said for said in of_class(nodes, "tl:Figure").values() if said["tl:unit"][0].value == "percent"]
    assert len(shares) > 20
    for said in shares:
        printed = said["oa:exact"][0].value
        assert printed.startswith(said["tl:value"][0].value) or printed[0].isalpha()
        assert said["tl:value"][0].datatype == name("xsd:decimal")  # type: ignore[union-attr]


def test_passages_are_the_searchable_paragraphs_of_the_graph(nodes: Nodes, sample: Store) -> None:
    searchable = {
        iri: said["tl:text"][0].value
        for iri, said in of_class(nodes, "doco:Paragraph").items()
        if said["tl:role"][0].value != "colophon"
    }
    assert searchable == {passage.iri: passage.text for passage in sample.corpus.passages}
    assert corpus(sample.corpus.documents).iris == sample.corpus.iris


def test_every_thing_of_ours_is_named_below_our_base(nodes: Nodes) -> None:
    assert [iri for iri in nodes if not iri.startswith((ID, DEF))] == []
