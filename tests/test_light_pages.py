"""Pages over real reports stay light enough for a slow line."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from answers import quoting
from pages import browse

from graph.store import open_store
from qa_service.service import answer
from qa_service.web import create_app
from qa_service.web.pages import question
from qa_service.web.place import slugs

HEAVIEST = 300_000
ANSWER, PASSAGES = 100_000, 50
"""What the page of an answer of so many passages may weigh."""
LISTS = ("/documents", "/themes", "/actors", "/authorities", "/judgements", "/recommendations", "/compare")


@pytest.mark.parametrize("store", ["croydon_path", "reports_path"])
def test_no_page_over_real_reports_is_heavy(store: str, request: pytest.FixtureRequest) -> None:
    path: Path = request.getfixturevalue(store)
    pages = list(slugs(open_store(path).corpus).values())
    compared = [f"/compare?document={one}&document={other}" for one, other in pairwise(pages)]
    app = create_app(path)
    with app.test_client() as client:
        sizes = {
            address: len(browse(client, address).data)
            for address in (
                *LISTS,
                *(f"/documents/{slug}" for slug in pages),
                *compared,
                "/actors/children-and-young-people",
            )
        }
    app.extensions["throughline"].current().sparql.close()
    assert {address: size for address, size in sizes.items() if size > HEAVIEST} == {}
    assert min(sizes.values()) > 2_000


@pytest.mark.parametrize("store", ["sample_path", "croydon_path", "reports_path"])
def test_the_page_of_fifty_passages_is_light(
    store: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = open_store(request.getfixturevalue(store))
    rows = max(opened.corpus.rows_of_concept.values(), key=len)[:PASSAGES]
    given = quoting(opened, answer(opened, "What was said about return home interviews over time?"), rows)
    monkeypatch.setattr(question, "answer", lambda *_: given)
    app = create_app(request.getfixturevalue(store))
    size = len(browse(app.test_client(), "/ask?q=fifty").data)
    app.extensions["throughline"].current().sparql.close()
    assert len(rows) == PASSAGES
    assert size < ANSWER
