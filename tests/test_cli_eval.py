"""`eval` prints how well questions are answered, as a table or as JSON, and says what is wrong with a file of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commands import Run


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.jsonl"
    questions = [
        {
            "id": "a",
            "type": "theme",
            "question": "What was said about female genital mutilation?",
            "answerable": True,
            "gold": [{"quote": "Work to protect girls from female genital mutilation", "grade": 2}],
            "facts": ["protection orders"],
        },
        {"id": "b", "type": "unanswerable", "question": "How do I bake sourdough bread?", "answerable": False},
    ]
    path.write_text("".join(json.dumps(question) + "\n" for question in questions))
    return path


def test_an_evaluation_is_printed_as_a_table(run: Run, gold: Path) -> None:
    given = run("eval", str(gold))
    assert given.exit_code == 0
    lines = given.output.splitlines()
    assert [line.split()[0] for line in lines] == ["type", "all", "theme", "unanswerable"]
    assert lines[1].split()[1:3] == ["2", "1.000"]


def test_an_evaluation_is_printed_as_json(run: Run, gold: Path) -> None:
    figures = json.loads(run("eval", str(gold), "--json").output)
    assert (figures["all"]["recall@10"], figures["all"]["facts"], figures["all"]["refusal_recall"]) == (1.0, 1.0, 1.0)
    assert [question["id"] for question in figures["questions"]] == ["a", "b"]


def test_a_gold_file_that_cannot_be_read_is_said(run: Run, tmp_path: Path) -> None:
    absent = run("eval", str(tmp_path / "absent.jsonl"))
    assert absent.exit_code == 1
    assert "absent.jsonl could not be read" in absent.output
    (tmp_path / "bad.jsonl").write_text("{}\n")
    bad = run("eval", str(tmp_path / "bad.jsonl"))
    assert bad.exit_code == 1
    assert "Line 1 of" in bad.output
