"""Users' SPARQL, run in worker processes over the graph, opened read only, within limits."""
