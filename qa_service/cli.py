"""The command line. Each command is thin: it parses, calls, prints; errors become one line that says what to do.

A command imports what it needs when it is run, so that a question is not kept waiting for what builds a store.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graph.store import VERSION, open_store
from qa_service.wording import plural

if TYPE_CHECKING:
    from tqdm import tqdm

    from graph.build import BuildReport
    from qa_service.language_model import LanguageModel

store_option = click.option(
    "--store", "store", type=click.Path(path_type=Path), required=True, help="The folder of the store."
)


def _expected() -> tuple[type[Exception], ...]:
    """The errors that users can mend."""
    from graph.encoder import ModelError
    from graph.store import StoreError
    from ingest.pipeline import UnreadableFolder
    from qa_service.change import ComparisonError
    from qa_service.evaluate import GoldError
    from qa_service.language_model import SettingError
    from qa_service.question import QuestionError
    from qa_service.service import FilterError

    return (
        StoreError,
        UnreadableFolder,
        QuestionError,
        FilterError,
        GoldError,
        ComparisonError,
        ModelError,
        SettingError,
    )


class _Commands(click.Group):
    """Turns the errors that users can mend into one-line messages."""

    def invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)
        except _expected() as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, prog_name="throughline")
def main() -> None:
    """Throughline answers questions about inspection reports with dated, cited, verbatim sentences."""


@main.command()
@click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path))
@store_option
def build(sources: Sequence[Path], store: Path) -> None:
    """Read the files or folders SOURCES into the store: it then holds these documents and no others."""
    from graph.build import build as build_store

    with _Progress() as progress:
        report = build_store(list(sources), store, progress)
    _print_report(report)


@main.command()
@click.argument("question")
@store_option
@click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON.")
@click.option(
    "--explain",
    "explaining",
    is_flag=True,
    help="Say what each step cost, and which features put the best passages where they are.",
)
@click.option(
    "--history", multiple=True, help="An earlier question of the same conversation; repeat for more, oldest first."
)
def ask(question: str, store: Path, as_json: bool, explaining: bool, history: Sequence[str]) -> None:
    """Answer QUESTION from the store."""
    from qa_service.service import answer

    if as_json and explaining:
        raise click.UsageError("--json is for programs and --explain for reading. Give one of them.")
    opened = open_store(store)
    explanation = None
    if explaining:
        from qa_service.explanation import explain, explained

        explanation = explained(explain(opened, question, history), opened)
    given = answer(opened, question, history, model=_language_model())
    if as_json:
        click.echo(json.dumps(given.to_json(), ensure_ascii=False, indent=2))
        return
    click.echo(given.answer)
    if given.choices:
        click.echo("\nYou could ask:")
        for choice in given.choices:
            click.echo(f"  {choice.question}")
    if given.nearest:
        click.echo("\nNearest passages:")
        for item in given.nearest:
            number = f", paragraph {item.paragraph}" if item.paragraph else ""
            click.echo(
                f"  {item.document['title']} ({item.document['date'] or 'undated'}){number}: “{item.text[:200]}{'…' if len(item.text) > 200 else ''}”"
            )
    if explanation:
        click.echo(f"\n{explanation}")


@main.command()
@store_option
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="The port to listen on.")
def serve(store: Path, host: str, port: int) -> None:
    """Serve the site, the API and the SPARQL endpoint."""
    from qa_service.web.server import run

    open_store(store)
    language_model = _language_model()
    click.echo(f"Throughline is at http://{host}:{port}/ (stop with Ctrl-C)")
    run(store, host, port, language_model)


@main.command()
@click.argument("query")
@store_option
@click.option(
    "--format",
    "kind",
    type=click.Choice(["json", "csv", "tsv", "xml", "turtle"]),
    default="json",
    show_default=True,
    help="The form of the results; turtle is for CONSTRUCT and DESCRIBE.",
)
def sparql(query: str, store: Path, kind: str) -> None:
    """Run QUERY, a SPARQL query or a file that holds one, over the store."""
    from qa_service.sparql.pool import SparqlPool

    types = {
        "json": "application/sparql-results+json",
        "csv": "text/csv",
        "tsv": "text/tab-separated-values",
        "xml": "application/sparql-results+xml",
        "turtle": "text/turtle",
    }
    text = _file_or_text(query)
    pool = SparqlPool(open_store(store).graph_folder, workers=1, seconds=60)
    try:
        reply = pool.query(text, [types[kind]])
    finally:
        pool.close()
    if reply.status != 200:
        raise click.ClickException(reply.body.decode())
    sys.stdout.buffer.write(reply.body)
    if not reply.body.endswith(b"\n"):
        sys.stdout.buffer.write(b"\n")


@main.command(name="eval")
@click.argument("gold", type=click.Path(path_type=Path))
@store_option
@click.option("--json", "as_json", is_flag=True, help="Print every figure, also by question, as JSON.")
@click.option(
    "--report",
    "page_path",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write a web page with all figures and every question to this file.",
)
@click.option(
    "--compare",
    "other",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Compare with an earlier evaluation, kept from --json; exit 1 if any figure fell.",
)
def evaluate_gold(gold: Path, store: Path, as_json: bool, page_path: Path | None, other: Path | None) -> None:
    """Score the store's answers to the questions in GOLD, a JSON Lines file."""
    from qa_service.change import as_data, compare, read_scores, told
    from qa_service.evaluate import evaluate, read_gold, report, summary

    opened = open_store(store)
    before = read_scores(other) if other else None
    scores = evaluate(opened, read_gold(gold))
    figures = summary(scores)
    change = None if before is None else compare(before, scores)
    if page_path:
        from qa_service.report import page

        page_path.write_text(page(scores, gold.name, opened.generation), encoding="utf-8")
    if as_json:
        click.echo(json.dumps({**figures, "change": as_data(change)} if change else figures, indent=2))
    else:
        click.echo(report(figures) + (f"\n\n{told(change)}" if change else ""))
    if change and change.fell:
        sys.exit(1)


@main.command()
@store_option
def check(store: Path) -> None:
    """Check the store: shapes, quotations against their sources, indexes against the graph."""
    from graph.check import faults

    found = list(faults(open_store(store)))
    for fault in found:
        click.echo(fault)
    if found:
        raise click.ClickException(
            f"The store has {plural(len(found), 'fault')}. Build it again: throughline build FOLDER --store {store}"
        )
    click.echo("The store is sound.")


@main.command()
@store_option
@click.option(
    "--format",
    "kind",
    type=click.Choice(["nquads", "trig", "jsonld", "csv", "void"]),
    default="nquads",
    show_default=True,
    help="The form of the export; csv has one row a paragraph, void describes what there is.",
)
def export(store: Path, kind: str) -> None:
    """Write all that is in the store, or a description of it, to standard output."""
    from graph.export import export as export_store

    sys.stdout.buffer.write(export_store(open_store(store), kind))


@main.command()
@store_option
@click.option("--json", "as_json", is_flag=True, help="Print every document with what was read in it as JSON.")
def documents(store: Path, as_json: bool) -> None:
    """List the documents in the store."""
    from qa_service.documents import extraction, line

    corpus = open_store(store).corpus
    if as_json:
        click.echo(
            json.dumps(
                [extraction(corpus, number) for number in range(len(corpus.documents))], ensure_ascii=False, indent=2
            )
        )
    else:
        for number in range(len(corpus.documents)):
            click.echo(line(corpus, number))


def _language_model() -> LanguageModel | None:
    """The model that the environment names, told to whoever asks or serves; None if it names none."""
    from qa_service.language_model import configured

    model = configured(os.environ)
    if model is not None:
        click.echo(
            f"Questions and quoted passages are sent to the language model {model.name} at {model.url}", err=True
        )
    return model


def _file_or_text(query: str) -> str:
    """The content of the file that `query` names, or `query` itself where there is no such file."""
    try:
        return Path(query).read_text(encoding="utf-8")
    except (OSError, ValueError):
        return query


class _Progress:
    """A progress bar a stage on the terminal, with the time left; silent where nobody watches."""

    def __enter__(self) -> _Progress:
        self._stage = ""
        self._bar: tqdm[Any] | None = None
        return self

    def __call__(self, stage: str, done: int, total: int) -> None:
        from tqdm import tqdm

        if stage != self._stage or self._bar is None:
            self.__exit__()
            self._stage, self._bar = stage, tqdm(total=total, desc=stage, leave=False, disable=None)
        self._bar.update(done - self._bar.n)

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.close()


READ = {"read": "Read", "partial": "Read in part", "unread": "Not read"}
"""How the ways in which a file was read are called."""


def _print_report(report: BuildReport) -> None:
    size = f"{plural(report.documents, 'document')}, {plural(report.passages, 'paragraph')}"
    if report.changed:
        click.echo(f"Built generation {report.generation}: {size}.")
    else:
        click.echo(f"Nothing has changed: {size}, generation {report.generation}.")
    unchanged = len(report.files) - report.new
    click.echo(
        f"{plural(len(report.files), 'file')}: {report.new} new or changed, {unchanged} as before, {report.removed} removed.\n"
    )
    for status, title in READ.items():
        click.echo(f"{title:<14}{sum(found == status for found in report.files.values()):>6}")
    for severity, title in (("unread", "Not read"), ("partial", "Read in part"), ("note", "Notes")):
        found = [problem for problem in report.problems if problem.severity == severity]
        if found:
            click.echo(f"\n{title}:")
            for problem in found:
                click.echo(f"  {problem.source}: {problem.message}")
