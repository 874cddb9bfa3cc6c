"""Where no form tells the kind of a question, its words do, by weights that are learned and can be read."""

from __future__ import annotations

import json
from itertools import chain
from pathlib import Path

import pytest

import benchmarks
from benchmarks.intent import Case, cases, known_words, learn, left_out, precision_and_recall, written
from ontology.vocabulary import vocabulary
from qa_service.answer import KINDS
from qa_service.intent import MASK, PATH, SURE, features, form_of, intent_of, model, question_words, surest

QUESTIONS = Path(benchmarks.__file__).parent / "questions"
UNSEEN = {
    "recommendation": [
        "What does Northmere have to sort out on health checks?",
        "What were leaders told to change about visits to children placed far away?",
        "What did Ofsted want done about late plans?",
        "northmere 2019 what needed doing on supervision",
        "Which improvements did the 2016 inspection want in the duty team?",
        "What should Northmere do to make its plans for children clearer?",
        "what was the board asked to do about missing children",
        "What did the letter say the council must do about caseloads?",
    ],
    "timeline": [
        "Has Northmere become better at finding homes for teenagers?",
        "Did the work with fathers improve between the two inspections?",
        "Is the front door any quicker than it was?",
        "Have assessments got stronger since the last inspection?",
        "Were return interviews improving by 2020?",
        "Had staffing settled down by the time of the second visit?",
        "Is advocacy still as weak as it was in 2016?",
        "Has the backlog of assessments gone down?",
        "Has the help for families got any quicker?",
        "Did the help for families get better by 2020?",
    ],
    "figure": [
        "How many children had a plan in March 2020?",
        "percentage of care leavers in work in Northmere 2019",
        "number of foster carers recruited in 2018",
        "What proportion of visits were made in time?",
        "How much was spent on agency staff?",
        "northmere 2019, numbers of social workers who left",
    ],
    "actor": [
        "What do the police do in Northmere about children who run away?",
        "Who makes the decisions when a child comes into care?",
        "What did foster carers tell the inspectors about training?",
        "What has the safeguarding board done on neglect?",
        "What part do councillors play in looking after children in care?",
        "what do health visitors think of early help in northmere",
    ],
    "comparison": [
        "Were care plans better in 2020 than in 2016?",
        "Do boys wait longer than girls for an adoptive family?",
        "Is Northmere's rate of plans higher than the national one?",
        "How do the 2016 and 2020 reports compare on early help?",
    ],
    "judgement": [
        "What grade did Northmere get for adoption in 2016?",
        "northmere leadership rating 2020",
        "Was the safeguarding board rated good?",
    ],
    "theme": [
        "Do care leavers in Northmere have somewhere decent to live?",
        "How well does Northmere look after unaccompanied children?",
        "Are health assessments done on time?",
        "northmere - any problems with record keeping",
        "What was wrong with the way strategy meetings were run?",
        "Is there enough help for young carers?",
        "How good is the help for disabled children?",
        "What do we know about foster placements breaking down?",
        "did inspectors like the virtual school",
        "Why are children moved so often?",
        "Do children get to school when they are moved?",
        "Are parents kept informed about what is decided?",
    ],
}
ASKED = [(kind, question) for kind, questions in UNSEEN.items() for question in questions]


@pytest.fixture(scope="module")
def known() -> list[Case]:
    """The questions in this repository that the model is learned from."""
    return [case for name in ("training", "development") for case in cases(QUESTIONS / f"{name}.jsonl")]


def test_phrasings_that_nothing_was_learned_from_are_told_better_than_by_forms_alone() -> None:
    wrong = [(kind, intent_of(question), question) for kind, question in ASKED if intent_of(question) != kind]
    by_form = sum((form_of(question) or "theme") == kind for kind, question in ASKED)
    assert len(wrong) <= 0.25 * len(ASKED), wrong
    assert by_form < 0.65 * len(ASKED)


def test_a_kind_that_is_told_is_seldom_another() -> None:
    told = [(kind, intent_of(question)) for kind, question in ASKED if intent_of(question) != "theme"]
    assert len(told) >= 28
    assert sum(kind == found for kind, found in told) >= 0.85 * len(told)


@pytest.mark.parametrize(
    ("kind", "question"),
    [
        ("recommendation", "What did leaders have to do about the gaps in records?"),
        ("timeline", "Had the quality of plans improved by the next inspection?"),
        ("actor", "What did the board do about gangs?"),
        ("theme", "Are the homes for children in care good enough?"),
    ],
)
def test_words_tell_where_no_form_does(kind: str, question: str) -> None:
    assert form_of(question) is None
    assert intent_of(question) == kind


def test_on_authorities_that_were_left_out_more_kinds_are_found_and_no_fewer_of_them_are_right(
    known: list[Case],
) -> None:
    kinds = [case.kind for case in known]
    forms = [form_of(case.question) for case in known]
    before = [form or "theme" for form in forms]
    after = [form or told for form, told in zip(forms, left_out(known), strict=True)]
    for kind in ("recommendation", "timeline", "actor"):
        assert precision_and_recall(kinds, after, kind)[1] > precision_and_recall(kinds, before, kind)[1] + 0.1, kind
    given = [(kind, told) for kind, told in zip(kinds, after, strict=True) if told != "theme"]
    assert sum(kind == told for kind, told in given) >= 0.82 * len(given)
    assert sum(kind == told for kind, told in zip(kinds, after, strict=True)) >= 0.7 * len(known)


def test_the_model_tells_all_kinds_of_the_contract_apart() -> None:
    assert {*model().kinds} == {*KINDS} - {"none"}
    for kind, question in ASKED:
        probabilities = model().probabilities(question)
        assert sum(probabilities.values()) == pytest.approx(1), (kind, question)


def test_a_kind_is_taken_only_if_it_is_more_probable_than_all_others_together() -> None:
    assert surest({"actor": SURE, "figure": 0.3, "theme": 0.2}) == "actor"
    assert surest({"actor": SURE - 0.01, "figure": 0.31, "theme": 0.2}) == "theme"


def test_years_are_one_word_and_unknown_words_are_masked() -> None:
    assert question_words("Who’s in Bexley’s 2014 team, 15%?") == [
        "who's",
        "in",
        "bexley's",
        "0000",
        "team",
        ",",
        "15",
        "%",
    ]
    known = {"what", "in", "0000"}
    assert features("What changed in 2014", known) == {
        "what",
        "in",
        "0000",
        "^ what",
        f"what {MASK}",
        f"{MASK} in",
        "in 0000",
        "0000 $",
    }
    assert features("What changed in 2014", known) == features("what moved in 2021", known)
    assert features("Bexley fostering", known) == set()


def test_each_weight_in_the_file_is_of_use(known: list[Case]) -> None:
    words = {name for name in model().weights if " " not in name}
    found = set(chain.from_iterable(features(case.question, words) for case in known))
    assert model().weights.keys() <= found
    for name, weights in model().weights.items():
        assert len(weights) == len(model().kinds)
        assert any(weights), name
        assert {*name.split()} <= words | {"^", "$", MASK}, name


def test_no_word_is_the_name_of_an_authority() -> None:
    authorities = {vocabulary().label(iri).lower() for iri in vocabulary().authorities}
    assert "bexley" in authorities
    assert not authorities & {*model().weights}


def test_the_file_is_short_and_has_a_line_for_each_feature() -> None:
    text = PATH.read_text(encoding="utf-8")
    assert len(text) < 120_000
    assert text == written(model())
    assert len(text.splitlines()) == len(model().weights) + 6


def test_the_same_questions_give_the_same_weights(known: list[Case]) -> None:
    some = known[:150]
    first = learn(some)
    assert learn(some) == first
    assert written(learn(some)) == written(first)
    assert json.loads(written(first))["weights"] == first.weights


def test_words_of_one_authority_are_not_learned(known: list[Case]) -> None:
    words = known_words(known)
    assert {"how", "did", "improve", "0000"} <= words
    assert not {"bexley", "tameside", "wokingham", "telford"} & words


def test_follow_ups_and_questions_without_an_answer_are_not_learned_from() -> None:
    lines = (QUESTIONS / "development.jsonl").read_text(encoding="utf-8").splitlines()
    left = {line["question"] for line in map(json.loads, lines) if line["type"] in ("followup", "unanswerable")}
    assert left
    assert not left & {case.question for case in cases(QUESTIONS / "development.jsonl")}
