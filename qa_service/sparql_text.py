"""The SPARQL behind the graph part of each kind of answer, ready to edit and run."""

from __future__ import annotations

from collections.abc import Iterable

from graph.rdf import PREFIXES

_NAMED = ("tl", "dcterms", "skos", "foaf", "org", "doco")


def prefixes() -> str:
    """The declarations that the queries below need."""
    return "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in _NAMED)


def mentions(concepts: Iterable[str], documents: Iterable[str]) -> str:
    """Passages of the documents that mention any of the concepts or a narrower one, in order of date."""
    return (
        prefixes()
        + f"""
SELECT DISTINCT ?date ?document ?title ?number ?text ?paragraph WHERE {{
  VALUES ?asked {{ {_iris(concepts)} }}
  VALUES ?document {{ {_iris(documents)} }}
  ?concept skos:broader* ?asked .
  ?paragraph dcterms:subject|tl:names ?concept ; dcterms:isPartOf ?document ; tl:text ?text ; tl:position ?position .
  ?document a foaf:Document ; dcterms:title ?title .
  OPTIONAL {{ ?document dcterms:date ?date }}
  OPTIONAL {{ ?paragraph tl:number ?number }}
}} ORDER BY STR(?date) ?document ?position
"""
    )


def names(words: Iterable[str], documents: Iterable[str]) -> str:
    """Passages of the documents that have any of the names, in order of date."""
    pattern = "(^|[^A-Za-z0-9_])(" + "|".join(words) + ")($|[^A-Za-z0-9_])"
    return (
        prefixes()
        + f"""
SELECT DISTINCT ?date ?document ?title ?number ?text ?paragraph WHERE {{
  VALUES ?document {{ {_iris(documents)} }}
  ?paragraph a doco:Paragraph ; dcterms:isPartOf ?document ; tl:text ?text ; tl:position ?position ; tl:role ?role .
  FILTER(REGEX(?text, {_string(pattern)})) FILTER(?role != "colophon")
  ?document a foaf:Document ; dcterms:title ?title .
  OPTIONAL {{ ?document dcterms:date ?date }}
  OPTIONAL {{ ?paragraph tl:number ?number }}
}} ORDER BY STR(?date) ?document ?position
"""
    )


def documents(iris: Iterable[str]) -> str:
    """The documents themselves, with their authorities, in order of date."""
    return (
        prefixes()
        + f"""
SELECT ?date ?document ?title ?authority WHERE {{
  VALUES ?document {{ {_iris(iris)} }}
  ?document a foaf:Document ; dcterms:title ?title .
  OPTIONAL {{ ?document dcterms:date ?date }}
  OPTIONAL {{ ?document tl:authority/skos:prefLabel ?authority }}
}} ORDER BY STR(?date) ?document
"""
    )


def judgements(documents: Iterable[str], areas: Iterable[str]) -> str:
    """Grades given at the inspections that the documents report."""
    areas = list(areas)
    restriction = f"  VALUES ?area {{ {_iris(areas)} }}\n" if areas else ""
    return (
        prefixes()
        + f"""
SELECT ?date ?authority ?areaLabel ?gradeLabel ?framework ?text WHERE {{
  VALUES ?document {{ {_iris(documents)} }}
{restriction}  ?document tl:reports ?inspection ; dcterms:date ?date .
  ?judgement tl:inspection ?inspection ; tl:judgementArea ?area ; tl:grade ?grade ; tl:paragraph/tl:text ?text .
  ?area skos:prefLabel ?areaLabel . ?grade skos:prefLabel ?gradeLabel .
  OPTIONAL {{ ?inspection tl:framework/skos:prefLabel ?framework }}
  OPTIONAL {{ ?document tl:authority/skos:prefLabel ?authority }}
}} ORDER BY ?date ?areaLabel
"""
    )


def recommendations(documents: Iterable[str]) -> str:
    """Recommendations and areas for improvement of the documents."""
    return (
        prefixes()
        + f"""
SELECT ?date ?document ?number ?text WHERE {{
  VALUES ?document {{ {_iris(documents)} }}
  ?paragraph a tl:Recommendation ; dcterms:isPartOf ?document ; tl:text ?text ; tl:position ?position .
  OPTIONAL {{ ?paragraph tl:number ?number }}
  OPTIONAL {{ ?document dcterms:date ?date }}
}} ORDER BY STR(?date) ?document ?position
"""
    )


def figures(documents: Iterable[str], concepts: Iterable[str]) -> str:
    """Figures in passages of the documents, of those that mention the concepts if any are given."""
    concepts = list(concepts)
    restriction = (
        f"  VALUES ?asked {{ {_iris(concepts)} }}\n  ?concept skos:broader* ?asked .\n  ?paragraph dcterms:subject|tl:names ?concept .\n"
        if concepts
        else ""
    )
    return (
        prefixes()
        + f"""
SELECT DISTINCT ?date ?printed ?value ?unit ?measures ?comparison ?referenceDate ?period ?text WHERE {{
  VALUES ?document {{ {_iris(documents)} }}
{restriction}  ?figure a tl:Figure ; tl:paragraph ?paragraph ; tl:printed ?printed ; tl:value ?value ; tl:unit ?unit .
  ?paragraph dcterms:isPartOf ?document ; tl:text ?text ; tl:position ?position .
  OPTIONAL {{ ?figure tl:measures ?measures }}
  OPTIONAL {{ ?figure tl:comparison ?comparison }}
  OPTIONAL {{ ?figure tl:referenceDate ?referenceDate }}
  OPTIONAL {{ ?figure tl:referencePeriod ?period }}
  OPTIONAL {{ ?document dcterms:date ?date }}
}} ORDER BY STR(?date) ?position
"""
    )


def people(documents: Iterable[str]) -> str:
    """People whom the documents name with a post, and inspectors."""
    return (
        prefixes()
        + f"""
SELECT DISTINCT ?date ?name ?post ?text WHERE {{
  VALUES ?document {{ {_iris(documents)} }}
  {{
    ?membership org:member/foaf:name ?name ; tl:printed ?post ; tl:paragraph ?paragraph .
    ?paragraph dcterms:isPartOf ?document ; tl:text ?text .
  }} UNION {{
    ?document tl:reports/tl:inspector/foaf:name ?name . BIND("inspector" AS ?post)
  }}
  OPTIONAL {{ ?document dcterms:date ?date }}
}} ORDER BY STR(?date) ?name
"""
    )


def abbreviations(short: str) -> str:
    """Where the documents say what an abbreviation stands for."""
    return (
        prefixes()
        + f"""
SELECT ?date ?expansion ?text WHERE {{
  ?abbreviation tl:short ?short ; tl:expansion ?expansion ; tl:paragraph ?paragraph .
  FILTER(LCASE(?short) = LCASE({_string(short)}))
  ?paragraph tl:text ?text ; dcterms:isPartOf ?document .
  ?document a foaf:Document .
  OPTIONAL {{ ?document dcterms:date ?date }}
}} ORDER BY STR(?date) ?expansion
"""
    )


def paragraphs(iris: Iterable[str]) -> str:
    """The passages themselves, with their documents: for answers found by their words alone."""
    return (
        prefixes()
        + f"""
SELECT ?date ?title ?number ?text ?paragraph WHERE {{
  VALUES ?paragraph {{ {_iris(iris)} }}
  ?paragraph tl:text ?text ; dcterms:isPartOf ?document .
  ?document a foaf:Document ; dcterms:title ?title .
  OPTIONAL {{ ?document dcterms:date ?date }}
  OPTIONAL {{ ?paragraph tl:number ?number }}
}} ORDER BY STR(?date) ?paragraph
"""
    )


def _iris(iris: Iterable[str]) -> str:
    return " ".join(f"<{iri}>" for iri in iris)


def _string(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{escaped}"'
