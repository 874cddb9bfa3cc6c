"""Compares what a test finds with the file that was accepted before.

A change that is meant is accepted by running the test once with WRITE_GOLDEN=1, and reading the difference.
"""

from __future__ import annotations

import difflib
import os
from pathlib import Path

FOLDER = Path(__file__).parent / "golden"


def assert_as_before(name: str, found: str) -> None:
    """Fail, showing the difference, unless `found` is what the file `name` holds."""
    path = FOLDER / name
    if os.environ.get("WRITE_GOLDEN"):
        path.write_text(found, encoding="utf-8")
    before = path.read_text(encoding="utf-8")
    difference = "\n".join(
        difflib.unified_diff(before.splitlines(), found.splitlines(), name, "found", lineterm="", n=0)
    )
    assert found == before, f"{name} has changed. If that is meant, run this test with WRITE_GOLDEN=1.\n{difference}"
