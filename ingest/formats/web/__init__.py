"""Reads web pages: the text that is shown in the main part, with its headings, lists and tables."""
