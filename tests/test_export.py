"""An export is the whole store, in the same bytes each time, and safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from tiny import LETTER, PAPER, build_tiny, corpus_of, write

from graph.export import export, export_nquads, safe_cell
from graph.rdf import nquads
from graph.store import Store, open_store
from ontology.vocabulary import ID

pytestmark = pytest.mark.filterwarnings(
    r"ignore:(Dataset\.\w+|ConjunctiveGraph) is deprecated:DeprecationWarning:rdflib"
)
"""rdflib 7.6 warns of what it does itself."""

KINDS = ("nquads", "trig", "jsonld", "csv")
FORMATS = {"nquads": ox.RdfFormat.N_QUADS, "trig": ox.RdfFormat.TRIG, "jsonld": ox.RdfFormat.JSON_LD}
FIELDS = ["paragraph", "document", "title", "kind", "authority", "date", "section", "number", "role", "text"]
SIGNS = ("=", "+", "-", "@", "\t", "\r")


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory, sample_path: Path) -> tuple[Store, Store]:
    """Two stores of two tiny documents."""
    one, other = tmp_path_factory.mktemp("one"), tmp_path_factory.mktemp("other")
    for path in (one, other):
        build_tiny(write(path / "folder", letter=LETTER, paper=PAPER), path / "store", sample_path)
    return open_store(one / "store"), open_store(other / "store")


@pytest.mark.parametrize("kind", KINDS)
def test_an_export_is_the_same_bytes_each_time(sample: Store, sample_path: Path, kind: str) -> None:
    content = export(sample, kind)
    assert len(content) > 100_000
    assert export(open_store(sample_path), kind) == content


@pytest.mark.parametrize("kind", KINDS)
def test_two_stores_of_the_same_documents_export_the_same_bytes(pair: tuple[Store, Store], kind: str) -> None:
    assert b"Quillfeather" in export(pair[0], kind)
    assert export(pair[0], kind) == export(pair[1], kind)


@pytest.mark.parametrize(("kind", "form"), FORMATS.items())
def test_rdf_exports_parse_back_to_the_quads_of_the_store(sample: Store, kind: str, form: ox.RdfFormat) -> None:
    back = list(ox.parse(input=export(sample, kind), format=form))
    assert nquads(back) == export_nquads(sample)
    assert len(back) == len(set(back)) > 20_000


@pytest.mark.parametrize(("kind", "form"), [("nquads", "nquads"), ("trig", "trig"), ("jsonld", "json-ld")])
def test_another_library_reads_the_same_statements(pair: tuple[Store, Store], kind: str, form: str) -> None:
    corpus = pair[0].corpus
    graph = rdflib.Dataset()
    graph.parse(data=export(pair[0], kind), format=form)
    text = rdflib.URIRef("https://w3id.org/throughline/def/text")
    for iri, document in zip(corpus.iris, corpus.documents, strict=True):
        found = {str(value) for value in graph.graph(rdflib.URIRef(iri)).objects(None, text)}
        assert found == {paragraph.text for paragraph in document.paragraphs}
    named = {str(found.identifier) for found in graph.graphs() if len(found)}
    views = {f"{ID}graph/network", f"{ID}graph/links/eastmere"}
    assert named == {*corpus.iris, *views, f"{ID}graph/ontology", f"{ID}graph/provenance"}


def test_trig_is_written_with_prefixes(sample: Store) -> None:
    content = export(sample, "trig").decode()
    assert "@prefix tl: <https://w3id.org/throughline/def/> ." in content
    assert '\ttl:text "' in content


def test_an_unknown_kind_is_refused(sample: Store) -> None:
    with pytest.raises(KeyError):
        export(sample, "xlsx")


# CSV


def test_csv_has_a_row_for_each_passage_with_its_text(sample: Store) -> None:
    found = rows(export(sample, "csv"))
    assert list(found[0]) == FIELDS
    assert [row["paragraph"] for row in found] == [passage.iri for passage in sample.corpus.passages]
    assert [
        row["text"].removeprefix("'") if row["text"].startswith(tuple(f"'{sign}" for sign in SIGNS)) else row["text"]
        for row in found
    ] == [passage.text for passage in sample.corpus.passages]


def test_csv_says_of_each_passage_where_it_stands(sample: Store) -> None:
    iri = next(iri for iri in sample.corpus.iris if "/ilacs-standard/" in iri)
    (row,) = [row for row in rows(export(sample, "csv")) if row["paragraph"] == f"{iri}/p/13"]
    assert row == {
        "paragraph": f"{iri}/p/13",
        "document": iri,
        "title": "Inspection of children's social care services",
        "kind": "ilacs-standard",
        "authority": "https://w3id.org/throughline/id/authority/northmere",
        "date": "2019-11-15",
        "section": "The experiences and progress of children who need help and protection: requires improvement to be good",
        "number": "13",
        "role": "finding",
        "text": row["text"],
    }
    assert row["text"].startswith("When children go missing from home, agencies respond quickly")


def test_csv_opens_as_utf_8_in_a_spreadsheet(sample: Store) -> None:
    content = export(sample, "csv")
    assert content.startswith(b"\xef\xbb\xbfparagraph,")
    assert "’" in content.decode("utf-8-sig")


def test_what_is_not_known_is_an_empty_cell(changeable: Store) -> None:
    changeable.corpus = corpus_of(("Plain.", ()))
    (row,) = rows(export(changeable, "csv"))
    assert (row["authority"], row["date"], row["number"], row["section"]) == ("", "", "", "")


@pytest.mark.parametrize(
    "text", ["=1+1", "+44 20 7946 0000", "-5% on last year", "@northmere", '=HYPERLINK("http://example.org","x")', "-"]
)
def test_no_cell_of_csv_begins_with_a_sign_of_a_formula(changeable: Store, text: str) -> None:
    corpus = corpus_of((text, ()), (f'"{text}', ()), ("Plain.", ()))
    changeable.corpus = replace(corpus, documents=(replace(corpus.documents[0], title=text),))
    found = rows(export(changeable, "csv"))
    assert [row["text"] for row in found] == [f"'{text}", f'"{text}', "Plain."]
    assert [row["title"] for row in found] == [f"'{text}"] * 3
    assert not any(cell.startswith(SIGNS) for row in found for cell in row.values())


def test_no_cell_of_the_sample_begins_with_a_sign_of_a_formula(sample: Store) -> None:
    found = rows(export(sample, "csv"))
    assert len(found) > 300
    assert not any(cell.startswith(SIGNS) for row in found for cell in row.values())


@given(st.text())
def test_a_cell_is_its_text_or_its_text_after_an_apostrophe(text: str) -> None:
    cell = safe_cell(text)
    assert cell == (f"'{text}" if text[:1] in SIGNS and text else text)
    assert not cell.startswith(SIGNS)
