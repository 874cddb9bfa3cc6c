"""What the pages are put on."""

from __future__ import annotations

from flask import Blueprint, Response

from qa_service.web.address import changed

blueprint = Blueprint("pages", __name__)
blueprint.add_app_template_global(changed)
Page = str | Response
"""A page, or its JSON twin."""
