"""`export` prints the whole store in each form."""

from __future__ import annotations

import csv
import io

from commands import Run

from graph.store import Store


def test_the_export_as_nquads_is_sorted_and_whole(run: Run) -> None:
    lines = run("export").output.splitlines()
    assert lines == sorted(set(lines))
    assert len(lines) > 10_000
    assert all(line.endswith(" .") for line in lines)


def test_every_form_of_export_has_every_document(run: Run, sample: Store) -> None:
    for kind in ("nquads", "trig", "jsonld", "csv"):
        given = run("export", "--format", kind)
        assert given.exit_code == 0
        assert all(document.title in given.output.replace("\\u2019", "’") for document in sample.corpus.documents), kind


def test_the_export_as_csv_has_a_row_for_each_paragraph(run: Run, sample: Store) -> None:
    rows = list(csv.DictReader(io.StringIO(run("export", "--format", "csv").stdout_bytes.decode("utf-8-sig"))))
    assert [row["paragraph"] for row in rows] == [passage.iri for passage in sample.corpus.passages]
    [row] = [row for row in rows if row["paragraph"].endswith("/sif/2016-11-28/p/30")]
    assert (row["date"], row["number"], row["role"]) == ("2016-11-28", "30", "finding")
    assert row["text"].startswith("Work to protect girls from female genital mutilation")
