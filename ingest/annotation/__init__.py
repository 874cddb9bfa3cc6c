"""Finds in paragraphs what analysts ask for: mentions, judgements, figures, names, references and voices."""
