"""The sample documents: which text each is made from, in which form it is served, and how any form is made."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sample.forms import pdf, plain, web, word
from sample.forms.sheet import things

TEXTS = Path(__file__).parent.parent / "texts"
DOCUMENTS = Path(__file__).parent.parent / "documents"
FORMS = ("pdf", "docx", "html", "txt")


@dataclass(frozen=True)
class Sample:
    """A sample document. form: of `FORMS`, as its kind is published. running_head: what stands at the top of its pages."""

    name: str
    form: str
    running_head: str

    @property
    def text(self) -> str:
        """The marked text that it is made from."""
        return (TEXTS / f"{self.name}.md").read_text(encoding="utf-8")

    @property
    def file(self) -> str:
        """The name of the file that is served."""
        return f"{self.name}.{self.form}"

    def made(self, form: str | None = None) -> bytes:
        """The document in one of `FORMS`, else in its own."""
        return made(self.text, form or self.form, self.running_head)


SAMPLES = (
    Sample("single-inspection-2016", "pdf", "Inspection of services for children in need of help and protection"),
    Sample("cabinet-2017-improvement-plan", "html", "Children's services improvement plan"),
    Sample("monitoring-visit-2018", "docx", "Monitoring visit to Northmere County Council"),
    Sample("ilacs-2019", "pdf", "Inspection of children's social care services"),
    Sample("board-2020-improvement-report", "html", "Report of the Independent Chair"),
    Sample("focused-visit-2021", "docx", "Focused visit to Northmere County Council"),
)


def made(text: str, form: str, running_head: str = "") -> bytes:
    """A marked text as a file in one of `FORMS`."""
    sheet = things(text)
    if form == "pdf":
        return pdf.write(sheet, running_head)
    if form == "docx":
        return word.write(sheet, running_head)
    if form == "html":
        return web.write(sheet, running_head)
    return plain.write(sheet)
