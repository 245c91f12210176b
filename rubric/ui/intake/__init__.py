"""Bring in what you have: documents and tables become evidence and actions, each looked at by a person first."""
