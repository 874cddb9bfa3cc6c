"""Reads files of any format into lines: each reader fills a manuscript, one line a paragraph where it knows."""
