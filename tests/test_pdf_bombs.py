"""PDFs that would fill any memory from within the library that reads them end as a problem of that file, in a process of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from paper import FONT, SENTENCE, assembled, stream

from ingest.sandbox import read_files

SECONDS = 30.0
PAGE = (
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
    b"/Resources<</XObject<</X 6 0 R>>/Font<</F1 5 0 R>>>>>>"
)
FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</Font<</F1 5 0 R>>/XObject<</X %d 0 R>>>>"


def drawing(*forms: bytes) -> bytes:
    """A PDF whose one page draws the first of these forms."""
    page = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", PAGE]
    return assembled([*page, stream(SENTENCE + b" /X Do"), FONT, *forms])


ITSELF = drawing(stream(b"/X Do /X Do", FORM % 6))
"""A form that draws itself twice."""
OVER_AND_OVER = drawing(
    *(stream(b"/X Do " * 10, FORM % (number + 1)) for number in range(6, 15)), stream(SENTENCE, FORM % 15)
)
"""Ten forms that each draw the next one ten times: a thousand million sentences."""


@pytest.mark.parametrize("content", [ITSELF, OVER_AND_OVER], ids=["itself", "over and over"])
def test_forms_that_draw_forms_end_as_a_problem_and_the_next_file_is_read(tmp_path: Path, content: bytes) -> None:
    files = []
    for name, content_of_it in (("bomb.pdf", content), ("report.txt", b"Children are safe in the city.")):
        (tmp_path / name).write_bytes(content_of_it)
        files.append((tmp_path / name, name))
    bomb, report = read_files(files, SECONDS)
    assert [problem.severity for problem in bomb.problems] == ["unread"]
    assert report.source is not None
