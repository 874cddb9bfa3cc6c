"""Reads PDFs by their layout: words with places become rows, columns, tables and paragraphs over pages."""
