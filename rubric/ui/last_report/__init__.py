"""Since your last report: each finding of the council's own last report, and what was done about it."""
