"""What every response has to be: safe in a browser and, where it is an error, an error of one shape."""

from __future__ import annotations

import re

from pages import text_of
from werkzeug.test import TestResponse

POLICY = {
    "default-src": "'none'",
    "style-src": "'self'",
    "script-src": "'self'",
    "img-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}


def assert_safe(response: TestResponse) -> None:
    """Nothing but what is of the site itself may be loaded, run or sent to, and no page has a script or style inside."""
    policy = dict(part.split(maxsplit=1) for part in response.headers["Content-Security-Policy"].split("; "))
    assert policy == POLICY
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] == "same-origin"
    if response.mimetype == "text/html":
        assert set(re.findall(r"<script[^>]*>[^<]*", response.text)) <= {'<script src="/static/page.js" defer>'}
        assert not re.search(r"<style|<[^>]+\s(?:style|on\w+)=|javascript:", response.text)


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
