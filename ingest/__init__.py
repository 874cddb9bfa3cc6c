"""A file becomes documents: read, split, identified, structured, annotated, with problems as records.

`ingest.pipeline.ingest` runs it all; `STAGES` there lists the steps in order.
"""
