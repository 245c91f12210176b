"""Rehearse a CQC assessment of learning, improvement and innovation: from evidence to a draft."""

__version__ = "0.1.0"
