"""Documents become a graph in RDF with text and vector indexes beside it, kept in a store on disk."""

import sys

# Importing openvino reports to its makers that it was used, and writes to the user's home, unless its package of
# telemetry is not installed. Pip installs it in any case, so here it is made to look missing before anything imports it.
sys.modules.setdefault("openvino_telemetry", None)  # type: ignore[arg-type]
