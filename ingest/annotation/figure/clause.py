"""Finds where the clauses of a sentence begin and end, by its marks, conjunctions and verbs."""

from __future__ import annotations

import re
from itertools import zip_longest

from ingest.annotation.figure.group import HEADS
from ingest.annotation.figure.number import NUMBER_WORD
from ingest.annotation.figure.reading import Reading
from ingest.annotation.grammar import WORD, main_verb_place, verb_place
from ingest.document import Span

_SUBJECTS = re.compile(HEADS, re.I)
DASH = r"\s[-‐‑‒–—−─]\s"
_STOP = re.compile(
    rf"[.;:?!](?=\s|$)|[\ue000-\uf8ff]|{DASH}|\s(?:compared|in\s+comparison|as\s+compared|as\s+against"
    r"|whilst|while|whereas|although|though|but|however"
    r"|because|which|meaning|resulting|indicating|with\s+(?:only|a\s+further|another|the\s+remaining))\b",
    re.I,
)
_NEW_CLAUSE = re.compile(
    rf"\s(?:and|so)\s+(?=(?:{NUMBER_WORD}|half|the|a|an|this|these|those|there|it|they|he|she|we|all|most"
    r"|some|many|few|several|others?|very\s+few|none|no|one|only|almost|nearly"
    r"|(?:over|around|about)\s+(?:\d|half|an?\s)|inspectors|social\s+workers|managers|senior|in|at|of)\b|£|\d)",
    re.I,
)
_RELATIVE_VERB = re.compile(r"\b(?:who|that|which|where|whose|whom)\s+$", re.I)
_LIST_GOES_ON = re.compile(
    rf",\s+(?!\d|(?:{NUMBER_WORD}|one)\b)(?:(?!(?:the|this|these|it|they|there|which|who|with|but|and|or|as|although|while"
    r"|including)\b)[\w’'-]+,?\s+){1,4}?(?:and|or)\s+"
    r"(?!(?:the|a|this|these|it|they|there|is|are|was|were|has|have|had|do|does|did|will)\b)",
    re.I,
)
_BETWEEN = re.compile(r"\bbetween\b(?!.*\sand\s)", re.I | re.S)
_NEAR = 60
_CHANGED = re.compile(
    r"\s(?P<verb>(?:increased|reduced|decreased|improved),?\s+(?:\w+ly\s+|again\s+)?(?:by|from|to|over|during|since|in))\b",
    re.I,
)
_COMPARED_PART = re.compile(
    r"\s*(?:,|\(|\b(?:compared|against|(?:and|which|this)\s+(?:is|was|are|were)|in\s+line|similar\s+to"
    r"|(?:(?:slightly|significantly|much|well|just|considerably)\s+)?"
    r"(?:above|below|higher\s+than|lower\s+than|better\s+than|worse\s+than|more\s+than|less\s+than"
    r"|fewer\s+than|(?:up|down)\s+from|from))\b)",
    re.I,
)
_DANGLING = re.compile(
    r"\s+(?:who|which|that|and|or|but|with|of|in|at|for|by|to|on|under|over|the|a|an|as|from|since"
    r"|(?<!looked\s)after|before|between|until|than|every|currently|now|between\s+[\w,.]+)$",
    re.I,
)
_AT_A_TIME = re.compile(
    r"\s+\(?(?:(?:as\s+)?(?:at|of|on)|in|during|for|over|within|by)?\s*(?:the\s+)?(?:end\s+of\s+)?$", re.I
)
_BEGINS = re.compile(
    rf"[;:]\s+|{DASH}|[(\ue000-\uf8ff]\s*|[.]\s+|,\s+(?:(?:and|but|while|whilst|although|though|with|which|who|where|so|as|however"
    r"|whereas|because|when|resulting\s+in|meaning\s+that)\s+)?|\s(?:and|but|while|whilst|although|whereas|because|so\s+that"
    r"|where|when|with)\s+"
    r"|(?<=\s)(?:shows?|showed|reports?|reported|indicates?|suggests?|found|means?|ensures?|demonstrates?|confirms?|states?|evidence)"
    r"\s+(?:that\s+|(?=the\s))",
    re.I,
)
_STRONG = re.compile(
    r"[;:.(\ue000-\uf8ff]|\s[-‐‑‒–—−─]\s|.*\bthat\s|(?:shows?|showed|indicates?|suggests?|means?|confirms?)\s",
    re.I | re.S,
)
_WITH = re.compile(r",\s+(?:with|which|who|while|whereas|but)\s", re.I)
_WHO = re.compile(r"\b(?:who|whose|whom)\b", re.I)
_JOINS = re.compile(r"[^,]+|,\s+(?:when|where|as)\s+", re.I)
"""What begins a clause only if the verb of that stands before the next such word: ", when possible, and…"."""
_FEW = 4
_LONGEST = 600
"""Characters that a clause has at the most: what stands further off is another."""
_LEADS_IN = re.compile(
    r"\W*(?:(?:as\s+)?(?:according|at|in|on|by|during|for|over|since|following|with|after|before|as|to|from|between|of|despite|overall"
    r"|(?:more|most)\s+\w+ly|however|similarly|currently|furthermore|additionally|consequently|therefore|nevertheless|within|under)\b|\w+ly\b|\W*$)",
    re.I,
)


def clause_end(reading: Reading, index: int, begin: int, after_verb: bool = False) -> int:
    """Where the clause that holds `begin` ends: at a stop, or, once it has its verb, at a comma, brackets or a new clause."""
    sentence = reading.sentence
    ends = [len(sentence)]
    if stop := _STOP.search(sentence, begin):
        ends.append(stop.start())
    verb = begin if after_verb else verb_start(sentence, begin, len(sentence))
    if verb is not None and _RELATIVE_VERB.search(sentence, begin, verb):
        verb = main_verb_start(sentence, begin, len(sentence)) or verb
    if verb is not None:
        stops = [closing_comma(sentence, verb), sentence.find(" (", verb), new_clause(reading, verb)]
        ends += [stop for stop in stops if stop is not None and stop >= 0]
    if (closing := _closing_bracket(sentence, begin)) is not None:
        ends.append(closing)
    if (compared := _compared_part(reading, index, begin)) is not None:
        ends.append(compared)
    return min(ends)


def clause_start(reading: Reading, place: int) -> int:
    """Where the clause that holds `place` begins: past what leads in to it, a conjunction and a relative pronoun after a comma."""
    sentence = reading.sentence
    start = sentence.find(" ", place - _LONGEST) + 1 if place > _LONGEST else 0
    found = [match for match in _BEGINS.finditer(sentence, start, place) if not _is_inside(reading, match, place)]
    for match, following in zip_longest(found, found[1:]):
        before = sentence[start : match.start()]
        joins = following is not None and bool(_JOINS.fullmatch(match[0]))
        after = sentence[match.end() : following.start() if joins else place].removeprefix("that ")
        if (
            _STRONG.match(match[0])
            or (_WITH.match(match[0]) and has_verb(before))
            or ("," in match[0] and _LEADS_IN.match(before) and (len(before.split()) <= _FEW or not has_verb(before)))
            or (_is_clause(before, match[0]) and main_verb_start(after, 0, len(after)) is not None)
        ):
            start = match.end()
    return start


def _is_clause(before: str, joint: str) -> bool:
    """Whether what stands before a conjunction has its verb; before a bare "and" that of a "who" does not count."""
    return has_verb(before) and (
        joint.strip() != "and" or main_verb_start(before, 0, len(before)) is not None or not _WHO.search(before)
    )


def _is_inside(reading: Reading, match: re.Match[str], place: int) -> bool:
    """Whether what looks like the beginning of a clause is part of a number, or opens brackets that close before `place`."""
    closed = match[0].strip() == "(" and reading.sentence.find(")", match.end(), place) >= 0
    return closed or any(number.span[0] < match.start() < number.span[1] for number in reading.numbers)


def has_verb(text: str) -> bool:
    """Whether there is a word in `text` that is surely a finite verb."""
    return verb_place([word.lower() for word in WORD.findall(text)], _SUBJECTS) is not None


def verb_start(sentence: str, begin: int, end: int) -> int | None:
    """Where the first finite verb of a stretch of `sentence` begins."""
    words = list(WORD.finditer(sentence, begin, end))
    place = verb_place([word[0].lower() for word in words], _SUBJECTS)
    return None if place is None else words[place].start()


def main_verb_start(sentence: str, begin: int, end: int) -> int | None:
    """Where the first finite verb begins that no "who" or "that" shortly before makes part of a noun phrase."""
    words = list(WORD.finditer(sentence, begin, end))
    place = main_verb_place([word[0].lower() for word in words])
    changed = _CHANGED.search(sentence, begin, end)
    places = [*([] if place is None else [words[place].start()]), *([changed.start("verb")] if changed else [])]
    return min(places, default=None)


def new_clause(reading: Reading, begin: int) -> int | None:
    """Where "and" begins another clause; the one in "between 35 and 40" does not."""
    for match in _NEW_CLAUSE.finditer(reading.sentence, begin):
        between = _BETWEEN.search(reading.sentence, max(0, begin - _NEAR, match.start() - 2 * _NEAR), match.start())
        if not between and not any(number.span[0] < match.start() < number.span[1] for number in reading.numbers):
            return match.start()
    return None


def _compared_part(reading: Reading, index: int, begin: int) -> int | None:
    """Where the words begin that bring in the next figure, if that is one to compare with."""
    for number, standing in list(zip(reading.numbers, reading.standings, strict=True))[index + 1 :]:
        if number.span[0] >= begin and standing.comparison:
            parts = list(_COMPARED_PART.finditer(reading.sentence, begin, number.span[0]))
            return parts[-1].start() if parts else None
    return None


def closing_comma(sentence: str, begin: int) -> int | None:
    """The first comma that does not only part the members of a list ("in education, employment or training")."""
    for match in re.compile(r",(?!\d)").finditer(sentence, begin):
        if not _LIST_GOES_ON.match(sentence, match.start()):
            return match.start()
    return None


def _closing_bracket(sentence: str, begin: int) -> int | None:
    """The bracket that closes after `begin` and was opened before it."""
    depth = 0
    for match in re.compile(r"[()]").finditer(sentence, begin):
        depth += 1 if match[0] == "(" else -1
        if depth < 0:
            return match.start()
    return None


def trimmed(reading: Reading, span: Span) -> Span | None:
    """`span` without white space, marks, small words and a time at its end; None if nothing is left, or a bracket is left open."""
    sentence = reading.sentence
    start, end = span
    while True:
        while end > start and (sentence[end - 1].isspace() or sentence[end - 1] in ",;:.–-"):
            end -= 1
        last = next((moment for moment in reading.moments if moment.span[1] == end and moment.span[0] > start), None)
        time = _AT_A_TIME.search(sentence, start, last.span[0]) if last else None
        small = _DANGLING.search(sentence, start, end)
        if not (time or small):
            break
        end = (time or small).start()  # type: ignore[union-attr]
    while start < end and sentence[start].isspace():
        start += 1
    text = sentence[start:end]
    return (start, end) if text and text.count("(") == text.count(")") else None
