"""Says whose words a document's own paragraphs are, and whose words its sentences report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ingest.annotation.saying import may_report, reported
from ingest.annotation.voice import Speaker, only_voice, topic_of
from ingest.document import Attribution, Document, Paragraph, Problem, Span
from ingest.identity.kind import OFSTED_REPORTS


def speaker(document: Document) -> str:
    """The key, in the vocabulary's speakers, of whoever wrote the document."""
    if document.kind in OFSTED_REPORTS:
        return "inspectors"
    if document.kind == "cabinet-report":
        return (
            "independent-chair"
            if re.search(r"\b(?:from|of|by) the independent chair\b", document.title, re.I)
            else "council"
        )
    return {"guidance": "ofsted", "policy": "government", "news": "press"}.get(document.kind, "unknown")


_FEELS_ON = re.compile(
    r"^\W*(?:they|all|most|many|some|others)\s+(?:\w+\s+)?(?:(?:feel|think|believe)\s+that|felt|thought|believed)\b"
)
_GOES_ON = re.compile(
    r"^\W*(?:they|their|these|all|most|many|some|others?|one|another|several|a\s+few|almost\s+all|she|he)\b"
)
_CLOSES = re.compile(r"(?<=\S)[’”](?!\w)")
_MARK = re.compile(rf"[‘“]|{_CLOSES.pattern}")
_LONGEST = 1000
"""Characters within which a quotation that goes on is closed."""
_OF_CARE_LEAVERS = re.compile(r"\bcare leavers\b", re.I)
_OF_CHILDREN = re.compile(r"\blooked after\b|\bin care\b|\bpermanence\b", re.I)


def attributions(document: Document) -> tuple[Document, list[Problem]]:
    """`document` with the sentences of its paragraphs that report somebody's words."""
    found: list[Attribution] = []
    for index, paragraph in enumerate(document.paragraphs):
        if paragraph.role not in ("colophon", "front-matter", "judgement") and may_report(paragraph.text.lower()):
            leavers = _is_about_care_leavers(document.trail(paragraph.section))
            found += [Attribution(index, span, voice) for span, voice in _in_paragraph(paragraph, leavers)]
    return replace(document, attributions=tuple(found)), []


def _in_paragraph(paragraph: Paragraph, leavers: bool) -> Iterator[tuple[Span, str]]:
    """The sentences of `paragraph` that report words, each with a voice."""
    named: str | list[str] = []
    spoke = False
    quoted: list[str] = []
    for span in paragraph.sentences:
        sentence = paragraph.text[slice(*span)].lower()
        voices = quoted
        feels_on = spoke and bool(_FEELS_ON.match(sentence))
        if not quoted and (feels_on or may_report(sentence)):
            topics = _voices(topic_of(named) or only_voice(named), leavers) if isinstance(named, str) else named
            voices = reported_speakers(
                sentence, topics, leavers or topics == ["care-leaver"] or _speaks_of_leavers(sentence)
            )
            if feels_on and not voices and len(topics) == 1:
                voices = topics
        yield from ((span, voice) for voice in voices)
        spoke = bool(voices)
        quoted = voices if voices and _is_left_open(paragraph.text, span, bool(quoted)) else []
        if voices or not _GOES_ON.match(sentence):
            named = voices or sentence


def _is_left_open(text: str, sentence: Span, is_open: bool) -> bool:
    """Whether a quotation goes on after a sentence of `text`, and ends there. is_open: whether it began before the sentence."""
    begins = max(text.rfind("‘", *sentence), text.rfind("“", *sentence))
    if (begins < 0 and not is_open) or _CLOSES.search(text, max(begins, sentence[0]), sentence[1]):
        return False
    mark = _MARK.search(text, sentence[1], sentence[1] + _LONGEST)
    return mark is not None and mark[0] not in "‘“"


def reported_speakers(sentence: str, topics: Sequence[str] = (), leavers: bool = False) -> list[str]:
    """Whose words `sentence` says that it reports: keys of the vocabulary's speakers.

    topics: of whom the sentence before spoke; leavers: whether "young people" are care leavers here.
    """
    return _voices(reported(sentence.lower(), topics), leavers)


def _voices(who: Iterable[Speaker | str], leavers: bool) -> list[str]:
    voices = (
        named if isinstance(named, str) else "care-leaver" if named.young and leavers else named.voice for named in who
    )
    return list(dict.fromkeys(voices))


def _speaks_of_leavers(sentence: str) -> bool:
    """Whether a sentence in lower case names care leavers, and no children in care, before it says "young people"."""
    return _is_about_care_leavers([sentence[: max(0, sentence.find("young "))]])


def _is_about_care_leavers(titles: Sequence[str]) -> bool:
    """Whether the nearest of the headings that names whom it is about names care leavers only."""
    for title in reversed(titles):
        if _OF_CARE_LEAVERS.search(title):
            return not _OF_CHILDREN.search(title)
        if _OF_CHILDREN.search(title):
            return False
    return False
