"""Reads from a document what it is: kind, authority, dates, inspectors, publisher. File names have no part in it."""
