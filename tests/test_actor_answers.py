"""Who inspected, who held a post, and what people said, from the passages that name them."""

from __future__ import annotations

import pytest
from answers import dated, quoted

from graph.store import Store
from qa_service.service import answer


@pytest.mark.parametrize(
    ("question", "date", "name"),
    [
        ("Who led the 2016 inspection?", "2016-11-28", "Lead inspector: Rosalind Vayle"),
        ("Who was the lead inspector in November 2019?", "2019-11-15", "Lead inspector: Sunita Garrand"),
        (
            "Who were the inspectors on the 2018 monitoring visit?",
            "2018-07-09",
            "The inspectors were Owen Pellifer and Judith Marrable",
        ),
        ("Who carried out the focused visit of October 2021?", "2021-11-23", "Callum Threave and Odette Marchbank"),
    ],
)
def test_inspectors_are_named_from_their_own_report_first(sample: Store, question: str, date: str, name: str) -> None:
    given = answer(sample, question)
    assert given.kind == "actor"
    first_date, first = dated(given)[0]
    assert first_date == date
    assert name in first


def test_the_whole_inspection_team_of_a_year_is_quoted(sample: Store) -> None:
    text = " ".join(
        text
        for date, text in dated(answer(sample, "Who were the inspectors in 2016? Their names?"))
        if date == "2016-11-28"
    )
    for name in ("Rosalind Vayle", "Kofi Anstrell", "Judith Marrable", "Bryony Hasketter"):
        assert name in text


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Who has chaired the improvement board?", ("Lionel Frethey", "Nasreen Haldrick")),
        (
            "Who has been director of children's services?",
            ("Gwenda Tarrowby", "Desmond Aldershay", "Priyanka Ketterill"),
        ),
        ("Who was chair of the LSCB?", ("Ambrose Skerrow",)),
    ],
)
def test_everybody_who_held_a_post_is_named(sample: Store, question: str, names: tuple[str, ...]) -> None:
    text = " ".join(quoted(answer(sample, question)))
    for name in names:
        assert name in text


def test_a_passage_that_names_the_holder_of_a_post_comes_before_those_that_only_mention_the_post(sample: Store) -> None:
    first = quoted(answer(sample, "Who has chaired the improvement board?"))[0]
    assert "Lionel Frethey" in first or "Nasreen Haldrick" in first


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (
            "What did foster carers tell inspectors in 2016?",
            "We find out there's a new social worker when a stranger knocks at the door.",
        ),
        ("What did foster carers tell inspectors in 2021?", "Foster carers told inspectors that they feel respected."),
        ("What did the foster carers' association tell the council?", "Ring us back the same day"),
        (
            "What did foster carers say to the chair of the board in 2020?",
            "I met 14 foster carers by video in September.",
        ),
    ],
)
def test_what_people_said_is_found_in_the_passage_that_quotes_them(sample: Store, question: str, words: str) -> None:
    given = answer(sample, question)
    assert given.kind == "actor"
    assert any(words in item.text for item in given.evidence[:5])


def test_a_post_that_is_named_without_a_person_is_refused(sample: Store) -> None:
    given = answer(sample, "Who was the principal social worker?")
    assert not given.answered
    assert "No person is named in that post in these documents." in given.answer
    assert "principal social worker" in given.nearest[0].text


def test_croydon_inspectors_are_named_from_their_letter(croydon: Store) -> None:
    given = answer(croydon, "Who was lead inspector of the 2020 inspection?")
    date, first = dated(given)[0]
    assert date == "2020-02-14"
    assert first.startswith("Lead inspector: Tara Geere")


def test_a_council_without_documents_is_looked_for_by_name(croydon: Store) -> None:
    given = answer(croydon, "What did Camden do for Croydon?")
    assert given.answered
    assert all("Camden" in item.text for item in given.evidence[:3])


@pytest.mark.parametrize("verb", ["headed up", "ran", "fronted"])
def test_the_lead_inspector_is_told_by_whatever_verb(sample: Store, verb: str) -> None:
    given = answer(sample, f"Who {verb} the 2019 inspection?")
    assert given.kind == "actor"
    assert "Lead inspector: Sunita Garrand" in given.answer
