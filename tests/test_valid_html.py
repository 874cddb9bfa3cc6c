"""Every page is valid HTML by the checker of the W3C (vnu), which reads all of them in one go."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from urllib.parse import quote

from browser import PACKAGES, needed
from flask.testing import FlaskClient
from pages import MISSING, browse
from stub_model import says, serving
from test_evaluation_page import SCORES
from werkzeug.test import TestResponse

from qa_service.report import page as evaluation_page
from qa_service.web import create_app

CHECKER = PACKAGES / "vnu-jar" / "build" / "dist" / "vnu.jar"


def faults(folder: Path) -> list[str]:
    """What the checker finds wrong in the pages of `folder`: each with its file, line and words."""
    if shutil.which("java") is None:
        needed("Java is not installed. On Debian: apt-get install default-jre-headless")
    if not CHECKER.exists():
        needed("vnu is not installed. Run: make install")
    command = ["java", "-Xss4m", "-jar", str(CHECKER), "--errors-only", "--format", "json", str(folder)]
    found = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False).stderr
    return [
        f"{Path(one['url']).name}, line {one.get('lastLine')}: {one['message']} {one.get('extract', '')!r}"
        for one in json.loads(found)["messages"]
    ]


def test_every_page_is_valid(
    fetched: dict[str, TestResponse], client: FlaskClient, sample_path: Path, tmp_path: Path
) -> None:
    pages = {**fetched, **{address: browse(client, address) for address in MISSING}}
    pages["empty question"] = browse(client, "/ask?q=")
    pages["empty message"] = client.post("/chat", data={"message": ""})
    pages["query"] = browse(client, "/sparql?query=" + quote("SELECT * { ?s ?p ?o } LIMIT 3"))
    assert "<table" in pages["query"].text
    pages["wrong query"] = browse(client, "/sparql?query=SELECT")
    with serving(says({})) as stub:
        app = create_app(sample_path, stub.model(seconds=2))
        pages["with a model"] = browse(app.test_client(), "/ask?q=neglect")
    app.extensions["throughline"].current().sparql.close()
    written = {f"{number:02}.html": address for number, address in enumerate(pages)}
    for name, address in written.items():
        (tmp_path / name).write_text(pages[address].text, encoding="utf-8")
    (tmp_path / "evaluation.html").write_text(evaluation_page(SCORES, "gold.jsonl", "abc123"), encoding="utf-8")
    assert [f"{written.get(fault[:7], '')} {fault}" for fault in faults(tmp_path)] == []


def test_a_fault_is_found(tmp_path: Path) -> None:
    (tmp_path / "wrong.html").write_text('<!doctype html><title>x</title><p id="a"><p id="a">', encoding="utf-8")
    assert "Duplicate ID" in " ".join(faults(tmp_path))
