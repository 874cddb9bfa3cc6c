"""The README says what is true: every command, option and address in it exists, and none is left out."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from qa_service.cli import main
from sample.pictures import PAGES

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text()


def test_every_command_stands_in_the_reference_with_its_options() -> None:
    rows = {row[1]: row[0] for row in re.findall(r"^\| (`throughline (\S+).*?`) \| ", README, re.M)}
    assert set(rows) == set(main.commands)
    for name, command in main.commands.items():
        options = {option for parameter in command.params for option in parameter.opts if option.startswith("--")}
        assert {option for option in options if option not in rows[name]} == set(), name


def test_every_page_and_api_address_is_listed(client: FlaskClient) -> None:
    listed = set(re.findall(r"[`/ ](/[a-z_/.0-9]*)", README))
    routes = {str(rule) for rule in client.application.url_map.iter_rules()}
    plain = {re.sub(r"/<[^>]+>(?:\.atom)?$", "", route) or "/" for route in routes if not route.startswith("/static")}
    api = {route.removeprefix("/api/v1") for route in plain if route.startswith("/api/v1")}
    pages = {route for route in plain if not route.startswith("/api/v1")}
    assert {route for route in pages if route not in listed} == set()
    assert {route for route in api if route not in listed and f"/api/v1{route}" not in listed} == set()


@pytest.mark.parametrize("path", re.findall(r"\]\(((?!http)[^)#]+)\)", README))
def test_links_lead_to_files(path: str) -> None:
    assert (ROOT / path).exists()


def test_the_limits_in_the_readme_are_those_in_force() -> None:
    from ingest.formats.reader import FORMATS, MAX_BYTES
    from qa_service.question import MAX_CHARACTERS
    from qa_service.sparql.guard import MAX_QUERY
    from qa_service.sparql.pool import SECONDS

    for limit in (
        f"{MAX_CHARACTERS:,} characters",
        f"{MAX_QUERY:,} characters",
        f"{SECONDS:g} seconds",
        *(f"{limit // 1_000_000} MB" for limit in MAX_BYTES.values()),
        *FORMATS.values(),
    ):
        assert limit in README


def test_every_setting_of_the_language_model_is_explained_with_its_bounds() -> None:
    from qa_service import assistance, entailment, language_model

    assert re.findall(r"^\| `(THROUGHLINE_\w+)` \| \S", README, re.M) == list(language_model.SETTINGS)
    for bound in (
        f"{language_model.SECONDS:g} seconds if not set, {language_model.MOST_SECONDS:g} at most",
        f"at most {language_model.AT_ONCE} requests",
        f"last {language_model.REMEMBERED} replies",
        f"up to {assistance.OFFERED} passages",
        f"at most {entailment.LONGEST} characters",
    ):
        assert bound in README


def test_the_version_is_one() -> None:
    from graph.store import VERSION

    assert f'version = "{VERSION}"' in (ROOT / "pyproject.toml").read_text()
    assert f"## {VERSION}" in (ROOT / "CHANGELOG.md").read_text()


def test_modules_stay_short() -> None:
    files = subprocess.run(
        ["git", "ls-files", "ingest", "graph", "qa_service", "ontology", "benchmarks", "sample"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    files = [name for name in files if name.endswith(".py")]
    assert {name: lines for name in files if (lines := len((ROOT / name).read_text().splitlines())) > 400} == {}


def test_every_picture_of_a_page_is_shown_and_small() -> None:
    pictures = sorted((ROOT / "docs" / "pages").glob("*.png"))
    shown = re.findall(
        r"^!\[[^\]]{20,}\]\(pages/(.*?)\)", (ROOT / "docs" / "pages.md").read_text(encoding="utf-8"), re.M
    )
    assert sorted(shown) == [picture.name for picture in pictures] == sorted(f"{name}.png" for name in PAGES)
    assert sum(picture.stat().st_size for picture in pictures) < 600_000
