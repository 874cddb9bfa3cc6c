"""An answer as RIS, which Zotero and other reference managers read: a record for each document, a note for each quotation."""

from __future__ import annotations

from typing import Any

from qa_service.export.records import QUOTED, Asked, by_document, passages


def ris(asked: Asked) -> bytes:
    """The records, in UTF-8."""
    return "".join(_record(asked, iri, rows) for iri, rows in by_document(passages(asked)).items()).encode()


def _record(asked: Asked, iri: str, rows: list[dict[str, Any]]) -> str:
    first = rows[0]
    date = first["date"] or ""
    lines: list[tuple[str, str | None]] = [
        ("TY", "RPRT"),
        ("ID", iri),
        ("TI", first["document"]),
        ("AU", first["publisher"]),
        ("PB", first["publisher"]),
        ("PY", date[:4]),
        ("DA", date.replace("-", "/")),
        ("M3", first["document_type"]),
        *(("SP", str(page)) for page in sorted({row["page"] for row in rows if row["page"]})[:1]),
        *(("N1", note(row)) for row in rows),
        *(("KW", theme["label"]) for theme in asked.answer.understood["themes"]),
        ("UR", asked.link(iri)),
        ("ER", ""),
    ]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in lines if value or tag == "ER") + "\r\n"


def note(row: dict[str, Any]) -> str:
    """A quotation with its place, or the whole passage where nothing of it is quoted and how it stands to the question."""
    if row["standing"] == QUOTED:
        return f"“{row['quotation']}” ({row['citation']}) {row['link']}"
    return f"[{row['standing']}] “{row['passage']}” ({row['citation']}) {row['link']}"
