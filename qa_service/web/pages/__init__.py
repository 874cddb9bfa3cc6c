"""The pages of the site, one module for each kind; every page has a JSON twin. To import them puts them on the blueprint."""

from qa_service.web.pages import (
    authorities,
    chat,
    compare,
    concepts,
    documents,
    judgements,
    question,
    recommendations,
)
from qa_service.web.pages.blueprint import blueprint

__all__ = [
    "authorities",
    "blueprint",
    "chat",
    "compare",
    "concepts",
    "documents",
    "judgements",
    "question",
    "recommendations",
]
