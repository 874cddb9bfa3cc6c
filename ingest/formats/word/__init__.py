"""Reads Word files: the paragraphs, numbers, notes and tables of WordprocessingML."""
