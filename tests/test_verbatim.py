"""Promise 1: every quotation is word for word in its paragraph, and every paragraph is that of its stored source, or it is withheld."""

from __future__ import annotations

from dataclasses import replace

import hypothesis
import pytest
from answers import computed, quotations
from hypothesis import strategies as st

from graph.store import Store
from ingest.normalisation import collapse
from qa_service.answer import Answer, Evidence
from qa_service.service import answer
from qa_service.verify import is_verbatim

QUESTIONS = (
    "What was said about return home interviews over time?",
    "What was said about female genital mutilation over the years?",
    "How has supervision changed between 2016 and 2021?",
    "Trace the wait for the child and adolescent mental health service",
    "What overall grades has Northmere been given?",
    "How was leadership graded?",
    "Why was leadership inadequate in 2016?",
    "What did Ofsted grade adoption performance in 2016?",
    "What share of social work posts were filled by agency staff?",
    "How many children were in care when inspectors visited in 2021?",
    "How much is the Lanternway contract worth?",
    "What percentage of care leavers were in suitable accommodation?",
    "What needed to improve, according to the 2019 inspection?",
    "What did the 2016 inspection recommend on private fostering?",
    "What was Cabinet recommended to do in February 2017?",
    "Who led the 2016 inspection?",
    "Who has chaired the improvement board?",
    "What did foster carers tell inspectors in 2016?",
    "Who has been director of children's services?",
    "What does NAP stand for?",
    "What is the LSCB?",
    "PLO = ?",
    "Compare supervision in 2016 and 2019",
    "Compare caseloads in 2016, 2018 and 2020",
    "What is the difference between return home interviews in the 2018 letter and the 2021 letter?",
    "How many documents mention neglect?",
    "Which councils have been inadequate?",
    "How well are disabled children supported?",
    "Are councils required to offer return interviews?",
    "What was said about bed and breakfast for care leavers?",
)


@pytest.fixture(scope="module")
def answers(sample: Store) -> dict[str, Answer]:
    return {question: answer(sample, question) for question in QUESTIONS}


def of_source(store: Store, item: Evidence) -> str:
    """The words of the stored source at the place that the graph gives for a paragraph, read anew."""
    [passage] = [passage for passage in store.corpus.passages if passage.iri == item.id]
    source = store.sources[store.corpus.documents[passage.document].source_sha256]
    return collapse("".join(source[start:end] for start, end in passage.paragraph.spans))


def test_thirty_questions_of_every_kind_are_answered(answers: dict[str, Answer]) -> None:
    assert len(answers) == 30
    assert all(given.answered for given in answers.values())
    assert {given.kind for given in answers.values()} == {
        "timeline",
        "judgement",
        "figure",
        "recommendation",
        "actor",
        "definition",
        "comparison",
        "count",
        "theme",
        "guidance",
    }


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_quotation_is_word_for_word_in_its_paragraph(answers: dict[str, Answer], question: str) -> None:
    given = answers[question]
    texts = {item.id: item.text for item in given.evidence}
    assert quotations(given) or given.kind == "count"
    for statement in quotations(given):
        [iri] = statement.evidence
        assert statement.text
        assert statement.text in texts[iri]
        assert f"“{statement.text}”" in given.answer


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_paragraph_shown_is_that_of_its_stored_source(
    sample: Store, answers: dict[str, Answer], question: str
) -> None:
    for item in answers[question].evidence:
        assert item.text == of_source(sample, item)


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_highlight_is_a_quotation_of_the_answer(answers: dict[str, Answer], question: str) -> None:
    given = answers[question]
    highlighted = {(item.id, item.text[start:end]) for item in given.evidence for start, end in item.highlights}
    assert highlighted == {(statement.evidence[0], statement.text) for statement in quotations(given)}


def test_a_quotation_has_the_date_of_its_document(answers: dict[str, Answer]) -> None:
    for given in answers.values():
        dates = {item.id: item.document["date"] for item in given.evidence}
        for statement in given.statements:
            if statement.type == "quotation":
                assert statement.date == dates[statement.evidence[0]]
            else:
                assert statement.date is None


# Sources that were changed after the documents were read


def change_source(store: Store, date: str, old: str, new: str) -> None:
    """Replace words in the stored source of the document of a date."""
    [document] = [document for document in store.corpus.documents if document.date == date]
    assert old in store.sources[document.source_sha256]
    store.sources[document.source_sha256] = store.sources[document.source_sha256].replace(old, new)


def test_a_passage_whose_source_was_changed_is_withheld_and_listed(changeable: Store) -> None:
    question = "What was said about female genital mutilation over the years?"
    before = answer(changeable, question)
    [changed] = [
        item.id for item in before.evidence if item.paragraph == "30" and item.document["date"] == "2016-11-28"
    ]
    change_source(changeable, "2016-11-28", "is careful and well informed", "is careful and well meanings")
    given = answer(changeable, question)
    assert changed in given.withheld
    assert all("/2016-11-28/" in iri for iri in given.withheld)
    assert changed not in {item.id for item in given.evidence}
    assert all(changed not in statement.evidence for statement in given.statements)
    assert "careful and well informed" not in given.answer
    assert "withheld" in given.answer


def test_nothing_is_withheld_of_a_sound_store(answers: dict[str, Answer]) -> None:
    assert all(given.withheld == () for given in answers.values())


def test_a_source_that_is_shifted_withholds_the_whole_document(changeable: Store) -> None:
    [document] = [document for document in changeable.corpus.documents if document.date == "2021-11-23"]
    changeable.sources[document.source_sha256] = "shifted " + changeable.sources[document.source_sha256]
    given = answer(changeable, "What was said about return home interviews over time?")
    assert {item.document["date"] for item in given.evidence}.isdisjoint({"2021-11-23"})
    assert all("/2021-11-23/" in iri for iri in given.withheld)
    assert given.withheld


def test_a_source_that_is_gone_withholds_all_its_passages(changeable: Store) -> None:
    [document] = [document for document in changeable.corpus.documents if document.date == "2018-07-09"]
    del changeable.sources[document.source_sha256]
    given = answer(changeable, "What was said about return home interviews over time?")
    assert not any(statement.date == "2018-07-09" for statement in given.statements)
    assert any("/2018-07-09/" in iri for iri in given.withheld)


def test_without_any_sound_source_no_passage_is_shown(changeable: Store) -> None:
    changeable.sources.clear()
    given = answer(changeable, "How well are disabled children supported?")
    assert quotations(given) == []
    assert given.evidence == ()


def test_a_nearest_passage_whose_source_was_changed_is_not_shown(changeable: Store) -> None:
    question = "Who was the principal social worker?"
    assert answer(changeable, question).nearest[0].paragraph == "60"
    change_source(changeable, "2016-11-28", "Newly qualified social workers have", "Newly qualified social workers had")
    given = answer(changeable, question)
    assert not given.answered
    assert "60" not in [item.paragraph for item in given.nearest if item.document["date"] == "2016-11-28"]


def test_a_count_over_passages_that_were_changed_is_withheld_and_said(changeable: Store) -> None:
    question = "What was said about return home interviews over time?"
    assert computed(answer(changeable, question)) == [
        statement for statement in computed(answer(changeable, question)) if "withheld" not in statement
    ]
    change_source(changeable, "2021-11-23", "the", "teh")
    [said] = computed(answer(changeable, question))
    assert said.startswith("2 computed statements are withheld: ")
    assert answer(changeable, question).direction == ()
    assert said in answer(changeable, question).answer


@hypothesis.settings(
    deadline=None, max_examples=40, suppress_health_check=[hypothesis.HealthCheck.function_scoped_fixture]
)
@hypothesis.given(data=st.data())
def test_a_store_that_was_tampered_with_never_serves_a_changed_quotation(
    sample: Store, changeable: Store, data: st.DataObject
) -> None:
    """A letter is changed in a source, in a paragraph that is read from it, or in both in the same way."""
    originals = [collapse(text) for text in sample.sources.values()]
    row = data.draw(st.integers(0, len(sample.corpus.passages) - 1))
    passage = sample.corpus.passages[row]
    start, end = passage.paragraph.spans[0]
    place = data.draw(st.integers(0, end - start - 1))
    letter = data.draw(st.sampled_from("xq7"))
    digest = sample.corpus.documents[passage.document].source_sha256
    passages, sources = list(sample.corpus.passages), dict(sample.sources)
    where = data.draw(st.sampled_from(["source", "paragraph", "both"]))
    if where != "paragraph":
        at = start + place
        sources[digest] = f"{sources[digest][:at]}{letter}{sources[digest][at + 1 :]}"
    if where != "source":
        text = f"{passage.text[:place]}{letter}{passage.text[place + 1 :]}"
        passages[row] = replace(passage, paragraph=replace(passage.paragraph, text=text))
    changeable.sources = sources
    changeable.corpus = replace(sample.corpus, passages=tuple(passages))
    for question in (passage.text[:200], "What was said about supervision over the years?"):
        served = answer(changeable, question)
        for text in (
            *(statement.text for statement in quotations(served)),
            *(item.text for item in (*served.evidence, *served.nearest)),
        ):
            assert any(text in original for original in originals)


@pytest.mark.parametrize("span", [(-1, 5), (5, 5), (6, 5), (0, 1_000_000)])
def test_a_span_outside_its_passage_is_never_verbatim(sample: Store, span: tuple[int, int]) -> None:
    passage = sample.corpus.passages[10]
    assert is_verbatim(sample, passage, (0, len(passage.text)))
    assert not is_verbatim(sample, passage, span)
