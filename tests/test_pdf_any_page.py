"""Whatever stands where on the pages of a PDF, its words are read, each once, and spans select what was read."""

from __future__ import annotations

import re
from itertools import product
from string import ascii_lowercase

from hypothesis import given, settings
from hypothesis import strategies as st
from paper import BOLD, PLAIN, Paper

from ingest.formats import reader
from ingest.line import text_of

PLACES = st.tuples(st.integers(1, 40), st.sampled_from([60.0, 72.0, 90.0, 96.5, 250.0, 300.0, 420.0]))
"""The row of a page, from its foot, and how far in."""
LOOKS = st.tuples(
    st.sampled_from(["{}", "• {}", "– {}", "12. {}", "7.19 {}", "{} {} {}", "{}.", "{}:", "{} – {}", "({})"]),
    st.sampled_from([8.0, 9.0, 11.0, 11.5, 12.0]),
    st.sampled_from([PLAIN, BOLD]),
)
"""The marks between words, the size of the type, and the typeface."""


@settings(max_examples=200)
@given(st.lists(st.dictionaries(PLACES, LOOKS, min_size=1, max_size=40), min_size=1, max_size=4))
def test_every_word_of_any_page_is_read_once(
    pages: list[dict[tuple[int, float], tuple[str, float, str]]],
) -> None:
    """No two words are the same, so that none is taken for a running head."""
    names = ("".join(letters) for letters in product(ascii_lowercase, repeat=4))
    written = []
    paper = Paper()
    for page in pages:
        ends: dict[int, float] = {}
        for (row, x), (look, size, font) in sorted(page.items(), key=lambda item: item[0]):
            if x > ends.get(row, 0) + 5:
                words = [next(names) for _ in range(look.count("{}"))]
                written += words
                ends[row] = paper.at(x, 20 * row, look.format(*words), size, font)
        paper.page()
    reading = reader.read_bytes(paper.content(), ".pdf", "report.pdf")
    assert reading.source is not None
    read = [word for line in reading.lines for word in re.findall(r"[a-z]{4}", line.text)]
    assert sorted(read) == sorted(written)
    for line in reading.lines:
        assert line.text == text_of(reading.source.text, line.spans)
