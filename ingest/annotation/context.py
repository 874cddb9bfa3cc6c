"""Takes a general theme for a special one where the text is about the special thing.

In a section on children in care, "their health" is the health of children in care. Which theme stands for which, and
where, is told by the vocabulary (`tl:specialises`, `tl:within`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from ingest.document import Span
from ontology.label import Match
from ontology.vocabulary import vocabulary


def in_context(match: Match, named: Sequence[Match], sentence: Span, headings: Sequence[str]) -> str:
    """The concept that `match` means where it stands.

    named: all that its paragraph names, in order. headings: what the headings over it name, those of the innermost first.
    The nearest that is named decides: in the sentence, before it in the paragraph, or in the headings.
    """
    special = _specialised().get(match.concept)
    if special is None:
        return match.concept
    here = [other for other in named if other.concept in special]
    around = sorted(
        (other for other in here if sentence[0] <= other.start < sentence[1]),
        key=lambda other: abs(other.start - match.start),
    )
    before = [other for other in reversed(here) if other.start < sentence[0]]
    known = [*(other.concept for other in (*around, *before)), *headings]
    return next((special[concept] for concept in known if concept in special), match.concept)


@cache
def _specialised() -> dict[str, dict[str, str]]:
    """By a general theme and what a text is about: the theme meant then."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for concept in vocabulary().themes.values():
        for general in concept.specialises:
            for within in concept.within:
                found[general][within] = concept.iri
    return found
