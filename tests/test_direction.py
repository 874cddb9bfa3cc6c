"""How something moved is told by grades, by sentences that compare themselves, or by recommendations that come back; else not."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from urllib.parse import quote

import pytest
import rdflib
from answers import computed
from flask.testing import FlaskClient

from graph.check import dataset
from graph.response import Response
from graph.store import Store
from qa_service.answer import Answer
from qa_service.comparative import asks_for_direction, compares, reports_as_done
from qa_service.compose.direction import NOTHING_COMPARES
from qa_service.service import answer

SUPERVISION = "How has supervision changed between 2016 and 2021?"


def lead(given: Answer) -> list[str]:
    return [statement.text for statement in given.direction if statement.type == "computed"]


def quoted(given: Answer) -> list[tuple[str | None, str]]:
    return [(statement.date, statement.text) for statement in given.direction if statement.type == "quotation"]


# The words


@pytest.mark.parametrize(
    "sentence",
    [
        "Since the last inspection, supervision takes place each month.",
        "Practice remains too variable.",
        "The quality of plans has significantly improved.",
        "The timeliness of assessments has deteriorated.",
        "Leaders continue to invest in early help.",
        "Caseloads are lower than at the inspection.",
        "Inspectors at the previous inspection saw few such interviews.",
        "Far more children are offered an interview than was previously the case.",
        "91% were in suitable homes, up from 88% in March.",
        "Social workers no longer hold more than 20 cases.",
        "Visits have not improved at the same pace.",
        "Work under the public law outline is much improved.",
    ],
)
def test_a_sentence_that_compares_with_an_earlier_time_is_known_by_its_words(sentence: str) -> None:
    assert compares(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Children remain at home where it is safe.",
        "At the time of the inspection, 604 children were in care.",
        "Fourteen per cent are from minority ethnic groups, compared with 21% in England.",
        "Children who continue to live with relatives are visited.",
        "The council has an improvement plan.",
        "The charity has run the service since April 2017.",
        "Supervision is poor.",
        "Reviews ensure that these remain the right orders.",
        "Care leavers can continue to receive support.",
        "A new form is improving practice in this area.",
        "More children leave care through adoption than in comparable authorities.",
    ],
)
def test_other_sentences_do_not_compare(sentence: str) -> None:
    assert not compares(sentence)


def test_what_is_done_is_told_from_what_is_not() -> None:
    assert reports_as_done("An independent service has been established.")
    assert reports_as_done("Return home interviews now take place within 72 hours.")
    assert not reports_as_done("The targets have not been met.")
    assert not reports_as_done("The service is to be established.")


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("Has supervision got better or worse?", True),
        ("Has the quality of plans improved since 2016?", True),
        ("Did early help progress?", True),
        ("Were caseloads higher in 2019 than in 2016?", True),
        ("What was said about supervision over time?", False),
        ("What needed to improve in 2019?", False),
    ],
)
def test_a_question_that_asks_for_a_direction_is_known_by_its_words(question: str, asks: bool) -> None:
    assert asks_for_direction(question) is asks


# The ladder


def test_two_grades_of_one_area_go_before_all_else(sample: Store) -> None:
    given = answer(sample, "How has leadership changed over time?")
    assert lead(given) == [
        "Northmere, 28 November 2016, leadership, management and governance: inadequate (single inspection framework (SIF)).",
        "Northmere, 15 November 2019, the impact of leaders on social work practice with children and families: good (inspection of local authority children's services (ILACS)).",
        "The grades were given under different inspection frameworks and are not directly comparable.",
    ]
    assert [date for date, _ in quoted(given)] == ["2016-11-28", "2019-11-15"]


def test_sentences_that_compare_themselves_are_counted_and_quoted_in_order_of_date(sample: Store) -> None:
    given = answer(sample, SUPERVISION)
    assert lead(given) == ["The text itself compares with an earlier time: 3 sentences."]
    assert quoted(given) == [
        ("2018-07-09", "The quality of supervision has not improved at the same pace as its frequency."),
        ("2019-11-15", "Supervision takes place regularly for almost all staff, which is a marked change."),
        ("2020-10-13", "In September, 90% of social workers had supervision on time, up from 85% in March."),
    ]


def test_the_count_cites_the_paragraphs_of_its_quotations(sample: Store) -> None:
    given = answer(sample, SUPERVISION)
    [count] = [statement for statement in given.direction if statement.type == "computed"]
    assert count in given.statements
    by_id = {item.id: item for item in given.evidence}
    assert list(count.evidence) == [statement.evidence[0] for statement in given.direction[1:]]
    for statement in given.direction[1:]:
        assert statement.text in by_id[statement.evidence[0]].text


def test_the_sentences_stand_in_the_text_under_the_count_with_date_and_place(sample: Store) -> None:
    lines = answer(sample, SUPERVISION).answer.splitlines()
    place = lines.index("The text itself compares with an earlier time: 3 sentences.")
    assert (
        lines[place + 2]
        == "  “Supervision takes place regularly for almost all staff, which is a marked change.” (15 November 2019, paragraph 43)"
    )


def with_response(store: Store, asked: str, later: str) -> Store:
    """`store` with no links but one: from the passage that begins with `asked` to the one that begins with `later`."""
    one, other = (
        next(passage.iri for passage in store.corpus.passages if passage.text.startswith(beginning))
        for beginning in (asked, later)
    )
    links = replace(store.links["northmere"], responses=(Response(one, other, 0.9, ""),))
    store.__dict__["links"] = {"northmere": links}
    return store


def test_a_recommendation_that_a_later_document_repeats_comes_next(changeable: Store) -> None:
    store = with_response(changeable, "Improve assessments and plans", "The quality and consistency of assessments")
    given = answer(store, "What was said about social work assessments over time?")
    assert lead(given) == ["1 recommendation on this is repeated in a later document."]
    assert [date for date, _ in quoted(given)] == ["2016-11-28", "2019-11-15"]
    assert "recommendations-responses" not in given.queries
    assert "tl:Response" in given.queries["direction"]


def test_a_recommendation_that_a_later_document_speaks_of_as_done_comes_with_it(changeable: Store) -> None:
    store = with_response(changeable, "Note the appointment of Lionel Frethey", "The improvement board met")
    given = answer(store, "What was said about the improvement board over time?")
    assert given.direction == ()
    store = with_response(changeable, "Ensure that pathway plans", "Fifty-seven per cent of care leavers")
    given = answer(store, "What was said about health histories over time?")
    assert lead(given) == ["1 recommendation on this is spoken of as done in a later document."]
    assert quoted(given)[1] == ("2019-11-15", "Almost all have been given their health history.")


def test_a_question_that_nothing_answers_is_told_so(sample: Store) -> None:
    given = answer(sample, "Has work on female genital mutilation got better or worse over time?")
    assert lead(given) == [NOTHING_COMPARES]
    assert NOTHING_COMPARES in computed(given)
    assert NOTHING_COMPARES in given.answer


def test_nothing_is_said_of_it_where_no_direction_was_asked_for(sample: Store) -> None:
    given = answer(sample, "What was said about female genital mutilation over the years?")
    assert given.direction == ()


def test_only_sentences_on_the_subject_count(sample: Store) -> None:
    given = answer(sample, SUPERVISION)
    assert all("supervision" in text.lower() for _, text in quoted(given))


def test_a_comparison_of_two_years_keeps_to_them(sample: Store) -> None:
    given = answer(sample, "Compare supervision in 2016 and 2019")
    assert [date for date, _ in quoted(given)] == ["2019-11-15"]


@pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated:DeprecationWarning")
@pytest.mark.parametrize("question", [SUPERVISION, "How has leadership changed over time?"])
def test_the_query_shown_gives_the_passages_that_tell_it(sample: Store, question: str) -> None:
    given = answer(sample, question)
    graph: rdflib.Dataset = dataset(sample)
    texts = {str(row.asdict()["text"]) for row in graph.query(given.queries["direction"])}  # type: ignore[union-attr]
    by_id = {item.id: item.text for item in given.evidence}
    assert texts == {by_id[iri] for statement in given.direction for iri in statement.evidence}


def test_the_page_quotes_the_sentences_under_the_count(client: FlaskClient) -> None:
    page = html.unescape(client.get("/ask?q=" + quote(SUPERVISION)).text)
    before = page[: page.index("How this answer was found")]
    assert "The text itself compares with an earlier time: 3 sentences." in before
    assert re.findall(r"<blockquote[^>]*>(.*?)</blockquote>", before)[0].startswith("The quality of supervision")
