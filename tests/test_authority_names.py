"""A name in a text or a question leads to the authority that had it at the time."""

from __future__ import annotations

import pytest
from councils import AUTHORITIES, authority, named_in
from tiny import document

from graph.passage import Corpus, corpus
from ingest.identity.authority import authorities_at, authorities_named
from ontology.vocabulary import Concept
from qa_service.question import understand


@pytest.mark.parametrize("concept", AUTHORITIES.values(), ids=lambda concept: concept.key)
def test_an_authority_is_found_by_each_of_its_names(concept: Concept) -> None:
    for label in concept.labels:
        if not label.endswith(")"):
            on = concept.end or "2026-01-01"
            assert authorities_at(f"Children in {label} are safe.", on) == {concept.iri: 1}, label


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("Inspection of Norfolk local authority children’s services", "norfolk"),
        ("Inspection of the Isle of Wight local authority children’s services", "isle-of-wight"),
        ("Inspection of London Borough of Hammersmith & Fulham local authority", "hammersmith-and-fulham"),
        ("Royal Borough of Kingston upon Thames Council", "kingston-upon-thames"),
        ("Metropolitan Borough of Barnsley Council", "barnsley"),
        ("Wakefield District Metropolitan Council", "wakefield"),
        ("Tameside metropolitan borough", "tameside"),
        ("Bristol City of", "bristol"),
        ("Inspection of East Riding local authority children’s services", "east-riding-of-yorkshire"),
        ("Newcastle Upon Tyne", "newcastle-upon-tyne"),
        ("Bath And North East Somerset", "bath-and-north-east-somerset"),
        ("Bournemouth, Christchurch and Poole (BCP) Council", "bournemouth-christchurch-and-poole"),
        ("City of York Council", "york"),
        ("Kingston upon Hull", "kingston-upon-hull"),
        ("St Helen’s", "st-helens"),
        ("NORFOLK COUNTY COUNCIL", "norfolk"),
        ("LONDON BOROUGH OF CROYDON", "croydon"),
        ("Birmingham Children’s Trust", "birmingham"),
        ("Doncaster Children’s Services Trust", "doncaster"),
        ("Slough Children First", "slough"),
        ("Sandwell Children’s Trust", "sandwell"),
        ("Together for Children", "sunderland"),
    ],
)
def test_an_authority_is_found_as_reports_print_it(title: str, key: str) -> None:
    assert named_in(title) == {key}


def test_capitals_alone_do_not_make_a_word_a_council() -> None:
    assert named_in("READING, BURY THE BAD NEWS") == set()


def test_reading_is_a_council_only_if_it_is_written_as_a_name() -> None:
    assert authorities_named("reading the file") == {}
    assert authorities_named("The children of Reading") == {authority("reading"): 1}


def test_the_longest_name_of_an_authority_wins() -> None:
    assert authorities_named("Dorset County Council") != authorities_named("Dorset")
    assert authorities_named("Kingston upon Hull City Council") == authorities_named("Hull City Council")
    assert authorities_named("Bath and North East Somerset Council and Somerset") == {
        authority("bath-and-north-east-somerset"): 1,
        authority("somerset"): 1,
    }


def test_a_trust_of_several_councils_is_the_name_of_none() -> None:
    assert named_in("Achieving for Children") == set()
    assert named_in("Northamptonshire Children’s Trust", "2022-10-14") == set()
    assert named_in("Northamptonshire Children’s Trust", "2020-12-01") == {"northamptonshire"}


@pytest.mark.parametrize(
    ("on", "key"),
    [
        ("2016-03-10", "dorset-county"),
        ("2019-03-31", "dorset-county"),
        ("2019-03", "dorset-county"),
        ("2019-04-01", "dorset"),
        ("2019-04", "dorset"),
        ("2019", "dorset"),
        ("2018", "dorset-county"),
        ("2021-10-08", "dorset"),
        (None, "dorset"),
    ],
)
def test_a_shared_name_is_that_of_the_council_of_the_time(on: str | None, key: str) -> None:
    assert named_in("Inspection of Dorset local authority children’s services", on) == {key}


# Questions


def test_a_question_about_a_trust_is_about_the_councils_that_there_are_documents_on() -> None:
    kingston = authority("kingston-upon-thames")
    assert set(authorities_named("Achieving for Children", {kingston})) == {kingston}
    assert len(authorities_named("Achieving for Children")) == 3


def about(*keys: str) -> Corpus:
    """A corpus with a document on each authority."""
    return corpus([document(authority=authority(key)) for key in keys])


@pytest.mark.parametrize(
    ("question", "present", "asked"),
    [
        ("What was said about neglect in Dorset?", ["dorset-county"], ["dorset-county"]),
        ("What was said about neglect in Dorset?", ["dorset", "dorset-county"], ["dorset", "dorset-county"]),
        ("What was said about neglect in Dorset?", ["croydon"], ["dorset"]),
        (
            "How have caseloads changed in Northamptonshire?",
            ["croydon", "west-northamptonshire"],
            ["west-northamptonshire"],
        ),
        ("How have caseloads changed in Northamptonshire?", ["croydon"], ["northamptonshire"]),
        (
            "How have caseloads changed in Northamptonshire?",
            ["northamptonshire", "west-northamptonshire"],
            ["northamptonshire"],
        ),
    ],
)
def test_a_question_is_about_the_councils_that_there_are_documents_on(
    question: str, present: list[str], asked: list[str]
) -> None:
    assert understand(question, [], about(*present), set()).authorities == tuple(map(authority, asked))
