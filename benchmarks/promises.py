"""Whether answers keep what is promised: word for word and cited, counts as their query gives, the same for whoever asks.

Run as ``python -m benchmarks.promises STORE GOLD...``, each GOLD a JSON Lines file of questions: what an answer should be
does not matter here, only that it is sound. Each question is asked twice, the second time by another process.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from hashlib import sha256
from itertools import chain
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from graph.passage import Passage
from graph.store import Store, open_store
from qa_service.answer import Answer, Evidence
from qa_service.evaluate import read_gold
from qa_service.service import answer

_COUNTS = (
    (re.compile(r"([\d,]+) passages? in [\d,]+ of [\d,]+ documents? "), ("paragraph",)),
    (re.compile(r"[\d,]+ passages? in ([\d,]+) of [\d,]+ documents? "), ("document",)),
    (re.compile(r"([\d,]+)(?: of [\d,]+)? documents? (?:on|mentions?) "), ("document",)),
    (re.compile(r"([\d,]+) of [\d,]+ reports? with "), ("authority", "date")),
    (re.compile(r"([\d,]+) of [\d,]+ authorit(?:y|ies) with "), ("authority",)),
)
"""How statements begin that count, with the variables of the query whose distinct values are counted."""
_OF_SIDE = re.compile(r"(.+?): (?=[\d,]+ passages? in )")
"""How such a statement begins that counts for one side of a comparison, by the query of that side."""
_IN_QUOTATION_MARKS = re.compile("“([^”]+)”")

Question = dict[str, Any]


def main(path: Path, files: Sequence[Path]) -> None:
    """Ask the store at `path` all questions in `files` twice, print what is broken, and exit 1 if anything is."""
    questions = list(chain.from_iterable(map(read_gold, files)))
    store = open_store(path)
    answers = [ask(store, question) for question in questions]
    again = asked_by_another_process(path, questions)
    broken = [
        f"{question['id']}: {fault}"
        for question, given, repeated in zip(questions, answers, again, strict=True)
        for fault in (*faults(store, given), *([] if as_json(given) == repeated else ["Asked again, it differs."]))
    ]
    for fault in broken:
        print(fault)
    counted = sum(len(counts(given)) for given in answers)
    quoted = sum(statement.type == "quotation" for given in answers for statement in given.statements)
    print(f"{len(answers)} answers, {quoted} quotations, {counted} counts, {len(broken)} faults")
    sys.exit(bool(broken))


def ask(store: Store, question: Question) -> Answer:
    """The answer to a question of a gold file."""
    return answer(store, question["question"], question.get("history") or [])


def as_json(given: Answer) -> str:
    """An answer as it is served, but for the time that it took."""
    return json.dumps({**given.to_json(), "took_ms": 0}, ensure_ascii=False)


def asked_by_another_process(path: Path, questions: Sequence[Question]) -> list[str]:
    """The answers, as JSON, of a process of its own that opens the store at `path` anew: its hashes of strings are others."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_all_as_json, path, questions).result()


def _all_as_json(path: Path, questions: Sequence[Question]) -> list[str]:
    store = open_store(path)
    return [as_json(ask(store, question)) for question in questions]


def faults(store: Store, given: Answer) -> Iterator[str]:
    """What an answer from `store` promises and does not keep, one sentence each."""
    shown = {item.id: item for item in (*given.evidence, *given.nearest)}
    for item in shown.values():
        yield from _of_evidence(store, item)
    yield from _of_statements(store, given, shown)
    known = set(store.corpus.iris)
    yield from (
        f"There is no document {item['document']}." for item in given.coverage.silent if item["document"] not in known
    )
    yield from _of_query(store, given)


def counts(given: Answer) -> list[tuple[int, tuple[str, ...], str]]:
    """The numbers that an answer counts, each with the variables that give it and their query."""
    found = []
    for statement in given.statements:
        side = _OF_SIDE.match(statement.text)
        query = given.queries.get(f"side “{side[1]}”", "") if side else given.sparql
        for pattern, variables in _COUNTS if statement.type == "computed" else ():
            if match := pattern.match(statement.text, side.end() if side else 0):
                found.append((int(match[1].replace(",", "")), variables, query))
    return found


def _of_evidence(store: Store, item: Evidence) -> Iterator[str]:
    """Whether the words of a paragraph are those between the ends of its spans in the source that was read, and it is cited."""
    passage = _passages(store).get(item.id)
    if passage is None:
        yield f"There is no paragraph {item.id}."
        return
    document = store.corpus.documents[passage.document]
    source = store.sources[document.source_sha256]
    if sha256(source.encode()).hexdigest() != store.manifest["texts"][document.source_sha256]:
        yield f"The source of {item.id} is not the one that was read."
    if _letters("".join(source[start:end] for start, end in passage.paragraph.spans)) != _letters(item.text):
        yield f"The words of {item.id} are not those of its source."
    cited = item.document["id"], item.document["title"], item.document["date"], item.document["source"]
    if cited != (store.corpus.iris[passage.document], document.title, document.date, document.source):
        yield f"The document of {item.id} is not cited as it is: {cited}."


def _of_statements(store: Store, given: Answer, shown: dict[str, Evidence]) -> Iterator[str]:
    """Whether each quotation stands in the one paragraph that it is from, and in the answer; what a count quotes is there or a heading."""
    highlighted = {(item.id, item.text[start:end]) for item in shown.values() for start, end in item.highlights}
    for statement in given.statements:
        unknown = [iri for iri in statement.evidence if iri not in shown]
        if unknown:
            yield f"The evidence {', '.join(unknown)} is not shown."
        elif statement.text not in given.answer:
            yield f"It states what its text does not: {statement.text}"
        elif statement.type == "quotation":
            [iri] = statement.evidence
            if (iri, statement.text) not in highlighted or statement.date != shown[iri].document["date"]:
                yield f"Not word for word in {iri}, or not of its date: {statement.text}"
        else:
            for quoted in _IN_QUOTATION_MARKS.findall(statement.text):
                if not any(quoted in text for text in chain((item.text for item in shown.values()), _headings(store))):
                    yield f"In quotation marks, and in no paragraph shown: {quoted}"


def _of_query(store: Store, given: Answer) -> Iterator[str]:
    """Whether the query shown runs, and gives what is counted."""
    rows = {}
    for query in (given.sparql, *given.queries.values()):
        try:
            rows[query] = list(_graph(store).query(query))
        except (SyntaxError, ValueError, OSError) as error:
            yield f"Its query does not run ({error}): {query}"
    for number, variables, query in counts(given):
        found = len({tuple(str(row[name]) for name in variables) for row in rows.get(query, ())})
        if found != number:
            yield f"It counts {number}, and its query gives {found}."


def _letters(text: str) -> str:
    """`text` without its white space: by itself it shows that no word was changed, whatever rule joins lines."""
    return "".join(text.split())


@cache
def _passages(store: Store) -> dict[str, Passage]:
    return {passage.iri: passage for passage in store.corpus.passages}


@cache
def _headings(store: Store) -> frozenset[str]:
    """The headings over each paragraph, as they are shown with it."""
    return frozenset(" – ".join(passage.trail) for passage in store.corpus.passages)


@cache
def _graph(store: Store) -> ox.Store:
    return ox.Store.read_only(str(store.graph_folder))


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit("Give the store and the files of questions, as: python -m benchmarks.promises STORE GOLD...")
    main(Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]])
