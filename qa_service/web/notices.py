"""The notices that a public body has to give, on accessibility and on privacy, and what can be taken away as files and data."""

from __future__ import annotations

from flask import Blueprint, render_template

from qa_service.export import FORMATS
from qa_service.web.api import description

blueprint = Blueprint("notices", __name__)


@blueprint.get("/accessibility")
def accessibility() -> str:
    """How accessible the site is, in the form of the model statement."""
    return render_template("accessibility.html")


@blueprint.get("/privacy")
def privacy() -> str:
    """What is kept of those who use the site."""
    return render_template("privacy.html")


@blueprint.get("/data")
def data() -> str:
    """In which forms answers, pages and the graph can be had."""
    operations = [
        (path, (method, operation["summary"]))
        for path, methods in description()["paths"].items()
        for method, operation in methods.items()
    ]
    return render_template("data.html", formats=FORMATS, operations=operations)
