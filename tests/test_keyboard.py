"""Every kind of page can be used with the keys alone: the way past the menu comes first, every stop is seen, none holds on."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from pages import ILACS, INTERVIEWS, SIF
from playwright.sync_api import Browser, Page, expect

STOPS = 600
"""More than any page of the sample has."""
KINDS = (
    "/",
    INTERVIEWS,
    "/chat?q=" + quote("What was said about neglect?"),
    "/documents",
    "/themes/return-home-interviews",
    "/judgements",
    f"/compare?document={SIF}&document={ILACS}",
    "/sparql?query=" + quote("SELECT * { ?s ?p ?o } LIMIT 3"),
    "/nothing-here",
)
STOP = """
() => {
  const stop = document.activeElement;
  if (stop === document.body) return null;
  window.stops ??= new Map();
  if (!window.stops.has(stop)) window.stops.set(stop, window.stops.size);
  const style = getComputedStyle(stop), box = stop.getBoundingClientRect();
  const ringed = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0 && !/^rgba.*, 0\\)$/.test(style.outlineColor);
  const coloured = style.backgroundColor === "rgb(255, 221, 0)";
  const seen = box.width * box.height > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  return [window.stops.get(stop), seen && (ringed || coloured || style.boxShadow !== "none"), stop.outerHTML.slice(0, 100)];
}
"""


@pytest.mark.parametrize("address", KINDS)
def test_every_stop_is_seen_and_none_holds_on(chromium: Browser, site: str, address: str) -> None:
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    page.goto(site + address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to main content"
    unseen = []
    for number in range(STOPS):
        stop = page.evaluate(STOP)
        if stop is None or stop[0] < number:
            break
        if not stop[1]:
            unseen.append(stop[2])
        page.keyboard.press("Tab")
    else:
        pytest.fail(f"{STOPS} stops, and no end")
    page.close()
    assert unseen == []
    assert number > 10


def test_the_way_past_the_menu_leads_past_it(chromium: Browser, site: str) -> None:
    page = chromium.new_page()
    page.goto(site + INTERVIEWS)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")
    page.close()


def test_a_question_is_asked_and_kept_with_the_keys_alone(chromium: Browser, site: str) -> None:
    page = chromium.new_page()
    page.goto(site)
    reach(page, "#q")
    page.keyboard.type("What was said about neglect?")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("What was said about neglect?")
    reach(page, "summary")
    page.keyboard.press("Enter")
    expect(page.locator("details").first).to_have_attribute("open", "")
    reach(page, "a[href*='format=csv']")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename == "what-was-said-about-neglect.csv"
    page.close()


def reach(page: Page, wanted: str) -> None:
    """Press Tab until the first element of the selector `wanted` has the focus."""
    for _ in range(STOPS):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return
    pytest.fail(f"{wanted} cannot be reached")
