"""Keeps what is looked for, and what chosen items are to be given, for the visit: on the desk, not in the store."""

from collections.abc import Mapping
from typing import Any

from rubric.evidence import clean_text
from rubric.ui.register.desk import RegisterDesk
from rubric.ui.saved.kind import Kind, Thing
from rubric.ui.state import session


def _remember(_owner: str, _id: str, changes: Mapping[str, Any], _seen: int | None) -> None:
    memory, plain = session.feature(RegisterDesk), RegisterDesk()
    for name, value in changes.items():
        told = clean_text(value) if type(value) is str else value
        setattr(memory, name, getattr(plain, name) if told is None else told)


WANTED = Kind(name="wanted", place="register", save=_remember)


def thing(assessment: str) -> Thing:
    """What is looked for in an assessment, as a thing whose fields are kept."""
    return Thing(WANTED, assessment, f"register-{assessment}")
