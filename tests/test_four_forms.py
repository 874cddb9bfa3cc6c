"""One document says the same whether it comes as a PDF, a Word file, a web page or plain text."""

from __future__ import annotations

import itertools
import string
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.document import Document, Source
from ingest.formats.reader import read_bytes
from ingest.line import text_of
from ingest.pipeline import Ingested, find_files, ingest, read_documents
from sample.forms.document import DOCUMENTS, FORMS, SAMPLES, Sample, made

LAID_OUT = [form for form in FORMS if form != "txt"]
"""The forms in which headings and lists are marked as such; in plain text they are told by their shape."""


def identity(document: Document) -> tuple[object, ...]:
    return (
        document.kind,
        document.title,
        document.authority,
        document.publisher,
        document.framework,
        document.date,
        document.date_basis,
        document.published,
        document.inspection_start,
        document.inspection_end,
        document.lead_inspector,
        document.inspectors,
        document.visit_number,
    )


def sections(document: Document) -> list[tuple[tuple[str, ...], str | None]]:
    """Each section with those it stands in, and its grade."""
    return [(document.trail(index), section.grade) for index, section in enumerate(document.sections)]


def paragraphs(document: Document) -> list[tuple[object, ...]]:
    """Each paragraph with all that is known of it but its page, which only some forms have."""
    return [
        (
            paragraph.text,
            paragraph.number,
            paragraph.role,
            document.trail(paragraph.section),
            paragraph.stem,
            paragraph.breaks,
            paragraph.parent,
        )
        for paragraph in document.paragraphs
    ]


def annotations(document: Document) -> tuple[object, ...]:
    return (
        document.judgements,
        document.figures,
        document.mentions,
        document.abbreviations,
        document.appointments,
        document.references,
        document.attributions,
    )


@pytest.fixture(scope="module", params=SAMPLES, ids=lambda sample: sample.name)
def forms(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Ingested]:
    """A sample document in all forms, as the pipeline reads them."""
    sample: Sample = request.param
    read = {}
    for form in FORMS:
        folder = tmp_path_factory.mktemp(form)
        (folder / f"{sample.name}.{form}").write_bytes(sample.made(form))
        read[form] = ingest(find_files([folder]))
    return read


@pytest.fixture(scope="module")
def documents(forms: dict[str, Ingested]) -> dict[str, Document]:
    found = {}
    for form, read in forms.items():
        [found[form]] = read.documents
    return found


@pytest.mark.parametrize("form", FORMS)
def test_a_form_is_read_without_doubt(forms: dict[str, Ingested], form: str) -> None:
    assert forms[form].problems == ()


@pytest.mark.parametrize("form", LAID_OUT)
def test_a_form_gives_the_same_identity(documents: dict[str, Document], form: str) -> None:
    assert identity(documents[form]) == identity(documents["txt"])


@pytest.mark.parametrize("form", LAID_OUT)
def test_a_form_gives_the_same_sections(documents: dict[str, Document], form: str) -> None:
    assert sections(documents[form]) == sections(documents["txt"])


@pytest.mark.parametrize("form", LAID_OUT)
def test_a_form_gives_the_same_paragraphs(documents: dict[str, Document], form: str) -> None:
    assert paragraphs(documents[form]) == paragraphs(documents["txt"])


@pytest.mark.parametrize("form", LAID_OUT)
def test_a_form_gives_the_same_grades_figures_and_mentions(documents: dict[str, Document], form: str) -> None:
    assert annotations(documents[form]) == annotations(documents["txt"])


@pytest.mark.parametrize("form", FORMS)
def test_every_paragraph_is_what_its_spans_select(forms: dict[str, Ingested], form: str) -> None:
    [document] = forms[form].documents
    source = forms[form].sources[document.source_sha256]
    assert document.paragraphs
    for paragraph in document.paragraphs:
        assert text_of(source.text, paragraph.spans) == paragraph.text


# The files


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_the_file_that_is_served_is_what_the_text_gives(sample: Sample) -> None:
    assert (DOCUMENTS / sample.file).read_bytes() == sample.made(), "The text has changed: run make sample."


def test_no_other_file_is_served() -> None:
    assert {path.name for path in DOCUMENTS.iterdir()} == {sample.file for sample in SAMPLES}


def test_each_form_is_among_the_files_that_are_served() -> None:
    assert {sample.form for sample in SAMPLES} == set(LAID_OUT)


@pytest.mark.parametrize("form", FORMS)
def test_a_text_gives_the_same_bytes_each_time(form: str) -> None:
    [sample] = [sample for sample in SAMPLES if sample.name == "focused-visit-2021"]
    assert sample.made(form) == sample.made(form)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_every_sample_says_that_it_is_invented(sample: Sample) -> None:
    assert sample.text.startswith("This document is invented. Northmere is not a real council")


def test_the_pages_of_the_pdf_are_known_and_its_heads_and_feet_are_no_text(tmp_path: Path) -> None:
    [sample] = [sample for sample in SAMPLES if sample.name == "single-inspection-2016"]
    [document] = ingest([(DOCUMENTS / sample.file, sample.file)]).documents
    pages = [paragraph.page or 0 for paragraph in document.paragraphs]
    assert pages == sorted(pages)
    assert (pages[0], pages[-1]) == (1, 14)
    assert sample.running_head not in {paragraph.text for paragraph in document.paragraphs}


# Documents that nobody has written

WORDS = st.sampled_from(
    "children social workers the council’s “front door” well-being follow-up plans £2.9 million 54% – café naïve 2016–17 "
    "’em visits (NAP) in-depth re-referrals and/or 10,000 c. ‘seen’ to of with a after long-term are it is".split()
)
OPENINGS = st.sampled_from(
    ["Inspectors", "Children", "Social workers", "“Help”", "In 2019,", "Évaluation", "Two-thirds"]
)


@st.composite
def sentences(draw: st.DrawFn, least: int = 25) -> str:
    """A sentence of at least so many words; one of 25 is longer than a line of plain text that was wrapped."""
    words = [draw(OPENINGS), "say", *draw(st.lists(WORDS, min_size=least, max_size=3 * least)), "today"]
    return " ".join(words) + "."


TITLES = st.lists(
    st.sampled_from(
        "Early help Workloads Missing children Café society Supervision Re-referrals Fostering Plans".split()
    ),
    min_size=2,
    max_size=4,
).map(lambda words: " ".join(words).capitalize())


@st.composite
def marked_texts(draw: st.DrawFn) -> str:
    """A council paper with numbered headings, headings below them, numbered paragraphs, bullets and tables.

    All but the first paragraph are numbered: where a page ends with a full line and a full stop, nothing on the page
    tells whether what follows on the next is a paragraph of its own. No two tables begin alike: what stands at the head
    of several pages is taken for a running head.
    """
    parts = [f"# Report of the chair\n\n{draw(sentences())}"]
    numbers = itertools.count(1)
    for chapter in range(1, draw(st.integers(1, 4)) + 1):
        parts.append(f"## {chapter}. {draw(TITLES).upper()}")
        for kind in draw(st.lists(st.sampled_from(["numbers", "heading", "bullets", "table"]), max_size=4)):
            if kind == "heading":
                parts.append(f"### {draw(TITLES)}")
            elif kind == "bullets":
                parts.append("\n".join(f"- {text}" for text in draw(st.lists(sentences(8), min_size=1, max_size=4))))
            elif kind == "table":
                rows = draw(st.lists(st.tuples(TITLES, WORDS), min_size=2, max_size=4))
                name = string.ascii_letters[len(parts)]
                parts.append(
                    f"Measure {name}\tFigure {name}\n" + "\n".join(f"{first}\t{second}" for first, second in rows)
                )
            parts.append("\n".join(f"{next(numbers)}. {draw(sentences())}" for _ in range(draw(st.integers(1, 3)))))
        parts.append(f"{next(numbers)}. {draw(sentences())}")
    return "\n\n".join(parts) + "\n"


def as_read(text: str, form: str) -> Document:
    reading = read_bytes(made(text, form), f".{form}", f"paper.{form}")
    assert isinstance(reading.source, Source), reading.problems
    [(document, _)] = read_documents(reading.source, reading.lines)
    for paragraph in document.paragraphs:
        assert text_of(reading.source.text, paragraph.spans) == paragraph.text
    return document


@settings(max_examples=15, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(marked_texts())
def test_any_document_says_the_same_in_all_forms(text: str) -> None:
    found = {form: as_read(text, form) for form in FORMS}
    plain = found["txt"]
    for form in LAID_OUT:
        assert sections(found[form]) == sections(plain), form
        assert paragraphs(found[form]) == paragraphs(plain), form


LONG = "Inspectors saw that children who go missing are spoken to soon and by somebody whom they trust, and that what they say is used to keep others safe."
"""A paragraph that is longer than a line of plain text that was wrapped."""


@pytest.mark.parametrize("form", FORMS)
def test_headings_below_headings_stand_in_them(form: str) -> None:
    text = (
        f"# Report of the chair\n\n{LONG}\n\n## 1. FRONT DOOR\n\n### Early help\n\n{LONG}"
        f"\n\n### Missing children\n\n{LONG}\n\n## 2. STAFF\n\n{LONG}\n"
    )
    assert [trail for trail, _ in sections(as_read(text, form))] == [
        ("Report of the chair",),
        ("FRONT DOOR",),
        ("FRONT DOOR", "Early help"),
        ("FRONT DOOR", "Missing children"),
        ("STAFF",),
    ]


@pytest.mark.parametrize("form", FORMS)
def test_a_heading_with_a_number_may_be_longer_than_a_line(form: str) -> None:
    title = "RECOMMENDATIONS OF THE INDEPENDENT CHAIR ABOUT CHILDREN WHO GO MISSING"
    found = as_read(f"# Report of the chair\n\n{LONG}\n\n## 4. {title}\n\n{LONG}\n", form)
    assert [section.title for section in found.sections] == ["Report of the chair", title]


@pytest.mark.parametrize("form", FORMS)
def test_a_dash_for_no_figure_keeps_its_row_in_the_table(form: str) -> None:
    table = "Measure\tFigure\nVisits on time\t88%\nDental checks\t–\nHealth checks\t74%"
    found = as_read(f"# Report of the chair\n\n{LONG}\n\n{table}\n\n{LONG}\n", form)
    assert [paragraph.text for paragraph in found.paragraphs if paragraph.role == "table"] == [
        "Measure Figure Visits on time 88% Dental checks – Health checks 74%"
    ]


@pytest.mark.parametrize("form", FORMS)
def test_an_apostrophe_that_begins_a_word_stays_apart_from_the_word_before(form: str) -> None:
    found = as_read(f"# Report of the chair\n\n{LONG} One carer said, ‘Ring ’em back’ .\n", form)
    assert "‘Ring ’em back’" in found.paragraphs[-1].text


@pytest.mark.parametrize("form", FORMS)
def test_a_footnote_stands_after_the_paragraph_that_its_mark_is_in(form: str) -> None:
    text = f"# Report of the chair\n\n{LONG}¹\n\n¹ As reported to the board.\n\n## 1. STAFF\n\n{LONG}\n"
    found = as_read(text, form)
    assert [(paragraph.role, paragraph.text) for paragraph in found.paragraphs] == [
        ("text", LONG),
        ("note", "As reported to the board."),
        ("text", LONG),
    ]
