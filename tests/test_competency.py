"""Each competency question is answered: by the rows expected on its tiny graph, and by the store of the sample.

What is in a tiny graph beside the rows that are wanted would be a row of a query that is wrong.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from rdflib.namespace import OWL, RDFS, SKOS
from rdflib.plugins.sparql.algebra import translateQuery, traverse
from rdflib.plugins.sparql.parser import parseQuery
from triples import is_defined, own_terms, whole

from benchmarks.competency import main as benchmark
from graph.rdf import PROVENANCE_GRAPH
from graph.store import Store
from ontology.competency import FOLDER, CompetencyQuestion, bound, competency_questions
from ontology.prefix import PREFIXES
from ontology.vocabulary import DEF, ID

QUESTIONS = competency_questions()
TEMPLATES = {
    "abbreviations": "date expansion text",
    "documents": "date document title authority",
    "figures": "date printed value unit measures group comparison referenceDate period text",
    "figures-on-a-theme": "date printed value unit measures comparison referenceDate period text",
    "judgements": "date authority areaLabel gradeLabel framework text",
    "judgements-first-and-latest": "authority firstDate firstLabel latestDate latestLabel comparable",
    "judgements-from-grade-to-grade": "authority earlierDate earlierLabel date gradeLabel comparable",
    "judgements-latest": "authority date areaLabel gradeLabel framework",
    "judgements-of-authorities-once-graded": "date authority areaLabel gradeLabel framework text",
    "mentions": "date document title number text paragraph",
    "passages": "date title number text paragraph",
    "people": "date name post text",
    "recommendations": "date document number text",
    "words": "date document title number text paragraph",
}
"""The questions whose queries the answers show, with the variables that those who read an answer's rows rely on."""
MORE_PREFIXES = {"owl": str(OWL), **{name: f"{ID}{name}/" for name in ("method", "scheme", "speaker")}}
"""Those that queries declare and the endpoint does not know by itself."""
SILENT_IN_SAMPLE = {
    "abbreviations-of-a-concept": "no abbreviation is said to stand for a concept",
    "abbreviations-with-two-meanings": "each has one",
    "authorities-codes": "an invented council has no code",
    "documents-replaced": "no document replaces another",
    "figures-in-conflict": "its documents agree",
    "judgements-from-grade-to-grade": "it has not been inadequate and then good",
    "judgements-inadequate-to-good": "it has one inspection under each framework",
    "themes-without-name": "no wording is in it",
    "words": "the word asked for is not in it",
}
"""The questions to which the sample has no answer."""


def data(name: str) -> list[ox.Quad]:
    """The tiny graph of a question."""
    path = FOLDER / f"{name}.ttl"
    if path.exists():
        return list(ox.parse(path=str(path), format=ox.RdfFormat.TURTLE))
    return list(ox.parse(path=str(path.with_suffix(".trig")), format=ox.RdfFormat.TRIG))


@cache
def tiny(name: str) -> ox.Store:
    """The tiny graph of a question as a store has it: the default graph is the named graphs without provenance."""
    store = ox.Store()
    for quad in data(name):
        store.add(quad)
        if quad.graph_name != PROVENANCE_GRAPH:
            store.add(ox.Quad(quad.subject, quad.predicate, quad.object))
    return store


def rows(store: ox.Store, query: str) -> list[list[str]]:
    """What a query gives, as the rows of its CSV results, the names of the variables first."""
    results = store.query(query)
    assert isinstance(results, ox.QuerySolutions)
    serialized = results.serialize(format=ox.QueryResultsFormat.CSV)
    assert serialized is not None
    return list(csv.reader(io.StringIO(serialized.decode())))


@cache
def iris_of_query(query: str) -> frozenset[str]:
    """All addresses in a query, those in property paths and in VALUES as well."""
    found: set[str] = set()

    def visit(node: object) -> None:
        if isinstance(node, rdflib.URIRef):
            found.add(str(node))

    def into_paths(node: object) -> None:
        visit(node)
        for part in getattr(node, "args", None) or ([node.path] if hasattr(node, "path") else []):
            into_paths(part)
        if getattr(node, "name", "") == "values":
            for row in node.res:  # type: ignore[attr-defined]
                for value in row.values():
                    visit(value)

    traverse(translateQuery(parseQuery(query)).algebra, visitPre=into_paths)
    return frozenset(found)


@cache
def known_things() -> set[str]:
    """Every thing that the vocabulary speaks of."""
    return {str(subject) for subject in whole().subjects() if isinstance(subject, rdflib.URIRef)}


@pytest.fixture(scope="module")
def database(sample: Store) -> ox.Store:
    return ox.Store.read_only(str(sample.graph_folder))


@pytest.fixture(scope="module")
def terms_in_sample(database: ox.Store) -> set[str]:
    """The properties and classes that the statements of the sample use."""
    query = "SELECT DISTINCT ?term WHERE { { ?s ?term ?o } UNION { ?s a ?term } UNION { GRAPH ?g { ?s ?term ?o } } }"
    return {term for [term] in rows(database, query)[1:]}


each_question = pytest.mark.parametrize("question", QUESTIONS.values(), ids=lambda question: question.name)


# Files


def test_there_are_questions_of_every_sort() -> None:
    assert len(QUESTIONS) >= 45
    assert {
        "abbreviations",
        "actors",
        "authorities",
        "documents",
        "figures",
        "inspections",
        "judgements",
        "paragraphs",
        "provenance",
        "recommendations",
        "themes",
        "vocabulary",
    } <= {name.split("-")[0] for name in QUESTIONS}


@each_question
def test_a_question_has_words_a_query_data_and_rows(question: CompetencyQuestion) -> None:
    assert re.fullmatch(r"(?:Which|What|Who|Whose|When|How|From|In|By|Under|On|Into) .+\?", question.question)
    assert not question.note or question.note.endswith(".")
    assert 10 <= len(data(question.name)) <= 60
    assert len((FOLDER / f"{question.name}.csv").read_text(encoding="utf-8").splitlines()) >= 2


def test_every_file_belongs_to_a_question() -> None:
    files = {path.name for path in FOLDER.iterdir() if path.suffix in (".rq", ".ttl", ".trig", ".csv")}
    graphs = {name: f"{name}.{'ttl' if f'{name}.ttl' in files else 'trig'}" for name in QUESTIONS}
    assert files == {file for name in QUESTIONS for file in (f"{name}.rq", graphs[name], f"{name}.csv")}


def test_no_two_questions_are_the_same() -> None:
    assert len({question.question for question in QUESTIONS.values()}) == len(QUESTIONS)


# Rows


@each_question
def test_a_question_is_answered_by_the_rows_expected(question: CompetencyQuestion) -> None:
    expected = list(csv.reader(io.StringIO((FOLDER / f"{question.name}.csv").read_text(encoding="utf-8"))))
    assert rows(tiny(question.name), question.query) == expected


def as_numbers(found: list[list[str]]) -> list[list[str]]:
    """Rows in an order of their own, with numbers written in one way: 10 and 10.0 are the same decimal."""
    return sorted([re.sub(r"^(\d+)\.0$", r"\1", cell) for cell in row] for row in found)


@pytest.mark.filterwarnings("ignore:Dataset.* is deprecated:DeprecationWarning")
@each_question
def test_another_engine_gives_the_same_rows(question: CompetencyQuestion) -> None:
    """Without their order: rdflib cannot compare what is not there."""
    dataset = rdflib.Dataset(default_union=True)
    lines = "".join(f"{quad} .\n" for quad in data(question.name))
    dataset.parse(data=lines, format="nquads")
    unordered = question.query[: question.query.rindex("ORDER BY")]
    serialized = dataset.query(unordered).serialize(format="csv")
    assert serialized is not None
    found = list(csv.reader(io.StringIO(serialized.decode())))
    assert as_numbers(found) == as_numbers(rows(tiny(question.name), question.query))


def backwards(query: str) -> str:
    """The query with the order of its rows turned round."""
    *_, last = re.finditer(r"^ORDER BY (.+)\n", query, re.M)
    keys = re.findall(r"DESC\(([^()]+)\)|(STR\([^()]+\)|\?\w+)", last[1])
    turned = " ".join(up if up else f"DESC({down})" for up, down in keys)
    return f"{query[: last.start()]}ORDER BY {turned}\n{query[last.end() :]}"


@each_question
def test_the_order_of_the_rows_is_sure(question: CompetencyQuestion, database: ox.Store) -> None:
    """Rows that no key tells apart would keep their order when the order is turned round."""
    for store in (tiny(question.name), database):
        head, *found = rows(store, question.query)
        assert rows(store, backwards(question.query)) == [head, *reversed(found)]


@each_question
def test_the_sample_is_asked_each_question(
    question: CompetencyQuestion, database: ox.Store, terms_in_sample: set[str]
) -> None:
    _, *found = rows(database, question.query)
    used = {iri for iri in iris_of_query(question.query) if is_defined(iri)}
    spoken_of = {iri for iri in used if (rdflib.URIRef(iri), None, None) in whole()} | used
    assert found or question.name in SILENT_IN_SAMPLE or not spoken_of <= terms_in_sample


# Terms


@each_question
def test_every_term_in_a_query_is_defined(question: CompetencyQuestion, database: ox.Store) -> None:
    for iri in iris_of_query(question.query):
        if iri.startswith(f"{ID}document/"):
            assert database.query(f"ASK {{ <{iri}> a ?class }}"), iri
        elif iri.startswith(ID):
            assert iri in known_things() or iri == PROVENANCE_GRAPH.value, iri
        else:
            assert is_defined(iri), iri


@each_question
def test_every_term_in_the_data_is_defined(question: CompetencyQuestion) -> None:
    triples = data(question.name)
    used = {triple.predicate.value for triple in triples}
    used |= {triple.object.value for triple in triples if triple.predicate.value == PREFIXES["rdf"] + "type"}
    used |= {triple.object.datatype.value for triple in triples if isinstance(triple.object, ox.Literal)}
    assert sorted(iri for iri in used if not is_defined(iri)) == []


def test_the_addresses_inside_property_paths_and_values_are_looked_at() -> None:
    assert {f"{DEF}names", str(SKOS.broader), f"{ID}theme/return-home-interviews"} <= iris_of_query(
        QUESTIONS["mentions"].query
    )
    assert {f"{DEF}paragraph", f"{DEF}text"} <= iris_of_query(QUESTIONS["judgements"].query)
    assert PROVENANCE_GRAPH.value in iris_of_query(QUESTIONS["provenance-files"].query)


def used_by_queries() -> set[str]:
    return {iri for question in QUESTIONS.values() for iri in iris_of_query(question.query)}


def test_every_class_of_ours_is_asked_for() -> None:
    classes = {iri for iri, kind in own_terms().items() if kind in (OWL.Class, RDFS.Datatype)}
    assert sorted(classes - used_by_queries()) == []


def test_nearly_every_property_of_ours_is_asked_for() -> None:
    properties = {iri for iri, kind in own_terms().items() if kind in (OWL.ObjectProperty, OWL.DatatypeProperty)}
    unused = sorted(properties - used_by_queries())
    assert len(unused) <= len(properties) / 20, unused


# How queries are written


@each_question
def test_a_query_declares_the_prefixes_that_it_uses(question: CompetencyQuestion) -> None:
    declared = dict(re.findall(r"^PREFIX (\w+): <([^>]+)>$", question.query, re.M))
    usual = PREFIXES | MORE_PREFIXES
    assert declared == {name: usual.get(name) for name in declared}
    pattern = re.sub(r'"[^"]*"|<[^>]*>', "", question.query[question.query.index("SELECT") :])
    assert set(re.findall(r"(?<![\w?])(\w+):\w", pattern)) == set(declared)


@each_question
def test_a_query_is_laid_out_to_be_read(question: CompetencyQuestion) -> None:
    lines = (FOLDER / f"{question.name}.rq").read_text(encoding="utf-8").splitlines()
    assert max(map(len, lines)) <= 120
    assert all((len(line) - len(line.lstrip())) % 2 == 0 and line == line.rstrip() for line in lines)
    assert lines[-1].startswith("ORDER BY ")
    depth = 0
    for line in lines:
        depth -= line.startswith(" " * max(0, 2 * depth - 2) + "}")
        assert depth >= 0
        depth += line.endswith("{")


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_keeps_its_variables(name: str) -> None:
    assert rows(ox.Store(), QUESTIONS[name].query) == [TEMPLATES[name].split()]


# Binding


def values_of(query: str, variable: str) -> list[rdflib.term.Node]:
    """The values that a query holds a variable to, as another engine reads them."""
    found: list[rdflib.term.Node] = []

    def visit(node: object) -> None:
        if getattr(node, "name", "") == "values":
            found.extend(row[rdflib.Variable(variable)] for row in node.res if rdflib.Variable(variable) in row)  # type: ignore[attr-defined]

    traverse(translateQuery(parseQuery(query)).algebra, visitPre=visit)
    return found


def held(query: str, variable: str) -> list[rdflib.term.Node]:
    assert query.count(f"VALUES ?{variable} ") == 1
    return values_of(query, variable)


def test_values_of_the_query_are_replaced() -> None:
    query = bound("mentions", asked=[f"{ID}theme/caseloads", f"{ID}actor/police"])
    assert held(query, "asked") == [rdflib.URIRef(f"{ID}theme/caseloads"), rdflib.URIRef(f"{ID}actor/police")]


def test_values_over_several_lines_are_replaced() -> None:
    address = f"{ID}document/northmere/sif/2016-11-28/p/18"
    assert held(bound("passages", paragraph=[address]), "paragraph") == [rdflib.URIRef(address)]
    assert rows(tiny("passages"), bound("passages", paragraph=[address]))[1][3] == "Children are heard."


def test_values_that_the_query_does_not_have_are_added() -> None:
    document = f"{ID}document/northmere/sif/2016-11-28"
    query = bound("mentions", document=[document])
    assert held(query, "document") == [rdflib.URIRef(document)]
    assert held(query, "asked") == [rdflib.URIRef(f"{ID}theme/return-home-interviews")]
    assert [row[3] for row in rows(tiny("mentions"), query)[1:]] == ["9", "16"]


def test_values_within_a_part_of_the_query_are_replaced_there() -> None:
    query = bound("themes-by-year", asked=[f"{ID}theme/children-who-go-missing"])
    assert held(query, "asked") == [rdflib.URIRef(f"{ID}theme/children-who-go-missing")]
    assert rows(tiny("themes-by-year"), query)[1:] == [["2016", "4", "3", "3"], ["2017", "0", "0", "1"]]


def test_no_value_leaves_no_row() -> None:
    assert rows(tiny("mentions"), bound("mentions", document=[]))[1:] == []


def test_an_address_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="IRI"):
        bound("mentions", document=["http://example.org/> } DROP ALL #"])


@given(text=st.text(st.characters(codec="utf-8")), other=st.text('\\"{}u0022V?', max_size=12))
def test_any_text_is_held_as_it_is(text: str, other: str) -> None:
    def literals(query: str, variable: str) -> Iterable[str]:
        return (str(value) for value in values_of(query, variable))

    query = bound("words", words=[ox.Literal(text), ox.Literal(other)], document=[ID])
    assert list(literals(query, "words")) == [text, other]
    solutions = ox.Store().query(f"SELECT ?words WHERE {{ {re.search('VALUES .words .*', query)[0]} }}")  # type: ignore[index]
    assert [solution["words"].value for solution in solutions] == [text, other]  # type: ignore[union-attr]
    ox.Store().query(query)


def test_text_that_looks_like_values_is_held_as_text() -> None:
    text = 'VALUES ?document { <http://example.org/> } " } VALUES ?words { "'
    query = bound("words", words=[ox.Literal(text)], document=[ID])
    assert [str(value) for value in values_of(query, "words")] == [text]
    assert values_of(query, "document") == [rdflib.URIRef(ID)]


def test_text_in_a_language_keeps_it() -> None:
    query = bound("judgements-inadequate-to-good", to=[ox.Literal("outstanding", language="en")])
    assert held(query, "to") == [rdflib.Literal("outstanding", lang="en")]


# Speed


def test_the_benchmark_times_each_question(sample_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    benchmark(sample_path)
    lines = capsys.readouterr().out.splitlines()
    assert {line.split("rows")[1].split()[0] for line in lines[1:-1]} == set(QUESTIONS)
    assert re.fullmatch(r"over 200 ms: .+; without rows: \d+", lines[-1])
    assert next(line for line in lines if line.endswith("passages")).split()[2] == "20"
