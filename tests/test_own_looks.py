"""Nothing that is served or shipped looks as if it were of the government: no crown, no name or type of GOV.UK."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from pages import INTERVIEWS, MISSING, TWINS, browse, with_format
from werkzeug.test import TestResponse

from qa_service.export import FORMATS

ROOT = Path(__file__).parent.parent
WEB = ROOT / "qa_service" / "web"
SHIPPED = ("ingest", "graph", "ontology", "qa_service")
MARKS = re.compile(
    r"GDS[ -]?Transport|govuk-footer__crown|govuk-crest|govuk-header__logotype|govuk-logotype|\.woff|<title>[^<]*GOV\.UK|@font-face",
    re.I,
)
"""What is of the government in a file."""
SHOWN = re.compile(r"GOV\.UK|\bcrown\b|\bcrest\b", re.I)
"""What no reader may see on a page of the sample."""


def test_no_response_looks_like_one_of_the_government(fetched: dict[str, TestResponse], client: FlaskClient) -> None:
    pages = {**fetched, **{address: browse(client, address) for address in MISSING}}
    pages |= {address: client.get(with_format(address)) for address in TWINS}
    pages |= {ending: client.get(f"{INTERVIEWS}&format={ending}") for ending in FORMATS}
    pages |= {f"static {file}": served(client, file) for file in files(WEB / "static")}
    for address in (
        "/feeds/documents.atom",
        "/api/v1/openapi.json",
        "/sparql?query=" + quote("SELECT * { ?s ?p ?o } LIMIT 9"),
    ):
        pages[address] = client.get(address)
    assert len(pages) > 50
    for address, response in pages.items():
        assert not MARKS.search(response.data.decode(errors="replace")), address
        if response.mimetype in ("text/html", "application/json", "application/atom+xml", "text/css"):
            assert not SHOWN.search(response.text), address


def served(client: FlaskClient, file: Path) -> TestResponse:
    with client.get(f"/static/{file.relative_to(WEB / 'static').as_posix()}") as response:
        assert response.data == file.read_bytes()
        return response


def files(folder: Path) -> list[Path]:
    return sorted(
        path for path in folder.rglob("*") if path.is_file() and not {"node_modules", "__pycache__"} & set(path.parts)
    )


@pytest.mark.parametrize("folder", SHIPPED)
def test_no_file_that_is_shipped_has_a_mark_of_the_government(folder: str) -> None:
    found = files(ROOT / folder)
    assert found
    assert [str(path) for path in found if MARKS.search(path.read_bytes().decode(errors="replace"))] == []
    assert not [path for path in found if path.suffix in (".woff", ".woff2", ".ttf", ".otf", ".eot")]


def test_the_style_has_a_type_and_a_colour_of_its_own() -> None:
    style = (WEB / "static" / "built" / "throughline.css").read_text(encoding="utf-8")
    assert 'font-family:system-ui,"Segoe UI"' in style
    assert "--govuk-brand-colour: #4b2e83" in style or "--govuk-brand-colour:#4b2e83" in style
    assert "url(" not in style
