"""Which reports and authorities were given a grade, and which went from one grade to another: counted and listed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from ingest.identity.date import in_words
from ontology.competency import bound
from ontology.vocabulary import ID, vocabulary
from qa_service.compose.draft import Context, Draft, Graded, documents_of_period, ranked
from qa_service.compose.judgement import grades_named, not_comparable
from qa_service.compose.judgement_area import OVERALL
from qa_service.wording import plural

_REPORTS = re.compile(r"\b(?:reports|documents|papers|inspections|letters)\b", re.I)
_PLACES = re.compile(r"\b(?:authorities|councils|boroughs|counties|cities|las)\b|^\s*whose\b", re.I)
_FIRST = re.compile(r"\b(?:first|earliest|initial)\b", re.I)
_LATEST = re.compile(r"\b(?:latest|last|most recent|newest|current(?:ly)?|now|today)\b", re.I)
_MOVED = re.compile(
    r"\bfrom\b.+\bto\b|\b(?:went|gone|moved?|rose|risen|fell|fallen|dropped|climbed|slipped|became|become|improved|declined)\b",
    re.I,
)


def compose_grading(context: Context) -> Draft:
    """The reports or the authorities with the grades that the question names, in the area that it names (else overall)."""
    question = context.question
    areas = question.areas or (OVERALL,)
    text = question.text
    if _REPORTS.search(text) and not _PLACES.search(text):
        return _reports(context, areas)
    if question.periods or set(context.filters) - {"authority"}:
        return _graded_in_period(context, areas)
    if _FIRST.search(text) and _LATEST.search(text):
        return _from_first_to_latest(context, areas)
    if _LATEST.search(text):
        return _latest(context, areas)
    if _MOVED.search(text) and len(grades_named(question)) > 1:
        return _moved(context, areas)
    return _ever(context, areas)


def _reports(context: Context, areas: Sequence[str]) -> Draft:
    """The reports of the period that give one of the grades."""
    found, documents = _given_in_period(context, areas)
    listed = "; ".join(_report(context, graded) for graded in found)
    lead = [
        f"{len(found)} of {plural(len(documents), 'report')} with a grade for {_names(areas)}: {_words(grades_named(context.question))}.",
        *([f"{listed}."] if listed else []),
    ]
    return _draft(context, lead, found, _judgements_sparql(context, areas, documents), (None, len(found)))


def _graded_in_period(context: Context, areas: Sequence[str]) -> Draft:
    """The authorities with a report of the period that gives one of the grades."""
    found, documents = _given_in_period(context, areas)
    by_place = _by_authority(context, found)
    graded = {context.store.corpus.documents[number].authority for number in documents} - {None}
    sparql = _judgements_sparql(context, areas, documents)
    return _listed(context, areas, by_place, len(graded), sparql, _words(grades_named(context.question)))


def _ever(context: Context, areas: Sequence[str]) -> Draft:
    """The authorities that were ever given one of the grades, with all their grades of the area."""
    histories, asked = _histories(context, areas), set(grades_named(context.question))
    chosen = {
        place: history for place, history in histories.items() if asked & {judgement.grade for _, judgement in history}
    }
    sparql = bound("judgements-of-authorities-once-graded", area=areas, asked=_grade_iris(asked), place=histories)
    return _listed(context, areas, chosen, len(histories), sparql, _words(grades_named(context.question)))


def _latest(context: Context, areas: Sequence[str]) -> Draft:
    """The authorities whose latest grade is one of those asked for."""
    histories, asked = _histories(context, areas), set(grades_named(context.question))
    latest = {place: _dated(context, history, max) for place, history in histories.items()}
    chosen = {place: ends for place, ends in latest.items() if asked & {judgement.grade for _, judgement in ends}}
    sparql = bound("judgements-latest", area=areas, grade=_grade_iris(asked), place=histories)
    return _listed(context, areas, chosen, len(histories), sparql, _words(grades_named(context.question)))


def _from_first_to_latest(context: Context, areas: Sequence[str]) -> Draft:
    """The authorities whose first and latest grades are those asked for, of those with a grade of two dates."""
    histories = _histories(context, areas)
    twice = {
        place: (first, latest)
        for place, history in histories.items()
        if (first := _dated(context, history, min)) != (latest := _dated(context, history, max))
    }
    before, after = _first_and_latest_grades(context)
    chosen = {
        place: [*first, *latest]
        for place, (first, latest) in twice.items()
        if any(judgement.grade in before for _, judgement in first)
        and any(judgement.grade in after for _, judgement in latest)
    }
    sparql = bound(
        "judgements-first-and-latest",
        area=areas,
        latestArea=areas,
        firstGrade=_grade_iris(before),
        latestGrade=_grade_iris(after),
        place=histories,
    )
    asked = f"{_words(before)} in the first inspection and {_words(after)} in the latest"
    return _listed(context, areas, chosen, len(twice), sparql, asked, "grades of two dates")


def _first_and_latest_grades(context: Context) -> tuple[set[str], set[str]]:
    """The grades asked for at first and at last; one that is named alone is asked for at both."""
    grades = grades_named(context.question)
    if len(grades) == 1:
        return {grades[0]}, {grades[0]}
    first, latest = _FIRST.search(context.question.text), _LATEST.search(context.question.text)
    in_order = first is None or latest is None or first.start() < latest.start()
    return ({grades[0]}, {grades[-1]}) if in_order else ({grades[-1]}, {grades[0]})


def _moved(context: Context, areas: Sequence[str]) -> Draft:
    """The authorities that had the first of the grades asked for and, some time after it, the last."""
    histories = _histories(context, areas)
    grades = grades_named(context.question)
    chosen = {
        place: history
        for place, history in histories.items()
        if any(
            one.grade == grades[0] and other.grade == grades[-1] and _date(context, i) < _date(context, j)
            for i, one in history
            for j, other in history
        )
    }
    sparql = bound(
        "judgements-from-grade-to-grade",
        earlierGrade=_grade_iris({grades[0]}),
        area=areas,
        grade=_grade_iris({grades[-1]}),
        laterArea=areas,
        place=histories,
    )
    return _listed(context, areas, chosen, len(histories), sparql, f"{_words(grades[:1])} to {_words(grades[-1:])}")


# What was given


def _histories(context: Context, areas: Sequence[str]) -> dict[str, list[Graded]]:
    """The judgements of the areas by authority, in order of date, over the documents in scope."""
    found = [
        (number, judgement)
        for number in context.scope
        for judgement in context.store.corpus.documents[number].judgements
        if judgement.area in areas
    ]
    return _by_authority(context, found)


def _by_authority(context: Context, found: Sequence[Graded]) -> dict[str, list[Graded]]:
    histories: dict[str, list[Graded]] = defaultdict(list)
    for number, judgement in sorted(found, key=lambda graded: (_date(context, graded[0]), graded[0])):
        authority = context.store.corpus.documents[number].authority
        if authority:
            histories[authority].append((number, judgement))
    return {place: histories[place] for place in sorted(histories, key=vocabulary().label)}


def _given_in_period(context: Context, areas: Sequence[str]) -> tuple[list[Graded], list[int]]:
    """The judgements with a grade asked for in the documents of the period, and those of these that grade the areas."""
    asked = set(grades_named(context.question))
    documents = context.store.corpus.documents
    graded = [
        number
        for number in documents_of_period(context)
        if any(judgement.area in areas for judgement in documents[number].judgements)
    ]
    found = [
        (number, judgement)
        for number in graded
        for judgement in documents[number].judgements
        if judgement.area in areas and judgement.grade in asked
    ]
    return found, graded


def _dated(context: Context, history: Sequence[Graded], choose: Callable[[list[str]], str]) -> list[Graded]:
    """The judgements of the date that `choose` takes among those of a history."""
    date = choose([_date(context, number) for number, _ in history])
    return [graded for graded in history if _date(context, graded[0]) == date]


def _date(context: Context, number: int) -> str:
    return context.store.corpus.documents[number].date or ""


# The query


def _judgements_sparql(context: Context, areas: Sequence[str], documents: Sequence[int]) -> str:
    iris = [context.store.corpus.iris[number] for number in documents]
    return bound("judgements", document=iris, area=areas, grade=_grade_iris(set(grades_named(context.question))))


def _grade_iris(grades: set[str]) -> list[str]:
    """The grades of that name on every scale."""
    return [iri for iri in vocabulary().grades if iri.startswith(f"{ID}grade/") and iri.rsplit("/", 1)[1] in grades]


# The words


def _listed(
    context: Context,
    areas: Sequence[str],
    chosen: Mapping[str, Sequence[Graded]],
    total: int,
    sparql: str,
    asked: str,
    having: str = "a grade",
) -> Draft:
    """How many authorities of `total` that are `having` what could be `asked`, and each with its grades and their dates."""
    known = vocabulary()
    of = plural(total, "authority", "authorities")
    lead = [f"{len(chosen)} of {of} with {having} for {_names(areas)}: {asked}."]
    for place, history in chosen.items():
        steps = ", ".join(_step(context, graded, history) for graded in history)
        lead.append(f"{known.label(place)}: {steps}.")
    found = [graded for history in chosen.values() for graded in history]
    counted = ("authority", len(chosen))
    return _draft(context, [*lead, *not_comparable(context, found)], found, sparql, counted)


def _draft(
    context: Context, lead: Sequence[str], found: Sequence[Graded], sparql: str, counted: tuple[str | None, int]
) -> Draft:
    corpus = context.store.corpus
    printed = dict.fromkeys(corpus.row_at[number, judgement.paragraph] for number, judgement in found)
    return Draft(tuple(lead), (), tuple(printed) or ranked(context), sparql, kind="count", counted=(counted,))


def _report(context: Context, graded: Graded) -> str:
    document = context.store.corpus.documents[graded[0]]
    return f"{vocabulary().label(document.authority)} ({in_words(document.date)})"


def _step(context: Context, graded: Graded, history: Sequence[Graded]) -> str:
    """A grade with its date, and with its area where the history has several."""
    number, judgement = graded
    date = in_words(_date(context, number))
    several = len({other.area for _, other in history}) > 1
    area = f", {vocabulary().label(judgement.area)}" if several else ""
    return f"{judgement.grade.replace('-', ' ')} ({date}{area})"


def _names(areas: Sequence[str]) -> str:
    return " or ".join(vocabulary().label(area) for area in areas)


def _words(grades: Iterable[str]) -> str:
    return " or ".join(grade.replace("-", " ") for grade in grades)
