"""SPARQL queries over the sample, and the number that one of them gives."""

from __future__ import annotations

import csv
import io
from xml.etree import ElementTree

import rdflib

COUNT = "SELECT (COUNT(?d) AS ?n) WHERE { ?d a foaf:Document }"
TITLES = "CONSTRUCT { ?d dcterms:title ?t } WHERE { ?d a foaf:Document ; dcterms:title ?t }"


def number(body: str, kind: str) -> str:
    """The one number in a result of one row and one variable."""
    if kind == "json":
        return str(
            rdflib.query.Result.parse(io.BytesIO(body.encode()), format="json").bindings[0][rdflib.Variable("n")]
        )
    if kind == "xml":
        return "".join(ElementTree.fromstring(body).itertext()).strip()
    return list(csv.reader(io.StringIO(body), delimiter="\t" if kind == "tsv" else ","))[1][0]
