"""The generation that is served, changed for the next one when a build has turned the link."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path

from graph.store import Store, current_generation, open_store
from qa_service.service import prepare
from qa_service.sparql.pool import SparqlPool


@dataclass(frozen=True)
class Generation:
    """An open store and the workers that query its graph."""

    store: Store
    sparql: SparqlPool


class Serving:
    """Gives the current generation; opens a new one once, while requests under way keep the old."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._generation: Generation | None = None

    def current(self) -> Generation:
        """The generation that serves now. Raises StoreError if there is none."""
        folder = current_generation(self._path)
        with self._lock:
            if self._generation is None or self._generation.store.folder != folder:
                store = open_store(self._path)
                prepare(store)
                if self._generation is not None:
                    self._generation.sparql.close()
                self._generation = Generation(store, SparqlPool(store.graph_folder))
            return self._generation
