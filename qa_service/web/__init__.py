"""The site, the API and the SPARQL endpoint over one store."""

from qa_service.web.app import create_app

__all__ = ["create_app"]
