"""A sentence is attributed only where the text itself says whose words it reports."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny import document, paragraph

from graph.store import Store
from ingest.annotation.speaker import attributions, reported_speakers
from ingest.document import Section
from ontology.vocabulary import ID, vocabulary

VOICES = {speaker.key for speaker in vocabulary().speakers.values() if f"{ID}speaker/voice" in speaker.broader}
REPORTING = [
    ("One adopter spoken with by inspectors described their child’s book as ‘just lovely’.", ["adopter"]),
    ("A care leaver said, ‘They care about me.’", ["care-leaver"]),
    ("Parents told inspectors that they feel heard.", ["parent"]),
    ("Most children and young people who spoke to inspectors said that they feel safe.", ["child"]),
    ("However, some foster carers report that they are not well supported.", ["carer"]),
    ("The vast majority of social workers say that their caseloads are manageable.", ["staff"]),
    ("Headteachers told inspectors that the school helps.", ["partner"]),
    ("Senior leaders told inspectors about their plans.", ["leader"]),
    ("Adoptive parents reported that they were well prepared.", ["adopter"]),
    ("Care-experienced young people told inspectors that it is safe.", ["care-leaver"]),
    ("Social workers spoke very positively about their managers.", ["staff"]),
    ("Parents and carers told inspectors that it helps.", ["parent", "carer"]),
    ("They are, as one young person said, ‘not a soft touch’.", ["child"]),
    ("It is ‘a lifeline’, said one care leaver.", ["care-leaver"]),
    ("The training was described by one foster carer as ‘superb’.", ["carer"]),
    ("Children in care have told us that they meet him.", ["child"]),
    ("Young people placed out of the area confirmed that they are visited.", ["child"]),
    ("Social workers, practice managers and partners report that it works.", ["staff", "partner"]),
    ("Children and young people, their parents and carers told inspectors so.", ["child", "parent", "carer"]),
    ("Three out of four young people spoken to said that it is slow.", ["child"]),
    ("Local authority foster carers commented positively on this.", ["carer"]),
    ("One headteacher, describing the approach to children looked after, said that it is good.", ["partner"]),
    ("As one representative of local schools put it, ‘it works’.", ["partner"]),
    ("Care leavers’ workers say little.", ["staff"]),
    ("Parents met independent chairs (IROs) and described them as kind.", ["parent"]),
    ("Parents and the council said so.", ["parent"]),
    ("One pupil stated, ‘I am here to stay’.", []),
    ("One child commented, ‘I am here to stay’.", ["child"]),
    ("One child told an inspector that she likes her teacher.", ["child"]),
    ("Children have stated, though, that there are too many changes.", ["child"]),
    ("Social workers have told their managers that they cannot cope.", ["staff"]),
    ("Young people speak well of the help that they get.", ["child"]),
    ("Care leavers proudly shared how this helps them.", ["care-leaver"]),
    ("Members of the lively children in care council (known as KITE) told inspectors so.", ["child"]),
    ("Over a third of care leavers who answered the survey said so.", ["care-leaver"]),
    ("One adopter approved by another council described it as ‘great’.", ["adopter"]),
    ("During the inspection the council’s legal advisers reported that it is quicker.", ["staff"]),
    ("It is calm, and in other cases parents felt ignored by the staff and said that it took long.", ["parent"]),
    ("While there were good reports from social workers, they also reported that time is short.", ["staff"]),
    ("One partner agency described this as ‘open’.", ["partner"]),
]


@pytest.mark.parametrize(("sentence", "voices"), REPORTING)
def test_a_sentence_reports_the_words_of_whom_it_names_as_saying_them(sentence: str, voices: list[str]) -> None:
    assert reported_speakers(sentence) == voices


@pytest.mark.parametrize(
    ("sentence", "voices"),
    [
        ("The workforce has stabilised, and staff report that they are well supported.", ["staff"]),
        ("Children are settled and, overall, speak highly of their carers.", ["child"]),
        ("Staff know families well, while parents say that nobody listens.", ["parent"]),
        ("It is good: 91% of families and professionals now report that they understand.", ["parent", "partner"]),
        ("Inspectors met a group of care leavers, who said they were well supported.", ["care-leaver"]),
        ("It is a strength which social workers almost universally report as supportive.", ["staff"]),
        ("Plans are late, with one young person saying that his came after a year.", ["child"]),
    ],
)
def test_any_clause_of_a_sentence_may_report_words(sentence: str, voices: list[str]) -> None:
    assert reported_speakers(sentence) == voices


@pytest.mark.parametrize(
    ("sentence", "voices"),
    [
        ("Young people who spoke to inspectors feel safe.", ["child"]),
        ("Staff spoken to by inspectors were proud of their work.", ["staff"]),
        ("Social workers are very positive about the support that they receive.", ["staff"]),
        ("A number of adopters noted that their child had recognised them.", ["adopter"]),
        ("Social workers report manageable caseloads.", ["staff"]),
        ("Court services report delays.", ["partner"]),
        ("The Children and Family Court Advisory and Support Service (Cafcass) reports that it is good.", ["partner"]),
        ("Adopters were able to describe what it had meant to them.", ["adopter"]),
        ("Care leavers who met inspectors acknowledged this, but raised the quality of their flats.", ["care-leaver"]),
        ("Parents spoken to by inspectors shared their frustration.", ["parent"]),
        ("Carers were positive when they spoke to inspectors about the help.", ["carer"]),
    ],
)
def test_what_was_told_to_inspectors_may_be_told_without_saying(sentence: str, voices: list[str]) -> None:
    assert reported_speakers(sentence) == voices


@pytest.mark.parametrize(
    ("sentence", "voices"),
    [
        ("According to foster carers and social workers, this helps.", ["carer", "staff"]),
        ("The views of partners are that this helps.", ["partner"]),
        ("The parents’ view is that this helps.", ["parent"]),
        ("Feedback from adopters was overwhelmingly positive.", ["adopter"]),
        ("This is acknowledged by social workers to be too slow.", ["staff"]),
        ("It was valued by the adopters spoken to.", ["adopter"]),
        ("Inspectors were told by practitioners that cases are closed.", ["staff"]),
        ("Contact was often commented on by children.", ["child"]),
    ],
)
def test_other_words_than_verbs_bring_in_speakers(sentence: str, voices: list[str]) -> None:
    assert reported_speakers(sentence) == voices


@pytest.mark.parametrize(
    "sentence",
    [
        "Children feel safe.",
        "Adopters agreed a plan.",
        "Children raised their hands.",
        "Children are told what will happen.",
        "Children described as hard to place wait longer.",
        "Social workers report concerns to the police.",
        "Inspectors told managers about two cases.",
        "Inspectors spoke to care leavers about their homes.",
        "The report states that children are safe.",
        "Children’s views are described well in plans.",
        "Leaders know what needs to be done.",
        "Children spoken to know their workers.",
        "Staff ensure that children say what they think.",
        "They are encouraged to say what they think.",
        "When children say that they are unhappy, workers listen.",
        "Schools report through plans and to the virtual school.",
        "Social workers produce assessments and reports for the court.",
        "The social worker report describes risks.",
        "Children express their wishes and feelings.",
        "Feedback from children is used to improve services.",
        "Visits vary according to children’s needs.",
        "According to the council’s own figures, 12 children left.",
        "This is valued by adopters.",
    ],
)
def test_what_inspectors_conclude_is_nobody_elses_words(sentence: str) -> None:
    assert reported_speakers(sentence) == []


def test_every_voice_of_the_vocabulary_is_recognised_and_no_other() -> None:
    assert {voice for _, voices in REPORTING for voice in voices} == VOICES


def attributed(text: str) -> list[tuple[str | None, str]]:
    read = attributions(document(text))[0]
    return [(read.words(0, found.span), found.speaker) for found in read.attributions]


def test_what_one_of_them_said_goes_on_in_the_next_sentence() -> None:
    assert attributed("Care leavers told inspectors about their homes. One said, ‘It is warm.’ Homes are checked.") == [
        ("Care leavers told inspectors about their homes.", "care-leaver"),
        ("One said, ‘It is warm.’", "care-leaver"),
    ]


@pytest.mark.parametrize(
    ("text", "voices"),
    [
        ("Care leavers have good relationships with workers. They told inspectors that it helps.", ["care-leaver"]),
        ("Staff said it helps. Homes are checked. They say so.", ["staff"]),
        (
            "Adopters told inspectors about it. They feel that it helps, and almost all report good support.",
            ["adopter"] * 2,
        ),
        ("Children said it helps. They are warm. Some said it is slow.", ["child"] * 2),
        ("Parents and carers said it helps. They also said it is slow.", ["parent", "carer"] * 2),
        ("Care leavers know whom to ask. Some young people said it helps.", ["care-leaver"]),
        ("Staff are visited. Children know why, although some said that they do not.", ["child"]),
        ("Homes are checked. They feel that it helps.", []),
    ],
)
def test_a_pronoun_stands_for_those_of_whom_the_sentence_before_spoke(text: str, voices: list[str]) -> None:
    assert [voice for _, voice in attributed(text)] == voices


@pytest.mark.parametrize(
    ("title", "voice"),
    [
        ("The experiences and progress of care leavers", "care-leaver"),
        ("The experiences and progress of children in care and care leavers", "child"),
        ("Leadership", "child"),
    ],
)
def test_under_a_heading_about_care_leavers_young_people_are_care_leavers(title: str, voice: str) -> None:
    read = document(paragraph("Young people said that it helps.", section=0), sections=(Section(title),))
    assert [found.speaker for found in attributions(read)[0].attributions] == [voice]


def voiced(text: str) -> list[tuple[str, str]]:
    """The sentences of a paragraph that report words, each with its voice."""
    read = attributions(document(paragraph(text)))[0]
    return [(text[slice(*said.span)], said.speaker) for said in read.attributions]


def test_young_people_of_a_sentence_about_care_leavers_are_care_leavers() -> None:
    text = "Care leavers have their own flats, and all young people spoken to said that it is good."
    assert voiced(text) == [(text, "care-leaver")]


def test_a_quotation_goes_on_over_sentences_until_it_is_closed() -> None:
    text = "One child said, ‘I like my tutor. She has taught me a lot. I read now.’ The school is new."
    assert voiced(text) == [
        ("One child said, ‘I like my tutor.", "child"),
        ("She has taught me a lot.", "child"),
        ("I read now.’", "child"),
    ]


def test_a_quotation_that_is_never_closed_does_not_go_on() -> None:
    assert len(voiced("One child said that she likes the ‘Stay with us scheme. The school is new.")) == 1


def test_they_are_the_only_people_whom_the_sentence_before_names() -> None:
    assert voiced("Support is seen by adopters as good. They report that it is quick.")[-1][1] == "adopter"
    assert voiced("It helps children with their parents. They report that it is quick.") == []
    assert voiced("Each visit is made by a social worker. They said that it is quick.") == []


def test_after_two_speakers_it_is_not_known_who_one_is() -> None:
    assert [voice for _, voice in attributed("Parents and carers said it helps. One said, ‘It is good.’")] == [
        "parent",
        "carer",
    ]


def test_the_voices_of_the_sample(sample: Store) -> None:
    found = {
        (found.speaker, (document.words(found.paragraph, found.span) or "")[:40])
        for document in sample.corpus.documents
        for found in document.attributions
    }
    assert {voice for voice, _ in found} <= VOICES
    assert ("carer", "A few carers said that notice of planned") in found
    assert ("child", "Children told us that they wanted to tal") in found


@given(
    st.lists(
        st.sampled_from(
            [
                "Children",
                "One",
                "care leavers",
                "who met inspectors",
                "said",
                "told inspectors",
                "that",
                "’",
                "and",
                "carers",
                ".",
                "described",
            ]
        ),
        max_size=12,
    ).map(" ".join)
)
def test_an_attribution_selects_a_whole_sentence_and_a_known_voice(text: str) -> None:
    for words, voice in attributed(text):
        assert words and words == words.strip()
        assert voice in VOICES
