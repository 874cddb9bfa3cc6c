"""Reads numbers with what they measure, of whom, for when, and beside what they stand."""
