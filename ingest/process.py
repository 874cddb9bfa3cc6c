"""Work that may go wrong, done by a process of its own: bounded in time and memory, without network, and expendable.

Requests and replies are bytes, each after its length in eight bytes, on the standard input and output.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, BinaryIO

CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
"""The processor cores that this process may use."""
_LENGTH = 8
_PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG
_NEW_NETWORK = 0x50000000  # CLONE_NEWUSER | CLONE_NEWNET


class Worker:
    """A process that runs ``python -m MODULE ARGUMENTS``, a module that calls `serve`. Raises RuntimeError if it ends at once."""

    def __init__(self, module: str, *arguments: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", module, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        assert self._process.stdin and self._process.stdout
        self._requests, self._replies = self._process.stdin, self._process.stdout
        # Starting is not part of what a request may take.
        if _receive(self._replies) is None:
            self.kill()
            raise RuntimeError(
                f"The process for {module} does not start. Run this to see why: {sys.executable} -m {module}"
            )

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def ask(self, request: bytes, seconds: float) -> bytes:
        """The reply to `request`.

        Raises TimeoutError if the process has not begun to reply within `seconds`, ConnectionError if it dies over it.
        """
        deadline = time.monotonic() + seconds
        _send(self._requests, request)
        if not select.select([self._replies], [], [], max(0.0, deadline - time.monotonic()))[0]:
            raise TimeoutError
        reply = _receive(self._replies)
        if reply is None:
            raise ConnectionError
        return reply

    def kill(self) -> None:
        """End the process, whatever it is doing."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._requests, self._replies):
            with contextlib.suppress(BrokenPipeError):
                pipe.close()


def serve(reply: Callable[[bytes], bytes], memory: int) -> None:
    """Answer requests by `reply` until they end; it may use `memory` bytes beyond what the process has by now."""
    requests, replies = sys.stdin.buffer, sys.stdout.buffer
    # What a library prints must not get among the replies.
    sys.stdout = sys.stderr
    _confine(memory)
    _send(replies, b"")
    while (request := _receive(requests)) is not None:
        _send(replies, reply(request))


def _confine(memory: int) -> None:
    system = ctypes.CDLL(None)
    # A process in the middle of a request does not see its requests end: it ends with its parent by signal.
    system.prctl(_PARENT_DEATH_SIGNAL, signal.SIGKILL)
    system.unshare(_NEW_NETWORK)
    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + memory, used + memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _send(stream: IO[bytes], message: bytes) -> None:
    stream.write(len(message).to_bytes(_LENGTH, "big") + message)
    stream.flush()


def _receive(stream: IO[bytes] | BinaryIO) -> bytes | None:
    """The next message, or None where the stream ends before its end."""
    head = stream.read(_LENGTH)
    if len(head) < _LENGTH:
        return None
    length = int.from_bytes(head, "big")
    message = stream.read(length)
    return message if len(message) == length else None
