"""What is compared stands side by side: quotations from each side, in order of date, and no verdict."""

from __future__ import annotations

import re

import pyoxigraph as ox
import pytest
from answers import computed, dated, quotations, quoted, years

from graph.store import Store
from qa_service.answer import Answer
from qa_service.service import answer


@pytest.fixture(scope="module")
def supervision(sample: Store) -> Answer:
    return answer(sample, "Compare supervision in 2016 and 2019")


def test_only_the_two_years_are_quoted_the_earlier_first(supervision: Answer) -> None:
    assert supervision.kind == "comparison"
    assert years(supervision) == ["2016", "2019"]
    dates = [date for date, _ in dated(supervision)]
    assert dates == sorted(dates, key=str)


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2016-11-28", "46% of social workers had supervision in line with the council's own policy"),
        ("2016-11-28", "Provide all social workers with regular supervision that is reflective"),
        ("2019-11-15", "The depth of supervision, so that it supports social workers to think as well as to do."),
        ("2019-11-15", "Supervision takes place regularly for almost all staff, which is a marked change."),
    ],
)
def test_each_side_says_what_its_report_says(supervision: Answer, date: str, words: str) -> None:
    assert [given for given, text in dated(supervision) if words in text] == [date]


def test_the_years_may_be_named_in_any_order(sample: Store, supervision: Answer) -> None:
    turned = answer(sample, "Compare supervision in 2019 and 2016")
    assert set(dated(turned)) == set(dated(supervision))
    assert years(turned) == ["2016", "2019"]


@pytest.mark.parametrize(
    ("question", "sides"),
    [
        ("Compare supervision in 2016 and 2019", ["2016", "2019"]),
        ("Compare caseloads in 2016, 2018 and 2020", ["2016", "2018", "2020"]),
        ("Compare the first and the latest report on caseloads", ["First report", "Latest report"]),
    ],
)
def test_each_side_has_its_own_count_and_the_query_that_gives_it(
    sample: Store, question: str, sides: list[str]
) -> None:
    given = answer(sample, question)
    graph = ox.Store.read_only(str(sample.graph_folder))
    for statement, side in zip(computed(given), sides, strict=False):
        match = re.match(rf"{side}: (\d+) passages? in (\d+) of (\d+) documents? mentions? ", statement)
        assert match, statement
        rows = list(graph.query(given.queries[f"side “{side}”"]))
        assert int(match[1]) == len({row["paragraph"] for row in rows}) > 0
        assert int(match[2]) == len({row["document"] for row in rows}) == int(match[3]) == 1
    assert len(list(graph.query(given.sparql))) == sum(
        int(re.findall(r": (\d+)", text)[0]) for text in computed(given)[: len(sides)]
    )


def test_the_quotations_of_a_side_stand_together_under_its_name(supervision: Answer) -> None:
    sides = [statement.side for statement in quotations(supervision)]
    assert sides == sorted(sides, key=str)
    assert set(sides) == {"2016", "2019"}
    first, second = supervision.answer.index("\n2016:\n"), supervision.answer.index("\n2019:\n")
    assert first < supervision.answer.index("46% of social workers had supervision") < second
    assert second < supervision.answer.index("The depth of supervision")


def test_a_year_without_a_document_is_said_to_have_none(sample: Store) -> None:
    given = answer(sample, "Compare supervision in 2015 and 2019")
    assert computed(given)[0] == "2015: no document is of that time."
    assert set(years(given)) == {"2019"}


def test_a_passage_that_only_has_the_word_compared_is_not_quoted(supervision: Answer) -> None:
    assert quoted(supervision)
    assert not any("compared with" in text and "supervis" not in text.lower() for text in quoted(supervision))


def test_no_side_is_called_better(supervision: Answer) -> None:
    words = " ".join(computed(supervision)).lower()
    assert not any(word in words for word in ("better", "worse", "improve", "decline", "progress"))


def test_three_years_are_compared(sample: Store) -> None:
    given = answer(sample, "Compare caseloads in 2016, 2018 and 2020")
    assert years(given) == ["2016", "2018", "2020"]
    text = dict.fromkeys(dated(given))
    assert any(date == "2018-07-09" and "The average is 19" in words for date, words in text)
    assert any(
        date == "2020-10-13" and "Average caseload in assessment and safeguarding was 18" in words
        for date, words in text
    )


def test_two_letters_are_compared(sample: Store) -> None:
    given = answer(
        sample, "What is the difference between return home interviews in the 2018 letter and the 2021 letter?"
    )
    assert years(given) == ["2018", "2021"]
    assert any("The use made of information from return home interviews is poor." in text for text in quoted(given))
    assert any("are a strength" in text for text in quoted(given))


def test_a_month_of_a_visit_finds_the_letter_that_reports_it(sample: Store) -> None:
    given = answer(sample, "Compare supervision in June 2018 and November 2019")
    assert years(given) == ["2018", "2019"]


def test_every_quotation_has_its_paragraph_among_the_evidence_however_many_sides_there_are(sample: Store) -> None:
    given = answer(sample, "Compare supervision in 2016, 2017, 2018, 2019, 2020 and 2021")
    assert years(given) == ["2016", "2017", "2018", "2019", "2020", "2021"]
    ids = {item.id for item in given.evidence}
    assert {iri for statement in quotations(given) for iri in statement.evidence} <= ids


def test_a_council_without_documents_is_named_as_missing_from_the_comparison(sample: Store) -> None:
    given = answer(sample, "Compare Northmere and Surrey on caseloads")
    assert "Surrey" in given.answer


def test_a_comparison_without_sides_is_told_as_a_timeline(sample: Store) -> None:
    given = answer(sample, "Were caseloads higher than at the inspection?")
    assert given.kind == "comparison"
    assert years(given) == sorted(years(given))
    assert len(years(given)) >= 3


def test_the_croydon_front_door_is_compared_across_its_two_names(croydon: Store) -> None:
    given = answer(croydon, "Compare the front door in 2017 with that in 2020")
    assert set(years(given)) == {"2017", "2020"}
    assert any("MASH" in text for date, text in dated(given) if date and date.startswith("2017"))
    assert any(
        "SPOC" in text or "single point of contact" in text
        for date, text in dated(given)
        if date and date.startswith("2020")
    )
