"""The record and the page of an authority give its codes, and what came before and after it."""

from __future__ import annotations

from pathlib import Path

from councils import authority
from pages import text_of

from qa_service.documents import authority_record
from qa_service.web import create_app


def test_the_record_of_an_authority_says_what_came_before_and_after() -> None:
    assert authority_record(authority("poole")) == {
        "id": authority("poole"),
        "label": "Poole",
        "gss": "E06000029",
        "urn": None,
        "start": None,
        "end": "2019-03-31",
        "replaces": [],
        "replaced_by": [
            {
                "id": authority("bournemouth-christchurch-and-poole"),
                "label": "Bournemouth, Christchurch and Poole",
            }
        ],
    }
    replaced = authority_record(authority("dorset"))
    assert (replaced["urn"], replaced["start"]) == ("2532283", "2019-04-01")
    assert [before["label"] for before in replaced["replaces"]] == ["Dorset (to 2019)"]


def test_an_authority_that_is_not_in_the_table_has_no_codes() -> None:
    record = authority_record(authority("northmere"))
    assert (record["label"], record["gss"], record["urn"]) == ("Northmere", None, None)


def test_the_page_of_an_authority_shows_its_codes(croydon_path: Path) -> None:
    app = create_app(croydon_path)
    client = app.test_client()
    page = client.get("/authorities/croydon")
    assert "GSS code E09000008" in text_of(page)
    assert 'href="https://reports.ofsted.gov.uk/provider/44/80492"' in page.text
    twin = client.get("/authorities/croydon?format=json").json
    assert (twin["gss"], twin["urn"]) == ("E09000008", "80492")
    assert {row["urn"] for row in client.get("/api/v1/documents").json if row["local_authority"]} == {"80492"}
    app.extensions["throughline"].current().sparql.close()
