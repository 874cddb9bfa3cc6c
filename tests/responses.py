"""What every response has to be: safe in a browser and, where it is an error, an error of one shape."""

from __future__ import annotations

from pages import text_of
from werkzeug.test import TestResponse


def assert_safe(response: TestResponse) -> None:
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert response.headers["X-Content-Type-Options"] == "nosniff"


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
