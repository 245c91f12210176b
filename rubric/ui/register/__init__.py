"""All your evidence: one register of items and of documents, what is to be filled in, and what is missing."""
