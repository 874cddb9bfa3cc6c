"""Turns lines into blocks, documents, sections, paragraphs and sentences."""
