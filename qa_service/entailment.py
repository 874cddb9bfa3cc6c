"""Whether a sentence says nothing but what quotations say: each of its clauses has to shorten one quoted sentence.

Shortening by leaving out words is the form of summary that can be checked by rule (Knight and Marcu 2000,
"Statistics-based summarization: sentence compression"). Here it is bound further: the words that remain stand in
their order, the first and the last among them, and no word is left out that bounds or turns the claim.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from ingest.annotation.figure.number import NUMBER_WORD
from ingest.structure.sentence import sentences
from ontology.label import singular, stem

LONGEST = 300
"""Characters that a sentence may have."""
_PLAIN = re.compile(r"[A-Z0-9£“‘(][\w ,;:'’‘“”()%£&/–-]*(?:\.\d[\w ,;:'’‘“”()%£&/–-]*)*\.")
_JOINED = re.compile(r"[^\W\d_][./_][^\W\d_]{2}|_|//")
_TOKEN = re.compile(r"(?<!\w)[-−–](?=[\d£])|[%£$€]|[^\W_]+(?:(?<=\d)[.,/:](?=\d)[^\W_]+)*(?:['’][^\W_]+)*")
_CLAUSE_END = re.compile(r";|, and\b(?=[^,]*\Z)")
_NUMBER = re.compile(
    rf".*\d.*|[%£$€]|[-−–]|{NUMBER_WORD}|one|once|twice|double|halve|halved|half|halves|third|quarter|first|second|last"
    r"|hundreds?|thousands?|millions?|billions?|dozens?|pairs?|per|cent",
    re.I,
)
_POINTING = frozenset(
    "it its they them their he him his she her this that these those such there here we our i you".split()
)
"""A clause that begins with one of these speaks of what another sentence names."""
_GOVERNING = frozenset("to of that whether if from against for with by in on at".split())
"""What stands before one of these decides what follows: "failed to visit", "lack of training", "free from harm"."""


def _stems(text: str) -> frozenset[str]:
    return frozenset(map(stem, text.split()))


TURNING = _stems(
    "no not never none nobody nothing nowhere nor neither without cannot absence absent fail failed failure unable refuse "
    "deny hardly scarcely barely rarely seldom few only but however although though while whereas yet despite except "
    "unless until if whether otherwise instead rather claim allege assert doubt believe say said wrong false untrue"
)
"""Stems of words that turn a claim wherever they stand in its sentence: negation, contrast, condition, hearsay."""
BOUNDING = TURNING | _stems(
    "a an the this these those all every each any some most many much several more less least little fewer other both "
    "either or majority minority almost nearly about approximately around over under above below too very quite enough "
    "just even in at on among between within across for with by of to from against into during before after since when "
    "where who whom whose which that because as through via towards including excluding following per "
    "is are was were be been being am has have had do does did may might could would should must ought can will shall "
    "need plan propose proposed intend aim expect hope likely possible potential appear seem suggest think feel tell told "
    "want wish ask consider view report recommend draft lack lacking lacked prevent avoid stop cease miss late delay "
    "now then ago next previous former recent current early always usual often sometimes again further still already "
    "remain continue change same similar different compare improve better best worse worst increase decrease decline reduce "
    "rise rose risen fall fell fallen grow grew grown drop deteriorate strengthen weaken strong weak high low great small "
    "large progress maintain sustain stable outstanding good require adequate satisfactory poor excellent effective bad "
    "serious sufficient true"
)
"""Stems of words that may not be left out: these, and what bounds a claim to a place, time, number, degree or likelihood."""
_NEGATIVE = re.compile(
    r"(?:un|non|dis|mis|im|ir|il)[a-z]{3,}|in(?:ab|ac|ad|appr|cap|comp|cons|corr|eff|eq|exp|freq|sec|stab|suff|vis)[a-z]+"
    r"|[a-z]+(?:less|ly)|.*n['’]t",
    re.I,
)


def is_plain(sentence: str) -> bool:
    """Whether `sentence` is one sentence of bounded length, without markup or links, that stands by itself."""
    clauses = [_tokens(clause) for clause in sentence.split(";")]
    return (
        len(sentence) <= LONGEST
        and bool(_PLAIN.fullmatch(sentence))
        and not _JOINED.search(sentence)
        and len(sentences(sentence)) == 1
        and all(len(tokens) >= 3 and tokens[0].lower() not in _POINTING for tokens in clauses)
    )


def entailing(sentence: str, quotations: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """The ids of the quotations that entail `sentence`: one that entails the whole, or one for each of its clauses.

    Empty where a clause has none. quotations: the quoted stretches by id. Clauses are parted by semicolons.
    """
    if not is_plain(sentence):
        return ()
    sources = [
        (key, stretch[start:end])
        for key, stretches in quotations.items()
        for stretch in stretches
        for start, end in sentences(stretch)
    ]
    for clauses in ([sentence], sentence.split(";")):
        found = [next((key for key, source in sources if shortens(clause, source)), "") for clause in clauses]
        if all(found):
            return tuple(dict.fromkeys(found))
    return ()


def shortens(clause: str, source: str) -> bool:
    """Whether `clause` is the sentence `source`, or its beginning up to a semicolon or its last ", and", without some words.

    The first and the last word are kept, all that bound the claim, and all in `source` that turn it.
    """
    if source.rstrip("\"'”’) ").endswith("?"):
        return False
    kept, found = _tokens(clause), list(_TOKEN.finditer(source))
    words = [match[0] for match in found]
    starts = [match.start() for match in found]
    ends = {bisect_left(starts, match.start()) for match in _CLAUSE_END.finditer(source)} | {len(words)}
    turned = max((index for index, word in enumerate(words) if _turns(word)), default=0)
    place = 0
    for index, (word, guarded) in enumerate(zip(words, _guarded(words), strict=True)):
        if place < len(kept) and _same(kept[place], word, first=index == 0):
            place += 1
            if place == len(kept) and index + 1 in ends and index >= turned:
                return True
        elif guarded or index == 0:
            return False
    return False


def _same(kept: str, word: str, first: bool) -> bool:
    """Whether two words are one but for the ending of a plural; a sentence's first also but for its capital."""
    if first:
        kept, word = kept.lower(), word.lower()
    if kept == word:
        return True
    plain = kept.isalpha() and word.isalpha() and min(len(kept), len(word)) > 3
    return plain and kept.islower() and word.islower() and singular(kept) == singular(word)


def _guarded(tokens: Sequence[str]) -> list[bool]:
    """For each word, whether it may not be left out: by itself, or by the word before or after it."""
    beside = list(pairwise([*tokens, ""]))
    before = ["", *tokens[:-1]]
    return [
        bounds(word) or following.lower() in _GOVERNING or bool(_NUMBER.fullmatch(last)) or last.lower() in _GOVERNING
        for last, (word, following) in zip(before, beside, strict=True)
    ]


def bounds(word: str) -> bool:
    """Whether a word is a number, a name, a grade, a negation, or bounds a claim in another way."""
    return bool(_NUMBER.fullmatch(word) or word != word.lower() or stem(word) in BOUNDING or _NEGATIVE.fullmatch(word))


def _turns(word: str) -> bool:
    return stem(word) in TURNING or word.lower().endswith(("n't", "n’t"))


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(text)
