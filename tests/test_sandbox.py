"""Files are read in processes that may crash, hang or run out of memory without harm to the others."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ingest.pipeline import find_files, read_file
from ingest.process import Worker
from ingest.sandbox import read_files

LETTER = "3 March 2018\n\nDear Sam\n\nThe carers of Northmere County Council met inspectors.\n"

MISBEHAVING = """
import ctypes, os, sys, time
import ingest.sandbox
from ingest.pipeline import find_files, read_file
from ingest.process import serve

def read(path, name):
    if name == "crash.txt":
        ctypes.string_at(0)
    if name == "hang.txt":
        time.sleep(60)
    if name == "flood.txt":
        [bytearray(1 << 20) for _ in range(1 << 20)]
    if name == "chatter.txt":
        print("noise"); os.write(2, b"noise")
    if name == "network.txt":
        import socket
        socket.create_connection(("127.0.0.1", int(path.read_text())), timeout=1)
    return read_file(path, name)

ingest.sandbox.read_file = read
serve(ingest.sandbox._reply, ingest.sandbox.MEMORY >> 3)
"""
"""A worker whose reader misbehaves on files of certain names."""


@pytest.fixture
def misbehaving(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers are of the kind that misbehaves."""
    (tmp_path / "modules").mkdir()
    (tmp_path / "modules" / "misbehaving.py").write_text(MISBEHAVING)
    paths = [str(tmp_path / "modules"), *(path for path in sys.path if path)]
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(paths))
    monkeypatch.setattr("ingest.sandbox.Worker", lambda _: Worker("misbehaving"))


def write(folder: Path, *names: str) -> list[tuple[Path, str]]:
    """Letters of these names, each with words of its own."""
    folder.mkdir(exist_ok=True)
    for name in names:
        (folder / name).write_text(f"{LETTER}This is {name}.\n")
    return [(folder / name, name) for name in names]


def test_what_is_read_apart_is_what_is_read_here(tmp_path: Path) -> None:
    files = write(tmp_path / "files", "a.txt", "b.txt", "c.tiff", "d.pdf")
    apart, here = list(read_files(files)), [read_file(*file) for file in files]
    assert [reading.name for reading in apart] == ["a.txt", "b.txt", "c.tiff", "d.pdf"]
    assert [(reading.source, reading.documents, reading.problems) for reading in apart] == [
        (reading.source, reading.documents, reading.problems) for reading in here
    ]
    assert [reading.status for reading in apart] == ["read", "read", "unread", "unread"]


def test_the_first_replies_may_come_at_once() -> None:
    """In a process of its own, since only the first of all replies is at risk."""
    threads = """
import sys, threading
from ingest.sandbox import FileReading, REPLIES, msgspec
sys.setswitchinterval(1e-6)
names, reply, barrier = [], msgspec.json.encode(FileReading("a.txt", None, (), (), {})), threading.Barrier(8)
def decode():
    barrier.wait()
    names.append(REPLIES.decode(reply).name)
threads = [threading.Thread(target=decode) for _ in range(8)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(*names)
"""
    done = subprocess.run([sys.executable, "-c", threads], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.split()) == (0, ["a.txt"] * 8)


def test_no_files_are_read_by_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr("ingest.sandbox.Worker")
    assert list(read_files([])) == []


@pytest.mark.usefixtures("misbehaving")
@pytest.mark.parametrize(
    ("name", "code", "words"),
    [
        ("crash.txt", "crashed", "brought down the program that reads it"),
        ("hang.txt", "too-slow", "was not read after 3 seconds"),
        ("flood.txt", "too-large", "of memory. Split it into its documents."),
    ],
)
def test_a_file_that_brings_its_process_down_is_a_problem_and_the_others_are_read(
    tmp_path: Path, name: str, code: str, words: str
) -> None:
    files = write(tmp_path / "files", "a.txt", name, "b.txt", "c.txt")
    started = time.monotonic()
    readings = list(read_files(files, seconds=3))
    assert time.monotonic() - started < 30
    [problem] = readings[1].problems
    assert (problem.code, problem.source, problem.severity) == (code, name, "unread")
    assert words in problem.message
    assert readings[1].source is None
    assert [reading.status for reading in readings] == ["read", "unread", "read", "read"]


@pytest.mark.usefixtures("misbehaving")
def test_what_a_reader_prints_does_no_harm(tmp_path: Path) -> None:
    [reading] = read_files(write(tmp_path / "files", "chatter.txt"))
    assert reading.status == "read"


def test_a_file_whose_name_is_no_text_is_read(tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9.txt")
    (tmp_path / name).write_text(LETTER)
    files = find_files([tmp_path])
    [reading] = read_files(files)
    assert (reading.name, reading.status) == ("caf\ufffd.txt", "read")


def test_a_process_that_cannot_start_is_no_fault_of_a_file() -> None:
    with pytest.raises(RuntimeError, match=r"does not start\. Run this to see why: .* -m ingest\.nothing"):
        Worker("ingest.nothing")


def test_no_process_is_left_over(tmp_path: Path) -> None:
    readings = read_files(write(tmp_path / "files", "a.txt", "b.txt", "c.txt"))
    assert next(readings).status == "read"
    assert children() != []
    readings.close()  # type: ignore[attr-defined]
    assert children() == []


def test_a_process_ends_with_the_one_that_started_it(tmp_path: Path) -> None:
    program = (
        "import sys, time; from ingest.process import Worker; worker = Worker('ingest.sandbox');"
        "print(worker._process.pid, flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout
        child = int(parent.stdout.readline())
        assert is_running(child)
        parent.send_signal(signal.SIGKILL)
    deadline = time.monotonic() + 10
    while is_running(child) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not is_running(child)


def is_running(process: int) -> bool:
    """Whether a process is there and no zombie."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(") ", 1)[1][0] != "Z"
    except OSError:
        return False


def children() -> list[str]:
    """The workers of this process."""
    lines = Path(f"/proc/{os.getpid()}/task").iterdir()
    found = [child for task in lines for child in (task / "children").read_text().split()]
    return [child for child in found if b"ingest.sandbox" in Path(f"/proc/{child}/cmdline").read_bytes()]
