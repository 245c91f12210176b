"""Predicted band: the band, how sure it is, what to do next, and the reasons behind it."""
