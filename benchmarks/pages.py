"""What the page of an answer costs the server, and each part of that.

Run as ``python -m benchmarks.pages GOLD STORE``, GOLD a JSON Lines file of questions. Each page is asked for several times
in one process, as a browser asks, without the network; the first round is left out, since pages are served by a process
that has worked out what they have in common. 60 ms are the bound at the median over 150 reports.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from flask import Flask, before_render_template, template_rendered
from flask.testing import FlaskClient

from benchmarks.answers import percentile
from graph.step import observed
from qa_service.evaluate import read_gold
from qa_service.explanation import STEPS
from qa_service.web import create_app

ROUNDS = 4
BOUND = 60.0
"""The milliseconds that the median page should take at most."""
PARTS = {**STEPS, "template": "fill in the template", "rest": "arrange what is shown, and read the request"}


def main(gold: Path, path: Path) -> None:
    """Ask the site over the store at `path` the questions in `gold`, and print the percentiles and the parts."""
    app = create_app(path)
    client = app.test_client()
    documents = len(app.extensions["throughline"].current().store.corpus.documents)
    questions = read_gold(gold)
    rounds = [[_measured(app, client, question) for question in questions] for _ in range(1 + ROUNDS)][1:]
    app.extensions["throughline"].current().sparql.close()
    found = [one for round_ in rounds for one in round_]
    times = [sum(seconds.values()) * 1000 for seconds, _ in found]
    told = ", ".join(f"p{share} {percentile(times, share):.1f} ms" for share in (50, 95, 100))
    print(f"{len(questions)} pages of answers over {documents} documents: {told}")
    for name, words in PARTS.items():
        values = [seconds[name] * 1000 for seconds, _ in found]
        print(f"  {words:<52} p50 {median(values):6.2f} ms, p95 {percentile(values, 95):6.2f} ms")
    sizes = [size / 1000 for _, size in found]
    print(f"HTML: p50 {median(sizes):.0f} kB, p95 {percentile(sizes, 95):.0f} kB, p100 {max(sizes):.0f} kB")
    print(f"at most {BOUND:.0f} ms at the median: {'kept' if median(times) <= BOUND else 'not kept'}")


def _measured(app: Flask, client: FlaskClient, question: dict[str, Any]) -> tuple[Counter[str], int]:
    """The seconds of each part of one page, and the bytes of its HTML."""
    asked = {"q": question["question"], "history": question.get("history") or []}
    with observed() as answering, _templates(app) as spent:
        started = perf_counter()
        response = client.get("/ask", query_string=asked, headers={"Accept": "text/html"})
        whole = perf_counter() - started
    if response.status_code != 200:
        sys.exit(f"“{question['question']}” gave {response.status}. Is the question one that can be asked?")
    seconds: Counter[str] = Counter({name: answering.seconds[name] for name in STEPS})
    seconds["template"] = sum(spent)  # type: ignore[assignment]
    seconds["rest"] = whole - sum(seconds.values())  # type: ignore[assignment]
    return seconds, len(response.data)


@contextmanager
def _templates(app: Flask) -> Iterator[list[float]]:
    """The seconds of each template that is filled in inside the ``with``."""
    started: list[float] = []
    spent: list[float] = []

    def begin(*_: Any, **__: Any) -> None:
        started.append(perf_counter())

    def end(*_: Any, **__: Any) -> None:
        spent.append(perf_counter() - started.pop())

    with before_render_template.connected_to(begin, app), template_rendered.connected_to(end, app):
        yield spent


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("Give the questions and the store to ask, as: python -m benchmarks.pages GOLD STORE")
    main(Path(sys.argv[1]), Path(sys.argv[2]))
