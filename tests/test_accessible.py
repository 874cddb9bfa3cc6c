"""Every kind of page is accessible: light, dark, on a narrow screen and in forced colours."""

from __future__ import annotations

from typing import Any

import pytest
from browser import too_wide, violations
from pages import PAGES
from playwright.sync_api import Browser

WAYS: dict[str, dict[str, Any]] = {
    "light": {"viewport": {"width": 1280, "height": 900}},
    "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "narrow": {"viewport": {"width": 320, "height": 700}},
    "forced colours": {"viewport": {"width": 1280, "height": 900}, "forced_colors": "active"},
}


@pytest.mark.parametrize("way", WAYS)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(chromium: Browser, site: str, way: str) -> None:
    context = chromium.new_context(**WAYS[way])
    page = context.new_page()
    found = []
    for address in PAGES:
        page.goto(site + address)
        found += [f"{address}: {fault}" for fault in violations(page)]
        if too_wide(page):
            found.append(f"{address} is {too_wide(page)} pixels too wide")
    context.close()
    assert found == []
