"""The vocabulary as data: themes, actors, authorities, frameworks, grades, areas and kinds of document.

The Turtle files are the source; `ontology.vocabulary` reads them. This package imports none of the others.
"""
