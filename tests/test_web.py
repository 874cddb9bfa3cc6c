"""The pages: each with its content, a JSON twin, links that lead somewhere, errors in one shape, and headers that keep it safe."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from graph.store import Store
from qa_service.answer import Answer
from qa_service.service import answer
from qa_service.web import create_app, pages

SIF = "northmere_sif_2016-11-28"
ILACS = "northmere_ilacs-standard_2019-11-15"
INTERVIEWS = "/ask?q=" + quote("What was said about return home interviews over time?")
REFUSED = "/ask?q=" + quote("Who was the principal social worker?")
PAGES = {
    "/": ("Ask the documents", "6 documents, 28 November 2016 to 23 November 2021", "What was said about"),
    INTERVIEWS: (
        "24 passages in 6 of 6 documents mention return home interviews, 2016 to 2021.",
        "28 November 2016 – full inspection",
        "words of inspectors",
        "Recommendation 4",
        "Lanternway",
    ),
    REFUSED: (
        "Not in these documents. No person is named in that post",
        "The nearest passages",
        "They do not answer the question.",
        "Newly qualified social workers",
    ),
    "/chat": ("Chat", "Ask a short question, then follow it up"),
    "/chat?q=" + quote("Who was the lead inspector in 2019?") + "&q=" + quote("and three years earlier?"): (
        "Lead inspector: Sunita Garrand",
        "and three years earlier?",
        "Lead inspector: Rosalind Vayle",
    ),
    "/documents": (
        "What could not be read, or was read with doubt",
        "Monitoring visit to Northmere County Council children’s services",
        "9 July 2018",
        "monitoring visit letter",
    ),
    f"/documents/{SIF}": (
        "full inspection (single inspection framework)",
        "lead inspector Rosalind Vayle",
        "on site 12 September 2016 to 6 October 2016",
        "Children who go missing are poorly served.",
        "single-inspection-2016.pdf",
    ),
    "/themes": ("Themes", "return home interviews", "(24 passages)"),
    "/themes/return-home-interviews": (
        "Return home interviews",
        "Passages (24)",
        "Far more children are offered an independent return home interview",
        "What was said about it over time",
    ),
    "/actors": ("Actors", "foster carers"),
    "/actors/foster-carers": ("Foster carers", "When she goes missing, they ring me at midnight"),
    "/authorities": ("Authorities", "Northmere", "(6 documents)"),
    "/authorities/northmere": (
        "Northmere",
        "28 November 2016",
        "inadequate",
        "Grades given under different frameworks are not directly comparable.",
    ),
    "/judgements": ("Judgements", "adoption performance", "requires improvement"),
    "/recommendations": (
        "Recommendations and areas for improvement",
        "Raise awareness of private fostering",
        "Ask for a progress report every six months.",
    ),
    "/compare": ("Compare two documents", "First document", "Second document", "23 November 2021"),
    f"/compare?document={SIF}&document={ILACS}": ("Passages by theme", "female genital mutilation", "not named"),
    "/sparql": ("SPARQL", "children-who-go-missing", "SELECT"),
}
"""What each page has to say."""

TWINS = {
    INTERVIEWS: "statements",
    REFUSED: "nearest",
    "/chat?q=neglect": "turns",
    "/documents": "documents",
    f"/documents/{SIF}": "paragraphs",
    "/themes": "themes",
    "/themes/return-home-interviews": "passages",
    "/actors": "actors",
    "/actors/foster-carers": "passages",
    "/authorities": "authorities",
    "/authorities/northmere": "judgements",
    "/judgements": "judgements",
    "/recommendations": "recommendations",
    f"/compare?document={SIF}&document={ILACS}": "themes",
}
"""The key under which the JSON twin of each page has its content."""

MISSING = (
    "/nothing-here",
    "/documents/nothing-here",
    "/themes/nothing-here",
    "/actors/nothing-here",
    "/authorities/nothing-here",
)
HOSTILE = "<script>alert('x')</script>\"><img src=x onerror=alert(1)> supervision"


def text_of(response: TestResponse) -> str:
    """The words of a page as a reader sees them."""
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", response.text)))


def browse(client: FlaskClient, address: str) -> TestResponse:
    """The page at an address, as a browser asks for it."""
    return client.get(address, headers={"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"})


@pytest.fixture(scope="module")
def fetched(client: FlaskClient) -> dict[str, TestResponse]:
    """Every page of the list above, as a browser gets it, fetched once."""
    return {address: browse(client, address) for address in PAGES}


def with_format(address: str) -> str:
    return f"{address}{'&' if '?' in address else '?'}format=json"


@pytest.mark.parametrize("address", PAGES)
def test_each_page_has_its_content(fetched: dict[str, TestResponse], address: str) -> None:
    response = fetched[address]
    assert response.status_code == 200
    assert response.mimetype == "text/html"
    text = text_of(response)
    for words in PAGES[address]:
        assert words in text


@pytest.mark.parametrize("address", PAGES)
def test_each_page_is_whole_html_in_english_without_a_script(fetched: dict[str, TestResponse], address: str) -> None:
    page = fetched[address].text
    assert page.startswith("<!doctype html>")
    assert '<html lang="en-GB">' in page
    assert page.rstrip().endswith("</html>")
    assert page.count("<h1") == 1
    assert re.search(r"<title>[^<]+ – Throughline</title>", page)
    assert "<script" not in page
    assert not re.search(r"<[^>]+\s(?:style|on\w+)=", page)


@pytest.mark.parametrize("address", TWINS)
def test_each_page_has_a_json_twin_by_address_and_by_accept(client: FlaskClient, address: str) -> None:
    by_address = client.get(with_format(address))
    by_accept = client.get(address, headers={"Accept": "application/json"})
    for response in (by_address, by_accept):
        assert response.status_code == 200
        assert response.mimetype == "application/json"
        assert response.json[TWINS[address]]
    first, second = (
        {name: value for name, value in response.json.items() if name not in ("took_ms", "turns")}
        for response in (by_address, by_accept)
    )
    assert first == second


def test_the_home_page_has_a_json_twin_too(client: FlaskClient) -> None:
    assert client.get("/?format=json").mimetype == "application/json"


def test_a_browser_gets_a_page(client: FlaskClient) -> None:
    assert browse(client, "/documents").mimetype == "text/html"
    assert browse(client, "/sparql").mimetype == "text/html"


def test_the_json_twin_of_an_answer_is_the_answer(client: FlaskClient, sample: Store) -> None:
    served = client.get(with_format(INTERVIEWS)).json
    made = answer(sample, "What was said about return home interviews over time?").to_json()
    assert {**served, "took_ms": 0} == {**as_json(made), "took_ms": 0}


def as_json(data: Any) -> Any:
    """Tuples as lists, as they come over the wire."""
    if isinstance(data, dict):
        return {name: as_json(value) for name, value in data.items()}
    return [as_json(value) for value in data] if isinstance(data, (list, tuple)) else data


def test_every_quotation_of_an_answer_is_marked_on_its_page(client: FlaskClient) -> None:
    data = client.get(with_format(INTERVIEWS)).json
    marked = [html.unescape(words) for words in re.findall(r"<mark>(.*?)</mark>", client.get(INTERVIEWS).text, re.S)]
    assert sorted(marked) == sorted(
        statement["text"] for statement in data["statements"] if statement["type"] == "quotation"
    )


def test_the_lanes_of_a_timeline_are_in_order_of_date(client: FlaskClient) -> None:
    headings = [html.unescape(words) for words in re.findall(r"<h2>(.*?)</h2>", client.get(INTERVIEWS).text)]
    dated = [heading.split(" – ")[0] for heading in headings if " – " in heading]
    assert dated == [
        "28 November 2016",
        "14 February 2017",
        "9 July 2018",
        "15 November 2019",
        "13 October 2020",
        "23 November 2021",
    ]


def test_silent_documents_are_listed_with_the_denominator(client: FlaskClient) -> None:
    text = text_of(client.get("/ask?q=" + quote("What was said about female genital mutilation over the years?")))
    assert "Documents that do not mention it (5 of 6)" in text
    assert "Focused visit to Northmere County Council children’s services, 23 November 2021" in text


def test_a_typing_error_that_was_set_right_is_shown(client: FlaskClient) -> None:
    assert "“supervison” was searched for as “supervision”." in text_of(client.get("/ask?q=how+good+was+supervison"))


def test_the_query_of_an_answer_can_be_run_from_its_page(client: FlaskClient) -> None:
    page = client.get(INTERVIEWS).text
    [query] = re.findall(r'name="query" value="([^"]*)"', page)
    results = client.get("/sparql", query_string={"query": html.unescape(query), "format": "json"}).json
    assert len(results["results"]["bindings"]) == 24


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


# Filters


@pytest.mark.parametrize(
    ("filters", "dates"),
    [
        ("kind=cabinet-report", {"2017-02-14", "2020-10-13"}),
        ("speaker=council", {"2017-02-14"}),
        ("from=2020", {"2020-10-13", "2021-11-23"}),
        ("from=2018&to=2019", {"2018-07-09", "2019-11-15"}),
        ("authority=northmere&to=2016", {"2016-11-28"}),
    ],
)
def test_filters_in_the_address_narrow_the_answer(client: FlaskClient, filters: str, dates: set[str]) -> None:
    data = client.get(f"/ask?q=supervision&{filters}&format=json").json
    assert {item["document"]["date"] for item in data["evidence"]} == dates
    assert data["coverage"]["documents_searched"] == len(dates)


def test_filters_are_shown_and_can_be_taken_off(client: FlaskClient) -> None:
    page = client.get("/ask?q=supervision&kind=cabinet-report")
    assert "Only: kind cabinet-report Take the filters off" in text_of(page)
    assert 'href="/ask?q=supervision"' in page.text


def test_a_filter_without_a_value_is_none(client: FlaskClient) -> None:
    assert client.get("/ask?q=supervision&kind=&format=json").json["coverage"]["documents_searched"] == 6


def test_a_filter_value_that_no_document_has_is_said(client: FlaskClient) -> None:
    response = client.get("/ask?q=supervision&speaker=martian")
    assert response.status_code == 200
    assert "No document passes the filters. Take one of them off and ask again." in text_of(response)


def test_an_unknown_filter_is_an_error_that_names_the_known_ones(client: FlaskClient) -> None:
    response = client.post("/api/v1/ask", json={"question": "supervision?", "filters": {"colour": "blue"}})
    assert response.status_code == 400
    assert (
        response.json["error"]["message"]
        == "Unknown filter colour. The filters are authority, kind, speaker, from, to."
    )


# Links


@pytest.fixture(scope="module")
def links(fetched: dict[str, TestResponse]) -> dict[str, set[str]]:
    """Every address on the site that the pages above link to, with the anchors wanted there."""
    found: dict[str, set[str]] = {}
    for address, response in fetched.items():
        for link in re.findall(r'(?:href|src)="([^"]*)"', response.text):
            parts = urlsplit(html.unescape(link))
            assert not parts.netloc, f"{address} links to {link}"
            if parts.path:
                found.setdefault(parts.path + (f"?{parts.query}" if parts.query else ""), set()).add(parts.fragment)
    return found


def test_every_link_leads_to_a_page(client: FlaskClient, links: dict[str, set[str]]) -> None:
    assert len(links) > 100
    missing = []
    for address in links:
        with browse(client, address) as response:
            if response.status_code != 200:
                missing.append(address)
    assert missing == []


def test_every_read_in_context_leads_to_its_paragraph(client: FlaskClient, links: dict[str, set[str]]) -> None:
    wanted = {address: fragments - {""} for address, fragments in links.items() if address.startswith("/documents/")}
    assert sum(len(fragments) for fragments in wanted.values()) > 50
    for address, fragments in wanted.items():
        assert fragments <= set(re.findall(r'id="([^"]+)"', browse(client, address).text))


# Errors


def assert_error(response: TestResponse, status: int, message: str) -> None:
    """The one shape of an error as JSON."""
    assert response.status_code == status
    assert response.mimetype == "application/json"
    assert set(response.json) == {"error"}
    assert set(response.json["error"]) == {"status", "title", "message"}
    assert response.json["error"]["status"] == status
    assert response.json["error"]["title"]
    assert message in response.json["error"]["message"]


def assert_error_page(response: TestResponse, status: int, message: str) -> None:
    assert response.status_code == status
    assert response.mimetype == "text/html"
    assert message in text_of(response)
    assert 'role="alert"' in response.text


@pytest.mark.parametrize("address", MISSING)
def test_a_missing_page_is_said_in_both_forms(client: FlaskClient, address: str) -> None:
    message = "There is no page at this address. Check the address, or start from the question box."
    assert_error_page(client.get(address), 404, message)
    assert_error(client.get(with_format(address)), 404, message)
    assert_error(client.get(address, headers={"Accept": "application/json"}), 404, message)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("", "The question is empty. Type what you would like to know"),
        ("?q=", "The question is empty. Type what you would like to know"),
        ("?q=+++", "The question is empty. Type what you would like to know"),
        ("?q=" + "x" * 10_000, "The question has 10,000 characters; the most that can be asked is 2,000."),
    ],
)
def test_a_question_that_cannot_be_asked_is_said_in_both_forms(client: FlaskClient, query: str, message: str) -> None:
    assert_error_page(client.get(f"/ask{query}"), 400, message)
    assert_error(client.get(with_format(f"/ask{query}")), 400, message)


def test_a_method_that_a_page_does_not_have_is_said_in_both_forms(client: FlaskClient) -> None:
    assert_error_page(client.post("/documents"), 405, "not allowed")
    assert_error(client.post("/documents?format=json"), 405, "not allowed")


def test_an_empty_earlier_question_is_left_out(client: FlaskClient) -> None:
    assert client.get("/ask?q=supervision&history=").status_code == 200


def test_a_fault_of_the_service_is_said_without_its_insides(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> Answer:
        raise RuntimeError("secret path /etc/throughline")

    monkeypatch.setattr(pages, "answer", fail)
    for response in (client.get("/ask?q=supervision"), client.get("/ask?q=supervision&format=json")):
        assert response.status_code == 500
        assert "The request failed through a fault in Throughline" in html.unescape(response.text)
        assert "secret" not in response.text
        assert "Traceback" not in response.text
        assert_safe(response)


def test_a_site_without_a_store_says_how_to_build_one(tmp_path: Path) -> None:
    with create_app(tmp_path / "absent").test_client() as empty:
        for address in ("/", "/ask?q=supervision", "/healthz", "/documents"):
            assert_error_page(empty.get(address), 503, "Build one first: throughline build FOLDER --store")
            assert_error(empty.get(with_format(address)), 503, "Build one first: throughline build FOLDER --store")


def test_a_conversation_of_hundreds_of_turns_is_not_all_answered_in_one_request(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, sample: Store
) -> None:
    asked: list[str] = []
    given = answer(sample, "neglect")

    def listen(store: Store, question: str, *_: object, **__: object) -> Answer:
        asked.append(question)
        return given

    monkeypatch.setattr(pages, "answer", listen)
    client.get("/chat?" + "&".join(["q=a"] * 900))
    assert len(asked) <= 50


# Safety


def assert_safe(response: TestResponse) -> None:
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "address",
    [
        *MISSING,
        *map(with_format, TWINS),
        "/ask",
        "/healthz",
        "/static/style.css",
        "/static/nothing.css",
        "/api/v1/openapi.json",
        "/api/v1/nothing",
        "/sparql?query=ASK{}",
        "/sparql?query=nonsense",
    ],
)
def test_every_response_keeps_browsers_from_running_what_is_not_ours(client: FlaskClient, address: str) -> None:
    with client.get(address) as response:
        assert_safe(response)


def test_every_page_keeps_browsers_from_running_what_is_not_ours(fetched: dict[str, TestResponse]) -> None:
    for response in fetched.values():
        assert_safe(response)


def test_responses_to_other_methods_are_kept_safe_too(client: FlaskClient) -> None:
    for response in (
        client.post("/documents"),
        client.post("/api/v1/ask", data="{"),
        client.post("/api/v1/ask", json={"question": "neglect"}),
        client.post("/sparql", data={"query": "ASK {}"}),
        client.head("/"),
        client.options("/ask"),
    ):
        assert_safe(response)


@pytest.mark.parametrize(
    "address",
    [
        "/ask?q={}",
        "/ask?q=supervision&kind={}",
        "/ask?q=and+that&history={}",
        "/chat?q={}",
        "/chat?q={}&q=and+in+2019",
        "/sparql?query={}",
        "/themes/{}",
        "/documents/{}",
        "/compare?document={}",
        "/ask?q={}" + "x" * 2_000,
    ],
)
def test_hostile_words_are_shown_as_words(client: FlaskClient, address: str) -> None:
    page = client.get(address.format(quote(HOSTILE, safe="")), headers={"Accept": "text/html"}).text
    assert page.startswith("<!doctype html>")
    assert "<script" not in page
    assert "<img" not in page
    assert "onerror=alert(1)>" not in page


def test_a_hostile_question_is_shown_escaped(client: FlaskClient) -> None:
    page = client.get("/ask?q=" + quote(HOSTILE)).text
    assert "&lt;script&gt;alert(" in page
    assert HOSTILE in html.unescape(page)


@pytest.mark.parametrize(
    "question", ["\x00", "supervision\x00", "\u202esupervision", "🙂 supervision", "%s %d {0} {{7*7}}", "' OR 1=1 --"]
)
def test_odd_characters_in_a_question_do_no_harm(client: FlaskClient, question: str) -> None:
    response = client.get("/ask", query_string={"q": question})
    assert response.status_code == 200
    assert question.strip() in html.unescape(response.text)


def test_pages_load_nothing_from_elsewhere(fetched: dict[str, TestResponse]) -> None:
    for response in fetched.values():
        assert not re.search(r'(?:src|href|action)="(?:https?:)?//', response.text)


# Health


def test_health_names_the_generation_that_serves(client: FlaskClient, sample: Store) -> None:
    response = client.get("/healthz")
    assert response.status_code == 200
    assert response.json == {"status": "ok", "store": sample.generation, "documents": 6}


@pytest.fixture(scope="module", autouse=True)
def quiet_log() -> Iterator[None]:
    """Faults that are brought about on purpose are not printed."""
    import logging

    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)
