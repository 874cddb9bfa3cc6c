"""Learns from questions what kind of answer their words ask for, and writes `qa_service/intent.json`.

Run as ``python -m benchmarks.intent GOLD ...``. A multinomial logistic regression is fitted with a penalty on the squares
of its weights (Hastie, Tibshirani and Friedman, The Elements of Statistical Learning, 2nd edition, sections 4.4 and 18.3.2).
Words count that stand in questions on several authorities, so that no name does. Follow-ups and
questions without an answer have no kind of their own and are left out. Prints how often each kind is right and how often
it is found in questions on authorities that were left out of the fit, by the forms alone and with the model. Run it again
where forms or questions have changed.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from qa_service.answer import KINDS
from qa_service.evaluate import read_gold
from qa_service.intent import PATH, Model, features, form_of, question_words, surest

PENALTY = 2.0
MIN_AUTHORITIES = 5
MIN_QUESTIONS = 5
MIN_WEIGHT = 0.05
"""A pair of words whose weights are all smaller is left out."""
FOLDS = 5
_AUTHORITY = re.compile(r"/document/([^/]+)/")


@dataclass(frozen=True)
class Case:
    """A question with its kind, and the authorities that it is on; where its file names none, that file stands for them."""

    file: Path
    question: str
    kind: str
    authorities: frozenset[str]


def cases(gold: Path) -> list[Case]:
    """The questions in `gold` that have a kind of their own."""
    return [
        Case(
            gold,
            question["question"],
            question["type"],
            _authorities(question.get("gold") or []) or frozenset({gold.stem}),
        )
        for question in read_gold(gold)
        if question["answerable"] and question["type"] in KINDS
    ]


def _authorities(paragraphs: Sequence[dict[str, object]]) -> frozenset[str]:
    return frozenset(found[1] for each in paragraphs if (found := _AUTHORITY.search(str(each.get("id")))))


def known_words(known: Sequence[Case]) -> set[str]:
    """The words that stand in enough questions, on enough authorities."""
    questions: Counter[str] = Counter()
    authorities: dict[str, set[str]] = {}
    for case in known:
        for word in {*question_words(case.question)}:
            questions[word] += 1
            authorities.setdefault(word, set()).update(case.authorities)
    return {word for word, n in questions.items() if n >= MIN_QUESTIONS and len(authorities[word]) >= MIN_AUTHORITIES}


def learn(known: Sequence[Case]) -> Model:
    """The model under which the kinds of `known` are most probable, less the penalty; weights to two decimal places."""
    kinds = sorted({case.kind for case in known})
    words = known_words(known)
    of_case = [features(case.question, words) for case in known]
    frequency = Counter(feature for found in of_case for feature in found)
    names = sorted(feature for feature, n in frequency.items() if n >= MIN_QUESTIONS)
    x = np.array([[name in found for name in names] for found in of_case], dtype=float)
    y = np.array([[case.kind == kind for kind in kinds] for case in known], dtype=float)
    weights, intercepts = fit(x, y)
    return Model(
        kinds,
        np.round(intercepts, 2).tolist(),
        {
            name: np.round(row, 2).tolist()
            for name, row in zip(names, weights, strict=True)
            if name in words or np.abs(row).max() >= MIN_WEIGHT
        },
    )


def fit(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The weights, shape (features, kinds), and intercepts, shape (kinds,), by L-BFGS.

    x: 1 where a case has a feature, shape (cases, features). y: 1 where it is of a kind, shape (cases, kinds).
    """
    shape = (x.shape[1] + 1, y.shape[1])

    def loss(parameters: np.ndarray) -> tuple[float, np.ndarray]:
        weights, intercepts = np.split(parameters.reshape(shape), [-1])
        scores = x @ weights + intercepts
        logarithms = scores - np.logaddexp.reduce(scores, axis=1, keepdims=True)
        pull = np.exp(logarithms) - y
        value = PENALTY / 2 * (weights**2).sum() - (y * logarithms).sum()
        return float(value), np.vstack([x.T @ pull + PENALTY * weights, pull.sum(0)]).ravel()

    best = minimize(loss, np.zeros(shape).ravel(), jac=True, method="L-BFGS-B").x.reshape(shape)
    return best[:-1], best[-1]


def left_out(known: Sequence[Case]) -> list[str]:
    """The kind by the words of each case, as models tell it that are learned from questions on other authorities."""
    names = sorted({name for case in known for name in case.authorities})
    fold_of = dict(zip(names, np.random.default_rng(0).permutation(len(names)) % FOLDS, strict=True))
    told = [""] * len(known)
    for fold in range(FOLDS):
        inside = [case for case in known if all(fold_of[name] != fold for name in case.authorities)]
        learned = learn(inside)
        for number, case in enumerate(known):
            if fold_of[min(case.authorities)] == fold:
                told[number] = surest(learned.probabilities(case.question))
    return told


def precision_and_recall(kinds: Sequence[str], told: Sequence[str], kind: str) -> tuple[float, float]:
    """How many of those told to be of a kind are, and how many of that kind are told to be; 0 where there are none."""
    right = sum(a == b == kind for a, b in zip(kinds, told, strict=True))
    return right / max(1, told.count(kind)), right / max(1, kinds.count(kind))


def written(learned: Model) -> str:
    """`learned` as JSON, with the weights of one feature on each line."""
    fields = asdict(learned)
    rows = ",\n".join(f"  {json.dumps(name)}: {json.dumps(row)}" for name, row in fields.pop("weights").items())
    head = "".join(f' "{name}": {json.dumps(value)},\n' for name, value in fields.items())
    return f'{{\n{head} "weights": {{\n{rows}\n }}\n}}\n'


def main(files: Sequence[str]) -> None:
    """Learn from the questions in all `files`, print what that is worth on questions left out, and write the model."""
    known = [case for file in files for case in cases(Path(file))]
    forms = [form_of(case.question) for case in known]
    before = [form or "theme" for form in forms]
    after = [form or told for form, told in zip(forms, left_out(known), strict=True)]
    for file in dict.fromkeys(case.file for case in known):
        of_file = [number for number, case in enumerate(known) if case.file == file]
        kinds = [known[number].kind for number in of_file]
        print(f"{file}: {len(kinds)} questions; precision and recall by forms alone, and with the model")
        shares = [np.mean([told[n] == known[n].kind for n in of_file]) for told in (before, after)]
        print(f"  {'all':15}{shares[0]:6.3f} {'':5}{shares[1]:8.3f}")
        for kind in sorted({*kinds}):
            pairs = [precision_and_recall(kinds, [told[n] for n in of_file], kind) for told in (before, after)]
            print(f"  {kind:15}{pairs[0][0]:6.3f} {pairs[0][1]:5.3f}{pairs[1][0]:8.3f} {pairs[1][1]:5.3f}")
    PATH.write_text(written(learn(known)), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
