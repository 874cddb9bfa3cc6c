"""Why the documents do not answer, in plain words, with what is so instead and what could be asked.

A refusal is certain where the record itself shows it: no document on that authority, none of that time, a grade that was
not given. Else the model of `confidence` judges whether what was found answers the question.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.lexical import terms
from graph.step import step
from ingest.identity.authority import authorities_named
from ingest.identity.date import in_words
from ontology.competency import bound
from ontology.label import words
from ontology.vocabulary import vocabulary
from qa_service.ambiguity import Choice, which_authority
from qa_service.compose.draft import Context, Draft, Quote
from qa_service.confidence import covered, features, is_outside, missing_words, model, names_period
from qa_service.premise import correction, grades_not_given, takes_for_granted
from qa_service.question import stems_of_labels

REASONS = {
    "filters": "no document passes the filters",
    "other-authority": "there is no document on the authority",
    "other-period": "there is no document of that time",
    "false-premise": "the question takes for granted what is not so",
    "ambiguous": "the question may mean several things, of which `choices` gives each as a question",
    "empty-section": "only a heading is there, with nothing that could be read under it",
    "absent": "the documents are about such things, but do not say this",
    "out-of-domain": "the documents are not about such things at all",
    "names-child": "the question seems to name a child, so it was not searched and nothing of it is repeated",
}
"""The reasons for which a question is not answered, as the answer gives them."""
_COUNCIL = re.compile(
    r"\b([\w'’-]+)(?:['’]s)?\s+(?:(?:county|city|borough|district|metropolitan|unitary|town|parish)\s+){0,2}council\b",
    re.I,
)
LOOKED_AT = 10
NEARLY_ALL = 0.8
"""Share of the telling words from which a passage treats the subject in other words than the vocabulary's."""
SURE_OUTSIDE = 0.6
"""What names nothing of the field has to be so probable to have an answer: its words may stand there in another sense."""
MOST_NAMES = 10
MOST_QUOTES = 4
MOST_MISSING = 4


@dataclass(frozen=True)
class Refusal:
    """Why there is no answer: a key of `REASONS`, and in words for the reader.

    quotes: where it is printed what is so instead. choices: what could be asked instead. sparql: the query that shows
    what is so.
    """

    reason: str
    text: str
    quotes: tuple[Quote, ...] = ()
    choices: tuple[Choice, ...] = ()
    sparql: str = ""


@step("refuse")
def certain_refusal(context: Context) -> Refusal | None:
    """Why the record itself shows that these documents cannot answer; None if it does not."""
    checks = (
        _nothing_in_scope,
        _other_authority,
        _false_premise,
        _other_period,
        _empty_section,
        _absent_subject,
        _ambiguous,
    )
    return next((found for check in checks if (found := check(context))), None)


@step("refuse")
def confidence(context: Context, draft: Draft, certain: Refusal | None) -> float:
    """How probable it is, from 0 to 1, that the documents answer the question."""
    return round(model().probability(features(context, draft, certain.reason if certain else "")), 3)


@step("refuse")
def judged_refusal(context: Context, draft: Draft, probability: float) -> Refusal | None:
    """The refusal of a question for which nothing of the form asked for was found, or nothing near enough."""
    if draft.refusal:
        return Refusal("absent", draft.refusal, sparql=draft.sparql)
    if probability >= (SURE_OUTSIDE if is_outside(context) else model().threshold):
        return None
    missing = [*_absent_names(context), *_as_typed(context, missing_words(context))][:MOST_MISSING]
    if is_outside(context):
        return Refusal("out-of-domain", "Nothing in these documents is about this.")
    if not missing:
        return Refusal("absent", "No passage speaks of all that the question names together.")
    said = f"None of them mentions {' or '.join(missing)}."
    if takes_for_granted(context.question.text):
        return Refusal("false-premise", f"The question takes for granted what these documents do not say. {said}")
    return Refusal("absent", said)


def without_documents(context: Context) -> list[str]:
    """The names of the authorities asked about on which there is no document."""
    present = {document.authority for document in context.store.corpus.documents}
    return [vocabulary().label(iri) for iri in context.question.authorities if iri not in present]


# What the record shows


def _nothing_in_scope(context: Context) -> Refusal | None:
    if context.order:
        return None
    return Refusal("filters", "No document passes the filters. Take one of them off and ask again.")


def _other_authority(context: Context) -> Refusal | None:
    """Whether the question is about authorities on which there is no document, and which no passage names."""
    asked = set(context.question.authorities)
    unknown = _unknown_council(context)
    if not asked and unknown:
        return Refusal("other-authority", f"There is no document about a council of the name ‘{unknown}’ here.")
    documents = context.store.corpus.documents
    if not asked or asked & {document.authority for document in documents}:
        return None
    about_it = context.question.kind in ("judgement", "recommendation", "figure")
    if not about_it and any(asked & set(authorities_named(passage.text)) for passage in context.store.corpus.passages):
        return None
    known = vocabulary()
    names = " or ".join(known.label(iri) for iri in sorted(asked))
    present = sorted({known.label(document.authority) for document in documents if document.authority})
    listed = ", ".join(present) if len(present) <= MOST_NAMES else f"{len(present)} other authorities"
    return Refusal("other-authority", f"There is no document about {names} here. The documents are about {listed}.")


def _unknown_council(context: Context) -> str:
    """The name before “council” in the question, if neither the documents nor the vocabulary have any word of it."""
    found = _COUNCIL.search(context.question.text)
    name = terms(found[1]) if found else []
    known = (context.store.lexical.terms, stems_of_labels())
    return found[1] if found and name and not any(stem in words for stem in name for words in known) else ""


def _false_premise(context: Context) -> Refusal | None:
    """Whether a grade is taken for granted that was not given; then the grade that was is told and quoted."""
    wrong, found = grades_not_given(context)
    if not found:
        return None
    corpus = context.store.corpus
    rows = dict.fromkeys(corpus.row_at[number, judgement.paragraph] for number, judgement in found)
    return Refusal(
        "false-premise",
        correction(context, wrong, found),
        tuple(Quote(row, (0, len(context.passage(row).text))) for row in list(rows)[:MOST_QUOTES]),
        sparql=bound(
            "judgements",
            document=dict.fromkeys(corpus.iris[number] for number, _ in found),
            area=dict.fromkeys(judgement.area for _, judgement in found),
        ),
    )


def _other_period(context: Context) -> Refusal | None:
    """Whether no document is of the periods asked for, and no good passage speaks of them."""
    question = context.question
    if not question.periods or all(None in (period.start, period.end) for period in question.periods):
        return None
    if names_period(context):
        return None
    documents = context.store.corpus.documents
    dates = sorted({date for number in context.scope if (date := documents[number].date)})
    span = f" They run from {in_words(dates[0])} to {in_words(dates[-1])}." if dates else ""
    if 0 < len(dates) <= MOST_NAMES and question.authorities:
        names = " and ".join(vocabulary().label(iri) for iri in question.authorities)
        span = f" Those on {names} are of {', '.join(map(in_words, dates))}."
    return Refusal(
        "other-period",
        f"No document here is from {' or '.join(period.words for period in question.periods)}.{span}",
        choices=_of_other_years(context, dates) if question.authorities else (),
    )


def _of_other_years(context: Context, dates: list[str]) -> tuple[Choice, ...]:
    """The same question of the years that there are documents of."""
    text, asked = context.question.text, context.question.periods
    if len(asked) != 1 or asked[0].words not in text:
        return ()
    years = dict.fromkeys(date[:4] for date in dates)
    return tuple(Choice(year, text.replace(asked[0].words, year)) for year in list(years)[-MOST_NAMES:])


def _empty_section(context: Context) -> Refusal | None:
    """Whether what is asked for is the title of a section of which nothing could be read."""
    asked = set(terms(f"{context.question.text} {context.question.subject}"))
    for problem in context.store.problems:
        if problem.code == "empty-section":
            title = problem.message.split("“", 1)[-1].split("”", 1)[0]
            telling = set(terms(title))
            if len(telling) >= 3 and len(asked & telling) >= 0.8 * len(telling):
                return Refusal(
                    "empty-section",
                    f"The documents have the heading “{title}”, but nothing could be read under it ({problem.source}); it may be a picture.",
                )
    return None


def _absent_subject(context: Context) -> Refusal | None:
    """Whether all that the question surely names is mentioned in none of the documents. A grade is not mentioned but given, nor do documents name their kind."""
    question = context.question
    absent = _absent_names(context)
    named = {found.iri for found in (*question.themes, *question.actors) if found.weight >= 1}
    if (
        question.grades
        or (question.kind == "count" and question.document_kinds)
        or not absent
        or len(absent) < len(set(map(vocabulary().label, named)))
    ):
        return None
    if covered(context, context.order[:LOOKED_AT]) >= NEARLY_ALL:
        return None
    return Refusal("absent", f"None of them mentions {' or '.join(absent)}.")


def _ambiguous(context: Context) -> Refusal | None:
    """Whether the question needs an authority, and names none of several."""
    choices = which_authority(context)
    if not choices:
        return None
    several = len({document.authority for document in context.store.corpus.documents} - {None})
    return Refusal(
        "ambiguous",
        f"It depends on the authority: there are documents on {several}. Which one do you mean?",
        choices=choices,
    )


# In the words of the question


def _absent_names(context: Context) -> list[str]:
    """The themes, posts and bodies that the question surely names and no document mentions."""
    known = vocabulary()
    rows = context.store.corpus.rows_of_concept
    named = [found.iri for found in (*context.question.themes, *context.question.actors) if found.weight >= 1]
    absent = (iri for iri in named if not any(lower in rows for lower in (iri, *known.narrower(iri))))
    return list(dict.fromkeys(map(known.label, absent)))


def _as_typed(context: Context, stems: list[str]) -> list[str]:
    """The words of the question that have these stems, in quotation marks."""
    typed = {word.stem: word.exact for word in reversed(words(context.question.subject))}
    said = {stem for name in _absent_names(context) for stem in terms(name)}
    return [f"‘{typed[stem]}’" for stem in stems if stem in typed and stem not in said]
