"""Of an inspection without a report here, what later reports print of it is quoted, and it is said that there is no report."""

from __future__ import annotations

from pathlib import Path

import pytest
from answers import computed, dated, quoted
from tiny import LETTER, build_tiny, write

from graph.store import Store, open_store
from qa_service.compose.earlier_inspection import compose_earlier_inspection
from qa_service.compose.judgement import compose_judgement
from qa_service.service import _context, answer

SAID = """
The last inspection of the arrangements of Eastmere for the protection of children was in November 2012. The local authority was judged to be inadequate.

The last inspection of the adoption service of Eastmere was in October 2009. The overall quality rating was satisfactory.

At the Ofsted inspection in 2010, all inspected services were judged to be adequate.

The county bought a new system in 2011, and inspectors saw that records were good.
"""


@pytest.fixture(scope="module")
def eastmere(tmp_path_factory: pytest.TempPathFactory, sample_path: Path) -> Store:
    path = tmp_path_factory.mktemp("eastmere")
    build_tiny(write(path / "folder", letter=LETTER + SAID), path / "store", sample_path)
    return open_store(path / "store")


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (
            "What judgement was given for the protection of children in 2012?",
            "The last inspection of the arrangements of Eastmere for the protection of children was in November 2012."
            " The local authority was judged to be inadequate.",
        ),
        (
            "How was the adoption service rated in 2009?",
            "The last inspection of the adoption service of Eastmere was in October 2009."
            " The overall quality rating was satisfactory.",
        ),
        (
            "What grade was given in 2010?",
            "At the Ofsted inspection in 2010, all inspected services were judged to be adequate.",
        ),
    ],
)
def test_what_a_later_report_says_of_the_inspection_is_quoted(eastmere: Store, question: str, said: str) -> None:
    context = _context(eastmere, question, (), {})
    draft = compose_judgement(context)
    year = context.question.periods[0].words
    assert draft.lead == (f"No report of {year} is among these documents; later reports say of that inspection:",)
    [quote] = draft.quotes
    assert context.passage(quote.row).text[slice(*quote.span)] == said
    assert draft.rows[0] == quote.row


def test_the_answer_shows_the_query_for_the_passages_and_for_the_documents_searched(eastmere: Store) -> None:
    given = answer(eastmere, "What grade was given at the inspection in 2010?")
    assert given.answered, given.answer
    assert computed(given) == ["No report of 2010 is among these documents; later reports say of that inspection:"]
    assert [date for date, _ in dated(given)] == ["2018-07-09"]
    assert quoted(given)[0].startswith("At the Ofsted inspection in 2010")
    assert list(given.queries) == ["documents searched"]


@pytest.mark.parametrize(
    "question",
    [
        "What grade was given in 2011?",
        "What grade was given in 2008?",
        "What grade was given in 2018?",
        "What grade was given?",
    ],
)
def test_nothing_is_made_of_a_year_without_an_inspection_or_with_a_report(eastmere: Store, question: str) -> None:
    assert compose_earlier_inspection(_context(eastmere, question, (), {})) is None
