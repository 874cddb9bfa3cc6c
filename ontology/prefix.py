"""The prefixes of names, and names shortened by them."""

from __future__ import annotations

from ontology.vocabulary import DEF, ID, SKOS

PREFIXES = {
    "tl": DEF,
    "id": ID,
    "theme": f"{ID}theme/",
    "actor": f"{ID}actor/",
    "authority": f"{ID}authority/",
    "area": f"{ID}area/",
    "kind": f"{ID}kind/",
    "skos": SKOS,
    "dcterms": "http://purl.org/dc/terms/",
    "doco": "http://purl.org/spar/doco/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skosxl": "http://www.w3.org/2008/05/skos-xl#",
    "void": "http://rdfs.org/ns/void#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "qb": "http://purl.org/linked-data/cube#",
    "sdmx-measure": "http://purl.org/linked-data/sdmx/2009/measure#",
    "sdmx-attribute": "http://purl.org/linked-data/sdmx/2009/attribute#",
    "sdmx-dimension": "http://purl.org/linked-data/sdmx/2009/dimension#",
}
"""Every prefix that queries may use without declaring it."""


def shortened(iri: object) -> str:
    """An address with its prefix, the longest that fits; as it is where none does."""
    fitting = [(len(space), prefix) for prefix, space in PREFIXES.items() if str(iri).startswith(space)]
    if not fitting:
        return str(iri)
    length, prefix = max(fitting)
    return f"{prefix}:{str(iri)[length:]}"
