"""Puts thousands of damaged and hostile files to the readers and to all that comes after, and checks what comes out.

Run as ``make fuzz`` (or ``python -m benchmarks.fuzz [--files N] [--seed N] [--first N] [FOLDER ...]``). Each file is read
in a worker process with a bound on its time and memory, so that a crash or a hang is laid to the file that brought it
about. Files that fail are kept, named by seed and number: ``--seed S --first N --files 1`` makes the same one again.
"""

from __future__ import annotations

import argparse
import faulthandler
import multiprocessing
import resource
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from pathlib import Path

from benchmarks.mutation.case import Case, case, seeds
from benchmarks.soundness import read_and_check

SECONDS = 10
"""The most that one file may take of the processor."""
HUNG = 30
"""After so many seconds by the clock a worker is taken to hang."""
MEMORY = 2_000_000_000
"""The most bytes of memory that a worker may have."""
WORKERS = 2
SAMPLE = Path(__file__).parent.parent / "sample"
KEPT = Path(".fuzz")


@dataclass(frozen=True)
class Outcome:
    """What came of one file. result: ``read``, ``in part``, or the code of the problem why nothing was read."""

    number: int
    suffix: str
    result: str
    seconds: float
    faults: tuple[str, ...] = ()


@dataclass
class Tally:
    """What came of all files of one format."""

    results: Counter[str] = field(default_factory=Counter)
    failures: int = 0
    seconds: float = 0.0
    slowest: tuple[float, int] = (0.0, 0)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run as many files as wanted, print what came of them, and keep those that failed. 1 if any did."""
    wanted = _parser().parse_args(arguments)
    sound = seeds([SAMPLE, *wanted.folders])
    numbers = range(wanted.first, wanted.first + wanted.files)
    tallies: dict[str, Tally] = {}
    try:
        for done, outcome in enumerate(outcomes(sound, wanted.seed, numbers), 1):
            _count(tallies.setdefault(outcome.suffix, Tally()), outcome)
            if outcome.faults:
                path = _keep(case(sound, wanted.seed, outcome.number), wanted.seed, outcome)
                print(f"{path}: {outcome.faults[0]}", flush=True)
            if done % 1_000 == 0:
                print(f"{done:,} files", flush=True)
    except KeyboardInterrupt:
        print("Stopped before the end; so far:")
    _print(tallies)
    return int(any(tally.failures for tally in tallies.values()))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Read mutated files and check what comes out.")
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER", help="reports to mutate besides the sample")
    parser.add_argument("--files", type=int, default=20_000, help="how many files (20,000)")
    parser.add_argument("--seed", type=int, default=1, help="another seed makes other files")
    parser.add_argument("--first", type=int, default=0, help="the number of the first file")
    return parser


# Work


def outcomes(sound: Sequence[Case], seed: int, numbers: Sequence[int], workers: int = WORKERS) -> Iterator[Outcome]:
    """What comes of each of the files, in the order in which they are done with."""
    waiting = iter(numbers)
    busy: dict[Connection, _Worker] = {}
    for _ in range(min(workers, len(numbers))):
        worker = _Worker(sound, seed)
        busy[worker.connection] = worker
        worker.begin(next(waiting))
    while busy:
        for connection in wait(list(busy)):
            worker = busy.pop(connection)  # type: ignore[arg-type]
            outcome = worker.outcome()
            yield outcome
            if not worker.alive:
                worker = _Worker(sound, seed)
            number = next(waiting, None)
            if number is None:
                worker.stop()
            else:
                busy[worker.connection] = worker
                worker.begin(number)


class _Worker:
    """A process that reads one file after the other until one of them kills it."""

    def __init__(self, sound: Sequence[Case], seed: int) -> None:
        self.alive = True
        self._sound, self._seed, self._number = sound, seed, 0
        self.connection, other = multiprocessing.Pipe()
        self._process = multiprocessing.Process(target=_work, args=(other, sound, seed), daemon=True)
        self._process.start()
        other.close()

    def begin(self, number: int) -> None:
        self._number = number
        self.connection.send(number)

    def outcome(self) -> Outcome:
        """What came of the file that was begun last. A worker without an answer has died of it."""
        try:
            return self.connection.recv()  # type: ignore[no-any-return]
        except EOFError:
            self._process.join()
            self.alive = False
            suffix = case(self._sound, self._seed, self._number).suffix
            fault = f"The process ended with {self._process.exitcode}: it crashed, ran out of memory, or took more than {HUNG} s."
            return Outcome(self._number, suffix, "died", HUNG, (fault,))

    def stop(self) -> None:
        self.connection.send(None)
        self._process.join()
        self.connection.close()


def _work(connection: Connection, sound: Sequence[Case], seed: int) -> None:
    """Read the files whose numbers come in, until None does."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    faulthandler.enable()
    while (number := connection.recv()) is not None:
        faulthandler.dump_traceback_later(HUNG, exit=True)
        connection.send(outcome_of(case(sound, seed, number), number))
        faulthandler.cancel_dump_traceback_later()


def outcome_of(mutated: Case, number: int) -> Outcome:
    """What comes of reading one file."""
    began = time.process_time()
    result, faults = "failed", []
    try:
        reading, faults = read_and_check(mutated.content, mutated.suffix)
        severities = {problem.severity: problem.code for problem in reading.problems}
        result = severities.get("unread", "in part" if "partial" in severities else "read")
    except Exception:  # noqa: BLE001 - that nothing is raised is what is checked
        faults = [traceback.format_exc()]
    seconds = time.process_time() - began
    if seconds > SECONDS:
        faults.append(f"It took {seconds:.1f} s; the most is {SECONDS}.")
    return Outcome(number, mutated.suffix, result, seconds, tuple(faults))


# Report


def _count(tally: Tally, outcome: Outcome) -> None:
    tally.results[outcome.result] += 1
    tally.failures += bool(outcome.faults)
    tally.seconds += outcome.seconds
    tally.slowest = max(tally.slowest, (outcome.seconds, outcome.number))


def _keep(failed: Case, seed: int, outcome: Outcome) -> Path:
    """Write a file that failed, and beside it what was wrong."""
    KEPT.mkdir(exist_ok=True)
    path = KEPT / f"{seed}-{outcome.number}{failed.suffix}"
    path.write_bytes(failed.content)
    path.with_suffix(f"{failed.suffix}.faults").write_text("\n".join(outcome.faults))
    return path


def _print(tallies: dict[str, Tally]) -> None:
    print(
        f"{'format':<8}{'files':>8}{'read':>8}{'in part':>9}{'not read':>10}{'failures':>10}{'mean s':>9}{'slowest s':>11}  file"
    )
    for suffix, tally in sorted(tallies.items()):
        files, read, partly = tally.results.total(), tally.results["read"], tally.results["in part"]
        slowest, number = tally.slowest
        print(
            f"{suffix:<8}{files:>8,}{read:>8,}{partly:>9,}{files - read - partly:>10,}{tally.failures:>10,}"
            f"{tally.seconds / files:>9.3f}{slowest:>11.2f}  {number}"
        )
    print("not read, by code:")
    for suffix, tally in sorted(tallies.items()):
        codes = [f"{code} {count:,}" for code, count in tally.results.most_common() if code not in ("read", "in part")]
        print(f"  {suffix:<8}{', '.join(codes)}")


if __name__ == "__main__":
    sys.exit(main())
