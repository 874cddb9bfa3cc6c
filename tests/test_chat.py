"""A conversation stands in its address: what was understood can be changed, and what names a child goes nowhere."""

from __future__ import annotations

import html
import re
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from browser import too_wide, violations
from flask.testing import FlaskClient
from pages import browse, text_of
from playwright.sync_api import Browser

from graph.store import Store
from qa_service.next_question import next_questions
from qa_service.question import understand
from qa_service.rewording import FORMS, said_again, without
from qa_service.service import answer

INTERVIEWS = "What was said about return home interviews over time?"
CHILD = "What about my daughter Kayleigh Bagley?"


def chat_of(*questions: str) -> str:
    return "/chat?" + "&".join(f"q={quote(question)}" for question in questions)


def links(page: str, words: str) -> list[str]:
    """The addresses of the links whose words begin so."""
    found = re.findall(r'<a [^>]*?href="([^"]*)"[^>]*>(.*?)</a>', page, re.S)
    return [html.unescape(address) for address, text in found if re.sub(r"<[^>]*>", "", text).startswith(words)]


def turns_in(address: str) -> list[str]:
    return parse_qs(urlsplit(address).query).get("q", [])


@pytest.mark.parametrize("question", [INTERVIEWS, "How good was supervision in 2019?", "What was recommended?"])
def test_a_turn_has_at_most_three_quotations_and_leads_to_all(client: FlaskClient, question: str) -> None:
    page = browse(client, chat_of(question)).text
    quotations = [html.unescape(words) for words in re.findall(r"<blockquote[^>]*>(.*?)</blockquote>", page, re.S)]
    assert 1 <= len(quotations) <= 3
    [address] = links(page, "See all")
    data = client.get(address + "&format=json").json
    said = [item["text"] for item in data["statements"] if item["type"] == "quotation"]
    assert [words for words in said if words in quotations] == quotations
    assert f"{len(quotations)} of {len(said)} quotation" in page


def test_what_was_said_over_time_is_shown_by_its_ends(client: FlaskClient) -> None:
    page = browse(client, chat_of(INTERVIEWS)).text
    dates = re.findall(r"\b20[12]\d\b(?!\d)(?=[^<]*</a>; words of)", page)
    assert dates[0] == "2016"
    assert dates[-1] == "2021"


def test_a_follow_up_about_a_year_quotes_that_year(client: FlaskClient) -> None:
    page = browse(client, chat_of(INTERVIEWS, "and in 2019?")).text
    last = page.split('id="turn-2"')[1]
    assert re.findall(r"\b20[12]\d\b(?!\d)(?=[^<]*</a>; words of)", last) == ["2019"]


def test_see_all_leads_to_the_answer_to_a_follow_up(client: FlaskClient) -> None:
    page = browse(client, chat_of("How many children were in care in 2016?", "and in 2019?")).text
    address = links(page, "See all")[-1]
    assert "604 children in care" in text_of(browse(client, address))


def test_what_was_understood_is_shown_and_can_be_left_out(client: FlaskClient) -> None:
    page = browse(client, chat_of("How good was supervision in Northmere in 2019?")).text
    text = text_of(browse(client, chat_of("How good was supervision in Northmere in 2019?")))
    for words in ("Theme: supervision", "Authority: Northmere", "Period: in 2019", "Kind: what is said"):
        assert words in text
    left = {turns_in(address)[0] for address in links(page, "Leave out")}
    assert left == {"How good was supervision in 2019?", "How good was supervision in Northmere?"}


@pytest.mark.parametrize(
    ("question", "part", "left"),
    [
        ("What was said about neglect in Northmere?", "authority", "What was said about neglect?"),
        ("What was said about neglect in Sutton?", "authority", "What is said about neglect?"),
        ("What was said about neglect between 2016 and 2018?", "period", "What was said about neglect?"),
        ("What was recommended on neglect?", "kind", "What is said about neglect?"),
        ("What is said about neglect and adoption?", "neglect", "What is said about adoption?"),
        ("What is said about neglect and adoption?", "adoption", "What is said about neglect?"),
        ("How good is the supervision of social workers?", "social-workers", "How good is the supervision?"),
    ],
)
def test_a_question_is_whole_without_a_part(sample: Store, question: str, part: str, left: str) -> None:
    asked = understand(question, (), sample.corpus, sample.lexical.terms)
    [part] = [found.iri for found in (*asked.themes, *asked.actors) if found.iri.endswith(f"/{part}")] or [part]
    assert without(asked, part, sample.corpus) == left


@pytest.mark.parametrize("kind", FORMS)
def test_a_question_said_again_is_understood_as_what_it_is(sample: Store, kind: str) -> None:
    text = said_again("neglect", kind, ["Northmere"], "during 2016 to 2019")
    asked = understand(text, (INTERVIEWS,), sample.corpus, sample.lexical.terms)
    assert asked.kind == ("timeline" if kind == "theme" else kind), "what is said in several years is said over time"
    assert not asked.carried
    assert asked.themes[0].iri.endswith("/neglect")
    assert [iri.rsplit("/", 1)[1] for iri in asked.authorities] == ["northmere"]
    assert [(period.start, period.end) for period in asked.periods] == [("2016", "2019")] or kind == "comparison"


def test_the_kind_can_be_left_out_only_where_that_changes_it(client: FlaskClient) -> None:
    page = browse(client, chat_of("What was said about neglect between 2016 and 2019?")).text
    assert "what was said over time" in page
    assert links(page, "Leave out kind") == []
    assert links(browse(client, chat_of("What was recommended on neglect?")).text, "Leave out kind") != []


def test_what_a_follow_up_took_from_before_can_be_left_out(client: FlaskClient) -> None:
    page = browse(client, chat_of(INTERVIEWS, "and in 2019?")).text
    last = page.split('id="turn-2"')[1]
    [period] = links(last, "Leave out period")
    assert turns_in(period) == [INTERVIEWS, "What was said over time about return home interviews?"]
    [kind] = links(last, "Leave out kind")
    assert turns_in(kind)[1] == "What is said about return home interviews in 2019?"


def test_a_typing_error_that_was_set_right_is_shown(client: FlaskClient) -> None:
    assert "“supervison” was searched for as “supervision”." in text_of(
        browse(client, chat_of("how good was supervison"))
    )


def test_what_was_understood_can_be_changed(client: FlaskClient) -> None:
    asked = {"q": [INTERVIEWS, "and in 2019?"], "about": "private fostering", "authority": "northmere"}
    response = client.post("/chat/change", data={**asked, "from": "2016", "to": "2019", "kind": "recommendation"})
    assert response.status_code == 303
    assert turns_in(response.location) == [
        INTERVIEWS,
        "What was recommended about private fostering in Northmere during 2016 to 2019?",
    ]
    text = text_of(browse(client, response.location))
    for words in ("Theme: private fostering", "Authority: Northmere", "Period: during 2016 to 2019"):
        assert words in text
    assert "Kind: what was recommended" in text


def test_a_change_that_names_nothing_asks_the_same_again(client: FlaskClient) -> None:
    response = client.post("/chat/change", data={"q": [INTERVIEWS], "about": " ", "kind": "theme"})
    assert turns_in(response.location) == [INTERVIEWS]


def test_choices_of_an_ambiguous_turn_ask_on(client: FlaskClient, sample: Store) -> None:
    question = "What was the judgement for leadership?"
    given = answer(sample, question)
    assert given.choices
    page = browse(client, chat_of(INTERVIEWS, question)).text
    for choice in given.choices:
        assert [INTERVIEWS, choice.question] in [turns_in(address) for address in links(page, choice.label)]


@pytest.mark.parametrize(
    "asked",
    [
        [INTERVIEWS],
        [INTERVIEWS, "and in 2019?"],
        ["How good was supervision in Northmere in 2019?"],
        ["Who was the principal social worker?"],
        ["What is the capital of France?"],
        ["What was said about neglect in Sutton?"],
    ],
)
def test_next_questions_have_answers_and_are_new(sample: Store, asked: list[str]) -> None:
    given = answer(sample, asked[-1], asked[:-1])
    following = next_questions(sample, given, asked)
    assert 2 <= len(following) <= 3
    assert not set(following) & set(asked)
    for question in following:
        assert answer(sample, question, asked).answered


def test_what_is_sent_becomes_the_last_turn_of_the_address(client: FlaskClient) -> None:
    response = client.post("/chat", data={"q": [INTERVIEWS], "message": "and\nin   2019?"})
    assert response.status_code == 303
    assert turns_in(response.location) == [INTERVIEWS, "and in 2019?"]
    assert response.location.endswith("#turn-2")
    assert 'id="turn-2"' in browse(client, response.location).text


def test_an_empty_message_is_named_as_an_error_and_keeps_the_conversation(client: FlaskClient) -> None:
    response = client.post("/chat", data={"q": [INTERVIEWS], "message": "  "})
    assert response.status_code == 400
    assert "<title>Error: Chat" in response.text
    assert 'href="#message"' in response.text
    assert "The question is empty." in text_of(response)
    assert f'name="q" value="{INTERVIEWS}"' in response.text


def test_a_message_that_is_too_long_is_kept_in_the_box(client: FlaskClient) -> None:
    response = client.post("/chat", data={"message": "supervision " * 300})
    assert response.status_code == 400
    assert "the most that can be asked is 2,000" in text_of(response)
    assert "supervision supervision" in response.text.split("<textarea")[1]


def test_a_conversation_has_twenty_turns_at_most_and_an_address_that_travels(client: FlaskClient) -> None:
    asked = [f"What is said about neglect {number}?" for number in range(20)]
    response = client.post("/chat", data={"q": asked, "message": "and in 2019?"})
    assert turns_in(response.location) == [*asked[1:], "and in 2019?"]
    long = ["neglect " * 100 + str(number) for number in range(20)]
    response = client.post("/chat", data={"q": long, "message": "and in 2019?"})
    assert len(response.location) < 6_500
    assert turns_in(response.location)[-1] == "and in 2019?"


def test_turns_of_long_ago_are_links(client: FlaskClient) -> None:
    asked = [*(["What is said about neglect?"] * 3), INTERVIEWS, *(["and in 2019?"] * 4)]
    page = browse(client, chat_of(*asked)).text
    assert page.count("See the answer") == 3
    assert page.count("I read that as:") == 5


@pytest.mark.parametrize("earlier", [[], [INTERVIEWS]])
def test_a_message_that_names_a_child_goes_nowhere(
    client: FlaskClient, earlier: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    response = client.post("/chat", data={"q": earlier, "message": CHILD})
    assert response.status_code == 303
    assert turns_in(response.location) == earlier
    for given in (response.text, response.location, browse(client, response.location).text):
        assert "Kayleigh" not in given
        assert "daughter" not in given
    assert "That looks like it names a child." in browse(client, response.location).text


@pytest.mark.parametrize("form", ["", "&format=json"])
def test_an_address_that_names_a_child_is_left_for_one_that_does_not(client: FlaskClient, form: str) -> None:
    response = client.get(chat_of(INTERVIEWS, CHILD) + form)
    assert response.status_code == 303
    assert turns_in(response.location) == [INTERVIEWS]
    assert "Kayleigh" not in response.text + response.location
    if form:
        data = client.get(response.location).json
        assert data["withheld"] is True
        assert len(data["turns"]) == 1


def test_a_change_that_names_a_child_goes_nowhere(client: FlaskClient) -> None:
    response = client.post("/chat/change", data={"q": [INTERVIEWS], "about": "my son Tyrone Bagley", "kind": "theme"})
    assert turns_in(response.location) == [INTERVIEWS]
    assert "withheld" in response.location


def test_the_json_twin_holds_what_the_page_holds(client: FlaskClient) -> None:
    address = chat_of(INTERVIEWS, "and in 2019?")
    data = client.get(address + "&format=json").json
    text = text_of(browse(client, address))
    assert [turn["question"] for turn in data["turns"]] == [INTERVIEWS, "and in 2019?"]
    assert len(data["next_questions"]) >= 2
    assert all(question in text for question in data["next_questions"])


def test_one_line_of_status_and_a_transcript_that_is_not_live(client: FlaskClient) -> None:
    page = browse(client, chat_of(INTERVIEWS, "and in 2019?")).text
    assert page.count('role="status"') == 1
    assert "aria-live" not in page
    assert page.count("<h1") == 1
    assert re.search(r'<label[^>]*for="message"', page)


def test_enter_makes_a_line_and_control_and_enter_send(chromium: Browser, site: str) -> None:
    page = chromium.new_page()
    page.goto(site + "/chat")
    page.fill("#message", "What is said about neglect?")
    page.press("#message", "Enter")
    assert page.input_value("#message") == "What is said about neglect?\n"
    assert page.url.endswith("/chat")
    page.press("#message", "Control+Enter")
    page.wait_for_url("**/chat?q=*")
    page.locator('#status:has-text("quotation")').wait_for(state="attached")
    page.close()


def test_a_conversation_works_without_javascript(chromium: Browser, site: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site + "/chat")
    page.fill("#message", INTERVIEWS)
    page.click("button:text('Send')")
    page.fill("#message", "and in 2019?")
    page.click("button:text('Send')")
    assert turns_in(page.url) == [INTERVIEWS, "and in 2019?"]
    page.click("text=Change what was understood")
    page.fill("#about", "neglect")
    page.click("button:text('Ask again')")
    assert turns_in(page.url)[1].startswith("What was said over time about neglect")
    assert context.cookies() == []
    context.close()


@pytest.mark.parametrize("width", [320, 1280])
def test_the_open_form_and_the_error_are_accessible(chromium: Browser, site: str, width: int) -> None:
    page = chromium.new_page(viewport={"width": width, "height": 800})
    page.goto(site + chat_of(INTERVIEWS, "and in 2019?"))
    page.click("text=Change what was understood")
    assert violations(page) == []
    assert too_wide(page) == 0
    page.click("button:text('Send')")
    assert page.title().startswith("Error:")
    assert violations(page) == []
    page.click("text=The question is empty. >> nth=0")
    assert page.evaluate("document.activeElement.id") == "message"
    page.close()
