"""Predicted band: the band, its reasons, and what would move it."""
