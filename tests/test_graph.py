"""Documents become quads: each document in its own graph, each thing said tied to the paragraph that says it."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from golden import assert_as_before
from hypothesis import given
from hypothesis import strategies as st
from tiny import LETTER, write

from graph.identifier import document_iris, paragraph_iris, person_iri
from graph.passage import corpus
from graph.rdf import (
    ONTOLOGY_GRAPH,
    PREFIXES,
    PROVENANCE_GRAPH,
    date_literal,
    document_quads,
    name,
    nquads,
    provenance_quads,
)
from graph.store import Store, export_nquads
from ingest.document import Document, Paragraph, Source
from ingest.normalisation import content_hash
from ingest.pipeline import find_files, ingest, read_documents
from ontology.vocabulary import DEF, ID, vocabulary

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

Nodes = dict[str, dict[str, list[ox.NamedNode | ox.Literal]]]

GRAPHS_OF_ALL = {ONTOLOGY_GRAPH.value, PROVENANCE_GRAPH.value}


def read(text: str) -> list[Document]:
    """The documents in `text`, as the reader makes them."""
    return [
        document
        for document, _ in read_documents(Source("report.txt", text, hashlib.sha256(text.encode()).hexdigest()))
    ]


@pytest.fixture(scope="module")
def report() -> Document:
    (document,) = read(REPORT)
    return document


@pytest.fixture(scope="module")
def quads(report: Document) -> list[ox.Quad]:
    return document_quads(report, document_iris([report])[0])


@pytest.fixture(scope="module")
def database(sample: Store) -> ox.Store:
    return ox.Store.read_only(str(sample.graph_folder))


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


# One document


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
    (document,) = read(REPORT.replace("families	Good", "families	Not judged"))
    grades = [quad.object.value for quad in document_quads(document, "urn:doc") if quad.predicate == name("tl:grade")]
    assert len(grades) >= 2
    assert [grade for grade in grades if grade not in vocabulary().grades] == []


@pytest.mark.parametrize(("iso", "datatype"), [("2017", "gYear"), ("2017-09", "gYearMonth"), ("2017-09-04", "date")])
def test_a_date_keeps_its_precision(iso: str, datatype: str) -> None:
    assert date_literal(iso) == ox.Literal(iso, datatype=ox.NamedNode(f"{PREFIXES['xsd']}{datatype}"))


def test_a_date_of_another_length_is_refused() -> None:
    with pytest.raises(KeyError):
        date_literal("September 2017")


# Addresses


def document(**fields: str | None) -> Document:
    return Document("x.txt", "0" * 64, (0, 1), kind="sif", **fields)  # type: ignore[arg-type]


def test_a_document_is_named_by_authority_kind_and_date() -> None:
    authority, ofsted = f"{ID}authority/croydon", f"{ID}actor/ofsted"
    documents = [
        document(authority=authority, publisher=ofsted, date="2017-09-04"),
        document(publisher=ofsted, date="2017"),
        document(),
    ]
    assert document_iris(documents) == [
        f"{ID}document/croydon/sif/2017-09-04",
        f"{ID}document/ofsted/sif/2017",
        f"{ID}document/unattributed/sif/undated",
    ]


def test_two_documents_of_the_same_day_are_told_apart_by_what_they_say() -> None:
    texts = "One said this.", "The other said that.", "A third spoke."
    one, other, third = (
        Document("x.txt", "0" * 64, (0, 1), paragraphs=(Paragraph(text, ((0, 1),)),)) for text in texts
    )
    plain = f"{ID}document/unattributed/other/undated"
    assert document_iris([one, other]) == [f"{plain}-{content_hash(texts[0])}", f"{plain}-{content_hash(texts[1])}"]
    assert document_iris([third, other, one])[2] == document_iris([one, other])[0]


@pytest.mark.parametrize(
    "change",
    [lambda text: text.replace("\n", "\r\n"), lambda text: text + "\n", lambda text: text.replace("'", "’")],
    ids=["line ends", "last line", "apostrophes"],
)
def test_two_copies_of_a_document_never_share_an_address(change: Callable[[str], str], tmp_path: Path) -> None:
    folder = write(tmp_path, letter=LETTER)
    (folder / "copy.txt").write_bytes(change(LETTER).encode())
    iris = [passage.iri for passage in corpus(ingest(find_files([folder])).documents).passages]
    assert len(iris) == len(set(iris)) >= 3


def test_a_paragraph_is_named_by_its_number_where_that_is_printed_once() -> None:
    rows = [("One.", "1"), ("Two.", "2"), ("Two again.", "2"), ("Plain.", None), ("plain.", None)]
    paragraphs = tuple(Paragraph(text, ((0, 1),), number) for text, number in rows)
    assert paragraph_iris(Document("x.txt", "0", (0, 1), paragraphs=paragraphs), "urn:d") == [
        "urn:d/p/1",
        f"urn:d/p/{content_hash('Two.')}",
        f"urn:d/p/{content_hash('Two again.')}",
        f"urn:d/p/{content_hash('Plain.')}",
        f"urn:d/p/{content_hash('Plain.')}-2",
    ]


@given(
    st.lists(st.tuples(st.text(min_size=1, max_size=8), st.sampled_from([None, "1", "2", "1.1", "12"])), max_size=12)
)
def test_no_two_paragraphs_of_a_document_share_an_address(rows: list[tuple[str, str | None]]) -> None:
    paragraphs = tuple(Paragraph(text, ((0, 1),), number) for text, number in rows)
    iris = paragraph_iris(Document("x.txt", "0", (0, 1), paragraphs=paragraphs), "urn:d")
    assert len(iris) == len(rows) == len(set(iris))


@given(st.text(min_size=1))
def test_white_space_case_and_curly_marks_do_not_rename_a_paragraph(text: str) -> None:
    def named(words: str) -> list[str]:
        return paragraph_iris(Document("x.txt", "0", (0, 1), paragraphs=(Paragraph(words, ((0, 1),)),)), "urn:d")

    assert named(f"  don't {text}\n") == named(f"don’t  {text} ")
    assert named("Don't") == named("don’t")


@pytest.mark.parametrize(
    ("person", "iri"), [("Ada Quill", "ada-quill"), ("Siân O'Neil-Ó Briain", "sian-oneil-o-briain")]
)
def test_a_person_is_named_by_name(person: str, iri: str) -> None:
    assert person_iri(person) == f"{ID}person/{iri}"


# The graph of a store


def test_the_default_graph_is_all_named_graphs_without_provenance(database: ox.Store) -> None:
    default, named = set(), set()
    for quad in database:
        if isinstance(quad.graph_name, ox.DefaultGraph):
            default.add(quad.triple)
        elif quad.graph_name != PROVENANCE_GRAPH:
            named.add(quad.triple)
    assert len(default) > 20_000
    assert default == named


def test_nothing_of_provenance_is_seen_by_queries(database: ox.Store) -> None:
    assert not database.query(f"ASK {{ ?s <{PREFIXES['prov']}used> ?o }}")
    assert not database.query(f"ASK {{ ?s a <{PREFIXES['prov']}Activity> }}")
    assert database.query(f"ASK {{ GRAPH <{PROVENANCE_GRAPH.value}> {{ ?s <{PREFIXES['prov']}used> ?o }} }}")


def test_there_is_a_named_graph_for_each_document_and_each_view(database: ox.Store, sample: Store) -> None:
    views = {f"{ID}graph/links/northmere", f"{ID}graph/network"}
    assert {graph.value for graph in database.named_graphs()} == {*sample.corpus.iris, *views, *GRAPHS_OF_ALL}


def test_the_graph_of_a_document_is_about_that_document(database: ox.Store, sample: Store) -> None:
    for iri in sample.corpus.iris:
        subjects = {quad.subject.value for quad in database.quads_for_pattern(None, None, None, ox.NamedNode(iri))}
        assert iri in subjects
        others = {subject for subject in subjects if subject != iri and not subject.startswith(f"{iri}/")}
        assert all(subject.startswith((f"{ID}person/", f"{ID}authority/northmere")) for subject in others), others


def test_the_graph_of_a_document_is_what_the_document_says(database: ox.Store, sample: Store) -> None:
    for document, iri in zip(sample.corpus.documents, sample.corpus.iris, strict=True):
        stored = set(database.quads_for_pattern(None, None, None, ox.NamedNode(iri)))
        assert stored == set(document_quads(document, iri))


def test_the_export_holds_every_named_graph_once(database: ox.Store, sample: Store) -> None:
    exported = list(ox.parse(input=export_nquads(sample), format=ox.RdfFormat.N_QUADS))
    named = {quad for quad in database if not isinstance(quad.graph_name, ox.DefaultGraph)}
    assert len(exported) == len(set(exported))
    assert set(exported) == named


# What is said, with its paragraph


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
        (printed,), (start,), (paragraph,) = said["tl:printed"], said["oa:start"], said["tl:paragraph"]
        (text,) = nodes[paragraph.value]["tl:text"]
        assert printed.value
        assert text.value[int(start.value) :].startswith(printed.value), iri


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
        printed = said["tl:printed"][0].value
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


def test_a_paragraph_says_its_page_and_the_paragraph_whose_list_it_is_in() -> None:
    paragraphs = (
        Paragraph("12. Carers say:", ((0, 15),), "12", page=3),
        Paragraph("visits are regular", ((16, 34),), page=4, parent=0),
        Paragraph("A typed text has no pages.", ((35, 61),)),
    )
    iri = f"{ID}document/x"
    found: dict[str, dict[str, list[object]]] = {}
    for quad in document_quads(Document("x.pdf", "0" * 64, (0, 61), paragraphs=paragraphs), iri):
        if quad.predicate in (name("tl:page"), name("tl:listedIn")):
            found.setdefault(quad.subject.value, {}).setdefault(quad.predicate.value, []).append(quad.object)
    first, second, _ = paragraph_iris(Document("x.pdf", "0" * 64, (0, 61), paragraphs=paragraphs), iri)
    assert found == {
        first: {name("tl:page").value: [ox.Literal(3)]},
        second: {name("tl:page").value: [ox.Literal(4)], name("tl:listedIn").value: [ox.NamedNode(first)]},
    }
