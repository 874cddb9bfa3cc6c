"""Whatever text is read, nothing is raised, no stage fails, and each paragraph is exactly what its spans select."""

from __future__ import annotations

import northmere
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.formats.reader import read_bytes
from ingest.line import text_of
from ingest.pipeline import read_documents
from sample.forms.document import SAMPLES

TEXTS = [northmere.text(sample.name) for sample in SAMPLES]
FRAGMENTS = (
    "1. ",
    "7.19 ",
    "- ",
    "◼ ",
    "# ",
    "**",
    "__",
    "[a](b)",
    "<p>",
    "</p>",
    "<br>",
    "¹",
    "¹² ",
    "\t",
    "\n",
    "\n\n",
    "\u00a0",
    "\u200b",
    "Good",
    "\tInadequate\n",
    "Contents\n",
    "Dear Sam\n",
    "Yours sincerely\n",
    "REPORT TO:\tCabinet 3 May 2017\n",
    "SUBJECT:\tPlan\n",
    "Inspection of services for children in need of help and protection\n",
    "Inspection dates: 3 May – 9 June 2016\n",
    "Northmere County Council\n",
    "Overall effectiveness",
    "(LSCB)",
    "(Recommendation)",
    "£2.9 million",
    "31 February 2017",
    "© Crown copyright 2017\n",
)
MARKED_UP = st.lists(
    st.one_of(st.sampled_from(FRAGMENTS), st.sampled_from("abcDE 12.,:;()-–•'’"), st.text(max_size=5)), max_size=100
).map("".join)


@st.composite
def mutated_slices(draw: st.DrawFn) -> str:
    """A stretch of a sample file with a few places overwritten."""
    whole = draw(st.sampled_from(TEXTS))
    start = draw(st.integers(0, len(whole) - 200))
    text = whole[start : start + draw(st.integers(200, 3_000))]
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, len(text)))
        text = (
            text[:at]
            + draw(st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=4)))
            + text[at + draw(st.integers(0, 20)) :]
        )
    return text


def check(text: str) -> None:
    reading = read_bytes(text.encode(), ".txt", "paper.txt")
    source = reading.source
    if source is None:
        assert [problem.severity for problem in reading.problems] == ["unread"]
        return
    for document, problems in read_documents(source, reading.lines):
        assert [problem.message for problem in problems if problem.code == "stage-failed"] == []
        for paragraph in document.paragraphs:
            assert paragraph.text
            assert paragraph.text == text_of(source.text, paragraph.spans)
            assert all(0 <= start < end <= len(source.text) for start, end in paragraph.spans)
            assert all(0 < at < len(paragraph.text) for at in paragraph.breaks)
            assert paragraph.section is None or 0 <= paragraph.section < len(document.sections)
        for figure in document.figures:
            assert document.paragraphs[figure.paragraph].text[slice(*figure.span)] == figure.printed
        for mention in document.mentions:
            assert document.paragraphs[mention.paragraph].text[slice(*mention.span)].strip()


@given(st.one_of(st.text(max_size=400), MARKED_UP))
@settings(max_examples=300)
def test_any_text_is_read(text: str) -> None:
    check(text)


@given(mutated_slices())
@settings(max_examples=300)
def test_any_stretch_of_a_report_is_read(text: str) -> None:
    check(text)
