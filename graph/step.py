"""The steps of an answer, observed where somebody asks what each of them costs and gives; else they just run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from time import perf_counter
from typing import Any, ParamSpec, TypeVar

Given = ParamSpec("Given")
Result = TypeVar("Result")


class Observation:
    """What was observed. seconds: those of each step, without the steps inside it; results: what each gave last."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()
        self.results: dict[str, Any] = {}
        self._inside = 0.0

    def run(self, name: str, function: Callable[[], Result]) -> Result:
        """Run `function` as the step `name`."""
        outside, self._inside = self._inside, 0.0
        started = perf_counter()
        try:
            result = self.results[name] = function()
        finally:
            spent = perf_counter() - started
            self.seconds[name] += spent - self._inside  # type: ignore[assignment]
            self._inside = outside + spent
        return result


_observation: ContextVar[Observation | None] = ContextVar("observation", default=None)


@contextmanager
def observed() -> Iterator[Observation]:
    """Observes the steps that are run inside the ``with`` by the same thread."""
    observation = Observation()
    token = _observation.set(observation)
    try:
        yield observation
    finally:
        _observation.reset(token)


def step(name: str) -> Callable[[Callable[Given, Result]], Callable[Given, Result]]:
    """Marks a function as the step `name`, or as a part of it if several functions are."""

    def mark(function: Callable[Given, Result]) -> Callable[Given, Result]:
        @wraps(function)
        def marked(*args: Given.args, **kwargs: Given.kwargs) -> Result:
            observation = _observation.get()
            if observation is None:
                return function(*args, **kwargs)
            return observation.run(name, lambda: function(*args, **kwargs))

        return marked

    return mark
