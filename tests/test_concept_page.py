"""The page of a theme says what it is, when which name was used, what is near it, and gives its passages page by page."""

from __future__ import annotations

import re

from flask.testing import FlaskClient
from pages import ILACS, browse, text_of, with_format

from graph.store import Store

CARE = "/actors/children-and-young-people"


def test_names_stand_with_their_time_and_source(client: FlaskClient) -> None:
    text = text_of(browse(client, "/themes/return-home-interviews"))
    assert (
        "return interview From: July 2009 To: no end known Source: DCSF, Statutory guidance on children who run away"
        in text
    )
    assert "Also written as: RHI," in text
    dated = client.get(with_format("/themes/return-home-interviews")).json["dated"]
    assert [(name["label"], name["start"]) for name in dated] == [
        ("return interview", "2009-07"),
        ("return home interviews", "2014"),
    ]


def test_a_theme_leads_to_what_it_is_part_of_and_what_it_includes(client: FlaskClient) -> None:
    narrow = browse(client, "/themes/return-home-interviews").text
    assert re.search(r'Part of <a [^>]*href="/themes/children-who-go-missing"', narrow)
    wide = browse(client, "/themes/children-who-go-missing").text
    assert re.search(r'Includes .*href="/themes/return-home-interviews"', wide)


def test_passages_come_in_order_of_date_page_by_page(client: FlaskClient) -> None:
    every = client.get(with_format(CARE)).json["passages"]
    dates = [item["document"]["date"] for item in every]
    assert dates == sorted(dates)
    shown: list[str] = []
    for number in range(1, -(-len(every) // 25) + 1):
        page = browse(client, f"{CARE}?page={number}").text
        shown += re.findall(r'href="/documents/([^"]+)">Read in context', page)
    assert shown == [f"{item['slug']}#{item['anchor']}" for item in every]


def test_a_page_that_is_not_there_is_the_nearest_that_is(client: FlaskClient) -> None:
    assert "Showing 1 to 25 of" in text_of(browse(client, f"{CARE}?page=0"))
    for odd in ("-1", "x", "1.5", "²", "9" * 400):
        assert "Showing 1 to 25 of" in text_of(browse(client, f"{CARE}?page={odd}"))
    last = text_of(browse(client, f"{CARE}?page=9999"))
    count = len(client.get(with_format(CARE)).json["passages"])
    assert f"to {count} of {count}." in last


def test_links_to_other_pages_keep_the_filters_and_nothing_that_steers_the_site(client: FlaskClient) -> None:
    page = browse(client, f"{CARE}?authority=northmere&_scheme=javascript&_external=1&endpoint=x&_anchor=y").text
    links = re.findall(r'href="([^"]*page=2[^"]*)"', page)
    assert links
    for link in links:
        assert link.startswith(f"{CARE}?authority=northmere&amp;")
        assert link.endswith("#passages")


def test_passages_can_be_narrowed_to_a_document(client: FlaskClient) -> None:
    address = f"/themes/return-home-interviews?document={ILACS}"
    [passage] = client.get(with_format(address)).json["passages"]
    assert passage["slug"] == ILACS
    assert "Only: document Inspection of children's social care services. Take the filters off" in text_of(
        browse(client, address)
    )


def test_filters_that_leave_nothing_are_said(client: FlaskClient) -> None:
    text = text_of(browse(client, "/themes/return-home-interviews?year=1999"))
    assert "Passages (0 of 25)" in text
    assert "No passage that names it is left. Take the filters off to see all 25." in text


def test_lists_can_be_put_in_order_of_name(client: FlaskClient, sample: Store) -> None:
    named = [row["label"] for row in client.get(with_format("/themes?sort=name")).json["themes"]]
    assert named == sorted(named, key=str.lower)
    counted = client.get(with_format("/themes")).json["themes"]
    assert [row["count"] for row in counted] == sorted((row["count"] for row in counted), reverse=True)
    assert counted[0]["count"] == len(sample.corpus.rows_of_concept[counted[0]["id"]])


def test_a_list_is_searched_by_every_name(client: FlaskClient) -> None:
    labels = [row["label"] for row in client.get(with_format("/themes?find=runaway")).json["themes"]]
    assert "children who go missing" in labels
    assert "Show all" in text_of(browse(client, "/themes?find=runaway"))


def test_the_counts_of_a_theme_are_a_table_to_keep(client: FlaskClient) -> None:
    tally = client.get(with_format("/themes/return-home-interviews")).json["tally"]
    table = client.get("/themes/return-home-interviews?format=csv").text.lstrip("\ufeff").splitlines()
    assert table[0] == f"Authority,{','.join(tally['years'])},All years,Named in,Documents"
    [line] = [line for line in table if line.startswith("Northmere,")]
    assert line.endswith(f",{tally['lines'][0]['total']},6,6")


def test_passages_can_be_narrowed_to_recommendations(client: FlaskClient) -> None:
    data = client.get(with_format("/themes/return-home-interviews?only=recommendations")).json
    assert data["recommendations"] == len(data["passages"]) > 0
    assert {item["role"] for item in data["passages"]} <= {"recommendation", "improvement"}
