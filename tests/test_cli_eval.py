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
    assert dict(zip(lines[0].split(), lines[1].split(), strict=True))["mean_risk"] == "0.000"


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


def test_an_evaluation_is_written_as_a_page(run: Run, gold: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    assert run("eval", str(gold), "--report", str(page)).exit_code == 0
    text = page.read_text(encoding="utf-8")
    assert "a: What was said about female genital mutilation?" in text
    assert "Work to protect girls from female genital mutilation" in text
    assert "Rightly refused" in text


def test_an_evaluation_is_compared_with_an_earlier_one(run: Run, gold: Path, tmp_path: Path) -> None:
    before = tmp_path / "before.json"
    before.write_text(run("eval", str(gold), "--json").output)
    same = run("eval", str(gold), "--compare", str(before))
    assert same.exit_code == 0
    assert "2 questions compared: 0 better, 0 worse, 0 better and worse, 2 the same." in same.output
    figures = json.loads(before.read_text())
    figures["questions"][0]["facts"] = 0.5
    before.write_text(json.dumps(figures))
    assert "a: facts 0.500 to 1.000 (0.500 better)" in run("eval", str(gold), "--compare", str(before)).output


def test_a_figure_that_fell_is_told_by_the_exit_code(run: Run, gold: Path, tmp_path: Path) -> None:
    before = tmp_path / "before.json"
    before.write_text(run("eval", str(gold), "--json").output)
    question = json.loads(gold.read_text().splitlines()[0])
    gold.write_text(json.dumps({**question, "facts": ["protection orders", "not there"]}) + "\n")
    fallen = run("eval", str(gold), "--compare", str(before), "--json")
    assert fallen.exit_code == 1
    change = json.loads(fallen.output)["change"]
    assert (change["fell"], change["only_before"]) == (True, ["b"])
    assert change["questions"]["a"] == [{"name": "facts", "before": 1.0, "after": 0.5, "gain": -0.5}]


def test_what_cannot_be_compared_with_is_said(run: Run, gold: Path, tmp_path: Path) -> None:
    given = run("eval", str(gold), "--compare", str(tmp_path / "absent.json"))
    assert given.exit_code == 1
    assert "absent.json is no evaluation to compare with" in given.output
