"""A page is light on its first visit, asks for little, and does not move while it loads."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from pages import ILACS, INTERVIEWS, REFUSED, SIF
from playwright.sync_api import Browser, Response

REQUESTS = 8
BYTES = 200_000
SHIFT = 0.01
KINDS = (
    "/",
    INTERVIEWS,
    REFUSED,
    "/ask?withheld=1",
    "/chat",
    "/chat?q=" + quote("Who was the lead inspector in 2019?") + "&q=" + quote("and three years earlier?"),
    "/documents",
    f"/documents/{SIF}",
    "/themes",
    "/themes/return-home-interviews",
    "/actors",
    "/actors/foster-carers",
    "/authorities",
    "/authorities/northmere",
    "/judgements",
    "/recommendations",
    f"/compare?document={SIF}&document={ILACS}",
    "/accessibility",
    "/privacy",
    "/nothing-here",
)
"""One page of each kind. The page of queries is not among them: its editor weighs more."""
OBSERVE = """
window.shifted = 0;
new PerformanceObserver(list => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
}).observe({type: "layout-shift", buffered: true});
"""
SETTLED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(window.shifted))))"


@pytest.mark.parametrize("width", [1280, 320])
def test_the_first_visit_of_each_kind_of_page(chromium: Browser, site: str, width: int) -> None:
    over = []
    for address in KINDS:
        context = chromium.new_context(viewport={"width": width, "height": 800})
        page = context.new_page()
        page.add_init_script(OBSERVE)
        found: list[Response] = []
        page.on("response", lambda response, found=found: found.append(response))
        page.goto(site + address, wait_until="load")
        shifted = page.evaluate(SETTLED)
        size = sum(len(response.body()) for response in found)
        context.close()
        if len(found) > REQUESTS or size > BYTES or shifted >= SHIFT:
            over.append(f"{address}: {len(found)} requests, {size:,} bytes, {shifted:.4f} shifted")
        assert all(response.url.startswith(site) for response in found)
    assert over == []


def test_a_page_that_moves_is_told_from_one_that_does_not(chromium: Browser) -> None:
    page = chromium.new_page()
    page.add_init_script(OBSERVE)
    page.goto("data:text/html,<p>first</p>")
    page.evaluate(SETTLED)
    page.evaluate("document.querySelector('p').style.marginTop = '300px'")
    page.wait_for_function("window.shifted > 0.01")
    page.close()
