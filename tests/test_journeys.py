"""What each kind of reader comes to do can be done from end to end, with and without JavaScript, on a wide and a narrow screen."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from browser import too_wide
from playwright.sync_api import Browser, Page, expect

ASKED = "What was said about return home interviews over time?"
AMBIGUOUS = "What was the judgement for leadership?"
WAYS: dict[str, dict[str, Any]] = {
    "wide": {"viewport": {"width": 1280, "height": 900}, "permissions": ["clipboard-read", "clipboard-write"]},
    "narrow, without JavaScript": {"viewport": {"width": 320, "height": 700}, "java_script_enabled": False},
}


@pytest.fixture(params=WAYS)
def page(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page of a new reader."""
    context = chromium.new_context(**WAYS[request.param])
    yield context.new_page()
    context.close()


def has_script(page: Page) -> bool:
    return page.locator("#status").count() > 0 and page.locator("[data-needs-script]:not([hidden])").count() > 0


def assert_fits(page: Page) -> None:
    page.wait_for_load_state("load")
    assert too_wide(page) == 0, page.url


def asked_of(page: Page, name: str) -> list[str]:
    """What the address of a page asks for under `name`; the page has to fit the screen."""
    assert_fits(page)
    return parse_qs(urlsplit(page.url).query).get(name, [])


def downloaded(page: Page, link: str) -> Path:
    """The file that a link leads to."""
    with page.expect_download() as download:
        page.get_by_role("link", name=link, exact=True).click()
    return Path(download.value.path())


def test_a_researcher_asks_filters_reads_in_context_quotes_and_keeps_the_answer(page: Page, site: str) -> None:
    page.goto(site)
    page.locator("#q").fill(ASKED)
    page.get_by_role("button", name="Find passages").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(ASKED)
    page.get_by_label("Kind of document", exact=True).select_option("monitoring-visit")
    page.get_by_role("button", name="Apply filters").click()
    assert asked_of(page, "kind") == ["monitoring-visit"]
    quotation = page.locator(".tl-passage blockquote").first.inner_text()
    if has_script(page):
        page.get_by_role("button", name="Copy quotation").first.click()
        expect(page.get_by_role("status")).to_have_text("Copied.")
        copied = page.evaluate("navigator.clipboard.readText()")
        words, citation = re.fullmatch(r"“(.*)” \((.*)\)", copied, re.S).groups()  # type: ignore[union-attr]
        assert all(part in quotation for part in words.split(" […] "))
        assert "9 July 2018" in citation
    with downloaded(page, "CSV").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    quoted = [row for row in rows if row["quotation"]]
    assert {row["date"] for row in quoted} == {"2018-07-09"}
    assert any(row["quotation"] in quotation for row in quoted)
    page.locator(".tl-passage").first.get_by_role("link", name="Read in context").click()
    there = page.locator(":target")
    expect(there).to_be_in_viewport()
    assert_fits(page)
    assert " ".join(quotation.split()) in " ".join(there.inner_text().split())
    page.go_back()
    page.get_by_role("link", name="Take the filters off").click()
    assert asked_of(page, "kind") == []


def test_improvement_staff_follow_up_change_and_choose(page: Page, site: str) -> None:
    page.goto(site + "/chat")
    page.locator("#message").fill(ASKED)
    page.get_by_role("button", name="Send").click()
    page.locator("#message").fill("and in 2019?")
    page.get_by_role("button", name="Send").click()
    assert asked_of(page, "q") == [ASKED, "and in 2019?"]
    expect(page.locator("#turn-2")).to_be_in_viewport()
    expect(page.locator("#turn-2 .tl-chips")).to_contain_text("2019")
    page.locator("#turn-2").get_by_role("link", name="Leave out period").click()
    assert "2019" not in asked_of(page, "q")[1]
    page.get_by_text("Change what was understood").click()
    page.locator("#about").fill("private fostering")
    page.get_by_role("button", name="Ask again").click()
    assert "private fostering" in asked_of(page, "q")[1]
    page.locator("#message").fill(AMBIGUOUS)
    page.get_by_role("button", name="Send").click()
    choice = page.locator("#turn-3 ul.govuk-list a").first
    words = choice.inner_text()
    choice.click()
    assert len(asked_of(page, "q")) == 3
    assert asked_of(page, "q")[2] != AMBIGUOUS
    assert words
    page.locator("#turn-3").get_by_role("link", name=re.compile("^See all")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(asked_of(page, "q")[0])


def test_an_analyst_edits_runs_and_keeps_the_query_of_an_answer(page: Page, site: str) -> None:
    page.goto(f"{site}/ask?q={ASKED}")
    page.get_by_text("How this answer was found").click()
    page.get_by_role("button", name=re.compile("Run .*this query")).first.click()
    assert urlsplit(page.url).path == "/sparql"
    query = page.get_by_label("Query", exact=True)
    text = query.input_value()
    assert "SELECT" in text
    rows = page.locator("main table tbody tr")
    every = rows.count()
    assert every > 3
    assert_fits(page)
    query.fill(text + "\nLIMIT 3")
    page.get_by_role("button", name=re.compile("^Run")).click()
    assert rows.count() == 3
    with downloaded(page, "CSV").open(encoding="utf-8", newline="") as file:
        table = list(csv.reader(file))
    assert len(table) == 1 + 3
    heads = [name.strip() for name in page.locator("main table thead th").all_inner_texts()]
    assert table[0] == heads
    page.get_by_label("Query", exact=True).fill(text.replace("SELECT", "SELEKT"))
    page.get_by_role("button", name=re.compile("^Run")).click()
    expect(page.locator("main")).to_contain_text("SELEKT")
    assert rows.count() == 0
