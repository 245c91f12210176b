"""Comparison: items beside the findings of scored reports."""
