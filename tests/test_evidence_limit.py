"""However many passages speak of something, an answer has the best of them, and says how many more its query gives."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest
from answers import computed
from tiny import PAPER, build_tiny, write

from graph.store import Store, open_store
from qa_service.compose.draft import EVIDENCE_LIMIT
from qa_service.compose.mentions import mentions_counted, mentions_sparql
from qa_service.service import _context, answer
from qa_service.verify import recounts

PASSAGES = 30


@pytest.fixture(scope="module")
def talkative(tmp_path_factory: pytest.TempPathFactory, sample_path: Path) -> Store:
    """The store of a paper in which a charity is named in many paragraphs, and foster carers in as many."""
    path = tmp_path_factory.mktemp("talkative")
    added = "\n".join(
        f"{number}. Foster carers in ward {number} met a worker of the Quillfeather charity and spoke of {number} homes.\n"
        for number in range(1, PASSAGES + 1)
    )
    folder = write(path / "folder", paper=f"{PAPER}\n{added}")
    build_tiny(folder, path / "store", sample_path)
    return open_store(path / "store")


@pytest.mark.parametrize(
    "question",
    [
        "What was said about Quillfeather?",
        "What was said about Quillfeather over time?",
        "How many documents mention Quillfeather?",
        "How many documents mention foster carers?",
    ],
)
def test_the_rest_is_counted_and_not_listed(talkative: Store, question: str) -> None:
    given = answer(talkative, question)
    assert len(given.evidence) <= 2 * EVIDENCE_LIMIT
    rows = list(ox.Store.read_only(str(talkative.graph_folder)).query(given.sparql))
    found = {row["paragraph"].value for row in rows}
    assert len(found) >= PASSAGES
    [match] = [
        match for text in computed(given) if (match := re.search(r"(\d+) passages .*; (\d+) of them are not", text))
    ]
    shown = {item.id for item in given.evidence}
    assert (int(match[1]), int(match[2])) == (len(found), len(found - shown))


def test_nothing_is_said_where_all_are_shown(sample: Store) -> None:
    assert not any("not among the evidence" in text for text in computed(answer(sample, "How well is adoption done?")))


def test_few_passages_that_name_the_subject_bring_no_more_than_the_nearest_others(sample: Store) -> None:
    given = answer(sample, "What was said about private fostering over time?")
    assert len(given.evidence) <= 2 * EVIDENCE_LIMIT


@pytest.mark.parametrize(
    "question", ["How good are Lanternway interviews?", "What was said about Lanternway over time?"]
)
def test_a_name_is_counted_by_the_query_for_the_name_whatever_else_is_meant(sample: Store, question: str) -> None:
    context = _context(sample, question, (), {})
    assert context.names == ("Lanternway",)
    documents = range(len(sample.corpus.documents))
    query = mentions_sparql(context, documents, ())
    assert '"Lanternway"' in query
    assert recounts(sample, query, mentions_counted(context, documents))


def test_the_query_is_for_the_name_also_where_a_theme_is_meant(sample: Store) -> None:
    context = _context(sample, "How good are Lanternway interviews?", (), {})
    theme = "https://w3id.org/throughline/id/theme/return-home-interviews"
    object.__setattr__(context, "main_concepts", (theme,))
    documents = range(len(sample.corpus.documents))
    assert recounts(sample, mentions_sparql(context, documents, ()), mentions_counted(context, documents))
