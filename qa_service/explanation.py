"""Explains an answer to whoever tunes it: what each step cost, and which features put the best passages where they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter

from graph.encoder import model_folder
from graph.passage import Passage
from graph.step import Observation, observed
from graph.store import Store
from qa_service.retrieval import WEIGHTS, Ranking
from qa_service.service import answer
from qa_service.wording import describe, place

STEPS = {
    "understand": "understand the question",
    "embed": "embed it",
    "words": "score words and labels",
    "vectors": "score vectors",
    "concepts": "score concepts and their meanings",
    "document": "score dates, kinds, roles, tone and authorities",
    "feedback": "score what is like the best of a first ranking",
    "rank": "scale the features and add them up",
    "sort": "sort",
    "refuse": "see whether there is an answer",
    "compose": "compose it",
    "verify": "verify quotations and counts",
    "answer": "render it",
}
"""The steps of an answer in their order, in words."""
BEST = 10
ROUNDS = 7


@dataclass(frozen=True)
class Explanation:
    """How an answer comes about, without a language model. first and again: seconds by step, when asked first, and the median when asked again.

    embedding: T, the seconds in which sentence-transformers embeds the question once; what costs are compared by.
    """

    first: dict[str, float]
    again: dict[str, float]
    embedding: float
    ranking: Ranking


def explain(store: Store, text: str, history: Sequence[str] = ()) -> Explanation:
    """Answer the question `text` several times and measure. Raises QuestionError and ModelError."""
    first, *again = (_observed(lambda: answer(store, text, history)) for _ in range(1 + ROUNDS))
    return Explanation(
        {name: first.seconds[name] for name in STEPS},
        {name: median(observation.seconds[name] for observation in again) for name in STEPS},
        embedding_seconds(text),
        first.results["rank"],
    )


def embedding_seconds(text: str) -> float:
    """T: the median seconds in which sentence-transformers, as it comes, embeds `text` once by one thread. Raises ModelError."""
    import torch
    from sentence_transformers import SentenceTransformer
    from transformers.utils.logging import disable_progress_bar

    disable_progress_bar()
    torch.set_num_threads(1)
    model = SentenceTransformer(str(model_folder()), device="cpu")
    model.encode(text, show_progress_bar=False)
    times = []
    for _ in range(ROUNDS):
        started = perf_counter()
        model.encode(text, show_progress_bar=False)
        times.append(perf_counter() - started)
    return median(times)


def explained(explanation: Explanation, store: Store) -> str:
    """The explanation as text for reading."""
    return f"{_costs(explanation)}\n\n{_best(explanation.ranking, store)}"


def _observed(run: Callable[[], object]) -> Observation:
    with observed() as observation:
        run()
    return observation


def _costs(explanation: Explanation) -> str:
    unit = explanation.embedding
    wide = max(map(len, STEPS.values()))
    lines = [
        f"What each step costs, beside T = {unit * 1000:.1f} ms, in which sentence-transformers embeds the question once:",
        f"  {'':{wide}}  {'asked first':>12}  {'asked again':>12}",
    ]
    rows = [(words, explanation.first[name], explanation.again[name]) for name, words in STEPS.items()]
    rows.append(("the whole answer", sum(explanation.first.values()), sum(explanation.again.values())))
    lines += [
        f"  {words:{wide}}  {first * 1000:9.1f} ms  {again * 1000:9.1f} ms  {again / unit:5.2f} T"
        for words, first, again in rows
    ]
    return "\n".join(lines)


def _best(ranking: Ranking, store: Store) -> str:
    rows = ranking.order[:BEST].tolist()
    lines = [f"The first {len(rows)} passages of the ranking, with each feature (from 0 to 1) times its weight:"]
    for number, row in enumerate(rows, 1):
        passage = store.corpus.passages[row]
        shares = {name: (float(feature[row]), WEIGHTS[name]) for name, feature in ranking.features.items()}
        told = [
            f"{name} {value:.2f} × {weight:g}" for name, (value, weight) in sorted(shares.items(), key=_share) if value
        ]
        lines += [
            f"  {number:>2}. {ranking.scores[row]:.3f}  {_named(passage, store)}",
            f"      {passage.text[:120]}{'…' if len(passage.text) > 120 else ''}",
            f"      {'; '.join(told)}",
        ]
    return "\n".join(lines)


def _named(passage: Passage, store: Store) -> str:
    return f"{describe(store.corpus.documents[passage.document])}; {place(passage)}"


def _share(item: tuple[str, tuple[float, float]]) -> float:
    """What orders features, that with the largest share of the score first."""
    value, weight = item[1]
    return -abs(value * weight)
