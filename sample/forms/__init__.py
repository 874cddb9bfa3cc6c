"""Makes a document in the forms that documents come in (PDF, Word, web page, plain text) from one text."""
