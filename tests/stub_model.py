"""A stub of an address that takes OpenAI's chat completions, which behaves as a test tells it to."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from qa_service import language_model
from qa_service.language_model import LanguageModel

Behaviour = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """One request to the stub, with the JSON that was sent."""

    server: StubServer

    def do_POST(self) -> None:
        self.sent = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.stub.requests.append((self.path, dict(self.headers), self.sent))
        try:
            self.server.stub.behaviour(self)
        except OSError:
            self.close_connection = True

    do_GET = do_POST

    @property
    def passages(self) -> list[dict[str, str]]:
        """The passages that were offered."""
        found: list[dict[str, str]] = json.loads(self.sent["messages"][1]["content"])["passages"]
        return found

    def reply(self, body: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


class StubServer(ThreadingHTTPServer):
    """Serves the stub's behaviour on a free port."""

    stub: Stub
    daemon_threads = True

    def handle_error(self, *_: Any) -> None:
        """A client that hangs up is what the tests are about."""


@dataclass
class Stub:
    """A running stub: what it does, what it was sent, and how it ends a wait."""

    address: str
    behaviour: Behaviour
    requests: list[tuple[str, dict[str, str], dict[str, Any]]] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def model(self, seconds: float = 5.0, key: str = "") -> LanguageModel:
        return LanguageModel(self.address, "stub-1", key, seconds)


@contextmanager
def serving(behaviour: Behaviour) -> Iterator[Stub]:
    """A stub that behaves so, until the end of the block. What another stub said at the same port is forgotten."""
    language_model._reply.cache_clear()
    server = StubServer(("127.0.0.1", 0), Handler)
    stub = server.stub = Stub(f"http://127.0.0.1:{server.server_port}/v1", behaviour)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield stub
    finally:
        stub.over.set()
        server.shutdown()
        thread.join()
        server.server_close()


def says(content: object) -> Behaviour:
    """Completes the chat with `content`: a text as it is, anything else as JSON; a function is given the passages."""

    def behave(handler: Handler) -> None:
        found = content(handler.passages) if callable(content) else content
        text = found if isinstance(found, str) else json.dumps(found)
        handler.reply(json.dumps({"choices": [{"message": {"role": "assistant", "content": text}}]}).encode())

    return behave
