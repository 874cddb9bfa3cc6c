"""Scores what is read out of real reports against truth that people have checked, field by field.

Run as ``python -m benchmarks.extraction TRUTH.jsonl FOLDER``: each line of TRUTH names a file under FOLDER and
what a careful reader finds in it (see the README beside it). Texts are compared without spaces, hyphens and marks.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from graph.passage import corpus
from ingest.normalisation import normalise
from ingest.pipeline import ingest
from qa_service.documents import extraction

FIELDS = ("kind", "local_authority", "inspection_start", "inspection_end", "published", "lead_inspector")
BROKEN = "broken-html"


class Check(NamedTuple):
    """One thing compared: the field it belongs to, whether it is right, and what was expected and found."""

    field: str
    right: bool
    file: str
    expected: Any
    found: Any


def checks(truth: Path, folder: Path, every: int = 1) -> list[Check]:
    """Every comparison of the documents under `folder` with the lines of `truth`, or with one in so many of them."""
    expected = [json.loads(line) for line in truth.read_text(encoding="utf-8").splitlines() if line.strip()][::every]
    ingested = ingest([(folder / one["path"], one["path"]) for one in expected])
    whole = corpus(ingested.documents)
    found = {one["source"]: one for one in (extraction(whole, number) for number in range(len(whole.documents)))}
    unread = {problem.source: problem.code for problem in ingested.problems if problem.severity == "unread"}
    return [check for one in expected for check in _checks(one, found.get(one["path"]), unread.get(one["path"]))]


def _checks(expected: dict[str, Any], found: dict[str, Any] | None, unread: str | None) -> Iterator[Check]:
    file = expected["path"]
    if expected["kind"] == BROKEN:
        yield Check("broken file named", found is None and unread == "disguised", file, "disguised", unread)
        return
    if found is None:
        yield Check("read", False, file, "a document", unread)
        return
    for field in FIELDS:
        yield Check(field, found[field] == expected[field], file, expected[field], found[field])
    for area, grade in expected["judgements"].items():
        yield Check(
            "judgements", found["judgements"].get(area) == grade, file, (area, grade), found["judgements"].get(area)
        )
    for area in sorted(found["judgements"].keys() - expected["judgements"].keys()):
        yield Check("judgements", False, file, (area, None), found["judgements"][area])
    for field in ("needs_to_improve", "lscb_recommendations"):
        yield from _items(field, expected, found)
    yield Check(
        "highest number",
        found["numbered_paragraphs"] == expected["numbered_paragraphs"],
        file,
        expected["numbered_paragraphs"],
        found["numbered_paragraphs"],
    )
    for sample in expected["paragraph_samples"]:
        yield _sample(sample, found, file)


def _items(field: str, expected: dict[str, Any], found: dict[str, Any]) -> Iterator[Check]:
    """Each expected item begins one found item; nothing else is found but the items nested in them."""
    left = [_bare(text) for text in found[field]]
    for start in expected.get(field, []):
        match = next((text for text in left if text.startswith(_bare(start))), None)
        if match is not None:
            left.remove(match)
        yield Check(field, match is not None, expected["path"], start, match)
    nested = [_bare(text) for text in _flat(expected.get(f"{field}_sub", []))]
    for text in left:
        if not any(text.startswith(start) for start in nested):
            yield Check(f"{field} invented", False, expected["path"], None, text)


def _flat(nested: Any) -> Iterator[str]:
    if isinstance(nested, str):
        yield nested
        return
    for inner in nested.values() if isinstance(nested, dict) else nested:
        yield from _flat(inner)


def _sample(sample: dict[str, Any], found: dict[str, Any], file: str) -> Check:
    """A paragraph with the right number, if one is printed, begins and ends with the sample's words and is on its page."""
    texts = []
    for paragraph in found["paragraphs"]:
        if sample.get("number") and paragraph["number"] != str(sample["number"]):
            continue
        bare = _bare(paragraph["text"])
        texts.append(paragraph["text"])
        if (
            bare.startswith(_bare(sample["starts"]))
            and bare.endswith(_bare(sample["ends"]))
            and paragraph["page"] == sample["pages"][0]
        ):
            return Check("paragraph samples", True, file, sample, None)
    return Check("paragraph samples", False, file, sample, [f"{text[:60]} … {text[-60:]}" for text in texts[:3]])


def _bare(text: str) -> str:
    return re.sub(r"[\W_]", "", normalise(text))


def scores(results: Iterable[Check]) -> dict[str, tuple[int, int]]:
    """By field, how many of the results are right, and how many there are."""
    counts: dict[str, tuple[int, int]] = {}
    for check in results:
        right, of = counts.get(check.field, (0, 0))
        counts[check.field] = right + check.right, of + 1
    return counts


def report(results: list[Check]) -> str:
    """The results as a table, a line a field, and below it each thing that is wrong."""
    lines = [f"{field:<30}{right:>6} of {of:<6}{right / of:8.2%}" for field, (right, of) in scores(results).items()]
    wrong = [check for check in results if not check.right]
    lines += [
        f"\n{check.file}: {check.field}\n  expected {check.expected}\n  found    {check.found}" for check in wrong
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    print(report(checks(Path(sys.argv[1]), Path(sys.argv[2]))))
