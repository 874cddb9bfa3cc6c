"""The table of authorities is whole: codes, names, dates and successors; and names in texts lead to the right one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

import northmere
import pyshacl
import pytest
import rdflib
from rdflib.namespace import RDF, RDFS, SKOS

import ontology
from graph.passage import Corpus, corpus
from ingest.document import Document, Source
from ingest.identity.authority import authorities_at, authorities_named
from ingest.pipeline import read_documents
from ontology.vocabulary import DEF, ID, Concept, vocabulary
from qa_service.documents import authority_record
from qa_service.question import understand
from qa_service.web import create_app

FOLDER = Path(str(ontology.__file__)).parent
TL = rdflib.Namespace(DEF)
AUTHORITIES = vocabulary().authorities
OF_TODAY = [concept for concept in AUTHORITIES.values() if concept.end is None]
REPLACED = [concept for concept in AUTHORITIES.values() if concept.end is not None]
GSS = re.compile(r"http://statistics\.data\.gov\.uk/id/statistical-geography/E(?:06|08|09|10)\d{6}")
REGIONS = {
    "East Midlands",
    "East of England",
    "London",
    "North East",
    "North West",
    "South East",
    "South West",
    "West Midlands",
    "Yorkshire and The Humber",
}


def authority(key: str) -> str:
    return f"{ID}authority/{key}"


def table() -> rdflib.Graph:
    return rdflib.Graph().parse(FOLDER / "authorities.ttl")


def named_in(text: str, on: str | None = None) -> set[str]:
    return {iri.removeprefix(authority("")) for iri in authorities_at(text, on)}


def identified(text: str) -> str | None:
    [(document, _)] = read_documents(Source("paper.txt", text, sha256(text.encode()).hexdigest()))
    return document.authority.removeprefix(authority("")) if document.authority else None


# Codes


def test_the_table_has_the_authorities_of_today_and_those_replaced_since_2009() -> None:
    assert len(OF_TODAY) == 153
    assert {concept.key for concept in REPLACED} == {
        "bedfordshire",
        "bournemouth",
        "cheshire",
        "cumbria",
        "dorset-county",
        "northamptonshire",
        "poole",
    }


def test_every_authority_has_one_gss_code_and_shares_it_with_none() -> None:
    bearers: dict[str, set[str]] = defaultdict(set)
    for subject, area in [*table().subject_objects(TL.area), *table().subject_objects(TL.formerArea)]:
        assert GSS.fullmatch(str(area)), area
        bearers[str(area)].add(str(subject))
    assert {area: who for area, who in bearers.items() if len(who) > 1} == {}
    assert [
        str(s) for s in table().subjects(RDF.type, TL.Authority) if len(list(table().objects(s, TL.area))) != 1
    ] == []
    assert all(concept.gss for concept in AUTHORITIES.values())


def test_it_is_said_when_a_code_changed() -> None:
    graph = table()
    changed = {concept.iri for concept in AUTHORITIES.values() if concept.former_areas}
    assert len(changed) == 11
    assert {
        str(subject)
        for subject, comment in graph.subject_objects(RDFS.comment)
        if re.search(r"\b(?:31 March|1 April) (?:2009|2013|2020|2023|2025)\b", str(comment))
    } >= changed


@pytest.mark.parametrize(
    ("key", "now", "before"),
    [
        ("barnsley", "E08000038", ["E08000016"]),
        ("sheffield", "E08000039", ["E08000019"]),
        ("northumberland", "E06000057", ["E06000048", "E10000022"]),
        ("gateshead", "E08000037", ["E08000020"]),
        ("somerset", "E06000066", ["E10000027"]),
        ("dorset", "E06000059", []),
        ("dorset-county", "E10000009", []),
    ],
)
def test_a_code_that_changed_is_kept_beside_the_one_in_force(key: str, now: str, before: list[str]) -> None:
    concept = AUTHORITIES[authority(key)]
    assert (concept.gss, [area.rsplit("/", 1)[1] for area in concept.former_areas]) == (now, before)


def test_every_authority_of_today_has_a_urn_and_shares_it_with_none() -> None:
    urns = [concept.urn or "" for concept in OF_TODAY]
    assert [urn for urn in urns if not re.fullmatch(r"80[45]\d\d|2\d{6}", urn)] == []
    assert len(set(urns)) == len(urns)
    assert {concept.urn for concept in REPLACED} == {None}


def test_a_urn_is_no_short_key() -> None:
    assert {concept.notation for concept in AUTHORITIES.values()} == {""}
    assert {
        literal.datatype for literal in table().objects(None, SKOS.notation) if isinstance(literal, rdflib.Literal)
    } == {TL.OfstedURN}


def test_the_codes_of_croydon() -> None:
    croydon = AUTHORITIES[authority("croydon")]
    assert (croydon.gss, croydon.urn, croydon.region) == ("E09000008", "80492", "London")


def test_every_authority_is_in_a_region() -> None:
    assert {concept.region for concept in AUTHORITIES.values()} == REGIONS


# Names


def test_only_dorset_is_the_name_of_two() -> None:
    bearers: dict[str, set[str]] = defaultdict(set)
    for concept in AUTHORITIES.values():
        for label in concept.labels:
            bearers[label.lower()].add(concept.key)
    assert {label: keys for label, keys in bearers.items() if len(keys) > 1} == {"dorset": {"dorset", "dorset-county"}}


@pytest.mark.parametrize("name", ["shortName", "formerName"])
def test_a_short_or_former_name_is_an_alternative_one(name: str) -> None:
    graph = table()
    assert len(list(graph.subject_objects(TL[name]))) > 15
    assert [pair for pair in graph.subject_objects(TL[name]) if (pair[0], SKOS.altLabel, pair[1]) not in graph] == []


@pytest.mark.parametrize("concept", AUTHORITIES.values(), ids=lambda concept: concept.key)
def test_an_authority_is_found_by_each_of_its_names(concept: Concept) -> None:
    for label in concept.labels:
        if not label.endswith(")"):
            on = concept.end or "2026-01-01"
            assert authorities_at(f"Children in {label} are safe.", on) == {concept.iri: 1}, label


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("Inspection of Norfolk local authority children’s services", "norfolk"),
        ("Inspection of the Isle of Wight local authority children’s services", "isle-of-wight"),
        ("Inspection of London Borough of Hammersmith & Fulham local authority", "hammersmith-and-fulham"),
        ("Royal Borough of Kingston upon Thames Council", "kingston-upon-thames"),
        ("Metropolitan Borough of Barnsley Council", "barnsley"),
        ("Wakefield District Metropolitan Council", "wakefield"),
        ("Tameside metropolitan borough", "tameside"),
        ("Bristol City of", "bristol"),
        ("Inspection of East Riding local authority children’s services", "east-riding-of-yorkshire"),
        ("Newcastle Upon Tyne", "newcastle-upon-tyne"),
        ("Bath And North East Somerset", "bath-and-north-east-somerset"),
        ("Bournemouth, Christchurch and Poole (BCP) Council", "bournemouth-christchurch-and-poole"),
        ("City of York Council", "york"),
        ("Kingston upon Hull", "kingston-upon-hull"),
        ("St Helen’s", "st-helens"),
        ("NORFOLK COUNTY COUNCIL", "norfolk"),
        ("LONDON BOROUGH OF CROYDON", "croydon"),
        ("Birmingham Children’s Trust", "birmingham"),
        ("Doncaster Children’s Services Trust", "doncaster"),
        ("Slough Children First", "slough"),
        ("Sandwell Children’s Trust", "sandwell"),
        ("Together for Children", "sunderland"),
    ],
)
def test_an_authority_is_found_as_reports_print_it(title: str, key: str) -> None:
    assert named_in(title) == {key}


def test_capitals_alone_do_not_make_a_word_a_council() -> None:
    assert named_in("READING, BURY THE BAD NEWS") == set()


def test_a_trust_of_several_councils_is_the_name_of_none() -> None:
    assert named_in("Achieving for Children") == set()
    assert named_in("Northamptonshire Children’s Trust", "2022-10-14") == set()
    assert named_in("Northamptonshire Children’s Trust", "2020-12-01") == {"northamptonshire"}


def test_a_question_about_a_trust_is_about_the_councils_that_there_are_documents_on() -> None:
    kingston = authority("kingston-upon-thames")
    assert set(authorities_named("Achieving for Children", {kingston})) == {kingston}
    assert len(authorities_named("Achieving for Children")) == 3


# Dates and successors


def test_an_authority_that_ended_was_replaced_and_one_that_began_replaced_another() -> None:
    assert [concept.key for concept in REPLACED if not concept.replaced_by] == []
    heirs = {heir for concept in REPLACED for heir in concept.replaced_by}
    assert heirs == {concept.iri for concept in AUTHORITIES.values() if concept.start}
    assert [concept.key for concept in OF_TODAY if concept.replaced_by] == []


@pytest.mark.parametrize("concept", REPLACED, ids=lambda concept: concept.key)
def test_a_successor_begins_on_the_day_after(concept: Concept) -> None:
    assert concept.end
    day_after = (date.fromisoformat(concept.end) + timedelta(days=1)).isoformat()
    assert {AUTHORITIES[heir].start for heir in concept.replaced_by} == {day_after}


@pytest.mark.parametrize(
    ("on", "key"),
    [
        ("2016-03-10", "dorset-county"),
        ("2019-03-31", "dorset-county"),
        ("2019-03", "dorset-county"),
        ("2019-04-01", "dorset"),
        ("2019-04", "dorset"),
        ("2019", "dorset"),
        ("2018", "dorset-county"),
        ("2021-10-08", "dorset"),
        (None, "dorset"),
    ],
)
def test_a_shared_name_is_that_of_the_council_of_the_time(on: str | None, key: str) -> None:
    assert named_in("Inspection of Dorset local authority children’s services", on) == {key}


@pytest.mark.parametrize(
    ("report", "key"), [("single-inspection-2016", "dorset-county"), ("focused-visit-2021", "dorset")]
)
def test_a_report_is_about_the_council_of_its_time(report: str, key: str) -> None:
    text = northmere.text(report)
    assert identified(text.replace("Northmere County Council", "Dorset").replace("Northmere", "Dorset")) == key


def test_a_council_that_was_no_more_is_not_what_a_report_is_about() -> None:
    letter = northmere.text("focused-visit-2021")
    letter = letter.replace("Northmere County Council", "West Northamptonshire Council").replace(
        "Northmere", "Northamptonshire"
    )
    assert letter.count(" Northamptonshire") > letter.count("West Northamptonshire")
    assert identified(letter) == "west-northamptonshire"


def test_a_letter_that_came_after_the_end_is_about_the_council_it_names() -> None:
    letter = northmere.text("focused-visit-2021")
    assert (
        identified(
            letter.replace("Northmere County Council", "Northamptonshire").replace("Northmere", "Northamptonshire")
        )
        == "northamptonshire"
    )


def test_the_end_of_a_name_is_no_council_of_its_own() -> None:
    letter = northmere.text("focused-visit-2021")
    letter = letter.replace("Northmere County Council", "Isle of Wight Council").replace("Northmere", "Isle of Wight")
    assert identified(letter + "\n\nWight is fine. Wight is good. Wight is well." * 20) == "isle-of-wight"


def test_a_council_of_children_is_no_place() -> None:
    letter = northmere.text("focused-visit-2021")
    letter = letter.replace("Northmere County Council", "Slough").replace("Northmere", "Slough")
    letter = letter.replace("children’s services", "children’s services and Care Leavers", 1)
    assert identified(letter + "\n\nThe Children in Care Council helps those in Care." * 40) == "slough"


# Questions


def about(*keys: str) -> Corpus:
    """A corpus with a document on each authority."""
    return corpus([Document("invented.txt", "0" * 64, (0, 1), authority=authority(key)) for key in keys])


@pytest.mark.parametrize(
    ("question", "present", "asked"),
    [
        ("What was said about neglect in Dorset?", ["dorset-county"], ["dorset-county"]),
        ("What was said about neglect in Dorset?", ["dorset", "dorset-county"], ["dorset", "dorset-county"]),
        ("What was said about neglect in Dorset?", ["croydon"], ["dorset"]),
        (
            "How have caseloads changed in Northamptonshire?",
            ["croydon", "west-northamptonshire"],
            ["west-northamptonshire"],
        ),
        ("How have caseloads changed in Northamptonshire?", ["croydon"], ["northamptonshire"]),
        (
            "How have caseloads changed in Northamptonshire?",
            ["northamptonshire", "west-northamptonshire"],
            ["northamptonshire"],
        ),
    ],
)
def test_a_question_is_about_the_councils_that_there_are_documents_on(
    question: str, present: list[str], asked: list[str]
) -> None:
    assert understand(question, [], about(*present), set()).authorities == tuple(map(authority, asked))


# Shapes


def faults(graph: rdflib.Graph) -> list[str]:
    _, results, _ = pyshacl.validate(graph, shacl_graph=rdflib.Graph().parse(FOLDER / "shapes.ttl"))
    return sorted(str(message) for message in results.objects(None, rdflib.SH.resultMessage))


def test_the_table_conforms_to_the_shapes() -> None:
    assert faults(table()) == []


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        ('authority:leeds skos:notation "80999"^^tl:OfstedURN .', "An authority has at most one Ofsted URN"),
        ('authority:poole skos:notation "80999" .', "An authority has at most one Ofsted URN"),
        ('authority:poole skos:notation "eight"^^tl:OfstedURN .', "An authority has at most one Ofsted URN"),
        ("authority:leeds tl:area gss:E08000001 .", "An authority has one GSS code"),
        ('authority:nowhere a tl:Authority ; tl:region "London" .', "An authority has one GSS code"),
        ("authority:leeds tl:formerArea gss:W08000001 .", "A former area is a GSS code"),
        ("authority:leeds tl:replacedBy authority:nowhere .", "An authority is replaced by authorities of the table."),
        ('authority:poole tl:startDate "2019-04-01"^^xsd:date .', "An authority begins once, on a day before it ends."),
        ('authority:poole tl:endDate "2020-03-31"^^xsd:date .', "An authority ends once, on a day."),
    ],
)
def test_the_shapes_find_what_is_wrong_with_an_authority(statement: str, message: str) -> None:
    prefixes = "".join(
        f"@prefix {prefix}: <{iri}> .\n"
        for prefix, iri in table().namespaces()
        if prefix in {"tl", "authority", "gss", "skos", "xsd"}
    )
    graph = table().parse(data=prefixes + statement, format="turtle")
    assert any(found.startswith(message) for found in faults(graph))


# Where the codes are shown


def test_the_record_of_an_authority_says_what_came_before_and_after() -> None:
    assert authority_record(authority("poole")) == {
        "id": authority("poole"),
        "label": "Poole",
        "gss": "E06000029",
        "urn": None,
        "start": None,
        "end": "2019-03-31",
        "replaces": [],
        "replaced_by": [
            {
                "id": authority("bournemouth-christchurch-and-poole"),
                "label": "Bournemouth, Christchurch and Poole",
            }
        ],
    }
    replaced = authority_record(authority("dorset"))
    assert (replaced["urn"], replaced["start"]) == ("2532283", "2019-04-01")
    assert [before["label"] for before in replaced["replaces"]] == ["Dorset (to 2019)"]


def test_an_authority_that_is_not_in_the_table_has_no_codes() -> None:
    record = authority_record(authority("northmere"))
    assert (record["label"], record["gss"], record["urn"]) == ("Northmere", None, None)


def test_the_page_of_an_authority_shows_its_codes(croydon_path: Path) -> None:
    app = create_app(croydon_path)
    client = app.test_client()
    page = client.get("/authorities/croydon").text
    assert "GSS code E09000008" in page
    assert 'href="https://reports.ofsted.gov.uk/provider/44/80492"' in page
    twin = client.get("/authorities/croydon?format=json").json
    assert (twin["gss"], twin["urn"]) == ("E09000008", "80492")
    assert {row["urn"] for row in client.get("/api/v1/documents").json if row["local_authority"]} == {"80492"}
    app.extensions["throughline"].current().sparql.close()


# The real reports: folders called by URN and name, "80492_croydon", with the reports as Ofsted publishes them


def folders(shared: Path) -> Iterator[tuple[Path, Concept]]:
    by_urn = {concept.urn: concept for concept in OF_TODAY}
    for folder in sorted((shared / "corpus" / "reports").iterdir()):
        yield folder, by_urn[folder.name.split("_")[0]]


def test_the_folders_of_the_real_reports_are_called_by_urn_and_name(shared: Path) -> None:
    found = list(folders(shared))
    assert len(found) == 51
    for folder, concept in found:
        assert folder.name.split("_")[1] in {label.lower() for label in concept.labels}


def test_the_first_page_of_each_real_report_names_its_authority(shared: Path) -> None:
    import pypdfium2 as pdfium

    read, wrong = 0, []
    for folder, concept in folders(shared):
        for path in sorted(folder.glob("*.pdf")):
            if not path.read_bytes().startswith(b"%PDF"):
                continue
            page = pdfium.PdfDocument(path)[0].get_textpage().get_text_range()
            title = " ".join(re.split(r"Inspection dates?\b", page)[0].split())
            read += 1
            if named_in(title, path.stem[-4:]) != {concept.key} or identified(page.replace("\r", "")) != concept.key:
                wrong.append((path.name, concept.key, title, identified(page.replace("\r", ""))))
    assert read > 100
    assert wrong == []
