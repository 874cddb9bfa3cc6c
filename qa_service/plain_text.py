"""A whole answer as plain text: what is computed, then quotations under their documents, then who says nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from ingest.identity.date import in_words
from ontology.vocabulary import vocabulary
from qa_service.answer import Coverage
from qa_service.compose.draft import Context, Direction, Draft, Graded, Quote, side_of
from qa_service.compose.theme import by_tone
from qa_service.wording import describe, grade_words, place, plural

TONES = {
    "strength": "Under headings that name strengths:",
    "weakness": "Under headings that name what has to improve:",
    "recommendation": "Recommendations:",
    None: "Other passages:",
}
"""What stands over the quotations of each tone, and over the others unless they come first."""


def plain_text(context: Context, draft: Draft, coverage: Coverage) -> str:
    """The text of an answer, of which `draft` holds only what was verified."""
    lines = [*draft.lead, *_direction_lines(context, draft.direction)]
    for heading, quotes in _groups(context, draft):
        lines += ["", heading] if heading else []
        lines += quoted_lines(context, quotes, draft.grades)
    return "\n".join([*lines, *_silent_lines(context, draft, coverage)]).strip()


def _silent_lines(context: Context, draft: Draft, coverage: Coverage) -> list[str]:
    """The documents that do not mention the subject, where documents stand side by side; of a comparison, those compared."""
    if draft.kind not in ("timeline", "comparison"):
        return []
    corpus = context.store.corpus
    compared = {number for numbers in draft.sides.values() for number in numbers}
    silent = [(corpus.iris.index(item["document"]), item["title"]) for item in coverage.silent]
    names = [
        f"  {describe(corpus.documents[number]).split(';')[0]}: {title}"
        for number, title in silent
        if not compared or number in compared
    ]
    if not names:
        return []
    return ["", f"{plural(len(names), 'document')} {'does' if len(names) == 1 else 'do'} not mention it:", *names]


def _groups(context: Context, draft: Draft) -> Iterator[tuple[str, list[Quote]]]:
    """The quotations under each heading of an answer, and that: the tones of a theme, the sides of a comparison."""
    if draft.kind == "theme":
        for count, (tone, quotes) in enumerate(by_tone(context, draft.quotes).items()):
            yield TONES[tone] if tone or count else "", quotes
    else:
        for side, group in groupby(draft.quotes, key=lambda quote: side_of(context, draft, quote)):
            yield f"{side}:" if side else "", list(group)


def quoted_lines(context: Context, quotes: Iterable[Quote], grades: Mapping[int, Graded] | None = None) -> list[str]:
    """Quotations with their places, each document's under a line that describes it and one with the grade in force then."""
    lines = []
    heading = None
    for quote in quotes:
        number = context.passage(quote.row).document
        if number != heading:
            heading = number
            lines += ["", describe(context.store.corpus.documents[number])]
            if grades and number in grades:
                lines.append(f"  Grade in force: {in_force(context, grades[number])}.")
        lines.append(f"  “{quoted(context, quote)}” ({place(context.passage(quote.row))})")
    return lines


def quoted(context: Context, quote: Quote) -> str:
    """The words of a quotation."""
    return context.passage(quote.row).text[slice(*quote.span)]


def in_force(context: Context, graded: Graded) -> str:
    """A grade, for what, and when it was given: "good for overall effectiveness (15 November 2019)"."""
    number, judgement = graded
    date = in_words(context.store.corpus.documents[number].date)
    return f"{grade_words(judgement.grade)} for {vocabulary().label(judgement.area)} ({date})"


def _direction_lines(context: Context, direction: Direction | None) -> list[str]:
    """What tells how things moved, with each quotation's date and place."""
    if direction is None:
        return []
    quotations = (
        f"  “{quoted(context, quote)}” ({in_words(context.document(quote.row).date)}, {place(context.passage(quote.row))})"
        for quote in direction.quotes
    )
    return [*direction.lead, *quotations]
