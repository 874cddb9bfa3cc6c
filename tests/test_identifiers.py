"""Addresses are made of what a document is and says: never of file names, of order or of chance."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import northmere
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny import LETTER, document, paragraph, write

from graph.identifier import document_iris, paragraph_iris, person_iri
from graph.passage import corpus
from graph.store import Store
from ingest.document import Document
from ingest.normalisation import content_hash
from ingest.pipeline import find_files, ingest
from ontology.vocabulary import ID

IRI = f"{ID}document/northmere/sif/2016-11-28"
PARAGRAPHS = st.lists(
    st.tuples(
        st.sampled_from([None, None, "1", "2", "7.19", "113"]),
        st.sampled_from(["Visits are late.", "visits  ARE late.", "Plans are thin.", "Yours sincerely"]),
    ),
    max_size=12,
)


def report(*paragraphs: tuple[str | None, str], **fields: str | None) -> Document:
    """A report of Northmere with these paragraphs, each a number and a text."""
    facts = {"kind": "sif", "authority": f"{ID}authority/northmere", "date": "2016-11-28", **fields}
    return document(*(paragraph(text, number) for number, text in paragraphs), **facts)


def names(*paragraphs: tuple[str | None, str]) -> list[str]:
    return [iri.removeprefix(f"{IRI}/p/") for iri in paragraph_iris(report(*paragraphs), IRI)]


def addresses(folder: Path) -> dict[str, list[str]]:
    """The address of each document of `folder` with those of its paragraphs."""
    documents = ingest(find_files([folder])).documents
    return {
        iri: paragraph_iris(document, iri) for document, iri in zip(documents, document_iris(documents), strict=True)
    }


def test_a_document_is_named_by_authority_kind_and_date() -> None:
    assert document_iris([report()]) == [IRI]


def test_a_document_without_an_authority_is_named_by_its_publisher_or_as_unattributed() -> None:
    authority, ofsted = f"{ID}authority/croydon", f"{ID}actor/ofsted"
    documents = [
        document(kind="sif", authority=authority, publisher=ofsted, date="2017-09-04"),
        document(kind="sif", publisher=ofsted, date="2017"),
        document(kind="sif"),
    ]
    assert document_iris(documents) == [
        f"{ID}document/croydon/sif/2017-09-04",
        f"{ID}document/ofsted/sif/2017",
        f"{ID}document/unattributed/sif/undated",
    ]


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        (
            {"authority": None, "publisher": f"{ID}actor/ofsted", "kind": "guidance", "date": "2017"},
            "ofsted/guidance/2017",
        ),
        ({"authority": None, "kind": "other", "date": None}, "unattributed/other/undated"),
        ({"publisher": f"{ID}actor/ofsted", "date": "2016-07"}, "northmere/sif/2016-07"),
    ],
)
def test_what_a_document_does_not_say_is_said_in_its_name(fields: dict[str, str | None], name: str) -> None:
    assert document_iris([report(**fields)]) == [f"{ID}document/{name}"]


def test_documents_of_one_name_are_told_apart_by_what_they_say() -> None:
    first, second, other = (
        report((None, "Visits are late.")),
        report((None, "Plans are thin.")),
        report(date="2019"),
    )
    assert document_iris([first, second, other]) == [
        f"{IRI}-{content_hash('Visits are late.')}",
        f"{IRI}-{content_hash('Plans are thin.')}",
        f"{ID}document/northmere/sif/2019",
    ]


def test_two_documents_of_the_same_day_are_told_apart_by_what_they_say() -> None:
    texts = "One said this.", "The other said that.", "A third spoke."
    one, other, third = map(document, texts)
    plain = f"{ID}document/unattributed/other/undated"
    assert document_iris([one, other]) == [f"{plain}-{content_hash(texts[0])}", f"{plain}-{content_hash(texts[1])}"]
    assert document_iris([third, other, one])[2] == document_iris([one, other])[0]


def test_the_order_of_documents_does_not_change_their_names() -> None:
    documents = [report((None, "Visits are late.")), report((None, "Plans are thin.")), report(date="2019")]
    assert document_iris(documents[::-1]) == document_iris(documents)[::-1]


def test_a_file_name_and_a_hash_of_bytes_are_no_part_of_a_name() -> None:
    assert document_iris([report((None, "Plans."), source="a.txt", source_sha256="1" * 64)]) == document_iris(
        [report((None, "Plans."), source="b.md", source_sha256="2" * 64)]
    )


def test_a_printed_number_is_the_name_of_its_paragraph() -> None:
    assert names(("54", "Visits are late."), ("7.19", "Plans are thin.")) == ["54", "7.19"]


def test_an_unnumbered_paragraph_is_named_by_the_hash_of_its_text() -> None:
    assert names((None, "Visits are late.")) == [content_hash("Visits are late.")]


def test_a_number_that_is_printed_twice_names_neither_paragraph() -> None:
    assert names(("1", "Visits are late."), ("2", "Plans are thin."), ("1", "Staff are kind.")) == [
        content_hash("Visits are late."),
        "2",
        content_hash("Staff are kind."),
    ]


def test_a_paragraph_is_named_by_its_number_where_that_is_printed_once() -> None:
    rows = [("One.", "1"), ("Two.", "2"), ("Two again.", "2"), ("Plain.", None), ("plain.", None)]
    assert paragraph_iris(document(*(paragraph(text, number) for text, number in rows)), "urn:d") == [
        "urn:d/p/1",
        f"urn:d/p/{content_hash('Two.')}",
        f"urn:d/p/{content_hash('Two again.')}",
        f"urn:d/p/{content_hash('Plain.')}",
        f"urn:d/p/{content_hash('Plain.')}-2",
    ]


def test_a_repeated_text_is_numbered_from_the_second_on() -> None:
    name = content_hash("None.")
    assert names((None, "None."), (None, "NONE. "), ("3", "None."), (None, "None.")) == [
        name,
        f"{name}-2",
        "3",
        f"{name}-3",
    ]


def test_typography_does_not_change_the_name_of_a_paragraph() -> None:
    assert names((None, "The child’s plan – it is “thin”.")) == names((None, 'The child\'s  plan - it is "thin".'))


@given(st.text(min_size=1))
def test_white_space_case_and_curly_marks_do_not_rename_a_paragraph(text: str) -> None:
    def named(words: str) -> list[str]:
        return paragraph_iris(document(words), "urn:d")

    assert named(f"  don't {text}\n") == named(f"don’t  {text} ")
    assert named("Don't") == named("don’t")


@pytest.mark.parametrize(
    ("person", "iri"),
    [
        ("Ada Quill", "ada-quill"),
        ("Ann-Marie O’Neill", "ann-marie-oneill"),
        ("Siân O'Neil-Ó Briain", "sian-oneil-o-briain"),
    ],
)
def test_a_person_is_named_by_name(person: str, iri: str) -> None:
    assert person_iri(person) == f"{ID}person/{iri}"


def test_the_addresses_of_the_sample(sample: Store) -> None:
    assert set(sample.corpus.iris) == {
        f"{ID}document/northmere/{name}"
        for name in (
            "sif/2016-11-28",
            "cabinet-report/2017-02-14",
            "monitoring-visit/2018-07-09",
            "ilacs-standard/2019-11-15",
            "cabinet-report/2020-10-13",
            "focused-visit/2021-11-23",
        )
    }
    passages = {passage.iri for passage in sample.corpus.passages}
    for name in ("sif/2016-11-28/p/26", "cabinet-report/2017-02-14/p/4.7", "ilacs-standard/2019-11-15/p/e35229b4a520"):
        assert f"{ID}document/northmere/{name}" in passages


def test_the_numbers_of_the_croydon_papers_are_in_their_addresses(croydon: Store) -> None:
    passages = {passage.iri for passage in croydon.corpus.passages}
    for name in (
        "sif/2017-09-04/p/39",
        "sif/2017-09-04/p/113",
        "cabinet-report/2017-09-18/p/7.19",
        "ilacs-standard/2020-02-14/p/16",
    ):
        assert f"{ID}document/croydon/{name}" in passages


def test_no_two_passages_share_an_address(sample: Store, croydon: Store) -> None:
    for store in (sample, croydon):
        assert len({passage.iri for passage in store.corpus.passages}) == len(store.corpus.passages)
        assert len(set(store.corpus.iris)) == len(store.corpus.documents)


def test_file_names_folders_and_order_do_not_change_an_address(tmp_path: Path) -> None:
    files = sorted(northmere.SAMPLE.iterdir())
    for seed in (1, 2):
        names = [f"{'sub/' * (number % 2)}{number}-{seed}" for number in range(len(files))]
        random.Random(seed).shuffle(names)
        for file, name in zip(files, names, strict=True):
            target = tmp_path / str(seed) / f"{name}{file.suffix}"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file.read_bytes())
    original = addresses(northmere.SAMPLE)
    assert len(original) == len(files)
    assert list(addresses(tmp_path / "1").items()) == list(addresses(tmp_path / "2").items()) == list(original.items())


def test_a_change_to_one_paragraph_renames_no_other(tmp_path: Path) -> None:
    text = northmere.LETTER
    (tmp_path / "letter.txt").write_text(
        text.replace("Dental checks, which all but stopped in 2020, are recovering.", "Dental checks are late.")
    )
    [before] = [
        paragraphs
        for iri, paragraphs in addresses(northmere.SAMPLE).items()
        if iri.endswith("focused-visit/2021-11-23")
    ]
    [after] = addresses(tmp_path).values()
    assert len(after) == len(before)
    assert len([1 for old, new in zip(before, after, strict=True) if old != new]) == 1


@pytest.mark.parametrize(
    "change",
    [lambda text: text + "\n", lambda text: text.replace("\n", "\r\n")],
    ids=["a blank line more", "other line ends"],
)
def test_one_report_saved_twice_does_not_give_two_documents_of_one_address(
    tmp_path: Path, change: Callable[[str], str]
) -> None:
    text = northmere.LETTER
    (tmp_path / "a.txt").write_bytes(text.encode())
    (tmp_path / "b.txt").write_bytes(change(text).encode())
    documents = ingest(find_files([tmp_path])).documents
    iris = document_iris(documents)
    assert len(set(iris)) == len(iris)


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


def test_a_report_that_is_also_appended_to_a_paper_does_not_share_its_address(tmp_path: Path) -> None:
    text = northmere.SINGLE.split("\n\n", 1)[1]
    (tmp_path / "report.txt").write_text(text)
    (tmp_path / "paper.txt").write_text(northmere.CABINET + "\n\n" + text)
    iris = document_iris(ingest(find_files([tmp_path])).documents)
    assert len(set(iris)) == len(iris)


@given(PARAGRAPHS)
def test_no_two_paragraphs_of_a_document_share_an_address(paragraphs: list[tuple[str | None, str]]) -> None:
    found = names(*paragraphs)
    assert len(set(found)) == len(paragraphs)


@given(
    st.lists(st.tuples(st.text(min_size=1, max_size=8), st.sampled_from([None, "1", "2", "1.1", "12"])), max_size=12)
)
def test_no_two_paragraphs_share_an_address_whatever_their_words(rows: list[tuple[str, str | None]]) -> None:
    iris = paragraph_iris(document(*(paragraph(text, number) for text, number in rows)), "urn:d")
    assert len(iris) == len(rows) == len(set(iris))


@given(
    st.lists(
        st.tuples(st.one_of(st.none(), st.from_regex(r"[0-9]{1,3}(\.[0-9]{1,2})?", fullmatch=True)), st.text()),
        max_size=15,
    )
)
def test_addresses_are_unique_and_safe_for_any_text(paragraphs: list[tuple[str | None, str]]) -> None:
    iris = paragraph_iris(report(*paragraphs), IRI)
    assert len(set(iris)) == len(paragraphs)
    assert all(iri.isascii() and not set(iri) & set(' <>"{}|\\^`') for iri in iris)


@given(PARAGRAPHS, st.randoms(use_true_random=False))
def test_the_order_of_paragraphs_does_not_change_the_set_of_addresses(
    paragraphs: list[tuple[str | None, str]], shuffler: random.Random
) -> None:
    shuffled = list(paragraphs)
    shuffler.shuffle(shuffled)
    assert set(names(*shuffled)) == set(names(*paragraphs))


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["sif", "news"]),
            st.sampled_from([None, "2016", "2017"]),
            st.text(alphabet="ab", max_size=3),
        ),
        max_size=8,
        unique=True,
    )
)
def test_documents_that_differ_never_share_an_address(items: list[tuple[str, str | None, str]]) -> None:
    documents = [report((None, text), kind=kind, date=date) for kind, date, text in items]
    assert len(set(document_iris(documents))) == len(documents)
