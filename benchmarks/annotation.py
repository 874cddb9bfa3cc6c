"""How well themes, reported speech and figures are found in sentences that were drawn at random and labelled by hand.

Run as ``python -m benchmarks.annotation FOLDER`` over the reports that the sentences were drawn from. What was labelled
and how is told in ``benchmarks/labels/README.md``; the sentences themselves are in the reports only.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from graph.passage import Corpus, Passage, corpus
from ingest.document import Document, Figure, Span
from ingest.pipeline import find_files, gather
from ingest.sandbox import read_files
from ontology.vocabulary import ID, vocabulary

LABELS = Path(__file__).parent / "labels"
THEME = f"{ID}theme/"
OVERLAP = 0.5
"""Two stretches of words are the same phrase if the harmonic mean of the shares that they have in common is at least this."""


@dataclass
class Score:
    """Counts of what was found and is right, found and wrong, and right but not found."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __str__(self) -> str:
        precision = self.right / ((self.right + self.wrong) or 1)
        recall = self.right / ((self.right + self.missed) or 1)
        return f"precision {precision:.3f}, recall {recall:.3f} ({self.right} right, {self.wrong} wrong, {self.missed} missed)"


@dataclass(frozen=True)
class Sentence:
    """A labelled sentence where it stands: in which passage of which document, from where to where."""

    passage: Passage
    document: Document
    span: Span
    label: dict[str, Any]

    def holds(self, paragraph: int, start: int) -> bool:
        """Whether what begins at `start` of the document's paragraph of that index stands in the sentence."""
        return paragraph == self.passage.index and self.span[0] <= start < self.span[1]


def main(folder: Path) -> None:
    """Read the reports and print the scores."""
    whole = corpus(gather(read_files(find_files([folder]))).documents)
    _themes(whole)
    _speakers(whole)
    _figures(whole)


def _sentences(name: str, whole: Corpus) -> Iterator[Sentence]:
    """The labelled sentences of a file that are in the corpus, word for word."""
    passages = {passage.iri: passage for passage in whole.passages}
    lost = 0
    for line in (LABELS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        label = json.loads(line)
        passage = passages.get(label["paragraph"])
        span = (
            passage.sentences[label["sentence"]] if passage and label["sentence"] < len(passage.sentences) else (0, 0)
        )
        if passage is None or _hash(passage.text[slice(*span)]) != label["sha256"]:
            lost += 1
        else:
            yield Sentence(passage, whole.documents[passage.document], span, label)
    print(f"\n{name}: {lost} labelled sentences are not in these reports" if lost else f"\n{name}")


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


# Themes


def _themes(whole: Corpus) -> None:
    """Precision and recall by level: a theme brings those above it with it. By method, the share that is right."""
    levels = {level: Score() for level in range(1, 5)}
    methods: dict[str, Score] = {}
    exact = Score()
    for sentence in _sentences("themes", whole):
        found = {
            mention.concept: mention.method
            for mention in sentence.document.mentions
            if mention.concept.startswith(THEME) and sentence.holds(mention.paragraph, mention.span[0])
        }
        wanted = {THEME + key for key in sentence.label["themes"]}
        allowed = _with_broader(wanted | {THEME + key for key in sentence.label["may"]})
        _count(exact, found, wanted, allowed)
        for level, score in levels.items():
            _count(score, *(_of_level(level, _with_broader(themes)) for themes in (found, wanted, allowed)))
        for theme, method in found.items():
            _count(methods.setdefault(method, Score()), {theme}, {theme} & allowed, allowed)
    for level, score in levels.items():
        print(f"  level {level}: {score}")
    print(f"  all levels: {_sum(levels.values())}")
    print(f"  the very theme: {exact}")
    for method, score in sorted(methods.items()):
        print(
            f"  found by {method}: {score.right / (score.right + score.wrong):.2f} of {score.right + score.wrong} right"
        )


def _count(score: Score, found: Iterable[str], wanted: Iterable[str], allowed: Iterable[str]) -> None:
    """What is allowed but not wanted counts neither for nor against."""
    found, wanted = set(found), set(wanted)
    score.right += len(found & wanted)
    score.wrong += len(found - set(allowed))
    score.missed += len(wanted - found)


def _sum(scores: Iterable[Score]) -> Score:
    """The counts of several scores together."""
    scores = list(scores)
    return Score(*(sum(getattr(score, field) for score in scores) for field in ("right", "wrong", "missed")))


def _with_broader(themes: Iterable[str]) -> set[str]:
    return {broader for theme in themes for broader in _broader(theme)}


@cache
def _broader(theme: str) -> frozenset[str]:
    """A theme and all that are broader."""
    return frozenset({theme}.union(*(_broader(broader) for broader in vocabulary().themes[theme].broader)))


@cache
def _level(theme: str) -> int:
    return 1 + max((_level(broader) for broader in vocabulary().themes[theme].broader), default=0)


def _of_level(level: int, themes: Iterable[str]) -> set[str]:
    return {theme for theme in themes if _level(theme) == level}


# Reported speech


def _speakers(whole: Corpus) -> None:
    score, sure, same = Score(), Score(), 0
    sentences = list(_sentences("speakers", whole))
    for sentence in sentences:
        found = {
            said.speaker for said in sentence.document.attributions if sentence.holds(said.paragraph, said.span[0])
        }
        wanted = set(sentence.label["voices"])
        same += found == wanted
        for counted in (score, *(() if sentence.label["doubt"] else (sure,))):
            _count(counted, found, wanted, wanted)
    print(f"  speakers: {score}")
    print(f"  of those that no indexer doubted: {sure}")
    print(f"  sentences with just the right speakers: {same} of {len(sentences)}")


# Figures


def _figures(whole: Corpus) -> None:
    """Values with their units; and of the figures that are found, whether what they measure, whom, and when is right."""
    values, sure = Score(), Score()
    fields = {name: Counter[bool]() for name in ("measures", "group", "date")}
    for sentence in _sentences("figures", whole):
        here = [figure for figure in sentence.document.figures if sentence.holds(figure.paragraph, figure.span[0])]
        for label in sentence.label["figures"]:
            figure = next((figure for figure in here if _is_it(figure, label, sentence)), None)
            for score in (values, *(() if label.get("doubt") else (sure,))):
                score.right += figure is not None
                score.missed += figure is None
            if figure:
                here.remove(figure)
                fields["measures"][_agrees(figure.measures, label["measures"], sentence)] += 1
                fields["group"][_agrees(figure.group, label["group"], sentence)] += 1
                fields["date"][figure.date in label["date"] and _agrees(figure.period, label["period"], sentence)] += 1
        for score in (values, sure):
            score.wrong += len(here)
    print(f"  value and unit: {values}")
    print(f"  of those that no indexer doubted: {sure}")
    for name, counts in fields.items():
        print(f"  {name}: {counts[True] / counts.total():.3f} right of {counts.total()} found")


def _is_it(figure: Figure, label: dict[str, Any], sentence: Sentence) -> bool:
    start, end = (place + sentence.span[0] for place in label["span"])
    same = (float(figure.value), figure.unit) == (float(label["value"]), label["unit"])
    return same and figure.span[0] < end and figure.span[1] > start


def _agrees(span: Span | None, labels: Iterable[list[int] | None], sentence: Sentence) -> bool:
    """Whether a stretch of words is what one of the indexers gave, or nothing where they gave nothing."""
    for label in labels:
        if label is None or span is None:
            if label is None and span is None:
                return True
            continue
        start, end = (place + sentence.span[0] for place in label)
        common = min(end, span[1]) - max(start, span[0])
        if 2 * common / (end - start + span[1] - span[0]) >= OVERLAP:
            return True
    return False


if __name__ == "__main__":
    main(Path(sys.argv[1]))
