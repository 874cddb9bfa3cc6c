"""The Turtle files of the vocabulary as graphs."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import rdflib

import ontology
from ontology.vocabulary import DEF, files

FOLDER = Path(str(ontology.__file__)).parent
TURTLE = sorted(FOLDER.glob("*.ttl"))
TL = rdflib.Namespace(DEF)


@cache
def graph_of(name: str) -> rdflib.Graph:
    """One file. Not to be changed: every test sees the same."""
    return rdflib.Graph().parse(FOLDER / name)


@cache
def whole() -> rdflib.Graph:
    """All files of the vocabulary. Not to be changed."""
    graph = rdflib.Graph()
    for path in files():
        graph += graph_of(path.name)
    return graph
