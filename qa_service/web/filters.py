"""The filters of an answer: what can be chosen in these documents, and what is chosen, in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from graph.passage import Corpus
from ingest.annotation.speaker import speaker
from ontology.vocabulary import ID, vocabulary
from qa_service.compose.draft import overall_grade
from qa_service.wording import grade_words

NAMES = {
    "authority": "Authority",
    "kind": "Kind of document",
    "speaker": "Whose words",
    "judgement": "Overall judgement",
    "from": "From",
    "to": "To",
}
"""The filters in words."""


def filter_options(corpus: Corpus, chosen: dict[str, str]) -> list[tuple[str, str, list[dict[str, Any]]]]:
    """For each filter that is chosen from a list: its name, its name in words, and its options for a select."""
    documents = corpus.documents
    values = {
        "authority": {document.authority.rsplit("/", 1)[1] for document in documents if document.authority},
        "kind": {document.kind for document in documents},
        "speaker": {speaker(document) for document in documents},
        "judgement": {grade for document in documents if (grade := overall_grade(document))},
    }
    return [(name, NAMES[name], _options(name, found, chosen.get(name, ""))) for name, found in values.items()]


def filter_words(name: str, value: str) -> str:
    """A filter with its value, in words."""
    return f"{NAMES[name].lower()} {_words(name, value)}"


def _options(name: str, values: Iterable[str], chosen: str) -> list[dict[str, Any]]:
    options = sorted(((value, _words(name, value)) for value in values), key=lambda option: option[1])
    return [{"value": value, "text": text, "selected": value == chosen} for value, text in (("", "All"), *options)]


def _words(name: str, value: str) -> str:
    if name in ("authority", "kind", "speaker"):
        return vocabulary().label(f"{ID}{name}/{value}") or value
    return grade_words(value)
