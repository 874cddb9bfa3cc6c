"""Grades are shown as a table in any order, as a history of an authority, and as a file that runs nothing."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from types import SimpleNamespace

import pytest
from flask.testing import FlaskClient
from pages import browse, text_of, with_format

from graph.passage import corpus
from graph.store import Store
from qa_service.export.csv import csv_bytes
from qa_service.web.pages import authorities

BEST_FIRST = ["outstanding", "good", "requires improvement", "inadequate"]


def test_the_best_grade_comes_first_in_order_of_grade(client: FlaskClient) -> None:
    for sort, step in (("grade", 1), ("-grade", -1)):
        rows = client.get(f"/judgements?sort={sort}&format=json").json["judgements"]
        places = [BEST_FIRST.index(row["grade"]) for row in rows]
        assert places == sorted(places, reverse=step < 0)


@pytest.mark.parametrize("name", ["date", "authority", "area", "framework"])
def test_the_table_can_be_put_in_order_of_each_column(client: FlaskClient, name: str) -> None:
    rows = client.get(f"/judgements?sort={name}&format=json").json["judgements"]
    assert [row[name].lower() for row in rows] == sorted(row[name].lower() for row in rows)
    page = browse(client, f"/judgements?sort={name}").text
    assert page.count("aria-sort") == 1
    assert f'aria-sort="ascending"><a href="/judgements?sort=-{name}">' in page


def test_an_unknown_order_is_that_of_date(client: FlaskClient) -> None:
    assert 'aria-sort="ascending"><a href="/judgements?sort=-date">' in browse(client, "/judgements?sort=colour").text


def test_filters_stay_when_the_order_changes(client: FlaskClient) -> None:
    page = browse(client, "/judgements?area=overall").text
    assert 'href="/judgements?area=overall&amp;sort=grade"' in page
    assert 'name="sort" value="-grade"' in browse(client, "/judgements?area=overall&sort=-grade").text
    rows = client.get("/judgements?area=overall&format=json").json["judgements"]
    assert [row["grade"] for row in rows] == ["inadequate", "requires improvement"]


def test_the_table_can_be_downloaded_as_it_is_shown(client: FlaskClient) -> None:
    response = client.get("/judgements?format=csv&sort=-grade&area=overall")
    assert response.mimetype == "text/csv"
    assert response.headers["Content-Disposition"] == "attachment; filename=throughline-judgements.csv"
    heading, *rows = csv.reader(io.StringIO(response.data.decode("utf-8-sig")))
    assert heading == ["Date", "Authority", "Area", "Grade", "Framework", "Document", "Paragraph"]
    assert [row[:4] for row in rows] == [
        ["2016-11-28", "Northmere", "overall effectiveness", "inadequate"],
        ["2019-11-15", "Northmere", "overall effectiveness", "requires improvement"],
    ]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_of_a_download_is_a_formula(text: str) -> None:
    [_, row] = csv.reader(io.StringIO(csv_bytes(("a",), [(text,)]).decode("utf-8-sig"), newline=""))
    assert row == [f"'{text}"]


def test_the_grades_of_an_authority_stand_side_by_side_by_area(client: FlaskClient) -> None:
    table = browse(client, "/authorities/northmere").text.split("<table", 1)[1].split("</table>", 1)[0]
    lines = re.findall(r"<tr><th scope=\"row\">(.*?)</tr>", table)
    cells = [re.sub(r"<[^>]+>", "|", line).replace("||", "|") for line in lines]
    assert cells[0].startswith("overall effectiveness")
    assert "inadequate" in cells[0]
    assert "requires improvement" in cells[0]
    assert any(cell.startswith("adoption performance") and "good" in cell and "–" in cell for cell in cells)


def test_neighbours_are_the_authorities_of_the_region_with_documents(
    client: FlaskClient, changeable: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ("bexley", "barnet", "barnsley", "bexley")
    first = [
        replace(document, authority=f"https://w3id.org/throughline/id/authority/{name}")
        for document, name in zip(changeable.corpus.documents, names, strict=False)
    ]
    changeable.corpus = corpus([*first, *changeable.corpus.documents[4:]])
    monkeypatch.setattr(authorities, "generation", lambda: SimpleNamespace(store=changeable))
    data = client.get("/authorities/bexley?format=json").json
    assert data["region"] == "London"
    assert [row["key"] for row in data["neighbours"]] == ["barnet"]
    text = text_of(browse(client, "/authorities/bexley"))
    assert "Other authorities in London that there are documents on. Barnet: 1 document" in text
    assert "The collection has documents on no other authority in Yorkshire and The Humber." in text_of(
        browse(client, "/authorities/barnsley")
    )


def test_an_authority_without_grades_says_so(
    client: FlaskClient, changeable: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    changeable.corpus = corpus([replace(document, judgements=()) for document in changeable.corpus.documents])
    monkeypatch.setattr(authorities, "generation", lambda: SimpleNamespace(store=changeable))
    assert "No graded judgement is printed in these documents." in text_of(browse(client, "/authorities/northmere"))
    assert client.get(with_format("/authorities/northmere")).json["judgements"] == []
