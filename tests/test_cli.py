"""The command line: what each command prints, what it says of wrong input, and its exit codes (0 done, 1 it cannot, 2 misuse)."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
import rdflib
from click.testing import CliRunner, Result

from graph.store import VERSION, Store
from qa_service.cli import main

pytestmark = pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated:DeprecationWarning")
"""rdflib warns of its own use of it."""

COMMANDS = ("build", "ask", "serve", "sparql", "eval", "check", "export", "documents")
SAMPLE = Path(__file__).parent.parent / "sample" / "documents"
Run = Callable[..., Result]


@pytest.fixture
def run(sample_path: Path) -> Run:
    """Runs a command over the sample store, or over another if `store` is given; None for no store at all."""

    def invoke(*arguments: str, store: Path | None = sample_path) -> Result:
        given = [] if store is None else ["--store", str(store)]
        return CliRunner().invoke(main, [*arguments, *given])

    return invoke


def changed_copy(sample_path: Path, folder: Path, name: str, change: Callable[[str], str]) -> Path:
    """A copy of the sample store in which the file `name` of the generation was changed."""
    store = folder / "store"
    generation = (sample_path / "current").resolve()
    shutil.copytree(generation, store / "generations" / generation.name)
    (store / "current").symlink_to(Path("generations") / generation.name)
    for path in sorted((store / "current").resolve().glob(name)):
        path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    return store


# Help and misuse


def test_the_help_lists_every_command(run: Run) -> None:
    given = run("--help", store=None)
    assert given.exit_code == 0
    listed = {line.split()[0] for line in given.output.split("Commands:")[1].splitlines() if line.strip()}
    assert listed == set(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("flag", ["--help", "-h"])
def test_each_command_has_help_that_names_its_store(run: Run, command: str, flag: str) -> None:
    given = run(command, flag, store=None)
    assert given.exit_code == 0
    assert given.output.startswith(f"Usage: main {command}") or f" {command} " in given.output.splitlines()[0]
    assert "--store" in given.output
    assert "The folder of the store." in given.output


def test_the_version_is_printed(run: Run) -> None:
    given = run("--version", store=None)
    assert (given.exit_code, given.output) == (0, f"throughline, version {VERSION}\n")


ARGUMENTS = {"build": [str(SAMPLE)], "ask": ["neglect?"], "sparql": ["ASK {}"], "eval": ["gold.jsonl"]}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_without_a_store_is_misuse(run: Run, command: str) -> None:
    given = run(command, *ARGUMENTS.get(command, []), store=None)
    assert given.exit_code == 2
    assert "Missing option '--store'" in given.output


@pytest.mark.parametrize("command", COMMANDS)
def test_an_unknown_flag_is_misuse(run: Run, command: str) -> None:
    given = run(command, *ARGUMENTS.get(command, []), "--frobnicate")
    assert given.exit_code == 2
    assert "No such option" in given.output
    assert "--frobnicate" in given.output


@pytest.mark.parametrize("command", ARGUMENTS)
def test_a_missing_argument_is_misuse(run: Run, command: str) -> None:
    given = run(command)
    assert given.exit_code == 2
    assert "Missing argument" in given.output


@pytest.mark.parametrize(
    ("command", "flag", "value"),
    [
        ("sparql", "--format", "pdf"),
        ("export", "--format", "pdf"),
        ("serve", "--port", "0"),
        ("serve", "--port", "99999"),
        ("serve", "--port", "http"),
    ],
)
def test_a_value_that_a_flag_does_not_take_is_misuse(run: Run, command: str, flag: str, value: str) -> None:
    given = run(command, *ARGUMENTS.get(command, []), flag, value)
    assert given.exit_code == 2
    assert value in given.output


def test_an_unknown_command_is_misuse(run: Run) -> None:
    given = run("frobnicate", store=None)
    assert given.exit_code == 2
    assert "No such command 'frobnicate'" in given.output


# Stores that cannot be opened


@pytest.mark.parametrize("command", [command for command in COMMANDS if command != "build"])
def test_a_missing_store_is_said_with_what_to_do(run: Run, tmp_path: Path, command: str) -> None:
    given = run(command, *ARGUMENTS.get(command, []), store=tmp_path / "absent")
    assert given.exit_code == 1
    assert (
        f"There is no store at {tmp_path / 'absent'}. Build one first: throughline build FOLDER --store" in given.output
    )
    assert len(given.output.strip().splitlines()) == 1


@pytest.mark.parametrize("command", [command for command in COMMANDS if command != "build"])
def test_a_store_of_another_version_is_said_with_both_versions(
    run: Run, sample_path: Path, tmp_path: Path, command: str
) -> None:
    def older(text: str) -> str:
        return json.dumps({**json.loads(text), "format": 99, "version": "7.8.9"})

    given = run(command, *ARGUMENTS.get(command, []), store=changed_copy(sample_path, tmp_path, "manifest.json", older))
    assert given.exit_code == 1
    for words in ("Throughline 7.8.9", "format 99", VERSION, "Build it again"):
        assert words in given.output


@pytest.mark.parametrize("name", ["manifest.json", "documents.json", "problems.json"])
def test_a_damaged_store_is_said(run: Run, sample_path: Path, tmp_path: Path, name: str) -> None:
    given = run("ask", "neglect?", store=changed_copy(sample_path, tmp_path, name, lambda text: text[: len(text) // 2]))
    assert given.exit_code == 1
    assert "is damaged" in given.output
    assert "Build it again" in given.output


# build


@pytest.fixture
def prepared(sample_path: Path, tmp_path: Path) -> Path:
    """A folder for a store that has the vectors of the sample already."""
    store = tmp_path / "store"
    (store / "cache").mkdir(parents=True)
    shutil.copyfile(sample_path / "cache" / "embeddings.npz", store / "cache" / "embeddings.npz")
    return store


def test_a_build_tells_what_was_read_and_a_second_that_nothing_changed(run: Run, sample: Store, prepared: Path) -> None:
    first = run("build", str(SAMPLE), store=prepared)
    assert first.exit_code == 0
    assert f"Built generation {sample.generation}: 6 documents, 340 paragraphs." in first.output
    assert "Traceback" not in first.output
    second = run("build", str(SAMPLE), store=prepared)
    assert second.exit_code == 0
    assert f"Nothing has changed: 6 documents, 340 paragraphs, generation {sample.generation}." in second.output


def test_single_files_can_be_built(run: Run, prepared: Path) -> None:
    given = run(
        "build", str(SAMPLE / "monitoring-visit-2018.docx"), str(SAMPLE / "focused-visit-2021.docx"), store=prepared
    )
    assert given.exit_code == 0
    assert ": 2 documents, " in given.output
    listed = run("documents", store=prepared)
    assert [line.split("  ")[0] for line in listed.output.splitlines()] == ["9 July 2018", "23 November 2021"]


def test_a_file_that_cannot_be_read_is_listed_and_the_rest_is_built(run: Run, prepared: Path, tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    shutil.copyfile(SAMPLE / "focused-visit-2021.docx", folder / "letter.docx")
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    given = run("build", str(folder), store=prepared)
    assert given.exit_code == 0
    assert ": 1 documents, " in given.output or ": 1 document, " in given.output
    assert "Not read:\n  picture.png: " in given.output


def test_an_empty_folder_is_said(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    given = run("build", str(tmp_path / "empty"), store=tmp_path / "store")
    assert given.exit_code == 1
    assert f"No files were found in {tmp_path / 'empty'}." in given.output


def test_a_folder_that_is_not_there_is_said(run: Run, tmp_path: Path) -> None:
    given = run("build", str(tmp_path / "absent"), store=tmp_path / "store")
    assert given.exit_code == 1
    assert f"There is no file or folder {tmp_path / 'absent'}." in given.output


def test_where_nothing_can_be_read_the_reasons_are_given_and_no_store_made(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    given = run("build", str(folder), store=tmp_path / "store")
    assert given.exit_code == 1
    assert "could be read. The store was not changed." in given.output
    assert "picture.png: " in given.output
    assert run("documents", store=tmp_path / "store").exit_code == 1


# ask


def test_an_answer_is_printed_as_text(run: Run) -> None:
    given = run("ask", "What was said about female genital mutilation over the years?")
    assert given.exit_code == 0
    assert given.output.startswith("2 passages in 1 of 6 documents mention female genital mutilation, 2016.\n")
    assert "“Work to protect girls from female genital mutilation is careful and well informed." in given.output
    assert "(paragraph 30)" in given.output
    assert "5 documents do not mention it:" in given.output


def test_an_answer_is_printed_as_json(run: Run, sample: Store) -> None:
    given = run("ask", "How was leadership graded?", "--json")
    assert given.exit_code == 0
    data = json.loads(given.output)
    assert (data["kind"], data["answered"], data["store"]) == ("judgement", True, sample.generation)
    assert data["statements"][0]["text"].startswith(
        "Northmere, 28 November 2016, leadership, management and governance: inadequate"
    )


def test_earlier_questions_are_taken_into_account_in_their_order(run: Run) -> None:
    given = run(
        "ask",
        "and three years earlier?",
        "--history",
        "What was said about adoption?",
        "--history",
        "Who was the lead inspector in 2019?",
    )
    assert given.exit_code == 0
    assert "“Lead inspector: Rosalind Vayle”" in given.output.split("\n\n")[0]


def test_a_refusal_is_no_failure_and_shows_the_nearest_passages(run: Run) -> None:
    given = run("ask", "Who was the principal social worker?")
    assert given.exit_code == 0
    assert given.output.startswith(
        "Not in these documents. No person is named in that post in these documents. 6 documents were searched."
    )
    nearest = given.output.split("Nearest passages:\n")[1]
    assert "(2016-11-28), paragraph 60: “Newly qualified social workers have" in nearest
    assert len(nearest.strip().splitlines()) == 5


@pytest.mark.parametrize(
    ("question", "message"),
    [
        ("", "The question is empty."),
        ("   ", "The question is empty."),
        ("x" * 10_000, "has 10,000 characters; the most that can be asked is 2,000"),
    ],
)
def test_a_question_that_cannot_be_asked_is_said_in_one_line(run: Run, question: str, message: str) -> None:
    given = run("ask", question)
    assert given.exit_code == 1
    assert message in given.output
    assert len(given.output.strip().splitlines()) == 1


# sparql

COUNT = "SELECT (COUNT(?d) AS ?n) WHERE { ?d a foaf:Document }"


def test_results_come_in_each_format(run: Run) -> None:
    assert json.loads(run("sparql", COUNT).output)["results"]["bindings"][0]["n"]["value"] == "6"
    assert run("sparql", COUNT, "--format", "csv").output.split() == ["n", "6"]
    assert run("sparql", COUNT, "--format", "tsv").output.split() == ["?n", "6"]
    root = ElementTree.fromstring(run("sparql", COUNT, "--format", "xml").output)
    assert "6" in "".join(root.itertext())


def test_a_graph_comes_as_turtle(run: Run) -> None:
    given = run(
        "sparql",
        "CONSTRUCT { ?d dcterms:title ?t } WHERE { ?d a foaf:Document ; dcterms:title ?t }",
        "--format",
        "turtle",
    )
    assert given.exit_code == 0
    assert len(rdflib.Graph().parse(data=given.output, format="turtle")) == 6


def test_a_query_is_read_from_a_file(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "count.rq"
    path.write_text(f"# how many documents\n{COUNT}\n")
    assert run("sparql", str(path), "--format", "csv").output.split() == ["n", "6"]


def test_a_long_query_on_one_line_is_a_query_and_not_a_file(run: Run) -> None:
    variables = " ".join(f"?variable{number}" for number in range(30))
    query = f"SELECT {variables} WHERE {{ ?d a foaf:Document }}"
    assert 255 < len(query) < 1000
    given = run("sparql", query, "--format", "csv")
    assert given.exit_code == 0, given.exception
    assert len(given.output.splitlines()) == 7


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELEKT ?x", "The query is not SPARQL 1.1"),
        ("INSERT DATA { <a:a> <a:b> <a:c> }", "read only"),
        ("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }", "SERVICE is not allowed"),
        ("  ", "The query is empty."),
    ],
)
def test_a_query_that_is_not_run_is_said(run: Run, query: str, message: str) -> None:
    given = run("sparql", query)
    assert given.exit_code == 1
    assert message in given.output


# eval


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.jsonl"
    questions = [
        {
            "id": "a",
            "type": "theme",
            "question": "What was said about female genital mutilation?",
            "answerable": True,
            "gold": [{"quote": "Work to protect girls from female genital mutilation", "grade": 2}],
            "facts": ["protection orders"],
        },
        {"id": "b", "type": "unanswerable", "question": "How do I bake sourdough bread?", "answerable": False},
    ]
    path.write_text("".join(json.dumps(question) + "\n" for question in questions))
    return path


def test_an_evaluation_is_printed_as_a_table(run: Run, gold: Path) -> None:
    given = run("eval", str(gold))
    assert given.exit_code == 0
    lines = given.output.splitlines()
    assert [line.split()[0] for line in lines] == ["type", "all", "theme", "unanswerable"]
    assert lines[1].split()[1:3] == ["2", "1.000"]


def test_an_evaluation_is_printed_as_json(run: Run, gold: Path) -> None:
    figures = json.loads(run("eval", str(gold), "--json").output)
    assert (figures["all"]["recall@10"], figures["all"]["facts"], figures["all"]["refusal_recall"]) == (1.0, 1.0, 1.0)
    assert [question["id"] for question in figures["questions"]] == ["a", "b"]


def test_a_gold_file_that_cannot_be_read_is_said(run: Run, tmp_path: Path) -> None:
    absent = run("eval", str(tmp_path / "absent.jsonl"))
    assert absent.exit_code == 1
    assert "absent.jsonl could not be read" in absent.output
    (tmp_path / "bad.jsonl").write_text("{}\n")
    bad = run("eval", str(tmp_path / "bad.jsonl"))
    assert bad.exit_code == 1
    assert "Line 1 of" in bad.output


# check, export, documents, serve


def test_a_sound_store_is_called_sound(run: Run) -> None:
    given = run("check")
    assert (given.exit_code, given.output) == (0, "The store is sound.\n")


def test_a_store_whose_source_was_changed_is_not_sound(run: Run, sample_path: Path, tmp_path: Path) -> None:
    store = changed_copy(
        sample_path,
        tmp_path,
        "sources/*.txt",
        lambda text: text.replace("is careful and well informed", "is careful and well meanings"),
    )
    given = run("check", store=store)
    assert given.exit_code == 1
    assert (
        "The words of https://w3id.org/throughline/id/document/northmere/sif/2016-11-28/p/30 are not those of its source."
        in given.output
    )
    assert "The store has 1 fault" in given.output


def test_the_export_as_nquads_is_sorted_and_whole(run: Run) -> None:
    lines = run("export").output.splitlines()
    assert lines == sorted(set(lines))
    assert len(lines) > 10_000
    assert all(line.endswith(" .") for line in lines)


def test_every_form_of_export_has_every_document(run: Run, sample: Store) -> None:
    for kind in ("nquads", "trig", "jsonld", "csv"):
        given = run("export", "--format", kind)
        assert given.exit_code == 0
        assert all(document.title in given.output.replace("\\u2019", "’") for document in sample.corpus.documents), kind


def test_the_export_as_csv_has_a_row_for_each_paragraph(run: Run, sample: Store) -> None:
    rows = list(csv.DictReader(io.StringIO(run("export", "--format", "csv").stdout_bytes.decode("utf-8-sig"))))
    assert [row["paragraph"] for row in rows] == [passage.iri for passage in sample.corpus.passages]
    [row] = [row for row in rows if row["paragraph"].endswith("/sif/2016-11-28/p/30")]
    assert (row["date"], row["number"], row["role"]) == ("2016-11-28", "30", "finding")
    assert row["text"].startswith("Work to protect girls from female genital mutilation")


def test_documents_are_listed_in_order_of_date(run: Run) -> None:
    given = run("documents")
    lines = given.output.splitlines()
    assert given.exit_code == 0
    assert [line.split("  ")[0] for line in lines] == [
        "28 November 2016",
        "14 February 2017",
        "9 July 2018",
        "15 November 2019",
        "13 October 2020",
        "23 November 2021",
    ]
    assert (
        "monitoring visit letter, Northmere: Monitoring visit to Northmere County Council children’s services  (monitoring-visit-2018.docx; "
        in lines[2]
    )


@pytest.fixture(scope="module")
def extracted(sample_path: Path) -> list[dict[str, object]]:
    return json.loads(CliRunner().invoke(main, ["documents", "--json", "--store", str(sample_path)]).output)  # type: ignore[no-any-return]


def test_every_document_has_the_fields_of_the_extraction_contract(extracted: list[dict[str, object]]) -> None:
    fields = {
        "source",
        "part",
        "local_authority",
        "kind",
        "inspection_start",
        "inspection_end",
        "published",
        "lead_inspector",
        "judgements",
        "needs_to_improve",
        "numbered_paragraphs",
        "paragraphs",
    }
    assert len(extracted) == 6
    for document in extracted:
        assert fields <= set(document)
        assert document["local_authority"] == "Northmere"
        assert document["paragraphs"]
        for paragraph in document["paragraphs"]:  # type: ignore[attr-defined]
            assert {"id", "number", "section", "text", "page"} <= set(paragraph)


def test_an_inspection_is_extracted_as_printed(extracted: list[dict[str, object]]) -> None:
    inspection = extracted[0]
    assert (inspection["source"], inspection["part"], inspection["kind"]) == ("single-inspection-2016.pdf", None, "sif")
    assert (inspection["inspection_start"], inspection["inspection_end"], inspection["published"]) == (
        "2016-09-12",
        "2016-10-06",
        "2016-11-28",
    )
    assert inspection["lead_inspector"] == "Rosalind Vayle"
    assert inspection["judgements"] == {
        "overall": "inadequate",
        "help_protection": "inadequate",
        "looked_after": "requires improvement",
        "adoption": "good",
        "care_leavers": "requires improvement",
        "leadership": "inadequate",
        "lscb": "requires improvement",
    }
    assert inspection["numbered_paragraphs"] == 74


def test_only_recommendations_to_the_council_are_what_it_needs_to_improve(extracted: list[dict[str, object]]) -> None:
    needs: list[str] = extracted[0]["needs_to_improve"]  # type: ignore[assignment]
    assert needs[0].startswith("Make sure that every contact received by the NAP is read")
    assert needs[13].startswith("Provide senior leaders and elected members with performance and audit information")
    assert len(needs) == 14


def test_a_report_without_a_printed_day_of_publication_has_none(extracted: list[dict[str, object]]) -> None:
    report = extracted[3]
    assert (report["kind"], report["inspection_start"], report["inspection_end"], report["published"]) == (
        "ilacs-standard",
        "2019-11-04",
        "2019-11-15",
        None,
    )
    assert report["judgements"] == {
        "leaders": "good",
        "help_protection": "requires improvement",
        "in_care_and_care_leavers": "good",
        "overall": "requires improvement",
    }
    assert (report["numbered_paragraphs"], len(report["needs_to_improve"])) == (45, 5)  # type: ignore[arg-type]


def test_kinds_of_document_are_those_of_the_contract(extracted: list[dict[str, object]]) -> None:
    assert [document["kind"] for document in extracted] == [
        "sif",
        "cabinet-report",
        "monitoring-visit",
        "ilacs-standard",
        "cabinet-report",
        "focused-visit",
    ]
