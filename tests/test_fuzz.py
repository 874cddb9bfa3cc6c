"""Whatever bytes a file holds: no reader raises, each quotation is what its places select, and it takes little time.

``make fuzz`` puts many more files to the readers, with a bound on the memory and time of each.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from word import level, num, outline, p, table, word

from benchmarks.fuzz import outcome_of
from benchmarks.mutation import specimen
from benchmarks.mutation.case import Case, case, seeds
from benchmarks.soundness import read_and_check
from ingest.pipeline import read_documents
from ingest.structure.block import MAX_LENGTH
from ingest.structure.sentence import LONGEST, sentences

SEEDS = seeds([Path(__file__).parent.parent / "sample"])
FILES = 240
SLICES = 8
SUFFIXES = (".pdf", ".docx", ".html", ".txt")
WORDS = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        ["Good", "1. ", "7.19", "Recommendations", "12% of 30 children", "• ", "(a)", "¹", "\ud7ff", "£2.9 million"]
    ),
)


def sound(content: bytes, suffix: str) -> None:
    assert read_and_check(content, suffix)[1] == []


@pytest.mark.parametrize("part", range(SLICES))
def test_mutated_files_are_read_or_refused(part: int) -> None:
    outcomes = [outcome_of(case(SEEDS, 0, number), number) for number in range(part, FILES, SLICES)]
    assert [outcome for outcome in outcomes if outcome.faults] == []
    assert {outcome.result for outcome in outcomes} & {"read", "in part"}


def test_the_same_number_makes_the_same_file() -> None:
    for number in range(12):
        assert case(SEEDS, 3, number) == case(SEEDS, 3, number)
    assert case(SEEDS, 3, 1) != case(SEEDS, 4, 1)


@pytest.mark.parametrize(
    ("suffix", "make"), [(".pdf", specimen.pdf), (".docx", specimen.docx), (".html", specimen.html)]
)
def test_the_files_that_are_mutated_are_sound(suffix: str, make) -> None:  # type: ignore[no-untyped-def]
    reading, faults = read_and_check(make(specimen.TEXT), suffix)
    assert faults == []
    assert [problem for problem in reading.problems if problem.severity != "note"] == []
    assert any("Parents told inspectors" in line.text for line in reading.lines)
    assert ("Assessments within 45 days", "71%", "88%") in [line.cells for line in reading.lines] or suffix == ".docx"


@given(content=st.binary(max_size=2_000), suffix=st.sampled_from(SUFFIXES))
@settings(max_examples=150)
def test_any_bytes_are_read_or_refused(content: bytes, suffix: str) -> None:
    sound(content, suffix)
    sound({".pdf": b"%PDF-1.7\n", ".docx": b"PK\x03\x04", ".html": b"<html>", ".txt": b""}[suffix] + content, suffix)


# Web pages

TAGS = st.sampled_from(
    "p div span b i sup a h1 h2 h6 ul ol li dl dt dd table tbody tr td th main article nav footer header pre br section "
    "button script style title blockquote aside form label select option x:y".split()
)
ATTRIBUTES = st.dictionaries(
    st.sampled_from("id class role href colspan rowspan start type value hidden style aria-level reversed".split()),
    st.sampled_from(
        ["", "1", "0", "-3", "9999999", "main", "fn1", "#fn1", "a", "I", "display:none", "footnotes", "heading", "x y"]
    ),
    max_size=3,
)


def element(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    def build(tag: str, attributes: dict[str, str], inside: list[str], closed: bool) -> str:
        written = "".join(f' {name}="{value}"' for name, value in attributes.items())
        return f"<{tag}{written}>{''.join(inside)}{f'</{tag}>' * closed}"

    return st.builds(
        build, TAGS, ATTRIBUTES, st.lists(children, max_size=4), st.sampled_from([True, True, True, False])
    )


@given(st.lists(st.recursive(WORDS, element, max_leaves=30), min_size=1, max_size=6))
@settings(max_examples=150)
def test_any_tree_of_a_page_is_read_or_refused(parts: list[str]) -> None:
    sound(("<html><body>" + "".join(parts)).encode("utf-8", "replace"), ".html")


# Word files

PROPERTIES = st.sampled_from(
    [
        "",
        '<w:ilvl w:val="1"/>',
        '<w:outlineLvl w:val="0"/>',
        '<w:numPr><w:ilvl w:val="8"/><w:numId w:val="2"/></w:numPr>',
        "<w:rPr><w:vanish/></w:rPr>",
    ]
)
PLAIN = WORDS.map(lambda text: "".join(c for c in text if c >= " " and c != "<").replace("&", "&amp;"))
PARAGRAPHS = st.builds(
    lambda text, style, number, properties: p(text, style, number, properties=properties),
    PLAIN,
    st.sampled_from(["", "H1", "H2", "Title", "TOC1", "Bullet2", "LoopA", "Nope"]),
    st.sampled_from([None, None, 0, 1, 2, 99]),
    PROPERTIES,
)
NUMBERING = (
    outline(0, level(0, "decimal", "%1."), level(1, "lowerLetter", "(%2)"), level(8, "upperRoman", "%1.%9"))
    + outline(1, level(0, "bullet", "•"))
    + num(1, 0)
    + num(2, 1, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="999999999"/></w:lvlOverride>')
)
BODIES = st.recursive(
    PARAGRAPHS,
    lambda blocks: st.one_of(
        st.lists(st.lists(blocks.map(lambda block: block or p()), min_size=1, max_size=3), min_size=1, max_size=3).map(
            lambda rows: table(*rows)
        ),
        st.lists(blocks, max_size=3).map(
            lambda inside: f"<w:sdt><w:sdtContent>{''.join(inside)}</w:sdtContent></w:sdt>"
        ),
        blocks.map(lambda block: f"<w:p><w:r><w:txbxContent>{block}</w:txbxContent></w:r></w:p>"),
    ),
    max_leaves=12,
)


@given(st.lists(BODIES, min_size=1, max_size=6))
@settings(max_examples=100)
def test_any_body_of_a_word_file_is_read_or_refused(blocks: list[str]) -> None:
    sound(word("".join(blocks), numbering=NUMBERING, footnotes='<w:footnote w:id="1"><w:p/></w:footnote>'), ".docx")


# PDFs


@given(
    st.lists(
        st.lists(WORDS.map(lambda text: text.replace("\n", " ")), max_size=4).map("\t".join), min_size=1, max_size=60
    ).map("\n".join)
)
@settings(max_examples=60)
def test_any_text_in_a_pdf_is_read_or_refused(text: str) -> None:
    sound(specimen.pdf(text), ".pdf")


# What takes time, if anything does

HARD = {
    "a paragraph without end": "of words and 12 more numbers " * 8_000,
    "lines without end": "and so on\n" * 30_000,
    "short lines": "a\n" * 60_000,
    "a word without end": "x" * 200_000,
    "marks": "a¹" * 60_000,
    "stops": "." * 200_000 + " A",
    "bold": "**a** " * 40_000,
    "a table": "a\t1\n" * 30_000,
    "footnotes": "¹ a note\n" * 20_000,
    "headings": "# Heading\n\n" * 10_000,
    "small print": "© Crown copyright 2017\nText of it\n" * 8_000,
    "title pages": "Inspection of x\nInspection dates: y\n"
    + ("text\n" * 9 + "Inspection of x\nInspection dates: y\n") * 3_000,
    "recommendations": "".join(f"{n % 999}. Do it (Recommendation) (paragraphs 1, 2 and 3).\n\n" for n in range(4_000)),
    "numbers": "12, 13 and 14 of 15 children " * 6_000,
    "names": "Ann O'Brien, " * 8_000,
    "initials": "(AAAAAAAAAA) " + "a " * 30 + "(AAAAAAAAAA)" + " a (AAAAAAAAAA)" * 1_000,
    "ages": "aged 5- 5- " + "5- " * 8_000 + "- - - - - - - - - - - - - - - - - - - - - - - - years",
    "posts": "director, Ann Brown, " * 5_000,
    "approximations": "and " + "just over " * 180 + "banana 12 children",
    "adverbs": "increased " + "sharply " * 200 + "banana 12%",
    "a long number": "paragraph " + "9" * 6_000 + " to " + "9" * 6_000,
}


@pytest.mark.parametrize("name", HARD)
def test_text_that_is_hard_to_read_takes_little_time(name: str) -> None:
    assert outcome_of(Case(".txt", HARD[name].encode()), 0).faults == ()


def test_a_line_longer_than_any_paragraph_is_cut_between_words() -> None:
    reading, faults = read_and_check(("word " * 10_000).encode(), ".txt")
    assert faults == []
    assert len(reading.lines) == 1
    assert reading.source is not None
    [(document, _)] = read_documents(reading.source, reading.lines)
    assert [len(paragraph.text) <= MAX_LENGTH for paragraph in document.paragraphs] == [True] * 3
    assert " ".join(paragraph.text for paragraph in document.paragraphs) == ("word " * 10_000).strip()


def test_a_sentence_longer_than_any_is_cut_between_words() -> None:
    text = ("word " * 1_000).strip()
    spans = sentences(text)
    assert all(end - start <= LONGEST for start, end in spans)
    assert " ".join(text[start:end] for start, end in spans) == text


def test_a_sentence_of_more_numbers_than_any_is_told_as_a_problem() -> None:
    reading, _ = read_and_check(("Of 30 cases, " + "12 children, " * 61 + "and 5 families were seen.").encode(), ".txt")
    assert reading.source is not None
    [(document, problems)] = read_documents(reading.source, reading.lines)
    assert document.figures == ()
    assert [problem.severity for problem in problems if problem.code == "figures-left-out"] == ["partial"]


@pytest.mark.parametrize(("mapped", "said"), [("D83DDE00", "\U0001f600ll"), ("D800", "ll")])
def test_halves_of_characters_in_a_pdf_are_joined_or_left_out(
    mapped: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(specimen, "_MAP", specimen._MAP.replace("<92> <2019>", f"<41> <{mapped}>"))
    reading, faults = read_and_check(specimen.pdf("All of the words of a report"), ".pdf")
    assert faults == []
    assert reading.lines[-1].text.startswith(said)
