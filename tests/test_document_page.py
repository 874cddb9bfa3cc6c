"""The page of a document has its text by section, and beside each paragraph what is known of it."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from itertools import pairwise
from types import SimpleNamespace

import pytest
from flask.testing import FlaskClient
from pages import ILACS, SIF, browse, text_of, with_format
from playwright.sync_api import Browser

from graph.passage import corpus
from graph.store import Store
from ingest.document import Problem, Reference
from qa_service.web.pages import documents

MISSING_CHILDREN = "p-26"
RECOMMENDATION = "p-4"


def block(page: str, anchor: str) -> str:
    """The paragraph of a document's page that stands at `anchor`, with its notes."""
    return re.split(r'<div id="', page.split(f'<div id="{anchor}">', 1)[1], maxsplit=1)[0]


@pytest.fixture(scope="module")
def page(client: FlaskClient) -> str:
    return browse(client, f"/documents/{SIF}").text


def test_every_paragraph_stands_at_its_anchor_in_full(page: str, sample: Store) -> None:
    document = sample.corpus.documents[0]
    shown = [html.unescape(re.sub(r"<[^>]+>", "", text)) for text in re.findall(r'<div id="p-[^"]+"><p>.*?</p>', page)]
    assert len(shown) == len(document.paragraphs)
    for text, paragraph in zip(shown, document.paragraphs, strict=True):
        assert text.endswith(f"{paragraph.number or '¶Link to this paragraph'} {paragraph.text}")


def test_each_page_of_the_file_is_named_where_it_begins(page: str) -> None:
    assert re.findall(r">Page (\d+)<", page) == [str(number) for number in range(1, 15) if number != 3]


def test_the_contents_list_leads_to_every_heading_in_order(page: str, sample: Store) -> None:
    contents = page.split('class="tl-contents"', 1)[1].split("</nav>", 1)[0]
    links = re.findall(r'href="#(s-\d+)">(.*?)</a>', contents)
    assert [html.unescape(title) for _, title in links] == [s.title for s in sample.corpus.documents[0].sections]
    assert re.findall(r'<h[2-6][^>]* id="(s-\d+)"', page) == [anchor for anchor, _ in links]


def test_headings_do_not_skip_a_level(page: str) -> None:
    levels = [int(level) for level in re.findall(r"<h([1-6])", page)]
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_notes_name_themes_actors_and_figures(page: str) -> None:
    notes = block(page, MISSING_CHILDREN)
    assert '<a href="/themes/return-home-interviews">return home interviews</a>' in notes
    assert "Actors: " in notes
    assert "618 (missing episodes)" in html.unescape(notes)


def test_a_recommendation_is_named_with_the_later_passages_that_speak_of_it(page: str, sample: Store) -> None:
    notes = block(page, RECOMMENDATION)
    assert '<a href="/recommendations?authority=northmere&amp;year=2016">Recommendation</a>' in notes
    later = [one for one in sample.links["northmere"].responses if one.recommendation.endswith("2016-11-28/p/4")]
    assert later
    assert any(html.escape(one.reason, quote=False) in notes for one in later)
    assert 'Later: <a href="/documents/northmere_cabinet-report_2017-02-14#p-' in notes


def test_what_a_recommendation_asked_for_stands_beside_the_passage_that_answers_it(
    client: FlaskClient, sample: Store
) -> None:
    one = sample.links["northmere"].responses[0]
    document = one.paragraph.rsplit("/p/", 1)[0]
    slug = document.split("/id/document/", 1)[1].replace("/", "_")
    data = browse(client, with_format(f"/documents/{slug}")).json
    index = [item["id"] for item in data["paragraphs"]].index(one.paragraph)
    earlier = {item["id"]: item for item in data["notes"][index]["earlier"]}
    assert earlier[one.recommendation]["reason"] == one.reason


def test_the_paragraph_that_an_address_names_is_outlined(chromium: Browser, site: str) -> None:
    page = chromium.new_page()
    page.goto(f"{site}/documents/{SIF}#p-26")
    outlined = page.evaluate(
        "[...document.querySelectorAll('.tl-text > div')]"
        ".filter(it => getComputedStyle(it).outlineStyle === 'solid').map(it => it.id)"
    )
    page.close()
    assert outlined == ["p-26"]


def test_a_grade_is_noted_where_it_is_printed(page: str) -> None:
    link = '<a href="/judgements?authority=northmere&amp;area=overall">'
    assert f"Judgement: {link}inadequate, overall effectiveness</a>" in page


def test_a_reference_leads_to_the_recommendation_that_is_meant(
    client: FlaskClient, changeable: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, *others = changeable.corpus.documents
    place = next(index for index, paragraph in enumerate(first.paragraphs) if "(Recommendation)" in paragraph.text)
    start = first.paragraphs[place].text.index("Recommendation)")
    target = next(index for index, paragraph in enumerate(first.paragraphs) if paragraph.number == "4")
    meant = Reference(place, (start, start + 14), "recommendation", target)
    earlier = Reference(0, (0, 4), "inspection", date="2011")
    changeable.corpus = corpus([replace(first, references=(meant, earlier)), *others])
    monkeypatch.setattr(documents, "generation", lambda: SimpleNamespace(store=changeable))
    page = browse(client, f"/documents/{SIF}").text
    assert 'Refers to: <a href="#p-4">Recommendation</a>' in page
    assert "Refers to: This" in page


@pytest.mark.parametrize(
    ("document", "words", "report"),
    [
        ("northmere_cabinet-report_2017-02-14", "the Ofsted inspection of 2016", SIF),
        ("northmere_cabinet-report_2020-10-13", "Ofsted's inspection of November 2019", ILACS),
    ],
)
def test_an_earlier_inspection_that_is_named_leads_to_its_report(
    client: FlaskClient, document: str, words: str, report: str
) -> None:
    page = html.unescape(browse(client, f"/documents/{document}").text)
    assert f'Refers to: <a href="/documents/{report}">{words}</a>' in page


def test_an_inspection_without_a_report_in_the_collection_is_named_without_a_link(page: str) -> None:
    assert "was in June 2011</li>" in page


def test_notes_can_be_hidden_and_shown_again(client: FlaskClient) -> None:
    plain = browse(client, f"/documents/{SIF}?notes=0").text
    assert "Themes: " not in plain
    assert f'href="/documents/{SIF}">Show the margin notes' in plain
    assert f'href="/documents/{SIF}?notes=0">Hide the margin notes' in browse(client, f"/documents/{SIF}").text
    assert client.get(f"/documents/{SIF}?notes=0&format=json").json["notes"] is None


def test_the_twin_has_all_themes_of_a_paragraph(client: FlaskClient) -> None:
    data = client.get(with_format(f"/documents/{SIF}")).json
    index = [item["number"] for item in data["paragraphs"]].index("26")
    assert "return-home-interviews" in [theme["key"] for theme in data["notes"][index]["themes"]]
    assert data["replaced_by"]["slug"] == ILACS
    assert data["overall"] == ["inadequate"]


def test_the_first_and_second_paragraphs_of_a_section_that_goes_on_are_told_apart(sample: Store) -> None:
    record = sample.corpus.documents[0]
    first, second = record.paragraphs[60], record.paragraphs[110]
    blocks = documents._blocks(replace(record, paragraphs=(first, second, first)))
    assert [again for *_, again in blocks[2]["headings"]] == [True]
    assert blocks[2]["headings"][0][0] == first.section


@pytest.mark.parametrize(
    ("source", "link"),
    [
        ("https://example.org/report.pdf", '<a class="govuk-link" href="https://example.org/report.pdf"'),
        ("javascript:alert(1).pdf", "The file javascript:alert(1).pdf."),
        ('"><script>alert(1)</script>.pdf', "The file &#34;&gt;&lt;script&gt;alert(1)&lt;/script&gt;.pdf."),
    ],
)
def test_only_an_address_on_the_web_is_a_link_to_the_original(
    client: FlaskClient, changeable: Store, monkeypatch: pytest.MonkeyPatch, source: str, link: str
) -> None:
    first, *others = changeable.corpus.documents
    changeable.corpus = corpus([replace(first, source=source), *others])
    monkeypatch.setattr(documents, "generation", lambda: SimpleNamespace(store=changeable))
    page = browse(client, f"/documents/{SIF}").text
    assert link in page
    assert 'href="javascript' not in page
    assert page.count("<script") == 1


def test_problems_of_reading_are_shown_on_the_page_of_the_document_only(
    client: FlaskClient, changeable: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = changeable.corpus.documents[0].source
    changeable.problems = [
        Problem("scanned", "Page 4 is a picture and was not read.", source, "partial"),
        Problem("empty", "The file is empty.", "empty.pdf", "unread"),
    ]
    monkeypatch.setattr(documents, "generation", lambda: SimpleNamespace(store=changeable))
    assert "Problems in reading this document Page 4 is a picture and was not read." in text_of(
        browse(client, f"/documents/{SIF}")
    )
    assert "Page 4 is a picture" not in text_of(browse(client, f"/documents/{ILACS}"))
    whole = text_of(browse(client, "/documents"))
    assert "Not in the collection: nothing of the file could be read (1) empty.pdf The file is empty." in whole
    assert "In the collection in part (1)" in whole
    assert client.get("/documents?format=json").json["problems"][0]["severity"] == "partial"


def test_a_document_is_printed_over_the_width_of_the_paper(chromium: Browser, site: str) -> None:
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{site}/documents/{SIF}")
    on_screen = page.evaluate("document.documentElement.scrollHeight")
    page.emulate_media(media="print")
    widths = page.evaluate("[...document.querySelectorAll('.tl-text > div > p')].map(p => p.clientWidth)")
    assert min(widths) > 800
    assert page.evaluate("document.documentElement.scrollHeight") < on_screen
    page.close()


def test_a_part_of_a_file_shows_its_own_problems_alone(
    client: FlaskClient, changeable: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, *others = changeable.corpus.documents
    changeable.corpus = corpus([replace(first, part="2"), *others])
    changeable.problems = [
        Problem("picture", "Of the whole file.", first.source, "partial"),
        Problem("picture", "Of this part.", f"{first.source} (part 2)", "partial"),
        Problem("picture", "Of another part.", f"{first.source} (part 3)", "partial"),
    ]
    monkeypatch.setattr(documents, "generation", lambda: SimpleNamespace(store=changeable))
    shown = client.get(f"/documents/{SIF}?format=json").json["problems"]
    assert [problem["message"] for problem in shown] == ["Of the whole file.", "Of this part."]
