"""What is read out of real reports is what careful readers found in them, field by field."""

from __future__ import annotations

from pathlib import Path

from benchmarks.extraction import BROKEN, FIELDS, checks, report, scores

EVERY = 4
"""One report in so many is read, so that the test is soon done; `python -m benchmarks.extraction` reads all."""
READ = {*FIELDS, "judgements", "needs_to_improve", "lscb_recommendations", "highest number", "paragraph samples"}


def test_every_field_of_real_reports_is_read_right(shared: Path) -> None:
    results = checks(shared / "truth" / "extraction.jsonl", shared / "corpus" / "reports", EVERY)
    assert not [check for check in results if not check.right], report(results)
    counted = scores(results)
    assert counted.keys() - {"broken file named"} == READ
    assert all(right == of > 0 for right, of in counted.values())


def test_a_wrong_reading_is_counted_as_wrong(shared: Path, tmp_path: Path) -> None:
    """The scorer itself fails what was not read: with no files there is nothing right."""
    truth = tmp_path / "truth.jsonl"
    lines = (shared / "truth" / "extraction.jsonl").read_text(encoding="utf-8").splitlines()
    truth.write_text(next(line for line in lines if BROKEN not in line), encoding="utf-8")
    assert scores(checks(truth, tmp_path)) == {"read": (0, 1)}
