"""The page of an answer shows its quotations in order of date, who is silent, and the query that gives the same."""

from __future__ import annotations

import html
import re
from typing import Any
from urllib.parse import quote

from flask.testing import FlaskClient
from pages import INTERVIEWS, text_of, with_format

from graph.store import Store
from qa_service.service import answer


def test_the_json_twin_of_an_answer_is_the_answer(client: FlaskClient, sample: Store) -> None:
    served = client.get(with_format(INTERVIEWS)).json
    [searched] = served.pop("searched_words")
    assert searched["label"] == "return home interviews"
    assert "RHI" in searched["also"]
    assert (served.pop("grades"), served.pop("figures")) == (None, None)
    made = answer(sample, "What was said about return home interviews over time?").to_json()
    assert {**served, "took_ms": 0} == {**as_json(made), "took_ms": 0}


def as_json(data: Any) -> Any:
    """Tuples as lists, as they come over the wire."""
    if isinstance(data, dict):
        return {name: as_json(value) for name, value in data.items()}
    return [as_json(value) for value in data] if isinstance(data, (list, tuple)) else data


def test_what_is_quoted_stands_out_from_the_rest_of_its_paragraph(client: FlaskClient) -> None:
    data = client.get(with_format(INTERVIEWS)).json
    texts = {item["id"]: item["text"] for item in data["evidence"]}
    page = client.get(INTERVIEWS).text
    cut = 0
    for statement in data["statements"]:
        if statement["type"] == "quotation":
            [iri] = statement["evidence"]
            quoted = stretches(page, iri)
            assert statement["text"] in quoted
            cut += statement["text"] != texts[iri]
            assert (quoted == [texts[iri]]) == (statement["text"] == texts[iri])
    assert cut


def test_the_words_by_which_a_passage_was_found_are_marked(client: FlaskClient) -> None:
    page = client.get(INTERVIEWS).text
    marked = {html.unescape(words).lower() for words in re.findall(r"<mark>(.*?)</mark>", page, re.S)}
    assert {"return home interviews", "return home conversations"} <= marked
    page = client.get("/ask?q=" + quote("Who was the lead inspector in 2019?")).text
    assert "<mark>" in page


def stretches(page: str, iri: str) -> list[str]:
    """What is quoted of a passage on a page, stretch by stretch."""
    name = re.escape(iri.rsplit("/p/", 1)[1])
    block = re.search(rf'id="e-{name}">.*?<blockquote[^>]*>(.*?)</blockquote>', page, re.S)
    assert block
    plain = re.sub("</?mark>", "", block[1])
    return [html.unescape(words) for words in re.split(r'<span class="tl-rest">.*?</span>', plain, flags=re.S) if words]


def test_the_lanes_of_a_timeline_are_in_order_of_date(client: FlaskClient) -> None:
    headings = [html.unescape(words) for words in re.findall(r"<h3[^>]*>(.*?)</h3>", client.get(INTERVIEWS).text)]
    dated = [heading.split(" – ")[0] for heading in headings if " – " in heading]
    assert dated == [
        "28 November 2016",
        "14 February 2017",
        "9 July 2018",
        "15 November 2019",
        "13 October 2020",
        "23 November 2021",
    ]


def test_the_documents_of_a_comparison_stand_under_the_names_of_its_sides(client: FlaskClient) -> None:
    page = client.get("/ask?q=" + quote("Compare supervision in 2016 and 2019")).text
    headings = [html.unescape(words).split(" – ")[0] for words in re.findall(r"<h[23][^>]*>(.*?)</h[23]>", page)]
    assert headings[:4] == ["2016", "28 November 2016", "2019", "15 November 2019"]


def test_silent_documents_are_listed_with_the_denominator(client: FlaskClient) -> None:
    text = text_of(client.get("/ask?q=" + quote("What was said about female genital mutilation over the years?")))
    assert "Documents that do not mention it (5 of 6)" in text
    assert "23 November 2021: Focused visit to Northmere County Council children’s services" in text


def test_a_typing_error_that_was_set_right_is_shown(client: FlaskClient) -> None:
    assert "“supervison” was searched for as “supervision”." in text_of(client.get("/ask?q=how+good+was+supervison"))


def test_the_query_of_an_answer_can_be_run_from_its_page(client: FlaskClient) -> None:
    page = client.get(INTERVIEWS).text
    [query, *_] = re.findall(r'<textarea[^>]* name="query"[^>]*>(.*?)</textarea>', page, re.S)
    results = client.get("/sparql", query_string={"query": html.unescape(query), "format": "json"}).json
    assert len(results["results"]["bindings"]) == 25


def test_the_json_link_of_a_follow_up_leads_to_the_same_answer(client: FlaskClient) -> None:
    asked = {"q": "and in 2019?", "history": "How many children were in care in 2016?"}
    page = client.get("/ask", query_string=asked)
    assert "604 children in care" in text_of(page)
    [link] = [html.unescape(link) for link in re.findall(r'href="([^"]*format=json[^"]*)"', page.text)]
    assert (
        client.get(link).json["kind"]
        == client.get("/ask", query_string={**asked, "format": "json"}).json["kind"]
        == "figure"
    )
