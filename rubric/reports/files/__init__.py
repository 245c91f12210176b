"""Readers of any document, by kind: a file's bytes become blocks of clean text, or rows of a table."""
