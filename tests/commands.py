"""The commands of the command line, and how a test runs one."""

from __future__ import annotations

from collections.abc import Callable

from click.testing import Result
from northmere import SAMPLE

COMMANDS = ("build", "ask", "serve", "sparql", "eval", "check", "export", "documents")
ARGUMENTS = {"build": [str(SAMPLE)], "ask": ["neglect?"], "sparql": ["ASK {}"], "eval": ["gold.jsonl"]}
"""What each command that needs an argument is given."""

Run = Callable[..., Result]
"""The fixture `run`."""
