"""Each command has help, and says what is wrong where it is misused, with the exit code 2."""

from __future__ import annotations

import pytest
from commands import ARGUMENTS, COMMANDS, Run

from graph.store import VERSION


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
