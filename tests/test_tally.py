"""Counts by authority and year tell a document that does not name something from there being none."""

from __future__ import annotations

import re
from dataclasses import replace

from flask.testing import FlaskClient
from pages import browse, with_format

from graph.passage import corpus
from graph.store import Store
from qa_service.web.tally import tally

BEXLEY = "https://w3id.org/throughline/id/authority/bexley"


def test_nought_is_a_document_that_does_not_name_it_and_a_dash_none(changeable: Store) -> None:
    first, second, *others = changeable.corpus.documents
    documents = corpus([replace(first, authority=BEXLEY), replace(second, authority=None, date=None), *others])
    made = tally(documents, [0, 0, 3])
    assert made.years == ("2016", "2018", "2019", "2020", "2021", "undated")
    lines = {line.key: line for line in made.lines}
    assert list(lines) == ["bexley", "northmere", "none"]
    assert lines["bexley"].counts == (2, None, None, None, None, None)
    assert lines["northmere"].counts == (None, 0, 1, 0, 0, None)
    assert lines["none"].counts == (None, None, None, None, None, 0)
    assert (lines["northmere"].naming, lines["northmere"].documents) == (1, 4)
    assert made.all.counts == (2, 0, 1, 0, 0, 0)
    assert (made.all.total, made.all.naming, made.all.documents) == (3, 2, 6)
    assert made.naming == (1, 0, 1, 0, 0, 0)
    assert made.documents == (1, 1, 1, 1, 1, 1)


def test_the_table_of_a_theme_counts_its_passages_and_leads_to_them(client: FlaskClient) -> None:
    address = "/themes/female-genital-mutilation"
    page = browse(client, address).text
    table = page.split("tl-tally", 1)[1].split("</table>", 1)[0]
    counts = re.findall(r'authority=northmere&amp;year=(\d+)#passages">(\d+)<', table)
    assert counts
    for year, count in counts:
        passages = client.get(with_format(f"{address}?authority=northmere&year={year}")).json["passages"]
        assert len(passages) == int(count)
        assert {item["document"]["date"][:4] for item in passages} == {year}
    assert table.count("<td>0</td>") == 2 * (6 - len(counts))
    assert f"{len(counts)} of 6" in table


def test_the_twin_of_a_theme_has_the_table(client: FlaskClient) -> None:
    data = client.get(with_format("/themes/return-home-interviews")).json["tally"]
    assert data["years"] == ["2016", "2017", "2018", "2019", "2020", "2021"]
    assert sum(data["lines"][0]["counts"]) == data["all"]["total"] == 25
