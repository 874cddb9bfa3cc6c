"""The reference page of the data model, made from the vocabulary, the shapes and the competency questions.

Run as ``make reference`` (or ``python -m ontology.reference``): it writes ``docs/model.md`` and ``docs/model.svg``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import rdflib
from rdflib.namespace import OWL, RDF, RDFS, SH, SKOS

from ontology.competency import competency_questions
from ontology.picture import svg
from ontology.prefix import shortened
from ontology.vocabulary import DEF, Concept, files, vocabulary

DOCS = Path(__file__).parent.parent / "docs"
SHAPES = Path(__file__).parent / "shapes.ttl"
_OPENING = """# The data model

This page is made from the vocabulary itself (`make reference`). Version {version}.

![The classes as boxes and the properties between them as arrows](model.svg)

A **document** has **sections** and **paragraphs**. It may report an **inspection**, at which **judgements** were made:
each a grade for one area, on the scale of the framework, printed in a paragraph. What is said in a paragraph stands in nodes of its own that
select its words: **mentions** of themes and actors, **figures**, **reported speech**, **references**, **abbreviations**, and
persons in posts (`org:Membership`). From all documents together are worked out **responses** to recommendations, paragraphs that
are **related**, and **associations** of themes and actors.

## Where statements stand

| Named graph | What is in it |
|---|---|
| the address of a document | all that the document says; it goes when the document goes |
| `id/graph/links/{{authority}}` | links between the documents of one authority |
| `id/graph/network` | how themes and actors hang together, over all documents |
| `id/graph/ontology` | the vocabulary: classes, themes, actors, authorities, frameworks, grades |
| `id/graph/provenance` | which file each document was read from, by which version |

A query without `GRAPH` sees all of these but provenance.

## Addresses

Things are named below `https://w3id.org/throughline/id/`, terms below `https://w3id.org/throughline/def/`.

| Thing | Address |
|---|---|
| document | `id/document/{{authority or publisher}}/{{kind}}/{{date}}`, with a hash of its words where two would be the same |
| paragraph | `{{document}}/p/{{printed number}}` where the number is printed once, else `{{document}}/p/{{first 12 digits of the SHA-256 of the text}}` |
| section, inspection, judgement | `{{document}}/s/{{position}}`, `{{document}}/inspection`, `{{document}}/judgement/{{area}}` |
| mention, figure, reported speech, reference | `{{paragraph}}/mention/…`, `{{paragraph}}/figure/…`, `{{paragraph}}/speech/…`, `{{paragraph}}/reference/…`, each with the place of its first character |
| theme, actor, authority, area, grade, framework, kind, speaker, method | `id/theme/{{key}}`, `id/actor/{{key}}`, and so on |

Dates are kept at the precision that was printed: `xsd:gYear`, `xsd:gYearMonth` or `xsd:date`. Order them by `STR(?date)`.
"""

_VERSIONS = """## Versions

The number of the version says what a change means for those who keep queries:

- **major**: a term has gone, or means something else; a query may give other rows, or none.
- **minor**: terms have come; queries give what they gave.
- **patch**: words only: labels, comments, examples.
"""


def page() -> str:
    """The page as Markdown."""
    graph = rdflib.Graph().parse(files()[0])
    shapes = rdflib.Graph().parse(SHAPES)
    version = str(graph.value(rdflib.URIRef(DEF), OWL.versionInfo))
    return "\n".join(
        [
            _OPENING.format(version=version),
            "## Classes\n",
            *_classes(graph, shapes),
            "## Properties\n",
            *_properties(graph),
            "## Lists\n",
            *_lists(),
            *_questions(),
            _VERSIONS,
        ]
    )


def _classes(graph: rdflib.Graph, shapes: rdflib.Graph) -> Iterator[str]:
    """Each class with what it is, and the rules that its members keep."""
    targets = {str(target): shape for shape, target in shapes.subject_objects(SH.targetClass)}
    own = [str(term) for term in graph.subjects(RDF.type, OWL.Class)]
    for iri in sorted({*own, *targets}, key=lambda iri: (not iri.startswith(DEF), shortened(iri))):
        term = rdflib.URIRef(iri)
        yield f"### {shortened(iri)}\n"
        if iri in own:
            above = ", ".join(
                f"`{shortened(parent)}`" for parent in sorted(graph.objects(term, RDFS.subClassOf), key=str)
            )
            yield f"{_text(graph, term, RDFS.comment)}{f' A kind of {above}.' if above else ''}\n"
            yield f"Example: {_text(graph, term, SKOS.example)}.\n"
        if iri in targets:
            yield "| Property | How many | Values | Rule |"
            yield "|---|---|---|---|"
            yield from sorted(_rule(shapes, rule) for rule in shapes.objects(targets[iri], SH.property))
            yield ""


def _rule(shapes: rdflib.Graph, rule: rdflib.term.Node) -> str:
    least, most = (shapes.value(rule, bound) for bound in (SH.minCount, SH.maxCount))
    count = f"{least or 0}" if least == most and least else f"{least or 0} to {most or 'many'}"
    value = shapes.value(rule, SH.datatype) or shapes.value(rule, SH["class"])
    path = shapes.value(rule, SH.path)
    name = shortened(path) if isinstance(path, rdflib.URIRef) else "inverse"
    return (
        f"| `{name}` | {count} | {f'`{shortened(value)}`' if value else ''} | {shapes.value(rule, SH.message) or ''} |"
    )


def _properties(graph: rdflib.Graph) -> Iterator[str]:
    """Our own properties in one table; standard ones are told under the classes that have them."""
    yield "| Property | Of | Values | What it says | Example |"
    yield "|---|---|---|---|---|"
    for kind in (OWL.ObjectProperty, OWL.DatatypeProperty):
        for term in sorted(graph.subjects(RDF.type, kind), key=str):
            cells = (
                f"`{shortened(term)}`",
                _names(graph.objects(term, RDFS.domain)),
                _names(graph.objects(term, RDFS.range)),
                _text(graph, term, RDFS.comment),
                _text(graph, term, SKOS.example),
            )
            yield f"| {' | '.join(cells)} |"
    yield ""


def _lists() -> Iterator[str]:
    """The short lists of the vocabulary, and the size of the long ones."""
    known = vocabulary()
    yield f"Themes: {len(known.themes):,}, actors: {len(known.actors):,}, authorities: {len(known.authorities):,}. Each theme and actor has a preferred label, other labels, words that people type for it, and a scope note.\n"
    for title, concepts in (
        ("Frameworks", known.frameworks),
        ("Areas of judgement", known.areas),
        ("Grades", known.grades),
        ("Kinds of document", known.kinds),
    ):
        yield f"### {title}\n"
        yield from (_entry(concept) for concept in concepts.values())
        yield ""


def _entry(concept: Concept) -> str:
    key = "/".join(concept.iri.split("/id/")[1].split("/")[1:])
    return f"- `{key}`: {concept.label}"


def _questions() -> Iterator[str]:
    yield "## Questions that the graph answers\n"
    yield "Each is a query to start from, in [ontology/competency](../ontology/competency).\n"
    for name, question in competency_questions().items():
        yield f"- [{question.question}](../ontology/competency/{name}.rq)"
    yield ""


def _text(graph: rdflib.Graph, term: rdflib.term.Node, predicate: rdflib.URIRef) -> str:
    return "; ".join(sorted(map(str, graph.objects(term, predicate)))).replace("|", "\\|")


def _names(terms: Iterable[rdflib.term.Node]) -> str:
    return ", ".join(f"`{shortened(term)}`" for term in sorted(terms, key=str))


if __name__ == "__main__":
    (DOCS / "model.md").write_text(page(), encoding="utf-8")
    (DOCS / "model.svg").write_text(svg(), encoding="utf-8")
