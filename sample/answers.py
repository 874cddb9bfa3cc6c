"""The page "What answers look like": one question of each kind, put to the sample.

Run as ``python -m sample.answers STORE`` (or ``make reference``): it writes ``docs/answers.md``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

from graph.store import Store, open_store
from qa_service.service import answer
from qa_service.wording import plural

PAGE = Path(__file__).parent.parent / "docs" / "answers.md"
KINDS = {
    "timeline": (
        "What was said about bed and breakfast for care leavers over time?",
        "What each document says, in order of date; and which documents say nothing.",
    ),
    "judgement": (
        "How did the grade for leadership change?",
        "The grade of each inspection, with its framework. Nothing is said to be better or worse that is not comparable.",
    ),
    "figure": (
        "What percentage of care leavers were in suitable accommodation?",
        "Every figure that is printed, with what it measures, for when, and in which document. None is averaged.",
    ),
    "recommendation": (
        "What needed to improve, according to the 2019 inspection?",
        "The items as they are printed, and what other documents say of the same things.",
    ),
    "actor": (
        "What did foster carers tell inspectors in 2016?",
        "What a group of people, a body or the holder of a post said and did, and in whose words it is told.",
    ),
    "theme": ("How well is adoption done?", "The passages that say most about it, whoever they are by."),
    "comparison": (
        "What is the difference between return home interviews in the 2018 letter and the 2021 letter?",
        "Two sides, or more, each in the words of its documents.",
    ),
    "definition": ("What does DCS stand for?", "What the documents themselves say that it is."),
    "count": (
        "How many documents mention foster carers?",
        "A number, the query that gives it again, and a passage from each document that is counted.",
    ),
    "none": (
        "Why was Northmere judged outstanding in 2019?",
        "No answer, where the documents have none, and why: here the question takes for granted what is not so.",
    ),
}
"""The kinds of answer, each with a question that has such an answer, and with what there is to see in it."""
SHOWN = 6
"""So many quotations of an answer are shown."""
SIDE_BY_SIDE = ("timeline", "theme", "comparison")
OF_EACH = 3
"""So many of each document are shown where documents stand side by side."""
_GRADE = "  Grade in force: "
"""How a line begins that says which grade was in force at a document."""
_OPENING = """# What answers look like

Ten questions to the [sample](../sample/documents), six documents on a council that does not exist, each with an answer of
another kind. What stands in quotation marks after a dot is word for word in the document that is named above it, or by its
date beside it. The rest is worked out from the documents, and a query that comes with the answer gives it again.

This page is made by asking (`make reference`), and a test compares it with what is answered. Long answers end after a few
quotations; each of these is whole.
"""


def page(store: Store) -> str:
    """The page, as Markdown, with the answers from `store`, which is that of the sample."""
    return "\n".join([_OPENING, *(line for kind in KINDS for line in _section(kind, store))])


def _section(kind: str, store: Store) -> Iterator[str]:
    question, told = KINDS[kind]
    given = answer(store, question)
    yield from (f"## {question}", "", f"*{told}*", "")
    blocks = [block.splitlines() for block in given.answer.split("\n\n")]
    shown = list(_shown(blocks, side_by_side=kind in SIDE_BY_SIDE))
    yield "\n>\n".join("\n".join(_as_markdown(block)) for block in shown)
    left_out = _quotations(blocks) - _quotations(shown)
    if left_out:
        yield f"\n{plural(left_out, 'more quotation')} of this answer {'is' if left_out == 1 else 'are'} not shown here."
    if given.kind == "count":
        yield f"\n```sparql\n{given.sparql.strip()}\n```"
    yield ""


def _shown(blocks: Sequence[Sequence[str]], side_by_side: bool) -> Iterator[list[str]]:
    """The blocks of an answer, each of which is parted from the next by an empty line, without the quotations left out.

    The first `SHOWN` are kept, or `OF_EACH` of each document if these stand side by side. A document of which none is
    kept is not named.
    """
    left = SHOWN
    for block in blocks:
        quoted = [line for line in block if _is_quotation(line)]
        kept = quoted[: OF_EACH if side_by_side else left]
        left -= len(kept)
        if kept or not quoted:
            yield [line for line in block if line in kept or not _is_quotation(line)]


def _is_quotation(line: str) -> bool:
    return line.startswith("  “")


def _quotations(blocks: Iterable[Sequence[str]]) -> int:
    return sum(map(_is_quotation, chain.from_iterable(blocks)))


def _as_markdown(block: Iterable[str]) -> Iterator[str]:
    """The lines of a block in a quotation of Markdown: those set in are items of a list, the others paragraphs."""
    items = False
    for number, line in enumerate(block):
        item = line.startswith(" ") and not line.startswith(_GRADE)
        if number and not (items and item):
            yield ">"
        items = item
        yield f"> - {line.strip()}" if items else f"> {line.strip()}"


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Give the store of the sample, as: python -m sample.answers STORE")
    PAGE.write_text(page(open_store(Path(sys.argv[1]))), encoding="utf-8")
