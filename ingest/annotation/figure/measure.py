"""Says what a figure measures, in the words that the text prints.

Two shapes are sure enough. A number that is the subject of its clause measures the rest of the clause ("52% | of contacts
were decided within a day", "342 | children were the subject of a child protection plan"); a number that the clause arrives
at measures its subject ("the proportion of care leavers in work | is 52%"). A count that is neither counts the noun after
it ("inspectors looked at 14 | case files"). Of anything else nothing is said.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.annotation.figure.comparison import APPROXIMATELY, Standing
from ingest.annotation.figure.grammar import FUNCTION_WORDS, VERBS, WORD, has_main_verb, verb_place
from ingest.annotation.figure.group import HEADS, group_at, is_one_of_several
from ingest.annotation.figure.moment import Moment
from ingest.annotation.figure.number import NUMBER_WORD, Number, is_length
from ingest.document import Span

MAX_WORDS = 40
PART_OF = re.compile(
    r"\s+(?:out\s+)?of\s+(?:(?:the|these|those|all|its|their|a\s+total\s+of|only|some|about|around|last"
    r"|first|remaining|most\s+recent|current|total|new)\s+)*",
    re.I,
)
"""What stands between a part and its whole, as in "three of the last 12"."""
_SUBJECTS = re.compile(HEADS, re.I)
_BRACKETS = re.compile(r"\s*\([^()]{0,60}\)")
_DASH = r"\s[-‐‑‒–—−─]\s"
_OPENING = re.compile(
    r"(?:^|[,;:(\ue000-\uf8ff]|\s[-‐‑‒–—−─]|\b(?:and|but|while|whilst|whereas|although|that|with|where"
    r"|which|because|when|there\s+(?:are|were|is|was|have\s+been|has\s+been|had\s+been)"
    rf"|of\s+whom|of\s+which|then|so))\s*[-–•■▪●§]?\s*(?:(?:{APPROXIMATELY}|currently|now|only|just|a|an|the|further"
    r"|another|additional|all|total|of|some|also|however|overall"
    r"|therefore|in\s+total|other|remaining)\b[\s,]*)*+$",
    re.I,
)
_THERE_ARE = re.compile(
    r"\bthere\s+(?:(?:are|were|is|was|(?:have|has|had)\s+been)\b)(?:\s+(?:currently|now|still|only|just"
    rf"|a\s+further|another|a\s+total\s+of|also|already|approximately))*(?:\s+{APPROXIMATELY})?\s+$",
    re.I,
)
_DETERMINER = re.compile(
    r"\s*(?:(?:out\s+)?of\s+)?(?:(?:the|these|those|all|its|their|our|(?:his|her)(?!\s+Majesty)|total"
    r"|a\s+total\s+of|such)\b\s*)*(?:(?:last|first|remaining|other|more|further|current"
    rf"|most\s+recent)\s+)?(?:(?:\d[\d,]*|{NUMBER_WORD})\s+)?",
    re.I,
)
_PRONOUN = re.compile(
    r"\s*(?:out\s+)?of\s+(?:them|these|those|whom|which|this\s+(?:number|group|total|cohort)"
    r"|the\s+latter)(?=\s+(?P<next>[\w’'-]+)|\s*[,.;])\s*",
    re.I,
)
_OF_THE = re.compile(r"\s*(?:of\s+(?!whom|which))?(?:the\s+|a\s+total\s+of\s+)?", re.I)
_STOP = re.compile(
    rf"[.;:?!](?=\s|$)|[\ue000-\uf8ff]|{_DASH}|\s(?:compared|in\s+comparison|as\s+compared|as\s+against"
    r"|whilst|while|whereas|although|though|but|however"
    r"|because|which|meaning|resulting|indicating|with\s+(?:only|a\s+further|another|the\s+remaining))\b",
    re.I,
)
_NEW_CLAUSE = re.compile(
    rf"\s(?:and|so)\s+(?=(?:{NUMBER_WORD}|half|the|a|an|this|these|those|there|it|they|he|she|we|all|most"
    r"|some|many|few|several|others?|very\s+few|none|no|one|only|almost|nearly"
    r"|over|around|about|inspectors|social\s+workers|managers|senior|in|at|of)\b|£|\d)",
    re.I,
)
_LIST_GOES_ON = re.compile(
    r",\s+(?:(?!(?:the|this|these|it|they|there|which|who|with|but|and|or|as|although|while"
    r"|including)\b)[\w’'-]+,?\s+){1,4}?(?:and|or)\s+"
    r"(?!(?:the|a|this|these|it|they|there|is|are|was|were|has|have|had|do|does|did|will)\b)",
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
    r"|(?<!looked\s)after|before|between|until|than|currently|now|between\s+[\w,.]+)$",
    re.I,
)
_AT_A_TIME = re.compile(
    r"\s+\(?(?:(?:as\s+)?(?:at|of|on)|in|during|for|over|within|by)?\s*(?:the\s+)?(?:end\s+of\s+)?$", re.I
)
_NAMED_MEASURE = (
    r"(?:numbers?|proportions?|percentages?|rates?|averages?|mean|share|levels?|turnover|caseloads?"
    r"|timeliness|costs?|budget|time(?:\s+taken)?|length|total"
    r"|vacancy\s+rate|attendance|population|figure|take-?\s?up|uptake|wait|waiting\s+times?"
    r"|response\s+rate|sickness|absence|performance|overspend|underspend)"
)
_ARRIVES = re.compile(
    r"\s+(?:(?:currently|now|still|therefore|also|already|consistently|relatively|comparatively|only|just)\s+)?"
    r"(?:(?:is|are|was|were|stands?|stood|has\s+been|had\s+been|have\s+been)(?:\s+(?:at|around|worth))?"
    r"|(?:has|have|had)\s+(?:\w+ly\s+)?(?:risen|increased|fallen|reduced|decreased|improved|dropped"
    r"|declined|grown|remained|doubled|deteriorated|been\s+(?:reduced|increased))(?:\s+\w+ly)?(?:\s+(?:to"
    r"|at))?"
    r"|(?:rose|increased|fell|reduced|decreased|improved|dropped|declined|grew|remained|remains|averages"
    r"|averaged|totals|totalled|costs|varied|varies|ranges?|ranged)(?:\s+\w+ly)?(?:\s+(?:to|at))?)"
    r"(?:,?\s+(?:on\s+average|again|further|slightly|significantly|also|currently|now|just|only|relatively"
    r"|high|low|good|very|even|comparatively|still),?(?:\s+at)?){0,3}"
    rf"(?:\s+from(?:\s+[^;:]{{1,70}}?\s+to)?)?(?:\s+(?:only|just|a|an|average\s+of|{APPROXIMATELY}))*\s*$",
    re.I,
)
_PREPOSITIONS = frozenset("in at on for with from by as to than".split())
_FAR = 12
"""A verb this many words after the number may well be that of another clause."""
_OR_VERB = re.compile(r"\s*,\s+or\b")
_BARE_VERBS = frozenset({"is", "are", "was", "were", "has", "have", "had", "be", "been", "being"})
_SUM_OF = re.compile(
    r"\b(?P<what>(?:(?:additional|annual|average|base|care|children[’']s|high|total|staff|school|service"
    r"|vacancy|overall)\s+){0,3}"
    r"(?:budget|funding|cost|savings?|investment|grant|overspend|underspend|caseloads?"
    r"|turnover(?:\s+rate)?|vacancy\s+rate|attendance(?:\s+rate)?|population))"
    rf"\s+of\s+(?:(?:an?\s+(?:additional|extra)|{APPROXIMATELY}|just)\s+)*$",
    re.I,
)
_SUBJECT_BEGINS = re.compile(
    rf"[;:]\s|{_DASH}|\b(?:reports?|reported|shows?|showed|states?|indicates?|suggests?|confirms?|found"
    r"|means?|demonstrates?)\s+that\s+|,\s+(?:and|but|while|although|however)?\s*(?=(?:the|its|a)\s)"
    r"|\b(?:that|although|while|whilst|but|however|because|where|and)\b,?\s+(?=(?:the|its|their|average"
    r"|overall|a)\s)",
    re.I,
)
_MAY_BEGIN = frozenset({"the", "a", "an", "all", "its", "their", "our", "no", "looked", "only"})
_NUMBER_OF = re.compile(r"\b(?:numbers?|proportion|percentage|rate|share|total)\s+of\s+(?:all\s+|the\s+|its\s+)?", re.I)


@dataclass(frozen=True)
class Measure:
    """What a figure measures and the group that it is about: places in the sentence, or None where they are not sure."""

    measures: Span | None = None
    group: Span | None = None


@dataclass(frozen=True)
class Reading:
    """What is known of a sentence so far. listed: whether it is an item of a list."""

    sentence: str
    numbers: tuple[Number, ...]
    moments: tuple[Moment, ...]
    standings: tuple[Standing, ...]
    listed: bool = False


def measure_of(reading: Reading, index: int) -> Measure:
    """What the number `index` of the sentence measures."""
    sentence, number = reading.sentence, reading.numbers[index]
    comparison = reading.standings[index].comparison
    if comparison == "earlier" or number.unit == "GBP" or is_length(number):
        return Measure(None if comparison not in (None, "earlier") else _subject(reading, number))
    if comparison:
        return Measure()
    end = _past_restated(reading, number)
    group = _group(sentence, number, end)
    if clause := _predicate(reading, index, end):
        return Measure(clause, group)
    if subject := _subject(reading, number):
        return Measure(subject, group or _group_within(sentence, subject))
    return Measure(_counted(sentence, number, end, group), group)


def _past_restated(reading: Reading, number: Number) -> int:
    """The end of the number, or of the brackets after it that give it in another way."""
    end = _past(_BRACKETS, reading.sentence, number.span[1])
    return end if any(number.span[1] <= other.span[0] < end for other in reading.numbers) else number.span[1]


def _past(pattern: re.Pattern[str], sentence: str, start: int) -> int:
    match = pattern.match(sentence, start)
    return match.end() if match else start


def _group(sentence: str, number: Number, end: int) -> Span | None:
    """The people or cases that follow the number at once, as in "52% of looked after children"."""
    begin = _past(_DETERMINER, sentence, end)
    if re.search(r"\d|\s(?:two|three|four)", sentence[end:begin]) and not re.search(r"\bof\b", sentence[end:begin]):
        return None
    return group_at(sentence, begin)


def _group_within(sentence: str, subject: Span) -> Span | None:
    """The group in "the proportion of care leavers …"."""
    match = _NUMBER_OF.search(sentence, *subject)
    group = group_at(sentence, match.end()) if match else None
    return group if group and group[1] <= subject[1] else None


def _predicate(reading: Reading, index: int, end: int) -> Span | None:
    """The clause that the number is the subject of, from what follows it on; of "three of 12 cases…", from what follows 12."""
    sentence, found = reading.sentence, reading.numbers
    before = sentence[: found[index].span[0]]
    if not (_OPENING.search(before) or (reading.listed and re.fullmatch(r"\W*", before))):
        return None
    end = _past(_BRACKETS, sentence, end)
    whole = found[index + 1] if index + 1 < len(found) else None
    if whole and whole.unit == "count" and PART_OF.fullmatch(sentence, end, whole.span[0]):
        return _clause(reading, index + 1, _past(_BRACKETS, sentence, whole.span[1]))
    return _clause(reading, index, end)


def _clause(reading: Reading, index: int, end: int) -> Span | None:
    """What follows `end` in the clause: it has to be whole, but for "There are", after which a noun is enough."""
    sentence = reading.sentence
    if _THERE_ARE.search(sentence[: reading.numbers[index].span[0]]):
        return _trimmed(reading, (end, _clause_end(reading, index, end, has_verb=True)))
    pronoun = _PRONOUN.match(sentence, end)
    if pronoun and pronoun["next"] and not _may_follow_pronoun(pronoun["next"].lower()):
        pronoun = None
    begin = pronoun.end() if pronoun else _past(_OF_THE, sentence, end)
    if sentence[end : end + 1] in (",", ";", ":", ")", ".") or begin >= len(sentence):
        return None
    clause = _trimmed(reading, (begin, _clause_end(reading, index, begin)))
    return clause if clause and _is_whole(reading, index, clause, after_pronoun=bool(pronoun)) else None


def _is_whole(reading: Reading, index: int, clause: Span, after_pronoun: bool) -> bool:
    """Whether `clause` is a noun with its verb, with no comma and no other number between, and is not cut off."""
    sentence = reading.sentence
    words = list(WORD.finditer(sentence, *clause))
    place = verb_place([word[0].lower() for word in words], _SUBJECTS)
    if place is None or not 2 <= len(words) <= MAX_WORDS or words[-1][0].lower() in _BARE_VERBS:
        return False
    if not after_pronoun and (place > _FAR or words[0][0].lower() in _PREPOSITIONS):
        return False
    verb = words[place].start()
    comma = _closing_comma(sentence, clause[0])
    if (comma is not None and comma < verb) or _OR_VERB.match(sentence, clause[1]):
        return False
    return not any(clause[0] < other.span[0] < verb for other in reading.numbers[index + 1 :])


def _may_follow_pronoun(word: str) -> bool:
    """Whether `word` goes on with the clause of "16 of them", and not with a name, as in "16 of those seen"."""
    return word in VERBS or word in ("currently", "now", "still", "also", "not") or word.endswith("ly")


def _clause_end(reading: Reading, index: int, begin: int, has_verb: bool = False) -> int:
    """Where the clause that holds `begin` ends: at a stop, or, once it has its verb, at a comma, brackets or a new clause."""
    sentence = reading.sentence
    ends = [len(sentence)]
    if stop := _STOP.search(sentence, begin):
        ends.append(stop.start())
    words = list(WORD.finditer(sentence, begin))
    place = verb_place([word[0].lower() for word in words], _SUBJECTS)
    if has_verb or place is not None:
        verb = begin if place is None or has_verb else words[place].end()
        stops = [_closing_comma(sentence, verb), sentence.find(" (", verb), _new_clause(reading, verb)]
        ends += [stop for stop in stops if stop is not None and stop >= 0]
    if (closing := _closing_bracket(sentence, begin)) is not None:
        ends.append(closing)
    if (compared := _compared_part(reading, index, begin)) is not None:
        ends.append(compared)
    return min(ends)


def _new_clause(reading: Reading, begin: int) -> int | None:
    """Where "and" begins another clause; the one in "between 35 and 40" does not."""
    for match in _NEW_CLAUSE.finditer(reading.sentence, begin):
        if not any(number.span[0] < match.start() < number.span[1] for number in reading.numbers):
            return match.start()
    return None


def _compared_part(reading: Reading, index: int, begin: int) -> int | None:
    """Where the words begin that bring in the next figure, if that is one to compare with."""
    for number, standing in list(zip(reading.numbers, reading.standings, strict=True))[index + 1 :]:
        if number.span[0] >= begin and standing.comparison:
            parts = list(_COMPARED_PART.finditer(reading.sentence, begin, number.span[0]))
            return parts[-1].start() if parts else None
    return None


def _closing_comma(sentence: str, begin: int) -> int | None:
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


def _trimmed(reading: Reading, span: Span) -> Span | None:
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


def _subject(reading: Reading, number: Number) -> Span | None:
    """The subject of the clause that arrives at the number, as in "The proportion of … in work is 52%"."""
    sentence = reading.sentence
    before = sentence[: number.span[0]]
    if sum_of := _SUM_OF.search(before):
        return sum_of.span("what")
    arrives = _ARRIVES.search(before)
    if arrives is None:
        return None
    span = _trimmed(reading, (_subject_start(reading, arrives.start()), arrives.start()))
    return span if span and _is_subject(sentence, span, number) else None


def _is_subject(sentence: str, span: Span, number: Number) -> bool:
    """Whether `span` is a noun phrase that names a measure, or that begins its sentence and is followed by a percentage."""
    text = sentence[slice(*span)]
    words = [word.lower() for word in WORD.findall(text)]
    if not 2 <= len(words) <= 30 or words[0] in FUNCTION_WORDS - _MAY_BEGIN or has_main_verb(words):
        return False
    if text.count(",") > 1 or re.search(r"[;:]", text):
        return False
    if re.fullmatch(rf"(?:the|this|its|their|a|an)?\s*{_NAMED_MEASURE}", text, re.I):
        return False
    if re.match(rf"(?:(?:the|a|an|its|their|our|this)\s+)?(?:[\w’'-]+\s+){{0,5}}?{_NAMED_MEASURE}\b", text, re.I):
        return True
    begins = span[0] == len(sentence) - len(sentence.lstrip())
    return begins and number.unit == "percent" and "," not in text and not any(word in VERBS for word in words)


def _subject_start(reading: Reading, end: int) -> int:
    """Where the subject that ends at `end` begins: after the last mark or conjunction, or a time that opens the sentence."""
    sentence = reading.sentence
    start = max((match.end() for match in _SUBJECT_BEGINS.finditer(sentence, 0, end)), default=0)
    for moment in reading.moments:
        opens = start <= moment.span[0] and len(sentence[start : moment.span[0]].split()) <= 4
        if opens and moment.span[1] < end and sentence[moment.span[1]] == ",":
            start = moment.span[1] + 1
    return start


def _counted(sentence: str, number: Number, end: int, group: Span | None) -> Span | None:
    """The noun that a count counts, where it is no subject: the words up to the first that cannot go on with it."""
    if number.unit != "count" or group:
        return group if number.unit == "count" else None
    words: list[re.Match[str]] = []
    for match in WORD.finditer(sentence, end):
        gap = sentence[words[-1].end() if words else end : match.start()]
        if gap != " " or _ends_noun(match[0].lower(), bool(words)):
            break
        words.append(match)
    if not 1 <= len(words) <= 4 or end != number.span[1]:
        return None
    last = words[-1][0]
    plural = (
        last.endswith("s")
        and not last.endswith(("’s", "'s", "ss"))
        and not last[0].isdigit()
        and last.lower() not in VERBS
    )
    return (words[0].start(), words[-1].end()) if plural and not is_one_of_several(sentence, words[-1].end()) else None


def _ends_noun(word: str, begun: bool) -> bool:
    return word in FUNCTION_WORDS or (begun and (word in VERBS or word.endswith("ly")))
