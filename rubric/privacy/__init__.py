"""Finds what could identify a person in a text, says why, and masks it so that the sentence still makes sense."""

from rubric.privacy.find import find
from rubric.privacy.mask import masked, without
from rubric.privacy.model import Found, Kind, Sureness

__all__ = ["Found", "Kind", "Sureness", "find", "masked", "without"]
