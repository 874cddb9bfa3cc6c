"""Whatever documents and questions hold, a browser shows it as text: nothing runs, nothing is fetched, nothing is pushed aside."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from answers import quoting
from browser import served, too_wide
from flask import Flask
from hostile_documents import FORMULA, IMAGE, LONG, MANY, QUESTION, QUESTIONS, REVERSED, SCRIPT, hostile_documents
from pages import browse, text_of
from playwright.sync_api import Browser, Page
from tiny import take_vectors

from graph.build import build
from graph.store import Store
from qa_service.service import answer
from qa_service.web import create_app
from qa_service.web.pages import question
from qa_service.web.place import slugs

LITERALS = "SELECT ?paragraph ?text WHERE { ?paragraph ?property ?text . FILTER(isLiteral(?text)) } LIMIT 200"
WATCH = """
window.refused = [];
document.addEventListener("securitypolicyviolation", event => window.refused.push(event.violatedDirective));
"""


@pytest.fixture(scope="module")
def hostile(sample_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The application over a store of hostile documents."""
    path = tmp_path_factory.mktemp("hostile")
    (path / "folder").mkdir()
    build([hostile_documents(path / "folder")], take_vectors(path / "store", sample_path))
    app = create_app(path / "store")
    app.testing = True
    yield app
    app.extensions["throughline"].current().sparql.close()


@pytest.fixture(scope="module")
def store(hostile: Flask) -> Store:
    return hostile.extensions["throughline"].current().store  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def address(hostile: Flask) -> Iterator[str]:
    with served(hostile) as address:
        yield address


@pytest.fixture
def watched(chromium: Browser, address: str) -> Iterator[tuple[Page, list[str]]]:
    """A page at 320 pixels, and what goes wrong on it: dialogs, faults, requests to elsewhere."""
    page = chromium.new_page(viewport={"width": 320, "height": 700})
    wrong: list[str] = []
    page.add_init_script(WATCH)
    page.on("dialog", lambda dialog: (wrong.append(f"dialog {dialog.message}"), dialog.dismiss()))
    page.on("pageerror", lambda error: wrong.append(f"fault {error}"))
    page.on("request", lambda request: request.url.startswith(address) or wrong.append(f"request {request.url}"))
    yield page, wrong
    page.close()


def visit(page: Page, wrong: list[str], place: str) -> None:
    """Go to `place`, at 320 and at 1280 pixels."""
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(place, wait_until="load")
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 700})
        if too_wide(page):
            wrong.append(f"{place} is {too_wide(page)} pixels too wide at {width}")
    wrong += [f"{place}: {directive} was refused" for directive in page.evaluate("window.refused")]
    if page.evaluate("document.scripts.length") != 1 or page.locator("main img, main iframe, main object").count():
        wrong.append(f"{place} has an element that is not ours")


def places(store: Store) -> list[str]:
    """The addresses of the pages that show words of documents or questions."""
    documents = list(slugs(store.corpus).values())
    return [
        "/",
        "/documents",
        *(f"/documents/{slug}" for slug in documents),
        f"/compare?document={documents[0]}&document={documents[-1]}",
        "/themes/supervision",
        "/actors/social-workers",
        "/authorities/eastmere",
        "/recommendations",
        "/judgements",
        *(f"/ask?q={quote(text)}" for text in QUESTIONS),
        f"/chat?q={quote(QUESTIONS[1])}&q={quote(QUESTIONS[4])}",
        f"/ask?q=supervision&authority={quote(IMAGE)}&kind={quote(LONG)}",
        f"/nothing?q={quote(QUESTIONS[2] + LONG)}",
        f"/sparql?query={quote(LITERALS)}",
        f"/sparql?query={quote(SCRIPT + LONG)}",
    ]


def test_nothing_runs_or_is_fetched_and_no_page_scrolls_sideways(
    watched: tuple[Page, list[str]], address: str, store: Store
) -> None:
    page, wrong = watched
    for place in places(store):
        visit(page, wrong, address + place)
    assert wrong == []


def test_what_is_refused_would_be_seen(watched: tuple[Page, list[str]], address: str) -> None:
    page, _ = watched
    page.goto(address + "/privacy")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=\"https://evil.example/x.png\">')")
    page.wait_for_function("window.refused.length > 0")
    assert page.evaluate("window.refused") == ["img-src"]


def test_hostile_words_are_read_as_they_were_written(hostile: Flask, store: Store) -> None:
    client = hostile.test_client()
    page = text_of(browse(client, "/ask?q=" + quote(QUESTION)))
    for words in (SCRIPT, IMAGE, REVERSED, LONG, FORMULA):
        assert words in page
    documents = text_of(browse(client, "/documents"))
    assert "Supervision <script>alert('run')</script>" in documents


def test_text_that_turns_the_direction_turns_nothing_beside_it(
    watched: tuple[Page, list[str]], address: str, store: Store
) -> None:
    page, _ = watched
    page.goto(address + "/ask?q=" + quote(QUESTION))
    turned = page.evaluate(
        """(mark) => [...document.querySelectorAll("main a, main blockquote, main mark, main h1")]
        .filter(element => element.textContent.includes(mark) && getComputedStyle(element).unicodeBidi !== "isolate")
        .map(element => element.outerHTML.slice(0, 120))""",
        REVERSED,
    )
    assert turned == []


@pytest.mark.parametrize("form", ["csv", "xlsx", "docx", "ris", "bib", "json"])
def test_hostile_answers_can_be_kept(hostile: Flask, form: str) -> None:
    response = hostile.test_client().get(f"/ask?q={quote(QUESTION)}&format={form}")
    assert response.status_code == 200
    if form == "csv":
        rows = list(csv.reader(io.StringIO(response.data.decode("utf-8-sig"), newline="")))
        assert any(cell.startswith("'=HYPERLINK") for row in rows for cell in row)
        assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_an_answer_of_a_thousand_passages_is_shown(
    watched: tuple[Page, list[str]], address: str, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [row for row, passage in enumerate(store.corpus.passages) if "Supervision" in passage.text]
    assert len(rows) >= MANY
    given = quoting(store, answer(store, QUESTION), rows)
    monkeypatch.setattr(question, "answer", lambda *_: given)
    page, wrong = watched
    visit(page, wrong, f"{address}/ask?q={quote(QUESTION)}")
    assert page.locator(".tl-passage").count() >= 20
    assert wrong == []
