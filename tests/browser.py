"""A real browser before the real site: what tests of pages share."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

PACKAGES = Path(__file__).parent.parent / "qa_service" / "web" / "assets" / "node_modules"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


class Quiet(WSGIRequestHandler):
    """Tells of no request: what a failing test has to say would be lost among them."""

    def log_request(self, *_: object) -> None:
        pass


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """The address at which `app` answers while the ``with`` lasts."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def opened_browser() -> Iterator[Browser]:
    """Chromium as the system has it."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        needed("Chromium is not installed. On Debian: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


def needed(reason: str) -> None:
    """Skips a test for `reason`, unless nothing may be skipped."""
    if os.environ.get("THROUGHLINE_REQUIRE_BROWSER"):
        pytest.fail(reason)
    pytest.skip(reason)


def violations(page: Page) -> list[str]:
    """What axe-core finds wrong with the page as it is shown: each rule with the elements that break it."""
    script = PACKAGES / "axe-core" / "axe.min.js"
    if not script.exists():
        needed("axe-core is not installed. Run: make install")
    page.evaluate(script.read_text(encoding="utf-8"))
    found = page.evaluate(
        "async tags => (await axe.run(document, {runOnly: {type: 'tag', values: tags}})).violations", RULES
    )
    return [f"{one['id']}: {node['target']} {node['failureSummary']}" for one in found for node in one["nodes"]]


def too_wide(page: Page) -> int:
    """By how many pixels the page is wider than what it is shown in."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
