"""Fixtures: stores of the sample, of tiny documents and of the real papers where they are at hand; the site and the command line over the sample."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import opened_browser, served
from click.testing import CliRunner, Result
from commands import Run
from filelock import FileLock
from flask.testing import FlaskClient
from hypothesis import settings
from northmere import SAMPLE
from pages import PAGES, browse
from playwright.sync_api import Browser
from reports import the_one
from tiny import LETTER, PAPER, build_tiny, write
from werkzeug.test import TestResponse

from graph.build import build
from graph.store import Store, open_store
from ingest.document import Document
from qa_service.cli import main
from qa_service.language_model import SETTINGS
from qa_service.web import create_app

# A slow machine is no fault of what is tested.
settings.register_profile("throughline", deadline=None)
settings.load_profile("throughline")
pytest.register_assert_rewrite("hostile", "responses")

for variable in SETTINGS:  # Whoever runs the tests may have set up a language model: it is not asked.
    os.environ.pop(variable, None)

ROOT = Path(__file__).parent.parent
SHARED = Path(os.environ.get("THROUGHLINE_CORPORA", ROOT.parent / "shared"))
REPORTED = ("plymouth", "rutland", "wirral")
STORES = Path(os.environ.get("THROUGHLINE_STORES", ROOT / ".stores"))


def built(name: str, *folders: Path) -> Path:
    """The store of `folders`; one test process builds it, others wait for it."""
    STORES.mkdir(exist_ok=True)
    with FileLock(STORES / f"{name}.lock"):
        build(folders, STORES / name)
    return STORES / name


@pytest.fixture(scope="session")
def site(sample_path: Path) -> Iterator[str]:
    """The address of the site over the sample, served as to readers."""
    app = create_app(sample_path)
    with served(app) as address:
        yield address
    app.extensions["throughline"].current().sparql.close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A real browser; tests that need it are skipped where there is none."""
    with opened_browser() as browser:
        yield browser


@pytest.fixture(scope="session")
def sample_path() -> Path:
    """The store of the sample corpus, built once (again only where code or sample changed)."""
    return built("sample", SAMPLE)


@pytest.fixture(scope="session")
def sample(sample_path: Path) -> Store:
    return open_store(sample_path)


@pytest.fixture
def changeable(sample_path: Path) -> Store:
    """The sample store opened on its own, for one test to change in memory."""
    return open_store(sample_path)


@pytest.fixture(scope="session")
def letter_and_paper(tmp_path_factory: pytest.TempPathFactory, sample_path: Path) -> Path:
    """A folder of two tiny documents, and the store of it; never changed."""
    path = tmp_path_factory.mktemp("tiny")
    build_tiny(write(path / "folder", letter=LETTER, paper=PAPER), path / "store", sample_path)
    return path


@pytest.fixture
def folder(letter_and_paper: Path, tmp_path: Path) -> Path:
    """The two tiny documents, for one test to change."""
    return shutil.copytree(letter_and_paper / "folder", tmp_path / "folder")


@pytest.fixture
def store(letter_and_paper: Path, tmp_path: Path) -> Path:
    """The store of the two tiny documents, for one test to change."""
    return shutil.copytree(letter_and_paper / "store", tmp_path / "store", symlinks=True)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents and gold questions; tests that need it are skipped where it is absent."""
    if not (SHARED / "corpus").is_dir():
        if os.environ.get("THROUGHLINE_REQUIRE_CORPORA"):
            pytest.fail(f"the real corpora have to be tested, but are not at {SHARED}")
        pytest.skip(f"the real corpora are not at {SHARED} (set THROUGHLINE_CORPORA)")
    return SHARED


@pytest.fixture(scope="session")
def croydon_path(shared: Path) -> Path:
    """The store of the five Croydon papers."""
    return built("croydon", shared / "corpus" / "croydon")


@pytest.fixture(scope="session")
def croydon(croydon_path: Path) -> Store:
    return open_store(croydon_path)


@pytest.fixture(scope="session")
def reports_path(shared: Path) -> Path:
    """The store of the reports on the councils in `REPORTED`, which some of `benchmarks/questions/development.jsonl` are about."""
    reports = shared / "corpus" / "reports"
    return built("reports", *(folder for council in REPORTED for folder in reports.glob(f"*_{council}")))


@pytest.fixture(scope="session")
def run(sample_path: Path) -> Run:
    """Runs a command over the sample store, or over another if `store` is given; None for no store at all."""

    def invoke(*arguments: str, store: Path | None = sample_path) -> Result:
        given = [] if store is None else ["--store", str(store)]
        return CliRunner().invoke(main, [*arguments, *given])

    return invoke


@pytest.fixture(scope="session")
def report_2017(croydon: Store) -> Document:
    """The single inspection report inside the council paper of September 2017."""
    return the_one(croydon, "sif", "2017-09-04")


@pytest.fixture(scope="session")
def paper_2017(croydon: Store) -> Document:
    return the_one(croydon, "cabinet-report", "2017-09-18")


@pytest.fixture(scope="session")
def report_2020(croydon: Store) -> Document:
    return the_one(croydon, "ilacs-standard", "2020-02-14")


@pytest.fixture(scope="session")
def letter_2021(croydon: Store) -> Document:
    return the_one(croydon, "focused-visit", "2021-07-26")


@pytest.fixture(scope="session")
def report_2016(sample: Store) -> Document:
    """The single inspection report of the sample."""
    return the_one(sample, "sif", "2016-11-28")


@pytest.fixture(scope="session")
def client(sample_path: Path) -> Iterator[FlaskClient]:
    """A client of the application over the sample store."""
    app = create_app(sample_path)
    app.testing = True
    with app.test_client() as client:
        yield client
    app.extensions["throughline"].current().sparql.close()


@pytest.fixture(scope="session")
def fetched(client: FlaskClient) -> dict[str, TestResponse]:
    """Every page of the site, as a browser gets it, fetched once."""
    return {address: browse(client, address) for address in PAGES}
