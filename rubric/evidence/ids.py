"""The ids of what an assessment holds."""

from uuid import uuid4

ID_LENGTH = 64


def new_id() -> str:
    """A short id that is never used twice."""
    return uuid4().hex
