"""The page of an evaluation is valid, safe HTML with every figure, every question and the curve as picture and table."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from qa_service.evaluate import Score, summary
from qa_service.report import MEANINGS, NAMES, page

SCORES = [
    Score("a", "theme", True, True, "theme", 0.5, 0.4, 1.0, True, 0.5, None, None, 9.0, "What of <b>care</b> & \"home\"?", 0.75, ("found <i>one</i>",), ("missed one",), ("92% or “most”",)),
    Score("b", "timeline", True, True, "timeline", 1.0, 1.0, 1.0, True, None, 1.0, True, 11.0, "And over time?", 0.95, ("two",)),
    Score("c", "figure", True, False, "none", 0.0, 0.0, 0.0, False, None, None, None, 4.0, "How many?", 0.125, (), ("three",)),
    Score("d", "unanswerable", False, False, "none", None, None, None, None, None, None, None, 3.0, "Bread?", 0.02),
    Score("e", "unanswerable", False, True, "theme", None, None, None, None, None, None, None, 3.0, "Cake?", 0.5),
]  # fmt: skip
VOID = {"meta", "link", "br", "hr", "img", "input", "path", "polyline"}


class Outline(HTMLParser):
    """Fails on an element that is closed out of turn or not at all; keeps names, ids, references and text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.names: list[str] = []
        self.ids: list[str] = []
        self.references: list[str] = []
        self.text = ""
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        assert len(given) == len(attrs), tag
        self.names.append(tag)
        self.ids += [given["id"] or ""] if "id" in given else []
        self.references += (given.get("aria-labelledby") or "").split()
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        assert tag in VOID

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(scope="module")
def html() -> str:
    return page(SCORES, "gold <1>.jsonl", "abc123")


@pytest.fixture(scope="module")
def outline(html: str) -> Outline:
    return Outline(html)


def test_the_page_is_whole_and_names_its_language(html: str, outline: Outline) -> None:
    assert html.startswith('<!DOCTYPE html>\n<html lang="en-GB">\n')
    assert outline.names.count("h1") == outline.names.count("title") - 1 == 1
    assert len(outline.ids) == len(set(outline.ids))
    assert set(outline.references) <= set(outline.ids)


def test_there_is_no_script_and_all_text_is_escaped(html: str, outline: Outline) -> None:
    assert "script" not in outline.names
    assert not {"b", "i"} & set(outline.names)
    assert not re.search(r"\son\w+=|javascript:|https?://", html)
    assert 'What of <b>care</b> & "home"?' in outline.text
    assert "gold <1>.jsonl" in outline.text


def test_every_figure_of_every_type_is_in_the_table(html: str) -> None:
    rows = {
        name: re.findall(r"<td>(.*?)</td>", cells)
        for name, cells in re.findall(r'<tr><th scope="row">([^<]+)</th>((?:<td>[^<]*</td>)+)</tr>', html)
    }
    figures = summary(SCORES)
    assert set(rows) >= {"All", *figures["by_type"]}
    assert len(rows["All"]) == len(NAMES)
    shown = dict(zip(NAMES, rows["All"], strict=True))
    assert (shown["questions"], shown["recall@10"], shown["refusal_recall"], shown["false_refusals"]) == (
        "5",
        "0.500",
        "0.500",
        "0.333",
    )
    assert dict(zip(NAMES, rows["unanswerable"], strict=True))["recall@10"] == "–"
    assert all(f"<dt>{name}</dt><dd>{meaning}</dd>" in html for name, meaning in MEANINGS.items())


@pytest.mark.parametrize(
    ("id", "verdict", "parts"),
    [
        (
            "a",
            "Answered, with something missed",
            ["found <i>one</i>", "missed one", "92% or “most”", "Recall at 10 0.500"],
        ),
        ("b", "Answered, nothing missed", ["two", "Periods covered 1.000", "In order 1.000"]),
        ("c", "Refused, though it can be answered", ["three"]),
        ("d", "Rightly refused", []),
        ("e", "Answered, though it cannot be", []),
    ],
)
def test_every_question_is_told_with_what_was_found_and_missed(
    html: str, id: str, verdict: str, parts: list[str]
) -> None:
    [article] = [text for text in re.findall(r"<article>.*?</article>", html, re.S) if f"<h3>{id}: " in text]
    told = Outline(article).text
    assert verdict in told
    assert [part for part in parts if part not in told] == []


def test_the_curve_is_a_named_picture_and_a_table(html: str) -> None:
    [picture] = re.findall(r"<svg .*?</svg>", html, re.S)
    assert 'role="img"' in picture
    assert "Risk by coverage" in picture
    [line] = re.findall(r'<polyline points="([^"]+)"', picture)
    places = [tuple(map(float, pair.split(","))) for pair in line.split()]
    assert len(places) == 3
    assert [x for x, _ in places] == sorted(x for x, _ in places)
    table = html[html.index("Risk by coverage, at each tenth") :]
    assert '<th scope="row">0.950</th><td>33%</td><td>0%</td>' in table
    assert '<th scope="row">0.750</th><td>67%</td><td>50%</td>' in table
    assert '<th scope="row">0.500</th><td>100%</td><td>67%</td>' in table
    assert "Confidence, at least" in table
    assert "the area under the curve, is 0.389; less is better" in html


def test_without_answers_there_is_no_curve() -> None:
    text = page([score for score in SCORES if not score.answered], "gold.jsonl", "abc")
    assert "No question was answered, so there is no curve." in Outline(text).text
    assert "<svg" not in text


def test_the_page_is_the_same_each_time(html: str) -> None:
    assert page(SCORES, "gold <1>.jsonl", "abc123") == html
