"""A question is understood: its themes by the words that people use, its typing errors, and what it takes from earlier turns."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from answers import quotations
from hypothesis import given
from hypothesis import strategies as st

from graph.store import Store
from ontology.vocabulary import ID
from qa_service.question import MAX_CHARACTERS, Found, Question, QuestionError, understand
from qa_service.service import answer


@pytest.fixture(scope="module")
def ask(sample: Store) -> Callable[..., Question]:
    """Understands a question put to the sample documents."""

    def understood(text: str, history: Sequence[str] = ()) -> Question:
        return understand(text, history, sample.corpus, sample.lexical.terms)

    return understood


def keys(found: Sequence[Found]) -> list[str]:
    return [item.iri.rsplit("/", 1)[1] for item in found]


@pytest.mark.parametrize(
    ("words", "theme"),
    [
        ("debriefs with runaways", "children-who-go-missing"),
        ("UASC", "unaccompanied-asylum-seeking-children"),
        ("NEET", "neet-young-people"),
        ("staff churn", "staff-turnover"),
        ("female circumcision", "female-genital-mutilation"),
        ("young people leaving care", "care-leavers"),
        ("temps in social work posts", "agency-staff"),
        ("PLO work", "pre-proceedings"),
        ("return interviews", "return-home-interviews"),
    ],
)
def test_a_theme_is_found_by_lay_words(ask: Callable[..., Question], words: str, theme: str) -> None:
    assert theme in keys(ask(f"What was said about {words}?").themes)


def test_the_words_that_named_a_theme_are_kept(ask: Callable[..., Question]) -> None:
    [found] = [
        found
        for found in ask("How often were runaways spoken to?").themes
        if found.iri.endswith("children-who-go-missing")
    ]
    assert found.words == "runaways"


def test_a_name_counts_more_than_a_word_that_only_people_use(ask: Callable[..., Question]) -> None:
    named = {found.iri: found.weight for found in ask("return home interviews").themes}
    lay = {found.iri: found.weight for found in ask("runaways").themes}
    assert named[f"{ID}theme/return-home-interviews"] == 1.0
    assert lay[f"{ID}theme/children-who-go-missing"] < 1.0


def test_an_actor_is_found_by_its_abbreviation(ask: Callable[..., Question]) -> None:
    assert keys(ask("Who is the DCS?").actors)[0] == "director-of-childrens-services"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("intervews", "interviews"),
        ("supervison", "supervision"),
        ("caselods", "caseloads"),
        ("adpotion", "adoption"),
        ("nelgect", "neglect"),
        ("acommodation", "accommodation"),
        ("leevers", "leavers"),
    ],
)
def test_a_typing_error_is_set_right_and_shown(ask: Callable[..., Question], typed: str, meant: str) -> None:
    question = ask(f"what was said about {typed} in 2019")
    assert question.corrections == ((typed, meant),)
    assert meant in question.subject
    assert typed not in question.subject
    assert question.text == f"what was said about {typed} in 2019"


def test_a_mistyped_question_finds_the_theme_of_the_right_one(ask: Callable[..., Question]) -> None:
    assert (
        keys(ask("return home intervews over time").themes)
        == keys(ask("return home interviews over time").themes)
        == ["return-home-interviews"]
    )


@pytest.mark.parametrize(
    "text",
    ["What did Lanternway do?", "Northmere", "the lookout group", "supported flats in three towns", "kids", "shoebox"],
)
def test_names_short_words_and_words_of_the_documents_are_not_corrected(
    ask: Callable[..., Question], text: str
) -> None:
    assert ask(text).corrections == ()


def test_a_mistyped_word_at_the_start_of_a_sentence_is_set_right(ask: Callable[..., Question]) -> None:
    assert "caseloads" in keys(ask("Caselods in 2019?").themes)


def test_an_authority_of_the_documents_and_one_of_the_national_list_are_found(ask: Callable[..., Question]) -> None:
    assert ask("caseloads in northmere").authorities == (f"{ID}authority/northmere",)
    assert ask("How were care leavers in Surrey served?").authorities == (f"{ID}authority/surrey",)


@pytest.mark.parametrize(
    ("text", "authority"),
    [
        ("what must brum fix?", "birmingham"),
        ("what share of haringeys looked after kids saw a dentist", "haringey"),
        ("Pompey’s care leavers", "portsmouth"),
    ],
)
def test_an_authority_is_found_by_its_nickname_and_without_its_apostrophe(
    ask: Callable[..., Question], text: str, authority: str
) -> None:
    assert ask(text).authorities == (f"{ID}authority/{authority}",)


def test_what_is_searched_for_has_no_name_of_an_authority_with_documents(ask: Callable[..., Question]) -> None:
    assert ask("How good are Northmere’s foster carers?").subject == "How good are foster carers?"
    assert ask("What did Surrey do for Northmere?").subject == "What did Surrey do for ?"


def test_the_document_that_is_asked_is_no_part_of_what_is_searched_for(ask: Callable[..., Question]) -> None:
    question = ask("What did the February 2017 cabinet paper praise?")
    assert question.document_kinds == ("cabinet-report",)
    assert "cabinet" not in question.subject
    assert not question.actors
    assert "monitoring visits" in ask("How do monitoring visits work?").subject


def test_an_unknown_council_is_refused_by_name(sample: Store) -> None:
    given_answer = answer(sample, "What was said about caseloads in Stockport?")
    assert not given_answer.answered
    assert "no document about Stockport" in given_answer.answer
    assert "Northmere" in given_answer.answer
    assert given_answer.understood["authorities"] == ["Stockport"]


def test_areas_come_with_their_successor_in_a_later_framework(ask: Callable[..., Question]) -> None:
    assert {area.rsplit("/", 1)[1] for area in ask("How was leadership graded?").areas} == {"leadership", "leaders"}


def test_grades_and_kinds_of_document_are_read(ask: Callable[..., Question]) -> None:
    question = ask("Why did the focused visit letter not say outstanding?")
    assert question.grades == ("outstanding",)
    assert "focused-visit" in question.document_kinds


# Conversations


def test_a_follow_up_with_only_a_year_keeps_subject_and_kind(ask: Callable[..., Question]) -> None:
    question = ask("and in 2019?", ["How many children were in care in 2016?"])
    assert [period.words for period in question.periods] == ["2019"]
    assert question.kind == "figure"
    assert "care" in question.subject
    assert question.carried == ("kind", "subject")


def test_a_follow_up_with_another_subject_keeps_period_and_kind(ask: Callable[..., Question]) -> None:
    question = ask("what about caseloads?", ["What was said about agency staff in 2016?"])
    assert keys(question.themes) == ["caseloads"]
    assert [period.words for period in question.periods] == ["2016"]
    assert "agency" not in question.subject
    assert set(question.carried) == {"kind", "period"}


def test_a_follow_up_that_states_its_kind_keeps_only_subject_and_period(ask: Callable[..., Question]) -> None:
    question = ask("and who chaired it?", ["What was said about the improvement board in 2017?"])
    assert question.kind == "actor"
    assert "improvement-board" in keys(question.actors)
    assert [period.words for period in question.periods] == ["2017"]
    assert "kind" not in question.carried


def test_three_years_earlier_counts_from_the_turn_before(ask: Callable[..., Question]) -> None:
    question = ask("and three years earlier?", ["Who was the lead inspector in 2019?"])
    assert [(period.start, period.end) for period in question.periods] == [("2016", "2016")]
    assert question.kind == "actor"
    assert "lead-inspector" in keys(question.actors)


def test_a_chain_of_follow_ups_reaches_back_to_its_first_question(ask: Callable[..., Question]) -> None:
    question = ask("and in 2020?", ["How many children were in care in 2016?", "and in 2019?"])
    assert question.kind == "figure"
    assert [period.words for period in question.periods] == ["2020"]
    assert "care" in question.subject


def test_a_follow_up_keeps_to_the_latest_report(ask: Callable[..., Question]) -> None:
    assert ask("What did the latest letter say about supervision?").occasions == (-1,)
    assert ask("what about caseloads?", ["What did the latest letter say about supervision?"]).occasions == (-1,)


def test_a_follow_up_for_the_latest_report_leaves_the_year_of_the_turn_before(ask: Callable[..., Question]) -> None:
    question = ask("and the latest one?", ["What grade did Northmere get for leadership in the 2016 inspection?"])
    assert (question.periods, question.occasions) == ((), (-1,))
    assert question.kind == "judgement"
    assert question.areas


@pytest.mark.parametrize(
    ("text", "date"), [("and at the next inspection?", "2019-11-15"), ("and the one before?", None)]
)
def test_the_next_report_is_that_after_the_one_of_the_turn_before(
    ask: Callable[..., Question], text: str, date: str | None
) -> None:
    question = ask(text, ["What was said about supervision in the inspection of November 2016?"])
    assert [period.start for period in question.periods] == [date or "2016-11"]


def test_the_one_before_the_latest_counts_from_the_report_that_was_meant(ask: Callable[..., Question]) -> None:
    question = ask("and the one before that?", ["What was the overall grade in the latest inspection?"])
    assert [period.start for period in question.periods] == ["2016-11-28"]


def test_who_said_it_asks_for_the_same_passages(ask: Callable[..., Question]) -> None:
    before = "What was said about agency staff in 2016?"
    question = ask("who said that?", [before])
    assert (question.kind, question.themes) == (ask(before).kind, ask(before).themes)
    assert [period.words for period in question.periods] == ["2016"]


@pytest.mark.parametrize("text", ["what about care leavers?", "and care leavers?", "how about care leavers"])
def test_another_subject_takes_the_place_of_the_one_before(ask: Callable[..., Question], text: str) -> None:
    question = ask(text, ["What was said about agency staff in 2016?"])
    assert "care-leavers" in keys(question.themes)
    assert "agency" not in question.subject
    assert "subject" not in question.carried


def test_what_asks_more_of_the_same_adds_to_the_subject(ask: Callable[..., Question]) -> None:
    question = ask("was that up or down on before?", ["How many agency staff were there in 2016?"])
    assert "agency" in question.subject
    assert question.kind == "figure"


@pytest.mark.parametrize("text", ["and for Leeds?", "Leeds?", "what about Leeds?"])
def test_another_authority_takes_the_place_of_the_one_before(ask: Callable[..., Question], text: str) -> None:
    question = ask(text, ["How many agency staff did Northmere have in 2016?"])
    assert question.authorities == (f"{ID}authority/leeds",)
    assert "agency" in question.subject
    assert "Northmere" not in question.subject
    assert question.kind == "figure"


@pytest.mark.parametrize("text", ["in 2019?", "2019?"])
def test_a_year_alone_is_a_follow_up(ask: Callable[..., Question], text: str) -> None:
    question = ask(text, ["How many agency staff were there in 2016?"])
    assert "agency" in question.subject
    assert [period.words for period in question.periods] == ["2019"]


def test_a_follow_up_keeps_the_authority(ask: Callable[..., Question]) -> None:
    assert ask("and in 2019?", ["What was said about caseloads in Surrey?"]).authorities == (f"{ID}authority/surrey",)


def test_a_question_that_stands_alone_takes_nothing_from_before(ask: Callable[..., Question]) -> None:
    alone = ask("How well does the virtual school support attendance?")
    after = ask("How well does the virtual school support attendance?", ["What was said about agency staff in 2016?"])
    assert after == alone
    assert after.carried == ()


def test_a_follow_up_is_answered_with_what_it_carries(sample: Store) -> None:
    first = answer(sample, "and three years earlier?", ["Who was the lead inspector in 2019?"])
    assert first.answered
    [quotation, *_] = quotations(first)
    assert quotation.text == "Lead inspector: Rosalind Vayle"
    assert quotation.date == "2016-11-28"


# Questions that cannot be asked


@pytest.mark.parametrize("text", ["", "   ", "\n\t "])
def test_an_empty_question_is_an_error_that_says_what_to_do(ask: Callable[..., Question], text: str) -> None:
    with pytest.raises(QuestionError, match=r"^The question is empty\. Type what you would like to know"):
        ask(text)


def test_a_question_of_ten_thousand_characters_is_an_error_that_says_how_long_it_may_be(
    ask: Callable[..., Question],
) -> None:
    with pytest.raises(QuestionError, match=r"has 10,000 characters; the most that can be asked is 2,000"):
        ask("x" * 10_000)


def test_the_longest_question_allowed_is_answered(sample: Store) -> None:
    text = ("What was said about supervision? " * 100)[:MAX_CHARACTERS].strip()
    assert answer(sample, text).understood["themes"][0]["label"] == "supervision"


def test_white_space_of_every_kind_counts_as_one_space(ask: Callable[..., Question]) -> None:
    assert ask("  care\n\n leavers\tin   2019 ").text == "care leavers in 2019"


@given(st.text(min_size=1, max_size=120))
def test_any_text_is_understood_or_is_an_empty_question(sample: Store, text: str) -> None:
    if not text.split():
        with pytest.raises(QuestionError):
            understand(text, (), sample.corpus, sample.lexical.terms)
    else:
        question = understand(text, (), sample.corpus, sample.lexical.terms)
        assert question.text == " ".join(text.split())
        assert question == understand(text, (), sample.corpus, sample.lexical.terms)


def test_what_is_asked_of_a_theme_over_a_span_of_years_is_a_timeline(ask: Callable[..., Question]) -> None:
    assert ask("How well were care leavers housed, 2016 through 2021?").kind == "timeline"
    assert ask("How well were care leavers housed in 2016?").kind == "theme"
