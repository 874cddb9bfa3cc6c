"""An answer as BibTeX: an entry for each document, whose note has a paragraph for each quotation."""

from __future__ import annotations

from typing import Any

from ingest.normalisation import slug
from qa_service.export.records import Asked, by_document, passages
from qa_service.export.ris import note

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_ESCAPED = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        **{mark: f"\\{mark}" for mark in "#$%&_"},
    }
)


def bibtex(asked: Asked) -> bytes:
    """The entries, in UTF-8."""
    return "\n".join(_entry(asked, iri, rows) for iri, rows in by_document(passages(asked)).items()).encode()


def _entry(asked: Asked, iri: str, rows: list[dict[str, Any]]) -> str:
    first = rows[0]
    year, _, rest = (first["date"] or "").partition("-")
    fields = {
        "title": f"{{{_escaped(first['document'])}}}",
        "author": f"{{{_escaped(first['publisher'])}}}" if first["publisher"] else "",
        "institution": _escaped(first["publisher"] or ""),
        "type": _escaped(first["document_type"]),
        "year": year,
        "month": _MONTHS[int(rest[:2]) - 1] if rest else "",
        "url": asked.link(iri),
        "keywords": _escaped(", ".join(theme["label"] for theme in asked.answer.understood["themes"])),
        "annote": "\n\n".join(_escaped(note(row)) for row in rows),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@techreport{{{slug(iri.split('/id/document/', 1)[1])},\n{lines}}}\n"


def _escaped(text: str) -> str:
    return text.translate(_ESCAPED)
