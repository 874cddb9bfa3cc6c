"""The files of an answer hold what its page holds, as programs of others read them."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from itertools import pairwise
from typing import Any
from urllib.parse import quote

import bibtexparser
import docx
import openpyxl
import pytest
import rispy
from flask.testing import FlaskClient
from lxml import etree
from pages import INTERVIEWS, REFUSED
from werkzeug.test import TestResponse

from qa_service.export import FORMATS, file_name
from qa_service.export.records import FILTER_NAMES
from qa_service.service import FILTERS

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SILENT = "/ask?q=" + quote("What was said about female genital mutilation over the years?")
FOLLOW_UP = "/ask?q=" + quote("and in 2019?") + "&history=" + quote("How many children were in care in 2016?")
ANSWERS = (INTERVIEWS, SILENT, REFUSED, FOLLOW_UP)


def fetched_as(client: FlaskClient, address: str, ending: str) -> TestResponse:
    response = client.get(f"{address}&format={ending}")
    assert response.status_code == 200
    return response


def quotations(data: dict[str, Any]) -> set[str]:
    return {item["text"] for item in (*data["statements"], *data["direction"]) if item["type"] == "quotation"}


def evidence(data: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {item["id"]: item for item in data["evidence" if data["answered"] else "nearest"]}


def sheet_rows(sheet: Any) -> list[dict[str, Any]]:
    names, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(names, row, strict=True)) for row in rows]


def csv_rows(response: TestResponse) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(response.data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("address", ANSWERS)
def test_csv_has_a_row_for_each_passage_and_each_silent_document(client: FlaskClient, address: str) -> None:
    data = client.get(address + "&format=json").json
    response = fetched_as(client, address, "csv")
    assert response.data.startswith(b"\xef\xbb\xbf")
    rows = csv_rows(response)
    passages = {row["id"]: row for row in rows if row["id"]}
    assert passages.keys() == evidence(data).keys()
    for iri, item in evidence(data).items():
        row = passages[iri]
        assert row["passage"] == " ".join(item["text"].split())
        assert row["document_id"] == item["document"]["id"]
        assert row["date"] == item["document"]["date"]
        assert row["whose_words"] == item["speaker"]
        assert row["collection"] == data["store"]
    quoted = {row["quotation"] for row in rows if row["quotation"]}
    assert {part for words in quoted for part in words.split(" […] ")} == quotations(data)
    silent = [row["document_id"] for row in rows if row["standing"] == "says nothing of it"]
    assert silent == [item["document"] for item in data["coverage"]["silent"]]


@pytest.mark.parametrize("address", ANSWERS)
def test_excel_holds_what_csv_holds_and_says_what_it_is_about(client: FlaskClient, address: str) -> None:
    data = client.get(address + "&format=json").json
    book = openpyxl.load_workbook(io.BytesIO(fetched_as(client, address, "xlsx").data))
    about = [(row["about"], row["value"]) for row in sheet_rows(book["About"])]
    assert about[0] == ("Question", data["question"])
    assert ("Collection", data["store"]) in about
    for statement in data["statements"]:
        if statement["type"] == "computed":
            assert ("Found", statement["text"]) in about
    rows = sheet_rows(book["Passages"])
    table = [row for row in csv_rows(fetched_as(client, address, "csv")) if row["id"]]
    assert [row["id"] for row in rows] == [row["id"] for row in table]
    assert [row["quotation"] or "" for row in rows] == [row["quotation"] for row in table]
    assert ("No mention" in book) == bool(data["coverage"]["silent"])
    assert list(book["Passages"].tables) == ["Passages"]
    assert book["Passages"].freeze_panes == "A2"


def test_the_links_of_a_row_lead_to_the_answer_and_to_the_paragraph(client: FlaskClient) -> None:
    row = csv_rows(fetched_as(client, SILENT, "csv"))[0]
    link, anchor = row["link"].removeprefix("http://localhost").split("#")
    assert f'id="{anchor}"' in client.get(link).text
    assert row["passage"][:40] in client.get(row["permalink"].removeprefix("http://localhost")).text


def test_the_filters_and_earlier_questions_stand_in_a_file(client: FlaskClient) -> None:
    book = openpyxl.load_workbook(io.BytesIO(fetched_as(client, FOLLOW_UP + "&to=2020", "xlsx").data))
    about = [(row["about"], row["value"]) for row in sheet_rows(book["About"])]
    assert ("Asked after", "How many children were in care in 2016?") in about
    assert ("Only: to", "2020") in about
    assert dict(about)["Address of this answer"].endswith("history=How+many+children+were+in+care+in+2016?&to=2020")


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_no_text_is_a_formula(client: FlaskClient, start: str) -> None:
    question = f"{start}HYPERLINK(1) neglect"
    address = "/ask?q=" + quote(question)
    book = openpyxl.load_workbook(io.BytesIO(fetched_as(client, address, "xlsx").data))
    assert book["About"]["B2"].value == question
    for sheet in book:
        assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "inlineStr"}
    for row in csv_rows(fetched_as(client, address, "csv")):
        assert not [value for value in row.values() if value.startswith(("=", "+", "-", "@"))]
        if row["id"]:
            assert row["question"] == f"'{question}"


@pytest.mark.parametrize("address", ANSWERS)
def test_word_has_every_quotation_with_a_footnote(client: FlaskClient, address: str) -> None:
    data = client.get(address + "&format=json").json
    file = fetched_as(client, address, "docx").data
    document = docx.Document(io.BytesIO(file))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts[0] == data["question"]
    assert document.paragraphs[0].style.name == "Heading 1"
    for statement in data["statements"]:
        if statement["type"] == "computed":
            assert statement["text"] in texts
    assert all(any(words in text for text in texts) for words in quotations(data))
    for item in data["coverage"]["silent"]:
        assert any(text.startswith(f"{item['title']}, ") for text in texts)
    notes, marks = footnotes(file)
    quotes = [paragraph for paragraph in document.paragraphs if paragraph.style.name == "Quote"]
    assert len(quotes) == len(evidence(data))
    assert len(marks) == len(set(marks)) == len(quotes) + len(data["coverage"]["silent"])
    for paragraph in quotes:
        [mark] = paragraph._p.iter(f"{WORD}footnoteReference")
        [item] = [item for item in evidence(data).values() if linked(notes[mark.get(f"{WORD}id")], item)]
        assert paragraph.text[1:-1].split(" […] ")[0] in " ".join(item["text"].split())
        assert item["document"]["title"] in notes[mark.get(f"{WORD}id")]


def linked(note: str, item: dict[str, Any]) -> bool:
    return note.endswith(f"#p-{item['id'].rsplit('/p/', 1)[1]}") and item["document"]["date"] in note


def footnotes(file: bytes) -> tuple[dict[str, str], list[str]]:
    """The text of each footnote by its number, and the numbers that the text refers to."""
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        assert "/word/footnotes.xml" in package.read("[Content_Types].xml").decode()
        notes = etree.fromstring(package.read("word/footnotes.xml"))
        text = etree.fromstring(package.read("word/document.xml"))
        links = package.read("word/_rels/footnotes.xml.rels").decode()
    assert 'TargetMode="External"' in links
    found = {
        note.get(f"{WORD}id"): "".join(note.itertext())
        for note in notes
        if note.get(f"{WORD}type") not in ("separator", "continuationSeparator")
    }
    marks = [mark.get(f"{WORD}id") for mark in text.iter(f"{WORD}footnoteReference")]
    assert set(marks) == set(found)
    return found, marks


def test_word_is_made_for_those_who_hear_it_read(client: FlaskClient) -> None:
    file = fetched_as(client, SILENT, "docx").data
    document = docx.Document(io.BytesIO(file))
    levels = [int(p.style.name[-1]) for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    [table] = document.tables
    assert table.rows[0]._tr.trPr.find(f"{WORD}tblHeader") is not None
    assert {cell.text for cell in table.rows[0].cells} >= {"Date", "Document"}
    assert table._tbl.tblPr.find(f"{WORD}tblDescription").get(f"{WORD}val")
    assert document.core_properties.language == "en-GB"
    assert document.core_properties.title == "What was said about female genital mutilation over the years?"
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        assert re.findall(r'<w:lang w:val="([^"]*)"', package.read("word/styles.xml").decode())[0] == "en-GB"


@pytest.mark.parametrize("address", ANSWERS)
def test_ris_has_a_record_for_each_document_and_a_note_for_each_quotation(client: FlaskClient, address: str) -> None:
    data = client.get(address + "&format=json").json
    records = rispy.loads(fetched_as(client, address, "ris").text)
    documents = {item["document"]["id"]: item["document"] for item in evidence(data).values()}
    assert {record["id"] for record in records} == documents.keys()
    for record in records:
        document = documents[record["id"]]
        assert record["type_of_reference"] == "RPRT"
        assert record["title"] == document["title"]
        assert record["authors"] == [document["publisher"]]
        assert record["year"] == document["date"][:4]
        of_document = [item for item in evidence(data).values() if item["document"]["id"] == record["id"]]
        assert len(record["notes"]) == len(of_document)
        assert record["urls"][0].startswith("http://localhost/documents/")
    notes = "\n".join(note for record in records for note in record["notes"])
    assert all(words in notes for words in quotations(data))


@pytest.mark.parametrize("address", ANSWERS)
def test_bibtex_has_an_entry_for_each_document_with_every_quotation(client: FlaskClient, address: str) -> None:
    data = client.get(address + "&format=json").json
    library = bibtexparser.parse_string(fetched_as(client, address, "bib").text)
    assert not library.failed_blocks
    documents = {item["document"]["id"] for item in evidence(data).values()}
    assert len(library.entries) == len(documents)
    notes = "\n".join(re.sub(r"\\([#$%&_])", r"\1", entry["annote"]) for entry in library.entries)
    assert all(words in notes for words in quotations(data))
    assert {entry.entry_type for entry in library.entries} == {"techreport"}


def test_bibtex_stays_whole_whatever_a_text_has(client: FlaskClient) -> None:
    from qa_service.export.bibtex import _escaped

    text = _escaped("} @book{x, 50% of {a} & b_c #1 \\ ~ ^ $")
    library = bibtexparser.parse_string(f"@techreport{{k,\n  annote = {{{text}}},\n  year = {{2016}},\n}}\n")
    assert not library.failed_blocks
    [entry] = library.entries
    assert entry["year"] == "2016"


@pytest.mark.parametrize("ending", FORMATS)
def test_a_file_is_named_for_its_question_and_served_safely(client: FlaskClient, ending: str) -> None:
    response = fetched_as(client, SILENT, ending)
    assert response.mimetype == FORMATS[ending].media_type.split(";")[0]
    assert response.headers["Content-Disposition"] == (
        f"attachment; filename=what-was-said-about-female-genital-mutilation-over-the-years.{ending}"
    )
    assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("../../etc/passwd", "etc-passwd.csv"),
        ('a"; filename=x\r\nSet-Cookie: y', "a-filename-x-set-cookie-y.csv"),
        ("???", "answer.csv"),
        ("x" * 300, "x" * 60 + ".csv"),
    ],
)
def test_a_file_name_is_safe_whatever_was_asked(question: str, name: str) -> None:
    assert file_name(question, "csv") == name


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize("question", ["supervision\x00\x0b", "<b>&amp; supervision", "‮supervision 🙂"])
def test_odd_characters_in_a_question_do_no_harm_to_a_file(client: FlaskClient, ending: str, question: str) -> None:
    response = client.get("/ask", query_string={"q": question, "format": ending})
    assert response.status_code == 200
    if ending == "docx":
        assert "supervision" in docx.Document(io.BytesIO(response.data)).paragraphs[0].text
    if ending == "xlsx":
        assert "supervision" in openpyxl.load_workbook(io.BytesIO(response.data))["About"]["B2"].value


@pytest.mark.parametrize(
    ("name", "value"), [(name, {"from": "2016", "to": "2021"}.get(name, "nothing")) for name in FILTERS]
)
def test_every_filter_is_named_in_a_file(client: FlaskClient, name: str, value: str) -> None:
    address = f"/ask?q=neglect&{name}={value}"
    book = openpyxl.load_workbook(io.BytesIO(fetched_as(client, address, "xlsx").data))
    about = {row["about"]: row["value"] for row in sheet_rows(book["About"])}
    assert about[f"Only: {FILTER_NAMES[name]}"] == value
