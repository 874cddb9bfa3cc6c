"""The answer to a question, or a table of a page, as a file to keep."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

from flask import Response, request, send_file, url_for

from qa_service.answer import Answer
from qa_service.export import FORMATS, file_name
from qa_service.export.csv import csv_bytes
from qa_service.export.records import Asked
from qa_service.web.app import generation
from qa_service.web.place import anchor, slugs


def download(given: Answer, ending: str, history: list[str], filters: dict[str, str]) -> Response:
    """`given` as a file of the form `ending`, a key of `qa_service.export.FORMATS`."""
    pages = slugs(generation().store.corpus)

    def link(iri: str) -> str:
        document, of_paragraph, _ = iri.partition("/p/")
        return url_for(
            "pages.document", slug=pages[document], _anchor=anchor(iri) if of_paragraph else None, _external=True
        )

    address = url_for("pages.ask", q=request.args.get("q"), history=history, **filters, _external=True)
    made = FORMATS[ending].make(Asked(given, address, link, filters, tuple(history)))
    return send_file(
        io.BytesIO(made),
        mimetype=FORMATS[ending].media_type,
        as_attachment=True,
        download_name=file_name(given.question, ending),
    )


def csv_file(name: str, heading: Sequence[str], rows: Iterable[Sequence[object]]) -> Response:
    """A table of a page as the file `name`.csv."""
    table = csv_bytes(heading, rows)
    return send_file(io.BytesIO(table), mimetype="text/csv", as_attachment=True, download_name=f"{name}.csv")
