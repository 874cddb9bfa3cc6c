"""Web pages for tests, and what is read of them."""

from __future__ import annotations

import pytest

from ingest.document import Document
from ingest.formats import reader
from ingest.formats.manuscript import Manuscript, Unreadable
from ingest.formats.web import reader as html
from ingest.line import Line
from ingest.pipeline import read_documents

PROSE = "Social workers visit children at home and know them well, and their plans say what is to change by when. "


FILLER = f"<p>{PROSE * 3}</p>"


FURNITURE = (
    '<a class="skip-link" href="#main">Jump</a><div id="cookie-banner"><h2>Cookies</h2><p>We use them.</p></div>'
    "<header><p>Site name</p></header><nav><ul><li>Home</li></ul></nav><aside>Related</aside>"
    '<div class="govuk-breadcrumbs"><ol><li>Home</li></ol></div><form><label>Search</label><input></form>'
    "<script>var a = '<p>script</p>';</script><style>p { }</style><noscript>No script</noscript>"
    '<template><p>Template</p></template><div hidden>Hidden</div><p style="display: none">Not shown</p>'
    '<p aria-hidden="true">Icon</p><button>Menu</button><select><option>One</option></select><div role="navigation">Go</div>'
    '<span class="govuk-visually-hidden">Unseen</span><footer><p>© Northmere</p></footer><svg><text>x</text></svg>'
    "<dialog>Stay signed in?</dialog><iframe>frame</iframe><object>object</object>"
)


def read(page: str | bytes) -> tuple[list[Line], list[tuple[str, str]]]:
    """The lines of a page, and the codes and severities of its problems other than that the page is short."""
    manuscript = Manuscript()
    problems = html.read(page.encode() if isinstance(page, str) else page, manuscript)
    return manuscript.lines, [(code, severity) for code, _, severity in problems if code != "little-text"]


def texts(page: str | bytes) -> list[str]:
    return [line.text for line in read(page)[0]]


def marked(page: str) -> list[tuple[str, str | None, int]]:
    return [(line.text, line.number, line.indent) for line in read(page)[0]]


def refused(page: str) -> str:
    with pytest.raises(Unreadable) as refusal:
        read(page)
    return refusal.value.code


def documents(page: str) -> list[Document]:
    reading = reader.read_bytes(page.encode(), ".html", "page.html")
    assert reading.source is not None
    return [document for document, _ in read_documents(reading.source, reading.lines)]
