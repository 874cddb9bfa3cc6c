"""Says whose words a document's own paragraphs are."""

from __future__ import annotations

import re

from ingest.document import Document
from ingest.kind import OFSTED_REPORTS

SPEAKERS = {
    "inspectors": "inspectors",
    "council": "the council about itself",
    "independent-chair": "the independent chair of the improvement board",
    "ofsted": "Ofsted’s guidance",
    "government": "the government",
    "press": "a news report",
    "unknown": "an author that the document does not name",
}


def speaker(document: Document) -> str:
    """The key in `SPEAKERS` of whoever wrote the document."""
    if document.kind in OFSTED_REPORTS:
        return "inspectors"
    if document.kind == "cabinet-report":
        return (
            "independent-chair"
            if re.search(r"\b(?:from|of|by) the independent chair\b", document.title, re.I)
            else "council"
        )
    return {"guidance": "ofsted", "policy": "government", "news": "press"}.get(document.kind, "unknown")
