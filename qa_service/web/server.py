"""Serves the application under gunicorn, in one process with threads: the model and indexes are in memory once."""

from __future__ import annotations

import sys
import traceback
from pathlib import Path
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger

from qa_service.language_model import LanguageModel
from qa_service.web.app import create_app

THREADS = 8


def run(store: Path, host: str, port: int, language_model: LanguageModel | None = None) -> None:
    """Serve the store at `store` until stopped; with the help of `language_model`, if there is one."""
    _Server(
        store,
        language_model,
        {
            "bind": f"{host}:{port}",
            "workers": 1,
            "threads": THREADS,
            "timeout": 120,
            "loglevel": "warning",
            "accesslog": None,
            "logger_class": _Log,
            "limit_request_line": 0,
        },
    ).run()


class _Log(Logger):  # type: ignore[misc]
    """Says that a request failed and where in the code, never what was asked or by whom, as the privacy notice promises.

    Gunicorn's own quotes the address of a request that fails, and the first line of one that it cannot read.
    """

    def warning(self, msg: str, *args: Any, **kwargs: Any) -> None:
        if msg.startswith("Invalid request"):
            msg, args = "A request could not be read.", ()
        super().warning(msg, *args, **kwargs)

    def exception(self, msg: str, *args: Any, **kwargs: Any) -> None:
        if "request" not in msg:
            super().exception(msg, *args, **kwargs)
            return
        kind, _, trace = sys.exc_info()
        self.error("A request failed: %s\n%s", kind.__name__ if kind else "", "".join(traceback.format_tb(trace)))


class _Server(BaseApplication):  # type: ignore[misc]
    """Gunicorn with our settings and none from the command line."""

    def __init__(self, store: Path, language_model: LanguageModel | None, settings: dict[str, Any]) -> None:
        self._store, self._language_model, self._settings = store, language_model, settings
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._settings.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        app = create_app(self._store, self._language_model)
        app.extensions["throughline"].current()
        return app
