"""The page of an answer: its groups, its picture, its filters and its links; in a real browser where it matters."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from flask.testing import FlaskClient
from pages import INTERVIEWS, browse, text_of
from playwright.sync_api import Browser, expect

from graph.store import Store
from qa_service.export.records import citation
from qa_service.service import answer
from qa_service.web.arrangement import groups, in_order, listed
from qa_service.web.timeline import timeline
from qa_service.web.years import years

ASKED = "What was said about return home interviews over time?"


def test_passages_that_use_the_words_stand_apart_from_related_ones(client: FlaskClient, sample: Store) -> None:
    given = answer(sample, "What was said about foster carers over time?")
    found = groups(given)
    assert [re.sub(r"\d+", "n", group.heading) for group in found] == [
        "Passages that use the words (n)",
        "Related passages without the words (n)",
    ]
    for group, using in zip(found, (True, False), strict=True):
        items = [item for _, items in group.lanes for item in items]
        assert {item.uses_words for item in items} == {using}
        assert f"({len(items)})" in group.heading
    page = text_of(browse(client, "/ask?q=" + quote("What was said about foster carers over time?")))
    assert page.index(found[0].heading) < page.index(found[1].heading)


def test_the_sides_of_a_comparison_stand_under_their_names(client: FlaskClient) -> None:
    page = browse(client, "/ask?q=" + quote("Compare caseloads in 2016 and 2019")).text
    headings = re.findall(r"<h2[^>]*>\s*([^<]+?)\s*</h2>", page)
    assert [heading for heading in headings if heading in ("2016", "2019")] == ["2016", "2019"]


def test_the_picture_has_a_mark_for_each_document_and_so_has_its_table(client: FlaskClient, sample: Store) -> None:
    picture = timeline(answer(sample, ASKED))
    assert picture is not None
    assert [mark.date[:4] for mark in picture.marks] == ["2016", "2017", "2018", "2019", "2020", "2021"]
    assert len({(mark.x, mark.y) for mark in picture.marks}) == 6
    page = browse(client, INTERVIEWS).text
    for mark in picture.marks:
        assert f'aria-label="{mark.words}"' in unescape(page)
    assert page.count('<td class="govuk-table__cell govuk-table__cell--numeric">') == 6


def test_an_answer_from_one_document_has_no_picture(sample: Store) -> None:
    given = answer(
        sample, "What was said about return home interviews in 2018?", filters={"from": "2018", "to": "2018"}
    )
    assert timeline(given) is None


def test_a_link_says_whether_the_collection_has_changed_since(client: FlaskClient) -> None:
    page = browse(client, INTERVIEWS).text
    [link] = re.findall(r'href="([^"]+)">Link to this answer as it is now', page)
    address = link.replace("&amp;", "&")
    assert "the collection has not changed since" in text_of(browse(client, address))
    asked = parse_qs(urlsplit(address).query)
    older = address.replace(asked["store"][0], "0" * 16).replace(f"passages={asked['passages'][0]}", "passages=3")
    told = text_of(browse(client, older))
    assert "The collection has changed since this link was made." in told
    assert f"It had 3 passages then, and has {asked['passages'][0]} now." in told
    assert "See the current answer" in told


@pytest.mark.parametrize(
    ("chosen", "dates"),
    [
        ("judgement=inadequate", {"2016-11-28"}),
        ("kind=monitoring-visit", {"2018-07-09"}),
        ("from=2019&to=2020", {"2019-11-15", "2020-10-13"}),
    ],
)
def test_filters_in_the_address_keep_to_their_documents(client: FlaskClient, chosen: str, dates: set[str]) -> None:
    data = client.get(f"{INTERVIEWS}&{chosen}&format=json").get_json()
    assert {item["document"]["date"] for item in data["evidence"] if item["highlights"]} == dates
    page = browse(client, f"{INTERVIEWS}&{chosen}")
    assert "Take the filters off" in page.text
    for pair in chosen.split("&"):
        name, value = pair.split("=")
        assert re.search(rf'name="{name}".*?(?:value="{value}" selected|value="{value}")', page.text, re.S)


def test_the_form_of_filters_asks_again_with_what_is_chosen(chromium: Browser, site: str) -> None:
    page = chromium.new_page()
    page.goto(site + INTERVIEWS)
    page.get_by_label("Kind of document", exact=True).select_option("monitoring-visit")
    page.get_by_role("button", name="Apply filters").click()
    expect(page.get_by_text("Only documents with:")).to_contain_text("kind of document monitoring visit letter")
    assert parse_qs(urlsplit(page.url).query)["kind"] == ["monitoring-visit"]
    page.close()


def test_a_quotation_is_copied_with_its_citation(chromium: Browser, site: str, sample: Store) -> None:
    context = chromium.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(site + INTERVIEWS)
    page.get_by_role("button", name=re.compile(r"Copy quotation.*Recommendation 4,")).click()
    expect(page.get_by_role("status")).to_have_text("Copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    [item] = [
        item for item in answer(sample, ASKED).evidence if item.paragraph == "4" and item.role == "recommendation"
    ]
    quoted = " […] ".join(item.text[start:end] for start, end in sorted(item.highlights))
    assert copied == f"“{quoted}” ({citation(item)})"
    assert copied.endswith("28 November 2016, recommendation 4, page 4)") or "recommendation 4" in copied
    context.close()


def test_all_but_copying_works_without_a_script(chromium: Browser, site: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site)
    page.get_by_label("What would you like to know?").fill(ASKED)
    page.get_by_role("button", name="Find passages").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(ASKED)
    expect(page.get_by_role("button", name="Copy quotation")).to_have_count(0)
    page.get_by_role("link", name="Read in context").first.click()
    assert "/documents/northmere_" in page.url
    context.close()


def test_the_first_tab_is_the_skip_link_and_every_stop_is_seen(chromium: Browser, site: str) -> None:
    page = chromium.new_page()
    page.goto(site + INTERVIEWS)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to main content"
    stops = set()
    for _ in range(400):
        page.keyboard.press("Tab")
        stop = page.evaluate(
            "(() => { const e = document.activeElement, b = e.getBoundingClientRect();"
            " return e === document.body ? null : [e.tagName, e.textContent.trim().slice(0, 80), b.left + scrollX, b.top + scrollY, b.width * b.height]; })()"
        )
        if stop is None or tuple(stop[:4]) in stops:
            break
        assert stop[4] > 0, stop
        stops.add(tuple(stop[:4]))
    assert len(stops) > 40
    page.close()


def test_an_answer_about_grades_has_their_table(client: FlaskClient) -> None:
    address = "/ask?q=" + quote("How was Northmere judged over time?")
    table = client.get(f"{address}&format=json").get_json()["grades"]
    assert [document["date"] for document in table["documents"]] == ["2016-11-28", "2019-11-15"]
    assert [grades[0]["grade"] for grades in table["history"]["overall effectiveness"].values()] == [
        "inadequate",
        "requires improvement",
    ]
    page = text_of(browse(client, address))
    assert "Grades printed in these documents" in page
    assert "overall effectiveness inadequate requires improvement" in page
    assert "Grades given under different frameworks are not directly comparable." in page


def test_an_answer_about_figures_has_those_that_it_quotes(client: FlaskClient) -> None:
    address = "/ask?q=" + quote("How many children were in care in 2019?")
    data = client.get(f"{address}&format=json").get_json()
    texts = {item["id"]: [item["text"][start:end] for start, end in item["highlights"]] for item in data["evidence"]}
    assert "604" in [row["printed"] for row in data["figures"]]
    for row in data["figures"]:
        assert any(row["printed"] in words for words in texts[row["paragraph"]])
    assert f"Figures in what is quoted, as a table ({len(data['figures'])})" in text_of(browse(client, address))


def test_the_two_sides_of_a_comparison_stand_beside_each_other(client: FlaskClient) -> None:
    page = browse(client, "/ask?q=" + quote("Compare caseloads in 2016 and 2019")).text
    [sides] = re.findall(r'<div class="tl-sides">(.*?)</div>\s*(?:<nav|<details|<h2)', page, re.S) or [page]
    assert sides.count("<section>") == 2


def test_a_long_answer_is_cut_into_pages(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qa_service.web.pages.question.PAGE_SIZE", 5)
    whole = [
        item
        for _, item in in_order(groups(answer(client.application.extensions["throughline"].current().store, ASKED)))
    ]
    shown: list[str] = []
    for number in range(1, -(-len(whole) // 5) + 1):
        page = browse(client, f"{INTERVIEWS}&page={number}").text
        found = page.split("Other passages that may bear on it")[0]
        shown += re.findall(r'<div class="tl-passage" id="e-([^"]+)"', found)
        assert f"{len(whole)} quoted passages. Showing {5 * number - 4} to {min(5 * number, len(whole))}" in page
    assert shown == [item.id.rsplit("/p/", 1)[1] for item in whole]


def test_many_documents_are_counted_by_year(sample: Store) -> None:
    given = answer(sample, "What was said about foster carers over time?")
    picture = years(given)
    assert picture is not None
    assert sum(bar.documents for bar in picture.bars) == given.coverage.documents_searched
    assert sum(bar.naming for bar in picture.bars) == given.coverage.documents_with
    assert next(bar.words for bar in picture.bars).startswith("2016: ")
    for bar in picture.bars:
        assert bar.top <= bar.naming_top <= picture.axis


def test_marks_say_the_grades_that_inspections_gave(sample: Store) -> None:
    picture = timeline(answer(sample, ASKED))
    assert picture is not None
    assert [mark.label for mark in picture.marks if mark.label] == ["inadequate", "requires improvement"]
    assert all("grade in force" in mark.words for mark in picture.marks if mark.label)


def test_an_answer_leads_on(client: FlaskClient) -> None:
    page = browse(client, INTERVIEWS).text
    assert 'href="/themes/return-home-interviews">All passages on return home interviews</a>' in page
    assert 'href="/chat?q=What+was+said+about+return+home+interviews+over+time?">Follow it up in the chat</a>' in page
    assert 'href="/feeds/themes/return-home-interviews.atom"' in page
    for ending in ("docx", "xlsx", "csv", "ris", "bib", "json"):
        assert f"format={ending}" in page


def test_a_year_that_is_none_is_said(client: FlaskClient) -> None:
    response = browse(client, f"{INTERVIEWS}&from=soon")
    assert response.status_code == 400
    assert "“soon” is not a year. Give “from” as a year, such as 2019" in text_of(response)
    assert "<title>Error: " in response.text


def test_a_long_list_stands_behind_what_it_counts() -> None:
    assert listed("2 of 6 documents mention it: A (2016); B (2017).") == (
        "2 of 6 documents mention it: A (2016); B (2017).",
        [],
    )
    head, named = listed("5 of 6 documents mention it: A (2016); B (2017); C (2018); D (2019); E (2020).")
    assert head == "5 of 6 documents mention it."
    assert named == ["A (2016)", "B (2017)", "C (2018)", "D (2019)", "E (2020)"]


def test_there_is_no_picture_without_every_document_that_mentions_it(sample: Store) -> None:
    given = answer(sample, ASKED)
    missing = replace(given, evidence=tuple(item for item in given.evidence if item.document["date"] != "2018-07-09"))
    assert timeline(missing) is None
    assert years(missing) is None


def test_an_answer_is_printed_without_its_forms_and_with_its_address(chromium: Browser, site: str) -> None:
    page = chromium.new_page()
    page.goto(site + INTERVIEWS)
    page.emulate_media(media="print")
    for selector in (".tl-header", ".tl-ask", ".tl-answer__side", ".tl-uses", ".tl-copy >> nth=0"):
        expect(page.locator(selector)).to_be_hidden()
    expect(page.get_by_text("This answer is at http://")).to_be_visible()
    page.close()


def test_on_a_narrow_screen_a_link_leads_to_the_filters(chromium: Browser, site: str) -> None:
    page = chromium.new_page(viewport={"width": 320, "height": 700})
    page.goto(site + INTERVIEWS)
    page.get_by_role("link", name="Filter by authority, year, kind or whose words").click()
    expect(page.get_by_role("heading", name="Filter")).to_be_in_viewport()
    page.set_viewport_size({"width": 1280, "height": 900})
    expect(page.get_by_role("link", name="Filter by authority")).to_be_hidden()
    page.close()
